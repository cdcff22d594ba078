#pragma once
// Before a command on an interview: what consumer and due queue should have done to it, and to those that share its
// meeting, is laid over the world and goes into the commit of the command. So it plays no part how late they are: what
// was recorded of the project before a notice was due withdraws it first. A command that is then refused writes
// nothing; the jobs do their work as ever. One io_context thread.
//
//   auto decision = decide_promptly(evaluation, world, id, decide_rectification, body, context);
#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/evaluation.hpp"

namespace luodi::monitor {

// Lays over `world` what is due of the interview and answers the decision that does it; empty where nothing is.
Expected<domain::Decision> bring_up_to_date(const Evaluation& evaluation, MonitorOverlay& world,
                                            const std::string& interview, const domain::Context& context);

// What its project says of an interview by now, laid over the world: before anything that is due of it.
Expected<domain::Decision> judge_before(const Evaluation& evaluation, MonitorOverlay& world,
                                        const std::string& interview, const domain::Context& context);

template <class Body>
using InterviewRule = Expected<domain::Decision> (*)(const std::string& id, const Interview&, const Body&,
                                                     const Around&, const domain::Context&);

// The rule's decision on the interview as a prompt worker would have left it, behind what that worker would have done.
template <class Body>
Expected<domain::Decision> decide_promptly(const Evaluation& evaluation, const MonitorOverlay& world,
                                           const std::string& id, InterviewRule<Body> rule, const Body& body,
                                           const domain::Context& context) {
  MonitorOverlay prompt = world;
  auto decision = bring_up_to_date(evaluation, prompt, id, context);
  if (!decision) return decision;
  const auto& state = prompt.find<Interview>(id)->state;
  auto asked = rule(id, state, body, around_of(prompt, state), context);
  if (!asked) return asked;
  if (!asked->policy.empty()) decision->policy = asked->policy;
  decision->add(std::move(*asked));
  return decision;
}

}  // namespace luodi::monitor
