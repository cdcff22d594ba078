#pragma once
// One lane of SendLanes and a job's turn in it: who has a place, who may begin by the pace and the breaker, what a
// report says of the target. Known to send_lanes.cpp alone. One io_context thread.
//
//   Turn turn(lanes, lane, address);             // a place, if the lane has room and the address does not hang
//   if (turn.may_begin(steady_ms())) turn.begin(steady_ms());
//   turn.judge(report);                          // of the target; the place is left with the turn
#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "services/progress-monitor/domain/breaker.hpp"
#include "services/progress-monitor/send_lanes.hpp"

namespace luodi::monitor {

inline constexpr std::size_t k_waiting = 16;      // of a lane: one batch of claims
inline constexpr std::int64_t k_slow_ms = 1'000;  // a send that takes longer may be one that hangs

// Breakers and pace are real time: a robot is no better because a drill moved its clock.
inline std::int64_t steady_ms() {
  const auto now = store::AsyncEvent::Clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

struct SendLanes::Lane {
  Lane(boost::asio::io_context& io, ChannelKind k, Channel& c, LaneOptions o)
      : kind(k), channel(c), options(o), changed(io) {}
  bool has_room() const { return inside < options.at_once + k_waiting; }
  bool free(std::int64_t now_ms) const { return running < options.at_once && now_ms >= ready_ms; }
  // Until when mail to the address waits so that others' goes on: one that hung is left alone for a while, and while
  // one to it hangs no second one takes a place. 0 = it need not.
  std::int64_t held_until_ms(const std::string& address, std::int64_t now_ms) const {
    for (const auto& whom : {address, domain_of(address)})
      if (const auto hung = hung_until_ms.find(whom); hung != hung_until_ms.end() && hung->second > now_ms)
        return hung->second;
    for (const auto& [other, since_ms] : under_way)
      if (now_ms - since_ms > k_slow_ms && waits_for(address, other)) return now_ms + k_slow_ms;
    return 0;
  }
  // Mail to one address goes one after the other, and so does mail to a domain in which one has hung, until one of it
  // arrives: where all of a domain hang they hold one place.
  bool waits_for(const std::string& address, const std::string& other) const {
    return address == other || (suspects.contains(domain_of(address)) && domain_of(address) == domain_of(other));
  }
  bool is_free_for(const std::string& address) const {
    return std::none_of(under_way.begin(), under_way.end(),
                        [&](const auto& sent) { return waits_for(address, sent.first); });
  }
  static std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }
  ChannelKind kind;
  Channel& channel;
  LaneOptions options;
  store::AsyncEvent changed;
  Breaker breaker;
  bool gone = false;       // nothing is wanted there, until the configuration names it anew
  std::size_t inside = 0;  // running or waiting
  std::size_t running = 0;
  std::int64_t ready_ms = 0;                          // the pace, or the target's Retry-After, allows the next one
  std::int64_t slot_ms = 0;                           // for the next one that is put off
  std::int64_t took_ms = 0;                           // the last one
  std::map<std::string, std::int64_t> under_way;      // address of a person -> its beginning
  std::map<std::string, std::int64_t> hung_until_ms;  // address or domain; until what is sent there does not hang
  std::set<std::string> suspects;                     // domains of addresses that hung, until one of theirs does not
  // How soon places come free here.
  std::int64_t beat_ms() const {
    return std::max({options.interval_ms, took_ms / static_cast<std::int64_t>(options.at_once), std::int64_t{5}});
  }
};

// Counts one job, and its place in the lane while it has one, however its coroutine ends.
struct SendLanes::Turn {
  // `whom`: the address where the target serves many people; empty = it is the target itself.
  Turn(SendLanes& all, std::shared_ptr<Lane> lane, std::string whom)
      : all_(all),
        lane_(std::move(lane)),
        whom_(std::move(whom)),
        has_place_(lane_->has_room() && held_until_ms(steady_ms()) == 0) {
    if (has_place_) ++lane_->inside;
    ++all_.busy_;
  }
  ~Turn() {
    --all_.busy_;
    leave();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool has_place() const { return has_place_; }
  std::int64_t held_until_ms(std::int64_t now_ms) const { return lane_->held_until_ms(whom_, now_ms); }
  // By the pace, and one after the other to one person.
  bool may_begin(std::int64_t now_ms) const {
    return lane_->free(now_ms) && (whom_.empty() || lane_->is_free_for(whom_));
  }
  bool is_admitted(std::int64_t now_ms) { return lane_->breaker.admits(now_ms, Lane::domain_of(whom_)); }
  void begin(std::int64_t now_ms) {
    begun_ms_ = now_ms;
    if (!whom_.empty()) lane_->under_way[whom_] = now_ms;
    ++lane_->running;
    lane_->ready_ms = now_ms + lane_->options.interval_ms;
  }
  void leave() {
    if (!has_place_) return;
    has_place_ = false;
    --lane_->inside;
    if (begun_ms_) {
      --lane_->running;
      if (!whom_.empty()) lane_->under_way.erase(whom_);
      if (!hung_) lane_->took_ms = steady_ms() - *begun_ms_;
      if (!judged_) lane_->breaker.abandoned();
    }
    lane_->changed.notify_all();
  }
  void judge(const SendReport& report) {
    judged_ = true;
    lane_->gone = lane_->gone || report.target_gone;
    const std::int64_t now_ms = steady_ms();
    hung_ = report.target_down && report.named && !whom_.empty();
    const std::string domain = Lane::domain_of(whom_);
    if (hung_) {
      lane_->hung_until_ms[whom_] = now_ms + k_breaker_first_ms;
      // Once more, and nothing of the domain has arrived in between: all of it is left alone.
      if (!lane_->suspects.insert(domain).second) lane_->hung_until_ms[domain] = now_ms + k_breaker_first_ms;
    } else {
      lane_->suspects.erase(domain);
      lane_->hung_until_ms.erase(whom_);
      lane_->hung_until_ms.erase(domain);
    }
    if (report.target_down)
      lane_->breaker.failed(now_ms, hung_ ? domain : std::string());
    else
      lane_->breaker.succeeded();
    // Said of the target, not of the one message: whatever else waits for it waits as long.
    if (report.target_down && report.retry_after_ms)
      lane_->ready_ms = std::max(lane_->ready_ms, now_ms + within_a_day(*report.retry_after_ms));
  }

 private:
  SendLanes& all_;
  std::shared_ptr<Lane> lane_;
  std::string whom_;
  bool has_place_;
  std::optional<std::int64_t> begun_ms_;
  bool judged_ = false;
  bool hung_ = false;  // at this address, which says nothing about the others
};

}  // namespace luodi::monitor
