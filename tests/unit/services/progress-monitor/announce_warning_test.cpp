// What a warning says: what was counted and what was not, until when, and what comes next.
#include "services/progress-monitor/domain/announce.hpp"

#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
// All warnings of a project that stands still until `now`, as they are told then.
std::string told_by(const std::string& reading, int limit, const domain::Project& project, std::string_view now) {
  const auto policies = book_with([&](policy::Policy& p) {
    p.interview.idle_reading = reading;
    p.interview.idle_limit = limit;
  });
  Ledger l(project, policies);
  l.evaluate(at(now));
  std::string out;
  for (const auto& [raised, when] : l.log) {
    if (raised.fact != domain::WarningRaised::fact) continue;
    const auto warning = *codec::decode<domain::WarningRaised>(raised.data);
    const WarningNews news{"prj_1", &project, &warning, &l.watch->episodes.back()};
    out += announce_warning(news, {at(now), "l", {}, &policies}).text + "\n";
  }
  return out;
}

TEST(AnnounceWarning, AWarningByRollingDaysSpeaksOfTheDaysThatCounted) {
  const auto s = Story().lead(yi(5), "2022-05-25").negotiate("2022-05-25");
  const std::string yellow =
      "项目：测试项目\n责任单位：MY-AX\n截至2022-06-24，自2022-05-"
      "26起连续30日没有有效进展。\n请尽快推进并报送进展材料。\n"
      "依据：mianyang-2022/6\n"
      "Project prj_1: yellow light after 30 days without effective progress, 2022-05-26 to 2022-06-24.\n";
  EXPECT_EQ(told_by("rolling_days", 60, s.project, "2022-06-25"), yellow);
  EXPECT_EQ(told_by("rolling_days", 60, s.project, "2022-07-10"),
            yellow +
                "项目：测试项目\n责任单位：MY-AX\n截至2022-07-09，自2022-05-"
                "26起连续45日没有有效进展。\n满60日仍无进展将启动约谈。\n"
                "依据：mianyang-2022/6\n"
                "Project prj_1: red light after 45 days without effective progress, 2022-05-26 to 2022-07-09; "
                "where nothing moves for 60 days in all, the interview is opened.\n");
  auto paused = s;
  paused.suspend("2022-06-01").resume("2022-06-03");
  EXPECT_NE(told_by("rolling_days", 60, paused.project, "2022-06-27")
                .find("截至2022-06-26，自2022-05-26起扣除不计的日期后连续30日没有有效进展。\n不计：2022年6月1日至"),
            std::string::npos);
}

TEST(AnnounceWarning, AWarningByMonthsSpeaksOfMonthsAndNotOfAnotherOneWhereTheInterviewIsDue) {
  const auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-05-31");
  const auto text = told_by("calendar_months", 2, s.project, "2022-08-01");
  EXPECT_NE(text.find("截至2022-06-30，自2022-06-01起连续1个自然月没有有效进展。\n请尽快"), std::string::npos) << text;
  EXPECT_NE(text.find("截至2022-07-31，自2022-06-01起连续2个自然月没有有效进展。\n已达到约谈条件。\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("周期"), std::string::npos) << text;
}

TEST(AnnounceWarning, ARedLightThatIsToldWithTheInterviewPromisesNoFurtherCycle) {
  const auto s = negotiating();
  const auto in_time = told_by("half_months", 4, s.project, "2022-08-01");
  EXPECT_NE(in_time.find("截至2022-07-31，自2022-06-16起没有有效进展。\n"
                         "到2022年8月上半月结束（2022-08-15，含当日）仍无进展将启动约谈。"),
            std::string::npos)
      << in_time;
  EXPECT_NE(
      in_time.find("at the close of 2022-07-H2, no effective progress since 2022-06-16; where nothing moves until "
                   "2022-08-15 inclusive, the interview is opened.\n"),
      std::string::npos)
      << in_time;
  auto exempt = s;  // the next half month is exempt already: the day is the one that is true
  exempt.claim("exm_1", "2022-08-H1", 1, "2022-07-20").decide("exm_1", true, 1, "2022-07-25");
  const auto later = told_by("half_months", 4, exempt.project, "2022-08-01");
  EXPECT_NE(later.find("到2022年8月下半月结束（2022-08-31，含当日）仍无进展"), std::string::npos) << later;
  const auto months = told_by("calendar_months", 2, s.project, "2022-09-01");
  EXPECT_NE(months.find("已达到约谈条件。"), std::string::npos) << months << "red with the interview";
  EXPECT_NE(months.find("; the interview is due.\n"), std::string::npos) << months;
}

// A correction, or an outage, brings a light of long ago: what it threatened with has come or never will.
TEST(AnnounceWarning, AWarningThatIsRecordedAfterTheFactSaysWhatCameOfItAndThreatensNobody) {
  const auto text = [](const Story& s, std::string_view now) { return told_by("half_months", 4, s.project, now); };
  auto explained = negotiating();
  explained.progress("2022-08-20");
  const auto called = text(explained, "2022-09-16");
  EXPECT_NE(
      called.find(
          "截至2022-07-31，自2022-06-16起没有有效进展。\n本次红灯系事后补记。该次停滞于2022年8月上半月达到约谈条件"),
      std::string::npos)
      << called;
  EXPECT_NE(called.find("2022-07-H2, no effective progress since 2022-06-16; the interview was due at the close of "
                        "2022-08-H1, and what came of it holds.\n"),
            std::string::npos);
  auto rectified = negotiating();
  rectified.progress("2022-08-10").progress("2022-09-05").progress("2022-09-20");
  const auto over = text(rectified, "2022-10-05");
  EXPECT_NE(over.find("本次红灯系事后补记。该次停滞已经结束，现为绿灯，不再因此启动约谈。\n"), std::string::npos)
      << over;
  auto waits = negotiating();  // below the threshold, where a stall waits
  waits.sign("2022-06-10", yi(5)).amend("2022-08-02", Fen::wan(40'000));
  EXPECT_EQ(text(waits, "2022-09-16").find("已经结束"), std::string::npos);
  for (const auto& each : {called, over})
    EXPECT_EQ(each.find("将启动约谈"), std::string::npos) << each;
  const auto in_time = text(rectified, "2022-08-15");  // its half month is the last closed one
  EXPECT_NE(in_time.find("再过一个周期仍无进展将启动约谈。"), std::string::npos)
      << "no day of a stall that is over: " << in_time;
}

// The row is told as one without what lies between its units, so that must be named.
TEST(AnnounceWarning, NamesWhatWasNotCountedWithinIt) {
  auto away = negotiating();
  away.suspend("2022-07-05").resume("2022-07-07");
  const auto suspended = told_by("half_months", 4, away.project, "2022-08-01");
  EXPECT_NE(suspended.find("截至2022-07-31，自2022-06-16起没有有效进展。\n"
                           "不计：2022年7月1日至2022年7月15日，期间项目暂停\n请尽快"),
            std::string::npos)
      << suspended;
  EXPECT_NE(suspended.find("since 2022-06-16; not counted: 2022-07-01 to 2022-07-15 (the project was suspended).\n"),
            std::string::npos)
      << suspended;
  auto excused = negotiating();
  excused.claim("exm_1", "2022-07-H1", 1, "2022-06-20").decide("exm_1", true, 1, "2022-06-25");
  const auto exempt = told_by("half_months", 4, excused.project, "2022-08-01");
  EXPECT_NE(exempt.find("\n不计：2022年7月1日至2022年7月15日，正当理由经认定（不可抗力）\n"), std::string::npos)
      << exempt;
  EXPECT_NE(exempt.find("(exempt, force majeure).\n"), std::string::npos) << exempt;
  auto small = negotiating().sign("2022-06-10", yi(5)).amend("2022-07-05", yi(4)).amend("2022-07-07", yi(5));
  const auto outside = told_by("half_months", 4, small.project, "2022-08-01");
  EXPECT_NE(outside.find("2022-07-15 (not wholly in the scope of interviews).\n"), std::string::npos) << outside;
  EXPECT_EQ(told_by("half_months", 4, negotiating().project, "2022-08-01").find("不计"), std::string::npos);
}
}  // namespace
}  // namespace luodi::monitor::test
