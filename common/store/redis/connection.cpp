#include "common/store/redis/connection.hpp"

#include <hiredis/async.h>
#include <hiredis/hiredis.h>

#include <boost/asio/associated_executor.hpp>
#include <utility>

namespace luodi::store::redis {

namespace asio = boost::asio;

namespace {

std::string text(Ms time) {
  return std::to_string(time.count()) + " ms";
}

Reply own(const redisReply& from) {
  Reply to;
  switch (from.type) {
    case REDIS_REPLY_INTEGER:
      to.kind = Reply::Kind::integer;
      to.integer = from.integer;
      break;
    case REDIS_REPLY_STRING:
      to.kind = Reply::Kind::text;
      to.text.assign(from.str, from.len);
      break;
    case REDIS_REPLY_STATUS:
      to.kind = Reply::Kind::status;
      to.text.assign(from.str, from.len);
      break;
    case REDIS_REPLY_ERROR:
      to.kind = Reply::Kind::error;
      to.text.assign(from.str, from.len);
      break;
    case REDIS_REPLY_ARRAY:
      to.kind = Reply::Kind::array;
      to.items.reserve(from.elements);
      for (std::size_t i = 0; i < from.elements; ++i)
        to.items.push_back(own(*from.element[i]));
      break;
    default:
      break;  // REDIS_REPLY_NIL
  }
  return to;
}

}  // namespace

// The seam to the C callbacks of hiredis.
struct Hooks {
  static Connection& of(void* data) { return *static_cast<Connection*>(data); }
  static void add_read(void* data) {
    of(data).want_read_ = true;
    of(data).arm_read();
  }
  static void del_read(void* data) { of(data).want_read_ = false; }
  static void add_write(void* data) {
    of(data).want_write_ = true;
    of(data).arm_write();
  }
  static void del_write(void* data) { of(data).want_write_ = of(data).write_blocked_ = false; }
  static void cleanup(void* data) { of(data).on_cleanup(); }
  static void connected(const redisAsyncContext* context, int status) { of(context->ev.data).on_connect(status); }
  static void reply(redisAsyncContext* context, void* reply, void*) { of(context->ev.data).take_reply(reply); }
};

template <class Handler>
struct Connection::HandlerWaiter final : Connection::Waiter {
  HandlerWaiter(Handler h, asio::io_context& io)
      : handler(std::move(h)), executor(asio::get_associated_executor(handler, io.get_executor())) {}
  void complete(Answer answer) override {
    asio::post(executor, [h = std::move(handler), a = std::move(answer)]() mutable { std::move(h)(std::move(a)); });
  }
  Handler handler;
  asio::associated_executor_t<Handler, asio::io_context::executor_type> executor;
};

Connection::Connection(asio::io_context& io, Limits limits)
    : io_(io), limits_(limits), socket_(io), sweeper_(io), changed_(io) {}

Connection::~Connection() {
  // Reached with a live context only when the io_context dies first: the waiters go with their frames, unanswered.
  dying_ = true;
  pending_.clear();
  if (context_) redisAsyncFree(context_);
}

asio::awaitable<bool> Connection::open(Endpoint endpoint) {
  auto self = shared_from_this();
  const auto deadline = Clock::now() + limits_.connect;
  auto* context = endpoint.unix_path.empty() ? redisAsyncConnect(endpoint.address.c_str(), endpoint.port)
                                             : redisAsyncConnectUnix(endpoint.unix_path.c_str());
  if (!context || context->err) {
    why_ = std::string("connect: ") + (context ? context->errstr : "no memory");
    if (context) redisAsyncFree(context);
    co_return false;
  }
  context_ = context;
  context->ev.data = this;
  context->ev.addRead = &Hooks::add_read;
  context->ev.delRead = &Hooks::del_read;
  context->ev.addWrite = &Hooks::add_write;
  context->ev.delWrite = &Hooks::del_write;
  context->ev.cleanup = &Hooks::cleanup;
  socket_.assign(context->c.fd);
  redisAsyncSetConnectCallback(context, &Hooks::connected);  // asks for the first write event itself
  while (context_ && !connected_ && Clock::now() < deadline)
    co_await changed_.wait_until(deadline);
  if (context_ && !connected_) close("connect: no answer within " + text(limits_.connect));
  co_return is_open();
}

asio::awaitable<Answer> Connection::send(const Command& command, Clock::time_point deadline) {
  auto self = shared_from_this();
  if (!is_open()) co_return Answer::not_sent(why_.empty() ? "not connected" : why_);
  if (pending_.size() >= limits_.in_flight)
    co_return Answer::not_sent(std::to_string(pending_.size()) + " commands in flight, limit " +
                               std::to_string(limits_.in_flight));
  auto initiate = [this, &command, deadline](auto handler) {
    submit(command, deadline, std::make_unique<HandlerWaiter<decltype(handler)>>(std::move(handler), io_));
  };
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Answer)>(initiate, asio::use_awaitable);
}

void Connection::submit(const Command& command, Clock::time_point deadline, std::unique_ptr<Waiter> waiter) {
  const auto bytes = command.encoded();
  if (!context_ || redisAsyncFormattedCommand(context_, &Hooks::reply, nullptr, bytes.data(), bytes.size()) != REDIS_OK)
    return waiter->complete(Answer::not_sent("the connection is closing"));
  pending_.push_back(Pending{std::move(waiter), Clock::now(), deadline});
  arm_sweep();
}

void Connection::take_reply(const void* reply) {
  if (dying_ || pending_.empty()) return;
  Pending done = std::move(pending_.front());
  pending_.pop_front();
  if (!done.waiter) return;
  if (reply)
    done.waiter->complete(Answer::answered(own(*static_cast<const redisReply*>(reply))));
  else
    done.waiter->complete(Answer::lost(why_.empty() ? "the connection broke before the answer" : why_));
}

void Connection::on_connect(int status) {
  // After an error hiredis frees the context itself; on_cleanup follows at once.
  connected_ = status == REDIS_OK;
  connect_failed_ = !connected_;
  if (connect_failed_ && context_->c.errstr[0]) why_ = std::string("connect: ") + context_->c.errstr;
  changed_.notify_all();
}

void Connection::on_cleanup() {
  if (why_.empty()) why_ = context_->c.errstr[0] ? context_->c.errstr : "the connection was closed";
  if (socket_.is_open()) socket_.release();  // the descriptor belongs to hiredis, which closes it after this
  context_ = nullptr;
  want_read_ = want_write_ = write_blocked_ = false;
  if (dying_) return;
  sweeper_.cancel();
  changed_.notify_all();
}

void Connection::close(std::string why) {
  if (!context_) return;
  why_ = std::move(why);
  redisAsyncFree(context_);  // answers every pending command with null, then calls cleanup
}

asio::awaitable<bool> Connection::closed_by(Clock::time_point deadline) {
  auto self = shared_from_this();
  while (context_ && Clock::now() < deadline)
    co_await changed_.wait_until(deadline);
  co_return context_ == nullptr;
}

void Connection::arm_read() {
  if (!context_ || !want_read_ || read_armed_) return;
  read_armed_ = true;
  socket_.async_wait(asio::posix::stream_descriptor::wait_read,
                     [self = shared_from_this()](const boost::system::error_code& error) {
                       self->read_armed_ = false;
                       if (error || !self->context_) return;
                       redisAsyncHandleRead(self->context_);  // may free the context
                       self->arm_read();
                     });
}

// A connected socket nearly always takes what is written: so all commands of this turn of the loop are written at its
// end, and only what did not fit waits for the descriptor.
void Connection::arm_write() {
  if (!context_ || !want_write_ || write_armed_) return;
  write_armed_ = true;
  if (connected_ && !write_blocked_) {
    asio::post(io_, [self = shared_from_this()] {
      self->write_armed_ = false;
      if (!self->context_ || !self->want_write_) return;
      self->write_blocked_ = true;            // until hiredis takes back its wish: then everything is written
      redisAsyncHandleWrite(self->context_);  // may free the context
      self->arm_write();
    });
    return;
  }
  socket_.async_wait(asio::posix::stream_descriptor::wait_write,
                     [self = shared_from_this()](const boost::system::error_code& error) {
                       self->write_armed_ = false;
                       if (error || !self->context_) return;
                       redisAsyncHandleWrite(self->context_);  // may free the context
                       self->arm_write();
                     });
}

void Connection::arm_sweep() {
  if (sweep_armed_ || pending_.empty()) return;
  sweep_armed_ = true;
  sweeper_.expires_after(limits_.sweep);
  sweeper_.async_wait([self = shared_from_this()](const boost::system::error_code& error) {
    self->sweep_armed_ = false;
    if (error || !self->context_) return;
    self->sweep();
    self->arm_sweep();
  });
}

void Connection::sweep() {
  const auto now = Clock::now();
  for (auto& one : pending_) {
    if (!one.waiter || one.deadline > now) continue;
    const auto waited = std::chrono::duration_cast<Ms>(now - one.sent);
    std::exchange(one.waiter, nullptr)->complete(Answer::lost("no answer within " + text(waited)));
  }
  if (pending_.empty()) return;
  const auto oldest = std::chrono::duration_cast<Ms>(now - pending_.front().sent);
  if (oldest > 2 * limits_.command)
    close("oldest command " + text(oldest) + ", limit " + text(limits_.command) + ", reconnecting");
}

}  // namespace luodi::store::redis
