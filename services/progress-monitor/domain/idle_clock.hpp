#pragma once
// The idle clock 连续两个月无进展 (measure 6): how long a project has stood still, line by line. A pure function of the
// project's state, the policies and an instant: run late, run twice or after a week's outage, it says the same.
//
// It walks the complete units (by default dispatch cycles 1-15 and 16-month end) from the day the project came into
// scope. Per unit, first match wins:
//   partial    not wholly under one reading: ignored, and a new count begins; or the first one, in which the project
//              came into scope: ignored                                    (a partial first cycle is ignored)
//   progress   something effective happened in it: the count goes to 0     (progress resets)
//   outside    a day of it was out of scope: neither counted nor reset      (leaving the scope is no progress)
//   suspended  a day of it lies in a suspension: neither counted nor reset  (suspension pauses)
//   exempt     covered by an approved exemption: neither counted nor reset  (exemption pauses)
//   idle       counted; never having reported at all is idle too
// Counted units up to 2, 3, 4 (policy): yellow, red, interview. Paused units do not break the row. An interview needs
// cooldown_cycles between its cycle and that of the interview before it.
// Progress after the last complete unit resets the count at once: nobody is red who reported this morning.
// A unit is judged by the numbers in force on its last day. Where policies of different readings follow each other, the
// count begins anew with the new reading; a unit that the change cuts through counts under neither.
//
// The rule itself is in idle_walk, on the marks of idle_facts. evaluate() tells one project's whole story; conclude()
// says only where it stands, without allocating: a million projects in a moment, explained when somebody asks.
//
//   IdleResult r = evaluate(project, book, now);     // r.light, r.idle_cycles, r.episodes, r.lines
//   IdleConclusion c = conclude(*facts.since, facts.marks, terms, civil_date(now));
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "common/domain/watch.hpp"
#include "common/policy/explanation.hpp"
#include "services/progress-monitor/domain/idle_facts.hpp"
#include "services/progress-monitor/domain/idle_terms.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"

namespace luodi::monitor {

struct UnitLine {  // one judged unit, or a run of single days judged alike
  std::string label;
  CivilDate first;
  CivilDate last;
  UnitVerdict verdict = UnitVerdict::idle;
  int count = 0;  // idle units in the row after this one
  Reading reading = Reading::half_months;
  std::string why_zh;
  std::string why_en;
  std::string ground = {};  // of an exempt one: the ground that was approved
};

int units_of(const UnitLine& line);
// What of an idle line lies behind a day, with the count since; nullopt = nothing whole. `before` is what of the row's
// count belongs to the days up to it: 0 at first, the lines of a row follow in their order.
std::optional<UnitLine> behind(const UnitLine& line, CivilDate day, int& before);

struct IdleResult {
  bool in_scope = false;  // on the day of as_of
  std::string scope_zh;
  std::string scope_en;
  std::optional<CivilDate> since;  // first day of the watch
  HalfMonth through;               // last complete cycle that was judged
  int idle_cycles = 0;             // now
  int idle_units = 0;              // now, in the units of the reading
  domain::Light light = domain::Light::none;
  std::vector<domain::Episode> episodes;   // at least yellow, oldest first; interview_id is left empty
  std::optional<HalfMonth> current_first;  // name of the episode that runs now
  std::vector<UnitLine> lines;
  std::string policy;  // id of the policy in force at as_of
  std::string clause;  // "mianyang-2022/6"
  std::optional<CivilDate> last_progress;
  std::optional<Instant> next_at;  // when time alone may change the result
};

IdleResult evaluate(const domain::Project& project, const policy::PolicyBook& book, Instant as_of);

struct IdleConclusion {
  bool in_scope = false;
  int idle_cycles = 0;
  int idle_units = 0;
  domain::Light light = domain::Light::none;
  HalfMonth through;
  std::optional<Stall> running;  // the stall that runs now
};
// As of any instant of `today`: the same as evaluate() says of the project whose facts these are.
IdleConclusion conclude(CivilDate since, std::span<const Mark> marks, const IdleTerms& terms, CivilDate today);

// Why: the lines from the first counted unit of an episode to the unit that made its interview due (or, with no
// episode, all lines). `first` and `until` are the episode's cycles.
policy::Explanation explain_idle(const IdleResult& result, const policy::PolicyBook& book,
                                 std::optional<HalfMonth> first, std::optional<HalfMonth> until);

}  // namespace luodi::monitor
