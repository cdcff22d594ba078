// What another service has recorded is heard before what is due and before a command, also where the consumer has not
// come round to it: the first thing that a monitor does after an outage may be any of the three.
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "services/progress-monitor/interview_ahead.hpp"
#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

// Called on 16 August; its notice is due on the 19th. On the 17th intake records an agreement of 1 August that is too
// small for interviews, and the monitor does not look.
struct Called {
  Site site;
  Site::Instance one{site};

  Called() {
    site.set_clock(at("2022-06-01", 10));
    site.project(one, "prj_1", yi(5));
    for (const auto* on : {"2022-06-01", "2022-07-01", "2022-07-16", "2022-08-01", "2022-08-16"}) {
      site.set_clock(at(on, 10));
      one.settle();
    }
    EXPECT_EQ(interview().state, InterviewState::opened);
    site.set_clock(at("2022-08-17", 10));
    domain::AgreementSigned agreement;
    agreement.agreement = "formal";
    agreement.signed_on = day("2022-08-01");
    agreement.agreed_amount_fen = yi(4);
    site.happens<domain::Project>(one, "prj_1", agreement, "MY-GX");
    site.set_clock(at("2022-08-22", 10));
  }
  Interview interview() const { return one.all<Interview>().begin()->second; }
};

TEST(EventAhead, AWorkerThatComesFirstIssuesNoNoticeOfAStallThatIsGone) {
  Called s;
  while (run_task(s.site.io, s.one.worker.step())) {
  }
  EXPECT_EQ(s.interview().state, InterviewState::withdrawn);
  EXPECT_EQ(s.site.count("interview.issued"), 0);
  s.one.settle();
  EXPECT_EQ(s.interview().state, InterviewState::withdrawn);
}

TEST(EventAhead, ACommandThatComesFirstMeetsTheInterviewThatIsGone) {
  Called s;
  const std::string id = s.one.all<Interview>().begin()->first;
  const auto explained =
      s.site.give(s.one, actor(Role::park, "MY-GX"), [&](const MonitorOverlay& world, const domain::Context& context) {
        return decide_promptly(s.one.evaluation, world, id, decide_explanation, Explain{"说明", {}, {}}, context);
      });
  ASSERT_FALSE(explained);
  EXPECT_EQ(explained.error().code, ErrorCode::wrong_state);
  EXPECT_EQ(s.interview().state, InterviewState::opened) << "a refusal writes nothing";
}

// Two machines, whose clocks differ by 0.2 s: midnight has come to one of them.
TEST(EventAhead, AClockThatIsALittleBehindDoesNotTakeBackWhatMidnightBrought) {
  Site site;
  Site::Instance one{site};
  site.set_clock(at("2022-06-01", 10));
  site.project(one, "prj_1", yi(5));
  for (const Instant when : {at("2022-08-15", 10), at("2022-08-16").plus_ms(100)}) {
    site.set_clock(when);
    one.settle();
  }
  ASSERT_EQ(one.all<Interview>().size(), 1U);
  const MonitorOverlay world(one.world);
  const auto behind = context(at("2022-08-16").plus_ms(-100), actor(Role::park, "MY-GX"));
  EXPECT_TRUE(one.evaluation.of(world, "prj_1", behind).events.empty());
}

}  // namespace
}  // namespace luodi::monitor::test
