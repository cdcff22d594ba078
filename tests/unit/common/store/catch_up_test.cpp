#include "common/store/catch_up.hpp"

#include <gtest/gtest.h>

#include <random>

namespace luodi::store {
namespace {

StoredEvent event(std::int64_t seq, std::int64_t epoch = 1, const std::string& uuid = {}) {
  return StoredEvent{StreamPosition{epoch, seq, uuid.empty() ? "u-" + std::to_string(seq) : uuid}, "{}"};
}

struct Recorder {
  std::vector<std::int64_t> seen;
  CatchUp::Sink sink() {
    return [this](const StoredEvent& e) { seen.push_back(e.at.seq); };
  }
};

std::vector<StoredEvent> page(std::int64_t first, std::int64_t last) {
  std::vector<StoredEvent> out;
  for (auto seq = first; seq <= last; ++seq)
    out.push_back(event(seq));
  return out;
}

TEST(CatchUp, AppliesABellThatIsExactlyNext) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  EXPECT_EQ(state.offer(event(5), r.sink()), CatchUp::Bell::apply);
  EXPECT_EQ(state.offer(event(5), r.sink()), CatchUp::Bell::known);
  EXPECT_EQ(state.offer(event(7), r.sink()), CatchUp::Bell::early);
  EXPECT_EQ(state.known_head(), 7);
  EXPECT_EQ(state.position().event_id, "u-5");
  EXPECT_EQ(r.seen, (std::vector<std::int64_t>{5}));
}

TEST(CatchUp, EarlyBellsWaitForTheOnesBeforeThem) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  EXPECT_EQ(state.offer(event(7), r.sink()), CatchUp::Bell::early);
  EXPECT_EQ(state.offer(event(6), r.sink()), CatchUp::Bell::early);
  EXPECT_EQ(state.offer(event(9), r.sink()), CatchUp::Bell::early);
  EXPECT_TRUE(r.seen.empty());
  EXPECT_EQ(state.offer(event(5), r.sink()), CatchUp::Bell::apply);
  EXPECT_EQ(r.seen, (std::vector<std::int64_t>{5, 6, 7}));
  EXPECT_EQ(state.take(state.next_read(10), page(7, 8), r.sink()), CatchUp::Page::at_head);
  EXPECT_EQ(r.seen, (std::vector<std::int64_t>{5, 6, 7, 8, 9}));
  EXPECT_EQ(state.position().event_id, "u-9");
}

TEST(CatchUp, EarlyBellsOfALostEpochAreForgotten) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  EXPECT_EQ(state.offer(event(6), r.sink()), CatchUp::Bell::early);  // lost in the failover that follows
  const std::vector<StoredEvent> answer = {event(4), event(5, 2, "other")};
  EXPECT_EQ(state.take(state.next_read(10), answer, r.sink()), CatchUp::Page::at_head);
  EXPECT_EQ(r.seen, (std::vector<std::int64_t>{5}));
  EXPECT_EQ(state.offer(event(6, 2, "another"), r.sink()), CatchUp::Bell::apply);
  EXPECT_EQ(state.position().event_id, "another");
}

TEST(CatchUp, WaitingBellsAreBounded) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  for (std::int64_t i = 0; i < static_cast<std::int64_t>(k_early_bells); ++i)
    ASSERT_EQ(state.offer(event(6 + i), r.sink()), CatchUp::Bell::early);
  EXPECT_EQ(state.offer(event(6 + static_cast<std::int64_t>(k_early_bells)), r.sink()), CatchUp::Bell::gap);
}

TEST(CatchUp, BellOfAnotherEpochIsNotTrusted) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  EXPECT_EQ(state.offer(event(5, 2), r.sink()), CatchUp::Bell::gap);
  EXPECT_EQ(state.offer(event(3, 2), r.sink()), CatchUp::Bell::gap);
  EXPECT_TRUE(r.seen.empty());
}

TEST(CatchUp, ReadsTheAnchorAgainAndSkipsIt) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  const auto read = state.next_read(10);
  EXPECT_EQ(read.after, 3);
  EXPECT_EQ(read.count, 11);
  EXPECT_EQ(state.take(read, page(4, 8), r.sink()), CatchUp::Page::at_head);
  EXPECT_EQ(r.seen, (std::vector<std::int64_t>{5, 6, 7, 8}));
}

TEST(CatchUp, FullPageMeansMore) {
  CatchUp state(StreamPosition{});
  Recorder r;
  const auto read = state.next_read(3);
  EXPECT_EQ(state.take(read, page(1, 3), r.sink()), CatchUp::Page::more);
  EXPECT_EQ(state.take(state.next_read(3), page(3, 6), r.sink()), CatchUp::Page::more);
  EXPECT_EQ(state.take(state.next_read(3), page(6, 6), r.sink()), CatchUp::Page::at_head);
  EXPECT_EQ(r.seen.size(), 6u);
}

TEST(CatchUp, BellsAppliedWhileAPageWasOnItsWayAreNotAppliedTwice) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  const auto read = state.next_read(10);
  state.offer(event(5), r.sink());
  state.offer(event(6), r.sink());
  EXPECT_EQ(state.take(read, page(4, 7), r.sink()), CatchUp::Page::at_head);
  EXPECT_EQ(r.seen, (std::vector<std::int64_t>{5, 6, 7}));
}

TEST(CatchUp, AnotherUuidAtTheAnchorIsARewind) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  auto answer = page(4, 6);
  answer[0].at.event_id = "someone else";
  EXPECT_EQ(state.take(state.next_read(10), answer, r.sink()), CatchUp::Page::rewound);
  EXPECT_TRUE(r.seen.empty());
}

TEST(CatchUp, MissingAnchorIsARewind) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  EXPECT_EQ(state.take(state.next_read(10), {}, r.sink()), CatchUp::Page::rewound);          // shorter history
  EXPECT_EQ(state.take(state.next_read(10), page(5, 6), r.sink()), CatchUp::Page::rewound);  // trimmed history
  EXPECT_TRUE(r.seen.empty());
}

TEST(CatchUp, TrimmedBeginningAndHolesAreRewinds) {
  CatchUp fresh(StreamPosition{});
  Recorder r;
  EXPECT_EQ(fresh.take(fresh.next_read(10), page(3, 5), r.sink()), CatchUp::Page::rewound);
  auto holed = page(1, 5);
  holed.erase(holed.begin() + 2);
  EXPECT_EQ(fresh.take(fresh.next_read(10), holed, r.sink()), CatchUp::Page::rewound);
  EXPECT_EQ(r.seen, (std::vector<std::int64_t>{1, 2}));
}

TEST(CatchUp, UnknownAnchorIsLearntFromTheFirstPage) {
  CatchUp state(StreamPosition{0, 4, ""});
  Recorder r;
  EXPECT_EQ(state.take(state.next_read(10), page(4, 4), r.sink()), CatchUp::Page::at_head);
  EXPECT_EQ(state.position(), (StreamPosition{1, 4, "u-4"}));
}

TEST(CatchUp, EpochChangeWithIntactHistoryGoesOn) {
  CatchUp state(StreamPosition{1, 4, "u-4"});
  Recorder r;
  std::vector<StoredEvent> answer = {event(4), event(5, 2), event(6, 2)};
  EXPECT_EQ(state.take(state.next_read(10), answer, r.sink()), CatchUp::Page::at_head);
  EXPECT_EQ(state.offer(event(7, 2), r.sink()), CatchUp::Bell::apply);
}

// Whatever bells come, doubled, lost, out of order, and however pages interleave: each event once, in order.
TEST(CatchUp, AnyMixOfBellsAndPagesDeliversEachOnceInOrder) {
  for (unsigned seed = 0; seed < 2000; ++seed) {
    std::mt19937 random(seed);
    const auto pick = [&](std::int64_t low, std::int64_t high) {
      return std::uniform_int_distribution<std::int64_t>(low, high)(random);
    };
    const std::int64_t start = pick(0, 3);
    CatchUp state(start == 0 ? StreamPosition{} : StreamPosition{1, start, "u-" + std::to_string(start)});
    Recorder r;
    std::int64_t head = start;
    std::optional<CatchUp::Read> on_its_way;
    std::vector<StoredEvent> answer;
    for (int step = 0; step < 60; ++step) {
      switch (pick(0, 3)) {
        case 0:
          ++head;
          break;
        case 1:
          if (head > 0) state.offer(event(pick(1, head)), r.sink());
          break;
        case 2:
          if (!on_its_way) {
            on_its_way = state.next_read(pick(1, 4));
            answer = page(on_its_way->after + 1, std::min(head, on_its_way->after + on_its_way->count));
          }
          break;
        default:
          if (on_its_way) {
            ASSERT_NE(state.take(*on_its_way, answer, r.sink()), CatchUp::Page::rewound) << "seed " << seed;
            on_its_way.reset();
          }
      }
    }
    auto verdict = CatchUp::Page::more;
    while (verdict == CatchUp::Page::more) {
      const auto read = state.next_read(5);
      verdict = state.take(read, page(read.after + 1, std::min(head, read.after + read.count)), r.sink());
    }
    ASSERT_EQ(verdict, CatchUp::Page::at_head) << "seed " << seed;
    ASSERT_EQ(static_cast<std::int64_t>(r.seen.size()), head - start) << "seed " << seed;
    for (std::size_t i = 0; i < r.seen.size(); ++i)
      ASSERT_EQ(r.seen[i], start + 1 + static_cast<std::int64_t>(i));
  }
}

}  // namespace
}  // namespace luodi::store
