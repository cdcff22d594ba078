#include "services/progress-monitor/domain/webhook_message.hpp"

#include "common/codec/text.hpp"
#include "services/progress-monitor/domain/mail.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_text_limit = 12'000;  // bytes; the whole body stays below the 20 KB that receivers expect
}

std::string webhook_body(const std::string& id, const Notification& notification) {
  const auto& message = notification.message;
  codec::Json data = {
      {"id", id},           {"occasion", message.occasion}, {"role", message.role},
      {"org", message.org}, {"subject", message.subject},   {"text", clipped(message.text, k_text_limit)}};
  if (!message.project_id.empty()) data["project_id"] = message.project_id;
  if (!message.interview_id.empty()) data["interview_id"] = message.interview_id;
  if (message.invitation) {
    data["meeting"] = {{"uid", message.invitation->uid},
                       {"sequence", message.invitation->sequence},
                       {"status", message.invitation->status},
                       {"start", message.invitation->start.str()},
                       {"minutes", message.invitation->minutes}};
  }
  const codec::Json body = {{"type", "luodi.notification." + message.occasion},
                            {"timestamp", notification.created_at.str()},
                            {"data", std::move(data)}};
  return codec::dump(body);
}

std::string webhook_signature(const std::string& id, std::int64_t now_s, std::string_view body,
                              const std::vector<std::string>& keys, Mac mac) {
  const std::string signed_text = id + "." + std::to_string(now_s) + "." + std::string(body);
  std::string out;
  for (const auto& key : keys)
    out += (out.empty() ? "v1," : " v1,") + base64(mac(key, signed_text));
  return out;
}

}  // namespace luodi::monitor
