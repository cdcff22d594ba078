// The check on a stream that was cut: what is broken and after which event, not "try again".
#include "deploy/tools/replay/replay_check.hpp"

#include "common/policy/files/policy_files.hpp"
#include "tests/integration/common/store/fixture.hpp"
#include "tests/support/synthetic/synthetic_city.hpp"

namespace luodi::test {
namespace {

class ReplayCheck : public RedisFixture {
 protected:
  void SetUp() override {
    open_ready(Ms(5000));
    const auto policies = *policy::load_policy_book(LUODI_SOURCE_DIR "/deploy/policy");
    SyntheticCity city(7, policies);
    auto works = city.organisations();
    for (int i = 0; i < 3; ++i)
      works.push_back(city.project());
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
  static bool says(const replay::ReplayReport& report, const std::string& text) {
    return report.broken && report.broken->find(text) != std::string::npos;
  }
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

}  // namespace
}  // namespace luodi::test
