#pragma once
// ChannelSettings is the section [channels] of the configuration: the groups and systems that are told beside people,
// the SMS gateway, and which private addresses may be reached. Secrets stand in files of mode 0600 or 0400, never in
// this file. Throws ConfigError for what cannot work.
//
//   [channels]
//   targets = ["bureau-wecom", "sms"]     # names: small letters, digits, hyphens
//   allow = []                            # private addresses and CIDR blocks that may be reached: ["10.20.0.0/16"]
//   timeout_ms = 15000                    # 100-15000, of one request
//   [channels.bureau-wecom]
//   kind = "wecom"                        # wecom, dingtalk, feishu, sms, webhook
//   role = "bureau"                       # who reads it: bureau, committee, park, office; not for sms
//   org = ""                              # of a park: "MY-GX"
//   url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send"
//   token_file = "/etc/luodi/wecom.key"   # key, access_token, last part of the hook; sms: bearer token
//   secret_file = ""                      # dingtalk, feishu: signing key; webhook: one or two "whsec_..."
//   [channels.sms]                        # further for kind = "sms", see domain/sms_message.hpp
//   template = '{"mobile":"{phone}","text":"{sign}{subject}","id":"{id}"}'
//   success_pointer = "/code"
//   success_value = "0"
//   retry_values = ["isv.BUSINESS_LIMIT_CONTROL"]   # of the success pointer: later again, not refused for good
//   sign = "【落地】"
#include <optional>
#include <string>
#include <vector>

#include "common/runtime/config_reader.hpp"
#include "services/progress-monitor/domain/channel_kind.hpp"
#include "services/progress-monitor/domain/outbound_address.hpp"
#include "services/progress-monitor/domain/sms_message.hpp"

namespace luodi::monitor {

struct TargetSettings {
  ChannelTarget target;
  std::string url;
  std::string token;
  std::string secret;               // as it stands in the file
  std::vector<std::string> keys;    // of a webhook, decoded
  std::optional<SmsTemplate> text;  // of the SMS gateway
};
struct ChannelSettings {
  std::vector<TargetSettings> targets;
  AddressList allowed;
  std::int64_t timeout_ms = 0;
};

ChannelSettings read_channel_settings(runtime::ConfigReader& reader);

}  // namespace luodi::monitor
