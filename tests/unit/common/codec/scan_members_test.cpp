#include "common/codec/scan_members.hpp"

#include <gtest/gtest.h>

#include <utility>
#include <vector>

namespace luodi::codec {
namespace {

using Heard = std::vector<std::pair<std::string, Member>>;

// What the sink heard; nothing where the text was refused.
Expected<Heard> heard(std::string_view text) {
  Heard all;
  auto scanned = scan_members(
      text, [&](std::string_view name, Member value) { all.emplace_back(std::string(name), std::move(value)); });
  if (!scanned) return fail(scanned.error());
  return all;
}

TEST(ScanMembers, TellsTextsAndWholeNumbersOfTheOutermostObject) {
  const Heard expected = {{"id", std::string("绵阳\n\"7\"")},
                          {"version", std::int64_t(2)},
                          {"data", Member()},
                          {"least", std::numeric_limits<std::int64_t>::min()},
                          {"z", std::string()}};
  EXPECT_EQ(*heard(R"({"id":"\u7ef5阳\n\"7\"","version":2,"data":{"id":"inner","x":[{"y":1}]},)"
                   R"("least":-9223372036854775808,"z":""})"),
            expected);
  EXPECT_EQ(*heard("{}"), Heard());
}

TEST(ScanMembers, TellsEverythingElseAsBeingThere) {
  for (const char* value :
       {"null", "true", "1.5", "1e3", "[]", "[\"text\",7]", "{\"a\":\"b\"}", "9223372036854775808"}) {
    const Heard expected = {{"data", Member()}, {"behind", std::int64_t(1)}};
    EXPECT_EQ(*heard(std::string("{\"data\":") + value + ",\"behind\":1}"), expected) << value;
  }
}

TEST(ScanMembers, TellsAKeyThatComesTwiceTwice) {
  EXPECT_EQ(heard(R"({"data":1,"data":"2"})")->size(), 2U);
}

TEST(ScanMembers, ChecksTheGrammarOfWhatItDoesNotTell) {
  for (const char* text : {R"({"data":{"x":},"b":1})", R"({"data":{"x":1})", R"({"a":1}})", R"({"a":1} 2)", "", "{",
                           "{\"a\":\"\xff\"}", "{\"data\":{\"a\":\"\xff\"}}", R"({"a":1,})"})
    EXPECT_EQ(heard(text).error().code, ErrorCode::malformed_json) << text;
  const std::string deep = "{\"a\":" + std::string(k_json_depth, '[') + std::string(k_json_depth, ']') + "}";
  EXPECT_EQ(heard(deep).error().code, ErrorCode::malformed_json);
}

TEST(ScanMembers, RefusesWhatIsNoObject) {
  for (const char* text : {"[1]", "[{\"a\":1}]", "1", "\"text\"", "null"})
    EXPECT_EQ(heard(text).error().code, ErrorCode::invalid_body) << text;
}

}  // namespace
}  // namespace luodi::codec
