#pragma once
// The gateway's own settings, beside those of every process (common/runtime/config.hpp). Defaults and limits stand
// here; config.toml shows them all.
//
//   [limits]
//   requests_per_minute = 6000000  # for each user, or address while nobody is signed in; 0 = no limit
//   sign_ins_per_minute = 300      # for each address; 0 = no limit
//   cache_bytes = 67108864         # answers to reads
//   max_streams = 2000             # server-sent events
//   stream_ping_ms = 15000
//   waiting_reads = 128            # requests that wait for X-Luodi-Min-Sequence, in all
//   waiting_reads_per_user = 16
//   sequence_ahead = 10000         # a sequence further beyond the head is answered at once
//   [sessions]
//   idle_ms = 1800000
//   absolute_ms = 43200000
//   trust_ms = 1000                # how soon a logout counts in every gateway
//   [login]
//   failures = 5                   # then the name is locked
//   lock_ms = 1800000
//   [bootstrap]
//   accounts_file = ""             # JSON [{username, password, roles, org, email, display_name}]
#include <string>

#include "common/runtime/config.hpp"
#include "services/gateway/event_hub.hpp"
#include "services/gateway/forwarder.hpp"
#include "services/gateway/login.hpp"
#include "services/gateway/sessions.hpp"
#include "services/gateway/waiting_reads.hpp"

namespace luodi::gateway {

struct GatewayConfig {
  SessionLimits sessions;
  LockoutLimits lockout;
  ForwardLimits forward;
  HubLimits hub;
  WaitLimits waiting;
  std::int64_t requests_per_minute = 0;
  std::int64_t sign_ins_per_minute = 0;
  std::size_t cache_bytes = 0;
  std::string accounts_file;
};

GatewayConfig read_gateway_config(const runtime::ServiceConfig& config);  // throws runtime::ConfigError

}  // namespace luodi::gateway
