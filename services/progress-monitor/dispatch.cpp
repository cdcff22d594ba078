#include "services/progress-monitor/dispatch.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "common/codec/displays.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/dispatch_minutes_decide.hpp"
#include "services/progress-monitor/domain/dispatch_part.hpp"
#include "services/progress-monitor/domain/dispatch_reporter.hpp"
#include "services/progress-monitor/domain/dispatch_table.hpp"

namespace luodi::monitor {

using codec::Json;
using domain::Context;
using domain::Decision;
using domain::Project;
using runtime::path_id;
using runtime::problem_reply;

namespace {
bool sees_item(const MonitorOverlay& world, const DispatchItem& item, const Actor& actor) {
  if (domain::sees_all(actor) || (!actor.org.empty() && actor.org == item.line.org)) return true;
  const auto* project = world.find<Project>(item.line.project_id);
  return project && domain::sees(actor, project->state);
}

// Without minutes: who reads what of them depends on the lines that the reader sees, and so do the totals.
Json cycle_view(const std::string& id, const DispatchCycle& cycle, std::int64_t version) {
  Json view = codec::encode(cycle);
  view.erase("minutes");
  view["id"] = id;
  view["version"] = version;
  view["title"] = cycle_zh(HalfMonth::of(cycle.first_day));
  return view;
}
Json cycle_view(const std::string& id, const runtime::Versioned<DispatchCycle>& cycle, const Actor& reader,
                const std::vector<const DispatchItem*>& seen) {
  if (domain::sees_all(reader)) return cycle_view(id, cycle.state, cycle.version);
  return cycle_view(id, seen_part(cycle.state, seen), cycle.version);
}

Json item_view(const MonitorOverlay& world, const runtime::Versioned<DispatchItem>& item, const DispatchCycle& cycle,
               Instant now) {
  Json view = codec::encode(item.state.line);
  if (const auto* project = world.find<Project>(item.state.line.project_id))
    if (const auto since = reporter_since(item.state.line, project->state)) view["org_now"] = *since;
  view["version"] = item.version;
  view["report_state"] = codec::enum_text(report_state(item.state, cycle, now));
  view["reports"] = codec::encode(item.state.reports);
  if (item.state.released) view["released_because"] = item.state.released->reason;
  codec::add_displays(view);
  return view;
}

Json problem_line(const MonitorOverlay& world, const std::string& id, Instant now) {
  const auto& p = world.find<Problem>(id)->state;
  return {{"id", id},
          {"project_id", p.project_id},
          {"title", p.title},
          {"state", codec::enum_text(p.state)},
          {"level", codec::enum_text(p.level)},
          {"owner", p.owner},
          {"due_at", p.due_at.str()},
          {"overdue", is_overdue(p, now)}};
}

Json report_counts(const std::vector<const DispatchItem*>& items, const DispatchCycle& cycle, Instant now) {
  Json out = {{"due", 0}, {"in_time", 0}, {"late", 0}, {"missing", 0}, {"released", 0}};
  for (const auto* item : items) {
    auto& count = out[std::string(codec::enum_text(report_state(*item, cycle, now)))];
    count = count.get<int>() + 1;
  }
  return out;
}
}  // namespace

Error no_cycle(const std::string& id) {
  return Error(ErrorCode::not_found, bilingual("没有这个调度周期：{0} / no such dispatch cycle: {0}", id));
}

DispatchDesk desk_of(const MonitorOverlay& world, const Indexes& indexes) {
  DispatchDesk desk;
  desk.cycle = [&world](const std::string& id) -> const DispatchCycle* {
    const auto* entry = world.find<DispatchCycle>(id);
    return entry ? &entry->state : nullptr;
  };
  desk.item = [&world](const std::string& id) -> const DispatchItem* {
    const auto* entry = world.find<DispatchItem>(id);
    return entry ? &entry->state : nullptr;
  };
  desk.project = [&world](const std::string& id) -> const Project* {
    const auto* entry = world.find<Project>(id);
    return entry ? &entry->state : nullptr;
  };
  desk.each_project = [&world](const DispatchDesk::VisitProject& visit) {
    for (const auto& [id, entry] : world.table<Project>().all())
      visit(id, entry.state);
  };
  desk.projects_behind = [&world, &indexes](const std::string& after, const DispatchDesk::VisitWhile& visit) {
    const auto& ids = indexes.projects();
    for (auto id = ids.upper_bound(after); id != ids.end(); ++id)
      if (const auto* entry = world.find<Project>(*id); entry && !visit(*id, entry->state)) return;
  };
  desk.listed_through = [&indexes](const std::string& cycle) { return indexes.listed_through(cycle); };
  desk.each_problem = [&world, &indexes](const std::string& project, const DispatchDesk::VisitProblem& visit) {
    for (const auto& id : indexes.problems().of(project))
      if (const auto* entry = world.find<Problem>(id)) visit(id, entry->state);
  };
  return desk;
}

JobKind dispatch_job_kind(const Indexes& indexes) {
  JobKind kind;
  kind.prefix = "dispatch:";
  // The agenda speaks of all projects, so the world is brought up to the stream before every step.
  kind.known = [](const MonitorWorld&, const std::string&) { return false; };
  kind.decide = [&indexes](const MonitorOverlay& world, const std::string& cycle,
                           const Context& context) -> Expected<Decision> {
    return decide_dispatch(cycle, desk_of(world, indexes), context);
  };
  return kind;
}

void Dispatch::join() {
  backend_.on("dispatch-cycle.list", [this](bus::Request r) { return list(std::move(r)); });
  backend_.on("dispatch-cycle.get", [this](bus::Request r) { return get(std::move(r)); });
  backend_.on("dispatch-cycle.csv", [this](bus::Request r) { return csv(std::move(r)); });
  backend_.on("dispatch-cycle.xlsx", [this](bus::Request r) { return xlsx(std::move(r)); });
  backend_.on("dispatch-cycle.pdf", [this](bus::Request r) { return pdf(std::move(r)); });
  backend_.on("dispatch-cycle.reports", [this](bus::Request r) { return file(std::move(r)); });
  backend_.on("dispatch-cycle.minutes", [this](bus::Request r) { return minutes(std::move(r)); });
}

Task<void> Dispatch::begin() {
  MonitorRunner::Decide decide = [this](const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    Decision decision;
    std::optional<HalfMonth> newest;
    for (const auto& line : indexes_.cycles()) {
      if (!newest) newest = line.cycle;
      if (world.find<DispatchCycle>(line.cycle.str())->state.state != CycleState::closed)
        decision.schedule(dispatch_job(line.cycle), context.now);
    }
    const HalfMonth next = newest ? newest->plus(1) : first_cycle(desk_of(world, indexes_), civil_date(context.now));
    decision.schedule(dispatch_job(next), instant_at(next.first_day()));
    return MonitorPlan(std::move(decision), [](const MonitorOverlay&) { return bus::Reply(); });
  };
  const auto result = co_await backend_.runner().run_internal(std::move(decide));
  if (!result || !std::holds_alternative<store::Committed>(*result))
    throw std::runtime_error("the dispatch cycles cannot be set: " +
                             (result ? runtime::outcome_error(*result).detail : result.error().detail));
}

std::vector<std::string> Dispatch::seen_items(const MonitorOverlay& world, const std::string& cycle,
                                              const Actor& actor) const {
  std::vector<std::string> out;
  for (const auto& id : indexes_.items_of(cycle))
    if (sees_item(world, world.find<DispatchItem>(id)->state, actor)) out.push_back(id);
  std::sort(out.begin(), out.end(), [&](const std::string& a, const std::string& b) {
    return comes_first(world.find<DispatchItem>(a)->state.line, world.find<DispatchItem>(b)->state.line);
  });
  return out;
}

Task<bus::Reply> Dispatch::list(bus::Request request) {
  const auto page = runtime::read_page<ByCycle>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = runtime::query_choice<CycleState>(request.query, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const auto year = runtime::query_number(request.query, "year");
  if (!year) co_return problem_reply(year.error(), request);
  const MonitorOverlay world(backend_.world());
  Json items = Json::array();
  const auto walked = runtime::walk(
      indexes_.cycles(), *page,
      [&](const ByCycle& line) {
        const auto& cycle = world.find<DispatchCycle>(line.cycle.str())->state;
        return (!*state || **state == cycle.state) && (!*year || **year == cycle.first_day.year());
      },
      [&](const ByCycle& line) {
        const std::string id = line.cycle.str();
        std::vector<const DispatchItem*> seen;
        for (const auto& item : seen_items(world, id, request.actor))
          seen.push_back(&world.find<DispatchItem>(item)->state);
        items.push_back(cycle_view(id, *world.find<DispatchCycle>(id), request.actor, seen));
      });
  co_return runtime::list_reply(items, walked);
}

Task<bus::Reply> Dispatch::get(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto* cycle = world.find<DispatchCycle>(id);
  if (!cycle) co_return problem_reply(no_cycle(id), request);
  const Instant now = backend_.now();
  std::vector<const DispatchItem*> items;
  std::set<std::string> problems;
  std::map<std::string, Json> lines = {{"moved", Json::array()}, {"not_moved", Json::array()}};
  for (const auto& item : seen_items(world, id, request.actor)) {
    const auto& entry = *world.find<DispatchItem>(item);
    items.push_back(&entry.state);
    problems.insert(entry.state.line.problems.begin(), entry.state.line.problems.end());
    lines[entry.state.line.moved ? "moved" : "not_moved"].push_back(item_view(world, entry, cycle->state, now));
  }
  Json view = cycle_view(id, *cycle, request.actor, items);
  view["as_of"] = now.str();
  for (auto& [name, list] : lines)
    view[name] = std::move(list);
  view["minutes"] = codec::encode(minutes_for(request.actor, cycle->state, items, desk_of(world, indexes_).project));
  view["reports_now"] = report_counts(items, cycle->state, now);
  view["problems"] = Json::array();
  for (const auto& problem : problems)
    view["problems"].push_back(problem_line(world, problem, now));
  co_return runtime::object_reply(view, cycle->version);
}

Task<bus::Reply> Dispatch::file(bus::Request request) {
  auto body = runtime::read_body<FileReport>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [request, body = std::move(*body), cycle_id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    const auto* cycle = world.find<DispatchCycle>(cycle_id);
    if (!cycle) return fail(no_cycle(cycle_id));
    if (cycle->state.state == CycleState::open)
      return fail(ErrorCode::too_early,
                  bilingual("周期末日 {0} 之后报送 / reports are filed after the cycle's last day, {0}",
                            cycle->state.last_day));
    const std::string id = item_id(cycle_id, body.project_id);
    const auto* item = world.find<DispatchItem>(id);
    const auto* project = world.find<Project>(body.project_id);
    if (!item || !project || !sees_item(world, item->state, request.actor))
      return fail(ErrorCode::not_found, bilingual("不在本期调度范围：{0} / not on this agenda: {0}", body.project_id));
    auto decision = decide_file(id, cycle->state, item->state, project->state, body, context);
    if (!decision) return fail(decision.error());
    return MonitorPlan(std::move(*decision), [id, cycle_id, now = context.now](const MonitorOverlay& after) {
      const auto& entry = *after.find<DispatchItem>(id);
      return runtime::object_reply(item_view(after, entry, after.find<DispatchCycle>(cycle_id)->state, now),
                                   entry.version, "/v1/dispatch-cycles/" + cycle_id);
    });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

Task<bus::Reply> Dispatch::minutes(bus::Request request) {
  auto body = runtime::read_body<FileDispatchMinutes>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [this, request, body = std::move(*body), id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    const auto* cycle = world.find<DispatchCycle>(id);
    if (!cycle) return fail(no_cycle(id));
    if (auto current = runtime::check_version(request, cycle->version); !current) return fail(current.error());
    auto decision = decide_dispatch_minutes(id, cycle->state, body, desk_of(world, indexes_), context);
    if (!decision) return fail(decision.error());
    return MonitorPlan(std::move(*decision), [id](const MonitorOverlay& after) {
      const auto& entry = *after.find<DispatchCycle>(id);
      Json view = cycle_view(id, entry.state, entry.version);
      view["minutes"] = codec::encode(entry.state.minutes);  // who may file them reads everything
      return runtime::object_reply(view, entry.version);
    });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

}  // namespace luodi::monitor
