#include "common/kernel/uscc.hpp"

#include <gtest/gtest.h>

namespace luodi {
namespace {

TEST(Uscc, AcceptsRealCodes) {
  for (const char* code :
       {"914403001922038216", "91510700205412308D", "911100001011016602", "9144030071526726XG", "91350100M000100Y43"})
    EXPECT_EQ(check_uscc(code), UsccCheck::valid) << code;
}

TEST(Uscc, FlagsAFailingDigitWithoutRefusingIt) {
  EXPECT_EQ(check_uscc("91350100M000100Y4Z"), UsccCheck::malformed);  // Z is not in the alphabet
  EXPECT_EQ(check_uscc("91350100M000100Y44"), UsccCheck::bad_check_digit);
  EXPECT_EQ(check_uscc("91350203M0001QAY9B"), UsccCheck::bad_check_digit);  // really issued
  EXPECT_EQ(uscc_check_digit("91350203M0001QAY9"), '9');
}

TEST(Uscc, NamesTheDivisionOfItsRegistrar) {
  EXPECT_EQ(uscc_division("91510700205412308D"), "510700");
  EXPECT_EQ(uscc_division("914403001922038216"), "440300");
}

TEST(Uscc, NoticesEverySingleWrongCharacter) {
  const std::string good = "91510700205412308D";
  const std::string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  for (std::size_t i = 0; i < good.size(); ++i)
    for (char c : alphabet) {
      if (c == good[i]) continue;
      std::string wrong = good;
      wrong[i] = c;
      EXPECT_NE(check_uscc(wrong), UsccCheck::valid) << wrong;
    }
}

TEST(Uscc, TheOuterModuloGivesZeroNot31) {
  // The weighted sum of these 17 characters is a multiple of 31.
  EXPECT_EQ(uscc_check_digit("00000000000000000"), '0');
  EXPECT_EQ(check_uscc("000000000000000000"), UsccCheck::valid);
}

TEST(Uscc, RefusesWrongForms) {
  for (const char* code : {"", "9144030019220382", "9144030019220382166", "91440300192203821I", "91O403001922038216",
                           "9144A3001922038216", "91510700205412308d", " 1440300192203821", "91440300192203821 "})
    EXPECT_EQ(check_uscc(code), UsccCheck::malformed) << code;
  EXPECT_EQ(uscc_check_digit("123"), std::nullopt);
}

TEST(Uscc, NamesItsResults) {
  EXPECT_EQ(uscc_check_text(UsccCheck::valid), "valid");
  EXPECT_EQ(uscc_check_text(UsccCheck::bad_check_digit), "bad_check_digit");
  EXPECT_EQ(uscc_check_text(UsccCheck::malformed), "malformed");
}

}  // namespace
}  // namespace luodi
