#include "services/intake/domain/negotiation.hpp"

#include "common/domain/project_admission.hpp"

namespace luodi::intake {

Expected<domain::Decision> decide_negotiation(const std::string& id, const domain::Project& project,
                                              const StartNegotiation& command, const domain::Context& context) {
  domain::Brought brought;
  brought.evidence = command.evidence;
  const auto admitted =
      admit(project, domain::Command::negotiation, std::move(brought), command.started_on, "/started_on", context);
  if (!admitted) return fail(admitted.error());
  domain::NegotiationStarted event;
  event.started_on = admitted->on();
  event.evidence = command.evidence;
  return raised(id, project, event, *admitted->policy);
}

}  // namespace luodi::intake
