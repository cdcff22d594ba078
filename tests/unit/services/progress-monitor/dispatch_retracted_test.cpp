// What the report of an earlier cycle counted and was taken back since stands in the next one.
#include "services/progress-monitor/domain/dispatch_retracted.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
Story& take_back(Story& s, std::size_t report, std::string_view on) {
  return s.tell(taken_back(s.project, s.project.progress.at(report).id, "已撤销：未见 / taken back: 未见"), on,
                "officer");
}
// The line of each cycle, drawn at its cut-off or whenever somebody looks after it.
DispatchLine line(const Story& s, std::string_view of, std::optional<std::string_view> looked = {}) {
  Desk desk;
  desk.projects["prj_1"] = s.project;
  desk.begin(instant_at(cycle(of).first_day()));
  const Instant cut_off = cycle(of).closes_at();
  desk.run_due(cut_off, looked ? at(*looked) : cut_off);
  return desk.items.at(std::string(of) + "_prj_1").line;
}

TEST(DispatchRetracted, TheNextCycleNamesWhatWasTakenBack) {
  auto s = industrial("2022-06-01");
  s.progress("2022-06-20");
  take_back(s, 0, "2022-07-05");
  const auto june = line(s, "2022-06-H2");
  EXPECT_TRUE(june.moved) << "it goes on saying what was known at its cut-off";
  EXPECT_TRUE(june.retracted.empty());
  const auto july = line(s, "2022-07-H1");
  ASSERT_EQ(july.retracted.size(), 1U);
  EXPECT_EQ(july.retracted.front(), "2022-06-20 节点完成：已撤销：未见 / taken back: 未见");
  EXPECT_EQ(line(s, "2022-07-H1", "2022-08-20").retracted, july.retracted) << "drawn late it is the same";
  EXPECT_TRUE(line(s, "2022-07-H2").retracted.empty()) << "named once";
}

TEST(DispatchRetracted, WhatNeverCountedOrCameAndWentWithinTheCycleIsNotNamed) {
  auto s = industrial("2022-06-01");
  s.progress("2022-06-20", domain::ProgressKind::visit, false).progress("2022-07-02");
  take_back(s, 0, "2022-07-05");
  take_back(s, 1, "2022-07-06");
  EXPECT_TRUE(line(s, "2022-07-H1").retracted.empty());
}

TEST(DispatchRetracted, CorrectedFundsAndExemptionsAreNamed) {
  auto s = industrial("2022-06-01");
  s.funds("2022-06-20", yi(1), true).claim("exm_1", "2022-06-H2", 1, "2022-06-20");
  s.decide("exm_1", true, 1, "2022-06-21");
  domain::FundsCorrected funds;
  funds.id = s.project.funds.front().id;
  funds.injected_on = day("2022-06-20");
  funds.reason = "误记";
  s.tell(funds, "2022-07-05", "officer");
  s.tell(domain::ExemptionCorrected{"exm_1", false, 0, "不属实", "公告不含本园区"}, "2022-07-06", "officer");
  const auto told = line(s, "2022-07-H1").retracted;
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told.at(0), "到位资金 2022-06-20 1亿元→2022-06-20 0元：误记");
  EXPECT_EQ(told.at(1), "正当理由（不可抗力，自2022-06-H2） 已批准1个周期→未批准：公告不含本园区");
  EXPECT_TRUE(line(s, "2022-06-H2").retracted.empty());
}

TEST(DispatchRetracted, ALineOfBeforeIsStoredAsItWas) {
  const auto stored = codec::encode(line(industrial("2022-06-01"), "2022-06-H2"));
  EXPECT_FALSE(stored.contains("retracted")) << stored.dump();
}
}  // namespace
}  // namespace luodi::monitor::test
