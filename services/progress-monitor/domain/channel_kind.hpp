#pragma once
// The ways out of the house 通知渠道, and what the retry rules need to know of each. Pure.
//
//   backoff_ms(ChannelKind::webhook, 2) == 300'000      // after the second try: five minutes
//   unknown_retries(ChannelKind::wecom) == 1            // a robot cannot recognise a repeat
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/codec/fields.hpp"

namespace luodi::monitor {

enum class ChannelKind {
  email,
  inbox,     // to be read in the console; delivered by being stored
  wecom,     // 企业微信群机器人
  dingtalk,  // 钉钉群机器人
  feishu,    // 飞书群机器人
  sms,       // 短信网关
  webhook    // Standard Webhooks 1.0
};
Word word_of(ChannelKind value);

// A place that a whole role reads: a robot's group, a portal's webhook. What is secret about it stays with the
// configuration; a message carries the name alone.
struct ChannelTarget {
  std::string name;  // "bureau-wecom"
  ChannelKind kind = ChannelKind::wecom;
  std::string role;
  std::string org;  // for the role park
};

inline constexpr int k_send_tries = 10;  // deferred so often = dead
// Pause after the n-th try. Webhooks follow Standard Webhooks 1.0 (5 s to 24 h, over 72 h in all); the others wait
// 1 min, 5 min, 30 min, then 2 h each: about two days.
std::int64_t backoff_ms(ChannelKind kind, int tries);
// How often a message whose fate is unknown is repeated: once where people would read it twice, as long as there are
// tries where the receiver drops what it has by its id.
int unknown_retries(ChannelKind kind);
// Told to a person over an address of that person; the others are told to a role.
bool is_personal(ChannelKind kind);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::ChannelKind> {
  using E = luodi::monitor::ChannelKind;
  static constexpr std::array<std::pair<E, std::string_view>, 7> table{{{E::email, "email"},
                                                                        {E::inbox, "inbox"},
                                                                        {E::wecom, "wecom"},
                                                                        {E::dingtalk, "dingtalk"},
                                                                        {E::feishu, "feishu"},
                                                                        {E::sms, "sms"},
                                                                        {E::webhook, "webhook"}}};
};
