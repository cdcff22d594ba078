#pragma once
// Evaluation joins the pure reconcile rule to the world: one project as it stands in an overlay, with its watch and its
// interviews, gives one decision. Used by the consumer, by due jobs and by commands, so that all three conclude alike.
// One io_context thread.
#include <functional>

#include "services/progress-monitor/domain/interview_reconcile.hpp"
#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

// All interviews of a project, also those that are laid over the world alone.
std::vector<KnownInterview> interviews_of(const Indexes& indexes, const MonitorOverlay& world,
                                          const std::string& project);

class Evaluation {
 public:
  explicit Evaluation(const Indexes& indexes) : indexes_(indexes) {}
  // Empty for a project that is not known.
  domain::Decision of(const MonitorOverlay& world, const std::string& project, const domain::Context& context) const;
  // A command on a project, as if the worker had just come round to it: what is due of its objects, interviews and
  // lights, the decision of the rule on a world that has it, and what follows from that decision for the objects and
  // the lights; all for one commit. A rule that refuses leaves nothing. The policy is that of the rule.
  using Rule = std::function<Expected<domain::Decision>(const MonitorOverlay& prompt)>;
  Expected<domain::Decision> promptly(const MonitorOverlay& world, const std::string& project, const Rule& rule,
                                      const domain::Context& context) const;

 private:
  Expected<domain::Decision> ahead(MonitorOverlay& world, const std::string& project,
                                   const domain::Context& context) const;
  domain::Decision judge(const MonitorOverlay& world, const std::string& id, const domain::Project& project,
                         const domain::Context& context) const;
  const Indexes& indexes_;
};

}  // namespace luodi::monitor
