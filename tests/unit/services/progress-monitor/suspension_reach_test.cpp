#include "services/progress-monitor/domain/suspension_reach.hpp"

#include <gtest/gtest.h>

#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
Suspend from_day(std::string_view from) {
  Suspend c;
  c.from = day(from);
  c.reason = "企业申请";
  return c;
}
Suspend proved(std::string_view from) {
  auto c = from_day(from);
  c.evidence = {paper(domain::EvidenceKind::approval)};
  c.evidence[0].reference = "绵投促函〔2022〕12号";
  return c;
}
Expected<domain::Decision> asked(const Story& s, const Suspend& c, std::string_view today) {
  return decide_suspension("prj_1", s.project, c, context(at(today, 9), k_bureau));
}
FieldError fault(const Expected<domain::Decision>& refused) {
  return refused || refused.error().fields.empty() ? FieldError{} : refused.error().fields.front();
}
Story& take(Story& s, const Expected<domain::Decision>& decision, std::string_view on) {
  return s.tell(*codec::decode<domain::ProjectSuspended>(decision->events.at(0).data), on);
}

// Registered on 05-26, negotiating since 06-01.
TEST(SuspensionReach, BeginsNeitherBeforeTheLeadNorBeforeTheNegotiation) {
  const auto early = fault(asked(negotiating(), proved("2022-05-01"), "2022-07-16"));
  EXPECT_EQ(early.pointer, "/from");
  EXPECT_EQ(early.code, "before_lead");
  EXPECT_NE(early.message.find("2022-05-26"), std::string::npos) << early.message;
  const auto untalked = fault(asked(negotiating(), proved("2022-05-31"), "2022-07-16"));
  EXPECT_EQ(untalked.code, "before_negotiation");
  EXPECT_NE(untalked.message.find("2022-06-01"), std::string::npos) << untalked.message;
  EXPECT_TRUE(asked(negotiating(), proved("2022-06-01"), "2022-07-16"));
  EXPECT_TRUE(asked(Story().lead(yi(5), "2022-05-26"), from_day("2022-05-26"), "2022-06-01")) << "no talks yet";
}

TEST(SuspensionReach, IsLimitedByThePolicy) {
  ASSERT_EQ(book().all().front().interview.suspension_past_cycles, 6);
  const auto refused = fault(asked(negotiating(), proved("2022-09-15"), "2022-12-16"));
  EXPECT_EQ(refused.pointer, "/from");
  EXPECT_EQ(refused.code, "out_of_range");
  for (const char* part : {"2022-09-15", "2022-12-16", "至多追溯 6 个半月周期", "最早为 2022-09-16"})
    EXPECT_NE(refused.message.find(part), std::string::npos) << refused.message;
  EXPECT_TRUE(asked(negotiating(), proved("2022-09-16"), "2022-12-16"));
}

// By 07-16 06-H2 and 07-H1 are counted.
TEST(SuspensionReach, OverCountedCyclesNeedsAPaperAndSaysWhichLeaveTheCount) {
  auto s = negotiating();
  ASSERT_EQ(s.evaluate("2022-07-16").idle_cycles, 2);
  const auto bare = fault(asked(s, from_day("2022-07-05"), "2022-07-16"));
  EXPECT_EQ(bare.pointer, "/evidence");
  EXPECT_EQ(bare.code, "required");
  EXPECT_NE(bare.message.find("（2022-07-H1）"), std::string::npos) << bare.message;
  auto untraceable = from_day("2022-07-05");
  untraceable.evidence = {paper(domain::EvidenceKind::approval)};
  EXPECT_EQ(fault(asked(s, untraceable, "2022-07-16")).pointer, "/evidence") << "a title alone proves nothing";
  const auto done = asked(s, proved("2022-07-05"), "2022-07-16");
  ASSERT_TRUE(done);
  EXPECT_EQ(done->events.at(0).data.at("uncounted"), codec::Json::array({"2022-07-H1"}));
  EXPECT_EQ(done->events.at(0).data.at("evidence").size(), 1U);
  take(s, done, "2022-07-16");
  EXPECT_EQ(s.project.suspension->uncounted, std::vector<std::string>{"2022-07-H1"});
  EXPECT_EQ(s.evaluate("2022-07-16").idle_cycles, 1) << "06-H2 stays counted";
  EXPECT_EQ(s.evaluate("2022-09-01").idle_cycles, 1) << "paused";
  s.resume("2022-09-01");
  EXPECT_EQ(s.evaluate("2022-09-16").idle_cycles, 2) << "and not reset";
}

TEST(SuspensionReach, FromADayBehindWhatIsCountedNeedsNoPaper) {
  for (const char* from : {"2022-07-16", "2022-07-20"}) {
    const auto done = asked(negotiating(), from_day(from), "2022-07-20");
    ASSERT_TRUE(done) << from;
    EXPECT_FALSE(done->events.at(0).data.contains("uncounted")) << from;
  }
}

// Of single days the span that is taken out begins with the suspension.
TEST(SuspensionReach, OfReadingsInDaysNamesTheDays) {
  const auto rolling = book_with([](policy::Policy& policy) {
    policy.interview.idle_reading = "rolling_days";
    policy.interview.idle_limit = 60;
  });
  const auto s = negotiating();
  EXPECT_EQ(uncounted_from(s.project, day("2022-06-20"), at("2022-07-01", 9), rolling),
            std::vector<std::string>{"2022-06-20/2022-06-30"});
  EXPECT_TRUE(uncounted_from(s.project, day("2022-07-01"), at("2022-07-01", 9), rolling).empty());
}

TEST(SuspensionReach, TheLastDayOfACountedCycleTakesItOutOfTheCountTheDayAfterItDoesNot) {
  EXPECT_EQ(fault(asked(negotiating(), from_day("2022-07-15"), "2022-07-16")).pointer, "/evidence");
  EXPECT_TRUE(asked(negotiating(), from_day("2022-07-16"), "2022-07-16"));
}
}  // namespace
}  // namespace luodi::monitor::test
