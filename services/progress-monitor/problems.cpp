#include "services/progress-monitor/problems.hpp"

#include "common/codec/displays.hpp"
#include "services/progress-monitor/city_bodies.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::Project;
using runtime::query_choice;

void ObjectKind<Problem>::show(const Problem& problem, const domain::Project&, Instant now, codec::Json& view) {
  codec::add_due_displays(view);
  view["overdue"] = is_overdue(problem, now);
}

Expected<std::function<bool(const Problem&)>> ObjectKind<Problem>::filter(const runtime::Query& query, Instant) {
  const auto state = query_choice<ProblemState>(query, "state");
  if (!state) return fail(state.error());
  const auto level = query_choice<ProblemLevel>(query, "level");
  if (!level) return fail(level.error());
  return [state = *state, level = *level](const Problem& p) {
    return (!state || *state == p.state) && (!level || *level == p.level);
  };
}

Problems::Problems(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation)
    : indexes_(indexes), desk_(backend, indexes.problems(), evaluation) {}

void Problems::join() {
  desk_.begins<ReportProblem>("project.problems",
                              [this](const MonitorOverlay& world, const std::string& id, const Project& project,
                                     const ReportProblem& body, const Context& context) {
                                std::vector<Concerning<Problem>> known;
                                for (const auto& problem : indexes_.problems().of(id))
                                  if (const auto* entry = world.find<Problem>(problem))
                                    known.push_back({problem, &entry->state, &project});
                                return decide_report_problem({id, &project, bodies_of(world)}, &known, body, context);
                              });
  desk_.reads();
  desk_.on<AssignProblem>("assign", [](const MonitorOverlay& world, const Concerning<Problem>& on,
                                       const AssignProblem& body, const Context& context) {
    return decide_assign(on.id, *on.state, {on.state->project_id, on.project, bodies_of(world)}, body, context);
  });
  desk_.on<ResolveProblem>("resolve", of_problem<ResolveProblem>(decide_resolve));
  desk_.on<ConfirmProblem>("confirm", of_problem<ConfirmProblem>(decide_confirm));
  desk_.on<ReopenProblem>("reopen", of_problem<ReopenProblem>(decide_reopen));
  desk_.on<EscalateProblem>("escalate", of_problem<EscalateProblem>(decide_escalate));
}

JobKind problem_job_kind() {
  return object_job_kind<Problem>([](const Concerning<Problem>& on, const Context& context) {
    return decide_problem_due(on.id, *on.state, Hindered{on.state->project_id, on.project}, context);
  });
}

}  // namespace luodi::monitor
