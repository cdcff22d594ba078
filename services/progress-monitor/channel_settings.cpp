#include "services/progress-monitor/channel_settings.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "common/domain/permission.hpp"
#include "common/http/hash.hpp"
#include "common/kernel/actor.hpp"
#include "common/runtime/config.hpp"

namespace luodi::monitor {

using runtime::ConfigError;
using runtime::ConfigReader;

namespace {
constexpr std::int64_t k_longest_ms = 15'000;  // shorter than the lease of a job
constexpr std::size_t k_least_key = 24;        // Standard Webhooks 1.0: 24 to 64 bytes
constexpr std::size_t k_most_key = 64;
constexpr std::string_view k_key_prefix = "whsec_";

bool is_name(const std::string& text) {
  static const std::set<std::string> k_taken{"targets", "allow", "email", "inbox"};
  return !text.empty() && text.size() <= 40 && !k_taken.contains(text) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; });
}

std::string read_private_file(const std::string& key, const std::string& path) {
  struct stat status {};
  if (!path.empty() && stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    throw ConfigError("config: " + key + ": " + path + " 只应由属主读取 / must be readable by its owner only (0600)");
  return runtime::read_secret_file(path);
}

// Blank-separated "whsec_" + base64: the new one first while a key is being changed.
std::vector<std::string> webhook_keys(const std::string& key, const std::string& text) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    if (!word.starts_with(k_key_prefix)) throw ConfigError("config: " + key + " must begin with whsec_");
    word.erase(0, k_key_prefix.size());
    while (word.ends_with('='))
      word.pop_back();
    std::replace(word.begin(), word.end(), '+', '-');
    std::replace(word.begin(), word.end(), '/', '_');
    const auto bytes = http::from_base64url(word);
    if (!bytes || bytes->size() < k_least_key || bytes->size() > k_most_key)
      throw ConfigError("config: " + key + " must be base64 of 24 to 64 bytes");
    out.push_back(*bytes);
  }
  if (out.empty() || out.size() > 2) throw ConfigError("config: " + key + " must hold one or two keys");
  return out;
}

void check_url(const std::string& key, const std::string& url) {
  if (!url.starts_with("https://") && !url.starts_with("http://"))
    throw ConfigError("config: " + key + " must begin with https:// or http://");
  if (url.find_first_of(" \"\\?#@") != std::string::npos)
    throw ConfigError("config: " + key + " must be an address without blanks, query, fragment and user name");
}

void check_token(const std::string& key, const std::string& token) {
  const bool safe = std::all_of(token.begin(), token.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-._~").find(c) != std::string_view::npos;
  });
  if (!safe) throw ConfigError("config: " + key + " must hold letters, digits and -._~ only");
}

TargetSettings read_target(ConfigReader& reader, const std::string& name) {
  const std::string at = "channels." + name + ".";
  TargetSettings out;
  out.target.name = name;
  const auto kind = codec::enum_value<ChannelKind>(reader.required_text(at + "kind"));
  if (!kind || *kind == ChannelKind::email || *kind == ChannelKind::inbox)
    throw ConfigError("config: " + at + "kind must be wecom, dingtalk, feishu, sms or webhook");
  if (name == "sms" && *kind != ChannelKind::sms) throw ConfigError("config: " + at + "kind must be sms");
  out.target.kind = *kind;
  out.url = reader.required_text(at + "url");
  check_url(at + "url", out.url);
  out.token = read_private_file(at + "token_file", reader.text(at + "token_file", ""));
  check_token(at + "token_file", out.token);
  out.secret = read_private_file(at + "secret_file", reader.text(at + "secret_file", ""));
  if (*kind == ChannelKind::sms) {
    auto text = SmsTemplate::parse(reader.required_text(at + "template"), reader.text(at + "success_pointer", ""),
                                   reader.text(at + "success_value", ""), reader.text(at + "sign", ""),
                                   reader.texts(at + "retry_values"));
    if (!text) throw ConfigError("config: " + at + "template: " + text.error().detail);
    out.text = std::move(*text);
    return out;
  }
  out.target.role = reader.required_text(at + "role");
  out.target.org = reader.text(at + "org", "");
  const auto role = role_of(out.target.role);
  if (!role || (*role != Role::bureau && *role != Role::committee && !domain::k_responsible.has(*role)))
    throw ConfigError("config: " + at + "role must be bureau, committee, park or office");
  if (domain::k_responsible.has(*role) == out.target.org.empty())
    throw ConfigError("config: " + at + "org must name the park or office, and nothing for a role of the city");
  if (*kind == ChannelKind::webhook)
    out.keys = webhook_keys(at + "secret_file", out.secret);
  else if (out.token.empty())
    throw ConfigError("config: " + at + "token_file is required");
  return out;
}
}  // namespace

ChannelSettings read_channel_settings(ConfigReader& reader) {
  ChannelSettings out;
  std::set<std::string> seen;
  bool texting = false;
  for (const auto& name : reader.texts("channels.targets")) {
    if (!is_name(name)) throw ConfigError("config: channels.targets: not a name for a target: " + name);
    if (!seen.insert(name).second) throw ConfigError("config: channels.targets: named twice: " + name);
    out.targets.push_back(read_target(reader, name));
    if (out.targets.back().target.kind != ChannelKind::sms) continue;
    if (texting) throw ConfigError("config: channels.targets: only one SMS gateway");
    texting = true;
  }
  auto allowed = AddressList::parse(reader.texts("channels.allow"));
  if (!allowed) throw ConfigError("config: channels.allow: " + allowed.error().detail);
  out.allowed = std::move(*allowed);
  out.timeout_ms = reader.integer("channels.timeout_ms", k_longest_ms, 100, k_longest_ms);
  return out;
}

}  // namespace luodi::monitor
