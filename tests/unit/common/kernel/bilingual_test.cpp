#include "common/kernel/bilingual.hpp"

#include <gtest/gtest.h>

#include "common/kernel/civil.hpp"
#include "common/kernel/money.hpp"
#include "common/kernel/word.hpp"

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
TEST(Bilingual, EveryArgumentStandsInBothHalves) {
  EXPECT_EQ(bilingual("不足 {0} 个工作日，最早 {1} / less than {0} working days, earliest {1}", 5,
                      *CivilDate::of(2022, 8, 9)),
            "不足 5 个工作日，最早 2022-08-09 / less than 5 working days, earliest 2022-08-09");
  EXPECT_EQ(bilingual("当前状态为{0} / the state is {0}", Word{"暂缓", "held back"}),
            "当前状态为暂缓 / the state is held back");
  EXPECT_EQ(bilingual("少于约定的{0} / less than the {0} agreed", Fen::wan(50'000)),
            "少于约定的5亿元 / less than the 5 hundred million yuan agreed");
  EXPECT_EQ(bilingual("没有 / none"), "没有 / none");
}
TEST(Bilingual, AnArgumentWithASlashOfItsOwnMovesNoBorder) {
  const auto text = bilingual("没有这个园区：{0} / no such park: {0}", "A / B");
  EXPECT_EQ(english_of(text), "no such park: A/B");
  const auto nested = bilingual("请重试：{0} / try again: {0}", twin_of("正在拨动 / it is being moved"));
  EXPECT_EQ(nested, "请重试：正在拨动 / try again: it is being moved");
}
// What the compiler refuses.
static_assert(detail::is_bilingual("最早 {0} / earliest {0}", 1));
static_assert(!detail::is_bilingual("最早 {0} / earliest", 1), "missing in English");
static_assert(!detail::is_bilingual("最早 / earliest {0}", 1), "missing in Chinese");
static_assert(!detail::is_bilingual("最早 {0}", 1), "no English");
static_assert(!detail::is_bilingual("最早 {1} / earliest {1}", 1), "no such argument");
static_assert(!detail::is_bilingual("{0} 不是 / {0} is none", 1), "a Chinese argument would hide the border");
}  // namespace
}  // namespace luodi
