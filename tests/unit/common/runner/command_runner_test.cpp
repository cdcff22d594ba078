// The command runner over the memory store and the memory bus: one honest answer for each outcome of a commit.
#include "tests/unit/common/runner/runner_fixture.hpp"

namespace luodi::runtime {
namespace {

TEST_F(CommandRunnerTest, CommitsFoldsAndAnswersFromTheNewState) {
  const auto reply = run(request(), rename_to("高新区"));
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "高新区");
  EXPECT_EQ(reply.headers.at("ETag"), "\"1\"");
  EXPECT_EQ(reply.headers.at("X-Luodi-Sequence"), "1");
  EXPECT_EQ(world.table<domain::Park>().find("MY-GX")->version, 1);
  const auto& stored = store.data().states.at("park").at("MY-GX");
  EXPECT_EQ(stored.json, codec::encode(world.table<domain::Park>().find("MY-GX")->state).dump());
  EXPECT_EQ(store.data().audit.size(), 1u);
}

TEST_F(CommandRunnerTest, DecidesAgainOnAConflictAndGivesUpInTheEnd) {
  const int most = RunnerConfig().max_tries;
  store.faults().conflict = most - 1;
  EXPECT_EQ(run(request(), rename_to("一")).status, 200);
  EXPECT_EQ(decided, most);
  store.faults().conflict = most;
  EXPECT_EQ(run(request(), rename_to("二")).status, 409);
  EXPECT_EQ(store.data().events.size(), 1u);
}

TEST_F(CommandRunnerTest, AUniqueValueThatWasTakenMeanwhileIsJudgedAgain) {
  store::UnitOfWork other("510700");  // of another instance, a moment ago
  other.index(store::IndexVerb::unique_claim, "voucher", "bank_slip:v-1", "prj_0");
  boost::asio::co_spawn(io, store.commit(std::move(other)), [](std::exception_ptr, store::CommitResult) {});
  io.restart();
  io.run();
  bool seen = false;
  runner.reach = [&](std::int64_t) -> store::Task<Expected<void>> {
    seen = true;
    co_return Expected<void>();
  };
  const auto claim = [&](bool looks) {
    return run(request(), [&seen, looks](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
      if (seen && looks) return fail(ErrorCode::already_exists, "凭证已用于项目 prj_0 / used for prj_0");
      domain::Decision d;
      d.claim("voucher", "bank_slip:v-1", "prj_1");
      return TestPlan(std::move(d), [](const Overlay<TestWorld>&) { return bus::Reply(200, "claimed"); });
    });
  };
  const auto loser = claim(true);
  EXPECT_EQ(loser.status, 409);
  EXPECT_NE(loser.body.find("凭证已用于项目 prj_0"), std::string::npos) << loser.body;
  seen = false;
  const auto blind = claim(false);  // a rule that never looks still hears who has it
  EXPECT_EQ(blind.status, 409);
  EXPECT_NE(blind.body.find("凭证“v-1”已登记，属于项目 prj_0（GET /v1/projects/prj_0）"), std::string::npos)
      << blind.body;
  EXPECT_EQ(blind.body.find("bank_slip"), std::string::npos) << "a key of the store: " << blind.body;
}

// What the store said is for the log; people read whether it was done, and what they do next.
TEST_F(CommandRunnerTest, AnOutageIsToldInWordsAndLoggedInThoseOfTheStore) {
  std::vector<std::string> log;
  runner.on_trouble = [&](const std::string& operation, const std::string& what) {
    log.push_back(operation + ": " + what);
  };
  store.faults().unavailable = 1;
  const auto refused = run(request("a"), rename_to("一"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_NE(refused.body.find("存储暂不可写，本次未办成"), std::string::npos) << refused.body;
  EXPECT_NE(refused.body.find("下一步：稍后重试"), std::string::npos) << refused.body;
  store.faults().lose_reply = 1;
  const auto unknown = run(request("b"), rename_to("二"));
  EXPECT_EQ(unknown.status, 504);
  EXPECT_NE(unknown.body.find("是否办成尚不清楚"), std::string::npos) << unknown.body;
  store.faults().reads_unavailable = 1;
  const auto unjudged = run(request("c"), [](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
    return fail(ErrorCode::wrong_state, "不行 / no");
  });
  EXPECT_EQ(unjudged.status, 503);
  EXPECT_NE(unjudged.body.find("存储暂不可读"), std::string::npos) << unjudged.body;
  for (const auto* reply : {&refused, &unknown, &unjudged})
    EXPECT_EQ(reply->body.find("fault switch"), std::string::npos) << reply->body;
  EXPECT_EQ(log, (std::vector<std::string>{"park.register: fault switch: not sent",
                                           "park.register: fault switch: the reply was lost",
                                           "park.register: fault switch: unavailable"}));
}

TEST_F(CommandRunnerTest, TheNextStepNamesTheObjectOfThePath) {
  Error error(ErrorCode::wrong_stage, "已签约 / signed");
  error.next_zh = "登记协议变更：POST /v1/projects/{id}/amendments；问题见 /v1/problems/{id}";
  error.next_en = "record an amendment: POST /v1/projects/{id}/amendments; problems at /v1/problems/{id}";
  bus::Request asked = request();
  asked.operation = "project.signing";
  asked.params["id"] = "prj_7";
  const auto reply = problem_reply(error, asked);
  EXPECT_NE(reply.body.find("POST /v1/projects/prj_7/amendments"), std::string::npos) << reply.body;
  EXPECT_EQ(reply.body.find("/v1/projects/{id}"), std::string::npos) << reply.body;
  EXPECT_NE(reply.body.find("/v1/problems/{id}"), std::string::npos) << "another object: " << reply.body;
  const auto rehearsed = dry_run_reply(&error, asked);
  EXPECT_NE(rehearsed.body.find("POST /v1/projects/prj_7/amendments"), std::string::npos) << rehearsed.body;
}

TEST_F(CommandRunnerTest, ARuleReadsTheNamesOfTheWorld) {
  ASSERT_EQ(run(request(), rename_to("绵阳高新区")).status, 200);
  const auto reply =
      run(request(), [](const Overlay<TestWorld>&, const domain::Context& context) -> Expected<TestPlan> {
        const auto unit = domain::unit_name(context, "MY-GX");
        const auto person = domain::person_name(context, "li");
        return fail(ErrorCode::wrong_state, unit.zh + person.zh + " / " + unit.en);
      });
  EXPECT_NE(reply.body.find("绵阳高新区（MY-GX）li"), std::string::npos) << reply.body;
}

TEST_F(CommandRunnerTest, ReloadsWhatAnotherInstanceWrote) {
  TestWorld other_world;
  CommandRunner<TestWorld> other(
      store, other_world, publisher, policies, [this] { return store.now(); },
      [] {
        RunnerConfig config;
        config.city = "510700";
        return config;
      }());
  boost::asio::co_spawn(io, other.run(request(), rename_to("别人")), [](std::exception_ptr, bus::Reply) {});
  io.restart();
  io.run();
  const auto reply = run(request(), rename_to("我"));  // this world has not heard of it: conflict, reload, version 2
  EXPECT_EQ(reply.headers.at("ETag"), "\"2\"");
}

TEST_F(CommandRunnerTest, UnavailableIsAFailureThatChangedNothing) {
  store.faults().unavailable = 1;
  const auto refused = run(request("key"), rename_to("一"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(codec::Json::parse(refused.body)["detail"].get<std::string>().starts_with("存储暂不可写"))
      << refused.body;
  EXPECT_TRUE(store.data().events.empty());
  EXPECT_EQ(world.table<domain::Park>().find("MY-GX"), nullptr);
}

TEST_F(CommandRunnerTest, DryRunSaysWhatIsMissingAndStoresNothing) {
  auto r = request("key");
  r.dry_run = true;
  EXPECT_EQ(run(r, rename_to("一")).body, R"({"allowed":true,"missing":[]})");
  const auto refused = run(r, [](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
    Error error(ErrorCode::gate_not_passed);
    error.missing.push_back(
        {"host_allocated", "mianyang-2022/3", {"市投资促进部门", "bureau"}, "分配园区", "host allocated"});
    return fail(error);
  });
  EXPECT_EQ(refused.status, 200);
  EXPECT_NE(refused.body.find(R"("allowed":false)"), std::string::npos);
  EXPECT_NE(refused.body.find("host_allocated"), std::string::npos);
  const auto told = run(r, [&](const Overlay<TestWorld>& seen, const domain::Context& context) {
    auto plan = rename_to("一")(seen, context);
    if (plan) plan->foretold = {{"registration", {{"uscc_check", "absent"}}}};
    return plan;
  });
  EXPECT_EQ(told.body, R"({"allowed":true,"missing":[],"registration":{"uscc_check":"absent"}})");
  EXPECT_TRUE(store.data().events.empty());
  EXPECT_TRUE(store.data().outcomes.empty());
}

TEST_F(CommandRunnerTest, ARefusalIsJudgedAgainOnTheHeadOfTheStream) {
  ReadModel<TestWorld> model(io, store, subscriber, world, "510700");
  boost::asio::co_spawn(io, model.start(), [](std::exception_ptr, Expected<void>) {});
  io.restart();
  io.run();
  model.join(runner);
  boost::asio::co_spawn(io, model.run(), [](std::exception_ptr) {});

  // Another service registers the park; its bell never comes.
  hub.faults().drop_events = 1;
  TestWorld other_world;
  CommandRunner<TestWorld> other(
      store, other_world, publisher, policies, [this] { return store.now(); },
      [] {
        RunnerConfig config;
        config.city = "510700";
        return config;
      }());
  std::optional<bus::Reply> reply;
  auto needs_park = [](const Overlay<TestWorld>& seen, const domain::Context&) -> Expected<TestPlan> {
    if (!seen.find<domain::Park>("MY-GX")) return fail(ErrorCode::park_not_found);
    return TestPlan(domain::Decision(), [](const Overlay<TestWorld>&) { return bus::Reply(200, "found"); });
  };
  boost::asio::co_spawn(io, other.run(request(), rename_to("别人")), [&](std::exception_ptr, bus::Reply) {
    boost::asio::co_spawn(io, runner.run(request(), needs_park), [&](std::exception_ptr, bus::Reply answer) {
      reply = std::move(answer);
      model.stop();
    });
  });
  io.restart();
  io.run();
  EXPECT_EQ(reply.value().body, "found");
}

TEST_F(CommandRunnerTest, AJobThatIsCompletedAndScheduledAgainStaysScheduled) {
  store::UnitOfWork first("510700");
  first.schedule("j", Instant::from_ms(100));
  boost::asio::co_spawn(io, store.commit(std::move(first)), [](std::exception_ptr, store::CommitResult) {});
  io.restart();
  io.run();
  const auto fence = store.data().jobs.at("j").fence;
  const auto settle = [&](std::int64_t with) {
    std::optional<InternalResult> result;
    CommandRunner<TestWorld>::Decide decide = [with](const Overlay<TestWorld>&,
                                                     const domain::Context&) -> Expected<TestPlan> {
      domain::Decision d;
      d.schedule("j", Instant::from_ms(700), "again");
      TestPlan plan(std::move(d), [](const Overlay<TestWorld>&) { return bus::Reply(); });
      plan.completes.emplace_back("j", with);
      return plan;
    };
    boost::asio::co_spawn(io, runner.run_internal(std::move(decide)),
                          [&](std::exception_ptr, InternalResult done) { result = std::move(done); });
    io.restart();
    io.run();
    return result.value();
  };
  EXPECT_TRUE(std::holds_alternative<store::Committed>(*settle(fence)));
  ASSERT_TRUE(store.data().jobs.contains("j"));
  EXPECT_EQ(store.data().jobs.at("j").due_ms, 700);
  EXPECT_EQ(store.data().jobs.at("j").payload, "again");
  EXPECT_TRUE(std::holds_alternative<store::StaleFence>(*settle(fence))) << "the old holder moves it no more";
}

TEST_F(CommandRunnerTest, ARefusalIsJudgedAgainWhenABellMovedTheWorldMeanwhile) {
  std::int64_t at = 1;
  runner.position = [&] { return at; };
  runner.reach = [](std::int64_t) -> store::Task<Expected<void>> { co_return Expected<void>(); };
  int asked = 0;
  const auto reply = run(request("key"), [&](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
    if (++asked == 1) {
      ++at;  // the event that settles it comes right after the decision, and the head is reached without a move
      return fail(ErrorCode::park_not_found);
    }
    return TestPlan(domain::Decision(), [](const Overlay<TestWorld>&) { return bus::Reply(200, "found"); });
  });
  EXPECT_EQ(reply.body, "found");
}

TEST_F(CommandRunnerTest, ARefusalOnAWorldThatMayBeBehindIsNoAnswer) {
  auto refuse = [](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
    return fail(ErrorCode::park_not_found);
  };
  runner.position = [] { return std::int64_t{1}; };
  runner.reach = [](std::int64_t) -> store::Task<Expected<void>> {
    co_return fail(ErrorCode::deadline_exceeded, "too slow");
  };
  EXPECT_EQ(run(request("key"), refuse).status, 503);
  runner.reach = [](std::int64_t) -> store::Task<Expected<void>> { co_return Expected<void>(); };
  EXPECT_EQ(run(request("key"), refuse).status, 404);
}

// A try whose reply was lost is heard of by the stream alone, later: whoever reads next must wait for it.

}  // namespace
}  // namespace luodi::runtime
