// The check on a stream that was cut or is not understood: what is wrong and at which event, not "try again"; and
// beside a suite that never stops writing.
#include "deploy/tools/replay/replay_check.hpp"

#include "common/domain/watch.hpp"
#include "common/policy/files/policy_files.hpp"
#include "tests/integration/common/store/fixture.hpp"
#include "tests/support/synthetic/synthetic_city.hpp"

namespace luodi::test {
namespace {

class ReplayCheck : public RedisFixture {
 protected:
  void SetUp() override {
    open_ready(Ms(5000));
    auto works = city_.organisations();
    for (int i = 0; i < 3; ++i)
      works.push_back(city_.project());
    for (auto& work : works)
      ASSERT_TRUE(is<store::Committed>(commit(std::move(work))));
    head_ = run_task(io_, store_->head())->seq;
  }
  replay::ReplayReport check() {
    auto report = run_task(io_, replay::replay_check(*store_, nullptr));
    EXPECT_TRUE(report) << report.error().detail;
    return report ? std::move(*report) : replay::ReplayReport();
  }
  std::string id(std::int64_t seq) const { return "1-" + std::to_string(seq); }
  void remove(std::int64_t seq) { redis_.command({"XDEL", "{510700}:events", id(seq)}); }
  // Another entry in the place of the last one.
  void replace_last(std::vector<std::string> fields) {
    remove(head_);
    redis_.command({"XSETID", "{510700}:events", id(head_ - 1)});
    fields.insert(fields.begin(), {"XADD", "{510700}:events", id(head_)});
    ASSERT_EQ(redis_.command(fields), id(head_));
  }
  // The last event with one part of its text replaced.
  void reword_last(const std::string& from, const std::string& to) {
    const auto page = run_task(io_, store_->read_events(head_ - 1, 1));
    ASSERT_TRUE(page);
    ASSERT_EQ(page->size(), 1U);
    auto json = page->front().json;
    ASSERT_NE(json.find(from), std::string::npos) << json;
    json.replace(json.find(from), from.size(), to);
    replace_last({"i", page->front().at.event_id, "e", json});
  }
  // A project that is watched, as the monitor would commit it.
  void watch(const std::string& project) {
    domain::IdleEvaluated told;
    told.light = domain::Light::green;
    domain::EventEnvelope envelope;
    envelope.id = "watch-of-" + project;
    envelope.source = "/luodi/progress-monitor";
    envelope.kind = domain::Watch::kind;
    envelope.fact = domain::IdleEvaluated::fact;
    envelope.subject = project;
    envelope.city = "510700";
    envelope.data = codec::encode(told);
    envelope.meta.at = Instant::from_ms(1'653'440'400'000);
    envelope.meta.actor = "system";
    envelope.meta.version = 1;
    domain::Watch state;
    domain::apply(state, told, envelope.meta);
    store::UnitOfWork work("510700");
    work.append(envelope.id, domain::write_envelope(envelope));
    work.put(std::string(domain::Watch::kind), project, 0, 1, codec::encode(state).dump());
    work.schedule("evaluate:" + project, Instant::from_ms(1'656'000'000'000));
    ASSERT_TRUE(is<store::Committed>(commit(std::move(work))));
  }
  // A project that has landed with this project code; `claimed`, as the monitor commits it.
  void land(const std::string& project, const std::string& code, bool claimed) {
    const std::string stored = redis_.command({"HGET", "{510700}:state:project", project});
    const auto space = stored.find(' ');
    const std::int64_t version = std::stoll(stored.substr(0, space));
    auto state = *codec::decode<domain::Project>(codec::Json::parse(stored.substr(space + 1)));
    domain::ProjectLanded told;
    told.landed_on = civil_date(state.updated_at);
    told.company.name = "项目公司";
    told.evidence = {{domain::EvidenceKind::project_code, "项目代码", code, std::nullopt, std::nullopt}};
    domain::EventEnvelope envelope;
    envelope.id = "landing-of-" + project;
    envelope.source = "/luodi/progress-monitor";
    envelope.kind = domain::Project::kind;
    envelope.fact = domain::ProjectLanded::fact;
    envelope.subject = project;
    envelope.city = "510700";
    envelope.data = codec::encode(told);
    envelope.meta.at = state.updated_at;
    envelope.meta.actor = "parkuser";
    envelope.meta.version = version + 1;
    domain::apply(state, told, envelope.meta);
    store::UnitOfWork work("510700");
    work.append(envelope.id, domain::write_envelope(envelope));
    work.put(std::string(domain::Project::kind), project, version, version + 1, codec::encode(state).dump());
    if (claimed) work.index(store::IndexVerb::unique_claim, "project_code", code, project);
    ASSERT_TRUE(is<store::Committed>(commit(std::move(work))));
  }
  static bool says(const replay::ReplayReport& report, const std::string& text) {
    return report.broken && report.broken->find(text) != std::string::npos;
  }
  static std::string all(const replay::ReplayReport& report) {
    std::string text;
    for (const auto& one : report.differences)
      text += one + "\n";
    return text;
  }
  const policy::PolicyBook policies_ = *policy::load_policy_book(LUODI_SOURCE_DIR "/deploy/policy");
  SyntheticCity city_{7, policies_};
  std::int64_t head_ = 0;
};

TEST_F(ReplayCheck, AWholeStreamIsNotBroken) {
  const auto report = check();
  EXPECT_FALSE(report.broken);
  EXPECT_TRUE(report.differences.empty());
  EXPECT_EQ(report.last_event, id(head_));
}

TEST_F(ReplayCheck, AStreamWithoutItsLastEventsNamesTheLastWholeOne) {
  remove(head_);
  remove(head_ - 1);
  const auto report = check();
  ASSERT_TRUE(report.broken);
  EXPECT_TRUE(says(report, "最后一个完整事件 " + id(head_ - 2))) << *report.broken;
  EXPECT_TRUE(says(report, "events missing: 2")) << *report.broken;
  EXPECT_EQ(report.gaps, 2);
  EXPECT_EQ(report.head, head_ - 2);
  EXPECT_FALSE(report.differences.empty()) << "the states that the lost events made";
}

TEST_F(ReplayCheck, AnEventThatIsCutOffIsNamedWithTheOneBefore) {
  replace_last({"i", "u", "e", R"({"specversion":"1.0","id":)"});
  const auto report = check();
  ASSERT_TRUE(report.broken);
  EXPECT_TRUE(says(report, "event " + id(head_) + " is not whole; the last whole event is " + id(head_ - 1)))
      << *report.broken;
}

TEST_F(ReplayCheck, AnEntryWithoutItsEventBreaksTheStream) {
  replace_last({"i", "u"});
  const auto report = check();
  ASSERT_TRUE(report.broken);
  EXPECT_TRUE(says(report, "the last whole event is " + id(head_ - 1))) << *report.broken;
  EXPECT_EQ(report.events, head_ - 1);
}

TEST_F(ReplayCheck, AHoleInTheMiddleNamesTheEventsBeforeAndBehindIt) {
  remove(3);
  remove(4);
  const auto report = check();
  ASSERT_TRUE(report.broken);
  EXPECT_TRUE(says(report, "事件 " + id(5) + " 之前缺 2 个事件；最后一个完整事件 " + id(2))) << *report.broken;
  EXPECT_TRUE(says(report, "events missing before " + id(5) + ": 2; the last whole event is " + id(2)))
      << *report.broken;
  EXPECT_EQ(report.gaps, 2);
  EXPECT_EQ(report.last_event, id(head_)) << "what stands behind the hole is read";
}

TEST_F(ReplayCheck, ASequenceThatComesTwiceIsNamed) {
  redis_.command({"XADD", "{510700}:events", "2-1", "i", "u", "e", "{}"});
  const auto report = check();
  ASSERT_TRUE(report.broken);
  EXPECT_TRUE(says(report, "the sequence of event 2-1 was there before; the last whole event is " + id(head_)))
      << *report.broken;
}

TEST_F(ReplayCheck, EventsBehindTheHeadAreTold) {
  redis_.command({"HSET", "{510700}:head", "seq", std::to_string(head_ - 2)});
  const auto report = check();
  ASSERT_TRUE(report.broken);
  EXPECT_TRUE(says(report, "头记录为 " + std::to_string(head_ - 2) + "，其后还有 2 个事件")) << *report.broken;
  EXPECT_TRUE(says(report, "events behind it: 2; the last whole event is " + id(head_))) << *report.broken;
}

TEST_F(ReplayCheck, AMissingHeadIsToldWithTheLastEvent) {
  redis_.command({"DEL", "{510700}:head"});
  const auto report = check();
  ASSERT_TRUE(report.broken);
  EXPECT_TRUE(says(report, "头记录缺失")) << *report.broken;
  EXPECT_TRUE(says(report, "the head is missing, events behind it: " + std::to_string(head_) +
                               "; the last whole event is " + id(head_)))
      << *report.broken;
  EXPECT_EQ(report.events, head_);
  EXPECT_TRUE(report.differences.empty()) << "the states themselves are right: " << all(report);
}

TEST_F(ReplayCheck, AFactOrAKindOfAnotherVersionIsNamedWithItsEvent) {
  reword_last("negotiation_started.v1", "lead_baptised.v1");
  const auto fact = all(check());
  EXPECT_NE(fact.find("事件 " + id(head_) + "：本版程序不认识的事实 project.lead_baptised"), std::string::npos) << fact;
  EXPECT_NE(fact.find("event " + id(head_) + ": a fact this version does not know"), std::string::npos) << fact;
  reword_last("cn.luodi.project.", "cn.luodi.castle.");
  const auto kind = all(check());
  EXPECT_NE(kind.find("事件 " + id(head_) + "：本版程序不认识的种类 castle.lead_baptised"), std::string::npos) << kind;
}

TEST_F(ReplayCheck, AStateWithoutEventAndAStateThatWasChangedAreNamedInBothLanguages) {
  redis_.command({"HSET", "{510700}:state:park", "NOBODY", "1 {}"});
  const auto report = check();
  ASSERT_EQ(report.differences.size(), 1U) << all(report);
  EXPECT_NE(report.differences[0].find("park NOBODY：已存储，但没有事件产生它 / park NOBODY: stored"),
            std::string::npos)
      << all(report);
}

TEST_F(ReplayCheck, StatesOfAKindOfAnotherVersionAreNamed) {
  redis_.command({"HSET", "{510700}:state:moon", "moo_1", "1 {}"});
  const auto report = check();
  ASSERT_EQ(report.differences.size(), 1U) << all(report);
  EXPECT_EQ(report.differences[0],
            "存储中有本版程序不认识的种类 moon / states of a kind this version does not know: moon");
}

TEST_F(ReplayCheck, AUniqueValueThatIsMissingOrOfNobodyIsNamed) {
  const auto owners = run_task(io_, store_->unique_owners("lead_enterprise"));
  ASSERT_TRUE(owners);
  ASSERT_FALSE(owners->empty());
  const auto& [value, owner] = *owners->begin();
  redis_.command({"HDEL", "{510700}:unique:lead_enterprise", value});
  redis_.command({"HSET", "{510700}:unique:lead_enterprise", "nobody#0", "prj_nobody"});
  const auto report = check();
  EXPECT_EQ(report.differences.size(), 2U) << all(report);
  EXPECT_NE(all(report).find("unique index lead_enterprise: " + owner + " holds 0 values, its state asks for 1"),
            std::string::npos)
      << all(report);
  EXPECT_NE(all(report).find("唯一索引 lead_enterprise：prj_nobody 占有 1 个值，按其状态应为 0 个"), std::string::npos)
      << all(report);
}

// Two projects held one code before codes were claimed: that is no difference. More than the state has is one.
TEST_F(ReplayCheck, AProjectCodeFromBeforeItWasClaimedIsNoDifference) {
  const auto owners = run_task(io_, store_->unique_owners("lead_enterprise"));
  std::set<std::string> distinct;
  for (const auto& [value, owner] : *owners)
    distinct.insert(owner);
  const std::vector<std::string> projects(distinct.begin(), distinct.end());
  ASSERT_GE(projects.size(), 3U);
  land(projects[0], "2205-510703-04-01-130950", false);
  land(projects[1], "2205-510703-04-01-130950", false);
  land(projects[2], "2205-510703-04-01-130951", true);
  EXPECT_EQ(all(check()), "");
  redis_.command({"HSET", "{510700}:unique:project_code", "2205-510703-04-01-130952", projects[2]});
  EXPECT_EQ(all(check()), "唯一索引 project_code：" + projects[2] +
                              " 占有 2 个值，按其状态应为 1 个 / unique index project_code: " + projects[2] +
                              " holds 2 values, its state asks for 1\n");
}

TEST_F(ReplayCheck, AJobThatIsMissingHalfOrAboutNothingIsNamed) {
  const std::string project = run_task(io_, store_->unique_owners("lead_enterprise"))->begin()->second;
  const std::string job = "evaluate:" + project;
  watch(project);
  EXPECT_EQ(check().jobs, 1);
  EXPECT_EQ(all(check()), "");
  redis_.command({"ZREM", "{510700}:due", job});
  EXPECT_EQ(all(check()), "到期队列中的 " + job + "：记录与排队不符 / job " + job +
                              ": its record and its place in the queue differ\n");
  redis_.command({"HDEL", "{510700}:jobs", job});
  EXPECT_EQ(all(check()), "到期队列缺少 " + job + "，watch " + project + " 在等它 / job " + job +
                              " is missing, watch " + project + " waits for it\n");
  store::UnitOfWork strays("510700");
  strays.schedule(job, Instant::from_ms(1));
  strays.schedule("ticket:tkt_nobody", Instant::from_ms(1));
  strays.schedule("moon:1", Instant::from_ms(1));
  ASSERT_TRUE(is<store::Committed>(commit(std::move(strays))));
  const auto report = check();
  EXPECT_EQ(report.differences.size(), 2U) << all(report);
  EXPECT_NE(all(report).find("job moon:1: what it is about does not exist"), std::string::npos) << all(report);
  EXPECT_NE(all(report).find("到期队列中的 ticket:tkt_nobody：没有它所指的对象或种类"), std::string::npos)
      << all(report);
}

// Each look finds what was written since the one before: only what differed is looked at again.
TEST_F(ReplayCheck, ASuiteThatWritesAllTheTimeIsCompared) {
  bool stop = false, stopped = false;
  auto keep_writing = [&]() -> store::Task<void> {
    while (!stop) {
      auto work = city_.project();
      const auto result = co_await store_->commit(std::move(work));
      if (!is<store::Committed>(result)) throw std::runtime_error("a commit was refused");
    }
    stopped = true;
  };
  boost::asio::co_spawn(io_, keep_writing, [](const std::exception_ptr& error) {
    if (error) std::rethrow_exception(error);
  });
  const auto report = run_task(io_, replay::replay_check(*store_, nullptr));
  stop = true;
  ASSERT_TRUE(run_until(io_, [&] { return stopped; }));
  ASSERT_TRUE(report) << report.error().detail;
  EXPECT_GT(report->events, head_);
  EXPECT_FALSE(report->broken) << *report->broken;
  EXPECT_TRUE(report->differences.empty()) << all(*report);
}

}  // namespace
}  // namespace luodi::test
