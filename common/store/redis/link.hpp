#pragma once
// Link keeps one checked connection to Redis and makes the next one when it breaks. It is ready only after AUTH, ROLE
// (master), every SCRIPT LOAD and the caller's own preparation were answered right; "connected" is not "ready", since a
// starting Redis answers LOADING and a demoted one READONLY (both break the connection, so that the next is checked).
// While it is ready it asks for the ROLE once a second, so that a demotion is noticed without a write, and sends the
// caller's write probe, so that a Redis that refuses writes (memory full, log not written) is known before one fails:
// reads go on, and write_fault() says why writes do not.
//
// exec waits for a ready connection until the deadline, so a short outage costs time instead of failures. It never
// sends a command twice; retrying is the store's decision. All calls on the io_context thread.
//
//   Link link(io, Options::unix_socket("/run/luodi/redis.sock"));
//   link.start();
//   Answer pong = co_await link.exec(ping, Clock::now() + Ms(500));   // `ping` lives in the awaiting frame
//   co_await link.stop();
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "common/store/redis/command.hpp"
#include "common/store/redis/options.hpp"
#include "common/store/redis/reply.hpp"
#include "common/store/redis/scripts.hpp"

namespace luodi::store::redis {

class Link {
 public:
  // A command of the handshake, sent before the link counts as ready.
  using Ask = std::function<boost::asio::awaitable<Answer>(const Command&)>;
  // What must succeed after the scripts are loaded; a non-empty text says why it did not.
  using Prepare = std::function<boost::asio::awaitable<std::string>(Ask)>;

  struct Counters {
    std::int64_t connects = 0;  // handshakes passed
    std::int64_t faults = 0;    // attempts and connections that ended
    std::int64_t lost = 0;      // answers `lost`
    std::int64_t not_sent = 0;  // answers `not_sent`
    std::int64_t reloads = 0;   // NOSCRIPT answers that reloaded the scripts
  };

  // Ignores SIGPIPE for the process: hiredis writes with write(2), and a peer that dies must not end us.
  // `write_probe`: a command that changes nothing, and that Redis refuses whenever it refuses writes.
  Link(boost::asio::io_context& io, Options options, Prepare prepare = nullptr,
       std::optional<Command> write_probe = std::nullopt);
  ~Link();
  Link(const Link&) = delete;
  Link& operator=(const Link&) = delete;

  void start();
  // Waits up to the command limit for commands on the way, then closes. Idempotent; nothing is accepted any more.
  boost::asio::awaitable<void> stop();

  boost::asio::awaitable<Answer> exec(const Command& command, Clock::time_point deadline);
  // EVALSHA: as exec; on NOSCRIPT (nothing was executed) loads the scripts again and sends once more.
  boost::asio::awaitable<Answer> run(const Command& command, Clock::time_point deadline);

  boost::asio::awaitable<bool> wait_ready(Clock::time_point deadline);
  bool ready() const;
  std::string last_fault() const;   // for health pages: why the last connection or attempt ended
  std::string write_fault() const;  // why Redis refuses writes, as of the last probe; empty = it takes them
  Counters counters() const;
  std::size_t in_flight() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::store::redis
