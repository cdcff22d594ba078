#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

#include "common/kernel/identity_number.hpp"
#include "common/kernel/industry.hpp"
#include "common/kernel/name.hpp"
#include "common/kernel/paper_number.hpp"
#include "common/kernel/project_code.hpp"
#include "common/kernel/region.hpp"

namespace luodi {
namespace {

Industry industry(std::string_view text) {
  return *Industry::parse(text);
}

// A number as a code of so many digits, zeros in front.
std::string coded(int number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - text.size(), '0') + text;
}

// ---- Industry ----

TEST(Industry, DerivesTheSection) {
  EXPECT_EQ(industry("3974").section(), 'C');
  EXPECT_EQ(industry("3974").with_section(), "C3974");
  EXPECT_EQ(industry("3974").division(), "计算机、通信和其他电子设备制造业");
  const std::map<std::string, char> borders{
      {"01", 'A'}, {"05", 'A'}, {"06", 'B'}, {"12", 'B'}, {"13", 'C'}, {"43", 'C'}, {"44", 'D'}, {"46", 'D'},
      {"47", 'E'}, {"50", 'E'}, {"51", 'F'}, {"52", 'F'}, {"53", 'G'}, {"60", 'G'}, {"61", 'H'}, {"62", 'H'},
      {"63", 'I'}, {"65", 'I'}, {"66", 'J'}, {"69", 'J'}, {"70", 'K'}, {"71", 'L'}, {"72", 'L'}, {"73", 'M'},
      {"75", 'M'}, {"76", 'N'}, {"79", 'N'}, {"80", 'O'}, {"82", 'O'}, {"83", 'P'}, {"84", 'Q'}, {"85", 'Q'},
      {"86", 'R'}, {"90", 'R'}, {"91", 'S'}, {"96", 'S'}, {"97", 'T'}};
  for (const auto& [code, section] : borders)
    EXPECT_EQ(industry(code).section(), section) << code;
}

TEST(Industry, IndustrialMeansMiningManufacturingAndUtilities) {
  EXPECT_FALSE(industry("05").is_industrial());
  EXPECT_TRUE(industry("06").is_industrial());
  EXPECT_TRUE(industry("3841").is_industrial());
  EXPECT_TRUE(industry("46").is_industrial());
  EXPECT_FALSE(industry("47").is_industrial());
  EXPECT_FALSE(industry("6520").is_industrial());
  EXPECT_TRUE(industry("3841").is_manufacturing());
  EXPECT_FALSE(industry("4411").is_manufacturing());
}

TEST(Industry, TakesAFittingLetterOnly) {
  EXPECT_EQ(industry("C3974"), industry("3974"));
  EXPECT_EQ(industry("C3974").str(), "3974");
  EXPECT_FALSE(Industry::parse("D3974"));
  EXPECT_FALSE(Industry::parse("c3974"));
}

TEST(Industry, RefusesWhatIsNoClass) {
  for (const char* bad : {"", "C", "3", "00", "98", "9900", "39741", "39a", " 397", "397 ", "３９７"})
    EXPECT_FALSE(Industry::parse(bad)) << bad;
  EXPECT_EQ(Industry::parse("98").error().code, ErrorCode::invalid_body);
}

TEST(Industry, AStatedClassStandsInTheStandard) {
  for (const char* real : {"C3985", "3985", "398", "39", "3940", "394", "0111", "3741", "9233", "9700", "T97"})
    EXPECT_TRUE(Industry::stated(real)) << real;
  for (const char* none : {"C3986", "3980", "3910", "3941", "3970", "C3999", "390", "4230", "423", "0101", "9701"})
    EXPECT_FALSE(Industry::stated(none)) << none;
  EXPECT_NE(Industry::stated("3986").error().detail.find("小类 3986"), std::string::npos);
  EXPECT_NE(Industry::stated("390").error().detail.find("中类 390"), std::string::npos);
  EXPECT_FALSE(Industry::stated("98"));  // what parse refuses
  EXPECT_TRUE(Industry::parse("3986")) << "what was recorded stays readable";
}

TEST(Industry, TheTableIsTheWholeStandard) {
  int groups = 0;
  int classes = 0;
  for (int code = 0; code < 1000; ++code)
    groups += Industry::stated(coded(code, 3)).has_value();
  for (int code = 0; code < 10'000; ++code)
    classes += Industry::stated(coded(code, 4)).has_value();
  EXPECT_EQ(groups, 473);
  EXPECT_EQ(classes, 1382);
}

TEST(Industry, PrefixCoversItsOwnBranchFromTheWantedLevel) {
  EXPECT_TRUE(industry("3974").covered_by(industry("397"), 3));
  EXPECT_TRUE(industry("3974").covered_by(industry("3974"), 3));
  EXPECT_FALSE(industry("3974").covered_by(industry("39"), 3));
  EXPECT_TRUE(industry("3974").covered_by(industry("39"), 2));
  EXPECT_FALSE(industry("397").covered_by(industry("3974"), 3));
  EXPECT_FALSE(industry("3984").covered_by(industry("397"), 3));
  EXPECT_FALSE(industry("3974").covered_by(Industry(), 0));
}

TEST(Industry, SameClassComparesLeadingDigits) {
  EXPECT_TRUE(industry("3973").same_class(industry("3974"), 3));
  EXPECT_FALSE(industry("3973").same_class(industry("3983"), 3));
  EXPECT_FALSE(industry("39").same_class(industry("3974"), 3));
  EXPECT_FALSE(industry("3973").same_class(industry("3974"), 4));
}

TEST(Industry, EverySectionHasATitle) {
  for (char c = 'A'; c <= 'T'; ++c)
    EXPECT_FALSE(section_title(c).empty()) << c;
  EXPECT_EQ(section_title('C'), "制造业");
  EXPECT_TRUE(section_title('U').empty());
  EXPECT_TRUE(section_title('@').empty());
}

TEST(Industry, TheEmptyClassIsHarmless) {
  EXPECT_EQ(Industry().section(), ' ');
  EXPECT_FALSE(Industry().is_industrial());
  EXPECT_EQ(Industry().with_section(), "");
}

// ---- Region ----

TEST(Region, HoldsTheCityAndItsNineDivisions) {
  std::set<std::string_view> codes;
  std::size_t divisions = 0;
  std::size_t districts = 0;
  for (const auto& region : regions()) {
    EXPECT_EQ(region.code.size(), 6U);
    EXPECT_TRUE(region.code.starts_with("5107")) << region.code;
    EXPECT_TRUE(codes.insert(region.code).second);
    if (region.kind == RegionKind::admin && region.code != "510700") ++divisions;
    if (region.city_district) ++districts;
    EXPECT_EQ(find_region(region.code), &region);
    EXPECT_EQ(find_region_by_name(region.name), &region);
  }
  EXPECT_EQ(divisions, 9U);
  EXPECT_EQ(districts, 3U);
  EXPECT_EQ(regions().front().name, "绵阳市");
}

TEST(Region, OldCodeAndNameLeadToTodaysDivision) {
  EXPECT_EQ(find_region("510724")->code, "510705");
  EXPECT_EQ(find_region("510724")->name, "安州区");
  EXPECT_EQ(find_region_by_name("安县")->code, "510705");
}

TEST(Region, KnowsPlatformCodesOutsideTheStandard) {
  ASSERT_NE(find_region("510796"), nullptr);
  EXPECT_EQ(find_region("510796")->kind, RegionKind::platform);
  EXPECT_EQ(find_region_by_name("经开区")->code, "510796");
}

TEST(Region, AnswersNothingForStrangers) {
  EXPECT_EQ(find_region("510100"), nullptr);
  EXPECT_EQ(find_region(""), nullptr);
  EXPECT_EQ(find_region_by_name("锦江区"), nullptr);
  EXPECT_EQ(find_region_by_name(""), nullptr);
}

// ---- ProjectCode ----

TEST(ProjectCode, ReadsTheFormSinceNovember2020) {
  const auto code = *ProjectCode::parse("2104-510796-04-01-130950");
  EXPECT_EQ(code.year(), 2021);
  EXPECT_EQ(code.month(), 4);
  EXPECT_EQ(code.region(), "510796");
  EXPECT_EQ(code.department(), "04");
  EXPECT_EQ(code.type(), "01");
  EXPECT_EQ(code.serial(), "130950");
  EXPECT_FALSE(code.old_form());
  EXPECT_EQ(code.str(), "2104-510796-04-01-130950");
  EXPECT_EQ(ProjectCode::parse("2311-512022-04-01-242592")->month(), 11);
}

TEST(ProjectCode, ReadsTheFormBeforeIt) {
  const auto code = *ProjectCode::parse("2017-510704-39-03-123456");
  EXPECT_TRUE(code.old_form());
  EXPECT_EQ(code.year(), 2017);
  EXPECT_EQ(code.month(), std::nullopt);
  EXPECT_EQ(code.region(), "510704");
  EXPECT_EQ(code.department(), "39");
  EXPECT_EQ(code.type(), "03");
  EXPECT_TRUE(ProjectCode::parse("2020-510704-39-03-123456")->old_form());
}

TEST(ProjectCode, TheFirstTwoMonthsOfTheNewFormAreNoOldYears) {
  EXPECT_EQ(ProjectCode::parse("2011-510704-04-01-123456")->month(), 11);
  EXPECT_EQ(ProjectCode::parse("2011-510704-04-01-123456")->year(), 2020);
  EXPECT_EQ(ProjectCode::parse("2012-510704-04-01-123456")->month(), 12);
}

TEST(ProjectCode, RefusesImpossibleMonthsAndForms) {
  for (const char* bad :
       {"", "2100-510796-04-01-130950", "2113-510796-04-01-130950", "2021-510796-04-01-130950",
        "2104-510796-04-01-13095", "2104-510796-04-01-1309500", "2104510796-04-01-130950", "2104-51079A-04-01-130950",
        "2104-510796-4-01-1309500", "2104-010796-04-01-130950", "2104 510796-04-01-130950"})
    EXPECT_FALSE(ProjectCode::parse(bad)) << bad;
  const auto error = ProjectCode::parse("2113-510796-04-01-130950").error();
  EXPECT_EQ(error.code, ErrorCode::invalid_body);
  EXPECT_NE(error.detail.find("13"), std::string::npos);
}

TEST(ProjectCode, TheEmptyCodeIsHarmless) {
  EXPECT_EQ(ProjectCode().year(), 0);
  EXPECT_EQ(ProjectCode().region(), "");
  EXPECT_FALSE(ProjectCode().old_form());
}

// ---- enterprise names ----

TEST(Name, UnifiesWidthSpacesBracketsAndCase) {
  EXPECT_EQ(normalise_name("ＡＢＣ（绵阳） 科技有限公司"), "abc绵阳科技有限公司");
  EXPECT_EQ(normalise_name("abc(绵阳)科技有限公司"), "abc绵阳科技有限公司");
  EXPECT_EQ(normalise_name(" 京东方\u3000科技集团\t股份有限公司\n"), "京东方科技集团股份有限公司");
  EXPECT_EQ(normalise_name("四川【长虹】〔集团〕·电器"), "四川长虹集团电器");
  EXPECT_EQ(normalise_name("\uFEFFA\u00A0B\u200BC\u2003D"), "abcd");
}

TEST(Name, KeepsWhatTellsFirmsApart) {
  EXPECT_NE(normalise_name("甲有限公司"), normalise_name("甲股份有限公司"));
  EXPECT_NE(normalise_name("甲1号"), normalise_name("甲2号"));
  EXPECT_NE(normalise_name("A-B"), normalise_name("AB"));
  for (const char* dashed :
       {"V-1", "V—1", "V——1", "Ｖ－１", "v – 1", "V−1", "V‐1", "V‑1", "V―1", "V─1", "V﹣1", "V﹘1"})
    EXPECT_EQ(normalise_name(dashed), "v-1") << dashed;
  EXPECT_NE(normalise_name("V一1"), normalise_name("V-1")) << "the numeral one is no dash";
  EXPECT_EQ(normalise_name(""), "");
}

// 有限公司 is the short form of 有限责任公司, 股份公司 of 股份有限公司; the two are different forms of a company.
TEST(Name, OneLegalFormIsOneHoweverItIsWritten) {
  EXPECT_EQ(normalise_name("某某有限责任公司"), normalise_name("某某有限公司"));
  EXPECT_EQ(normalise_name("某某（绵阳）有限 责任公司绵阳分公司"), normalise_name("某某(绵阳)有限公司绵阳分公司"));
  EXPECT_EQ(normalise_name("某某股份公司"), normalise_name("某某股份有限公司"));
  EXPECT_NE(normalise_name("某某有限责任公司"), normalise_name("某某股份有限公司"));
  EXPECT_NE(normalise_name("某某有限责任公司"), normalise_name("某某公司"));
  EXPECT_NE(normalise_name("某某有限合伙"), normalise_name("某某有限公司"));
  EXPECT_EQ(normalise_name("某某有限责任公司"), "某某有限公司");
  EXPECT_EQ(normalise_name(normalise_name("甲有限责任公司乙有限责任公司")), "甲有限公司乙有限公司");
}

TEST(Number, IsOneHoweverItIsCopied) {
  for (const char* copied : {"Q-1", "ｑ－１", " q - 1 ", "Q\u200E-1", "Q-1\u202C", "Q-1\uFE0F", "Q\u034F-1",
                             "Q-\uE0001", "Q\u2E3A1", "Q\u02D71", "Q\uFE311", "Q——1"})
    EXPECT_EQ(normalise_number(copied), "q-1") << copied;
  EXPECT_EQ(normalise_number("绵发改〔2022〕1号"), normalise_number("绵发改［2022］１号"));
  EXPECT_EQ(normalise_number("W（1）"), "w(1)");
}

TEST(Number, BracketsDotsAndSignsTellNumbersApart) {
  EXPECT_NE(normalise_number("W2022-1(1)"), normalise_number("W2022-11"));
  EXPECT_NE(normalise_number("W2022-1·1"), normalise_number("W2022-11"));
  EXPECT_NE(normalise_number("V一1"), normalise_number("V-1")) << "the numeral one is no dash";
  EXPECT_NE(normalise_number("\xFF"), normalise_number("\xFE")) << "bytes that are not UTF-8 stay apart";
}

TEST(PaperNumber, IsASeriesAYearAndASerialNumberOrLatin) {
  for (const char* number : {"会议纪要〔2022〕3号", "绵发改（2022）１号", "市政府常务会议纪要[2022]12号",
                             "川〔2022〕99999", "M-2022(3)", "q－1", "ABC——2022-１号", "7"})
    EXPECT_TRUE(is_paper_number(number)) << number;
  for (const char* text :
       {"", "号", "会议纪要", "会议纪要3号", "会议纪要〔22〕3号", "会议纪要〔2022〕号", "会议纪要〔2022〕123456号",
        "会议纪要〔2022〕3号附件", "会议纪要 〔2022〕3号", "一二三四五六七八九十一〔2022〕3号", "abc", "M 1", "M1;",
        "M1\n", "M1\u200B", "M1\uFE0F", "M1\xFF", "00000000000000000000000000000000000000000"})
    EXPECT_FALSE(is_paper_number(text)) << text;
}

TEST(Number, OfNothingThatShowsIsEmpty) {
  for (const char* blank : {"", " ", "\u3000", "\u200B\u034F", "\uFE0F"})
    EXPECT_EQ(normalise_number(blank), "") << blank;
}

TEST(Name, NoCodeIsTheSameAsNoOther) {
  EXPECT_TRUE(same_code(" fgw", "ＦＧＷ"));
  EXPECT_FALSE(same_code("FGW", "FGW2"));
  EXPECT_FALSE(same_code("", ""));
}

TEST(IdentityNumber, IsFoundHoweverItIsTyped) {
  for (const char* holds :
       {"11010519491231002X", "11010519491231002x", "王工110105 19491231 002X", "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X", "编号511010519491231002X号"})
    EXPECT_TRUE(holds_identity_number(holds)) << holds;
  for (const char* none : {"", "王工", "110105194912310021", "11010519491231002", "1101051949123100",
                           "11010519491331002X", "91510700MA624XXXXX"})
    EXPECT_FALSE(holds_identity_number(none)) << none;
}

TEST(Name, WritesForeignBytesOut) {
  EXPECT_EQ(normalise_name("\xFF\x80甲"), "\uFFFDff\uFFFD80甲");
  EXPECT_EQ(normalise_name("甲\xE4(\xB8"), "甲\uFFFDe4\uFFFDb8");
  EXPECT_EQ(normalise_name("𠮷野家"), "𠮷野家");
}

TEST(Name, IsIdempotent) {
  const std::string once = normalise_name("ＡＢＣ（绵阳） 科技 Ｃｏ．，Ｌｔｄ");
  EXPECT_EQ(normalise_name(once), once);
}

}  // namespace
}  // namespace luodi
