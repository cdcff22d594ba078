#include "services/progress-monitor/foretold.hpp"

#include <map>
#include <set>

#include "common/runtime/lay_event.hpp"
#include "services/progress-monitor/domain/obligation_follow.hpp"

namespace luodi::monitor {

using codec::Json;
using domain::Decision;
using domain::Project;

namespace {
const domain::RaisedEvent* raised_in(const Decision& decision, std::string_view fact) {
  for (const auto& raised : decision.events)
    if (raised.kind == Project::kind && raised.fact == fact) return &raised;
  return nullptr;
}

// Which counted half months leave the count with a suspension.
Json suspended(const domain::RaisedEvent& raised) {
  const auto uncounted = raised.data.find("uncounted");
  return {{"from", raised.data.at("from")}, {"uncounted", uncounted == raised.data.end() ? Json::array() : *uncounted}};
}

// Until when the enterprise may still object to the notice of its exit; null where that time is over.
Json exited(const domain::RaisedEvent& raised) {
  const auto objection = raised.data.find("objection");
  if (objection == raised.data.end()) return {};
  return {{"exit", {{"on", raised.data.at("on")}, {"objection", *objection}}}};
}

// Objects of one kind in the order in which the decision comes to them: what happens to each, and where it then stands.
template <class A>
Json changes_of(const Decision& decision, const MonitorOverlay& before, const MonitorOverlay& after) {
  std::vector<std::string> ids;
  std::map<std::string, Json> facts;
  for (const auto& raised : decision.events) {
    if (raised.kind != A::kind) continue;
    auto& told = facts[raised.subject];
    if (told.empty()) ids.push_back(raised.subject);
    told.push_back(raised.fact);
  }
  Json out = Json::array();
  for (const auto& id : ids) {
    const auto& now = after.find<A>(id)->state;
    Json line = {{"id", id}, {"facts", std::move(facts[id])}, {"state", codec::enum_text(now.state)}};
    if constexpr (requires { now.title; }) line["title"] = now.title;
    if (const auto* was = before.find<A>(id)) line["state_before"] = codec::enum_text(was->state.state);
    out.push_back(std::move(line));
  }
  return out;
}

// Obligations that lose their honour when their day is over: the due queue breaches them within a moment.
Decision broken_with(const Decision& decision, const MonitorOverlay& after, const domain::Context& context) {
  Decision out;
  std::set<std::string> asked;
  for (const auto& raised : decision.events) {
    if (raised.kind != Obligation::kind || !asked.insert(raised.subject).second) continue;
    const auto& owed = after.find<Obligation>(raised.subject)->state;
    const auto& project = after.find<Project>(owed.project_id)->state;
    out.add(decide_obligation_due({raised.subject, &owed, &project}, context));
  }
  return out;
}

// Which record leaves, where the project then stands, and what is judged anew with it in the same commit.
Json returned(const domain::RaisedEvent& raised, const std::string& id, const Decision& decision,
              const MonitorOverlay& before, const MonitorOverlay& after) {
  Json out = {{"stage", raised.data.at("stage")},
              {"on", raised.data.at("on")},
              {"stage_after", codec::enum_text(after.find<Project>(id)->state.stage)},
              {"interviews", changes_of<Interview>(decision, before, after)},
              {"obligations", changes_of<Obligation>(decision, before, after)},
              {"exits", changes_of<ExitCase>(decision, before, after)}};
  if (const auto* watch = after.find<domain::Watch>(id)) {
    out["light"] = codec::enum_text(watch->state.light);
    out["idle_cycles"] = watch->state.idle_cycles;
  }
  return out;
}
}  // namespace

Json foretold(const MonitorOverlay& world, const std::string& project, const Decision& decision,
              const domain::Context& context) {
  if (const auto* suspension = raised_in(decision, domain::ProjectSuspended::fact))
    return {{"suspension", suspended(*suspension)}};
  if (const auto* exit = raised_in(decision, domain::ProjectExited::fact)) return exited(*exit);
  const auto* back = raised_in(decision, domain::StageReturned::fact);
  if (!back) return {};
  MonitorOverlay after = world;
  if (auto laid = runtime::lay_decision(after, decision, context); !laid) return {};  // the commit would say so
  const auto due = broken_with(decision, after, context);
  if (auto laid = runtime::lay_decision(after, due, context); !laid) return {};
  Decision whole = decision;
  whole.add(due);
  return {{"stage_return", returned(*back, project, whole, world, after)}};
}

}  // namespace luodi::monitor
