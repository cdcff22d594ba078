#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

using domain::IndustryRole;

class AdmissionGate : public ::testing::Test {
 protected:
  std::string verdict(const std::vector<domain::ParkIndustry>& rows, std::string_view industry,
                      std::string_view on = "2022-06-01") {
    park_ = park("P1", rows);
    last_ = judge_admission(*Industry::parse(industry), "P1", {&park_}, day(on), sample_policy());
    return last_.verdict;
  }
  domain::Park park_;
  domain::Admission last_;
};

TEST_F(AdmissionGate, LeadingAndCharacteristicOpenItCultivatedDoesNot) {
  EXPECT_EQ(verdict({row("397", IndustryRole::leading)}, "3974"), "admitted");
  EXPECT_EQ(verdict({row("397", IndustryRole::characteristic)}, "3974"), "admitted");
  EXPECT_EQ(verdict({row("397", IndustryRole::cultivated)}, "3974"), "denied");
}

TEST_F(AdmissionGate, NeedsThePrefixOfTheMatchLevel) {
  EXPECT_EQ(verdict({row("39", IndustryRole::leading)}, "3974"), "denied");     // two digits are too few
  EXPECT_EQ(verdict({row("397", IndustryRole::leading)}, "3974"), "admitted");  // exactly three
  EXPECT_EQ(verdict({row("3974", IndustryRole::leading)}, "3974"), "admitted");
  EXPECT_EQ(verdict({row("3974", IndustryRole::leading)}, "397"), "denied");  // the project is wider than the row
  EXPECT_EQ(verdict({row("396", IndustryRole::leading)}, "3974"), "denied");
}

TEST_F(AdmissionGate, RowsAreValidFromTheFirstToTheLastDay) {
  const auto rows = std::vector{row("397", IndustryRole::leading, "2022-06-01", "2022-06-30")};
  EXPECT_EQ(verdict(rows, "3974", "2022-05-31"), "denied");
  EXPECT_EQ(verdict(rows, "3974", "2022-06-01"), "admitted");
  EXPECT_EQ(verdict(rows, "3974", "2022-06-30"), "admitted");
  EXPECT_EQ(verdict(rows, "3974", "2022-07-01"), "denied");
}

TEST_F(AdmissionGate, ExplainsInBothLanguagesWithTheClause) {
  verdict({row("397", IndustryRole::cultivated)}, "3974");
  EXPECT_EQ(last_.clause, "sample/3");
  ASSERT_EQ(last_.reasons.size(), 2U);
  EXPECT_NE(last_.reasons[1].find("培育产业不作为准入依据 / "), std::string::npos);
  EXPECT_NE(last_.reasons[1].find("its role does not admit"), std::string::npos);
  verdict({row("397", IndustryRole::leading, "2020-01-01", "2021-12-31")}, "3974");
  EXPECT_NE(last_.reasons[1].find("not valid on that day"), std::string::npos);
  verdict({row("39", IndustryRole::leading)}, "3974");
  EXPECT_NE(last_.reasons[1].find("too few digits"), std::string::npos);
}

TEST_F(AdmissionGate, ARowThatAdmitsCountsBeforeOneOfABetterRoleThatDoesNot) {
  auto policy = sample_policy();
  policy.admission.admitting_roles = {"cultivated"};
  const auto both = park("P1", {row("3974", IndustryRole::leading), row("397", IndustryRole::cultivated)});
  const auto admission = judge_admission(*Industry::parse("3974"), "P1", {&both}, day("2022-06-01"), policy);
  EXPECT_EQ(admission.verdict, "admitted");
}

TEST_F(AdmissionGate, OffersTheMatchingParksBestFirst) {
  const auto denying = park("A", {row("384", IndustryRole::leading)});
  const auto wide = park("B", {row("397", IndustryRole::leading)});
  const auto exact = park("C", {row("3974", IndustryRole::characteristic)});
  const auto twin = park("D", {row("397", IndustryRole::leading)});
  const auto cultivating = park("E", {row("3974", IndustryRole::cultivated)});
  const Parks all{&cultivating, &twin, &exact, &wide, &denying};
  const auto out = judge_admission(*Industry::parse("3974"), "A", all, day("2022-06-01"), sample_policy());
  EXPECT_EQ(out.verdict, "denied");
  EXPECT_EQ(out.matching_parks, (std::vector<std::string>{"B", "D", "C"}));
  const auto none = judge_admission(*Industry::parse("3974"), "", all, day("2022-06-01"), sample_policy());
  EXPECT_EQ(none.verdict, "no_park");
  EXPECT_EQ(none.matching_parks, out.matching_parks);
}

class ParkRanking : public ::testing::Test {
 protected:
  std::vector<std::string> order(const ParkLoad& load) {
    Parks all;
    for (const auto& each : parks_)
      all.push_back(&each);
    last_ = rank_parks(*Industry::parse("3974"), all, load, day("2022-06-01"), sample_policy());
    std::vector<std::string> out;
    for (const auto& score : last_)
      out.push_back(score.park);
    return out;
  }
  std::int64_t points(const std::string& code) const {
    for (const auto& score : last_)
      if (score.park == code) return score.points;
    return INT64_MIN;
  }
  std::vector<domain::Park> parks_{
      park("A", {row("384", IndustryRole::leading)}), park("B", {row("397", IndustryRole::leading)}),
      park("C", {row("3974", IndustryRole::characteristic)}), park("D", {row("397", IndustryRole::leading)}),
      park("E", {row("3974", IndustryRole::cultivated)})};
  std::vector<domain::ParkScore> last_;
};

TEST_F(ParkRanking, CountsRoleDigitsAndLoadTiesGoByCode) {
  EXPECT_EQ(order({}), (std::vector<std::string>{"B", "D", "C", "E", "A"}));
  EXPECT_EQ(points("B"), 60);
  EXPECT_EQ(points("C"), 45);
  EXPECT_EQ(points("E"), 15);
  EXPECT_EQ(points("A"), 0);
  EXPECT_EQ(order({{"B", 1}}), (std::vector<std::string>{"D", "B", "C", "E", "A"}));
  EXPECT_EQ(points("B"), 58);
}

TEST_F(ParkRanking, AFurtherIndustryNeverLowersAPark) {
  parks_[1].industries.push_back(row("3974", IndustryRole::characteristic));  // B leads in 397 already
  order({});
  EXPECT_EQ(points("B"), points("D")) << "the best role counts, whatever its digits";
  parks_[1].industries.push_back(row("3974", IndustryRole::leading));
  order({});
  EXPECT_EQ(points("B"), 65) << "among equal roles the longer code";
  std::reverse(parks_[1].industries.begin(), parks_[1].industries.end());
  order({});
  EXPECT_EQ(points("B"), 65) << "in whatever order the rows stand";
}

TEST_F(ParkRanking, LoadIsCapped) {
  order({{"B", 10}});
  EXPECT_EQ(points("B"), 40);
  order({{"B", 11}});
  EXPECT_EQ(points("B"), 40);
}

TEST_F(ParkRanking, EveryPointIsExplained) {
  order({{"C", 3}});
  for (const auto& score : last_) {
    std::int64_t sum = 0;
    for (const auto& line : score.lines)
      sum += std::stoll(line);
    EXPECT_EQ(sum, score.points) << score.park;
  }
}

TEST_F(ParkRanking, DoesNotDependOnTheOrderOfTheParks) {
  const auto first = order({{"D", 2}});
  std::reverse(parks_.begin(), parks_.end());
  EXPECT_EQ(order({{"D", 2}}), first);
}

}  // namespace luodi::intake::test
