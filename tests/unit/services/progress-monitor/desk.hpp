#pragma once
// Desk is a little city in a test: projects, problems, cycles and items, changed only by decisions. It plays the due
// queue: run_due() does what is due until an instant, each job at the later of its time and `not_before`.
#include <map>

#include "services/progress-monitor/domain/dispatch_minutes_decide.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

class Desk {
 public:
  std::map<std::string, domain::Project> projects;
  std::map<std::string, Problem> problems;
  std::map<std::string, DispatchCycle> cycles;
  std::map<std::string, DispatchItem> items;
  std::map<std::string, Instant> jobs;
  std::size_t commits = 0;

  explicit Desk(const policy::PolicyBook& policies = book()) : policies_(policies) {}

  DispatchDesk desk() const {
    DispatchDesk out;
    out.cycle = [this](const std::string& id) { return find(cycles, id); };
    out.item = [this](const std::string& id) { return find(items, id); };
    out.project = [this](const std::string& id) { return find(projects, id); };
    out.each_project = [this](const DispatchDesk::VisitProject& visit) {
      for (const auto& [id, project] : projects)
        visit(id, project);
    };
    out.projects_behind = [this](const std::string& after, const DispatchDesk::VisitWhile& visit) {
      for (auto it = projects.upper_bound(after); it != projects.end(); ++it)
        if (!visit(it->first, it->second)) return;
    };
    out.listed_through = [this](const std::string& cycle) {
      std::string last;
      for (const auto& [id, item] : items)
        if (item.line.cycle.str() == cycle) last = std::max(last, item.line.project_id);
      return last;
    };
    out.each_problem = [this](const std::string& project, const DispatchDesk::VisitProblem& visit) {
      for (const auto& [id, problem] : problems)
        if (problem.project_id == project) visit(id, problem);
    };
    return out;
  }
  // As the service does at its start.
  void begin(Instant now) {
    const HalfMonth next =
        cycles.empty() ? first_cycle(desk(), civil_date(now)) : cycle(cycles.rbegin()->first).plus(1);
    for (const auto& [id, each] : cycles)
      if (each.state != CycleState::closed) jobs[dispatch_job(cycle(id))] = now;
    jobs[dispatch_job(next)] = instant_at(next.first_day());
  }
  void run_due(Instant until, Instant not_before) {
    for (;;) {
      auto next = jobs.end();
      for (auto it = jobs.begin(); it != jobs.end(); ++it)
        if (it->second <= until && (next == jobs.end() || it->second < next->second)) next = it;
      if (next == jobs.end()) return;
      const Instant when = std::max(next->second, not_before);
      const std::string id = next->first.substr(next->first.find(':') + 1);
      jobs.erase(next);
      run_job(id, when);
    }
  }
  void run_due(Instant until) { run_due(until, Instant()); }
  void run_job(const std::string& id, Instant when) {
    take(decide_dispatch(id, desk(), context(when, actor(Role::bureau, "", "system"), policies_)), when, "system");
  }
  Expected<void> file(const std::string& id, FileReport body, Instant when, const Actor& who) {
    body.project_id = items.at(id).line.project_id;
    auto d = decide_file(id, cycles.at(items.at(id).line.cycle.str()), items.at(id), projects.at(body.project_id), body,
                         context(when, who, policies_));
    if (!d) return fail(d.error());
    take(*d, when, who.username);
    return {};
  }
  Expected<void> file_minutes(const std::string& id, const FileDispatchMinutes& body, Instant when, const Actor& who) {
    auto d = decide_dispatch_minutes(id, cycles.at(id), body, desk(), context(when, who, policies_));
    if (!d) return fail(d.error());
    take(*d, when, who.username);
    return {};
  }
  void take(const domain::Decision& decision, Instant when, const std::string& who) {
    if (!decision.events.empty()) ++commits;
    for (const auto& raised : decision.events) {
      domain::EventMeta meta;
      meta.at = when;
      meta.actor = who;
      const auto done = raised.kind == DispatchCycle::kind
                            ? domain::apply_fact(cycles[raised.subject], raised.fact, raised.data, meta)
                            : domain::apply_fact(items[raised.subject], raised.fact, raised.data, meta);
      EXPECT_TRUE(done) << raised.kind << "." << raised.fact;
    }
    for (const auto& deadline : decision.deadlines)
      jobs[deadline.job] = deadline.at;
  }

 private:
  template <class A>
  static const A* find(const std::map<std::string, A>& among, const std::string& id) {
    const auto it = among.find(id);
    return it == among.end() ? nullptr : &it->second;
  }
  const policy::PolicyBook& policies_;
};

// In dispatch scope from the start of its negotiation on.
inline Story industrial(std::string_view on = "2022-06-01", Fen amount = yi(5)) {
  Story s;
  s.lead(amount, on).negotiate(on);
  s.project.industry_code = "3985";
  return s;
}

// The first of July: in the second half of June prj_1 stood still and moved a target, prj_2 moved.
inline Desk slow_and_quick(const policy::PolicyBook& policies = book()) {
  Desk desk(policies);
  auto slow = industrial();
  slow.project.name = "停滞项目";
  domain::ProjectPlanned plan;
  plan.milestones = {{"base", "主体封顶", day("2022-06-12"), std::nullopt}};
  plan.changes = {{"base", "2022-06-10", "2022-06-12"}};
  plan.reason = "图纸变更";
  slow.tell(plan, "2022-06-17");
  auto quick = industrial();
  quick.project.name = "推进项目";
  quick.progress("2022-06-20");
  desk.projects["prj_1"] = slow.project;
  desk.projects["prj_2"] = quick.project;
  desk.begin(at("2022-06-01"));
  desk.run_due(at("2022-07-01"));
  return desk;
}

}  // namespace luodi::monitor::test
