#include "services/progress-monitor/problems.hpp"

#include "services/progress-monitor/answers.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::Project;
using runtime::path_id;
using runtime::problem_reply;
using runtime::query_choice;
using runtime::query_text;
using runtime::read_body;

namespace {
codec::Json problem_view(const std::string& id, const runtime::Versioned<Problem>& problem, Instant now) {
  auto view = codec::encode(problem.state);
  view["id"] = id;
  view["version"] = problem.version;
  view["overdue"] = is_overdue(problem.state, now);
  return view;
}

bus::Reply reply_of(const MonitorOverlay& world, const std::string& id, Instant now) {
  const auto* problem = world.find<Problem>(id);
  return runtime::object_reply(problem_view(id, *problem, now), problem->version);
}

// The project is there as long as the problem is: nothing is ever deleted.
Hindered hindered_by(const MonitorOverlay& world, const Problem& problem) {
  return {problem.project_id, &world.find<Project>(problem.project_id)->state};
}

Expected<const runtime::Versioned<Problem>*> seen_problem(const MonitorOverlay& world, const std::string& id,
                                                          const Actor& actor) {
  const auto* problem = world.find<Problem>(id);
  const auto* project = problem ? world.find<Project>(problem->state.project_id) : nullptr;
  if (!project || (!domain::sees(actor, project->state) && !is_reporter(actor, problem->state)))
    return fail(ErrorCode::not_found, id);
  return problem;
}
}  // namespace

template <class Body>
void Problems::on(const std::string& operation, Rule<Body> decide) {
  backend_.on("problem." + operation,
              [this, decide](bus::Request request) { return run<Body>(decide, std::move(request)); });
}

template <class Body>
Task<bus::Reply> Problems::run(Rule<Body> decide, bus::Request request) {
  auto body = read_body<Body>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [this, decide, request, body = std::move(*body), id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    auto problem = seen_problem(world, id, request.actor);
    if (!problem) return fail(problem.error());
    if (auto current = runtime::check_version(request, (*problem)->version); !current) return fail(current.error());
    const auto& state = (*problem)->state;
    auto decision = decide(id, state, hindered_by(world, state), body, context);
    if (!decision) return fail(decision.error());
    const std::string policy = decision->policy;  // of the command; the evaluation may use a later one
    decision->add(evaluation_.after(world, state.project_id, *decision, context));
    decision->policy = policy;
    return MonitorPlan(std::move(*decision),
                       [id, now = context.now](const MonitorOverlay& after) { return reply_of(after, id, now); });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

Task<bus::Reply> Problems::report(bus::Request request) {
  auto body = read_body<ReportProblem>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [request, body = std::move(*body), project_id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    const auto* project = world.find<Project>(project_id);
    if (!project || !domain::sees(request.actor, project->state)) return fail(ErrorCode::project_not_found, project_id);
    auto decision = decide_report_problem({project_id, &project->state}, body, context);
    if (!decision) return fail(decision.error());
    const std::string id = decision->events.front().subject;
    return MonitorPlan(std::move(*decision), [id, now = context.now](const MonitorOverlay& after) {
      const auto* problem = after.find<Problem>(id);
      return runtime::object_reply(problem_view(id, *problem, now), problem->version, "/v1/problems/" + id);
    });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

Task<bus::Reply> Problems::list(bus::Request request) {
  const auto page = runtime::read_page<ByAge>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = query_choice<ProblemState>(request.query, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const auto level = query_choice<ProblemLevel>(request.query, "level");
  if (!level) co_return problem_reply(level.error(), request);
  const std::string project = query_text(request.query, "project");
  const MonitorOverlay world(backend_.world());
  codec::Json items = codec::Json::array();
  const auto walked = runtime::walk(
      indexes_.problems(), *page,
      [&](const ByAge& line) {
        const auto seen = seen_problem(world, line.id, request.actor);
        if (!seen) return false;
        const auto& p = (*seen)->state;
        return (!*state || **state == p.state) && (!*level || **level == p.level) &&
               (project.empty() || project == p.project_id);
      },
      [&](const ByAge& line) {
        items.push_back(problem_view(line.id, *world.find<Problem>(line.id), backend_.now()));
      });
  co_return runtime::list_reply(items, walked);
}

Task<bus::Reply> Problems::get(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_problem(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  co_return reply_of(world, id, backend_.now());
}

void Problems::join() {
  backend_.on("project.problems", [this](bus::Request r) { return report(std::move(r)); });
  backend_.on("problem.list", [this](bus::Request r) { return list(std::move(r)); });
  backend_.on("problem.get", [this](bus::Request r) { return get(std::move(r)); });
  on<AssignProblem>("assign", decide_assign);
  on<ResolveProblem>("resolve", decide_resolve);
  on<ConfirmProblem>("confirm", decide_confirm);
  on<ReopenProblem>("reopen", decide_reopen);
  on<EscalateProblem>("escalate", decide_escalate);
}

JobKind problem_job_kind() {
  JobKind kind;
  kind.prefix = "problem:";
  kind.known = [](const MonitorWorld& world, const std::string& id) {
    return world.table<Problem>().find(id) != nullptr;
  };
  kind.decide = [](const MonitorOverlay& world, const std::string& id, const Context& context) -> Expected<Decision> {
    const auto* problem = world.find<Problem>(id);
    if (!problem || !world.find<Project>(problem->state.project_id)) return Decision{};
    return decide_problem_due(id, problem->state, hindered_by(world, problem->state), context);
  };
  return kind;
}

}  // namespace luodi::monitor
