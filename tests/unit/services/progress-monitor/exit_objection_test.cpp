// An exit that is recorded while the enterprise may still object to its notice says until when; a case whose notice
// stands no longer says how it ended.
#include "services/progress-monitor/domain/exit_objection.hpp"

#include <gtest/gtest.h>

#include "services/progress-monitor/domain/announce_exit.hpp"
#include "services/progress-monitor/domain/exit_explain.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
// Told to leave on Friday 9 September 2022, before the three days of Mid-Autumn.
Accord told_to_leave() {
  auto a = owing(ObligationKind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  a.run_due(at("2022-09-09"));
  EXPECT_EQ(a.only_exit().state, ExitState::noticed);
  return a;
}
std::optional<domain::ExitObjection> left(const Accord& a, Instant now) {
  return objection_left(a.performance().exits, context(now, k_bureau));
}

TEST(ExitObjection, RunsFiveWorkingDaysFromTheIssue) {
  const auto a = told_to_leave();
  const auto first = left(a, at("2022-09-09"));
  ASSERT_TRUE(first);
  EXPECT_EQ(first->until, day("2022-09-19"));
  EXPECT_EQ(first->text,
            "2022-09-09 的退出通知留有收到后 5 个工作日的陈述、申辩期，自发出之日起算，至 "
            "2022-09-19（含当日）；期内提出的仍须"
            "受理 / the exit notice of 2022-09-09 leaves 5 working days after its receipt to object: counted from its "
            "issue they run until 2022-09-19 inclusive; an objection within them is still heard");
  EXPECT_TRUE(left(a, at("2022-09-19", 23, 59)));
  EXPECT_FALSE(left(a, at("2022-09-20")));
}

TEST(ExitObjection, ThereIsNoneToWhatDoesNotStandOrLeavesNoDays) {
  auto limited = owing(ObligationKind::deposit, "2022-07-10");
  limited.run_due(at("2022-08-09"));
  EXPECT_FALSE(left(limited, at("2022-08-09")));
  auto older = told_to_leave();
  older.exits.begin()->second.exit_notice->letter->objection_working_days.reset();
  EXPECT_FALSE(left(older, at("2022-09-09")));
  auto withdrawn = told_to_leave();
  withdrawn.exits.begin()->second.state = ExitState::withdrawn;
  EXPECT_FALSE(left(withdrawn, at("2022-09-09")));
  auto mail_alone = told_to_leave();
  mail_alone.exits.begin()->second.exit_notice->letter.reset();
  EXPECT_FALSE(left(mail_alone, at("2022-09-09")));
}

TEST(ExitObjection, NamesNoDayOfACalendarThatIsNotPublished) {
  auto a = told_to_leave();
  a.exits.begin()->second.exit_notice->letter->issued_on = day("2026-12-30");
  const auto open = left(a, at("2026-12-30"));
  ASSERT_TRUE(open);
  EXPECT_FALSE(open->until);
  EXPECT_NE(open->text.find("末日待节假日安排公布后确定"), std::string::npos) << open->text;
}

TEST(ExitObjection, TheExitOfThatDayIsRecordedSaysItAndSoDoesItsMail) {
  auto a = told_to_leave();
  Exit c;
  c.reason = "期限内未履约";
  for (const auto& kind : book().all().front().environment.exit.settlement) {
    domain::SettlementItem line;
    line.kind = kind.id;
    line.settled = true;
    line.note = "未发生";
    c.settlement.push_back(line);
  }
  const auto now = context(at("2022-09-09", 15), k_bureau);
  ExitAround around;
  around.objection = left(a, now.now);
  const auto done = decide_exit("prj_1", a.story.project, around, c, now);
  ASSERT_TRUE(done) << done.error().detail;
  EXPECT_EQ(done->events[0].data.at("objection").at("until"), "2022-09-19");
  const auto exited = *codec::decode<domain::ProjectExited>(done->events[0].data);
  a.story.tell(exited, "2022-09-09");
  const auto news = announce_exited("prj_1", a.story.project, exited, {at("2022-09-10"), "", {}});
  ASSERT_TRUE(news);
  EXPECT_NE(news->text.find("至 2022-09-19（含当日）；期内提出的仍须受理。"), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("run until 2022-09-19 inclusive"), std::string::npos) << news->text;
  const auto later = decide_exit("prj_1", a.story.project = told_to_leave().story.project, {}, c, now);
  ASSERT_TRUE(later);
  EXPECT_FALSE(later->events[0].data.contains("objection")) << "stored as before where nothing runs";
}

TEST(ExitCase, SaysOfItselfHowItEndedAndWhen) {
  auto a = owing(ObligationKind::deposit, "2022-07-10");
  a.run_due(at("2022-08-09"));
  EXPECT_EQ(says_now(a.only_exit()), a.only_exit().text) << "it asks";
  auto cured = a;
  ASSERT_TRUE(cured.honour(first_owed(cured), "2022-09-01", "2022-09-20"));
  cured.care("2022-09-20");
  EXPECT_EQ(
      says_now(cured.only_exit()),
      "已于 2022-09-01 在期限内履约，通知自 2022-09-20 起不再有效 / performed on 2022-09-01, within the limit: the "
      "notice stands no longer since 2022-09-20");
  auto moved = a;
  CorrectObligation later;
  later.due_on = day("2022-10-01");
  ASSERT_TRUE(moved.correct(first_owed(moved), later, "2022-08-20"));
  moved.care("2022-08-20");
  EXPECT_EQ(
      says_now(moved.only_exit()),
      "约定日期已改为 2022-10-01，通知自 2022-08-20 起不再有效 / the agreed day was moved to 2022-10-01: the notice "
      "stands no longer since 2022-08-20");
  auto withdrawn = a;
  const auto& [id, exit] = *withdrawn.exits.begin();
  withdrawn.take(*decide_withdraw_exit({id, &exit, &a.story.project}, {"已协商"}, context(at("2022-08-21"), k_bureau)),
                 at("2022-08-21"));
  EXPECT_EQ(says_now(withdrawn.only_exit()),
            "通知已于 2022-08-21 撤回：已协商 / the notice was withdrawn on 2022-08-21: 已协商");
  a.story.leave("2022-08-22");
  a.care("2022-08-23");
  EXPECT_EQ(says_now(a.only_exit()), "项目已于 2022-08-22 退出 / the project has exited on 2022-08-22");
}
}  // namespace
}  // namespace luodi::monitor::test
