#include "common/runtime/config.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace luodi::runtime {
namespace {

constexpr std::array<const char*, 4> k_services{"gateway", "intake", "progress-monitor", "incentive-calculator"};
constexpr std::int64_t k_last_port = 65535;

std::map<std::string, std::vector<std::string>> endpoints(ConfigReader& reader, const std::string& section) {
  std::map<std::string, std::vector<std::string>> found;
  for (const std::string service : k_services) {
    auto list = reader.texts(section + "." + service);
    for (const std::string& endpoint : list)
      if (!endpoint.starts_with("ipc://") && !endpoint.starts_with("tcp://"))
        throw ConfigError("config: " + section + "." + service + " must begin with ipc:// or tcp://");
    if (!list.empty()) found.emplace(service, std::move(list));
  }
  return found;
}

std::uint16_t port(ConfigReader& reader, const std::string& key, std::int64_t fallback) {
  return static_cast<std::uint16_t>(reader.integer(key, fallback, 0, k_last_port));
}

std::string city_code(ConfigReader& reader) {
  std::string city = reader.required_text("city");
  const bool digits = std::all_of(city.begin(), city.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (city.size() != 6 || !digits) throw ConfigError("config: city must be a GB/T 2260 code of six digits");
  return city;
}

std::string first_endpoint(const std::map<std::string, std::vector<std::string>>& all, const std::string& section,
                           const std::string& service) {
  const auto it = all.find(service);
  if (it == all.end()) throw ConfigError("config: " + section + "." + service + " is required");
  return it->second.front();
}

}  // namespace

ServiceConfig read_service_config(const std::string& service, ConfigReader reader) {
  ServiceConfig config;
  config.service = service;
  config.city = city_code(reader);
  config.data_dir = reader.text("data_dir", "/var/lib/luodi");
  config.policy_dir = reader.text("policy_dir", "/etc/luodi/policy");
  config.virtual_clock = reader.boolean("virtual_clock", false);
  const std::string level = reader.text("log_level", "info");
  if (!level_of(level)) throw ConfigError("config: log_level must be debug, info, warn or error");
  config.log_level = *level_of(level);
  config.lame_duck_ms = reader.integer("lame_duck_ms", 0, 0, 60'000);
  config.redis.socket = reader.text("redis.socket", "");
  config.redis.host = reader.text("redis.host", "127.0.0.1");
  config.redis.port = port(reader, "redis.port", 6379);
  config.redis.user = reader.text("redis.user", "");
  config.redis.password_file = reader.text("redis.password_file", "");
  config.bus.rpc = endpoints(reader, "bus.rpc");
  config.bus.feed = endpoints(reader, "bus.feed");
  config.bus.curve.server_public_key = reader.text("bus.curve.server_public_key", "");
  config.bus.curve.server_secret_key_file = reader.text("bus.curve.server_secret_key_file", "");
  config.bus.curve.client_public_key = reader.text("bus.curve.client_public_key", "");
  config.bus.curve.client_secret_key_file = reader.text("bus.curve.client_secret_key_file", "");
  config.bus.curve.allowed_clients = reader.texts("bus.curve.allowed_clients");
  config.http.address = reader.text("http.address", "127.0.0.1");
  config.http.port = port(reader, "http.port", 8080);
  config.http.internal_address = reader.text("http.internal_address", "127.0.0.1");
  config.http.internal_port = port(reader, "http.internal_port", 0);
  config.smtp.url = reader.text("smtp.url", "");
  config.smtp.from = reader.text("smtp.from", "");
  config.smtp.user = reader.text("smtp.user", "");
  config.smtp.password_file = reader.text("smtp.password_file", "");
  config.max_running = static_cast<std::size_t>(reader.integer("limits.max_running", 1024, 1, 100'000));
  config.request_deadline_ms = reader.integer("limits.request_deadline_ms", 2000, 100, 60'000);
  config.reader = std::make_shared<ConfigReader>(std::move(reader));
  return config;
}

std::string ServiceConfig::own_rpc_endpoint() const {
  return first_endpoint(bus.rpc, "bus.rpc", service);
}
std::string ServiceConfig::own_feed_endpoint() const {
  return first_endpoint(bus.feed, "bus.feed", service);
}
std::vector<std::string> ServiceConfig::other_feed_endpoints() const {
  auto others = all_feed_endpoints();
  std::erase(others, own_feed_endpoint());
  return others;
}
std::vector<std::string> ServiceConfig::all_feed_endpoints() const {
  std::vector<std::string> all;
  for (const auto& [name, list] : bus.feed)
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

std::string read_secret_file(const std::string& path) {
  if (path.empty()) return {};
  std::ifstream file(path, std::ios::binary);
  if (!file) throw ConfigError(path + ": secret file cannot be opened");
  std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  if (!text.empty() && text.back() == '\n') text.pop_back();
  if (!text.empty() && text.back() == '\r') text.pop_back();
  return text;
}

}  // namespace luodi::runtime
