#include "services/progress-monitor/domain/channel_alarm.hpp"

#include "common/kernel/actor.hpp"

namespace luodi::monitor {

domain::Decision alarm_refused(const NotificationQueued& waiting, const std::string& detail,
                               const std::function<bool(const std::string& id)>& known,
                               const domain::Context& context) {
  const Word channel = word_of(channel_of(waiting));
  const std::string said = readable_detail(detail);
  const std::string about =
      std::string(k_channel_refuses) + ":" + waiting.channel + ":" + civil_date(context.now).str();
  domain::Decision decision;
  for (const Role role : {Role::bureau, Role::committee}) {
    NotificationQueued alarm;
    alarm.channel = codec::enum_text(ChannelKind::inbox);
    alarm.occasion = k_channel_refuses;
    alarm.role = role_text(role);
    alarm.subject = "【渠道受阻】" + std::string(channel.zh) + "服务器拒绝本系统";
    alarm.text =
        "对方答复：" + said + "\n" + std::string(channel.zh) +
        "通知均在队列中等候并会重试，在此之前不会送达；请检查该渠道的账号、密码和发件人设置。\nThe server of the "
        "channel " +
        std::string(channel.en) + " refuses this system: " + said +
        ". What waits is tried again; check the account, the password and the sender of the channel.";
    const std::string id = notification_id(about, alarm.role + "/", alarm.channel);
    if (!known(id)) decision.raise<Notification>(id, alarm, parties_of(alarm));
  }
  return decision;
}

}  // namespace luodi::monitor
