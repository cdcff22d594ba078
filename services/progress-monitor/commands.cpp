#include "services/progress-monitor/commands.hpp"

#include <algorithm>

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/domain/funds_correction.hpp"
#include "services/progress-monitor/domain/landing_finding.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "services/progress-monitor/domain/stage_return.hpp"
#include "services/progress-monitor/exit_around.hpp"
#include "services/progress-monitor/foretold.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::Project;
using runtime::check_version;
using runtime::path_id;
using runtime::problem_reply;
using runtime::read_body;

namespace {
// A rule that looks at nothing but the project.
template <class Body>
auto alone(Expected<Decision> (*rule)(const std::string&, const Project&, const Body&, const Context&)) {
  return [rule](const MonitorOverlay&, const std::string& id, const Project& project, const Body& body,
                const Context& context) { return rule(id, project, body, context); };
}
}  // namespace

MonitorPlan Commands::project_plan(const std::string& id, Decision decision, const Context& context,
                                   const domain::Reader& reader) const {
  return MonitorPlan(std::move(decision), [this, id, now = context.now, reader](const MonitorOverlay& after) {
    return project_reply(after, id, backend_.policies(), now, reader);
  });
}

template <class Body, class Decide>
void Commands::on_project(domain::Command command, Decide decide) {
  backend_.on("project." + std::string(domain::command_text(command)),
              [this, decide](bus::Request request) { return run_project<Body>(decide, std::move(request)); });
}

// A closed list of stages says nothing of this project: which of them it can give back does.
template <class Body>
Error Commands::body_fault(Error error, const bus::Request& request) const {
  if constexpr (std::is_same_v<Body, ReturnStage>) {
    const MonitorOverlay world(backend_.world());
    const auto* project = world.find<Project>(path_id(request));
    if (project && domain::sees(request.actor, project->state)) tell_returnable(error, project->state);
  }
  return error;
}

template <class Body, class Decide>
Task<bus::Reply> Commands::run_project(Decide decide, bus::Request request) {
  auto body = read_body<Body>(request);
  if (!body) co_return problem_reply(body_fault<Body>(body.error(), request), request);
  MonitorRunner::Decide ask = [this, decide, request, body = std::move(*body), id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    auto project = addressed_project(world, id, request, context);
    if (!project) return fail(project.error());
    auto rule = [&](const MonitorOverlay& prompt) { return decide(prompt, id, (*project)->state, body, context); };
    auto decision = evaluation_.promptly(world, id, rule, context);
    if (!decision) return fail(decision.error());
    auto outlook = request.dry_run ? foretold(world, id, *decision, context) : codec::Json();
    auto plan = project_plan(id, std::move(*decision), context, domain::Reader(request.language, request.actor));
    plan.foretold = std::move(outlook);
    return plan;
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

Task<bus::Reply> Commands::decide_claim(bus::Request request) {
  auto body = read_body<DecideExemption>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [this, request, body = std::move(*body), exemption = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    const auto* id = indexes_.project_of_exemption(exemption);
    if (!id) return fail(ErrorCode::exemption_not_found, exemption);
    auto project = addressed_project(world, *id, request, context);
    if (!project && project.error().code == ErrorCode::project_not_found)
      return fail(ErrorCode::exemption_not_found, exemption);
    if (!project) return fail(project.error());
    auto rule = [&](const MonitorOverlay&) {
      return decide_exemption(*id, (*project)->state, exemption, body, context);
    };
    auto decision = evaluation_.promptly(world, *id, rule, context);
    if (!decision) return fail(decision.error());
    return project_plan(*id, std::move(*decision), context, domain::Reader(request.language, request.actor));
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

template <class Body>
void Commands::on_interview(const std::string& operation, InterviewRule<Body> decide) {
  backend_.on("interview." + operation,
              [this, decide](bus::Request request) { return run_interview<Body>(decide, std::move(request)); });
}

template <class Body>
Task<bus::Reply> Commands::run_interview(InterviewRule<Body> decide, bus::Request request) {
  auto body = read_body<Body>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [this, decide, request, body = std::move(*body), id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    auto interview = seen_interview(world, id, request.actor);
    if (!interview) return fail(interview.error());
    if (auto current = check_version(request, (*interview)->version); !current) return fail(current.error());
    auto decision = decide_promptly(evaluation_, world, id, decide, body, context);
    if (!decision) return fail(decision.error());
    return MonitorPlan(std::move(*decision), [id, now = context.now](const MonitorOverlay& after) {
      return interview_reply(after, id, now);
    });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

std::optional<std::string> Commands::slip_used_by(const MonitorOverlay& world, const std::string& project,
                                                  const std::string& slip) const {
  const auto* user = indexes_.project_of_slip(slip);
  if (!user || *user == project) return std::nullopt;
  const auto* entry = world.find<Project>(*user);
  return entry ? *user + " " + entry->state.name : *user;
}

std::vector<CodeHolder> Commands::code_held_by(const MonitorOverlay& world, const std::string& project,
                                               const std::string& code, const Actor& actor) const {
  std::vector<CodeHolder> out;
  for (const auto& user : indexes_.projects_of_code(code)) {
    if (user == project) continue;
    const auto* entry = world.find<Project>(user);
    // A park learns which project it is, not what another park calls it.
    out.push_back({user, entry && domain::sees(actor, entry->state) ? entry->state.name : std::string(),
                   entry && domain::has_ended(entry->state)});
  }
  return out;
}

template <class Body>
auto Commands::coded(Expected<Decision> (*rule)(const std::string&, const Project&, const Body&, const Context&)) {
  return [this, rule](const MonitorOverlay& world, const std::string& id, const Project& project, const Body& body,
                      const Context& context) {
    const auto elsewhere = [&](const std::string& code) { return code_held_by(world, id, code, context.actor); };
    std::vector<domain::Evidence> papers;
    if constexpr (requires { body.evidence; }) papers = body.evidence;
    return with_codes_once(rule(id, project, body, context), {id, &project}, papers, elsewhere, context);
  };
}

void Commands::join() {
  using domain::Command;
  on_project<Land>(Command::landing, coded<Land>(decide_landing));
  on_project<Start>(Command::start, alone<Start>(decide_start));
  on_project<Produce>(Command::production, alone<Produce>(decide_production));
  on_project<SetPlan>(Command::plan, alone<SetPlan>(decide_plan));
  on_project<Report>(Command::progress, coded<Report>(decide_progress));
  on_project<VerifyFunds>(
      Command::funds, [this](const MonitorOverlay& world, const std::string& id, const Project& project,
                             const VerifyFunds& body, const Context& context) {
        const auto elsewhere = [&](const std::string& slip) { return slip_used_by(world, id, slip); };
        return decide_funds(id, project, body, elsewhere, context);
      });
  on_project<CorrectFunds>(Command::funds_correction,
                           [this](const MonitorOverlay& world, const std::string& id, const Project& project,
                                  const CorrectFunds& body, const Context& context) -> Expected<Decision> {
                             const auto elsewhere = [&](const std::string& slip) {
                               return slip_used_by(world, id, slip);
                             };
                             auto decision = decide_funds_correction(id, project, body, elsewhere, context);
                             if (!decision) return decision;
                             std::vector<Concerning<Problem>> known;
                             for (const auto& problem : indexes_.problems().of(id))
                               if (const auto* entry = world.find<Problem>(problem))
                                 known.push_back({problem, &entry->state, &project});
                             decision->add(find_unproved_landing({id, &project}, known, *decision, context));
                             return decision;
                           });
  on_project<RetractProgress>(Command::progress_retraction,
                              [this, retract = coded<RetractProgress>(decide_progress_retraction)](
                                  const MonitorOverlay& world, const std::string& id, const Project& project,
                                  const RetractProgress& body, const Context& context) {
                                const auto problems = objects_of<Problem>(indexes_.problems(), world, id, project);
                                return retract(world, id, with_reporters(project, problems), body, context);
                              });
  on_project<ReturnStage>(Command::stage_return, coded<ReturnStage>(decide_stage_return));
  on_project<ClaimExemption>(Command::exemptions, alone<ClaimExemption>(decide_exemption_claim));
  on_project<Suspend>(Command::suspension, alone<Suspend>(decide_suspension));
  on_project<Resume>(Command::resumption, alone<Resume>(decide_resumption));
  on_project<Exit>(Command::exit, [this](const MonitorOverlay& world, const std::string& id, const Project& project,
                                         const Exit& body, const Context& context) {
    return decide_exit(id, project, exit_around(indexes_, world, id, context), body, context);
  });
  on_project<ApproveExit>(
      Command::exit_approval, [this](const MonitorOverlay& world, const std::string& id, const Project& project,
                                     const ApproveExit& body, const Context& context) {
        return decide_exit_approval(id, project, exit_around(indexes_, world, id, context).red_since.has_value(), body,
                                    context);
      });
  backend_.on("exemption.decision", [this](bus::Request r) { return decide_claim(std::move(r)); });

  on_interview<HoldBack>("hold-back", decide_hold_back);
  on_interview<Issue>("issue", decide_issue);
  on_interview<Withdraw>("withdraw", decide_withdraw);
  on_interview<Schedule>("schedule", decide_schedule);
  on_interview<Explain>("explanation", decide_explanation);
  on_interview<FileMinutes>("minutes", decide_minutes);
  on_interview<Rectify>("rectification", decide_rectification);
  on_interview<Verify>("verification", decide_verification);
  on_interview<SignedCopyAttached>("signed-copy", decide_signed_copy);
  backend_.on("notification.resend", [this](bus::Request r) { return resend(std::move(r)); });
}

}  // namespace luodi::monitor
