#include "services/progress-monitor/domain/idle_clock.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/idle_unit.hpp"

namespace luodi::monitor {

using domain::Episode;
using domain::Exemption;
using domain::ExemptionState;
using domain::Light;
using domain::Project;

namespace {

HalfMonth last_complete_cycle(CivilDate last_day) {
  return HalfMonth::of(last_day.plus_days(1)).plus(-1);
}

// The walk over the units; one use, one evaluation.
class Walk {
 public:
  Walk(const Project& project, const policy::PolicyBook& book, CivilDate today)
      : project_(project),
        book_(book),
        today_(today),
        changes_(scope_changes(project, book)),
        progress_(progress_days(project, today)) {}

  void run(CivilDate from, IdleResult& result) {
    result_ = &result;
    result.through = HalfMonth::of(from).plus(-1);
    CivilDate day = from;
    while (day <= today_) {
      const auto policy = book_.at(day);
      const auto reading = policy ? reading_of((*policy)->interview.idle_reading) : std::nullopt;
      if (!reading) {  // no measure in force: nothing is owed until the next one begins
        end_episode();
        const auto next = std::upper_bound(changes_.begin(), changes_.end(), day);
        if (next == changes_.end()) return;
        day = *next;
        continue;
      }
      if (reading_ && *reading_ != *reading) end_episode();
      reading_ = *reading;
      const Unit unit = unit_of(*reading, day);
      if (unit.last >= today_) break;  // complete from the first instant of the next day
      judge(unit, **policy);
      day = unit.last.plus_days(1);
    }
    // Today's reset: progress, or leaving the scope, after the last complete unit.
    const bool moved = std::any_of(progress_.begin(), progress_.end(), [&](const auto& p) { return p.on >= day; });
    if (moved || !result.in_scope) end_episode();
    if (episode_) result.current_first = episode_->first;
    if (episode_ && episode_->yellow) result.episodes.push_back(*episode_);
  }
  int count() const { return count_; }

 private:
  bool in_scope(CivilDate day) const { return interview_scope_on(project_, book_, day).in; }

  bool wholly_in_scope(const Unit& unit) const {
    if (!in_scope(unit.first)) return false;
    for (auto change = std::upper_bound(changes_.begin(), changes_.end(), unit.first);
         change != changes_.end() && *change <= unit.last; ++change)
      if (!in_scope(*change)) return false;
    return true;
  }

  const ProgressDay* progress_in(const Unit& unit) const {
    auto it = std::lower_bound(progress_.begin(), progress_.end(), unit.first,
                               [](const ProgressDay& p, CivilDate day) { return p.on < day; });
    return it != progress_.end() && it->on <= unit.last ? &*it : nullptr;
  }

  bool suspended_in(const Unit& unit) const {
    auto touches = [&](const domain::Suspension& s) {
      if (s.to && *s.to <= s.from) return false;  // resumed on its first day: never away
      return s.from <= unit.last && (!s.to || *s.to > unit.first);
    };
    return (project_.suspension && touches(*project_.suspension)) ||
           std::any_of(project_.past_suspensions.begin(), project_.past_suspensions.end(), touches);
  }

  const Exemption* exempt_in(const Unit& unit) const {
    for (const auto& exemption : project_.exemptions) {
      if (exemption.state != ExemptionState::approved || exemption.cycles < 1) continue;
      const CivilDate first = exemption.from.first_day();
      const CivilDate last = exemption.from.plus(exemption.cycles - 1).last_day();
      if (first <= unit.last && last >= unit.first) return &exemption;
    }
    return nullptr;
  }

  void judge(const Unit& unit, const policy::Policy& policy) {
    if (!wholly_in_scope(unit)) {
      end_episode();
      if (in_scope(unit.last)) {
        line(unit, UnitVerdict::partial, "本周期中途纳入范围，不完整，不计", "came into scope within it, ignored");
        result_->through = last_complete_cycle(unit.last);
      }
      return;
    }
    result_->through = last_complete_cycle(unit.last);
    if (const auto* moved = progress_in(unit)) {
      end_episode();
      line(unit, UnitVerdict::progress, moved->on.str() + " " + moved->what_zh + "，清零",
           moved->on.str() + " " + moved->what_en + ", count reset");
    } else if (suspended_in(unit)) {
      line(unit, UnitVerdict::suspended, "项目暂停，不计", "suspended, not counted");
    } else if (const auto* exemption = exempt_in(unit)) {
      line(unit, UnitVerdict::exempt, "正当理由（" + exemption->ground + "）已批准，不计",
           "exempt (" + exemption->ground + "), not counted");
    } else {
      count_idle(unit, policy);
    }
  }

  void count_idle(const Unit& unit, const policy::Policy& policy) {
    const HalfMonth cycle = HalfMonth::of(unit.last);
    const auto limits = limits_of(policy.interview);
    if (!episode_) {
      episode_.emplace();
      episode_->first = HalfMonth::of(unit.first);
    }
    ++count_;
    if (count_ >= limits.yellow && !episode_->yellow) episode_->yellow = cycle;
    if (count_ >= limits.red && !episode_->red) episode_->red = cycle;
    const bool cooled = !last_interview_ || cycle.index() - last_interview_->index() > policy.interview.cooldown_cycles;
    if (count_ >= limits.interview && !episode_->interview && cooled) {
      episode_->interview = cycle;
      last_interview_ = cycle;
    }
    line(unit, UnitVerdict::idle, "无有效进展，累计" + std::to_string(count_),
         "no effective progress, count " + std::to_string(count_));
  }

  void line(const Unit& unit, UnitVerdict verdict, std::string zh, std::string en) {
    auto& lines = result_->lines;
    // Single days judged alike become one line, or a rolling reading would fill pages.
    if (reading_ == Reading::rolling_days && !lines.empty() && lines.back().verdict == verdict &&
        verdict != UnitVerdict::progress && lines.back().last.plus_days(1) == unit.first) {
      auto& run = lines.back();
      run.last = unit.last;
      run.label = run.first.str() + "/" + unit.last.str();
      run.count = count_;
      run.why_zh = std::move(zh);
      run.why_en = std::move(en);
      return;
    }
    lines.push_back({unit.label, unit.first, unit.last, verdict, count_, std::move(zh), std::move(en)});
  }

  void end_episode() {
    if (episode_ && episode_->yellow) result_->episodes.push_back(*episode_);
    episode_.reset();
    count_ = 0;
  }

  const Project& project_;
  const policy::PolicyBook& book_;
  CivilDate today_;
  std::vector<CivilDate> changes_;
  std::vector<ProgressDay> progress_;
  IdleResult* result_ = nullptr;
  std::optional<Reading> reading_;
  std::optional<Episode> episode_;
  std::optional<HalfMonth> last_interview_;
  int count_ = 0;
};

Light light_of(int count, const Limits& limits) {
  if (count >= limits.red) return Light::red;
  return count >= limits.yellow ? Light::yellow : Light::green;
}

// Time alone can change the result at the end of the running unit, and when a dated amount or policy begins.
std::optional<Instant> next_look(const Project& project, const policy::PolicyBook& book, CivilDate today,
                                 const IdleResult& result) {
  std::optional<CivilDate> next;
  const auto changes = scope_changes(project, book);
  if (auto change = std::upper_bound(changes.begin(), changes.end(), today); change != changes.end()) next = *change;
  const auto policy = book.at(today);
  const auto reading = policy ? reading_of((*policy)->interview.idle_reading) : std::nullopt;
  if (result.in_scope && reading) {
    const CivilDate closes = unit_of(*reading, today).last.plus_days(1);
    next = next ? std::min(*next, closes) : closes;
  }
  if (!next) return std::nullopt;
  return instant_at(*next);
}
}  // namespace

IdleResult evaluate(const Project& project, const policy::PolicyBook& book, Instant as_of) {
  IdleResult result;
  const CivilDate today = civil_date(as_of);
  const auto scope = interview_scope_on(project, book, today);
  result.in_scope = scope.in;
  result.scope_zh = scope.why_zh;
  result.scope_en = scope.why_en;
  if (const auto policy = book.at(today)) {
    result.policy = (*policy)->id;
    result.clause = (*policy)->id + "/6";
  }
  const auto from = watched_from(project);
  if (!from || *from > today) return result;
  result.since = *from;
  Walk walk(project, book, today);
  walk.run(*from, result);
  if (result.in_scope) {
    result.light = light_of(walk.count(), limits_of(scope.policy->interview));
    result.idle_cycles = in_cycles(walk.count(), scope.policy->interview);
  }
  if (const auto days = progress_days(project, today); !days.empty()) result.last_progress = days.back().on;
  if (!domain::has_ended(project)) result.next_at = next_look(project, book, today, result);
  return result;
}

}  // namespace luodi::monitor
