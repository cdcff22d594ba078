#include "services/progress-monitor/progress_queries.hpp"

#include "common/domain/counted_progress.hpp"
#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/plan_light.hpp"

namespace luodi::monitor {

namespace {
using codec::Json;

Json funds_view(const domain::Project& project, const policy::PolicyBook& policies, CivilDate today) {
  const auto verified = domain::verified_funds(project, today);
  const auto agreed = domain::agreed_amount_on(project, today);
  Json out = {{"verified_fen", verified ? Json(verified->value()) : Json(nullptr)},
              {"agreed_fen", agreed ? Json(agreed->value()) : Json(nullptr)},
              {"over_agreed", verified && agreed && *verified > *agreed}};
  out["entries"] = codec::encode(domain::judged_funds(project, policies));
  return out;
}

Json lag_view(const PlanLag& lag) {
  return {{"light", codec::enum_text(lag.light)},
          {"overdue_milestones", lag.overdue},
          {"explanation", codec::encode(lag.explanation)}};
}

Json milestones_view(const domain::Project& project) {
  Json out = Json::array();
  const auto* plan = current_plan(project);
  if (!plan) return out;
  for (const auto& milestone : plan->milestones) {
    Json line = codec::encode(milestone);
    const auto on = milestone_reached_on(project, milestone);
    line["reached_on"] = on ? Json(on->str()) : Json(nullptr);
    out.push_back(std::move(line));
  }
  return out;
}
}  // namespace

void ProgressQueries::join() {
  backend_.on("project.plan-status", [this](bus::Request r) { return plan_status(std::move(r)); });
}

Task<bus::Reply> ProgressQueries::plan_status(bus::Request request) {
  const auto id = runtime::path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto* entry = world.find<domain::Project>(id);
  if (!entry || !domain::sees(request.actor, entry->state))
    co_return runtime::problem_reply(Error(ErrorCode::project_not_found, id), request);
  const CivilDate today = civil_date(backend_.now());
  const auto policy = backend_.policies().at(today);
  if (!policy) co_return runtime::problem_reply(policy.error(), request);
  const auto& project = entry->state;
  Json view = {{"id", id},
               {"version", entry->version},
               {"as_of", today.str()},
               {"plan", project.plans.empty() ? Json(nullptr) : codec::encode(project.plans.back())},
               {"revisions", codec::encode(project.plans)},
               {"milestones", milestones_view(project)},
               {"lag", lag_view(plan_lag(project, **policy, today))},
               {"quarter", codec::encode(quarter_pace(project, **policy, last_complete_quarter(today)))},
               {"funds", funds_view(project, backend_.policies(), today)}};
  co_return runtime::object_reply(std::move(view), entry->version);
}

}  // namespace luodi::monitor
