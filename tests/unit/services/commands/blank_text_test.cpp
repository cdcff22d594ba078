// White space says nothing: no text of any command is made of it alone, however it is typed. What was stored before
// that was asked is read as ever.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "services/gateway/routes.hpp"
#include "tests/unit/services/commands/command_bodies.hpp"

namespace luodi::test {
namespace {
std::string repeated(std::string_view unit, std::size_t times) {
  std::string out;
  while (times-- > 0)
    out += unit;
  return out;
}

// A body of this one text; what else it lacks are faults beside the one that is looked for.
std::string with_text(const TextMember& member, std::string_view character) {
  codec::Json body = codec::Json::object();
  body[codec::Json::json_pointer(member.pointer)] = repeated(character, member.shortest);
  return body.dump();
}

bool has(const Faults& faults, const std::string& pointer, std::string_view code) {
  return std::any_of(faults.begin(), faults.end(),
                     [&](const FieldError& fault) { return fault.pointer == pointer && fault.code == code; });
}
}  // namespace

TEST(BlankText, TheTableKnowsEveryCommand) {
  std::set<std::string_view> routed;
  for (const auto& route : gateway::routes())
    if (route.effect == gateway::Effect::command) routed.insert(route.operation);
  std::set<std::string_view> walked;
  for (const auto& body : k_command_bodies)
    EXPECT_TRUE(walked.insert(body.operation).second) << body.operation;
  EXPECT_EQ(walked, routed);
}

TEST(BlankText, NoTextOfAnyCommandIsWhiteSpaceAlone) {
  std::size_t texts = 0;
  for (const auto& body : k_command_bodies)
    for (const auto& member : body.texts()) {
      ++texts;
      for (const std::string_view blank : {" ", "\u3000", "\t", "\u00A0", "\u200B"})
        EXPECT_TRUE(has(body.asked(with_text(member, blank)), member.pointer, "blank"))
            << body.operation << " " << member.pointer;
      EXPECT_FALSE(has(body.asked(with_text(member, "甲")), member.pointer, "blank"))
          << body.operation << " " << member.pointer;
    }
  EXPECT_GT(texts, 150U) << "the walk has lost its way";
}

TEST(BlankText, WhatWasStoredStaysReadable) {
  for (const auto& body : k_command_bodies)
    for (const auto& member : body.texts()) {
      if (!member.is_name) {  // names were never blank
        EXPECT_FALSE(has(body.stored(with_text(member, " ")), member.pointer, "blank"))
            << body.operation << " " << member.pointer;
      }
    }
  domain::Project project;
  project.name = project.enterprise.name = "甲公司";
  project.suspension = domain::Suspension{{}, {}, " "};
  project.review.opinions.emplace_back();
  project.review.opinions.back().text = "\u3000";
  const auto state = codec::encode(project);
  const auto read = codec::parse<domain::Project>(state.dump());
  ASSERT_TRUE(read) << read.error().detail;
  EXPECT_EQ(codec::encode(*read), state);
}

// A text that may be left out in general may be needed by the rule: an opposing opinion says why.
TEST(BlankText, TheRefusalSaysHowLongTheTextMayBe) {
  const auto reason = faults_asked<monitor::Suspend>(R"({"reason":"  "})");
  ASSERT_EQ(reason.size(), 1U);
  EXPECT_EQ(reason[0].message, "不得只含空白，请填写 1 至 1000 字 / not only white space: write 1 to 1000 characters");
  const auto note = faults_asked<monitor::ConfirmTicket>(R"({"text":"  "})");
  ASSERT_EQ(note.size(), 1U);
  EXPECT_EQ(note[0].message, "请填写至多 1000 字，不得只含空白 / write up to 1000 characters, not only white space");
  EXPECT_TRUE(faults_asked<monitor::ConfirmTicket>(R"({"text":""})").empty()) << "nothing is not white space";
}

}  // namespace luodi::test
