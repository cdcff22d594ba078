#pragma once
// A signed webhook as Standard Webhooks 1.0 has it: webhook-id is the notification's id on every try, webhook-timestamp
// is that of the try, webhook-signature signs "<id>.<seconds>.<body>" with each key that is in force (two while a key
// is being changed). Pure: the MAC comes from outside.
#include <string>
#include <vector>

#include "services/progress-monitor/domain/robot_message.hpp"

namespace luodi::monitor {

// {"data":{...},"timestamp":"<when it was queued>","type":"luodi.notification.interview_issued"}: the same on each try.
std::string webhook_body(const std::string& id, const Notification& notification);
// "v1,<base64> v1,<base64>"
std::string webhook_signature(const std::string& id, std::int64_t now_s, std::string_view body,
                              const std::vector<std::string>& keys, Mac mac);

}  // namespace luodi::monitor
