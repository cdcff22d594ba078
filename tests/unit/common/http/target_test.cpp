#include "common/http/target.hpp"

#include <gtest/gtest.h>

namespace luodi::http {
namespace {

TEST(Target, SplitsAndDecodes) {
  const auto target = parse_target("/v1/%E7%BB%B5%E9%98%B3?q=%E7%BB%B5&limit=5&flag&empty=&a=b=c&sp=a+b%2Bc");
  ASSERT_TRUE(target);
  EXPECT_EQ(target->path, "/v1/绵阳");
  const Query expected = {{"q", "绵"}, {"limit", "5"}, {"flag", ""}, {"empty", ""}, {"a", "b=c"}, {"sp", "a b+c"}};
  EXPECT_EQ(target->query, expected);
}

TEST(Target, KeepsPlusInAPathAndOrderAndRepeatsInAQuery) {
  EXPECT_EQ(*decode_path("/a+b"), "/a+b");
  const Query expected = {{"b", "2"}, {"a", "1"}, {"b", "3"}};
  EXPECT_EQ(*decode_query("b=2&&a=1&b=3&"), expected);
}

TEST(Target, RefusesWhatTwoReadersWouldReadDifferently) {
  for (const char* path :
       {"/%2F",    "/%2f",       "/a%5Cb",        "/%00",    "/%0a", "/%7f",  "/%",   "/%1",         "/%zz",
        "/%1g",    "/.",         "/..",           "/a/../b", "/a/.", "/a/..", "/%2e", "/a/%2E%2e/b", "/%c0%af",
        "/%e7%bb", "/%ed%a0%80", "/%f4%90%80%80", "/%80",    "/%ff", "a",     ""}) {
    const auto decoded = decode_path(path);
    ASSERT_FALSE(decoded) << path;
    EXPECT_EQ(decoded.error().code, ErrorCode::malformed_request) << path;
  }
  for (const char* query : {"a=%00", "a=%", "%zz=1", "a=%e7", "%ff"})
    EXPECT_FALSE(decode_query(query)) << query;
}

TEST(Target, AllowsWhatOnlyLooksLikeADotSegment) {
  for (const char* path : {"/...", "/a..b", "/.well-known/x", "/a.b/", "//", "/a//b"}) {
    EXPECT_EQ(decode_path(path).value_or("refused"), path);
  }
}

TEST(Target, BoundsTheNumberOfParameters) {
  std::string query;
  for (int i = 0; i < 128; ++i)
    query += "a=1&";
  EXPECT_EQ(decode_query(query)->size(), 128U);
  EXPECT_FALSE(decode_query(query + "a=1"));
}

TEST(Target, EncodingIsUndoneByDecoding) {
  std::string text;
  for (int c = 1; c < 128; ++c)
    text.push_back(static_cast<char>(c));
  text += "绵阳😀";
  EXPECT_EQ(percent_encode("a b/绵"), "a%20b%2F%E7%BB%B5");
  const Query expected = {{"k", text}};
  EXPECT_EQ(*decode_query("k=" + percent_encode(text)), expected);
}

TEST(Utf8, AcceptsEveryWellFormedLengthAndRefusesTheRest) {
  for (const char* good : {"", "a", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
                           "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(good));
  }
  for (const char* bad : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2",
                          "\xc2"
                          "a",
                          "\xe0\x9f\xbf", "\xe7\xbb", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
                          "\xf5\x80\x80\x80", "\xfe", "\xff"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace luodi::http
