#include "common/codec/displays.hpp"

#include <gtest/gtest.h>

namespace luodi::codec {
namespace {
TEST(Displays, StandBesideEveryAmountAtAnyDepth) {
  Json json = {{"amount_fen", 50'000'000'000},
               {"unknown_fen", nullptr},
               {"lines", {{{"payees", {{{"amount_fen", 5'000'000}}}}}}}};
  add_displays(json);
  EXPECT_EQ(json["amount_display"], "5亿元");
  EXPECT_EQ(json["amount_fen"], 50'000'000'000);
  EXPECT_FALSE(json.contains("unknown_display"));
  EXPECT_EQ(json["lines"][0]["payees"][0]["amount_display"], "5万元");
}
TEST(Displays, ADeadlineIsToldByItsLastDay) {
  Json json = {{"due_at", "2022-08-09T00:00:00+08:00"},
               {"grace_until", "2022-08-09T09:30:00+08:00"},
               {"overdue_at", "2022-08-09T00:00:00+08:00"},
               {"clocks", {{{"due_at", "2022-09-01T00:00:00+08:00"}}, {{"due_at", nullptr}}}}};
  add_due_displays(json);
  EXPECT_EQ(json["due_display"], "2022-08-08（含当日）");
  EXPECT_EQ(json["due_at"], "2022-08-09T00:00:00+08:00") << "the field itself stays";
  EXPECT_EQ(json["grace_display"], "2022-08-09 09:30");
  EXPECT_FALSE(json.contains("overdue_display"));
  EXPECT_EQ(json["clocks"][0]["due_display"], "2022-08-31（含当日）");
  EXPECT_FALSE(json["clocks"][1].contains("due_display"));
}
}  // namespace
}  // namespace luodi::codec
