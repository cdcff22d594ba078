// The writing half of Session: answers, refusals, lingering and event streams.
#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <exception>

#include "common/http/session.hpp"
#include "common/http/trace.hpp"

namespace luodi::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t k_discard_read = 512;          // what a refused or streaming peer sends is of no use
constexpr std::size_t k_linger_bytes = 1024 * 1024;  // a refused upload is read this far, so that its sender sees why

}  // namespace

Task<bool> Session::answer(Response response, Framing framing, bool head_only, const ProblemContext& context) {
  std::string head;
  if (!core_->writer.write_head(response, framing, head)) {
    if (core_->config.on_exception) core_->config.on_exception("a response had an illegal status or field");
    response = problem_response(Error(ErrorCode::internal), context);
    framing.chunked = false;
    core_->writer.write_head(response, framing, head);
  }
  const bool with_body = !head_only && status_has_body(response.status);
  std::string_view head_left = head;
  std::string_view body_left = with_body && !response.stream ? std::string_view(response.body) : std::string_view();
  if (!write_now(head_left, body_left)) {
    const bool written = co_await write_rest(head_left, body_left);
    if (!written) co_return false;
  }
  if (response.stream && with_body) {
    co_await stream(std::move(response), framing.chunked);
  } else if (!framing.keep_alive) {
    co_await linger();
  }
  co_return framing.keep_alive;
}

// Without waiting: a small answer nearly always fits the socket buffer, and saves a turn of the event loop. True = all
// written; otherwise the views hold what is left.
bool Session::write_now(std::string_view& head, std::string_view& body) {
  const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(body)};
  error_code ec;
  const std::size_t written = socket_.write_some(buffers, ec);
  if (ec) return false;  // an error shows again in write_rest
  const std::size_t of_head = std::min(written, head.size());
  head.remove_prefix(of_head);
  body.remove_prefix(written - of_head);
  return head.empty() && body.empty();
}

Task<bool> Session::write_rest(std::string_view head, std::string_view body) {
  const std::array<asio::const_buffer, 2> buffers = {asio::buffer(head), asio::buffer(body)};
  error_code ec;
  arm(Phase::write);
  co_await asio::async_write(socket_, buffers, error_into(ec));
  disarm();
  co_return !ec && !expired_;
}

Task<void> Session::refuse(Error error, ProblemContext context) {
  if (core_->config.on_refused) core_->config.on_refused(error, peer_);
  if (context.trace_id.empty()) context.trace_id = TraceContext::start().trace_id();
  Response response = problem_response(error, context);
  Framing framing;
  framing.keep_alive = false;
  const bool head_only = false;
  co_await answer(std::move(response), framing, head_only, context);
}

// Closing with unread bytes would reset the connection, and the peer might lose the answer (RFC 9112 9.6).
Task<void> Session::linger() {
  error_code ec;
  socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ec);
  if (ec) co_return;
  arm(Phase::linger);
  input_.consume(input_.view().size());
  std::size_t total = 0;
  while (!ec && !expired_ && total < k_linger_bytes) {
    const std::size_t received = co_await socket_.async_read_some(input_.prepare(k_discard_read), error_into(ec));
    total += received;
  }
  disarm();
}

Task<void> Session::stream(Response response, bool chunked) {
  stream_ = std::make_shared<StreamWriter>(socket_, chunked, weak_from_this(), [this](StreamState state) {
    switch (state) {
      case StreamState::writing:
        arm(Phase::write);
        return;
      case StreamState::waiting:
        disarm();
        return;
      case StreamState::ended:
        arm(Phase::linger);
        return;
    }
  });
  try {
    response.stream(stream_->handle());
  } catch (const std::exception& e) {
    if (core_->config.on_exception) core_->config.on_exception(e.what());
    stream_->abort();
  }
  if (core_->draining) stream_->close();
  // Reading tells when the reader has gone; what it sends is of no use here.
  error_code ec;
  while (!ec) {
    input_.consume(input_.view().size());
    co_await socket_.async_read_some(input_.prepare(k_discard_read), error_into(ec));
  }
  stream_->abort();
  stream_.reset();
}

}  // namespace luodi::http
