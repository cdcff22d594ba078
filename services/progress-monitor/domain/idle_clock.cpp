#include "services/progress-monitor/domain/idle_clock.hpp"

#include <algorithm>

#include "common/domain/words.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/idle_walk.hpp"

namespace luodi::monitor {

using domain::Episode;
using domain::Exemption;
using domain::ExemptionState;
using domain::Light;
using domain::Project;

namespace {
// Writes down what the walk tells: one line a unit, with its reason in words.
class LineWriter {
 public:
  LineWriter(const Project& project, std::vector<ProgressDay> progress, IdleResult& result)
      : project_(project), progress_(std::move(progress)), result_(result) {}

  void units(const IdleTerm& term, const UnitRun& run) {
    if (term.reading == Reading::rolling_days) return days(run);
    for (int i = 0; i < run.units; ++i) {
      const std::int32_t number = run.number + i;
      const Unit unit = unit_at(term.reading, number);
      const int count = run.verdict == UnitVerdict::idle ? run.count - (run.units - 1 - i) : run.count;
      line(term.reading, unit_label(term.reading, number), std::max(unit.first, run.first),
           std::min(unit.last, run.last), run, count);
    }
  }
  void stall(const Stall& stall) {
    if (!stall.yellow) return;
    Episode episode;
    episode.first = stall.first;
    episode.yellow = stall.yellow;
    episode.red = stall.red;
    episode.interview = stall.interview;
    result_.episodes.push_back(std::move(episode));
  }

 private:
  // Single days judged alike become one line, or a rolling reading would fill pages.
  void days(const UnitRun& run) {
    auto& lines = result_.lines;
    CivilDate first = run.first;
    if (!lines.empty() && lines.back().verdict == run.verdict && run.verdict != UnitVerdict::progress &&
        lines.back().last.plus_days(1) == run.first) {
      first = lines.back().first;
      lines.pop_back();
    }
    const auto label = [](CivilDate day) { return unit_label(Reading::rolling_days, day.days()); };
    line(Reading::rolling_days, first == run.last ? label(first) : label(first) + "/" + label(run.last), first,
         run.last, run, run.count);
  }

  void line(Reading reading, std::string label, CivilDate first, CivilDate last, const UnitRun& run, int count) {
    auto [zh, en] = why(first, last, run, count);
    result_.lines.push_back({std::move(label), first, last, run.verdict, count, reading, std::move(zh), std::move(en),
                             run.verdict == UnitVerdict::exempt ? ground_in(first, last) : std::string()});
  }

  std::pair<std::string, std::string> why(CivilDate first, CivilDate last, const UnitRun& run, int count) const {
    switch (run.verdict) {
      case UnitVerdict::partial:
        if (run.cut)
          return {"本周期不完整（政策在其间生效、终止或改变读法），不计",
                  "not whole: a policy began, ended or changed its reading within it, ignored"};
        return {"本周期中途纳入范围，不完整，不计", "came into scope within it, ignored"};
      case UnitVerdict::progress: {
        const auto it = std::lower_bound(progress_.begin(), progress_.end(), first,
                                         [](const ProgressDay& p, CivilDate day) { return p.on < day; });
        return {it->on.str() + " " + it->what_zh + "，清零", it->on.str() + " " + it->what_en + ", count reset"};
      }
      case UnitVerdict::outside:
        return {"不全在约谈范围内，不计，此前计数保留", "not wholly in scope, not counted, the count stays"};
      case UnitVerdict::suspended:
        return {"项目暂停，不计", "suspended, not counted"};
      case UnitVerdict::exempt: {
        const std::string ground = ground_in(first, last);
        const Word word = domain::ground_word(ground);
        return {"正当理由（" + std::string(word.zh) + "）已批准，不计",
                "exempt (" + std::string(word.en) + "), not counted"};
      }
      case UnitVerdict::idle:
        return {"无有效进展，累计" + std::to_string(count), "no effective progress, count " + std::to_string(count)};
    }
    return {};
  }

  std::string ground_in(CivilDate first, CivilDate last) const {
    for (const auto& exemption : project_.exemptions) {
      if (exemption.state != ExemptionState::approved || exemption.cycles < 1) continue;
      if (exemption.from.first_day() <= last && exemption.from.plus(exemption.cycles).first_day() > first)
        return exemption.ground;
    }
    return {};
  }

  const Project& project_;
  const std::vector<ProgressDay> progress_;
  IdleResult& result_;
};

Light light_of(int count, const Limits& limits) {
  if (count >= limits.red) return Light::red;
  return count >= limits.yellow ? Light::yellow : Light::green;
}

// Where the walk stands, in the numbers of today's policy.
IdleConclusion conclusion_of(const IdleNow& now, const IdleTerm* term) {
  IdleConclusion conclusion;
  conclusion.in_scope = now.in_scope;
  conclusion.through = now.through;
  if (!now.in_scope || term == nullptr) return conclusion;  // a stall may wait there, none runs
  conclusion.running = now.running;
  conclusion.light = light_of(now.units, term->limits);
  conclusion.idle_units = now.units;
  conclusion.idle_cycles = in_cycles(now.units, *term->parameters);
  return conclusion;
}

// Time alone can change the result at the end of the running unit, and when a dated amount or policy begins.
std::optional<Instant> next_look(const IdleFacts& facts, const IdleTerms& terms, const policy::PolicyBook& book,
                                 CivilDate today, bool in_scope) {
  std::optional<std::int32_t> next;
  auto look_on = [&](std::int32_t day) {
    if (day > today.days()) next = next ? std::min(*next, day) : day;
  };
  for (const Mark& mark : facts.marks)
    if (mark.kind() == Mark::Kind::enters || mark.kind() == Mark::Kind::leaves) look_on(mark.day());
  for (const auto& policy : book.all()) {
    look_on(policy.effective_from.days());
    if (policy.effective_to) look_on(policy.effective_to->days() + 1);
  }
  if (const auto* term = terms.at(today.days()); term && in_scope)
    look_on(unit_at(term->reading, unit_number(term->reading, today)).last.days() + 1);
  if (!next) return std::nullopt;
  return instant_at(CivilDate::from_days(*next));
}
}  // namespace

int units_of(const UnitLine& line) {
  return line.reading == Reading::rolling_days ? line.last.days() - line.first.days() + 1 : 1;
}

std::optional<UnitLine> behind(const UnitLine& line, CivilDate day, int& before) {
  if (line.count == units_of(line)) before = 0;  // a row begins
  const bool days = line.reading == Reading::rolling_days;
  if (days ? line.last <= day : line.first <= day) {
    before = line.count;
    return std::nullopt;
  }
  UnitLine out = line;
  if (line.first <= day) {
    out.first = day.plus_days(1);
    before = line.count - (line.last.days() - day.days());
  }
  out.count = line.count - before;
  return out;
}

IdleConclusion conclude(CivilDate since, std::span<const Mark> marks, const IdleTerms& terms, CivilDate today) {
  TellNothing nobody;
  return conclusion_of(walk_idle(since, marks, terms, today.days(), nobody), terms.at(today.days()));
}

IdleResult evaluate(const Project& project, const policy::PolicyBook& book, Instant as_of) {
  IdleResult result;
  const CivilDate today = civil_date(as_of);
  const auto scope = interview_scope_on(project, book, today);
  result.in_scope = scope.in;
  result.scope_zh = scope.why_zh;
  result.scope_en = scope.why_en;
  if (const auto* policy = book.in_force(today)) {
    result.policy = policy->id;
    result.clause = policy->id + "/6";
  }
  const auto facts = idle_facts_of(project, book);
  if (!facts.since || *facts.since > today) return result;
  result.since = facts.since;
  const IdleTerms terms(book);
  auto progress = progress_days(project, book, today);
  if (!progress.empty()) result.last_progress = progress.back().on;
  LineWriter writer(project, std::move(progress), result);
  const auto now = walk_idle(*facts.since, facts.marks, terms, today.days(), writer);
  const auto conclusion = conclusion_of(now, terms.at(today.days()));
  result.light = conclusion.light;
  result.idle_cycles = conclusion.idle_cycles;
  result.idle_units = conclusion.idle_units;
  result.through = conclusion.through;
  if (conclusion.running) result.current_first = conclusion.running->first;
  if (!domain::has_ended(project)) result.next_at = next_look(facts, terms, book, today, result.in_scope);
  return result;
}

}  // namespace luodi::monitor
