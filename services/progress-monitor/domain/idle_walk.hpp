#pragma once
// The walk of the idle clock over one project's marks: the rule itself, written once, for the explained evaluation of
// one project and for a whole city. It works on runs of units judged alike, so its cost is that of the marks, not of
// the days; it allocates nothing. What it finds it tells to a Teller:
//
//   void units(const IdleTerm&, const UnitRun&)   each judged run, oldest first
//   void stall(const Stall&)                      each stall that is over, and at last the one that runs
//
//   IdleNow now = walk_idle(*facts.since, facts.marks, terms, today.days(), teller);
//
// Pure; the marks are read only.
#include <algorithm>
#include <span>

#include "services/progress-monitor/domain/idle_facts.hpp"
#include "services/progress-monitor/domain/idle_terms.hpp"

namespace luodi::monitor {

struct UnitRun {  // units with consecutive numbers, judged alike
  std::int32_t number = 0;
  int units = 1;
  CivilDate first;
  CivilDate last;
  UnitVerdict verdict = UnitVerdict::idle;
  int count = 0;     // idle units in the row after the last of them
  bool cut = false;  // partial because another reading, or none, is in force on a part of it
};

struct IdleNow {
  bool in_scope = false;
  int units = 0;                 // idle units in the row that runs
  HalfMonth through;             // last complete cycle that was judged
  std::optional<Stall> running;  // also below yellow
};

struct TellNothing {
  void units(const IdleTerm&, const UnitRun&) {}
  void stall(const Stall&) {}
};

template <class Teller>
class IdleWalk {
 public:
  IdleWalk(std::span<const Mark> marks, const IdleTerms& terms, std::int32_t today, Teller& teller)
      : marks_(marks), terms_(terms), today_(today), teller_(teller) {}

  IdleNow run(CivilDate since) {
    now_.through = HalfMonth::of(since).plus(-1);
    std::int32_t day = since.days();
    const IdleTerm* before = nullptr;
    while (day <= today_) {
      const IdleTerm* term = terms_.at(day);
      if (!term) {  // no measure in force: nothing is owed until the next one begins
        end_stall();
        before = nullptr;
        const auto next = terms_.next_first(day);
        if (!next) break;
        day = *next;
        continue;
      }
      if (before && before->reading != term->reading) end_stall();
      before = term;
      take_until(day - 1);
      const std::int32_t after = quiet(*term, day);
      if (after > day) {
        day = after;
        continue;
      }
      const std::int32_t next = single(*term, day);
      if (next <= day) break;  // not complete today
      day = next;
    }
    if (take_until(today_, day).moved) end_stall();  // after the last complete unit it resets at once
    now_.in_scope = in_;
    now_.units = count_;
    if (stall_) {
      now_.running = *stall_;
      teller_.stall(*stall_);
    }
    return now_;
  }

 private:
  struct Taken {
    bool moved = false;
    bool left = false;
    bool away = false;
    bool exempt = false;
  };

  // Takes the marks up to a day; says what happened from `from` on.
  Taken take_until(std::int32_t day, std::int32_t from = 0) {
    Taken taken;
    for (; at_ < marks_.size() && marks_[at_].day() <= day; ++at_) {
      const bool counts = marks_[at_].day() >= from;
      switch (marks_[at_].kind()) {
        case Mark::Kind::enters:
          in_ = true;
          break;
        case Mark::Kind::leaves:
          in_ = false;
          taken.left |= counts;
          break;
        case Mark::Kind::moved:
          taken.moved |= counts;
          break;
        case Mark::Kind::away:
          ++away_;
          taken.away |= counts;
          break;
        case Mark::Kind::back:
          --away_;
          break;
        case Mark::Kind::exempt:
          ++exempt_;
          taken.exempt |= counts;
          break;
        case Mark::Kind::exempt_over:
          --exempt_;
          break;
      }
    }
    return taken;
  }

  // The whole units from `day` on in which nothing begins or happens. Returns the day after them.
  std::int32_t quiet(const IdleTerm& term, std::int32_t day) {
    std::int32_t limit = std::min(today_, term.last + 1);
    if (at_ < marks_.size()) limit = std::min(limit, marks_[at_].day());
    const std::int32_t number = unit_number(term.reading, CivilDate::from_days(day));
    const std::int32_t units = unit_number(term.reading, CivilDate::from_days(limit)) - number;
    if (units == 0) return day;
    const CivilDate first = unit_at(term.reading, number).first;
    if (first.days() < day) return day;  // cut short by another reading before
    UnitRun run{number, units, first, unit_at(term.reading, number + units - 1).last};
    if (!in_)
      outside(term, run);
    else
      judge(term, run, false, away_ > 0, exempt_ > 0);
    return run.last.days() + 1;
  }

  // The unit that holds `day`. Returns the day after it, or `day` if it is not complete today.
  std::int32_t single(const IdleTerm& term, std::int32_t day) {
    const std::int32_t number = unit_number(term.reading, CivilDate::from_days(day));
    const Unit unit = unit_at(term.reading, number);
    UnitRun run{number, 1, unit.first, unit.last};
    run.cut = unit.first.days() < term.span_first || unit.last.days() > term.span_last;
    run.first = std::max(run.first, CivilDate::from_days(term.span_first));
    run.last = std::min(run.last, CivilDate::from_days(term.span_last));
    if (run.last.days() >= today_) return day;
    const Taken begins = take_until(run.first.days(), run.first.days());
    const bool in_at_first = in_;
    const bool away_at_first = away_ > 0;
    const bool exempt_at_first = exempt_ > 0;
    const Taken later = take_until(run.last.days());
    const bool moved = begins.moved || later.moved;
    if (in_at_first && !later.left && !run.cut) {
      // The numbers in force when the unit closes; its policy may have begun within it.
      judge(*terms_.at(run.last.days()), run, moved, away_at_first || later.away, exempt_at_first || later.exempt);
    } else {
      if (moved || run.cut) end_stall();
      outside(term, run);
    }
    return run.last.days() + 1;
  }

  // Not wholly in scope, or cut: nothing is counted. Leaving the scope is no progress, so a row that runs stays as it
  // is and goes on when the project is back (an amendment of two days does not wipe a stall).
  void outside(const IdleTerm& term, UnitRun& run) {
    if (!stall_ && !in_) return;
    run.verdict = stall_ ? UnitVerdict::outside : UnitVerdict::partial;
    tell(term, run);
  }

  void judge(const IdleTerm& term, UnitRun& run, bool moved, bool away, bool exempt) {
    if (moved) {
      end_stall();
      run.verdict = UnitVerdict::progress;
    } else if (away) {
      run.verdict = UnitVerdict::suspended;
    } else if (exempt) {
      run.verdict = UnitVerdict::exempt;
    } else {
      count(term, run);
    }
    tell(term, run);
  }

  void count(const IdleTerm& term, const UnitRun& run) {
    if (!stall_) {
      stall_.emplace();
      stall_->first = HalfMonth::of(run.first);
    }
    const int before = count_;
    count_ += run.units;
    const std::int32_t last = run.number + run.units - 1;
    // The unit of this run in which the row becomes `limit` units long.
    auto reaches = [&](int limit) { return run.number + std::max(0, limit - before - 1); };
    auto due = [&](std::optional<HalfMonth>& light, std::int32_t number) {
      if (!light && number <= last) light = closing_cycle(term.reading, number);
    };
    due(stall_->yellow, reaches(term.limits.yellow));
    due(stall_->red, reaches(term.limits.red));
    if (stall_->interview) return;
    std::int32_t number = reaches(term.limits.interview);
    if (last_interview_)
      number = std::max(number, first_unit_closing_in(term.reading, last_interview_->plus(term.cooldown_cycles + 1)));
    due(stall_->interview, number);
    if (stall_->interview) last_interview_ = stall_->interview;
  }

  void tell(const IdleTerm& term, UnitRun& run) {
    run.count = count_;
    // Out of scope nothing changes with time alone, so nobody need look.
    if (in_) now_.through = HalfMonth::of(run.last.plus_days(1)).plus(-1);
    teller_.units(term, run);
  }

  void end_stall() {
    if (stall_) teller_.stall(*stall_);
    stall_.reset();
    count_ = 0;
  }

  std::span<const Mark> marks_;
  const IdleTerms& terms_;
  std::int32_t today_;
  Teller& teller_;
  std::size_t at_ = 0;  // marks taken
  bool in_ = false;
  int away_ = 0;
  int exempt_ = 0;
  int count_ = 0;
  std::optional<Stall> stall_;
  std::optional<HalfMonth> last_interview_;
  IdleNow now_;
};

template <class Teller>
IdleNow walk_idle(CivilDate since, std::span<const Mark> marks, const IdleTerms& terms, std::int32_t today,
                  Teller& teller) {
  if (since.days() > today) return {};
  return IdleWalk<Teller>(marks, terms, today, teller).run(since);
}

}  // namespace luodi::monitor
