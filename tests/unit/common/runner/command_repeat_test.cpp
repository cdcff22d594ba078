// The same request once more: it has one effect and one answer, however the first try ended.
#include "tests/unit/common/runner/runner_fixture.hpp"

namespace luodi::runtime {
namespace {

using CommandRepeatTest = CommandRunnerTest;

TEST_F(CommandRepeatTest, RepeatsTheFirstAnswerForTheSameKeyAndRefusesAnotherBody) {
  run(request("key"), rename_to("一"));
  const auto again = run(request("key"), rename_to("二"));
  EXPECT_EQ(again.body, "一");
  EXPECT_EQ(again.headers.at("Idempotency-Replayed"), "true");
  const auto other = run(request("key", "another body"), rename_to("三"));
  EXPECT_EQ(other.status, 422);
  const auto told = codec::Json::parse(other.body)["detail"].get<std::string>();
  EXPECT_TRUE(told.starts_with("此键已由本账号用于内容不同的 park.register，其答复为 200 / ")) << told;
  EXPECT_NE(told.find("next: to repeat, send exactly the same again"), std::string::npos) << told;
  EXPECT_EQ(store.data().events.size(), 1u);
}

TEST_F(CommandRepeatTest, RefusalOfARepeatIsTheFirstAnswer) {
  run(request("key"), rename_to("一"));
  const auto again = run(request("key"), [](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
    return fail(ErrorCode::wrong_stage);
  });
  EXPECT_EQ(again.status, 200);
  EXPECT_EQ(again.body, "一");
}

TEST_F(CommandRepeatTest, ALostReplyIsUnknownNotFailed) {
  store.faults().lose_reply = 1;
  const auto reply = run(request("key"), rename_to("一"));
  EXPECT_EQ(reply.status, 504);
  EXPECT_NE(reply.body.find("outcome-unknown"), std::string::npos);
  const auto again = run(request("key"), rename_to("二"));  // the same key tells that it stood
  EXPECT_EQ(again.body, "一");
  EXPECT_EQ(store.data().events.size(), 1u);
}

TEST_F(CommandRepeatTest, ARefusalOfARepeatIsNoAnswerWhileTheFirstOutcomeCannotBeRead) {
  EXPECT_EQ(run(request("key"), rename_to("一")).status, 200);
  auto refuse = [](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
    return fail(ErrorCode::stale_version);
  };
  store.faults().reads_unavailable = 1;
  EXPECT_EQ(run(request("key"), refuse).status, 503);
  EXPECT_EQ(run(request("key"), refuse).body, "一");
}

TEST_F(CommandRepeatTest, ARepeatNamesASequenceThatIncludesItsEffectAlsoWhereThisWorldIsBehind) {
  runner.position = [] { return std::int64_t{0}; };
  runner.reach = [](std::int64_t) -> store::Task<Expected<void>> {
    co_return fail(ErrorCode::deadline_exceeded, "too slow");
  };
  store.faults().lose_reply = 1;
  EXPECT_EQ(run(request("key"), rename_to("一")).status, 504);
  const auto again = run(request("key"), rename_to("二"));
  EXPECT_EQ(again.body, "一");
  EXPECT_EQ(again.headers.at("X-Luodi-Sequence"), "1");
}

TEST_F(CommandRepeatTest, ARepeatAsksForTheHeadOnceAndWaitsForThat) {
  runner.position = [] { return std::int64_t{0}; };
  std::vector<std::int64_t> reached;
  runner.reach = [&](std::int64_t sequence) -> store::Task<Expected<void>> {
    reached.push_back(sequence);
    co_return Expected<void>();
  };
  EXPECT_EQ(run(request("key"), rename_to("一")).status, 200);
  store.heads = 0;
  EXPECT_EQ(run(request("key"), rename_to("二")).headers.at("X-Luodi-Sequence"), "1");
  EXPECT_EQ(store.heads, 1);
  EXPECT_EQ(reached, std::vector<std::int64_t>{1});
}

TEST_F(CommandRepeatTest, ARepeatThatCannotNameASequenceIsAnsweredLater) {
  runner.position = [] { return std::int64_t{0}; };
  runner.reach = [](std::int64_t) -> store::Task<Expected<void>> { co_return Expected<void>(); };
  store.faults().lose_reply = 1;
  EXPECT_EQ(run(request("key"), rename_to("一")).status, 504);
  store.faults().heads_unavailable = 1;
  const auto refused = run(request("key"), rename_to("二"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(codec::Json::parse(refused.body)["detail"].get<std::string>().starts_with("这一请求此前已经办结"))
      << refused.body;
  EXPECT_EQ(run(request("key"), rename_to("二")).body, "一");
  EXPECT_EQ(store.data().events.size(), 1u);
}

TEST_F(CommandRepeatTest, ATwinIsAnsweredWithTheFirstOutcome) {
  std::vector<int> statuses;
  for (int i = 0; i < 2; ++i)
    boost::asio::co_spawn(io, runner.run(request("twin"), rename_to("一")),
                          [&](std::exception_ptr, bus::Reply reply) { statuses.push_back(reply.status); });
  io.restart();
  io.run();
  // The memory store never suspends, so the second runs after the first and is answered with its outcome.
  EXPECT_EQ(statuses, (std::vector<int>{200, 200}));
  EXPECT_EQ(store.data().events.size(), 1u);
}

}  // namespace
}  // namespace luodi::runtime
