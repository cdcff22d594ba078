// The title of what is asked, agreed or in the way is one line: it stands in the subjects of mails and in numbered
// lists.
#include "services/progress-monitor/domain/obligation_decide.hpp"
#include "services/progress-monitor/domain/problem_decide.hpp"
#include "services/progress-monitor/domain/ticket_decide.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
// "pointer code" of the refusal; empty = taken.
template <class Body>
std::string refusal(const std::string& title) {
  Body body;
  body.title = title;
  if constexpr (requires { body.due_on.days(); }) body.due_on = day("2022-07-01");
  const auto read = codec::parse_request<Body>(codec::encode(body).dump());
  if (read) return {};
  EXPECT_EQ(read.error().fields.size(), 1U) << title;
  return read.error().fields.front().pointer + " " + read.error().fields.front().code;
}

template <class Body>
class Title : public testing::Test {};
using Bodies = testing::Types<ReportProblem, RequestTicket, RegisterObligation>;
TYPED_TEST_SUITE(Title, Bodies);

TYPED_TEST(Title, IsOneLine) {
  EXPECT_EQ(refusal<TypeParam>("用地指标未落实（二期） / no quota"), "");
  for (const char* broken : {"协调\n换行", "协调\r\n换行", "协调\t缩进", "协调\u2028换行", "末尾\n"})
    EXPECT_EQ(refusal<TypeParam>(broken), "/title character") << broken;
  EXPECT_EQ(refusal<TypeParam>(" "), "/title blank");
}
}  // namespace
}  // namespace luodi::monitor::test
