// What of a cycle a park sees: the totals of its own lines, at every step of the cycle.
#include "services/progress-monitor/domain/dispatch_part.hpp"

#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
// prj_1 stood still, prj_2 moved; both owe a report until 1 July 17:00, the cycle closes on 6 July.
struct Part : testing::Test {
  Desk desk = slow_and_quick();
  const DispatchCycle& cycle() const { return desk.cycles.at("2022-06-H2"); }
  const DispatchItem* item(const std::string& project) const { return &desk.items.at("2022-06-H2_" + project); }
  void file(const std::string& project, Instant when) {
    FileReport body;
    body.text = "正在推进";
    body.light_reason = "图纸变更";
    const std::string id = "2022-06-H2_" + project;
    ASSERT_TRUE(desk.file(id, body, when, actor(Role::park, desk.items.at(id).line.org, "parkuser")));
  }
  static std::string text(const DispatchCycle& cycle) { return codec::encode(cycle).dump(); }
};

TEST_F(Part, BeforeAnythingIsCountedNothingIsAdded) {
  DispatchCycle open;
  EXPECT_EQ(text(seen_part(open, {})), text(open));
  EXPECT_FALSE(seen_part(cycle(), {item("prj_1")}).reports_due) << "the deadline is ahead";
}

TEST_F(Part, WhoSeesNoLineSeesNoTotal) {
  file("prj_2", at("2022-07-01", 10));
  desk.run_due(at("2022-07-06"));
  const auto none = seen_part(cycle(), {});
  EXPECT_EQ(codec::encode(*none.agenda), codec::encode(AgendaTotals()));
  EXPECT_EQ(codec::encode(*none.reports_due), codec::encode(DeadlineTotals()));
  EXPECT_EQ(codec::encode(*none.reports), codec::encode(ReportTotals()));
  EXPECT_EQ(none.state, CycleState::closed);
  EXPECT_EQ(none.deadlines.closes_at, cycle().deadlines.closes_at);
}

TEST_F(Part, ItsOwnLinesAreCountedAsTheCycleCountedThem) {
  file("prj_2", at("2022-07-01", 17));
  file("prj_1", at("2022-07-01", 17, 1));
  desk.run_due(at("2022-07-06"));
  EXPECT_EQ(text(seen_part(cycle(), {item("prj_1"), item("prj_2")})), text(cycle())) << "all lines, all totals";
  const auto slow = seen_part(cycle(), {item("prj_1")});
  EXPECT_EQ(slow.agenda->lines, 1);
  EXPECT_EQ(slow.agenda->not_moved, 1);
  EXPECT_EQ(slow.reports_due->missing, 1);
  EXPECT_EQ(slow.reports_due->in_time, 0);
  EXPECT_EQ(slow.reports->late, 1);
  const auto quick = seen_part(cycle(), {item("prj_2")});
  EXPECT_EQ(quick.agenda->moved, 1);
  EXPECT_EQ(quick.reports_due->in_time, 1) << "17:00 sharp";
  EXPECT_EQ(quick.reports->in_time, 1);
}

TEST_F(Part, WhatWasFiledAfterTheCloseWasMissingAtIt) {
  desk.run_due(at("2022-07-06"));
  file("prj_1", at("2022-07-06", 9));
  EXPECT_EQ(seen_part(cycle(), {item("prj_1")}).reports->missing, 1);
}
}  // namespace
}  // namespace luodi::monitor::test
