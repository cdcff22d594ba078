#include "services/progress-monitor/service.hpp"

#include <optional>

#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/city_lights.hpp"
#include "services/progress-monitor/consumer.hpp"
#include "services/progress-monitor/dispatch.hpp"
#include "services/progress-monitor/document_fonts.hpp"
#include "services/progress-monitor/due_worker.hpp"
#include "services/progress-monitor/exits.hpp"
#include "services/progress-monitor/late_timeline.hpp"
#include "services/progress-monitor/mail_papers.hpp"
#include "services/progress-monitor/obligations.hpp"
#include "services/progress-monitor/outside.hpp"
#include "services/progress-monitor/preferences.hpp"
#include "services/progress-monitor/problems.hpp"
#include "services/progress-monitor/progress_queries.hpp"
#include "services/progress-monitor/queries.hpp"
#include "services/progress-monitor/revisits.hpp"
#include "services/progress-monitor/supplies.hpp"
#include "services/progress-monitor/talent_cards.hpp"
#include "services/progress-monitor/tickets.hpp"

namespace luodi::monitor {

namespace {
class ProgressMonitor final : public runtime::Service {
 public:
  explicit ProgressMonitor(runtime::Runtime& rt)
      : outside_(rt),
        fonts_(read_font_families(rt.config)),
        evaluation_(indexes_),
        care_(indexes_),
        backend_(rt),
        commands_(backend_, indexes_, evaluation_, outside_.sender().id_domain),
        past_(backend_, indexes_, [this]() -> runtime::Timeline& { return timeline_->begun(); }),
        press_(rt.pool, fonts_, rt.log),
        queries_(backend_, indexes_, past_, outside_.sender().from, outside_.sender().id_domain, press_),
        preferences_(backend_),
        progress_queries_(backend_),
        city_lights_(backend_, indexes_),
        problems_(backend_, indexes_, evaluation_),
        tickets_(backend_, indexes_, evaluation_),
        supplies_(backend_, indexes_, evaluation_),
        talent_cards_(backend_, indexes_, evaluation_),
        revisits_(backend_, indexes_, evaluation_),
        obligations_(backend_, indexes_, evaluation_),
        exits_(backend_, indexes_, evaluation_, press_),
        dispatch_(backend_, indexes_, press_),
        papers_(press_, backend_.world(), indexes_) {
    outside_.email().attach = [this](std::string, Notification n) { return papers_.of(std::move(n)); };
    indexes_.join(backend_.world());
    commands_.join();
    past_.join();
    queries_.join();
    preferences_.join();
    progress_queries_.join();
    city_lights_.join();
    problems_.join();
    tickets_.join();
    supplies_.join();
    talent_cards_.join();
    revisits_.join();
    obligations_.join();
    exits_.join();
    dispatch_.join();
    backend_.before_serving = [this] { return begin_work(); };
    backend_.on_event = [this](const domain::EventHead& head, const store::StoredEvent& event) {
      if (timeline_) timeline_->bell(event, head);
      if (consumer_) consumer_->poke();
    };
    backend_.on_clock_moved = [this] {
      if (worker_) worker_->poke();
    };
  }

  runtime::Task<void> start() override { return backend_.start(); }

  runtime::Task<void> stop() override {
    if (consumer_) consumer_->stop();
    if (worker_) worker_->stop();
    if (timeline_) timeline_->stop();
    if (lanes_) lanes_->stop();
    outside_.stop();
    return backend_.stop();
  }

 private:
  runtime::Task<void> begin_work() {
    auto& rt = backend_.runtime();
    consumer_.emplace(rt.io, backend_.store(), backend_.runner(), backend_.model(), evaluation_, care_, rt.log,
                      outside_.sender().id_domain, outside_.reach());
    lanes_.emplace(rt.io, backend_.store(), backend_.runner(), backend_.model(), backend_.world(), rt.clock, rt.log,
                   outside_.reach());
    outside_.open(*lanes_);
    worker_.emplace(rt.io, backend_.store(), backend_.runner(), backend_.model(), backend_.world(), *lanes_, rt.clock,
                    rt.log);
    for (auto& kind : interview_jobs(evaluation_))
      worker_->add(std::move(kind));
    worker_->add(problem_job_kind());
    worker_->add(ticket_job_kind());
    worker_->add(supply_job_kind());
    worker_->add(talent_card_job_kind());
    worker_->add(revisit_job_kind());
    worker_->add(obligation_job_kind());
    worker_->add(care_job_kind(care_));
    worker_->add(dispatch_job_kind(indexes_));
    worker_->add(digest_jobs(indexes_));
    co_await dispatch_.begin();
    consumer_->on_deadlines = [this] { worker_->poke(); };
    lanes_->spawn = [&tasks = rt.tasks](std::string name, std::function<Task<void>()> body) {
      tasks.spawn(std::move(name), std::move(body));
    };
    timeline_.emplace(rt.io, backend_.store(),
                      [&tasks = rt.tasks](Task<void> reading) { tasks.spawn("timeline reader", std::move(reading)); });
    rt.tasks.spawn("consumer", consumer_->run());
    for (int hand = 0; hand < k_due_hands; ++hand)
      rt.tasks.spawn("due worker", worker_->run());
    publish_metrics(rt.metrics);
    co_await name_fonts();
  }

  // A document in the wrong face is still complete, but somebody should know.
  runtime::Task<void> name_fonts() {
    auto& rt = backend_.runtime();
    auto look = [families = fonts_] { return installed_fonts(families); };
    const auto fonts = co_await rt.pool.run(look);
    for (const auto& [face, family] : fonts)
      if (family.empty())
        rt.log.warn("no font of this face is installed, documents take any other", {{"face", face}});
      else
        rt.log.info("document font", {{"face", face}, {"family", family}});
  }

  void publish_metrics(runtime::Metrics& metrics) {
    auto lag = metrics.gauge("luodi_monitor_consumer_lag_events", "Known events that are not evaluated yet");
    auto stuck = metrics.gauge("luodi_monitor_notifications_undelivered", "Notifications failed, uncertain or dead");
    auto evaluated = metrics.counter("luodi_monitor_evaluations_total", "Projects evaluated at the close of a cycle");
    auto replaced =
        metrics.counter("luodi_document_characters_replaced_total", "Characters without a font in documents");
    auto repeated = metrics.counter("luodi_monitor_jobs_repeated_total", "Due jobs given back after a fault");
    auto damaged = metrics.gauge("luodi_monitor_jobs_damaged", "Due jobs whose record cannot be read");
    metrics.on_collect([=, this]() mutable {
      lag.set(static_cast<double>(backend_.model().position() - consumer_->position()));
      stuck.set(static_cast<double>(indexes_.undelivered()));
      const auto& counts = worker_->counts();
      const auto evaluations = counts.done.find("evaluate:");
      if (evaluations != counts.done.end()) evaluated.raise_to(static_cast<double>(evaluations->second));
      replaced.raise_to(static_cast<double>(press_.replaced()));
      repeated.raise_to(static_cast<double>(counts.repeated));
      damaged.set(static_cast<double>(counts.damaged));
    });
    publish_lane_metrics(metrics, *lanes_);
  }

  Outside outside_;
  document::FontFamilies fonts_;
  Indexes indexes_;
  Evaluation evaluation_;
  Care care_;
  MonitorBackend backend_;
  std::optional<LateTimeline> timeline_;
  Commands commands_;
  Past past_;
  Press press_;
  Queries queries_;
  Preferences preferences_;
  ProgressQueries progress_queries_;
  CityLights city_lights_;
  Problems problems_;
  Tickets tickets_;
  Supplies supplies_;
  TalentCards talent_cards_;
  RevisitDesk revisits_;
  Obligations obligations_;
  Exits exits_;
  Dispatch dispatch_;
  MailPapers papers_;
  std::optional<Consumer> consumer_;
  std::optional<SendLanes> lanes_;
  std::optional<DueWorker> worker_;
};
}  // namespace

std::unique_ptr<runtime::Service> make_progress_monitor(runtime::Runtime& runtime) {
  return std::make_unique<ProgressMonitor>(runtime);
}

}  // namespace luodi::monitor
