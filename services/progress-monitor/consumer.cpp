#include "services/progress-monitor/consumer.hpp"

#include "services/progress-monitor/news.hpp"

namespace luodi::monitor {

Consumer::Consumer(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
                   const Evaluation& evaluation, const Care& care, runtime::Log& log, std::string uid_domain,
                   Reach configured)
    : store_(store),
      runner_(runner),
      model_(model),
      evaluation_(evaluation),
      care_(care),
      log_(log),
      uid_domain_(std::move(uid_domain)),
      configured_(std::move(configured)),
      wake_(io) {}

void Consumer::poke() {
  poked_ = true;
  wake_.notify_all();
}

void Consumer::stop() {
  stopping_ = true;
  wake_.notify_all();
}

Task<void> Consumer::run() {
  while (!stopping_) {
    poked_ = false;
    const bool moved = co_await step();
    if (moved) continue;
    if (stopping_ || poked_) continue;
    co_await wake_.wait_until(store::AsyncEvent::Clock::now() + k_monitor_tick);
  }
}

Task<bool> Consumer::find_position() {
  auto stored = co_await store_.cursor(std::string(k_consumer));
  if (!stored) co_return false;
  position_ = stored->value_or(store::StreamPosition{});
  positioned_ = true;
  co_return true;
}

Task<bool> Consumer::step() {
  if (!positioned_) {
    const bool found = co_await find_position();
    if (!found) co_return false;
  }
  auto read = co_await store_.read_events(position_.seq, k_consumer_batch);
  if (!read || read->empty()) co_return false;
  const auto batch = std::make_shared<const Batch>(std::move(*read));
  // Judge on a world that holds at least what is being consumed.
  auto seen = co_await model_.wait_for(batch->back().at.seq);
  if (!seen) co_return false;

  const auto scheduled = std::make_shared<bool>(false);
  MonitorRunner::Decide decide = [this, batch, scheduled](const MonitorOverlay& world,
                                                          const domain::Context& context) -> Expected<MonitorPlan> {
    MonitorPlan plan(digest(*batch, world, context), [](const MonitorOverlay&) { return bus::Reply(); });
    *scheduled = !plan.decision.deadlines.empty();
    store::CursorMove move;
    move.consumer = std::string(k_consumer);
    move.expected_seq = position_.seq;
    move.next = batch->back().at;
    plan.cursor = std::move(move);
    return plan;
  };
  auto result = co_await runner_.run_internal(std::move(decide));
  if (!result) {
    log_.error("events cannot be digested", {{"after", position_.seq}, {"what", result.error().detail}});
    co_return false;
  }
  if (std::holds_alternative<store::Committed>(*result)) {
    position_ = batch->back().at;
    if (*scheduled && on_deadlines) on_deadlines();
    co_return true;
  }
  // Stale cursor, conflict, lost reply: what stands is in the store, so look there before going on.
  positioned_ = false;
  co_return std::holds_alternative<store::StaleCursor>(*result);
}

domain::Decision Consumer::digest(const Batch& batch, const MonitorOverlay& world,
                                  const domain::Context& context) const {
  domain::Decision decision;
  std::set<std::string> projects;
  std::set<std::string> told;
  for (const auto& stored : batch) {
    const auto head = domain::read_head(stored.json);
    if (!head) continue;  // a newer major version: the read model has reported it
    if (head->kind == domain::Project::kind) projects.insert(head->subject);
    if (!may_be_news(*head)) continue;
    const auto event = domain::read_envelope(stored.json);
    if (!event) continue;
    if (event->kind == Interview::kind)
      if (const auto* interview = world.find<Interview>(event->subject)) projects.insert(interview->state.project_id);
    // What is owed decides about the exit, and the exit about interviews.
    if (event->kind == Obligation::kind)
      if (const auto* owed = world.find<Obligation>(event->subject)) projects.insert(owed->state.project_id);
    if (event->kind == ExitCase::kind)
      if (const auto* exit = world.find<ExitCase>(event->subject)) projects.insert(exit->state.project_id);
    tell(*event, world, context, told, decision);
  }
  for (const auto& project : projects) {
    decision.add(evaluation_.of(world, project, context));
    decision.add(care_.of(world, project, context));
  }
  number_letters_of(decision, world, context);
  return decision;
}

void Consumer::tell(const domain::EventEnvelope& event, const MonitorOverlay& world, const domain::Context& context,
                    std::set<std::string>& told, domain::Decision& decision) const {
  const auto all = news_of(event, world, care_.indexes(),
                           {context.now, uid_domain_, names_of(world, context.policies), context.policies,
                            [&world](const std::string& org) { return has_account(world, org); }});
  if (all.empty()) return;
  const Reach reach = reach_of(world, configured_);
  auto known = [&](const std::string& id) {
    return world.find<Notification>(id) != nullptr || !told.insert(id).second;
  };
  for (const auto& news : all)
    decision.add(queue_notifications(news, reach, known, context));
}

}  // namespace luodi::monitor
