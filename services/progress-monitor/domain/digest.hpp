#pragma once
// The daily digest 每日汇总: what was queued for one reader's slot becomes one mail. Making it is one commit: the mail
// is queued and each message that it tells is marked as told by it, so none is lost and none is told twice; a message
// that comes too late for a slot brings a second, small digest. Pure.
//
//   slot = digest_slot("li", due)      job = "digest:" + slot
#include <string>
#include <vector>

#include "services/progress-monitor/domain/notification.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_digest = "digest";  // occasion of the mail
inline constexpr std::string_view k_digest_job = "digest:";

std::string digest_slot(const std::string& username, Instant due);
std::string digest_job(const std::string& slot);

struct HeldNotification {
  std::string id;
  const Notification* notification;
};
// `held`: the queued messages of the slot. Messages of different roles are not mixed, because not the same people see
// them; a long list becomes several mails.
domain::Decision decide_digest(const std::string& slot, const std::vector<HeldNotification>& held,
                               const domain::Context& context);

}  // namespace luodi::monitor
