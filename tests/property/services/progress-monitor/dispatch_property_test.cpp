// Dispatch cycles are level-triggered: however the due queue runs (every day, days late, twice, in one jump after an
// outage), the same facts leave the same cycles and the same lines. Random cities, compared with the prompt run.
#include <rapidcheck.h>

#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
constexpr int k_days = 75;
const CivilDate k_first = day("2022-09-10");  // over the holidays of October

// What a run leaves, without the instants at which the machine got round to it.
std::string conclusion(const Desk& desk) {
  std::string out;
  for (const auto& [id, cycle] : desk.cycles) {
    auto copy = cycle;
    copy.opened_at = copy.updated_at = {};
    out += id + codec::encode(copy).dump() + "\n";
  }
  for (const auto& [id, item] : desk.items)
    out += id + codec::encode(item.line).dump() + "\n";
  return out;
}

std::map<std::string, domain::Project> random_city() {
  std::map<std::string, domain::Project> city;
  const int projects = *rc::gen::inRange(1, 6);
  for (int i = 0; i < projects; ++i) {
    const auto begins = k_first.plus_days(*rc::gen::inRange(0, 30));
    auto s = industrial(begins.str(), *rc::gen::element(yi(5), Fen::of(yi(5).value() - 1), yi(50)));
    s.project.industry_code = *rc::gen::element<std::string>("3985", "0610", "6510", "");
    for (CivilDate d = begins.plus_days(1); d < k_first.plus_days(k_days); d = d.plus_days(*rc::gen::inRange(1, 20))) {
      const auto told = d.plus_days(*rc::gen::inRange(0, 25)).str();  // late evidence too
      switch (*rc::gen::inRange(0, 5)) {
        case 0:
          s.progress(d.str(), domain::ProgressKind::milestone, true, told);
          break;
        case 1:
          s.progress(d.str(), domain::ProgressKind::visit, false, told);
          break;
        case 2: {
          domain::ProjectPlanned plan;
          plan.milestones = {{"a", "节点", d.plus_days(*rc::gen::inRange(-10, 30)), std::nullopt}};
          plan.changes = {{"a", d.str(), plan.milestones[0].target_on.str()}};
          plan.reason = "变更";
          s.tell(plan, told);
          break;
        }
        case 3:
          s.funds(d.str(), Fen::wan(1000), true);
          break;
        default:
          s.claim("exm_" + d.str(), HalfMonth::of(d).str(), 1, d.str()).decide("exm_" + d.str(), true, 1, told);
          break;
      }
    }
    city["prj_" + std::to_string(i)] = s.project;
  }
  return city;
}

Desk prompt_run(const std::map<std::string, domain::Project>& city) {
  Desk desk;
  desk.projects = city;
  desk.begin(instant_at(k_first));
  for (int i = 0; i <= k_days; ++i)
    desk.run_due(instant_at(k_first.plus_days(i)));
  return desk;
}

TEST(DispatchProperty, LateAndRepeatedRunsLeaveTheSameCycles) {
  EXPECT_TRUE(rc::check([] {
    const auto city = random_city();
    const auto expected = conclusion(prompt_run(city));
    Desk desk;
    desk.projects = city;
    desk.begin(instant_at(k_first));
    for (int i = 0; i <= k_days; i += *rc::gen::inRange(1, 16)) {
      const Instant now = instant_at(k_first.plus_days(i), *rc::gen::inRange(0, 24));
      if (*rc::gen::inRange(0, 4) == 0) desk.begin(now);  // a new process
      desk.run_due(now, now);
      for (const auto& [id, cycle] : std::map(desk.cycles))
        if (*rc::gen::inRange(0, 3) == 0) desk.run_job(id, now);  // delivered twice
    }
    const Instant end = instant_at(k_first.plus_days(k_days));
    desk.run_due(end, end);
    RC_ASSERT(conclusion(desk) == expected);
  }));
}

TEST(DispatchProperty, OneJumpOverAnOutageLeavesTheSameCycles) {
  EXPECT_TRUE(rc::check([] {
    const auto city = random_city();
    const Instant end = instant_at(k_first.plus_days(k_days));
    Desk desk;
    desk.projects = city;
    desk.begin(instant_at(k_first));
    desk.run_due(end, end);
    RC_ASSERT(conclusion(desk) == conclusion(prompt_run(city)));
  }));
}
}  // namespace
}  // namespace luodi::monitor::test
