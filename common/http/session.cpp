#include "common/http/session.hpp"

#include <array>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <exception>

#include "common/http/media_type.hpp"
#include "common/http/target.hpp"
#include "common/http/trace.hpp"

namespace luodi::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t k_default_body_limit = 64 * 1024;
constexpr std::size_t k_header_read = 512;           // at least this much room for each read of a header
constexpr std::size_t k_body_read = 16 * 1024;       // few system calls for a large body
constexpr std::size_t k_linger_bytes = 1024 * 1024;  // a refused upload is read this far, so that its sender sees why
constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";

auto into(error_code& ec) {
  return asio::redirect_error(asio::use_awaitable, ec);
}

ProblemContext context_of(const Request& request) {
  return ProblemContext(request.path, std::string(), preferred_language(request.header("accept-language")));
}

}  // namespace

Session::Session(std::shared_ptr<ServerCore> core, asio::ip::tcp::socket socket, std::string peer)
    : core_(std::move(core)), socket_(std::move(socket)), peer_(std::move(peer)), gate_([this] {
        GateLimits limits;
        limits.header_bytes = core_->config.max_header_bytes;
        limits.target_bytes = limits.header_bytes / 2;
        return limits;
      }()) {
  core_->sessions.insert(this);
  ++core_->per_peer[peer_];
}

Session::~Session() {
  core_->sessions.erase(this);
  const auto peer = core_->per_peer.find(peer_);
  if (--peer->second == 0) core_->per_peer.erase(peer);
  core_->on_session_end();
}

void Session::close() {
  error_code ignored;
  socket_.close(ignored);
}

void Session::begin_drain() {
  if (stream_) {
    stream_->close();
  } else if (idle_) {
    close();
  }
}

void Session::arm(Phase phase) {
  expired_ = false;
  core_->deadlines->arm(*this, phase);
}

void Session::on_deadline(Phase phase) {
  expired_ = true;
  switch (phase) {
    case Phase::header:
    case Phase::body: {
      error_code ignored;
      socket_.cancel(ignored);  // the reader resumes and answers 408
      return;
    }
    case Phase::idle:
    case Phase::write:
    case Phase::linger:
      close();
      return;
  }
}

Task<void> Session::run(std::shared_ptr<Session> self) {
  // Not "while (co_await ...)": g++ 12.2 compiles an await in a loop or && condition into a trap.
  bool more = true;
  while (more)
    more = co_await self->serve_one();
  self->disarm();
  self->close();
}

Task<void> Session::turn_away(std::shared_ptr<Session> self) {
  Error error(ErrorCode::overloaded, "连接数已达上限，请稍后重试");
  ProblemContext context;
  co_await self->refuse(std::move(error), std::move(context));
  self->close();
}

// One request and its answer. False = the connection ends here.
Task<bool> Session::serve_one() {
  Verdict verdict;
  gate_.reset();
  bool header_armed = false;
  while (true) {
    if (!input_.empty()) {
      verdict = gate_.inspect(input_.view());
      if (verdict.state != Verdict::State::need_more) break;
    }
    idle_ = input_.empty();
    if (idle_) {
      if (core_->draining) co_return false;
      input_.shrink();
      arm(Phase::idle);
    } else if (!header_armed) {
      header_armed = true;
      arm(Phase::header);
    }
    error_code ec;
    const std::size_t received = co_await socket_.async_read_some(input_.prepare(k_header_read), into(ec));
    if (expired_ && !idle_) {
      Error late(ErrorCode::request_timeout, "请求头未在时限内到齐");
      ProblemContext context;
      co_await refuse(std::move(late), std::move(context));
      co_return false;
    }
    if (ec || expired_) co_return false;
    input_.commit(received);
  }
  disarm();
  idle_ = false;
  if (verdict.state == Verdict::State::refused) {
    Error error(verdict.code, std::string(verdict.detail));
    ProblemContext context;
    co_await refuse(std::move(error), std::move(context));
    co_return false;
  }

  // The views of the verdict end with the first byte of body that is read.
  const HeaderFacts facts = verdict.facts;
  Request request;
  request.method = facts.method;
  request.target = facts.target;
  request.peer = peer_;
  const std::size_t limit =
      core_->config.body_limit ? core_->config.body_limit(request.method, request.target) : k_default_body_limit;
  MessageParser parser(limit);
  const Expected<void> parsed = parser.header(input_.view().substr(verdict.skip, verdict.length - verdict.skip));
  input_.consume(verdict.length);
  request.headers = parser.take_headers();  // before the body: trailers never become fields
  Expected<Target> target = parse_target(request.target);
  if (target) {
    request.path = std::move(target->path);
    request.query = std::move(target->query);
  }
  ProblemContext context = context_of(request);
  if (!target || !parsed) {
    Error error = parsed ? target.error() : parsed.error();
    co_await refuse(std::move(error), std::move(context));
    co_return false;
  }
  if (!parser.done()) {
    const bool complete = co_await read_body(parser, facts, context);
    if (!complete) co_return false;
  }
  request.body = parser.take_body();

  const bool head_only = request.method == "HEAD";
  Response response = co_await ask(std::move(request), context);
  Framing framing;
  framing.http_1_0 = facts.http_1_0;
  framing.keep_alive = facts.keep_alive && !core_->draining && !response.stream;
  framing.chunked = response.stream && !facts.http_1_0;
  co_return co_await answer(std::move(response), framing, head_only, context);
}

// False = it did not arrive; the refusal has been sent where one is due.
Task<bool> Session::read_body(MessageParser& parser, const HeaderFacts& facts, ProblemContext context) {
  Error error(ErrorCode::request_timeout, "请求体未在时限内到齐");
  if (facts.expect_continue && input_.empty()) {
    std::string_view head = k_continue;
    std::string_view body;
    if (!write_now(head, body)) {
      const bool written = co_await write_rest(head, body);
      if (!written) co_return false;
    }
  }
  arm(Phase::body);
  while (true) {
    if (!input_.empty()) {
      const Expected<std::size_t> used = parser.feed(input_.view());
      if (!used) {
        error = used.error();
        break;
      }
      input_.consume(*used);
      if (parser.done()) {
        disarm();
        co_return true;
      }
    }
    error_code ec;
    const std::size_t received = co_await socket_.async_read_some(input_.prepare(k_body_read), into(ec));
    if (expired_) break;
    if (ec) co_return false;
    input_.commit(received);
  }
  disarm();
  co_await refuse(std::move(error), std::move(context));
  co_return false;
}

Task<Response> Session::ask(Request request, const ProblemContext& context) {
  std::string what;
  try {
    Response response = co_await core_->handler(std::move(request));
    co_return response;
  } catch (const std::exception& e) {
    what = e.what();
  } catch (...) {
    what = "a handler threw something that is no std::exception";
  }
  if (core_->config.on_exception) core_->config.on_exception(what);
  ProblemContext traced = context;
  traced.trace_id = TraceContext::start().trace_id();
  co_return problem_response(Error(ErrorCode::internal), traced);
}

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
  if (response.stream && with_body) co_await stream(std::move(response), framing.chunked);
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
  co_await asio::async_write(socket_, buffers, into(ec));
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
  co_await linger();
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
    const std::size_t received = co_await socket_.async_read_some(input_.prepare(k_header_read), into(ec));
    total += received;
  }
  disarm();
}

Task<void> Session::stream(Response response, bool chunked) {
  stream_ = std::make_shared<StreamWriter>(socket_, chunked, shared_from_this(), [this](StreamState state) {
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
    co_await socket_.async_read_some(input_.prepare(k_header_read), into(ec));
  }
  stream_->abort();
  stream_.reset();
}

}  // namespace luodi::http
