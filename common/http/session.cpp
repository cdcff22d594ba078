#include "common/http/session.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>

#include "common/http/media_type.hpp"
#include "common/http/target.hpp"
#include "common/http/trace.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;

constexpr std::size_t k_default_body_limit = 64 * 1024;
constexpr std::size_t k_header_read = 512;      // at least this much room for each read of a header
constexpr std::size_t k_body_read = 16 * 1024;  // few system calls for a large body
constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";

ProblemContext context_of(const Request& request) {
  return ProblemContext(request.path, std::string(), preferred_language(request.header("accept-language")));
}
// Of a request that was not read: all that is known are the bytes that came.
ProblemContext context_of(std::string_view received) {
  return ProblemContext(std::string(), std::string(), preferred_language_in(received));
}

// The gate speaks in fixed sentences; what is too long or too much is told how much is allowed.
std::string detail_of_gate(const Verdict& verdict, const GateLimits& limits) {
  if (verdict.code != ErrorCode::headers_too_large && verdict.code != ErrorCode::uri_too_long)
    return std::string(verdict.detail);
  return bilingual(
      "{0}：请求目标至多 {1} 字节，请求头至多 {2} 字节、{3} 个字段 / refused: {0}; a target has at most {1} bytes, a "
      "header at most {2} bytes and {3} fields",
      twin_of(verdict.detail), limits.target_bytes, limits.header_bytes, limits.fields);
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
  Error error(ErrorCode::overloaded, "连接数已达上限，请稍后重试 / too many connections: retry later");
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
    const std::size_t received = co_await socket_.async_read_some(input_.prepare(k_header_read), error_into(ec));
    if (expired_ && !idle_) {
      Error late(ErrorCode::request_timeout, "请求头未在时限内到齐 / the header did not arrive in time");
      ProblemContext context = context_of(input_.view());
      co_await refuse(std::move(late), std::move(context));
      co_return false;
    }
    if (ec || expired_) co_return false;
    input_.commit(received);
  }
  disarm();
  idle_ = false;
  if (verdict.state == Verdict::State::refused) {
    Error error(verdict.code, detail_of_gate(verdict, gate_.limits()));
    ProblemContext context = context_of(input_.view());
    co_await refuse(std::move(error), std::move(context));
    co_return false;
  }

  // The views of the verdict end with the first byte of body that is read.
  const HeaderFacts facts = verdict.facts;
  Request request;
  request.method = facts.method;
  request.target = facts.target;
  request.peer = peer_;
  std::size_t limit = k_default_body_limit;
  if (core_->config.body_limit && (facts.chunked || facts.content_length))
    limit = core_->config.body_limit(request.method, request.target);
  MessageParser parser(limit);
  const Expected<void> parsed = parser.header(input_.view().substr(verdict.skip, verdict.length - verdict.skip), facts);
  input_.consume(verdict.length);
  request.headers = parser.take_headers();
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
  Error error(ErrorCode::request_timeout, "请求体未在时限内到齐 / the body did not arrive in time");
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
    const std::size_t received = co_await socket_.async_read_some(input_.prepare(k_body_read), error_into(ec));
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

}  // namespace luodi::http
