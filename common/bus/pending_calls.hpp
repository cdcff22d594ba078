#pragma once
// PendingCalls is the client side of a call without a transport: it hands out correlations, finds the waiter of a reply
// and ends every call at its deadline. Guarantees: each call ends once; a reply after the deadline finds no waiter.
// Copies share one table (a waiting coroutine keeps it alive). One io_context thread.
//
//   const auto correlation = pending.open();
//   ... send ...
//   auto reply = co_await pending.wait(correlation, 2000);      // outcome_unknown at the deadline
//   pending.complete(correlation, std::move(reply));            // from the transport
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>

#include "common/bus/bus.hpp"

namespace luodi::bus {

struct RpcClientStats {
  std::uint64_t sent = 0;
  std::uint64_t answered = 0;
  std::uint64_t unavailable = 0;  // not sent
  std::uint64_t unknown = 0;      // sent, no reply in time
  std::uint64_t late = 0;         // replies without a waiter
  std::uint64_t malformed = 0;
};

class PendingCalls {
 public:
  explicit PendingCalls(boost::asio::io_context& io);
  std::uint64_t open();                    // a fresh correlation, already able to receive its reply
  void forget(std::uint64_t correlation);  // nothing was sent
  Task<Expected<Reply>> wait(std::uint64_t correlation, std::int64_t limit_ms);
  void complete(std::uint64_t correlation, Expected<Reply> reply);
  void close();  // ends all with outcome_unknown
  std::size_t size() const;
  RpcClientStats& stats();
  const RpcClientStats& stats() const;

 private:
  struct Impl;
  std::shared_ptr<Impl> impl_;
};

}  // namespace luodi::bus
