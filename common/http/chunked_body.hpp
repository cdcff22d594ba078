#pragma once
// ChunkedBody undoes the chunked transfer coding (RFC 9112 7.1), strictly: CRLF only, no white space in a chunk line,
// extensions checked and dropped, trailers checked and dropped, every length bounded. Our own, because Boost 1.81's
// decoder lets a quoted extension run over the end of its line and stops the process by an assertion when "0 CRLF CRLF"
// arrives byte by byte. Pure; the same for every division of the input.
//
//   ChunkedBody chunks(limit);
//   auto used = chunks.feed(received, body);    // appends to body
//   if (chunks.done()) ...                      // what follows `used` is the next request
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "common/kernel/expected.hpp"

namespace luodi::http {

// Names the limit; also for a body whose length is announced.
Error body_too_large(std::uint64_t limit);

class ChunkedBody {
 public:
  explicit ChunkedBody(std::uint64_t body_limit) : limit_(body_limit), left_of_limit_(body_limit) {}

  // Takes all bytes, or as many as there are up to the end of the body. 400 or 413 end the connection.
  Expected<std::size_t> feed(std::string_view bytes, std::string& body);
  bool done() const { return state_ == State::done; }

 private:
  enum class State { chunk_line, data, data_end, trailer, done };

  // Adds bytes to line_ up to LF; true when the line is complete (without its CRLF). Error on a stray CR, LF or
  // control.
  Expected<bool> take_line(std::string_view& bytes, std::size_t cap);
  Expected<void> begin_chunk();
  Expected<void> end_trailer_line();

  std::uint64_t limit_;
  std::uint64_t left_of_limit_;
  std::uint64_t left_of_chunk_ = 0;
  std::size_t trailer_bytes_ = 0;
  std::string line_;
  State state_ = State::chunk_line;
};

}  // namespace luodi::http
