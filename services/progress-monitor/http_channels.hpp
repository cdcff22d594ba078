#pragma once
// The channels that speak HTTP: group robots, the SMS gateway, signed webhooks. See channel.hpp; what they send and how
// they read the answers: domain/robot_message, sms_message, webhook_message.
#include <memory>

#include "common/bus/wall_clock.hpp"
#include "services/progress-monitor/channel_settings.hpp"
#include "services/progress-monitor/http_sender.hpp"

namespace luodi::monitor {

// `wall`: signatures carry the real time, also where the business runs on a virtual clock.
std::unique_ptr<Channel> make_http_channel(HttpSender& sender, TargetSettings settings,
                                           bus::WallClock wall = bus::wall_ms);

}  // namespace luodi::monitor
