// Whom an interview calls (责任主体): the entity of the day on which the count was full, also where the host changed,
// or the project landed, before the monitor looked.
#include "services/progress-monitor/domain/dispatch_decide.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/project_past.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
const std::string k_first_talk = "MY-AX";
const std::string k_asked_for = "MY-GX";
const std::string k_next = "MY-JK";

void move(Story& s, const std::string& host, std::string_view on, std::string_view recorded) {
  domain::Allocated e;
  e.host = host;
  e.allocated_on = day(on);
  if (s.project.host != host) e.former = s.project.host;
  s.tell(e, recorded);
}
// Registered by the bureau, which is nobody's host: the park that was asked for answers. Full on 2022-08-15.
Story of_the_bureau() {
  auto s = negotiating();
  s.project.first_talk->owner = std::string(domain::k_bureau_org);
  return s;
}
std::string called(const Story& s, Instant look) {
  Ledger l(s.project);
  l.evaluate(look);
  return l.interviews.empty() ? std::string() : l.only().responsible_org;
}

TEST(InterviewEntity, ALateLookCallsTheFirstTalkOwnerThoughTheProjectHasLandedSince) {
  auto s = negotiating();
  EXPECT_EQ(called(s, at("2022-08-16")), k_first_talk);
  s.sign("2022-08-17", yi(5)).land("2022-08-17");
  EXPECT_EQ(domain::responsible_org(s.project), k_asked_for);
  EXPECT_EQ(called(s, at("2022-08-25")), k_first_talk);
}

TEST(InterviewEntity, ALateLookCallsTheHostOfTheDayOnWhichTheCountWasFull) {
  auto s = of_the_bureau();
  EXPECT_EQ(called(s, at("2022-08-16")), k_asked_for);
  move(s, k_next, "2022-08-16", "2022-08-16");
  EXPECT_EQ(domain::responsible_org(s.project), k_next);
  EXPECT_EQ(called(s, at("2022-08-25")), k_asked_for);

  auto in_time = of_the_bureau();
  move(in_time, k_next, "2022-08-15", "2022-08-15");
  EXPECT_EQ(called(in_time, at("2022-08-25")), k_next);
}

TEST(InterviewEntity, AMoveThatIsDatedBackButRecordedLaterCallsWhomAPromptLookCalled) {
  auto s = of_the_bureau();
  move(s, k_next, "2022-07-10", "2022-08-18");
  EXPECT_EQ(called(s, at("2022-08-25")), k_asked_for);
}

// Nothing was known of the stall when its count was full: the facts say whose it was.
TEST(InterviewEntity, AHistoryThatWasRecordedAfterwardsIsJudgedByItsOwnDays) {
  Story s;
  s.lead(yi(5), "2022-05-26");
  s.project.first_talk->owner = std::string(domain::k_bureau_org);
  domain::NegotiationStarted begun;
  begun.started_on = day("2022-06-01");
  s.tell(begun, "2022-09-02");
  move(s, k_next, "2022-08-15", "2022-09-03");
  EXPECT_EQ(called(s, at("2022-09-05")), k_next);

  auto later = s;
  later.project.former_hosts.back().until = day("2022-08-16");
  EXPECT_EQ(called(later, at("2022-09-05")), k_asked_for);
}

TEST(InterviewEntity, TheFormerHostHearsOfItsInterviewAsTheParties) {
  auto s = of_the_bureau();
  move(s, k_next, "2022-08-16", "2022-08-16");
  Ledger l(s.project);
  l.evaluate(at("2022-08-25"));
  const auto of_interviews = [&] {
    std::string out;
    for (const auto& [raised, when] : l.log)
      if (raised.kind == "interview") out += raised.fact + "=" + raised.parties + ";";
    return out;
  };
  EXPECT_EQ(of_interviews(), "opened=MY-JK,MY-AX,bureau,MY-GX;");
  l.log.clear();
  Around around = l.around();
  around.project_of = [&](const std::string&) { return &l.project; };
  EXPECT_EQ(around.parties(l.only()), "MY-JK,MY-AX,bureau,MY-GX");
  l.project.stage = domain::Stage::exited;
  l.evaluate(at("2022-08-26"));
  EXPECT_EQ(of_interviews(), "closed=MY-JK,MY-AX,bureau,MY-GX;");
}

TEST(InterviewEntity, ThePastNamesWhoAnsweredForTheProjectOnThatDay) {
  auto s = of_the_bureau();
  move(s, k_next, "2022-07-10", "2022-07-10");
  move(s, k_asked_for, "2022-07-20", "2022-07-20");
  s.project.first_talk->owner = "OFFICE";
  s.sign("2022-08-01", yi(5)).land("2022-08-03");
  const auto on = [&](std::string_view as_of) {
    return project_past("prj_1", s.project, book(), day(as_of), at("2022-12-01")).responsible;
  };
  EXPECT_EQ(on("2022-08-02"), "OFFICE");
  EXPECT_EQ(on("2022-08-03"), k_asked_for);
  s.project.first_talk.reset();
  EXPECT_EQ(on("2022-07-09"), k_asked_for);
  EXPECT_EQ(on("2022-07-10"), k_next);
  EXPECT_EQ(on("2022-07-19"), k_next);
  EXPECT_EQ(on("2022-07-20"), k_asked_for);
}

TEST(InterviewEntity, TheLineOfACycleNamesWhoAnsweredForItWhenItEnded) {
  auto s = of_the_bureau();
  s.project.industry_code = "C3824";
  const auto org = [&] {
    return line_of(cycle("2022-06-H2"), "prj_1", s.project, Desk().desk(), book(), book().all().front()).org;
  };
  auto early = s;
  move(s, k_next, "2022-06-30", "2022-06-30");
  EXPECT_EQ(org(), k_next);
  s.project.former_hosts.back().recorded_at = at("2022-07-01");
  EXPECT_EQ(org(), k_asked_for) << "recorded with the cut-off";
  s.project.former_hosts.back() = {k_asked_for, day("2022-07-01"), at("2022-07-01").plus_ms(-1)};
  EXPECT_EQ(org(), k_asked_for) << "agreed for the next cycle";
  s = early;
  s.project.first_talk->owner = "OFFICE";
  s.sign("2022-06-20", yi(5)).land("2022-06-20");
  EXPECT_EQ(org(), k_asked_for);
  s.project.reached.back().recorded_at = at("2022-07-01");
  EXPECT_EQ(org(), "OFFICE") << "the landing was recorded with the cut-off";
}

}  // namespace
}  // namespace luodi::monitor::test
