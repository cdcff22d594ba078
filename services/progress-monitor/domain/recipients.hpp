#pragma once
// Recipients: who hears of an announcement, over which channels and when (自动通知). The responsible entity is told, be
// it a park or an out-posted office, and each role of the city that it concerns: the accounts over what each of them
// prefers (e-mail where nothing is said), and the groups and systems that the configuration names. Where no account can
// be reached over its channels the message goes to the inbox as well, so that it is never lost. An entity without any
// account has no inbox either: its letter is undeliverable, is stored as such with the reason, and the bureau and the
// committee office are told, in their inboxes as well. The same news to the same place is one message, however often it
// is told. Pure.
//
//   decision.add(queue_notifications(news, reach, known, context));
#include <functional>
#include <string>
#include <vector>

#include "common/domain/account.hpp"
#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/preference.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_undeliverable = "notice_undeliverable";  // occasion of the alarm

struct Reach {
  std::vector<const domain::Account*> accounts;
  std::function<const NotificationPreference*(const std::string& username)> preference_of;  // nullptr = none
  std::vector<ChannelTarget> targets;
  bool texting = false;  // there is an SMS gateway
  OrgNames names;
};

// Queues one notification for each place that has not got it; `known` tells whether an id is stored already.
domain::Decision queue_notifications(const Announcement& announcement, const Reach& reach,
                                     const std::function<bool(const std::string& id)>& known,
                                     const domain::Context& context);

// Tells the bureau and the committee office that something did not arrive: over what each prefers, and into their
// inboxes as well, because the channel that failed may be theirs too.
domain::Decision alarm_city(const Announcement& alarm, const Reach& reach,
                            const std::function<bool(const std::string& id)>& known, const domain::Context& context);

// Whether a letter that did not arrive has nobody to be sent to again as it is: its entity had no account, or the
// account that it was for is disabled by now.
bool has_no_reader(const Notification& letter, const Reach& reach);
// Sends such a letter again, or one whose words are others by now: to whoever the entity (or the role of the city) has
// by now, one of a group or a system to that. wrong_state while the entity has nobody.
Expected<domain::Decision> decide_readdress(const std::string& id, const Notification& letter, const Reach& reach,
                                            const std::function<bool(const std::string& id)>& known,
                                            const domain::Context& context);

}  // namespace luodi::monitor
