// After an exit notice the exit is recorded by a day: told before it, told when it is over.
#include "services/progress-monitor/domain/announce_exit.hpp"
#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
// Told to leave on 9 September 2022: the limit of a deposit of 10 July ended the day before.
Accord told_to_leave() {
  auto a = Accord::signed_on("2022-06-10");
  EXPECT_TRUE(a.owe(ObligationKind::deposit, "2022-07-10"));
  a.run_due(at("2022-08-09"));
  a.run_due(at("2022-09-09"));
  EXPECT_EQ(a.only_exit().state, ExitState::noticed);
  return a;
}

TEST(ExitRecord, IsDueTwentyWorkingDaysAfterTheNoticeAndToldTwice) {
  auto a = told_to_leave();
  const auto& exit = a.only_exit();
  ASSERT_EQ(exit.exit_notice->record_by, day("2022-10-13")) << "mid-autumn and the national days lie between";
  EXPECT_EQ(a.next_care, at("2022-10-12"));
  a.run_due(at("2022-10-11", 23, 59));
  EXPECT_FALSE(exit.record_due);
  EXPECT_FALSE(codec::encode(exit).contains("record_due"));
  a.run_due(at("2022-10-12"));
  ASSERT_TRUE(exit.record_due);
  EXPECT_FALSE(exit.record_due->overdue);
  EXPECT_EQ(a.next_care, at("2022-10-14"));
  a.run_due(at("2022-10-13", 23, 59));
  a.run_due(at("2022-10-14"));
  EXPECT_TRUE(exit.record_due->overdue);
  a.run_due(at("2022-12-01"));
  EXPECT_EQ(a.told_of(ExitRecordDue::fact), 2) << "once each";
  EXPECT_EQ(exit.state, ExitState::noticed) << "it stays told to leave";
}

TEST(ExitRecord, AnOutageTellsThatItIsOverAlone) {
  auto a = told_to_leave();
  a.run_due(at("2022-11-01"));
  EXPECT_TRUE(a.only_exit().record_due->overdue);
  EXPECT_EQ(a.told_of(ExitRecordDue::fact), 1);
}

TEST(ExitRecord, WhoHasLeftInTimeIsNotAskedFor) {
  auto a = told_to_leave();
  a.story.leave("2022-10-01");
  a.run_due(at("2022-11-01"));
  EXPECT_EQ(a.only_exit().state, ExitState::exited);
  EXPECT_EQ(a.told_of(ExitRecordDue::fact), 0);
  auto old = told_to_leave();
  old.exits.begin()->second.exit_notice->record_by.reset();  // a notice from before the day was kept
  old.run_due(at("2022-11-01"));
  EXPECT_EQ(old.told_of(ExitRecordDue::fact), 0);
}

TEST(ExitRecord, TheBureauIsTold) {
  auto a = told_to_leave();
  a.run_due(at("2022-10-14"));
  const auto& exit = a.only_exit();
  const auto news = announce_record_due("ext_1", exit, *exit.record_due, a.story.project, OrgNames());
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->to_bureau && news->org.empty());
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->text.find("应于2022-10-13前（含当日）登记退出并逐项清算，逾期尚未登记"), std::string::npos)
      << news->text;
  const ExitRecordDue reminder{day("2022-10-13"), false};
  EXPECT_FALSE(announce_record_due("ext_1", exit, reminder, a.story.project, OrgNames())) << "it is overdue by now";
  auto gone = exit;
  gone.state = ExitState::withdrawn;
  EXPECT_FALSE(announce_record_due("ext_1", gone, *exit.record_due, a.story.project, OrgNames()));
  const auto notice = announce_exit_notice("ext_1", exit, *exit.exit_notice, a.story.project, OrgNames());
  EXPECT_NE(notice->text.find("由市投资促进部门于2022-10-13前（含当日）办理项目退出，并逐项清算；其他收件单位知悉"),
            std::string::npos)
      << notice->text;
}
}  // namespace
}  // namespace luodi::monitor::test
