#pragma once
// When a project is revisited 回访, and what a revisit causes (measure 9). Pure.
//
// The first revisit is due first_days after the signing of the formal agreement. Each later one is due so many months
// after the visit before it: until_production_months for visits before production, after_production_months from then
// on, and none later than after_production_years after production. A month that is too short ends on its last day: a
// quarter after 31 January is 30 April, and two years after 29 February end on 28 February. Where the record of the
// production is taken back or told again and the day that follows from it is over by then, the interval runs from the
// day of that record; a day that stood and was missed stays missed. Level-triggered: the day
// follows from the project and the visits alone, so it may be judged late or twice; whether a visit was late follows
// from the days of the visits, in whatever order they were recorded. The policy of the signing date sets
// the intervals, that of the visit the scale.
//
// A satisfaction of problem_at_most or less opens exactly one problem, in the same commit, reported by who made the
// visit.
#include <optional>
#include <string>

#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/project_object.hpp"
#include "services/progress-monitor/domain/revisit.hpp"

namespace luodi::monitor {

struct RecordRevisit {
  std::optional<CivilDate> visited_on;
  int satisfaction = 0;
  std::string text;
  static constexpr auto fields() {
    using codec::field;
    using R = RecordRevisit;
    return described(field("visited_on", &R::visited_on), field("satisfaction", &R::satisfaction),
                     field("text", &R::text, codec::Text{1, 4000}));
  }
};

// What was visited on `last`; absent: nothing yet. nullopt: no revisit is due (any more).
std::optional<CivilDate> next_revisit(const domain::Project& project, std::optional<CivilDate> last,
                                      const policy::RevisitParameters& terms);

// After any event of the project. `revisits` may be null.
domain::Decision plan_revisits(const std::string& id, const domain::Project& project, const Revisits* revisits,
                               const domain::Context& context);
Expected<domain::Decision> decide_revisit(const std::string& id, const domain::Project& project,
                                          const Revisits* revisits, const RecordRevisit& command,
                                          const domain::Context& context);
// The due job "revisit:<project>": opens the visit, later records that it was missed.
domain::Decision decide_revisit_due(const Concerning<Revisits>& on, const domain::Context& context);

// Whose visit it is, in words: the roles that may record one.
Twin revisited_by();

inline std::string revisit_job(const std::string& project) {
  return "revisit:" + project;
}

}  // namespace luodi::monitor
