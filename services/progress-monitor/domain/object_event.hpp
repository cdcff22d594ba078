#pragma once
// The decision that an object of a project changes by one event, told to the parties of its project. Pure.
//
//   return raised(on, ObligationHonoured{...});                       // on: Concerning<Obligation>
//   return raised(on, TicketAnswered{...}, parties_with(project, org));   // where others hear of it as well
#include <string>

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

template <class A, class E>
domain::Decision raised(const Concerning<A>& on, const E& event, const std::string& parties) {
  domain::Decision decision;
  decision.raise<A>(on.id, event, parties);
  return decision;
}

template <class A, class E>
domain::Decision raised(const Concerning<A>& on, const E& event) {
  return raised(on, event, domain::parties_of(*on.project));
}

}  // namespace luodi::monitor
