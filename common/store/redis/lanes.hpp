#pragma once
// Lanes are a few equal links to one Redis. Why more than one: Redis reads about 16 KB of one connection per turn of
// its loop and syncs its log once per turn, so that one connection carries only some four commits of 4 KB per sync,
// however many wait. On a disk with 5 ms per sync, 8 lanes commit several times as much as one (figures: FORMAT.md).
//
// Commands on different lanes have no order between them. Nothing here needs one: an acknowledged commit is visible on
// every lane, and concurrent commits are judged by their versions. All calls on the io_context thread.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/store/redis/link.hpp"

namespace luodi::store::redis {

class Lanes {
 public:
  Lanes(boost::asio::io_context& io, const Options& options, Link::Prepare prepare, std::optional<Command> write_probe);

  void start();
  boost::asio::awaitable<void> stop();
  // True when every lane is ready: a process that starts half connected would hide a wrong limit (maxclients).
  boost::asio::awaitable<bool> wait_ready(Clock::time_point deadline);
  bool ready() const;  // at least one lane can be used

  Link& pick();  // the ready lane with the fewest commands on the way
  std::string last_fault() const;
  std::string write_fault() const;  // of any lane: they all end in one Redis
  Link::Counters counters() const;  // sums
  std::size_t in_flight() const;

 private:
  std::vector<std::unique_ptr<Link>> links_;
};

}  // namespace luodi::store::redis
