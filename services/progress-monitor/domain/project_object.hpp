#pragma once
// What the objects of a project have in common: problems 问题, service tickets 服务事项 and their like are aggregates
// of their own that name their project. A rule sees one together with its project, as both stand. Pure.
//
//   Expected<Decision> decide_answer(const Concerning<Ticket>& on, const AnswerTicket& command, const Context&
//   context);
#include <string>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

inline constexpr int k_months_a_year = 12;  // for terms that a policy names in years

// The first instant at which something is late whose last day this is.
inline Instant after_last_day(CivilDate last_day) {
  return instant_at(last_day.plus_days(1));
}

template <class A>
struct Concerning {
  std::string id;
  const A* state;
  const domain::Project* project;
};

// Folds the event that begins an object, or begins it anew: which project, what it is about, who has to see to it.
template <class A, class E>
void begin(A& object, const E& event, const domain::EventMeta& meta) {
  if (object.project_id.empty()) object.created_at = meta.at;
  object.project_id = event.project_id;
  object.project_name = event.project_name;
  object.title = event.title;
  object.text = event.text;
  object.owner = event.owner;
  object.updated_at = meta.at;
}

}  // namespace luodi::monitor
