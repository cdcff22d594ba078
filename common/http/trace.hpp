#pragma once
// W3C Trace Context: which request a line of a log, a message or an event belongs to. Pure but for randomness.
// A traceparent from outside is taken as the caller's claim only: ids for correlation, never for trust.
//
//   TraceContext trace = TraceContext::continue_or_start(request.header("traceparent"));
//   send(trace.child().traceparent());
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace luodi::http {

class TraceContext {
 public:
  // Version 00, lower-case hex, no all-zero id; a later version is read by its first four parts. Otherwise nothing.
  static std::optional<TraceContext> parse(std::string_view traceparent);
  static TraceContext start();
  // The caller's trace with a new span of ours, or a fresh trace when the field is absent or wrong.
  static TraceContext continue_or_start(const std::string* traceparent);

  TraceContext child() const;  // same trace, new span
  const std::string& trace_id() const { return trace_id_; }
  const std::string& span_id() const { return span_id_; }
  bool sampled() const { return (flags_ & 1U) != 0; }
  std::string traceparent() const;

 private:
  TraceContext(std::string trace_id, std::string span_id, std::uint8_t flags)
      : trace_id_(std::move(trace_id)), span_id_(std::move(span_id)), flags_(flags) {}

  std::string trace_id_;  // 32 hex digits
  std::string span_id_;   // 16 hex digits
  std::uint8_t flags_;
};

}  // namespace luodi::http
