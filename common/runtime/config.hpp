#pragma once
// ServiceConfig is what every process of the suite is told: one TOML file, overridden by LUODI_<SECTION>_<KEY>. Secrets
// come from files (mode 0400), never from this file or the environment. Example with every key and its default:
//
//   city = "510700"                     # required: GB/T 2260 code of the prefecture-level city
//   data_dir = "/var/lib/luodi"         # files of this service (reports)
//   policy_dir = "/etc/luodi/policy"    # dated policy and calendar tables
//   virtual_clock = false               # drills and tests only
//   log_level = "info"                  # debug, info, warn, error
//   lame_duck_ms = 0                    # 0-60000: answers on after SIGTERM with /readyz 503, for load balancers
//   [redis]
//   socket = ""                         # unix socket; wins over host and port
//   host = "127.0.0.1"                  # numeric address: hiredis would block on a name
//   port = 6379
//   user = ""                           # ACL user
//   password_file = ""
//   [bus.rpc]                           # where each service answers; an array for several instances
//   intake = "ipc:///run/luodi/intake.rpc"
//   progress-monitor = "..."            # LUODI_BUS_RPC_PROGRESS_MONITOR
//   incentive-calculator = "..."
//   [bus.feed]                          # where each service rings its bell
//   intake = "ipc:///run/luodi/intake.feed"
//   [bus.curve]                         # between hosts; one key pair for all servers, one for all clients of a host
//   server_public_key = ""              # Z85, empty = no encryption
//   server_secret_key_file = ""
//   client_public_key = ""
//   client_secret_key_file = ""
//   allowed_clients = []                # public keys that may connect here
//   [http]
//   address = "127.0.0.1"               # public listener (gateway)
//   port = 8080                         # 0 = any free port
//   internal_address = "127.0.0.1"      # /livez /readyz /startupz /metrics
//   internal_port = 0                   # 0 = any free port; the log says which
//   [smtp]
//   url = ""                            # "smtp://127.0.0.1:25"; empty = no mail
//   from = ""
//   user = ""
//   password_file = ""
//   [limits]
//   max_running = 1024                  # 1-100000 requests at once, then `overloaded`
//   request_deadline_ms = 2000          # 100-60000, for calls to services
//
// A service reads further keys of its own through `reader` in its factory; what nobody has read is refused afterwards.
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/runtime/config_reader.hpp"
#include "common/runtime/log.hpp"

namespace luodi::runtime {

struct RedisConfig {
  std::string socket;
  std::string host;
  std::uint16_t port = 0;
  std::string user;
  std::string password_file;
};
struct CurveConfig {
  std::string server_public_key;
  std::string server_secret_key_file;
  std::string client_public_key;
  std::string client_secret_key_file;
  std::vector<std::string> allowed_clients;
};
struct BusConfig {
  std::map<std::string, std::vector<std::string>> rpc;
  std::map<std::string, std::vector<std::string>> feed;
  CurveConfig curve;
};
struct HttpConfig {
  std::string address;
  std::uint16_t port = 0;
  std::string internal_address;
  std::uint16_t internal_port = 0;
};
struct SmtpConfig {
  std::string url;
  std::string from;
  std::string user;
  std::string password_file;
};

struct ServiceConfig {
  std::string service;
  std::string city;
  std::string data_dir;
  std::string policy_dir;
  bool virtual_clock = false;
  Level log_level = Level::info;
  std::int64_t lame_duck_ms = 0;
  RedisConfig redis;
  BusConfig bus;
  HttpConfig http;
  SmtpConfig smtp;
  std::size_t max_running = 0;
  std::int64_t request_deadline_ms = 0;
  std::shared_ptr<ConfigReader> reader;

  // Where this service itself listens; throws ConfigError when it is not configured.
  std::string own_rpc_endpoint() const;
  std::string own_feed_endpoint() const;
  std::vector<std::string> all_feed_endpoints() const;
  std::vector<std::string> other_feed_endpoints() const;  // without its own
};

// Throws ConfigError.
ServiceConfig read_service_config(const std::string& service, ConfigReader reader);

// The content of a secret file without its last newline; empty path = empty text. Throws ConfigError.
std::string read_secret_file(const std::string& path);

}  // namespace luodi::runtime
