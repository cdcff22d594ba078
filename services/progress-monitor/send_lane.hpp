#pragma once
// One lane of SendLanes and a job's turn in it: who has a place, who may begin by the pace and the breaker, what a
// report says of the target. Mail to a domain that answered its last one goes first, then what goes to a domain that is
// not known yet, then what goes to one that has hung since: that waits in a room of its own, never has more than half
// of what is sent at once, and so delays nobody else, however many domains hang. Known to send_lanes.cpp alone. One
// io_context thread.
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

inline constexpr std::size_t k_waiting = 16;      // of each rank in a lane
inline constexpr std::int64_t k_slow_ms = 1'000;  // a send that takes longer may be one that hangs
inline constexpr std::int64_t k_longest_put_off_ms = 60'000;
inline constexpr std::int64_t k_hung_put_off_ms = 5'000;  // its places come free by what hangs there, not at the beat

enum class LaneRank { answers, unknown, hung };  // of a mail domain by its last mail; in the order in which it goes

// Breakers and pace are real time: a robot is no better because a drill moved its clock.
inline std::int64_t steady_ms() {
  const auto now = store::AsyncEvent::Clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
}

struct SendLanes::Lane {
  Lane(boost::asio::io_context& io, ChannelKind k, Channel& c, LaneOptions o)
      : kind(k), channel(c), options(o), changed(io) {}
  bool has_room(const std::string& address) const {
    const auto same = std::count_if(waiting.begin(), waiting.end(),
                                    [&](const auto& other) { return rank_of(other) == rank_of(address); });
    return running + static_cast<std::size_t>(same) < options.at_once + k_waiting;
  }
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
  // A target that serves no single people ("") has one rank.
  LaneRank rank_of(const std::string& address) const {
    const std::string domain = domain_of(address);
    if (suspects.contains(domain)) return LaneRank::hung;
    return address.empty() || answering.contains(domain) ? LaneRank::answers : LaneRank::unknown;
  }
  // Whoever waits here with a better rank goes first, unless nothing may be sent to him now.
  bool is_turn_of(const std::string& address, std::int64_t now_ms) const {
    const LaneRank rank = rank_of(address);
    if (rank == LaneRank::answers) return true;
    if (rank == LaneRank::hung && hung_under_way() >= std::max<std::size_t>(options.at_once / 2, 1)) return false;
    return std::none_of(waiting.begin(), waiting.end(), [&](const auto& other) {
      return rank_of(other) < rank && is_free_for(other) && held_until_ms(other, now_ms) == 0;
    });
  }
  std::size_t hung_under_way() const {
    return static_cast<std::size_t>(std::count_if(
        under_way.begin(), under_way.end(), [&](const auto& sent) { return rank_of(sent.first) == LaneRank::hung; }));
  }
  // How long what found no place, or may not go now, stays away.
  std::int64_t put_off_ms(const std::string& address, std::int64_t now_ms) {
    const std::int64_t held_ms = held_until_ms(address, now_ms);
    if (held_ms > now_ms) return std::min(held_ms - now_ms, k_longest_put_off_ms);
    const std::int64_t opens_ms = std::max(ready_ms, breaker.opens_ms(domain_of(address)));
    // Nobody has a slot yet while the target is far from open: whoever comes back every minute would take one each
    // time. Nor does what has hung, which waits for no beat: others would be put off behind it.
    if (opens_ms - now_ms >= k_longest_put_off_ms) return k_longest_put_off_ms;
    if (rank_of(address) == LaneRank::hung) return std::max(opens_ms - now_ms, k_hung_put_off_ms);
    slot_ms = std::max({slot_ms, now_ms, opens_ms}) + beat_ms();
    return std::min(slot_ms - now_ms, k_longest_put_off_ms);
  }
  static std::string domain_of(const std::string& address) { return address.substr(address.find('@') + 1); }
  ChannelKind kind;
  Channel& channel;
  LaneOptions options;
  store::AsyncEvent changed;
  Breaker breaker;
  bool gone = false;                   // nothing is wanted there, until the configuration names it anew
  std::multiset<std::string> waiting;  // addresses; "" = the target itself
  std::size_t running = 0;
  std::int64_t ready_ms = 0;                          // the pace, or the target's Retry-After, allows the next one
  std::int64_t slot_ms = 0;                           // for the next one that is put off
  std::int64_t took_ms = 0;                           // the last one
  std::map<std::string, std::int64_t> under_way;      // address of a person -> its beginning
  std::map<std::string, std::int64_t> hung_until_ms;  // address or domain; until what is sent there does not hang
  std::set<std::string> suspects;                     // domains of addresses that hung, until one of theirs answers
  std::set<std::string> answering;                    // domains whose last mail was answered
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
        has_place_(lane_->has_room(whom_) && held_until_ms(steady_ms()) == 0) {
    if (has_place_) lane_->waiting.insert(whom_);
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
  std::int64_t put_off_ms(std::int64_t now_ms) const { return lane_->put_off_ms(whom_, now_ms); }
  // By the pace, after whoever goes before, and one after the other to one person.
  bool may_begin(std::int64_t now_ms) const {
    return lane_->free(now_ms) && (whom_.empty() || lane_->is_free_for(whom_)) && lane_->is_turn_of(whom_, now_ms);
  }
  bool is_admitted(std::int64_t now_ms) { return lane_->breaker.admits(now_ms, Lane::domain_of(whom_)); }
  void begin(std::int64_t now_ms) {
    begun_ms_ = now_ms;
    lane_->waiting.erase(lane_->waiting.find(whom_));
    if (!whom_.empty()) lane_->under_way[whom_] = now_ms;
    ++lane_->running;
    lane_->ready_ms = now_ms + lane_->options.interval_ms;
    lane_->changed.notify_all();  // those who let it go first may come now
  }
  void leave() {
    if (!has_place_) return;
    has_place_ = false;
    if (!begun_ms_) {
      lane_->waiting.erase(lane_->waiting.find(whom_));
    } else {
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
      lane_->answering.erase(domain);
      // Once more, and nothing of the domain has arrived in between: all of it is left alone.
      if (!lane_->suspects.insert(domain).second) lane_->hung_until_ms[domain] = now_ms + k_breaker_first_ms;
    } else if (!report.target_down) {  // which would tell nothing of the domain
      lane_->answering.insert(domain);
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
