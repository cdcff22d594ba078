#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class PublishedFacts : public IntakeCase {
 protected:
  bool publish(std::optional<std::string> dated) {
    domain::PublishedFact fact;
    fact.stage_text = "开工";
    fact.source = "绵阳日报";
    fact.dated = std::move(dated);
    return take(decide_published_fact(id_, project_, fact, context()));
  }
};

TEST_F(PublishedFacts, AreRecordedAsPublishedAndMoveNoStage) {
  ASSERT_TRUE(enter());
  for (const char* dated : {"2022-05-18", "2021-08", "2021", "2022-06-01"})
    EXPECT_TRUE(publish(dated)) << dated;
  EXPECT_TRUE(publish(std::nullopt));
  EXPECT_EQ(project_.published_facts.size(), 5U);
  EXPECT_EQ(project_.published_facts[1].dated, "2021-08");
  EXPECT_EQ(project_.stage, domain::Stage::lead);
}

TEST_F(PublishedFacts, TheSameLineIsRecordedOnce) {
  ASSERT_TRUE(enter());
  ASSERT_TRUE(publish("2022-05-18"));
  EXPECT_FALSE(publish("2022-05-18"));
  ASSERT_EQ(refusal(), ErrorCode::already_exists);
  const auto& kept = project_.published_facts.back();
  EXPECT_NE(error_->detail.find("于 " + kept.recorded_on->str() + " 由 " + *kept.by + " 登记"), std::string::npos)
      << error_->detail;
  EXPECT_TRUE(publish("2022-05-19"));
}

TEST_F(PublishedFacts, HaveDatesThatExistAndMayLieAhead) {
  ASSERT_TRUE(enter());
  for (const char* dated : {"2022-13", "2022-02-30", "20220", "abcd", "2022-1-1"}) {
    EXPECT_FALSE(publish(dated)) << dated;
    EXPECT_EQ(pointer(), "/dated") << dated;
  }
  for (const char* dated : {"2022-06-02", "2022-07", "2023"})
    EXPECT_TRUE(publish(dated)) << dated;
}

TEST_F(PublishedFacts, EveryFaultOfTheFormIsToldAtOnceAndBeforeAnyRule) {
  ASSERT_TRUE(enter());
  project_.stage = domain::Stage::exited;
  domain::PublishedFact fact;
  fact.stage_text = "开工";
  fact.source = "绵阳日报";
  fact.dated = "2022-13";
  fact.amount_fen = Fen();
  EXPECT_FALSE(take(decide_published_fact(id_, project_, fact, context())));
  EXPECT_EQ(refusal(), ErrorCode::invalid_body);
  ASSERT_EQ(error_->fields.size(), 2U);
  EXPECT_EQ(error_->fields[0].pointer, "/dated");
  EXPECT_EQ(error_->fields[1].pointer, "/amount_fen");
  EXPECT_NE(error_->fields[1].message.find("现为0元"), std::string::npos) << error_->fields[1].message;
}

}  // namespace luodi::intake::test
