#pragma once
// Connection is one life of one socket to Redis: hiredis' async parser and writer on the Asio loop. It is used once;
// Link makes the next one. All calls on the io_context thread; always held by shared_ptr.
//
// Guarantees: every send is answered exactly once, by its deadline (to within one sweep); commands sent in one turn of
// the loop leave in one write; when the oldest unanswered command is older than twice the command limit, the connection
// closes itself. A command that timed out still runs in Redis: its answer is `lost`, never "failed".
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <memory>
#include <string>

#include "common/store/async_event.hpp"
#include "common/store/redis/command.hpp"
#include "common/store/redis/options.hpp"
#include "common/store/redis/reply.hpp"

struct redisAsyncContext;

namespace luodi::store::redis {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::io_context& io, Limits limits);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Connects within limits.connect; false = why() tells.
  boost::asio::awaitable<bool> open(Endpoint endpoint);
  // `command` belongs to the awaiting frame, which outlives the call.
  boost::asio::awaitable<Answer> send(const Command& command, Clock::time_point deadline);
  boost::asio::awaitable<bool> closed_by(Clock::time_point deadline);  // true: it has closed; false: not until then
  void close(std::string why);

  bool is_open() const { return context_ != nullptr && connected_; }
  std::size_t in_flight() const { return pending_.size(); }
  const std::string& why() const { return why_; }

 private:
  friend struct Hooks;
  // The awaiting coroutine, whatever its type. Completion is posted: it never runs inside a hiredis callback.
  struct Waiter {
    virtual ~Waiter() = default;
    virtual void complete(Answer answer) = 0;
  };
  template <class Handler>
  struct HandlerWaiter;
  struct Pending {
    std::unique_ptr<Waiter> waiter;  // empty = its deadline has passed; the reply is still to come
    Clock::time_point sent;
    Clock::time_point deadline;
  };

  void submit(const Command& command, Clock::time_point deadline, std::unique_ptr<Waiter> waiter);
  void take_reply(const void* reply);
  void on_connect(int status);
  void on_cleanup();
  void arm_read();
  void arm_write();
  void arm_sweep();
  void sweep();

  boost::asio::io_context& io_;
  Limits limits_;
  boost::asio::posix::stream_descriptor socket_;
  boost::asio::steady_timer sweeper_;
  AsyncEvent changed_;
  redisAsyncContext* context_ = nullptr;  // owned by hiredis; null once it has freed itself
  std::deque<Pending> pending_;           // in the order of sending, which is the order of the replies
  std::string why_;
  bool connected_ = false;
  bool connect_failed_ = false;
  bool want_read_ = false;
  bool want_write_ = false;
  bool read_armed_ = false;
  bool write_armed_ = false;
  bool write_blocked_ = false;  // the socket did not take all
  bool sweep_armed_ = false;
  bool dying_ = false;
};

}  // namespace luodi::store::redis
