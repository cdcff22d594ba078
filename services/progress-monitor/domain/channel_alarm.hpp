#pragma once
// Told when a channel refuses this system as such (a wrong password, a sender that the mail server does not take):
// nothing that waits for it will arrive before somebody puts that right. Goes to the inboxes of the bureau and of the
// committee office, which need no channel, once a day while it lasts, however many messages wait. Pure.
//
//   if (report.refuses_us) decision.add(alarm_refused(message, report.detail, known, context));
#include <functional>
#include <string>

#include "services/progress-monitor/domain/notification.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_channel_refuses = "channel_refuses";  // occasion of the alarm

// `waiting`: a message that met the refusal; `known` tells whether an id is stored already.
domain::Decision alarm_refused(const NotificationQueued& waiting, const std::string& detail,
                               const std::function<bool(const std::string& id)>& known, const domain::Context& context);

}  // namespace luodi::monitor
