#include "common/http/message_parser.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <limits>

#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

namespace beast = boost::beast;

constexpr std::size_t k_max_chunk_extension = 1024;  // Beast would take 64 KiB with each one-byte chunk
// What may wait for its end of line between chunks: a chunk header, or all trailers.
constexpr std::size_t k_max_pending = 8 * 1024;

}  // namespace

struct MessageParser::Impl {
  explicit Impl(std::uint64_t limit) {
    parser.eager(true);
    parser.body_limit(limit);
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());  // the gate has measured it
    parser.on_chunk_header(on_chunk_header);
  }

  // Lines between chunks end in CRLF; Beast would wait for more after a bare LF, until the deadline.
  bool has_bare_line_feed(std::string_view pending) {
    for (std::size_t i = std::min(scanned, pending.size()); i < pending.size(); ++i) {
      if (pending[i] == '\n' && (i == 0 || pending[i - 1] != '\r')) return true;
    }
    scanned = pending.size();
    return false;
  }

  std::function<void(std::uint64_t, beast::string_view, beast::error_code&)> on_chunk_header =
      [](std::uint64_t, beast::string_view extension, beast::error_code& ec) {
        if (extension.size() > k_max_chunk_extension) ec = beast::http::error::bad_chunk_extension;
      };
  beast::http::request_parser<beast::http::string_body> parser;
  std::size_t scanned = 0;
};

MessageParser::MessageParser(std::uint64_t body_limit) : impl_(std::make_unique<Impl>(body_limit)) {}
MessageParser::~MessageParser() = default;

Expected<void> MessageParser::header(std::string_view block) {
  beast::error_code ec;
  const std::size_t used = impl_->parser.put(boost::asio::const_buffer(block.data(), block.size()), ec);
  if (ec == beast::http::error::body_limit) return fail(ErrorCode::body_too_large);
  if (ec && ec != beast::http::error::need_more) return fail(ErrorCode::malformed_request, "请求头不合规范");
  if (used != block.size() || !impl_->parser.is_header_done()) {
    return fail(ErrorCode::malformed_request, "请求头不合规范");
  }
  return {};
}

Expected<std::size_t> MessageParser::feed(std::string_view bytes) {
  beast::error_code ec;
  const std::size_t used = impl_->parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
  if (ec == beast::http::error::body_limit || ec == beast::http::error::buffer_overflow) {
    return fail(ErrorCode::body_too_large);
  }
  if (ec && ec != beast::http::error::need_more) return fail(ErrorCode::malformed_request, "分块编码不合规范");
  if (used > 0) impl_->scanned = 0;
  const std::string_view pending = bytes.substr(used);
  if (!impl_->parser.is_done() && (pending.size() > k_max_pending || impl_->has_bare_line_feed(pending))) {
    return fail(ErrorCode::malformed_request, "分块编码不合规范");
  }
  return used;
}

bool MessageParser::done() const {
  return impl_->parser.is_done();
}

Headers MessageParser::take_headers() {
  Headers headers;
  for (const auto& field : impl_->parser.get()) {
    const beast::string_view name = field.name_string();
    std::string lower(name.data(), name.size());
    for (char& c : lower)
      c = syntax::to_lower(c);
    const beast::string_view value = field.value();
    headers.emplace_back(std::move(lower), std::string(value.data(), value.size()));
  }
  return headers;
}

std::string MessageParser::take_body() {
  return std::move(impl_->parser.get().body());
}

}  // namespace luodi::http
