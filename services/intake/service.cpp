#include "services/intake/service.hpp"

#include <optional>

#include "common/runtime/timeline.hpp"
#include "services/intake/commands.hpp"
#include "services/intake/lead_index.hpp"
#include "services/intake/project_rows.hpp"
#include "services/intake/queries.hpp"

namespace luodi::intake {

namespace {
class Intake final : public runtime::Service {
 public:
  explicit Intake(runtime::Runtime& rt)
      : backend_(rt),
        commands_(backend_, leads_, rows_),
        queries_(backend_, rows_, [this]() -> runtime::Timeline& { return *timeline_; }) {
    keep_indexes();
    commands_.join();
    queries_.join();
    backend_.on_event = [this](const domain::EventHead& head, const store::StoredEvent& event) {
      if (timeline_) timeline_->bell(event, head);
    };
    backend_.before_serving = [this] { return begin_timeline(); };
  }

  runtime::Task<void> start() override { return backend_.start(); }

  runtime::Task<void> stop() override {
    if (timeline_) timeline_->stop();
    return backend_.stop();
  }

 private:
  void keep_indexes() {
    backend_.world().table<domain::Project>().on_change = [this](const std::string& id, const domain::Project* before,
                                                                 const domain::Project& after) {
      rows_.set(id, after);
      if (before != nullptr) return;
      leads_.add(id, after);
      // The watch may have been loaded before its project.
      if (const auto* watch = backend_.world().table<domain::Watch>().find(id)) rows_.set_light(id, watch->state.light);
    };
    backend_.world().table<domain::Watch>().on_change = [this](const std::string& id, const domain::Watch*,
                                                               const domain::Watch& after) {
      rows_.set_light(id, after.light);
    };
  }

  runtime::Task<void> begin_timeline() {
    auto& rt = backend_.runtime();
    timeline_.emplace(rt.io, backend_.store());
    rt.tasks.spawn("timeline reader", timeline_->run());
    auto projects = rt.metrics.gauge("luodi_intake_projects", "Projects in memory");
    auto lag = rt.metrics.gauge("luodi_intake_timeline_lag", "Known events that the timeline has not gathered yet");
    rt.metrics.on_collect([this, projects, lag]() mutable {
      projects.set(static_cast<double>(rows_.size()));
      lag.set(static_cast<double>(timeline_->lag()));
    });
    co_return;
  }

  ProjectRows rows_;
  LeadIndex leads_;
  IntakeBackend backend_;
  std::optional<runtime::Timeline> timeline_;
  Commands commands_;
  Queries queries_;
};
}  // namespace

std::unique_ptr<runtime::Service> make_intake(runtime::Runtime& runtime) {
  return std::make_unique<Intake>(runtime);
}

}  // namespace luodi::intake
