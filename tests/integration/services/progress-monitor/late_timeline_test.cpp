#include "services/progress-monitor/late_timeline.hpp"

#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

struct LateTimelineTest : testing::Test {
  Site site;
  Site::Instance one{site};
  std::int64_t head() const { return static_cast<std::int64_t>(site.store.data().events.size()); }
  void SetUp() override {
    site.set_clock(at("2022-06-01", 10));
    site.project(one, "prj_1", yi(5));
  }
};

TEST_F(LateTimelineTest, ReadsNothingUntilSomebodyAsks) {
  bool ended = false;
  LateTimeline timeline(site.io, site.store, [&](store::Task<void> reading) {
    boost::asio::co_spawn(site.io, std::move(reading), [&](std::exception_ptr) { ended = true; });
  });
  EXPECT_FALSE(timeline.gathers());
  domain::EventHead heard;
  timeline.bell(site.store.data().events.front(), heard);
  EXPECT_FALSE(timeline.gathers()) << "an event is no question";
  const auto page = run_task(site.io, timeline.begun().page("prj_1", 0, 10, head()));
  ASSERT_TRUE(page) << page.error().detail;
  EXPECT_EQ(page->total, 2) << "what happened before the question is there";
  EXPECT_TRUE(timeline.gathers());
  timeline.stop();
  run_until(site.io, [&] { return ended; });
}

TEST_F(LateTimelineTest, AnswersUnavailableUntilItIsThere) {
  LateTimeline timeline(site.io, site.store, [](store::Task<void>) {});  // a reader that gets nowhere
  const auto page = run_task(site.io, timeline.begun().page("prj_1", 0, 10, head()));
  ASSERT_FALSE(page);
  EXPECT_EQ(page.error().code, ErrorCode::service_unavailable);
}

}  // namespace
}  // namespace luodi::monitor::test
