#include "services/incentive-calculator/domain/team_split.hpp"

#include <gtest/gtest.h>

namespace luodi::incentive::test {

TEST(TeamSplit, EqualPartsWithTheRemainderToTheFirst) {
  auto parts = split_equally(Fen::of(100), 3);
  ASSERT_TRUE(parts);
  EXPECT_EQ(*parts, (std::vector<Fen>{Fen::of(34), Fen::of(33), Fen::of(33)}));
  EXPECT_EQ(*split_equally(Fen::of(2), 3), (std::vector<Fen>{Fen::of(2), Fen::of(0), Fen::of(0)}));
}

TEST(TeamSplit, AHundredWanAmongThree) {
  EXPECT_EQ(*split_equally(Fen::wan(100), 3),
            (std::vector<Fen>{Fen::of(33'333'334), Fen::of(33'333'333), Fen::of(33'333'333)}));
}

TEST(TeamSplit, FiledSharesToTheFen) {
  EXPECT_EQ(*split_by_shares(Fen::of(10'000'001), {6'000, 4'000}),
            (std::vector<Fen>{Fen::of(6'000'001), Fen::of(4'000'000)}));
  EXPECT_EQ(*split_by_shares(Fen::of(99), {1, 9'999}), (std::vector<Fen>{Fen::of(1), Fen::of(98)}));
}

TEST(TeamSplit, RefusesSharesThatDoNotAddUpAndNobody) {
  EXPECT_FALSE(split_by_shares(Fen::of(100), {5'000, 4'999}));
  EXPECT_FALSE(split_equally(Fen::of(100), 0));
}

TEST(TeamSplit, ATeamWithSharesOrWithout) {
  auto equal = split_among(
      {{"张三", domain::ReferrerKind::individual, std::nullopt}, {"李四", domain::ReferrerKind::individual, {}}},
      Fen::of(5));
  ASSERT_TRUE(equal);
  EXPECT_EQ((*equal)[0].amount_fen, Fen::of(3));
  EXPECT_EQ((*equal)[1].amount_fen, Fen::of(2));
  auto filed = split_among(
      {{"商会", domain::ReferrerKind::association, 7'500}, {"李四", domain::ReferrerKind::individual, 2'500}},
      Fen::wan(30));
  ASSERT_TRUE(filed);
  EXPECT_EQ((*filed)[0].amount_fen, Fen::of(22'500'000));
  EXPECT_EQ((*filed)[1].amount_fen, Fen::of(7'500'000));
}

}  // namespace luodi::incentive::test
