#pragma once
// MessageParser reads one request that the header gate has accepted. The header goes through Boost.Beast (inside, not
// in this header), and Beast must agree with the gate: what either refuses is a 400. The body is counted or unchunked
// by us and bounded while it arrives. Pure, not thread-safe, one object per request.
//
//   MessageParser parser(limit);
//   parser.header(header_bytes, verdict.facts);
//   while (!parser.done()) { auto used = parser.feed(received); received.remove_prefix(*used); ... read more ... }
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/http/chunked_body.hpp"
#include "common/http/header_gate.hpp"
#include "common/http/server.hpp"
#include "common/kernel/expected.hpp"

namespace luodi::http {

class MessageParser {
 public:
  explicit MessageParser(std::uint64_t body_limit) : limit_(body_limit) {}

  // The whole header block, up to and including CRLFCRLF, without a leading empty line, and what the gate made of it.
  Expected<void> header(std::string_view block, const HeaderFacts& facts);
  // Bytes after the header; answers how many were used: all, unless the message ends before.
  Expected<std::size_t> feed(std::string_view bytes);
  bool done() const { return chunks_ ? chunks_->done() : left_ == 0; }

  Headers take_headers() { return std::move(headers_); }  // names in lower case, in order; never trailers
  std::string take_body() { return std::move(body_); }

 private:
  std::uint64_t limit_;
  std::uint64_t left_ = 0;
  std::optional<ChunkedBody> chunks_;
  Headers headers_;
  std::string body_;
};

}  // namespace luodi::http
