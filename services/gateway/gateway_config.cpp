#include "services/gateway/gateway_config.hpp"

namespace luodi::gateway {

GatewayConfig read_gateway_config(const runtime::ServiceConfig& config) {
  auto& reader = *config.reader;
  GatewayConfig out;
  out.requests_per_minute = reader.integer("limits.requests_per_minute", 6'000'000, 0, 1'000'000'000);
  out.sign_ins_per_minute = reader.integer("limits.sign_ins_per_minute", 300, 0, 1'000'000);
  out.cache_bytes = static_cast<std::size_t>(reader.integer("limits.cache_bytes", 64LL << 20, 0, 16LL << 30));
  out.hub.max_streams = static_cast<std::size_t>(reader.integer("limits.max_streams", 2'000, 0, 100'000));
  out.hub.ping_ms = reader.integer("limits.stream_ping_ms", 15'000, 10, 60'000);
  out.waiting.in_all = static_cast<std::size_t>(reader.integer("limits.waiting_reads", 128, 1, 100'000));
  out.waiting.per_principal = static_cast<std::size_t>(reader.integer("limits.waiting_reads_per_user", 16, 1, 100'000));
  out.waiting.ahead = reader.integer("limits.sequence_ahead", 10'000, 1, 1'000'000'000);
  out.forward.deadline_ms = config.request_deadline_ms;
  out.forward.max_in_flight = config.max_running;
  out.sessions.idle_ms = reader.integer("sessions.idle_ms", out.sessions.idle_ms, 50, k_day_ms);
  out.sessions.absolute_ms = reader.integer("sessions.absolute_ms", out.sessions.absolute_ms, 50, 7 * k_day_ms);
  out.sessions.trust_ms = reader.integer("sessions.trust_ms", out.sessions.trust_ms, 0, 60'000);
  out.lockout.failures = static_cast<int>(reader.integer("login.failures", out.lockout.failures, 1, 100));
  out.lockout.lock_ms = reader.integer("login.lock_ms", out.lockout.lock_ms, 50, k_day_ms);
  out.accounts_file = reader.text("bootstrap.accounts_file", "");
  return out;
}

}  // namespace luodi::gateway
