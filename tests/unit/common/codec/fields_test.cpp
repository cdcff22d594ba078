// Every fault that a request body can have, each with its code and its pointer; and what is written reads back.
#include "common/codec/fields.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "common/codec/encode_text.hpp"
#include "common/kernel/industry.hpp"
#include "common/kernel/project_code.hpp"

namespace luodi::codec {
enum class Colour { red, green };
template <>
struct EnumNames<Colour> {
  static constexpr std::array<std::pair<Colour, std::string_view>, 2> table{
      {{Colour::red, "red"}, {Colour::green, "green"}}};
};

namespace {

struct Contact {
  std::string name;
  std::optional<std::string> phone;
  static constexpr auto fields() {
    return described(field("name", &Contact::name, Text{1, 4}), field("phone", &Contact::phone, Text{3, 20}));
  }
  bool operator==(const Contact&) const = default;
};

struct Everything {
  ProjectId id;
  bool open = false;
  int count = 0;
  std::uint8_t small = 0;
  std::int64_t large = 0;
  Fen amount;
  CivilDate day;
  Instant at;
  HalfMonth cycle;
  Colour colour = Colour::red;
  Industry industry;
  std::optional<ProjectCode> code;
  std::optional<Fen> bonus;
  Contact contact;
  std::vector<Contact> others;
  std::vector<std::string> tags;
  std::map<std::string, std::int64_t> scores;
  std::string note = "none";
  Json extra;
  static constexpr auto fields() {
    return described(field("id", &Everything::id, Text{1, 40}), field("open", &Everything::open),
                     field("count", &Everything::count, Range{0, 10}), field("small", &Everything::small),
                     field("large", &Everything::large),
                     field("amount", &Everything::amount, Range{0, 1'000'000'000'000}), field("day", &Everything::day),
                     field("at", &Everything::at), field("cycle", &Everything::cycle),
                     field("colour", &Everything::colour), field("industry", &Everything::industry),
                     field("code", &Everything::code), field("bonus", &Everything::bonus, Range{1, 100}),
                     field("contact", &Everything::contact), field("others", &Everything::others, Count{0, 2}),
                     field("tags", &Everything::tags), field("scores", &Everything::scores),
                     optional_field("note", &Everything::note), field("extra", &Everything::extra));
  }
  bool operator==(const Everything&) const = default;
};

Everything full() {
  Everything e;
  e.id = ProjectId("prj_1");
  e.open = true;
  e.count = 7;
  e.small = 255;
  e.large = INT64_MIN;
  e.amount = Fen::wan(50'000);
  e.day = *CivilDate::of(2022, 5, 25);
  e.at = Instant::from_ms(1'653'440'400'123);
  e.cycle = HalfMonth::of(e.day);
  e.colour = Colour::green;
  e.industry = *Industry::parse("3974");
  e.code = *ProjectCode::parse("2104-510796-04-01-130950");
  e.bonus = Fen::of(3);
  e.contact = {"李四", "0816-1"};
  e.others = {{"甲", std::nullopt}, {"乙", "123"}};
  e.tags = {"a", "绵阳"};
  e.scores = {{"x", 1}, {"y", -2}};
  e.note = "";
  e.extra = Json{{"k", {1, 2}}};
  return e;
}

// The faults of the full document after one change, as "pointer code".
std::vector<std::string> faults_after(const std::string& pointer, Json value) {
  Json json = encode(full());
  json[Json::json_pointer(pointer)] = std::move(value);
  const auto result = decode<Everything>(json);
  if (result) return {};
  EXPECT_EQ(result.error().code, ErrorCode::invalid_body);
  std::vector<std::string> out;
  for (const auto& f : result.error().fields) {
    EXPECT_FALSE(f.message.empty());
    out.push_back(f.pointer + " " + f.code);
  }
  return out;
}
using Lines = std::vector<std::string>;

// ---- round trip ----

TEST(Fields, WhatIsWrittenReadsBack) {
  EXPECT_EQ(decode<Everything>(encode(full())), full());
  EXPECT_EQ(parse<Everything>(dump(encode(full()))), full());
}

TEST(Fields, TheSameValueGivesTheSameBytes) {
  EXPECT_EQ(dump(encode(full())), dump(encode(*parse<Everything>(dump(encode(full()))))));
  EXPECT_EQ(dump(encode(Contact{"甲", "123"})), R"({"name":"甲","phone":"123"})");
}

TEST(Fields, EmptyThingsAreLeftOutAndMayBeAbsent) {
  Everything e = full();
  e.code.reset();
  e.bonus.reset();
  e.others.clear();
  e.tags.clear();
  e.scores.clear();
  const Json json = encode(e);
  for (const char* name : {"code", "bonus", "others", "tags", "scores"})
    EXPECT_FALSE(json.contains(name)) << name;
  EXPECT_EQ(decode<Everything>(json), e);
}

TEST(Fields, NullIsAbsentForOptionalsOnly) {
  EXPECT_EQ(faults_after("/code", nullptr), Lines{});
  EXPECT_EQ(faults_after("/note", nullptr), Lines{"/note type"});
  EXPECT_EQ(faults_after("/tags", nullptr), Lines{"/tags type"});
}

TEST(Fields, ADefaultedFieldKeepsItsDefault) {
  Json json = encode(full());
  json.erase("note");
  EXPECT_EQ(decode<Everything>(json)->note, "none");
}

// ---- faults ----

TEST(Fields, RequiredAndUnknownFieldsAreNamed) {
  Json json = encode(full());
  json.erase("amount");
  json["contact"].erase("name");
  json["surplus"] = 1;
  json["contact"]["a/b~c"] = 1;
  const auto result = decode<Everything>(json);
  ASSERT_FALSE(result);
  Lines lines;
  for (const auto& f : result.error().fields)
    lines.push_back(f.pointer + " " + f.code);
  std::sort(lines.begin(), lines.end());
  EXPECT_EQ(lines, (Lines{"/amount required", "/contact/a~1b~0c unknown_field", "/contact/name required",
                          "/surplus unknown_field"}));
}

struct Signers {
  std::vector<std::string> names;
  std::optional<std::vector<std::string>> more;
  static constexpr auto fields() {
    return described(field("names", &Signers::names, Count{1, 3}), field("more", &Signers::more, Count{1, 3}));
  }
};

TEST(Fields, AListThatNeedsAnElementIsRequired) {
  EXPECT_EQ(parse<Signers>("{}").error().fields.at(0).code, "required");
  EXPECT_EQ(parse<Signers>("{}").error().fields.size(), 1U);
  EXPECT_EQ(parse<Signers>(R"({"names":[]})").error().fields.at(0).code, "count");
  EXPECT_TRUE(parse<Signers>(R"({"names":["a"]})"));
}

TEST(Fields, WrongTypesAreNamed) {
  EXPECT_EQ(faults_after("/id", 1), Lines{"/id type"});
  EXPECT_EQ(faults_after("/open", "true"), Lines{"/open type"});
  EXPECT_EQ(faults_after("/open", 1), Lines{"/open type"});
  EXPECT_EQ(faults_after("/count", "7"), Lines{"/count type"});
  EXPECT_EQ(faults_after("/count", true), Lines{"/count type"});
  EXPECT_EQ(faults_after("/amount", "1"), Lines{"/amount type"});
  EXPECT_EQ(faults_after("/day", 20220525), Lines{"/day type"});
  EXPECT_EQ(faults_after("/colour", 0), Lines{"/colour type"});
  EXPECT_EQ(faults_after("/contact", Json::array()), Lines{"/contact type"});
  EXPECT_EQ(faults_after("/tags", Json::object()), Lines{"/tags type"});
  EXPECT_EQ(faults_after("/scores", Json::array()), Lines{"/scores type"});
  EXPECT_EQ(faults_after("/scores/x", "1"), Lines{"/scores/x type"});
  EXPECT_EQ(faults_after("/tags/1", 5), Lines{"/tags/1 type"});
  EXPECT_EQ(faults_after("/others/1/name", nullptr), Lines{"/others/1/name type"});
}

TEST(Fields, TheDocumentItselfMayBeOfTheWrongType) {
  const auto result = parse<Contact>("[]");
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().fields.at(0).pointer, "");
  EXPECT_EQ(result.error().fields.at(0).code, "type");
  EXPECT_FALSE(result.error().detail.starts_with(":"));
}

TEST(Fields, TextLengthCountsCodePoints) {
  EXPECT_EQ(faults_after("/contact/name", "绵阳落地"), Lines{});
  EXPECT_EQ(faults_after("/contact/name", "绵阳落地了"), Lines{"/contact/name length"});
  EXPECT_EQ(faults_after("/contact/name", ""), Lines{"/contact/name length"});
  EXPECT_EQ(faults_after("/contact/name", "𠮷𠮷𠮷𠮷"), Lines{});
  EXPECT_EQ(faults_after("/note", std::string(4000, 'x')), Lines{});
  EXPECT_EQ(faults_after("/note", std::string(4001, 'x')), Lines{"/note length"});
}

TEST(Fields, ControlCharactersAreRefused) {
  for (const std::string& bad :
       {std::string("a\0b", 3), std::string("a\x1B"), std::string("\x7F"), std::string("\u0085")})
    EXPECT_EQ(faults_after("/note", bad), Lines{"/note control_character"});
  EXPECT_EQ(faults_after("/note", "a\tb\r\nc\u00A0d"), Lines{});
}

TEST(Fields, NoncharactersAreRefusedOfARequestAndReadFromTheStore) {
  for (const char* bad : {"a\uFFFE", "\uFFFFb", "\uFDD0", "绵\uFDEF", "\U0001FFFE", "a\U0010FFFFb"}) {
    auto json = encode(full());
    json["note"] = bad;
    const auto asked = decode<Everything>(json, Origin::request);
    ASSERT_FALSE(asked) << bad;
    ASSERT_EQ(asked.error().fields.size(), 1U);
    EXPECT_EQ(asked.error().fields[0].pointer + " " + asked.error().fields[0].code, "/note character");
    EXPECT_NE(asked.error().fields[0].message.find("U+"), std::string::npos) << "its number, not itself";
    EXPECT_EQ(asked.error().fields[0].message.find(bad), std::string::npos);
    EXPECT_EQ(encode(decode<Everything>(json).value()), json) << bad;
  }
  auto json = encode(full());
  json["note"] = "\uFDCF\uFDF0\uFFFD\uFF01，😀\U00020000";
  EXPECT_TRUE(decode<Everything>(json, Origin::request)) << "their neighbours";
}

TEST(Fields, NumbersHaveBounds) {
  EXPECT_EQ(faults_after("/count", 10), Lines{});
  EXPECT_EQ(faults_after("/count", 11), Lines{"/count out_of_range"});
  EXPECT_EQ(faults_after("/count", -1), Lines{"/count out_of_range"});
  EXPECT_EQ(faults_after("/small", 256), Lines{"/small out_of_range"});
  EXPECT_EQ(faults_after("/small", -1), Lines{"/small out_of_range"});
  EXPECT_EQ(faults_after("/amount", -1), Lines{"/amount out_of_range"});
  EXPECT_EQ(faults_after("/amount", 1'000'000'000'001), Lines{"/amount out_of_range"});
  EXPECT_EQ(faults_after("/bonus", 0), Lines{"/bonus out_of_range"});
}

struct Number {
  std::int64_t n = 0;
  static constexpr auto fields() { return described(field("n", &Number::n)); }
};
std::string number_fault(const std::string& literal) {
  const auto result = parse<Number>(R"({"n":)" + literal + "}");
  if (result) return "";
  return result.error().fields.empty() ? std::string(info(result.error().code).name) : result.error().fields[0].code;
}

TEST(Fields, OnlyPlainWholeNumbersAreIntegers) {
  EXPECT_EQ(number_fault("1000"), "");
  EXPECT_EQ(number_fault("-0"), "");
  EXPECT_EQ(number_fault("1e3"), "type");
  EXPECT_EQ(number_fault("1.0"), "type");
  EXPECT_EQ(number_fault("0.5"), "type");
  EXPECT_EQ(number_fault("01"), "malformed_json");
  EXPECT_EQ(number_fault("+1"), "malformed_json");
  EXPECT_EQ(number_fault("0x10"), "malformed_json");
  EXPECT_EQ(number_fault("NaN"), "malformed_json");
}

TEST(Fields, NumbersBeyondInt64AreOutOfRange) {
  EXPECT_EQ(number_fault("9223372036854775807"), "");
  EXPECT_EQ(number_fault("-9223372036854775808"), "");
  EXPECT_EQ(number_fault("9223372036854775808"), "out_of_range");
  EXPECT_EQ(number_fault("18446744073709551615"), "out_of_range");
  EXPECT_EQ(number_fault("18446744073709551616"), "out_of_range");
  EXPECT_EQ(number_fault("99999999999999999999999999"), "out_of_range");
  EXPECT_EQ(number_fault("-99999999999999999999999999"), "out_of_range");
  EXPECT_EQ(number_fault("1e400"), "malformed_json");
}

struct Narrow {
  std::uint8_t n = 0;
  static constexpr auto fields() { return described(field("n", &Narrow::n, Range{0, 1000})); }
};

TEST(Fields, ARangeWiderThanTheTypeCannotTruncate) {
  EXPECT_EQ(parse<Narrow>(R"({"n":300})").error().fields.at(0).code, "out_of_range");
  EXPECT_EQ(parse<Narrow>(R"({"n":255})")->n, 255);
}

TEST(Fields, TextFormsAreChecked) {
  EXPECT_EQ(faults_after("/day", "2022-02-30"), Lines{"/day format"});
  EXPECT_EQ(faults_after("/at", "2022-05-25"), Lines{"/at format"});
  EXPECT_EQ(faults_after("/cycle", "2022-05-H3"), Lines{"/cycle format"});
  EXPECT_EQ(faults_after("/industry", "9900"), Lines{"/industry format"});
  EXPECT_EQ(faults_after("/code", "2113-510796-04-01-130950"), Lines{"/code format"});
}

TEST(Fields, AWrongTypeIsNamedInChineseAndEnglish) {
  const std::vector<std::pair<const char*, const char*>> wanted{{"/id", "文本 / must be of type string"},
                                                                {"/open", "布尔值 / must be of type boolean"},
                                                                {"/count", "整数 / must be of type integer"},
                                                                {"/small", "整数 / must be of type integer"},
                                                                {"/large", "整数 / must be of type integer"},
                                                                {"/amount", nullptr},
                                                                {"/day", "文本 / must be of type string"},
                                                                {"/at", "文本 / must be of type string"},
                                                                {"/cycle", "文本 / must be of type string"},
                                                                {"/colour", "文本 / must be of type string"},
                                                                {"/industry", "文本 / must be of type string"},
                                                                {"/code", "文本 / must be of type string"},
                                                                {"/bonus", nullptr},
                                                                {"/contact", "对象 / must be of type object"},
                                                                {"/others", "列表 / must be of type array"},
                                                                {"/tags", "列表 / must be of type array"},
                                                                {"/scores", "对象 / must be of type object"},
                                                                {"/note", "文本 / must be of type string"},
                                                                {"/contact/name", "文本 / must be of type string"}};
  for (const auto& [pointer, kind] : wanted) {
    Json json = encode(full());
    json[Json::json_pointer(pointer)] = 0.5;  // of no type that a field can have
    const auto read = decode<Everything>(json);
    ASSERT_FALSE(read) << pointer;
    ASSERT_EQ(read.error().fields.size(), 1U) << pointer;
    EXPECT_EQ(read.error().fields[0].pointer, pointer);
    EXPECT_EQ(read.error().fields[0].code, "type");
    if (!kind) continue;  // an amount of money: AnAmountOfAnotherTypeIsToldItsUnit
    EXPECT_EQ(read.error().fields[0].message, std::string("类型应为") + kind) << pointer;
  }
  const auto whole = decode<Everything>(Json::array());
  EXPECT_EQ(whole.error().fields.at(0).message, "类型应为对象 / must be of type object");
}

TEST(Fields, EnumsNameWhatIsAllowed) {
  EXPECT_EQ(faults_after("/colour", "blue"), Lines{"/colour not_allowed"});
  Json json = encode(full());
  json["colour"] = "blue";
  EXPECT_NE(decode<Everything>(json).error().fields[0].message.find("red, green"), std::string::npos);
}

TEST(Fields, ListsHaveBounds) {
  const Json one = encode(Contact{"甲", std::nullopt});
  EXPECT_EQ(faults_after("/others", Json::array({one, one, one})), Lines{"/others count"});
}

TEST(Fields, AllFaultsAreCollectedUpToFifty) {
  Json json = encode(full());
  for (int i = 0; i < 80; ++i)
    json["x" + std::to_string(i)] = 1;
  EXPECT_EQ(decode<Everything>(json).error().fields.size(), 50U);
}

TEST(Fields, TheDetailTellsTheFirstFault) {
  Json json = encode(full());
  json["count"] = 11;
  EXPECT_TRUE(decode<Everything>(json).error().detail.starts_with("/count: "));
}

struct Named {
  std::string name;
  static constexpr auto fields() { return described(field("name", &Named::name, Name{4})); }
};

std::string fault_of_name(const std::string& name) {
  const auto named = decode<Named>(Json{{"name", name}});
  if (named) return {};
  EXPECT_EQ(named.error().fields.at(0).pointer, "/name");
  return named.error().fields.at(0).code;
}

TEST(Fields, ANameIsSomethingToSee) {
  for (const char* name : {"绵阳高新", "a b", " 甲 ", "😀", "\u2013"})
    EXPECT_EQ(fault_of_name(name), "") << name;
  for (const char* name : {"   ", "\u3000", "\u200B", "\u00A0\uFEFF"})
    EXPECT_EQ(fault_of_name(name), "blank") << name;
  EXPECT_EQ(fault_of_name(""), "length");
  EXPECT_EQ(fault_of_name("绵阳高新区"), "length");
}

TEST(Fields, ANameHasNothingUnfit) {
  for (const char* name : {"a\nb", "a\tb", "\u202Eabc", "a\uE000", "a\uFDD0", "a\U0010FFFF", "a\u2028"})
    EXPECT_EQ(fault_of_name(name), "character") << name;
  EXPECT_EQ(fault_of_name("a\u0007"), "control_character");
  const auto refused = decode<Named>(Json{{"name", "\u202Eabc"}});
  EXPECT_NE(refused.error().fields.at(0).message.find("U+202E"), std::string::npos);
  EXPECT_EQ(refused.error().fields.at(0).message.find("\u202E"), std::string::npos);  // not repeated
}

TEST(EncodeText, WritesTheBytesOfTheDocument) {
  auto everything = full();
  EXPECT_EQ(encode_text(everything), dump(encode(everything)));
  everything.contact.name = "a\"\n\x01绵";
  everything.scores = {{"b\\", 1}, {"a", -1}};
  everything.extra = {{"z", {1.5, nullptr}}, {"a", "x"}};
  EXPECT_EQ(encode_text(everything), dump(encode(everything)));
  const Everything empty;
  EXPECT_EQ(encode_text(empty), dump(encode(empty)));
}

}  // namespace
}  // namespace luodi::codec
