#include "common/kernel/bilingual.hpp"

#include <gtest/gtest.h>

namespace luodi {
namespace {
TEST(Bilingual, TheEnglishTwinStandsAlone) {
  EXPECT_EQ(english_of("参数重复 / parameter given twice: park"), "parameter given twice: park");
  EXPECT_EQ(english_of("约谈状态为已启动 / the interview is opened"), "the interview is opened");
}
TEST(Bilingual, WhatStandsBeforeTheChineseBelongsToBoth) {
  EXPECT_EQ(english_of("limit: 应为整数 / must be a whole number"), "limit: must be a whole number");
  EXPECT_EQ(english_of("2023-01-05 晚于今日 / lies after today, 2023-01-04"),
            "2023-01-05 lies after today, 2023-01-04");
  EXPECT_EQ(english_of("prj_1：当时尚未登记 / not registered then"), "prj_1 not registered then");
  EXPECT_EQ(english_of("Host 必须恰好出现一次 / exactly one Host field"), "exactly one Host field") << "not twice";
}
TEST(Bilingual, ASlashWithinTheChineseIsNoBorder) {
  EXPECT_EQ(english_of("路径必须以 / 开头 / a path begins with a slash"), "a path begins with a slash");
}
TEST(Bilingual, ATextWithoutATwinStays) {
  for (const char* text : {"", "prj_1", "只有中文", "a / b", "以 / 开头"})
    EXPECT_EQ(english_of(text), text);
}
}  // namespace
}  // namespace luodi
