#include "common/http/trace.hpp"

#include <algorithm>

#include "common/http/hash.hpp"
#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

constexpr std::size_t k_length = 55;  // 2 + 1 + 32 + 1 + 16 + 1 + 2
// One getrandom call serves many spans: trace ids are not secrets.
constexpr std::size_t k_pool_bytes = 1024;

std::string pooled_hex(std::size_t bytes) {
  thread_local std::string pool;
  if (pool.size() < bytes) pool = random_bytes(k_pool_bytes);
  std::string out = to_hex(std::string_view(pool).substr(pool.size() - bytes));
  pool.erase(pool.size() - bytes);
  return out;
}

std::string random_id(std::size_t bytes) {
  std::string id = pooled_hex(bytes);
  if (id.find_first_not_of('0') == std::string::npos) id.back() = '1';  // all zero means "invalid"
  return id;
}

bool is_lower_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return syntax::hex_value(c) >= 0 && c == syntax::to_lower(c); });
}

bool is_id(std::string_view text) {
  return is_lower_hex(text) && text.find_first_not_of('0') != std::string_view::npos;
}

}  // namespace

std::optional<TraceContext> TraceContext::parse(std::string_view traceparent) {
  const std::string_view s = traceparent;
  if (s.size() < k_length || s[2] != '-' || s[35] != '-' || s[52] != '-') return std::nullopt;
  const std::string_view version = s.substr(0, 2);
  if (!is_lower_hex(version) || version == "ff") return std::nullopt;
  if (s.size() > k_length && (version == "00" || s[k_length] != '-')) return std::nullopt;
  const std::string_view trace_id = s.substr(3, 32);
  const std::string_view span_id = s.substr(36, 16);
  const std::string_view flags = s.substr(53, 2);
  if (!is_id(trace_id) || !is_id(span_id) || !is_lower_hex(flags)) return std::nullopt;
  const int value = syntax::hex_value(flags[0]) * 16 + syntax::hex_value(flags[1]);
  return TraceContext(std::string(trace_id), std::string(span_id), static_cast<std::uint8_t>(value & 1));
}

TraceContext TraceContext::start() {
  return TraceContext(random_id(16), random_id(8), 1);
}

TraceContext TraceContext::continue_or_start(const std::string* traceparent) {
  if (traceparent != nullptr) {
    if (const auto parent = parse(*traceparent)) return parent->child();
  }
  return start();
}

TraceContext TraceContext::child() const {
  return TraceContext(trace_id_, random_id(8), flags_);
}

std::string TraceContext::traceparent() const {
  return "00-" + trace_id_ + "-" + span_id_ + (sampled() ? "-01" : "-00");
}

}  // namespace luodi::http
