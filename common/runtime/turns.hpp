#pragma once
// Turns lets those who want one thing have it one after the other, first come first served. Without a line, n who clash
// on one counter clash again at every try, and only one of them gets on each time.
//
//   auto turn = co_await turns.take(name, deadline);
//   if (!turn.held()) ...                        // the deadline came first
//   ... the next one is let in when `turn` is gone
//
// Whoever holds a turn takes no second one, so nobody waits for each other. One io_context thread.
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>

namespace luodi::runtime {

class Turns {
  struct Waiter;
  // Of everything that somebody holds, who waits for it. Shared, because frames may outlive the Turns.
  using Lines = std::unordered_map<std::string, std::list<Waiter*>>;

 public:
  using Clock = std::chrono::steady_clock;

  class Turn {
   public:
    Turn() = default;
    Turn(std::shared_ptr<Lines> lines, std::string name) : lines_(std::move(lines)), name_(std::move(name)) {}
    Turn(Turn&& other) noexcept = default;
    Turn& operator=(Turn&& other) noexcept;
    ~Turn() { give_up(); }
    bool held() const { return lines_ != nullptr; }

   private:
    void give_up();
    std::shared_ptr<Lines> lines_;
    std::string name_;
  };

  boost::asio::awaitable<Turn> take(std::string name, Clock::time_point deadline);
  bool is_taken(const std::string& name) const { return lines_->contains(name); }
  bool empty() const { return lines_->empty(); }

 private:
  std::shared_ptr<Lines> lines_ = std::make_shared<Lines>();
};

}  // namespace luodi::runtime
