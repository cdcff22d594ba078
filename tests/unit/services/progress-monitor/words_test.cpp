#include "services/progress-monitor/domain/words.hpp"

#include <gtest/gtest.h>

#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"

namespace luodi::monitor::test {
namespace {
template <class E>
void check_words() {
  for (const auto& [value, text] : codec::EnumNames<E>::table) {
    const Word word = word_of(value);
    ASSERT_FALSE(word.zh.empty() || word.en.empty()) << text;
    EXPECT_GE(static_cast<unsigned char>(word.zh.front()), 0x80) << text << " is not told in Chinese";
    EXPECT_EQ(word.en.find('_'), std::string_view::npos) << word.en;
  }
}

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
