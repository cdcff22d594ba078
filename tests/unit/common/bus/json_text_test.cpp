#include "common/bus/json_text.hpp"

#include <gtest/gtest.h>

namespace luodi::bus {
namespace {

std::string one(std::string_view value) {
  JsonText out;
  out.key("k");
  out.text(value);
  return out.finish();
}

TEST(JsonText, EscapesQuotesBackslashesAndControls) {
  EXPECT_EQ(one("a\"b\\c\n\x01\x7f"), "{\"k\":\"a\\\"b\\\\c\\u000a\\u0001\\u007f\"}");
  EXPECT_EQ(one(std::string_view("a\0b", 3)), "{\"k\":\"a\\u0000b\"}");
}

TEST(JsonText, KeepsWellFormedUtf8) {
  EXPECT_EQ(one("绵阳 é 😀"), "{\"k\":\"绵阳 é 😀\"}");
}

TEST(JsonText, ReplacesEveryByteThatIsNotUtf8) {
  const std::string bad = "\xEF\xBF\xBD";
  EXPECT_EQ(one("a\xFFz"), "{\"k\":\"a" + bad + "z\"}");
  EXPECT_EQ(one("\xC0\x80"), "{\"k\":\"" + bad + bad + "\"}");                      // overlong
  EXPECT_EQ(one("\xED\xA0\x80"), "{\"k\":\"" + bad + bad + bad + "\"}");            // surrogate
  EXPECT_EQ(one("\xF4\x90\x80\x80"), "{\"k\":\"" + bad + bad + bad + bad + "\"}");  // beyond U+10FFFF
  EXPECT_EQ(one("\xE7\xBB"), "{\"k\":\"" + bad + bad + "\"}");                      // cut short
}

TEST(JsonText, WritesNumbersBooleansObjectsAndArrays) {
  JsonText out;
  out.key("n");
  out.number(INT64_MIN);
  out.key("b");
  out.boolean(false);
  out.key("o");
  out.object({{"a", "1"}, {"b", "2"}});
  out.key("e");
  out.object({});
  out.key("l");
  out.array(std::vector<int>{1, 2}, [](int i) { return i == 1 ? "x" : "y"; });
  EXPECT_EQ(out.finish(), R"({"n":-9223372036854775808,"b":false,"o":{"a":"1","b":"2"},"e":{},"l":["x","y"]})");
}

}  // namespace
}  // namespace luodi::bus
