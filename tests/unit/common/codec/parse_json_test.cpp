#include <gtest/gtest.h>

#include <string>

#include "common/codec/fields.hpp"
#include "common/codec/text.hpp"

namespace luodi::codec {
namespace {

std::string nested(int depth) {
  return std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']');
}

TEST(ParseJson, ReadsDocuments) {
  EXPECT_EQ(*parse_json(R"({"a":[1,"绵阳",null,true]})"), (Json{{"a", {1, "绵阳", nullptr, true}}}));
  EXPECT_EQ(*parse_json(" 1 "), Json(1));
}

TEST(ParseJson, RefusesBrokenText) {
  for (const char* bad : {"", " ", "{", "}", "{\"a\":}", "{\"a\":1,}", "[1,]", "{'a':1}", "{\"a\" 1}", "nul", "1 2",
                          "{} x", "// c\n1", "\"a", "\"a\nb\"", "{\"a\":1}{\"a\":1}"}) {
    const auto json = parse_json(bad);
    ASSERT_FALSE(json) << bad;
    EXPECT_EQ(json.error().code, ErrorCode::malformed_json) << bad;
  }
}

TEST(ParseJson, RefusesInvalidUtf8) {
  for (const std::string& bad :
       {std::string("\"\xFF\""), std::string("\"\xC3\""), std::string("\"\xC0\x80\""), std::string("\"\xED\xA0\x80\""),
        std::string("\"\xF4\x90\x80\x80\""), std::string(R"("\ud800")"), std::string("{\"\xFF\":1}")})
    EXPECT_FALSE(parse_json(bad)) << bad;
  EXPECT_TRUE(parse_json(R"("\ud842\udfb7")"));
}

TEST(ParseJson, RefusesDuplicateKeysAtAnyDepth) {
  EXPECT_FALSE(parse_json(R"({"a":1,"a":1})"));
  EXPECT_FALSE(parse_json(R"({"a":1,"b":2,"\u0061":3})"));
  EXPECT_FALSE(parse_json(R"({"x":[{"a":1,"b":{},"a":2}]})"));
  EXPECT_FALSE(parse_json(R"({"a":{"b":1},"a":{"c":1}})"));
  EXPECT_TRUE(parse_json(R"({"a":{"a":1},"b":[{"a":1},{"a":1}]})"));
  EXPECT_NE(parse_json(R"({"name":1,"name":2})").error().detail.find("name"), std::string::npos);
}

TEST(ParseJson, CountsNestingExactly) {
  EXPECT_TRUE(parse_json(nested(32)));
  EXPECT_FALSE(parse_json(nested(33)));
  EXPECT_TRUE(parse_json(nested(3), 3));
  EXPECT_FALSE(parse_json(nested(4), 3));
  EXPECT_TRUE(parse_json(R"({"a":{"b":[1]}})", 3));
  EXPECT_FALSE(parse_json(R"({"a":{"b":[[1]]}})", 3));
  EXPECT_EQ(parse_json(nested(33)).error().code, ErrorCode::malformed_json);
}

TEST(ParseJson, BracketsInTextDoNotNest) {
  EXPECT_TRUE(parse_json(R"({"a":"[[[[{{{{","b":"\"[[[[[","c":"\\"})", 1));
  EXPECT_TRUE(parse_json("[[],[],[],[]]", 2));
}

TEST(ParseJson, SurvivesHostileSizes) {
  EXPECT_FALSE(parse_json(std::string(1'000'000, '[')));
  std::string many = "{";
  for (int i = 0; i < 20'000; ++i)
    many += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
  EXPECT_EQ(parse_json(many + "}")->size(), 20'000U);
}

// The reference is the parser of nlohmann/json, which reads the same language except for duplicate keys and depth.
TEST(ParseJson, AgreesWithTheReferenceParser) {
  for (const std::string& text : {std::string("-0"),
                                  std::string("01"),
                                  std::string("1e5"),
                                  std::string("1E+2"),
                                  std::string("1e999"),
                                  std::string("-1e999"),
                                  std::string("1e-999"),
                                  std::string("0.1"),
                                  std::string("123456789.123456789"),
                                  std::string("2.2250738585072011e-308"),
                                  std::string("9223372036854775807"),
                                  std::string("9223372036854775808"),
                                  std::string("18446744073709551615"),
                                  std::string("18446744073709551616"),
                                  std::string("-9223372036854775808"),
                                  std::string("-9223372036854775809"),
                                  std::string("+1"),
                                  std::string(".5"),
                                  std::string("5."),
                                  std::string("-"),
                                  std::string("tru"),
                                  std::string("true"),
                                  std::string("null"),
                                  std::string("\t\n[1 , 2]\r "),
                                  std::string("[1 2]"),
                                  std::string("{\"a\" : {\"b\":[{},[],\"\"]}}"),
                                  std::string("\"\\u0000\\b\\f\\n\\r\\t\\/\\\\\\\"\""),
                                  std::string("\"\\x\""),
                                  std::string("\"\\u12\""),
                                  std::string("\"\\uD83D\\uDE00绵\""),
                                  std::string("\"\\uDE00\""),
                                  std::string("\"\x7F\""),
                                  std::string("\"\x01\""),
                                  std::string("\xEF\xBB\xBF{}"),
                                  std::string("\xEF\xBB"),
                                  std::string("/**/1"),
                                  std::string("NaN")}) {
    const auto ours = parse_json(text);
    const auto reference = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    ASSERT_EQ(ours.has_value(), !reference.is_discarded()) << text;
    if (!ours) continue;
    EXPECT_EQ(*ours, reference) << text;
    EXPECT_EQ(ours->dump(), reference.dump()) << text;
  }
}

TEST(Pointer, EscapesTildeAndSlash) {
  EXPECT_EQ(pointer_join("", "a"), "/a");
  EXPECT_EQ(pointer_join("/a", "b/c~d"), "/a/b~1c~0d");
  EXPECT_EQ(pointer_join("/a", ""), "/a/");
}

TEST(Dump, IsCanonicalAndNeverThrows) {
  EXPECT_EQ(dump(Json{{"b", 1}, {"a", "绵阳"}}), R"({"a":"绵阳","b":1})");
  EXPECT_EQ(dump(Json("a\xFFz")), "\"a\uFFFDz\"");
  EXPECT_EQ(dump(Json("\n\x01\"")), R"("\n\u0001\"")");
  EXPECT_EQ(dump(Json(INT64_MIN)), "-9223372036854775808");
}

TEST(Dump, WritesWhatTheReferenceWrites) {
  std::string all;
  for (int c = 0; c < 0x80; ++c)
    all += static_cast<char>(c);
  const Json json = {
      {"ascii", all},           {"text", "绵阳\u00E9\U0001F600"},
      {all, nullptr},           {"numbers", {0, -1, INT64_MIN, INT64_MAX, UINT64_MAX, 1.5, 0.1, 1e300}},
      {"flags", {true, false}}, {"empty", {Json::object(), Json::array(), "", Json::array({Json::array()})}}};
  EXPECT_EQ(dump(json), json.dump());
  for (const char* bad : {"a\xFF\xFE b", "\xE7\xBB", "\xE7\xBBx", "\xED\xA0\x80", "\xC0\x80", "\n\xF0\x9F\x98\""})
    EXPECT_EQ(dump(Json(bad)), Json(bad).dump(-1, ' ', false, Json::error_handler_t::replace)) << bad;
}

}  // namespace
}  // namespace luodi::codec
