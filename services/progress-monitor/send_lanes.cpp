#include "services/progress-monitor/send_lanes.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/channel_alarm.hpp"
#include "services/progress-monitor/domain/letter_lost.hpp"
#include "services/progress-monitor/domain/preference.hpp"
#include "services/progress-monitor/job_results.hpp"
#include "services/progress-monitor/reach.hpp"
#include "services/progress-monitor/send_lane.hpp"

namespace luodi::monitor {

using store::AsyncEvent;
using store::Job;

namespace {
constexpr std::chrono::milliseconds k_patience{2'000};  // of a job in its lane; the lease runs meanwhile
constexpr std::int64_t k_longest_hold_ms = 1'000;
}  // namespace

SendLanes::SendLanes(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
                     const MonitorWorld& world, const runtime::Clock& clock, runtime::Log& log, Reach configured)
    : io_(io),
      store_(store),
      runner_(runner),
      model_(model),
      world_(world),
      clock_(clock),
      log_(log),
      configured_(std::move(configured)),
      stopped_(io) {}

void SendLanes::add(const std::string& name, ChannelKind kind, Channel& channel, LaneOptions options) {
  lanes_[name] = std::make_shared<Lane>(io_, kind, channel, options);
}

void SendLanes::stop() {
  stopping_ = true;
  stopped_.notify_all();
  for (const auto& [name, lane] : lanes_)
    lane->changed.notify_all();
}

std::int64_t SendLanes::attempts(ChannelKind kind, SendOutcome outcome) const {
  const auto found = attempts_.find({kind, outcome});
  return found == attempts_.end() ? 0 : found->second;
}

std::size_t SendLanes::open_breakers(ChannelKind kind) const {
  return static_cast<std::size_t>(std::count_if(lanes_.begin(), lanes_.end(), [&](const auto& entry) {
    return entry.second->kind == kind && entry.second->breaker.open();
  }));
}

std::size_t SendLanes::gone(ChannelKind kind) const {
  return static_cast<std::size_t>(std::count_if(lanes_.begin(), lanes_.end(), [&](const auto& entry) {
    return entry.second->kind == kind && entry.second->gone;
  }));
}

// Groups and systems by their name, people by the one server that serves them all.
std::shared_ptr<SendLanes::Lane> SendLanes::lane_of(const NotificationQueued& message) const {
  const auto found = lanes_.find(is_personal(channel_of(message)) ? message.channel : message.address);
  return found == lanes_.end() ? nullptr : found->second;
}

// Disabled since it was queued, moved to the morning or put into a digest.
bool SendLanes::has_left(const NotificationQueued& message) const {
  const auto* account = world_.table<domain::Account>().find(message.recipient);
  return account && account->state.disabled;
}

// A job may be claimed long after the instant that was chosen for it: whoever comes late may have come into the night.
Instant SendLanes::wakes_at(const NotificationQueued& message, Instant now) const {
  if (is_statutory(message.occasion)) return now;
  const auto* reader = world_.table<NotificationPreference>().find(message.recipient);
  return reader ? after_quiet(now, reader->state.choice.quiet) : now;
}

Task<bool> SendLanes::take(Job job) {
  std::string id = read_send_job(job.id).notification;
  if (!world_.table<Notification>().find(id)) {
    auto reached = co_await model_.catch_up();
    if (!reached) co_return false;  // not seen is not gone: the lease ends, and it is asked again
  }
  const auto* entry = world_.table<Notification>().find(id);
  const bool wanted =
      entry && (entry->state.state == NotificationState::queued || entry->state.state == NotificationState::uncertain);
  if (!wanted || stopping_) {
    if (!stopping_) co_await drop(job);
    co_return true;
  }
  const auto& message = entry->state.message;
  auto lane = lane_of(message);
  std::string why_not;
  if (!lane)
    why_not = "no such target is configured";
  else if (lane->gone)
    why_not = bilingual(
        "接收方 {0} 曾答复不再接收，已停用至重新配置 / receiver {0} wants nothing any more and is off until it "
        "is configured anew",
        message.address);
  else if (has_left(message))
    why_not = bilingual("收件账号已停用，未发送 / the reader's account is disabled, nothing was sent");
  if (!why_not.empty()) {
    SendReport report{SendOutcome::refused, std::move(why_not)};
    co_await record(job, std::move(id), std::move(report));
    co_return true;
  }
  const Instant now = clock_.now();
  if (const Instant awake = wakes_at(message, now); awake > now) {
    auto given = co_await store_.retry_later(std::move(job), awake);
    (void)given;  // a stale fence: somebody else has it; no store: the lease ends by itself
    co_return true;
  }
  // Counted from now on, not from when the task gets its turn.
  auto turn = std::make_shared<Turn>(*this, lane, is_personal(lane->kind) ? message.address : std::string());
  auto body = [this, turn, job, id, lane]() -> Task<void> { co_await serve(job, id, lane, *turn); };
  spawn("send", body);
  co_return true;
}

Task<void> SendLanes::serve(Job job, std::string id, std::shared_ptr<Lane> lane, Turn& turn) {
  const auto until = AsyncEvent::Clock::now() + k_patience;
  const std::int64_t until_ms = steady_ms() + k_patience.count();
  while (turn.has_place() && !stopping_ && !turn.may_begin(steady_ms()) && lane->ready_ms <= until_ms &&
         AsyncEvent::Clock::now() < until) {
    const auto pace = AsyncEvent::Clock::now() + std::chrono::milliseconds(lane->ready_ms - steady_ms() + 1);
    const bool by_pace = lane->running < lane->options.at_once && lane->ready_ms > steady_ms();
    co_await lane->changed.wait_until(by_pace ? std::min(until, pace) : until);
  }
  if (stopping_) co_return;
  const std::int64_t now_ms = steady_ms();
  const bool is_held = turn.held_until_ms(now_ms) > now_ms;  // it may have hung while this one waited
  // Of a lane that is gone take() says so.
  if (!turn.has_place() || lane->gone || is_held || !turn.may_begin(now_ms) || !turn.is_admitted(now_ms)) {
    turn.leave();
    co_await put_off(job, turn.put_off_ms(now_ms));
    co_return;
  }
  turn.begin(now_ms);
  const auto* entry = world_.table<Notification>().find(id);
  Outgoing message(id, entry->state);
  SendReport report;
  if (lane->kind == ChannelKind::sms) {
    auto number = co_await store_.secret(phone_secret(message.notification.message.recipient));
    if (!number) co_return;  // the store is away: the lease ends by itself
    message.number = number->value_or("");
  }
  if (lane->kind == ChannelKind::sms && message.number.empty()) {
    report = SendReport{SendOutcome::refused, "the reader has withdrawn the number"};
  } else {
    const std::string address = message.notification.message.address;
    report = co_await lane->channel.send(std::move(message));
    if (stopping_ && report.outcome != SendOutcome::delivered) co_return;
    turn.judge(report);
    if (report.target_gone) log_.warn("a target is switched off: it wants nothing any more", {{"target", address}});
  }
  ++attempts_[{lane->kind, report.outcome}];
  co_await record(job, std::move(id), std::move(report));
}

Task<void> SendLanes::record(Job job, std::string id, SendReport report) {
  MonitorRunner::Decide decide = [this, job, id, report](const MonitorOverlay& world,
                                                         const domain::Context& context) -> Expected<MonitorPlan> {
    const auto* entry = world.find<Notification>(id);
    if (!entry) return fail(ErrorCode::not_found, id);
    const auto* reader = world.find<NotificationPreference>(entry->state.message.recipient);
    const auto quiet = reader ? reader->state.choice.quiet : std::nullopt;
    MonitorPlan plan(decide_attempt(id, entry->state, report, quiet, context), no_reply);
    const auto known = [&world](const std::string& other) { return world.find<Notification>(other) != nullptr; };
    if (report.refuses_us) plan.decision.add(alarm_refused(entry->state.message, report.detail, known, context));
    if (report.outcome != SendOutcome::delivered)
      plan.decision.add(alarm_lost(id, entry->state, plan.decision, reach_of(world, configured_), known, context));
    settle(plan, job);
    return plan;
  };
  auto result = co_await runner_.run_internal(std::move(decide));
  if (stands(result) || overtaken(result)) co_return;
  // The message may be out and its record is not: the lease ends and it is sent again, under the same id.
  log_.warn("outcome of a message is not recorded", {{"notification", id}, {"what", why_of(result)}});
}

Task<void> SendLanes::drop(Job job) {
  MonitorRunner::Decide decide = [job](const MonitorOverlay&, const domain::Context&) -> Expected<MonitorPlan> {
    MonitorPlan plan(domain::Decision{}, no_reply);
    settle(plan, job);
    return plan;
  };
  auto result = co_await runner_.run_internal(std::move(decide));
  if (!stands(result) && !overtaken(result))
    log_.warn("job is not finished", {{"job", job.id}, {"what", why_of(result)}});
}

// No try: its turn has not come. A virtual clock may stand still, so there the job is kept for a moment of real time
// before it is due again; meanwhile those of other lanes are claimed.
Task<void> SendLanes::put_off(Job job, std::int64_t pause_ms) {
  Instant at = clock_.now().plus_ms(pause_ms);
  if (clock_.is_virtual()) {
    const auto until = AsyncEvent::Clock::now() + std::chrono::milliseconds(std::min(pause_ms, k_longest_hold_ms));
    while (!stopping_ && AsyncEvent::Clock::now() < until)
      co_await stopped_.wait_until(until);
    at = clock_.now();
  }
  auto given = co_await store_.retry_later(std::move(job), at);
  (void)given;  // a stale fence: somebody else has it; no store: the lease ends by itself
}

}  // namespace luodi::monitor
