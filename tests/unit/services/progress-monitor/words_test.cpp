#include "services/progress-monitor/domain/words.hpp"

#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
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
}

TEST(MonitorWords, ARefusalNamesStatesInTheLanguageOfItsHalf) {
  Problem problem;
  problem.state = ProblemState::closed;
  EXPECT_EQ(wrong_state(problem, {ProblemState::open, ProblemState::resolved}).value().detail,
            "当前状态为已销号，应为办理中、待确认 / the state is closed, needed: open, resolved");
  Interview interview;
  interview.state = InterviewState::held_back;
  EXPECT_EQ(wrong_state(interview).value().detail, "约谈状态为暂缓 / the interview is held back");
}
}  // namespace
}  // namespace luodi::monitor::test
