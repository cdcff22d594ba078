#pragma once
// MessageParser reads one request that the header gate has accepted, with Boost.Beast inside and not in this header.
// It must agree with the gate: whatever Beast refuses is a 400. Bodies are bounded while they arrive; chunk extensions
// are capped and dropped, trailers are read and dropped. Pure, not thread-safe, one object per request.
//
//   MessageParser parser(limit);
//   parser.header(header_bytes);
//   while (!parser.done()) { auto used = parser.feed(received); received.remove_prefix(*used); ... read more ... }
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "common/http/server.hpp"
#include "common/kernel/expected.hpp"

namespace luodi::http {

class MessageParser {
 public:
  explicit MessageParser(std::uint64_t body_limit);
  ~MessageParser();
  MessageParser(const MessageParser&) = delete;
  MessageParser& operator=(const MessageParser&) = delete;

  // The whole header block, up to and including CRLFCRLF, without a leading empty line.
  Expected<void> header(std::string_view block);
  // Bytes after the header; answers how many were used. Unused bytes must be offered again, with more behind them.
  Expected<std::size_t> feed(std::string_view bytes);
  bool done() const;

  // Names in lower case, in order. Take them before the body is fed: Beast adds trailers to the same list.
  Headers take_headers();
  std::string take_body();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace luodi::http
