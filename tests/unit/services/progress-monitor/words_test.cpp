#include "services/progress-monitor/domain/words.hpp"

#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "services/progress-monitor/domain/revisit.hpp"
#include "services/progress-monitor/domain/ticket_decide.hpp"
#include "tests/unit/common/domain/check_facts.hpp"
#include "tests/unit/common/domain/check_words.hpp"

namespace luodi::monitor::test {
namespace {
using luodi::test::check_words;

TEST(MonitorWords, EveryValueOfEveryListHasThem) {
  check_words<InterviewState>();
  check_words<Step>();
  check_words<NotificationState>();
  check_words<ProblemLevel>();
  check_words<ProblemState>();
  check_words<TicketState>();
  check_words<ReportState>();
  check_words<Pace>();
  check_words<SupplyState>();
  check_words<ObligationState>();
  check_words<CardState>();
  check_words<ExitGround>();
  check_words<ExitState>();
  check_words<CycleState>();
  check_words<RevisitState>();
  check_words<ObligationSide>();
  check_words<ObligationKind>();
  check_words<TicketService>();
  check_words<QuantityUnit>();
  check_words<ChannelKind>();
  check_words<RectificationKind>();
}

TEST(MonitorWords, EveryEventOfAnInterviewHasATitleInTheTimeline) {
  luodi::test::check_facts<Interview>();
}

TEST(MonitorWords, WhoNamesNoServiceIsToldTheServicesInWords) {
  const auto read = codec::parse<RequestTicket>(R"({"service":"water","title":"x"})");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fields.at(0).message,
            "应为其中之一：绿色通道（green_channel）、人才绿卡（talent_card）、用地保障（land）、用能保障（energy） / "
            "must be one of: "
            "green_channel, talent_card, land, energy");
}

TEST(MonitorWords, ARefusalNamesStatesInTheLanguageOfItsHalf) {
  Problem problem;
  problem.state = ProblemState::closed;
  EXPECT_EQ(wrong_state(problem, {ProblemState::open, ProblemState::resolved}).value().detail,
            "当前状态为已销号，应为办理中、待确认 / the state is closed, needed: open, resolved");
  ExitCase exit;  // also where its agreed day was moved and nobody performed anything
  exit.state = ExitState::cured;
  EXPECT_EQ(
      wrong_state(exit, {ExitState::limited, ExitState::noticed}).value().detail,
      "当前状态为事由已消除，应为限期履约中、已发退出通知 / the state is no longer grounded, needed: limited, noticed");
  Interview interview;
  interview.state = InterviewState::held_back;
  EXPECT_EQ(wrong_state(interview).value().detail, "约谈状态为暂缓 / the interview is held back");
}
}  // namespace
}  // namespace luodi::monitor::test
