#pragma once
// How an overdue problem climbs 提级 (measure 5): escalation_working_days after its last day it goes one level up, and
// again so long after that. The due dates decide, not the run of the machine: the due job and the commands take what is
// due by this one rule, so prompt and late leave the same level, with the entity of the day that ran out. At the city
// leader it stays overdue, which is recorded once for each due day; while it is said to be solved nothing climbs, and
// of an ended project nothing that ran out after its end was recorded. Pure.
//
//   auto climbed = climb(id, problem, on, context);
//   climbed.problem.level;    // as it stands by now
//   climbed.decision.events;  // the climbs that led there
#include <optional>
#include <string>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

// The project that a problem keeps from moving, and the bodies of the city, where one may be named.
struct Hindered {
  std::string id;
  const domain::Project* project;
  CityBodies bodies = {};
};

struct Climbed {
  Problem problem;
  domain::Decision decision;
  bool blocked = false;  // one more is due, and nobody knows the working days of its next last day
};
Climbed climb(const std::string& id, const Problem& problem, const Hindered& on, const domain::Context& context);

std::optional<ProblemLevel> above(ProblemLevel level);
// The body that owes the solution on a level.
std::string body_of(ProblemLevel level, const domain::Project& project);
bool is_reporter(const Actor& actor, const Problem& problem);
// Who hears of it: the parties of the project, and the reporter's organisation.
std::string parties_of(const Problem& problem, const domain::Project& project);

}  // namespace luodi::monitor
