// A job whose record cannot be read holds up no other: it is told with the fence 0 and stays where it stands.
#include "tests/integration/common/store/fixture.hpp"

namespace luodi::test {
namespace {

using namespace luodi::store;

class DamagedJob : public RedisFixture {
 protected:
  void schedule(const std::string& job, std::int64_t at_ms) {
    UnitOfWork work("510700");
    work.schedule(job, Instant::from_ms(at_ms));
    ASSERT_TRUE(is<Committed>(commit(std::move(work))));
  }
  std::vector<Job> claim(std::int64_t limit) {
    ClaimRequest request;
    request.now = Instant::from_ms(1'000);
    request.limit = limit;
    auto jobs = run_task(io_, store_->claim(request));
    EXPECT_TRUE(jobs);
    return jobs ? *jobs : std::vector<Job>();
  }
  const Keys keys_{"510700"};
};

TEST_F(DamagedJob, TheOthersGoOnAndItIsTold) {
  open_ready();
  for (int i = 0; i < 5; ++i)
    schedule("bad_" + std::to_string(i), 100 + i);
  schedule("good_1", 500);
  schedule("good_2", 600);
  const std::vector<std::string> records = {"1 0 100", "", "x 0 102 ", "4 y 103 ", "5 0  "};
  for (std::size_t i = 0; i < records.size(); ++i)
    redis_.command({"HSET", keys_.jobs(), "bad_" + std::to_string(i), records[i]});
  const auto jobs = claim(2);
  ASSERT_EQ(jobs.size(), 7U);
  EXPECT_EQ(jobs[0].id, "good_1");
  EXPECT_EQ(jobs[1].id, "good_2");
  EXPECT_NE(jobs[0].fence, 0);
  for (std::size_t i = 2; i < jobs.size(); ++i) {
    EXPECT_EQ(jobs[i].id, "bad_" + std::to_string(i - 2));
    EXPECT_EQ(jobs[i].fence, 0);
  }
  EXPECT_EQ(claim(2).size(), 5U) << "still there, for somebody to look at";
  const auto queue = run_task(io_, store_->queue());
  ASSERT_TRUE(queue);
  for (std::size_t i = 0; i < records.size(); ++i)
    EXPECT_FALSE(queue->at("bad_" + std::to_string(i)).in_order()) << records[i];
  EXPECT_TRUE(queue->at("good_1").in_order());
}

}  // namespace
}  // namespace luodi::test
