#include "services/progress-monitor/domain/preference.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/occasion.hpp"
#include "services/progress-monitor/domain/sms_message.hpp"

namespace luodi::monitor {

namespace {
void check_choice(const std::string& occasion, const std::vector<ChannelKind>& kinds, codec::Faults& faults) {
  const codec::Path document, channels(document, "channels"), at(channels, occasion);
  if (occasion != k_any_occasion && !is_occasion(occasion))
    faults.add(at, "unknown",
               "没有这个通知场合，可选的见 GET /v1/notification-preferences / no such occasion: see occasions of GET "
               "/v1/notification-preferences");
  if (kinds.empty()) faults.add(at, "count", "至少选择一个渠道 / choose at least one channel");
  for (const auto kind : kinds)
    if (!is_personal(kind))
      faults.add(
          at, "not_allowed",
          "个人只能选择电子邮件（email）、站内信（inbox）、短信（sms） / a person may choose: email, inbox, sms");
}
}  // namespace

void apply(NotificationPreference& preference, const PreferenceSet& event, const domain::EventMeta& meta) {
  preference.choice = event;
  preference.updated_at = meta.at;
}

std::string phone_secret(const std::string& username) {
  return "phone:" + username;
}

Expected<domain::Decision> decide_preference(const std::string& username, const NotificationPreference* before,
                                             const SetPreference& command) {
  codec::Faults faults;
  const codec::Path document;
  const auto fault = [&](std::string_view member, std::string code, std::string message) {
    faults.add(codec::Path(document, member), std::move(code), std::move(message));
  };
  bool texting = false;
  if (command.channels.size() > occasions().size() + 1) fault("channels", "count", "选择过多 / too many choices");
  for (const auto& [occasion, kinds] : command.channels) {
    check_choice(occasion, kinds, faults);
    texting = texting || std::find(kinds.begin(), kinds.end(), ChannelKind::sms) != kinds.end();
  }
  if (command.quiet && command.quiet->from == command.quiet->to)
    fault("quiet", "not_allowed", "起止时间相同 / from and to are the same");
  const bool same_number = before && !command.phone.empty() && command.phone == before->choice.phone;
  if (!command.phone.empty() && !same_number && !is_mobile_number(command.phone))
    fault("phone", "format", "不是大陆手机号 / not a mainland mobile number");
  if (texting && command.phone.empty()) fault("phone", "required", "短信需要手机号 / sms needs a number");
  if (!faults.list.empty()) {
    Error error(ErrorCode::invalid_body, faults.list.front().pointer + ": " + faults.list.front().message);
    error.fields = std::move(faults.list);
    return fail(std::move(error));
  }
  PreferenceSet event;
  event.channels = command.channels;
  event.digest_at = command.digest_at;
  event.quiet = command.quiet;
  event.phone = same_number ? command.phone : masked_number(command.phone);
  domain::Decision decision;
  decision.raise<NotificationPreference>(username, event);
  if (!same_number) decision.secrets.emplace_back(phone_secret(username), command.phone);
  return decision;
}

std::vector<ChannelKind> channels_for(const NotificationPreference* preference, const std::string& occasion) {
  std::vector<ChannelKind> out{ChannelKind::email};
  if (!preference) return out;
  const auto& chosen = preference->choice.channels;
  auto found = chosen.find(occasion);
  if (found == chosen.end()) found = chosen.find(std::string(k_any_occasion));
  if (found == chosen.end()) return out;
  if (!is_statutory(occasion)) out.clear();
  for (const auto kind : found->second)
    if (std::find(out.begin(), out.end(), kind) == out.end()) out.push_back(kind);
  return out;
}

DeliveryPlan plan_delivery(const NotificationPreference* preference, ChannelKind kind, const std::string& occasion,
                           Instant now) {
  DeliveryPlan plan;
  if (!preference || kind == ChannelKind::inbox || is_statutory(occasion)) return plan;
  const auto& choice = preference->choice;
  // A digest is a mail: several short messages would be no fewer.
  plan.digest = choice.digest_at && kind == ChannelKind::email;
  const Instant due = after_quiet(plan.digest ? next_digest(now, *choice.digest_at) : now, choice.quiet);
  if (due > now) plan.due_at = due;
  return plan;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::NotificationPreference&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::NotificationPreference&);
template luodi::Expected<luodi::monitor::NotificationPreference> luodi::codec::decode(const luodi::codec::Json&);
