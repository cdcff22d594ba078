// The fault switches of MemoryStore do what their names say: services are tested with them.
#include <gtest/gtest.h>

#include "common/store/memory/memory_store.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::store::memory {
namespace {

class Faults : public ::testing::Test {
 protected:
  static UnitOfWork creation() {
    UnitOfWork work("510700");
    work.put("project", "p", 0, 1, "{}");
    work.append("u", "{}");
    return work;
  }
  CommitResult commit(UnitOfWork work) { return test::run_task(io_, store_.commit(std::move(work))); }
  bool stands() const { return !store_.data().events.empty(); }

  boost::asio::io_context io_{1};
  MemoryStore store_{"510700"};
};

TEST_F(Faults, LostReplyStandsThough) {
  store_.faults().lose_reply = 1;
  EXPECT_TRUE(std::holds_alternative<Unknown>(commit(creation())));
  EXPECT_TRUE(stands());
  EXPECT_TRUE(std::holds_alternative<Conflict>(commit(creation())));
}

TEST_F(Faults, LostBeforeDoesNotStand) {
  store_.faults().lose_before = 1;
  EXPECT_TRUE(std::holds_alternative<Unknown>(commit(creation())));
  EXPECT_FALSE(stands());
  EXPECT_TRUE(std::holds_alternative<Committed>(commit(creation())));
}

TEST_F(Faults, ConflictAndUnavailableStrikeAsOftenAsTold) {
  store_.faults().conflict = 2;
  EXPECT_TRUE(std::holds_alternative<Conflict>(commit(creation())));
  EXPECT_TRUE(std::holds_alternative<Conflict>(commit(creation())));
  store_.faults().unavailable = 1;
  EXPECT_TRUE(std::holds_alternative<Unavailable>(commit(creation())));
  EXPECT_FALSE(stands());
  EXPECT_TRUE(std::holds_alternative<Committed>(commit(creation())));
}

TEST_F(Faults, DownMeansNothingWorks) {
  store_.faults().down = true;
  EXPECT_FALSE(store_.ready());
  EXPECT_TRUE(std::holds_alternative<Unavailable>(commit(creation())));
  const auto answer = test::run_task(io_, store_.head());
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::service_unavailable);
}

TEST_F(Faults, FailOverUsesSequencesAgainInANewEpoch) {
  commit(creation());
  const auto older = store_.data();
  UnitOfWork more("510700");
  more.append("lost", "{}");
  commit(std::move(more));
  store_.fail_over_to(older);
  UnitOfWork other("510700");
  other.append("other", "{}");
  const auto result = commit(std::move(other));
  ASSERT_TRUE(std::holds_alternative<Committed>(result));
  EXPECT_EQ(std::get<Committed>(result).last_seq, 2);
  EXPECT_EQ(std::get<Committed>(result).epoch, 2);
}

}  // namespace
}  // namespace luodi::store::memory
