#include "services/progress-monitor/domain/letter_lost.hpp"

#include <algorithm>

namespace luodi::monitor {

using domain::Decision;

namespace {
Notification after(Notification letter, const std::string& id, const Decision& attempt) {
  for (const auto& event : attempt.events)
    if (event.subject == id) (void)domain::apply_fact(letter, event.fact, event.data, {});  // made by our own rule
  return letter;
}

bool is_lost(const Notification& letter) {
  const auto& message = letter.message;
  // A group's robot comes beside the letters to persons.
  if (!is_statutory(message.occasion) || !is_personal(channel_of(message))) return false;
  const bool to_be_tried = letter.state == NotificationState::uncertain && letter.next_at;
  return did_not_arrive(letter.state) && !to_be_tried;
}

// Whoever has an inbox there may at least find it; nobody reads that of a disabled account.
bool wants_a_copy(const NotificationQueued& message, const Reach& reach) {
  const auto reader = std::find_if(reach.accounts.begin(), reach.accounts.end(),
                                   [&](const auto* account) { return account->username == message.recipient; });
  if (reader == reach.accounts.end() || (*reader)->disabled) return false;
  const auto* preference = reach.preference_of ? reach.preference_of(message.recipient) : nullptr;
  const auto kinds = channels_for(preference, message.occasion);
  return std::find(kinds.begin(), kinds.end(), ChannelKind::inbox) == kinds.end();
}

Announcement alarm_of(const std::string& id, const Notification& letter, bool copied, const OrgNames& names) {
  const auto& message = letter.message;
  const bool in_doubt = letter.state == NotificationState::uncertain;
  const bool city = parties_of(letter).empty();
  const std::string entity = names.of(city ? message.role : message.org);
  const Word channel = word_of(channel_of(message));
  const Word state = word_of(letter.state);
  const std::string said = letter.attempts.empty() ? "" : letter.attempts.back().detail;
  Announcement out;
  out.about = id + ":lost";
  out.occasion = k_undeliverable;
  out.project_id = message.project_id;
  out.interview_id = message.interview_id;
  out.org = message.org;
  out.subject = (in_doubt ? "【送达存疑】" : "【无法送达】") + message.subject;
  out.text = entity + "（" + message.name + "）" +
             (in_doubt ? "是否收到下列法定通知，无法确认：" : "未收到下列法定通知：") + "\n通知：" + message.subject +
             "\n渠道：" + std::string(channel.zh) + "（" + message.address + "）\n结果：" + std::string(state.zh) +
             "，对方答复或原因：" + said + "\n" +
             (copied ? "已存入该账号的站内收件箱，期限照常计算。" : "期限照常计算。") +
             (city ? "请核实地址：无误的，排除故障后重发；有误的，另设账号，并另行告知。\n"
                   : "请与该单位核实：地址无误的，排除故障后重发；地址有误的，为该单位另设账号并停用原账号后重发；也可"
                     "另行送达。\n") +
             "The notice “" + message.subject + "” to " + entity + " by " + std::string(channel.en) +
             (in_doubt ? " may not have arrived (" : " did not arrive (") + std::string(state.en) + ": " + said + ")" +
             (copied ? "; it lies in the reader's inbox" : "") +
             ". Its terms run. Ask whom it is for, then send it again (POST /v1/notifications/" + id +
             "/resend): to the same address once the fault is mended" +
             (city ? "." : ", or to another account of the entity once the old one is disabled.");
  return out;
}
}  // namespace

Decision alarm_lost(const std::string& id, const Notification& letter, const Decision& attempt, const Reach& reach,
                    const std::function<bool(const std::string& id)>& known, const domain::Context& context) {
  const Notification now = after(letter, id, attempt);
  if (!is_lost(now)) return {};
  const bool copied = wants_a_copy(now.message, reach);
  auto decision = alarm_city(alarm_of(id, now, copied, reach.names), reach, known, context);
  if (!copied) return decision;
  NotificationQueued copy = now.message;
  copy.channel = codec::enum_text(ChannelKind::inbox);
  copy.address.clear();
  copy.due_at.reset();
  const std::string copy_id = notification_id(id + ":lost", copy.recipient, copy.channel);
  if (!known(copy_id)) decision.raise<Notification>(copy_id, copy, parties_of(copy));
  return decision;
}

}  // namespace luodi::monitor
