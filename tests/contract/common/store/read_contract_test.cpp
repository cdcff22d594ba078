// What the reads promise: pages that miss nothing, and absence that is not an error.
#include <set>

#include "tests/contract/common/store/backends.hpp"

namespace luodi::test {
namespace {

using namespace luodi::store;

TEST_P(StoreContract, NamesTheKindsAndTheUniqueIndexesThatHoldSomething) {
  EXPECT_TRUE(get(store().kinds()).empty());
  EXPECT_TRUE(get(store().unique_indexes()).empty());
  auto work = unit();
  work.put("project", "prj_1", 0, 1, "{}");
  work.put("park", "MY", 0, 1, "{}");
  work.index(IndexVerb::unique_claim, "lead", "one", "prj_1");
  work.append("u", "{}");
  committed(std::move(work));
  EXPECT_EQ(get(store().kinds()), (std::vector<std::string>{"park", "project"}));
  EXPECT_EQ(get(store().unique_indexes()), (std::vector<std::string>{"lead"}));
}

TEST_P(StoreContract, EmptyStoreAnswersAbsence) {
  EXPECT_FALSE(get(store().load("project", "p")));
  EXPECT_TRUE(get(store().scan("project", "", 10)).states.empty());
  EXPECT_TRUE(get(store().unique_owners("n")).empty());
  EXPECT_EQ(get(store().head()), (StreamPosition{1, 0, ""}));
  EXPECT_TRUE(get(store().read_events(0, 10)).empty());
  EXPECT_FALSE(get(store().cursor("c")));
  EXPECT_FALSE(get(store().next_due()));
  EXPECT_TRUE(get(store().audit_page(0, 10)).empty());
  EXPECT_FALSE(get(store().get_value("v")));
  EXPECT_TRUE(get(store().claim(ClaimRequest())).empty());
  EXPECT_TRUE(store().ready());
}

TEST_P(StoreContract, ScanVisitsEveryState) {
  constexpr int k_states = 1500;  // more than Redis keeps in its compact form, so that it really pages
  for (int from = 0; from < k_states; from += 100) {
    auto work = unit();
    for (int i = from; i < from + 100; ++i)
      work.put("project", "prj_" + std::to_string(i), 0, i + 1, "{\"i\":" + std::to_string(i) + "}");
    committed(std::move(work));
  }
  std::set<std::string> ids;
  std::string next;
  int pages = 0;
  do {
    const auto page = get(store().scan("project", next, 100));
    for (const auto& state : page.states) {
      ids.insert(state.id);
      EXPECT_EQ("{\"i\":" + std::to_string(state.version - 1) + "}", state.json);
    }
    next = page.next;
    ++pages;
  } while (!next.empty() && pages < 1000);
  EXPECT_EQ(ids.size(), static_cast<std::size_t>(k_states));
  EXPECT_GT(pages, 5);
}

TEST_P(StoreContract, EventsAreReadInPagesFromAnyPosition) {
  for (int i = 1; i <= 25; ++i) {
    auto work = unit();
    work.append("u-" + std::to_string(i), std::to_string(i));
    committed(std::move(work));
  }
  std::int64_t after = 0;
  for (;;) {
    const auto page = get(store().read_events(after, 10));
    for (const auto& event : page) {
      EXPECT_EQ(event.at.seq, after + 1);
      EXPECT_EQ(event.json, std::to_string(after + 1));
      after = event.at.seq;
    }
    if (page.size() < 10) break;
  }
  EXPECT_EQ(after, 25);
  EXPECT_TRUE(get(store().read_events(25, 10)).empty());
  EXPECT_TRUE(get(store().read_events(9999, 10)).empty());
  EXPECT_EQ(get(store().read_events(24, 10)).at(0).at.event_id, "u-25");
}

TEST_P(StoreContract, AuditIsNumberedAndPaged) {
  for (int i = 1; i <= 12; ++i) {
    auto work = unit();
    work.audit = "entry " + std::to_string(i);
    committed(std::move(work));
  }
  const auto page = get(store().audit_page(9, 2));
  ASSERT_EQ(page.size(), 2u);
  EXPECT_EQ(page.begin()->first, "0000000000000010");
  EXPECT_TRUE(page.rbegin()->second.ends_with(" entry 11"));
  EXPECT_TRUE(get(store().audit_page(12, 5)).empty());
}

TEST_P(StoreContract, ValuesEndWithTheirTerm) {
  ASSERT_TRUE(run(store().set_value("session", "s", 40)));
  ASSERT_TRUE(run(store().set_value("clock", "c", 0)));
  EXPECT_EQ(get(store().get_value("session")), "s");
  backend_->pass_ms(40);
  EXPECT_FALSE(get(store().get_value("session")));
  EXPECT_EQ(get(store().get_value("clock")), "c");
  ASSERT_TRUE(run(store().set_value("clock", "", 0)));
  EXPECT_FALSE(get(store().get_value("clock")));
  ASSERT_TRUE(run(store().set_value("never", "", 0)));
}

TEST_P(StoreContract, SettingAValueAgainReplacesItsTerm) {
  ASSERT_TRUE(run(store().set_value("v", "a", 40)));
  ASSERT_TRUE(run(store().set_value("v", "b", 0)));
  backend_->pass_ms(40);
  EXPECT_EQ(get(store().get_value("v")), "b");
}

}  // namespace
}  // namespace luodi::test
