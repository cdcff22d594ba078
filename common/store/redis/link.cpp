#include "common/store/redis/link.hpp"

#include <boost/asio/co_spawn.hpp>
#include <csignal>
#include <exception>
#include <optional>
#include <utility>

#include "common/store/async_event.hpp"
#include "common/store/redis/backoff.hpp"
#include "common/store/redis/connection.hpp"

namespace luodi::store::redis {

namespace asio = boost::asio;
template <class T>
using Task = asio::awaitable<T>;

struct Link::Impl : std::enable_shared_from_this<Link::Impl> {
  Impl(asio::io_context& context, Options o, Prepare p, std::optional<Command> probe)
      : io(context),
        options(std::move(o)),
        prepare(std::move(p)),
        write_probe(std::move(probe)),
        changed(context),
        backoff(options.limits.backoff_first, options.limits.backoff_longest, std::random_device{}()) {}

  asio::io_context& io;
  Options options;
  Prepare prepare;
  std::optional<Command> write_probe;
  AsyncEvent changed;
  Backoff backoff;
  std::shared_ptr<Connection> connection;  // the one being made or in use
  std::string last_fault = "not started";
  std::string write_fault;
  Counters counters;
  bool started = false;
  bool ready = false;
  bool stopping = false;
  bool running = false;

  // Between the break of a connection and the loop noticing it, `ready` alone would still be true.
  bool usable() const { return ready && connection && connection->is_open(); }
};

namespace {

std::string describe(const Answer& answer) {
  switch (answer.outcome) {
    case Answer::Outcome::answered:
      return answer.reply.is_error() ? answer.reply.text : "unexpected answer";
    case Answer::Outcome::not_sent:
    case Answer::Outcome::lost:
      return answer.why;
  }
  return {};
}

bool is_ok(const Answer& answer) {
  return answer.outcome == Answer::Outcome::answered && answer.reply.kind == Reply::Kind::status &&
         answer.reply.text == "OK";
}

// An answer that says: this is not a Redis to work with. Nothing was executed.
bool is_wrong_server(const Reply& reply) {
  const auto code = reply.error_code();
  return code == "LOADING" || code == "READONLY" || code == "MASTERDOWN" || code == "NOAUTH";
}

Command load_command(const Script& one) {
  Command load("SCRIPT");
  load.arg("LOAD").arg(one.source);
  return load;
}

bool is_loaded(const Answer& answer, const Script& one) {
  return answer.outcome == Answer::Outcome::answered && answer.reply.kind == Reply::Kind::text &&
         answer.reply.text == one.sha;
}

// Why this Redis is not the master; empty = it is.
std::string role_fault(const Answer& answer) {
  const bool has_role = answer.outcome == Answer::Outcome::answered && answer.reply.kind == Reply::Kind::array &&
                        !answer.reply.items.empty();
  if (!has_role) return "ROLE: " + describe(answer);
  if (answer.reply.items[0].text != "master") return "ROLE: " + answer.reply.items[0].text + ", master wanted";
  return {};
}

// What a probe found: why writes are refused, or nothing.
using HearWrites = std::function<void(std::string fault)>;

// Until the connection closes; closes it when its Redis is no master any more. A look without an answer says nothing:
// silence that lasts ends the connection by itself.
Task<void> watch(std::shared_ptr<Connection> connection, Limits limits, std::optional<Command> probe, HearWrites hear) {
  const Command role("ROLE");
  for (;;) {
    if (probe) {
      const auto tried = co_await connection->send(*probe, Clock::now() + limits.command);
      if (tried.outcome == Answer::Outcome::answered) hear(tried.reply.is_error() ? tried.reply.text : std::string());
    }
    const bool closed = co_await connection->closed_by(Clock::now() + limits.role_every);
    if (closed) co_return;
    const auto answer = co_await connection->send(role, Clock::now() + limits.command);
    if (answer.outcome != Answer::Outcome::answered) continue;
    if (const auto fault = role_fault(answer); !fault.empty()) connection->close(fault);
  }
}

// AUTH, ROLE, SCRIPT LOAD, then the caller's preparation. Empty = all answered right.
Task<std::string> handshake(std::shared_ptr<Connection> connection, Options options, Link::Prepare prepare) {
  const auto deadline = Clock::now() + options.limits.command;
  if (!options.endpoint.password.empty()) {
    Command auth("AUTH");
    if (!options.endpoint.user.empty()) auth.arg(options.endpoint.user);
    auth.arg(options.endpoint.password);
    auto answer = co_await connection->send(auth, deadline);
    if (!is_ok(answer)) co_return "AUTH: " + describe(answer);
  }
  Command role("ROLE");
  auto answer = co_await connection->send(role, deadline);
  if (auto fault = role_fault(answer); !fault.empty()) co_return fault;
  for (const auto& one : scripts()) {
    const Command load = load_command(one);
    auto loaded = co_await connection->send(load, deadline);
    if (!is_loaded(loaded, one)) co_return "SCRIPT LOAD " + std::string(one.name) + ": " + describe(loaded);
  }
  if (!prepare) co_return std::string();
  Link::Ask ask = [connection, deadline](const Command& command) { return connection->send(command, deadline); };
  co_return co_await prepare(std::move(ask));
}

}  // namespace

Link::Link(asio::io_context& io, Options options, Prepare prepare, std::optional<Command> write_probe)
    : impl_(std::make_shared<Impl>(io, std::move(options), std::move(prepare), std::move(write_probe))) {
  std::signal(SIGPIPE, SIG_IGN);
}

Link::~Link() {
  impl_->stopping = true;
  impl_->ready = false;
  if (impl_->connection) impl_->connection->close("the link was destroyed");
  impl_->changed.notify_all();
}

void Link::start() {
  if (std::exchange(impl_->started, true)) return;
  impl_->running = true;
  auto keep_connected = [self = impl_]() -> Task<void> {
    auto& io = self->io;
    const HearWrites hear = [&self](std::string fault) { self->write_fault = std::move(fault); };
    while (!self->stopping) {
      self->connection = std::make_shared<Connection>(io, self->options.limits);
      auto connection = self->connection;
      std::string fault;
      if (!co_await connection->open(self->options.endpoint)) {
        fault = connection->why();
      } else {
        fault = co_await handshake(connection, self->options, self->prepare);
        if (fault.empty() && !self->stopping) {
          ++self->counters.connects;
          self->ready = true;
          self->backoff.reset();
          self->changed.notify_all();
          co_await watch(connection, self->options.limits, self->write_probe, hear);
          self->ready = false;
          self->write_fault.clear();  // of a connection that is no more
          fault = connection->why();
        }
      }
      connection->close(fault);
      self->last_fault = fault;
      ++self->counters.faults;
      self->changed.notify_all();
      const auto until = Clock::now() + self->backoff.next();
      while (!self->stopping && Clock::now() < until)
        co_await self->changed.wait_until(until);
    }
    self->connection.reset();
    self->running = false;
    self->changed.notify_all();
  };
  // An exception here is a bug: it leaves through io_context::run instead of ending the loop in silence.
  asio::co_spawn(impl_->io, keep_connected, [](std::exception_ptr error) {
    if (error) std::rethrow_exception(error);
  });
}

Task<void> Link::stop() {
  auto self = impl_;
  self->stopping = true;
  const bool was_ready = std::exchange(self->ready, false);
  self->changed.notify_all();
  const auto deadline = Clock::now() + self->options.limits.command;
  if (was_ready) {
    asio::steady_timer pause(self->io);
    while (self->connection && self->connection->in_flight() > 0 && Clock::now() < deadline) {
      pause.expires_after(self->options.limits.sweep);
      co_await pause.async_wait(asio::use_awaitable);
    }
  }
  if (self->connection) self->connection->close("the link was stopped");
  while (self->running)
    co_await self->changed.wait_until(Clock::time_point::max());
}

Task<Answer> Link::exec(const Command& command, Clock::time_point deadline) {
  auto self = impl_;
  while (!self->usable() && !self->stopping && Clock::now() < deadline)
    co_await self->changed.wait_until(deadline);
  if (!self->usable()) {
    ++self->counters.not_sent;
    co_return Answer::not_sent(self->stopping ? "the link was stopped" : "no link to Redis: " + self->last_fault);
  }
  auto connection = self->connection;
  auto answer = co_await connection->send(command, deadline);
  if (answer.outcome == Answer::Outcome::not_sent) ++self->counters.not_sent;
  if (answer.outcome == Answer::Outcome::lost) ++self->counters.lost;
  if (is_wrong_server(answer.reply)) connection->close(answer.reply.text);
  co_return answer;
}

Task<Answer> Link::run(const Command& command, Clock::time_point deadline) {
  auto self = impl_;
  auto answer = co_await exec(command, deadline);
  if (answer.reply.error_code() != "NOSCRIPT") co_return answer;
  ++self->counters.reloads;
  for (const auto& one : scripts()) {
    const Command load = load_command(one);
    const auto loaded = co_await exec(load, deadline);
    if (!is_loaded(loaded, one))
      co_return Answer::not_sent("reloading " + std::string(one.name) + ": " + describe(loaded));
  }
  co_return co_await exec(command, deadline);
}

Task<bool> Link::wait_ready(Clock::time_point deadline) {
  auto self = impl_;
  while (!self->usable() && !self->stopping && Clock::now() < deadline)
    co_await self->changed.wait_until(deadline);
  co_return self->usable();
}

bool Link::ready() const {
  return impl_->usable();
}
std::string Link::last_fault() const {
  return impl_->last_fault;
}
std::string Link::write_fault() const {
  return impl_->write_fault;
}
Link::Counters Link::counters() const {
  return impl_->counters;
}
std::size_t Link::in_flight() const {
  return impl_->connection ? impl_->connection->in_flight() : 0;
}

}  // namespace luodi::store::redis
