#pragma once
// Evaluation joins the pure reconcile rule to the world: one project as it stands in an overlay, with its watch and its
// interviews, gives one decision. Used by the consumer, by due jobs and by commands, so that all three conclude alike.
// One io_context thread.
#include "services/progress-monitor/domain/interview_reconcile.hpp"
#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

class Evaluation {
 public:
  explicit Evaluation(const Indexes& indexes) : indexes_(indexes) {}
  // Empty for a project that is not known.
  domain::Decision of(const MonitorOverlay& world, const std::string& project, const domain::Context& context) const;
  // The same after the events of `decision` on this project: what the command itself changes about the lights.
  domain::Decision after(const MonitorOverlay& world, const std::string& project, const domain::Decision& decision,
                         const domain::Context& context) const;

 private:
  domain::Decision judge(const MonitorOverlay& world, const std::string& id, const domain::Project& project,
                         const domain::Context& context) const;
  const Indexes& indexes_;
};

}  // namespace luodi::monitor
