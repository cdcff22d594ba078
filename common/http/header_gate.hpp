#pragma once
// HeaderGate judges the raw bytes of a request header before any parser sees them. Two parsers that read one message
// differently are the root of request smuggling, and the HTTP library of Debian 12 still accepts folded lines, two Host
// fields or a Transfer-Encoding it does not know. The gate therefore accepts only what has one reading.
//
// Guarantees: pure; never reads past the bytes given; feeding byte by byte gives the same verdict as feeding at once;
// each byte is scanned once. After a refusal the connection must be closed. Stricter than RFC 9112 on purpose: only
// origin-form targets (no "*", no absolute-form), one Host in HTTP/1.0 too, at most one empty line before a request,
// no repeated field that decides who asks for what (k_single_fields).
//
//   HeaderGate gate;
//   Verdict v = gate.inspect(received_so_far);
//   if (v.state == Verdict::State::accepted) parse(received_so_far.substr(v.skip, v.length - v.skip));
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "common/kernel/error.hpp"

namespace luodi::http {

struct GateLimits {
  std::size_t header_bytes = 8 * 1024;  // request line, fields and the final CRLFCRLF
  std::size_t target_bytes = 4 * 1024;  // half of the header: the rest is for fields
  std::size_t fields = 100;             // a browser sends about 20
};

// What the framing decided; valid when accepted. The views point into the inspected bytes.
struct HeaderFacts {
  std::string_view method;
  std::string_view target;
  bool http_1_0 = false;
  bool chunked = false;
  bool expect_continue = false;
  bool keep_alive = true;
  std::optional<std::uint64_t> content_length;
};

struct Verdict {
  enum class State { need_more, accepted, refused };
  State state = State::need_more;
  std::size_t skip = 0;                           // an empty line before the request, not part of the header
  std::size_t length = 0;                         // accepted: bytes up to and including CRLFCRLF (counts `skip`)
  ErrorCode code = ErrorCode::malformed_request;  // refused: why
  std::string_view detail;                        // refused: one sentence, static storage, no bytes of the request
  HeaderFacts facts;
};

class HeaderGate {
 public:
  explicit HeaderGate(GateLimits limits = GateLimits()) : limits_(limits) {}

  // `bytes` is everything received of this request so far; it only grows between calls.
  Verdict inspect(std::string_view bytes);
  // Forgets the request; the next inspect() starts at a new one.
  void reset();
  const GateLimits& limits() const { return limits_; }

 private:
  GateLimits limits_;
  std::size_t scanned_ = 0;
  std::size_t first_line_end_ = 0;  // index of its CR, 0 = not seen
  std::size_t skip_ = 0;
};

}  // namespace luodi::http
