#pragma once
// Deadlines of many connections on one timer. Every phase has one fixed duration, so each phase is a queue in order of
// expiry: arming is O(1), and a request costs no timer operation at all. A deadline is armed once per phase and not
// moved by progress: a peer that sends one byte at a time does not buy time. One thread.
//
//   class Connection : public Timed { void on_deadline(Phase phase) override { socket_.cancel(); } };
//   deadlines->arm(connection, Phase::header);  ...  deadlines->disarm(connection);
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <memory>

namespace luodi::http {

enum class Phase { idle, header, body, write, linger };
inline constexpr std::size_t k_phases = 5;

class Timed : public boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>> {
 public:
  Timed() = default;
  Timed(const Timed&) = delete;
  Timed& operator=(const Timed&) = delete;
  virtual ~Timed() = default;
  virtual void on_deadline(Phase phase) = 0;

 private:
  friend class Deadlines;
  std::chrono::steady_clock::time_point deadline_;
};

class Deadlines : public std::enable_shared_from_this<Deadlines> {
 public:
  using Durations = std::array<std::chrono::milliseconds, k_phases>;
  Deadlines(boost::asio::io_context& io, Durations durations) : timer_(io), durations_(durations) {}

  // Starts the phase; replaces what was armed before.
  void arm(Timed& timed, Phase phase);
  void disarm(Timed& timed) {
    if (timed.is_linked()) timed.unlink();
  }
  void stop() { timer_.cancel(); }

 private:
  using Queue = boost::intrusive::list<Timed, boost::intrusive::constant_time_size<false>>;
  void wake_at(std::chrono::steady_clock::time_point when);
  void sweep();

  boost::asio::steady_timer timer_;
  Durations durations_;
  std::array<Queue, k_phases> queues_;
  bool waiting_ = false;
};

}  // namespace luodi::http
