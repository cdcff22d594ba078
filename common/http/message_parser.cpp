#include "common/http/message_parser.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <limits>

#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

namespace beast = boost::beast;

// Memory is taken as the body arrives: a length alone must not make us allocate it.
constexpr std::uint64_t k_max_reserve = 64 * 1024;

}  // namespace

Expected<void> MessageParser::header(std::string_view block, const HeaderFacts& facts) {
  beast::http::request_parser<beast::http::empty_body> parser;
  parser.header_limit(std::numeric_limits<std::uint32_t>::max());  // the gate has measured it
  parser.body_limit(boost::none);                                  // measured below, with our own limit
  beast::error_code ec;
  const std::size_t used = parser.put(boost::asio::const_buffer(block.data(), block.size()), ec);
  const bool same_framing = parser.chunked() == facts.chunked;
  if (ec || used != block.size() || !parser.is_header_done() || !same_framing) {
    return fail(ErrorCode::malformed_request, "请求头不合规范 / malformed header");
  }
  for (const auto& field : parser.get()) {
    const beast::string_view name = field.name_string();
    std::string lower(name.data(), name.size());
    for (char& c : lower)
      c = syntax::to_lower(c);
    const beast::string_view value = field.value();
    headers_.emplace_back(std::move(lower), std::string(value.data(), value.size()));
  }
  if (facts.chunked) {
    chunks_.emplace(limit_);
    return {};
  }
  left_ = facts.content_length.value_or(0);
  if (left_ > limit_) return fail(body_too_large(limit_));
  if (left_ > 0) body_.reserve(static_cast<std::size_t>(std::min(left_, k_max_reserve)));
  return {};
}

Expected<std::size_t> MessageParser::feed(std::string_view bytes) {
  if (chunks_) return chunks_->feed(bytes, body_);
  const std::size_t n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
  body_.append(bytes.substr(0, n));
  left_ -= n;
  return n;
}

}  // namespace luodi::http
