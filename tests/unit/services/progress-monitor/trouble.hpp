#pragma once
// Trouble is one problem with its project in a test: what a decision says is told to both, and run_due() plays the due
// queue.
#include <algorithm>
#include <map>

#include "services/progress-monitor/domain/problem_decide.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

inline const Actor k_park = actor(Role::park, "MY-AX", "parkuser");  // first-talk owner of the story
inline const Actor k_bureau = actor(Role::bureau, "", "bureauuser");
inline const Actor k_reviewer = actor(Role::reviewer, "", "landuser");

struct Trouble {
  Story story = negotiating();
  std::string id;
  std::optional<Problem> problem;
  std::map<std::string, Instant> jobs;
  domain::Decision last;

  CityBodies bodies{
      {{"MY-GX", "绵阳高新区"}, {"MY-AX", "安州区"}, {"MY-JK", "绵阳经开区"}}, {{"MY-SH", "驻上海办事处"}}, {"GDGS"}};

  Hindered on() const { return {"prj_1", &story.project, bodies}; }
  Expected<void> take(Expected<domain::Decision> d, Instant when, const Actor& who) {
    if (!d) return fail(d.error());
    for (const auto& e : d->events) {
      domain::EventMeta meta;
      meta.at = when;
      meta.actor = who.username;
      if (e.kind == Problem::kind) {
        if (!problem) problem.emplace();
        id = e.subject;
        EXPECT_TRUE(domain::apply_fact(*problem, e.fact, e.data, meta)) << e.fact;
      } else {
        EXPECT_TRUE(domain::apply_fact(story.project, e.fact, e.data, meta)) << e.fact;
      }
    }
    for (const auto& deadline : d->deadlines) {
      if (deadline.verb == domain::Deadline::Verb::schedule)
        jobs[deadline.job] = deadline.at;
      else
        jobs.erase(deadline.job);
    }
    last = std::move(*d);
    return {};
  }
  Expected<void> report(const Actor& who, std::optional<CivilDate> due_on = {}) {
    ReportProblem c;
    c.title = "用地指标未落实";
    c.due_on = due_on;
    const Instant when = at("2022-06-20", 9);
    const std::vector<Concerning<Problem>> none;
    return take(decide_report_problem(on(), &none, c, context(when, who)), when, who);
  }
  template <class Decide, class Body>
  Expected<void> give(Decide decide, const Body& body, Instant when, const Actor& who) {
    return take(decide(id, *problem, on(), body, context(when, who)), when, who);
  }
  void run_due(Instant when) {
    for (int i = 0; i < 10; ++i) {
      const auto job = std::find_if(jobs.begin(), jobs.end(), [&](const auto& j) { return j.second <= when; });
      if (job == jobs.end()) return;
      jobs.erase(job);
      auto d = decide_problem_due(id, *problem, on(), context(when, k_bureau));
      EXPECT_TRUE(take(std::move(d), when, actor(Role::bureau, "", "system")));
    }
    ADD_FAILURE() << "it never ends";
  }
};
template <class T>
ErrorCode code(const Expected<T>& d) {
  return d ? ErrorCode::internal : d.error().code;
}
inline ResolveProblem solved(std::vector<domain::Evidence> evidence = {}) {
  return {"已解决", std::move(evidence)};
}

}  // namespace luodi::monitor::test
