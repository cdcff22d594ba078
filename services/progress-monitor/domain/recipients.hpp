#pragma once
// Recipients: who hears of an announcement, over which channels and when (自动通知). Each role that it concerns is
// told: its accounts over what each of them prefers (e-mail where nothing is said), and the groups and systems that the
// configuration names for the role. Where no account of a role can be reached the message goes to the inbox of the role
// as well, so that it is never lost. The same news to the same place is one message, however often it is told. Pure.
//
//   decision.add(queue_notifications(news, reach, known, context));
#include <functional>
#include <string>
#include <vector>

#include "common/domain/account.hpp"
#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/preference.hpp"

namespace luodi::monitor {

struct Reach {
  std::vector<const domain::Account*> accounts;
  std::function<const NotificationPreference*(const std::string& username)> preference_of;  // nullptr = none
  std::vector<ChannelTarget> targets;
  bool texting = false;  // there is an SMS gateway
};

// Queues one notification for each place that has not got it; `known` tells whether an id is stored already.
domain::Decision queue_notifications(const Announcement& announcement, const Reach& reach,
                                     const std::function<bool(const std::string& id)>& known,
                                     const domain::Context& context);

}  // namespace luodi::monitor
