#include "common/http/chunked_body.hpp"

#include <algorithm>

#include "common/http/syntax.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::http {
namespace {

constexpr std::size_t k_max_size_digits = 16;        // 64 bits
constexpr std::size_t k_max_chunk_line = 1024 + 16;  // size and 1 KiB of extensions
constexpr std::size_t k_max_trailers = 8 * 1024;     // as much as a header

tl::unexpected<Error> bad_chunk(const char* detail) {
  return fail(ErrorCode::malformed_request, detail);
}

// Removes a token, or a quoted string where one may stand, from the front; false when there is none.
bool drop_token(std::string_view& rest) {
  std::size_t n = 0;
  while (n < rest.size() && syntax::is_token_char(rest[n]))
    ++n;
  rest.remove_prefix(n);
  return n > 0;
}

bool drop_quoted(std::string_view& rest) {
  for (std::size_t i = 1; i < rest.size(); ++i) {
    if (rest[i] == '\\') {
      ++i;
    } else if (rest[i] == '"') {
      rest.remove_prefix(i + 1);
      return true;
    }
  }
  return false;
}

// *( ";" token [ "=" ( token / quoted-string ) ] )
bool are_extensions(std::string_view rest) {
  while (!rest.empty()) {
    if (rest.front() != ';') return false;
    rest.remove_prefix(1);
    if (!drop_token(rest)) return false;
    if (rest.empty() || rest.front() != '=') continue;
    rest.remove_prefix(1);
    const bool quoted = !rest.empty() && rest.front() == '"';
    if (quoted ? !drop_quoted(rest) : !drop_token(rest)) return false;
  }
  return true;
}

}  // namespace

Expected<bool> ChunkedBody::take_line(std::string_view& bytes, std::size_t cap) {
  while (!bytes.empty()) {
    const char c = bytes.front();
    bytes.remove_prefix(1);
    const bool after_cr = !line_.empty() && line_.back() == '\r';
    if (c == '\n') {
      if (!after_cr)
        return bad_chunk("分块之间的换行之前缺少回车 / a line feed between chunks without a carriage return");
      line_.pop_back();
      return true;
    }
    if (after_cr || (c != '\r' && !syntax::is_text_char(c)))
      return bad_chunk("分块之间含有控制字符 / a control character between chunks");
    if (line_.size() >= cap) return bad_chunk("分块扩展或尾部字段过长 / chunk extensions or trailers too long");
    line_.push_back(c);
  }
  return false;
}

Error body_too_large(std::uint64_t limit) {
  return Error(ErrorCode::body_too_large,
               bilingual("请求体超过上限 {0} 字节 / the request body exceeds {0} bytes", limit));
}

Expected<void> ChunkedBody::begin_chunk() {
  std::size_t digits = 0;
  std::uint64_t size = 0;
  while (digits < line_.size() && syntax::hex_value(line_[digits]) >= 0) {
    if (digits == k_max_size_digits) return bad_chunk("分块长度超出范围 / chunk size out of range");
    size = size * 16 + static_cast<std::uint64_t>(syntax::hex_value(line_[digits]));
    ++digits;
  }
  if (digits == 0 || !are_extensions(std::string_view(line_).substr(digits)))
    return bad_chunk("分块长度不合规范 / malformed chunk size");
  line_.clear();
  if (size > left_of_limit_) return fail(body_too_large(limit_));
  left_of_limit_ -= size;
  left_of_chunk_ = size;
  state_ = size == 0 ? State::trailer : State::data;
  return {};
}

Expected<void> ChunkedBody::end_trailer_line() {
  if (line_.empty()) {
    state_ = State::done;
    return {};
  }
  const std::size_t colon = std::min(line_.find(':'), line_.size());
  const std::string_view name = std::string_view(line_).substr(0, colon);
  if (colon == line_.size() || !syntax::is_token(name)) return bad_chunk("尾部字段不合规范 / malformed trailer field");
  // RFC 9110 6.5.1: fields that frame or route a message have no place after it.
  for (const std::string_view forbidden : {"content-length", "transfer-encoding", "host"}) {
    if (syntax::equals_lower(name, forbidden))
      return bad_chunk("尾部不得出现影响报文边界的字段 / a trailer may not carry a framing field");
  }
  trailer_bytes_ += line_.size() + 2;
  line_.clear();
  return {};
}

Expected<std::size_t> ChunkedBody::feed(std::string_view bytes, std::string& body) {
  const std::size_t offered = bytes.size();
  while (!bytes.empty() && state_ != State::done) {
    if (state_ == State::data) {
      const std::size_t n = static_cast<std::size_t>(std::min<std::uint64_t>(left_of_chunk_, bytes.size()));
      body.append(bytes.substr(0, n));
      bytes.remove_prefix(n);
      left_of_chunk_ -= n;
      if (left_of_chunk_ == 0) state_ = State::data_end;
      continue;
    }
    const std::size_t cap = state_ == State::chunk_line ? k_max_chunk_line
                            : state_ == State::data_end ? 1
                                                        : k_max_trailers - std::min(trailer_bytes_, k_max_trailers);
    const Expected<bool> complete = take_line(bytes, cap);
    if (!complete) return fail(complete.error());
    if (!*complete) break;
    Expected<void> step;
    if (state_ == State::chunk_line) {
      step = begin_chunk();
    } else if (state_ == State::trailer) {
      step = end_trailer_line();
    } else if (line_.empty()) {
      state_ = State::chunk_line;
    } else {
      step = bad_chunk("分块数据与其长度不符 / chunk data does not match its size");
    }
    if (!step) return fail(step.error());
  }
  return offered - bytes.size();
}

}  // namespace luodi::http
