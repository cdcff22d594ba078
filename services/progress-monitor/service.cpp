#include "services/progress-monitor/service.hpp"

#include <optional>

#include "services/progress-monitor/consumer.hpp"
#include "services/progress-monitor/dispatch.hpp"
#include "services/progress-monitor/document_fonts.hpp"
#include "services/progress-monitor/due_worker.hpp"
#include "services/progress-monitor/problems.hpp"
#include "services/progress-monitor/progress_queries.hpp"
#include "services/progress-monitor/queries.hpp"

namespace luodi::monitor {

namespace {
constexpr const char* k_no_domain = "luodi.invalid";  // RFC 2606: names nobody, yet ids stay unique within the city

MailSender sender_of(const runtime::ServiceConfig& config) {
  MailSender sender;
  const std::string& from = config.smtp.from;
  sender.id_domain = is_plain_address(from) ? from.substr(from.find('@') + 1) : k_no_domain;
  sender.from.address = is_plain_address(from) ? from : "luodi@" + std::string(k_no_domain);
  sender.from.name = "项目投资促进工作委员会办公室";
  return sender;
}

std::unique_ptr<Mailer> mailer_of(runtime::Runtime& rt, const MailSender& sender) {
  const auto& smtp = rt.config.smtp;
  if (smtp.url.empty()) return make_outbox_mailer(rt.pool, rt.config.data_dir + "/outbox");
  SmtpOptions options;
  options.url = smtp.url;
  options.from = sender.from.address;
  options.user = smtp.user;
  options.password = runtime::read_secret_file(smtp.password_file);
  return make_smtp_mailer(rt.pool, std::move(options));
}

class ProgressMonitor final : public runtime::Service {
 public:
  explicit ProgressMonitor(runtime::Runtime& rt)
      : sender_(sender_of(rt.config)),
        fonts_(read_font_families(rt.config)),
        mailer_(mailer_of(rt, sender_)),
        evaluation_(indexes_),
        backend_(rt),
        commands_(backend_, indexes_, evaluation_),
        past_(backend_, indexes_, [this]() -> runtime::Timeline& { return *timeline_; }),
        queries_(backend_, indexes_, past_, sender_.from, sender_.id_domain, fonts_),
        progress_queries_(backend_),
        problems_(backend_, indexes_, evaluation_),
        dispatch_(backend_, indexes_) {
    if (rt.config.smtp.url.empty())
      rt.log.info("no mail server is configured, mail is written to the outbox", {{"folder", rt.config.data_dir}});
    indexes_.join(backend_.world());
    commands_.join();
    past_.join();
    queries_.join();
    progress_queries_.join();
    problems_.join();
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
    return backend_.stop();
  }

 private:
  runtime::Task<void> begin_work() {
    auto& rt = backend_.runtime();
    consumer_.emplace(rt.io, backend_.store(), backend_.runner(), backend_.model(), backend_.world(), evaluation_,
                      rt.log, sender_.id_domain);
    worker_.emplace(rt.io, backend_.store(), backend_.runner(), backend_.model(), backend_.world(), *mailer_, sender_,
                    rt.clock, rt.log);
    for (auto& kind : interview_jobs(evaluation_))
      worker_->add(std::move(kind));
    worker_->add(problem_job_kind());
    worker_->add(dispatch_job_kind(indexes_));
    co_await dispatch_.begin();
    consumer_->on_deadlines = [this] { worker_->poke(); };
    worker_->spawn = [&tasks = rt.tasks](std::string name, std::function<Task<void>()> body) {
      tasks.spawn(std::move(name), std::move(body));
    };
    timeline_.emplace(rt.io, backend_.store());
    rt.tasks.spawn("timeline reader", timeline_->run());
    rt.tasks.spawn("consumer", consumer_->run());
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
    auto repeated = metrics.counter("luodi_monitor_jobs_repeated_total", "Due jobs given back after a fault");
    auto delivered = metrics.counter("luodi_delivery_attempts_total", "Mails tried",
                                     {{"channel", "email"}, {"outcome", "delivered"}});
    auto undelivered = metrics.counter("luodi_delivery_attempts_total", "Mails tried",
                                       {{"channel", "email"}, {"outcome", "undelivered"}});
    metrics.on_collect([=, this]() mutable {
      lag.set(static_cast<double>(backend_.model().position() - consumer_->position()));
      stuck.set(static_cast<double>(indexes_.undelivered()));
      const auto& counts = worker_->counts();
      const auto evaluations = counts.done.find("evaluate:");
      if (evaluations != counts.done.end()) evaluated.raise_to(static_cast<double>(evaluations->second));
      repeated.raise_to(static_cast<double>(counts.repeated));
      delivered.raise_to(static_cast<double>(counts.delivered));
      undelivered.raise_to(static_cast<double>(counts.undelivered));
    });
  }

  MailSender sender_;
  document::FontFamilies fonts_;
  std::unique_ptr<Mailer> mailer_;
  Indexes indexes_;
  Evaluation evaluation_;
  MonitorBackend backend_;
  std::optional<runtime::Timeline> timeline_;
  Commands commands_;
  Past past_;
  Queries queries_;
  ProgressQueries progress_queries_;
  Problems problems_;
  Dispatch dispatch_;
  std::optional<Consumer> consumer_;
  std::optional<DueWorker> worker_;
};
}  // namespace

std::unique_ptr<runtime::Service> make_progress_monitor(runtime::Runtime& runtime) {
  return std::make_unique<ProgressMonitor>(runtime);
}

}  // namespace luodi::monitor
