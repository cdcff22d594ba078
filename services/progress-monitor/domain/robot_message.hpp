#pragma once
// What the group robots of 企业微信, 钉钉 and 飞书 are sent and what their answers mean. Plain text, not markdown: a
// project's name is somebody's input and must not turn into a link or an @all. The last line is always the
// notification's id, because a robot itself cannot recognise a repeat. Pure: the MAC comes from outside.
//
//   RobotPost post = robot_post(ChannelKind::dingtalk, access, notification_text, id, now, &hmac_sha256);
//   RobotVerdict verdict = read_robot_answer(ChannelKind::dingtalk, 200, body);
#include <optional>
#include <string>
#include <string_view>

#include "services/progress-monitor/domain/channel_kind.hpp"
#include "services/progress-monitor/domain/notification.hpp"

namespace luodi::monitor {

// HMAC-SHA256(key, data) as 32 raw bytes.
using Mac = std::string (*)(std::string_view key, std::string_view data);

struct RobotAccess {
  std::string url;     // without the token
  std::string token;   // WeCom key, DingTalk access_token, last part of Feishu's hook: a secret; URL-safe
  std::string secret;  // signing key of DingTalk and Feishu, empty = this robot does not sign
};
struct RobotPost {
  std::string url;  // holds the token: never to be logged
  std::string body;
};

// base64(HMAC(secret, "<ms>\n<secret>")).
std::string dingtalk_signature(std::int64_t now_ms, std::string_view secret, Mac mac);
// Not likewise: the text is the key and the message is empty; seconds, not milliseconds.
std::string feishu_signature(std::int64_t now_s, std::string_view secret, Mac mac);

RobotPost robot_post(ChannelKind kind, const RobotAccess& access, const NotificationQueued& message,
                     const std::string& id, Instant now, Mac mac);

// The same words with nothing in them that rings a group: Feishu reads <at user_id="all"> in plain text, and no robot
// is left an @all or a <@name>. Full-width forms stand in, so people read what was written.
std::string without_mentions(std::string_view text);

// At most `limit` bytes of UTF-8, no character cut in two; "…" where something is missing.
std::string clipped(std::string_view text, std::size_t limit);

struct RobotVerdict {
  SendOutcome outcome = SendOutcome::unknown;
  std::string detail;
};
// A robot answers 200 also when it refuses: the code in the body counts.
RobotVerdict read_robot_answer(ChannelKind kind, std::string_view body);

}  // namespace luodi::monitor
