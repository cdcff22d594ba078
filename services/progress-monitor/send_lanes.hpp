#pragma once
// SendLanes sends what is due ("send:<channel>:<notification>"), each place outside in a lane of its own: the mail
// server, the SMS gateway, every robot and webhook. A lane has its own concurrency, its own pace and its own breaker,
// so one that is slow or dead delays no other; nor do mailboxes that hang the mail of others. A claimed job waits
// in its lane for a moment; what finds no room there goes back to the queue for the time at which its turn may come,
// which is no try and holds nobody up. So does what is not statutory and comes round in the quiet hours of its reader;
// what is for an account that was disabled meanwhile is not sent. A target that says Retry-After is left alone as long
// (a day at most), one that says 410 for good. A job stays in the queue until the commit that records the outcome, so a
// crash sends again, under the same id. One io_context thread.
//
//   SendLanes lanes(io, store, runner, model, world, clock, log);
//   lanes.add("email", ChannelKind::email, email, LaneOptions{4, 0});
//   lanes.spawn = ...;
//   const bool taken = co_await lanes.take(job);     // false = the store cannot be read now
#include <boost/asio/io_context.hpp>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "common/runtime/clock.hpp"
#include "common/runtime/log.hpp"
#include "common/store/async_event.hpp"
#include "services/progress-monitor/channel.hpp"
#include "services/progress-monitor/domain/recipients.hpp"

namespace luodi::monitor {

struct LaneOptions {
  std::size_t at_once = 1;       // one after the other keeps the order that a group reads
  std::int64_t interval_ms = 0;  // between two beginnings
};

class SendLanes {
 public:
  SendLanes(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
            const MonitorWorld& world, const runtime::Clock& clock, runtime::Log& log, Reach configured = {});
  std::function<void(std::string name, std::function<Task<void>()> body)> spawn;  // sends run beside the caller
  // The channel must outlive the lanes.
  void add(const std::string& name, ChannelKind kind, Channel& channel, LaneOptions options);

  Task<bool> take(store::Job job);
  void stop();  // nothing new begins; what is cut short is not recorded, it is sent again

  std::size_t sending() const { return busy_; }  // or waiting for a turn
  std::int64_t attempts(ChannelKind kind, SendOutcome outcome) const;
  std::size_t open_breakers(ChannelKind kind) const;
  std::size_t gone(ChannelKind kind) const;  // targets that want nothing any more

 private:
  struct Lane;
  struct Turn;
  std::shared_ptr<Lane> lane_of(const NotificationQueued& message) const;
  bool has_left(const NotificationQueued& message) const;
  Instant wakes_at(const NotificationQueued& message, Instant now) const;  // now, or when the quiet hours are over
  Task<void> serve(store::Job job, std::string id, std::shared_ptr<Lane> lane, Turn& turn);
  Task<void> record(store::Job job, std::string id, SendReport report);
  Task<void> drop(store::Job job);  // nothing to do any more
  Task<void> put_off(store::Job job, std::int64_t pause_ms);

  boost::asio::io_context& io_;
  store::Store& store_;
  MonitorRunner& runner_;
  MonitorModel& model_;
  const MonitorWorld& world_;
  const runtime::Clock& clock_;
  runtime::Log& log_;
  Reach configured_;  // of those who are told what did not arrive
  std::map<std::string, std::shared_ptr<Lane>> lanes_;
  std::map<std::pair<ChannelKind, SendOutcome>, std::int64_t> attempts_;
  store::AsyncEvent stopped_;
  std::size_t busy_ = 0;
  bool stopping_ = false;
};

}  // namespace luodi::monitor
