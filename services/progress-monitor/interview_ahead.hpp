#pragma once
// Before a command on an interview: what the due queue should have done to it, and to those that share its meeting, is
// laid over the world and goes into the commit of the command. So it plays no part how late the worker is. A command
// that is then refused writes nothing; the jobs do their work as ever. One io_context thread.
//
//   auto decision = decide_promptly(world, id, decide_rectification, body, context);
#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

// Lays over `world` what is due of the interview and answers the decision that does it; empty where nothing is.
Expected<domain::Decision> bring_up_to_date(MonitorOverlay& world, const std::string& interview,
                                            const domain::Context& context);

template <class Body>
using InterviewRule = Expected<domain::Decision> (*)(const std::string& id, const Interview&, const Body&,
                                                     const Around&, const domain::Context&);

// The rule's decision on the interview as a prompt worker would have left it, behind what that worker would have done.
template <class Body>
Expected<domain::Decision> decide_promptly(const MonitorOverlay& world, const std::string& id, InterviewRule<Body> rule,
                                           const Body& body, const domain::Context& context) {
  MonitorOverlay prompt = world;
  auto decision = bring_up_to_date(prompt, id, context);
  if (!decision) return decision;
  const auto& state = prompt.find<Interview>(id)->state;
  auto asked = rule(id, state, body, around_of(prompt, state), context);
  if (!asked) return asked;
  if (!asked->policy.empty()) decision->policy = asked->policy;
  decision->add(std::move(*asked));
  return decision;
}

}  // namespace luodi::monitor
