// Paging: every line once and in order, whatever is inserted between two pages; foreign cursors are refused.
#include "common/runtime/page.hpp"

#include <gtest/gtest.h>

#include <set>

#include "common/domain/project_enums.hpp"
#include "common/runtime/request_parts.hpp"

namespace luodi::runtime {
namespace {

template <class Key>
std::vector<Key> page_of(const std::set<Key>& keys, const Query& query, Walked& walked) {
  const auto page = read_page<Key>(query);
  EXPECT_TRUE(page);
  std::vector<Key> shown;
  walked = walk(
      keys, *page, [](const Key&) { return true; }, [&](const Key& key) { shown.push_back(key); });
  return shown;
}

// "code parameter" of the one that is refused.
std::string told(const Error& error) {
  if (error.code != ErrorCode::invalid_parameter || error.fields.size() != 1) return {};
  return error.fields[0].code + " " + error.fields[0].pointer;
}

std::string refusal(const Query& query) {
  const auto page = read_page<ByAge>(query);
  return page ? std::string() : told(page.error());
}

TEST(Page, ShowsEveryLineOnceNewestFirstThoughOthersArrive) {
  std::set<ByAge> keys;
  for (int i = 0; i < 7; ++i)
    keys.insert({1000 + i / 2, "prj_显" + std::to_string(i)});
  const std::vector<ByAge> expected(keys.begin(), keys.end());
  std::vector<std::string> seen;
  Walked walked;
  std::string cursor;
  for (int pages = 0; pages < 4; ++pages) {
    Query query = {{"limit", "2"}};
    if (!cursor.empty()) query["cursor"] = cursor;
    for (const auto& key : page_of(keys, query, walked))
      seen.push_back(key.id);
    cursor = walked.next;
    EXPECT_EQ(cursor.empty(), pages == 3);
    keys.insert({2000 + pages, "prj_new" + std::to_string(pages)});
  }
  ASSERT_EQ(seen.size(), expected.size());
  for (std::size_t i = 0; i < seen.size(); ++i)
    EXPECT_EQ(seen[i], expected[i].id);
  EXPECT_EQ(walked.total, 10u) << "with the three that arrived before the last page";
}

TEST(Page, AFullLastPageHasNoFollower) {
  Walked walked;
  EXPECT_EQ(page_of(std::set<std::string>{"a", "b"}, {{"limit", "2"}}, walked).size(), 2u);
  EXPECT_EQ(walked.next, "");
  EXPECT_EQ(page_of(std::set<std::string>{}, {}, walked).size(), 0u);
  EXPECT_EQ(walked.total, 0u);
}

TEST(Page, CountsOnlyWhatMatches) {
  const std::set<std::int64_t> keys = {1, 2, 3, 4, 5};
  std::vector<std::int64_t> shown;
  const auto walked = walk(
      keys, Page<std::int64_t>{1, 2}, [](std::int64_t key) { return key % 2 == 1; },
      [&](std::int64_t key) { shown.push_back(key); });
  EXPECT_EQ(walked.total, 3u);
  EXPECT_EQ(shown, std::vector<std::int64_t>{3});
  EXPECT_EQ(read_page<std::int64_t>({{"cursor", walked.next}})->after, 3);
}

TEST(Page, RefusesLimitsAndCursorsItDidNotWrite) {
  EXPECT_EQ(read_page<ByAge>({})->limit, k_page_default);
  EXPECT_EQ(read_page<ByAge>({{"limit", "500"}})->limit, k_page_largest);
  for (const auto* limit : {"0", "501", "-1", ""})
    EXPECT_EQ(refusal({{"limit", limit}}), "out_of_range limit") << limit;
  for (const auto* limit : {"abc", "1x", "2.5", "99999999999999999999"})
    EXPECT_EQ(refusal({{"limit", limit}}), "format limit") << limit;
  for (const auto* cursor : {"", "!", "e30", "bm90IGpzb24"})
    EXPECT_TRUE(refusal({{"cursor", cursor}}).ends_with(" cursor")) << cursor;
  EXPECT_EQ(refusal({{"cursor", write_cursor("MY-GX")}}), "not_applicable cursor") << "of another list";
}

TEST(RequestParts, NumbersAreWholeOrRefused) {
  EXPECT_EQ(*query_number({{"year", "2022"}}, "year"), 2022);
  EXPECT_EQ(*query_number({}, "year"), std::nullopt);
  for (const auto* text : {"20x", "2022.5", "99999999999999999999"})
    EXPECT_EQ(told(query_number({{"year", text}}, "year").error()), "format year") << text;
}

TEST(RequestParts, AWordThatIsNoneOfTheListIsRefused) {
  EXPECT_EQ(*query_choice<domain::Stage>({{"stage", "lead"}}, "stage"), domain::Stage::lead);
  EXPECT_EQ(told(query_choice<domain::Stage>({{"stage", "leads"}}, "stage").error()), "not_allowed stage");
}

TEST(RequestParts, AnInstantWithoutItsPlusIsToldHowToSendIt) {
  for (const auto* text : {"2022-07-01T09:00:00 08:00", "2022-07-01T09:00:00.123 08:00"}) {
    const auto told = lost_plus(text);
    ASSERT_TRUE(told) << text;
    EXPECT_NE(told->find("%2B08:00 / "), std::string::npos) << *told;
  }
  for (const auto* text : {"yesterday", "2022-07-01T09:00:00+08:00", "2022-07-01 09:00:00+08:00", "2022-07-01 08:00",
                           "2022-07-01T25:00:00 08:00", " ", ""})
    EXPECT_FALSE(lost_plus(text)) << text;
}

TEST(RequestParts, ADryRunMayLeaveTheVersionOut) {
  bus::Request request;
  EXPECT_EQ(check_version(request, 7).error().code, ErrorCode::precondition_required);
  request.dry_run = true;
  EXPECT_TRUE(check_version(request, 7));
  request.if_match = 6;
  EXPECT_EQ(check_version(request, 7).error().code, ErrorCode::stale_version);
}

}  // namespace
}  // namespace luodi::runtime
