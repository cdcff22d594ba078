// A project that goes to another host: the half month that the former one has not reported is reported by either.
#include "services/progress-monitor/domain/dispatch_reporter.hpp"

#include "services/progress-monitor/domain/dispatch_table.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_gx = actor(Role::park, "MY-GX", "gx");
const Actor k_jk = actor(Role::park, "MY-JK", "jk");
const Actor k_stranger = actor(Role::park, "MY-AN", "an");

// Landed in GX; after the cut-off of June's first half it goes to JK.
struct Reporter : testing::Test {
  Desk desk;
  Story story = industrial();
  const std::string id = "2022-06-H1_prj_1";
  const DispatchItem& item() { return desk.items.at(id); }
  const DispatchCycle& cycle() { return desk.cycles.at("2022-06-H1"); }
  void SetUp() override {
    story.sign("2022-06-02", yi(5)).land("2022-06-05");
    desk.projects["prj_1"] = story.project;
    desk.begin(at("2022-06-01"));
    desk.run_due(at("2022-06-16"));
    ASSERT_EQ(item().line.org, "MY-GX");
  }
  void move() {
    domain::Allocated e;
    e.host = "MY-JK";
    e.former = "MY-GX";
    e.allocated_on = day("2022-06-16");
    desk.projects["prj_1"] = story.tell(e, "2022-06-16").project;
  }
  Expected<void> file(const Actor& who, const std::string& text, const std::string& correction = {}) {
    FileReport report;
    report.text = text;
    report.light_reason = "雨季停工";
    report.correction = correction;
    return desk.file(id, report, at("2022-06-16", 12), who);
  }
  std::string refusal(const Actor& who) {
    const auto refused = file(who, "完成地勘");
    if (refused) return {};
    EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
    return refused.error().detail;
  }
};

TEST_F(Reporter, IsTheEntityOfTheLineOrThatOfToday) {
  EXPECT_FALSE(reporter_since(item().line, story.project));
  EXPECT_TRUE(refusal(k_jk).starts_with("由责任单位MY-GX报送 / ")) << refusal(k_jk);
  move();
  EXPECT_EQ(reporter_since(item().line, story.project), "MY-JK");
  EXPECT_TRUE(refusal(k_stranger).starts_with("由责任单位MY-GX报送，也可由现责任单位MY-JK报送 / "))
      << refusal(k_stranger);
  EXPECT_FALSE(refusal(actor(Role::park, "", "nobody")).empty());
  ASSERT_TRUE(file(k_jk, "完成地勘"));
  ASSERT_TRUE(file(k_gx, "完成地勘和围挡", "补充"));
  const auto& reports = item().reports;
  EXPECT_EQ(reports.at(0).report.org, "MY-JK") << "whose report it is";
  EXPECT_FALSE(codec::encode(reports.at(1)).at("report").contains("org")) << "of the line's own, as ever";
  const auto same = file(k_jk, "完成地勘和围挡", "又一次");
  ASSERT_FALSE(same);
  EXPECT_EQ(same.error().fields.at(0).code, "unchanged") << "whoever says it";
}

TEST_F(Reporter, IsNamedInTheRefusal) {
  domain::Names names;
  names.unit = [](const std::string& code) { return code == "MY-GX" ? std::string("绵阳高新区") : std::string(); };
  auto asked = context(at("2022-06-16", 12), k_stranger);
  asked.names = &names;
  const auto refused = check_may_report(item().line, story.project, asked);
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().detail.starts_with("由责任单位绵阳高新区（MY-GX）报送 / ")) << refused.error().detail;
}

TEST_F(Reporter, StandsInTheTableWhereItIsAnother) {
  const auto state = [&] {
    return dispatch_table("2022-06-H1", cycle(), {&item()}, {}, at("2022-06-16", 13), OrgNames(),
                          [](const std::string& problem) { return problem; })
        .rows.at(0)
        .at(15)
        .text;
  };
  move();
  ASSERT_TRUE(file(k_jk, "完成地勘"));
  EXPECT_EQ(state(), "已报送（由MY-JK报送）");
  ASSERT_TRUE(file(k_gx, "完成地勘和围挡", "补充"));
  EXPECT_EQ(state(), "已报送");
}
}  // namespace
}  // namespace luodi::monitor::test
