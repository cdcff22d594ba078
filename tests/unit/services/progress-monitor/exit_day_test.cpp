#include "services/progress-monitor/domain/exit_day.hpp"

#include <gtest/gtest.h>

#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
// Each by its own day, in dry_run as well: a rule refuses, nothing else asks.
TEST(Exit, LiesBehindWhatIsRecordedOfTheProject) {
  Exit c;
  c.reason = "投资方撤回";
  const auto refused_on = [&](const Story& s, std::string_view on, const ExitAround& around = {}) {
    c.on = day(on);
    const auto done = decide_exit("prj_1", s.project, around, c, context(at("2023-01-04"), k_bureau));
    if (done) return std::string();
    EXPECT_EQ(done.error().fields.at(0).pointer, "/on");
    EXPECT_EQ(done.error().fields.at(0).code, "before_last_fact");
    return done.error().fields.at(0).message;
  };
  const auto expect_after = [&](const Story& s, std::string_view last, std::string_view what,
                                const ExitAround& around = {}) {
    const std::string before = day(last).plus_days(-1).str();
    const auto message = refused_on(s, before, around);
    for (const auto& part : {before, std::string(last), std::string(what)})
      EXPECT_NE(message.find(part), std::string::npos) << message;
    EXPECT_EQ(refused_on(s, last, around), "") << "on the same day";
  };
  expect_after(negotiating().progress("2022-08-22"), "2022-08-22", "进展“");
  expect_after(negotiating().funds("2022-08-01", yi(1), true), "2022-08-01", "到位资金（fnd_");
  expect_after(negotiating().amend("2022-07-05", yi(6)), "2022-07-05", "协议变更");
  expect_after(negotiating().suspend("2022-07-01"), "2022-07-01", "项目暂停");
  expect_after(negotiating().suspend("2022-07-01").resume("2022-07-20"), "2022-07-20", "项目恢复");
  expect_after(negotiating(), "2022-09-06", "约谈启动", {{}, day("2022-09-06")});
  ExitAround told;
  told.told_to_leave = day("2022-09-07");
  expect_after(negotiating(), "2022-09-07", "退出告知", told);
  auto approved = negotiating();
  approved.tell(domain::ProjectExitApproved{"会议纪要〔2023〕1号", "同意", day("2023-01-03")}, "2023-01-03");
  expect_after(approved, "2023-01-03", "会议纪要〔2023〕1号", {day("2022-08-01"), {}});
  EXPECT_EQ(refused_on(approved, "2022-09-30"), "") << "that needs no approval";
}

TEST(Exit, IsNotHeldUpByWhatWasTakenBack) {
  auto s = negotiating().progress("2022-08-22");
  s.project.progress.back().retracted_by = "bureauuser";
  Exit c{day("2022-08-01"), "投资方撤回", {}};
  EXPECT_TRUE(decide_exit("prj_1", s.project, {}, c, context(at("2022-09-06"), k_bureau)));
}

TEST(Exit, IsHeldUpByAnAmendmentOfTodayNotByOneThatIsYetToComeNorByFundsThatWereNone) {
  Exit c{day("2022-08-01"), "投资方撤回", {}};
  const auto allowed = [&](const Story& s) {
    return decide_exit("prj_1", s.project, {}, c, context(at("2022-09-06", 12), k_bureau)).has_value();
  };
  EXPECT_FALSE(allowed(negotiating().amend("2022-09-06", yi(6))));
  EXPECT_TRUE(allowed(negotiating().amend("2022-09-07", yi(6), "2022-09-06")));
  auto none = negotiating().funds("2022-08-20", yi(1), true);
  EXPECT_FALSE(allowed(none));
  none.project.funds.front().amount_fen = Fen();
  EXPECT_TRUE(allowed(none));
}

TEST(ExitCase, AProjectWasToldToLeaveOnTheFirstDayThatAnyOfItsCasesSaid) {
  ExitCase early;
  early.state = ExitState::noticed;
  early.exit_notice.emplace().limit_until = day("2022-09-08");
  auto late = early;
  late.exit_notice->limit_until = day("2022-10-08");
  EXPECT_EQ(told_to_leave_on({{"ext_1", &late}, {"ext_2", &early}}), day("2022-09-09"));
  EXPECT_EQ(told_to_leave_on({{"ext_2", &early}, {"ext_1", &late}}), day("2022-09-09"));
  early.state = ExitState::cured;
  EXPECT_EQ(told_to_leave_on({{"ext_2", &early}, {"ext_1", &late}}), day("2022-10-09"));
}
}  // namespace
}  // namespace luodi::monitor::test
