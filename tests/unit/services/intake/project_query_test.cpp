#include "services/intake/project_query.hpp"

#include <gtest/gtest.h>

namespace luodi::intake {

namespace {
using Query = std::map<std::string, std::string>;

ErrorCode refusal(const Query& query) {
  auto read = read_project_query(query);
  return read ? ErrorCode::internal : read.error().code;
}
}  // namespace

TEST(ProjectQuery, NewestFirstByDefault) {
  auto query = read_project_query({});
  ASSERT_TRUE(query);
  EXPECT_EQ(query->sort, SortKey::created_at);
  EXPECT_TRUE(query->descending);
  EXPECT_EQ(query->limit, 50U);
}

TEST(ProjectQuery, ReadsListsLettersAndPrefixes) {
  auto query =
      read_project_query({{"stage", "lead,signed"}, {"industry", "C397"}, {"q", "ABC显示"}, {"sort", "amount"}});
  ASSERT_TRUE(query);
  EXPECT_EQ(query->stages, (std::vector{domain::Stage::lead, domain::Stage::signed_}));
  EXPECT_EQ(query->section, 'C');
  EXPECT_EQ(query->industry, "397");
  EXPECT_EQ(query->q, "abc显示");
  EXPECT_FALSE(query->descending);
}

TEST(ProjectQuery, RefusesWhatItDoesNotKnow) {
  for (const Query& query :
       {Query{{"stage", "leads"}}, Query{{"light", "blue"}}, Query{{"sort", "size"}}, Query{{"limit", "0"}},
        Query{{"limit", "501"}}, Query{{"limit", "5x"}}, Query{{"min_amount_fen", "-1"}}, Query{{"industry", "39x"}},
        Query{{"industry", "39741"}}, Query{{"colour", "red"}}, Query{{"cursor", "!!"}}, Query{{"cursor", "e30"}}}) {
    EXPECT_EQ(refusal(query), ErrorCode::invalid_parameter) << query.begin()->first << "=" << query.begin()->second;
    const auto fields = read_project_query(query).error().fields;
    ASSERT_EQ(fields.size(), 1U) << query.begin()->first;
    EXPECT_EQ(fields[0].pointer, query.begin()->first) << "the parameter is named";
  }
}

TEST(ProjectQuery, CursorsComeBackAndBelongToTheirSort) {
  auto query = read_project_query({{"sort", "-amount"}});
  ListPosition position;
  position.number = -1;
  position.id = "prj_1";
  const auto cursor = write_cursor(*query, position);
  auto again = read_project_query({{"sort", "-amount"}, {"cursor", cursor}});
  ASSERT_TRUE(again);
  EXPECT_EQ(again->after->number, -1);
  EXPECT_EQ(again->after->id, "prj_1");
  EXPECT_EQ(refusal({{"sort", "amount"}, {"cursor", cursor}}), ErrorCode::invalid_parameter);
}

}  // namespace luodi::intake
