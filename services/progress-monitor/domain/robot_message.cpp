#include "services/progress-monitor/domain/robot_message.hpp"

#include <algorithm>
#include <array>

#include "common/codec/text.hpp"
#include "services/progress-monitor/domain/mail.hpp"

namespace luodi::monitor {

namespace {
// Published limits of a text message, in bytes.
constexpr std::size_t k_wecom_limit = 2048;
constexpr std::size_t k_other_limit = 16'000;

constexpr std::string_view k_tag = "\n通知编号 / notification: ";

struct Code {
  ChannelKind kind;
  std::int64_t code;
  SendOutcome outcome;
};
// What is worth another try. Every other code refuses this message or this robot for good.
constexpr auto k_codes = std::to_array<Code>({
    {ChannelKind::wecom, -1, SendOutcome::deferred},         // system busy
    {ChannelKind::wecom, 45009, SendOutcome::deferred},      // more than 20 a minute
    {ChannelKind::wecom, 45033, SendOutcome::deferred},      // too many at once
    {ChannelKind::dingtalk, -1, SendOutcome::deferred},      // system busy
    {ChannelKind::dingtalk, 130101, SendOutcome::deferred},  // more than 20 a minute
    {ChannelKind::dingtalk, 410100, SendOutcome::deferred},  // more than 20 a minute
    {ChannelKind::dingtalk, 310000, SendOutcome::deferred},  // signature or clock: ours to put right, like a password
    {ChannelKind::feishu, 9499, SendOutcome::deferred},      // too many requests
    {ChannelKind::feishu, 11232, SendOutcome::deferred},     // too many requests
    {ChannelKind::feishu, 19021, SendOutcome::deferred},     // signature or clock
});

// The three characters of base64 that a query does not take.
std::string in_query(const std::string& base64_text) {
  std::string out;
  for (const char c : base64_text) {
    if (c == '+')
      out += "%2B";
    else if (c == '/')
      out += "%2F";
    else if (c == '=')
      out += "%3D";
    else
      out += c;
  }
  return out;
}

std::string tagged(const NotificationQueued& message, const std::string& id, std::size_t limit) {
  const std::string tag = std::string(k_tag) + id;
  return clipped(without_mentions(message.subject + "\n" + message.text), limit - tag.size()) + tag;
}

// Names for everybody, in small letters; what stands behind them does not matter.
constexpr auto k_everybody = std::to_array<std::string_view>({"all", "everyone", "所有人", "全体成员"});

bool names_everybody(std::string_view text) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::any_of(k_everybody.begin(), k_everybody.end(), [&](std::string_view name) {
    return text.size() >= name.size() &&
           std::equal(name.begin(), name.end(), text.begin(), [&](char wanted, char c) { return wanted == small(c); });
  });
}
}  // namespace

std::string without_mentions(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '<')
      out += "＜";
    else if (text[i] == '@' && names_everybody(text.substr(i + 1)))
      out += "＠";
    else
      out += text[i];
  }
  return out;
}

std::string clipped(std::string_view text, std::size_t limit) {
  constexpr std::string_view k_more = "…";
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit < k_more.size() ? 0 : limit - k_more.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(text.substr(0, end)) + std::string(k_more);
}

std::string dingtalk_signature(std::int64_t now_ms, std::string_view secret, Mac mac) {
  return base64(mac(secret, std::to_string(now_ms) + "\n" + std::string(secret)));
}

std::string feishu_signature(std::int64_t now_s, std::string_view secret, Mac mac) {
  return base64(mac(std::to_string(now_s) + "\n" + std::string(secret), ""));
}

RobotPost robot_post(ChannelKind kind, const RobotAccess& access, const NotificationQueued& message,
                     const std::string& id, Instant now, Mac mac) {
  RobotPost post;
  codec::Json body;
  if (kind == ChannelKind::feishu) {
    post.url = access.url + "/" + access.token;
    if (!access.secret.empty()) {
      const std::int64_t seconds = now.ms() / 1000;
      body["timestamp"] = std::to_string(seconds);
      body["sign"] = feishu_signature(seconds, access.secret, mac);
    }
    body["msg_type"] = "text";
    body["content"]["text"] = tagged(message, id, k_other_limit);
  } else {
    const bool wecom = kind == ChannelKind::wecom;
    post.url = access.url + (wecom ? "?key=" : "?access_token=") + access.token;
    if (!wecom && !access.secret.empty())
      post.url += "&timestamp=" + std::to_string(now.ms()) +
                  "&sign=" + in_query(dingtalk_signature(now.ms(), access.secret, mac));
    body["msgtype"] = "text";
    body["text"]["content"] = tagged(message, id, wecom ? k_wecom_limit : k_other_limit);
  }
  post.body = codec::dump(body);
  return post;
}

RobotVerdict read_robot_answer(ChannelKind kind, std::string_view body) {
  const auto json = codec::parse_json(body);
  const char* field = kind == ChannelKind::feishu ? "code" : "errcode";
  // Whatever answered 200 with something else was not the robot, or half of it: the message may be out.
  if (!json || !json->is_object() || !json->contains(field) || !(*json)[field].is_number_integer())
    return {SendOutcome::unknown, "the answer has no " + std::string(field)};
  const auto code = (*json)[field].get<std::int64_t>();
  if (code == 0) return {SendOutcome::delivered, std::string(field) + " 0"};
  const char* text = kind == ChannelKind::feishu ? "msg" : "errmsg";
  const std::string why =
      json->contains(text) && (*json)[text].is_string() ? (*json)[text].get<std::string>() : std::string();
  const auto known =
      std::find_if(k_codes.begin(), k_codes.end(), [&](const Code& c) { return c.kind == kind && c.code == code; });
  return {known == k_codes.end() ? SendOutcome::refused : known->outcome,
          std::string(field) + " " + std::to_string(code) + " " + why};
}

}  // namespace luodi::monitor
