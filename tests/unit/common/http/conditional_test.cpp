#include "common/http/conditional.hpp"

#include <gtest/gtest.h>

namespace luodi::http {
namespace {

bool allows(const std::string& if_match, std::int64_t version) {
  const auto condition = require_if_match(&if_match);
  EXPECT_TRUE(condition) << if_match;
  return condition && condition->allows(version);
}

TEST(IfMatch, ComparesStrongly) {
  EXPECT_EQ(etag_of(7), "\"7\"");
  EXPECT_TRUE(allows("\"7\"", 7));
  EXPECT_FALSE(allows("\"7\"", 8));
  EXPECT_TRUE(allows("\"6\" , \"7\"", 7));
  EXPECT_TRUE(allows("*", 7));
  EXPECT_FALSE(allows("W/\"7\"", 7));
  EXPECT_FALSE(allows("\"07\"", 7));
  EXPECT_FALSE(allows("\"+7\"", 7));
  EXPECT_FALSE(allows("\"-7\"", -7));
  EXPECT_FALSE(allows("\"\"", 0));
  EXPECT_FALSE(allows("\"v7\"", 7));
  EXPECT_FALSE(allows("\"99999999999999999999\"", 7));
}

TEST(IfMatch, MeansTheVersionOfWhicheverBodyWasRead) {
  const auto tag = etag_of_body(etag_of(7), "test");  // SHA-256 of "test" begins with 9f86...
  EXPECT_EQ(tag, "\"7-9f86d081884c7d65\"");
  EXPECT_NE(tag, etag_of_body(etag_of(7), "tests"));
  EXPECT_NE(tag, etag_of_body(etag_of(8), "test"));
  EXPECT_TRUE(allows(tag, 7));
  EXPECT_FALSE(allows(tag, 8));
  EXPECT_FALSE(allows("W/" + tag, 7));
  for (const auto* foreign : {"\"7-\"", "\"7-en\"", "\"7-9f86d081884c7d6\"", "\"7-9F86D081884C7D65\"",
                              "\"-9f86d081884c7d65\"", "\"07-9f86d081884c7d65\""})
    EXPECT_FALSE(allows(foreign, 7)) << foreign;
}

TEST(EntityTag, OfAFileStaysItsDigest) {
  EXPECT_EQ(etag_of_body("\"0d9f86d0\"", "test"), "\"0d9f86d0\"");
  EXPECT_EQ(etag_of_body("", "test"), "");
}

TEST(IfMatch, IsRequiredForChanges) {
  const auto absent = require_if_match(nullptr);
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::precondition_required);
  const auto optional = optional_if_match(nullptr);
  ASSERT_TRUE(optional);
  EXPECT_FALSE(optional->has_value());
}

TEST(IfMatch, RefusesMalformedFields) {
  for (const std::string value : {"", "7", "\"7", "7\"", "\"7\",", ",\"7\"", "\"7\" \"8\"", "w/\"7\"", "W/", "W/7",
                                  "*, \"7\"", "\"a b\"", "\"7\";", "'7'"}) {
    const auto condition = require_if_match(&value);
    ASSERT_FALSE(condition) << value;
    EXPECT_EQ(condition.error().code, ErrorCode::malformed_request) << value;
    EXPECT_FALSE(optional_if_match(&value)) << value;
  }
}

TEST(IfMatch, BoundsTheList) {
  std::string list = "\"1\"";
  for (int i = 0; i < 40; ++i)
    list += ",\"1\"";
  EXPECT_FALSE(require_if_match(&list));
}

TEST(IfNoneMatch, ComparesWeakly) {
  const auto matches = [](const std::string& value) { return none_match(&value, "\"7\""); };
  EXPECT_TRUE(matches("\"7\""));
  EXPECT_TRUE(matches("W/\"7\""));
  EXPECT_TRUE(matches("\"6\",\"7\""));
  EXPECT_TRUE(matches("*"));
  EXPECT_FALSE(matches("\"8\""));
  EXPECT_FALSE(matches("7"));
  EXPECT_FALSE(none_match(nullptr, "\"7\""));
  const std::string csv = "\"7-csv\"";
  EXPECT_TRUE(none_match(&csv, "\"7-csv\""));
  EXPECT_TRUE(none_match(&csv, "W/\"7-csv\""));
}

}  // namespace
}  // namespace luodi::http
