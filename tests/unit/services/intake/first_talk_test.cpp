#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class FirstTalkProtection : public IntakeCase {
 protected:
  bool renew(std::vector<domain::Evidence> evidence = {paper()}) {
    RenewFirstTalk command;
    command.evidence = std::move(evidence);
    return take(decide_first_talk(id_, project_, command, context()));
  }
};

TEST_F(FirstTalkProtection, IsExtendedOnceOnEvidenceUntilItsLastDay) {
  ASSERT_TRUE(enter());
  EXPECT_FALSE(renew({}));
  EXPECT_EQ(missing(), std::vector<std::string>{"contact_evidence"});
  at("2022-11-28");
  ASSERT_TRUE(renew());
  EXPECT_EQ(project_.first_talk->until.str(), "2023-02-26");  // +90
  EXPECT_FALSE(renew());
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
}

TEST_F(FirstTalkProtection, LapsedIsLapsed) {
  ASSERT_TRUE(enter());
  at("2022-11-29");
  EXPECT_FALSE(renew());
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
}

TEST_F(FirstTalkProtection, BelongsToItsOwner) {
  ASSERT_TRUE(enter());
  as(actor(Role::park, "MY-JK"));
  EXPECT_FALSE(renew());
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  as(actor(Role::bureau));
  EXPECT_TRUE(renew());
}

TEST_F(FirstTalkProtection, EvidenceIsNotFromTheFuture) {
  ASSERT_TRUE(enter());
  auto evidence = paper();
  evidence.dated = day("2022-06-02");
  EXPECT_FALSE(renew({evidence}));
  EXPECT_EQ(refusal(), ErrorCode::in_future);
  EXPECT_EQ(pointer(), "/evidence/0/dated");
}

}  // namespace luodi::intake::test
