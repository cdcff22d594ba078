#include "services/intake/domain/amount_correction.hpp"

#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {

class AmountCorrection : public IntakeCase {
 protected:
  bool correct(Fen amount, Actor who = actor(Role::bureau), std::string reason = "登记时误填", bool never_was = false) {
    as(std::move(who));
    CorrectAmount command;
    command.agreed_amount_fen = amount;
    command.reason = std::move(reason);
    command.never_was = never_was;
    return take(decide_amount_correction(id_, project_, command, context()));
  }
  const Actor registrant_ = actor(Role::park, "MY-GX");
};

TEST_F(AmountCorrection, HoldsFromItsDayOnAndKeepsWhatWasRegistered) {
  ASSERT_TRUE(enter());
  at("2022-06-10");
  ASSERT_TRUE(correct(Fen::wan(49'999)));
  ASSERT_EQ(project_.amounts.size(), 2U);
  EXPECT_EQ(domain::threshold_amount_on(project_, day("2022-06-09")), Fen::wan(60'000));
  EXPECT_EQ(domain::threshold_amount_on(project_, day("2022-06-10")), Fen::wan(49'999));
  EXPECT_EQ(domain::last_known_amount(project_), Fen::wan(49'999));
  EXPECT_EQ(project_.amounts[1].corrects, "登记时误填");
  EXPECT_EQ(last_.events.at(0).data["before_fen"], Fen::wan(60'000).value());
  ASSERT_TRUE(correct(Fen::wan(50'000))) << "twice on one day: the last one holds";
  EXPECT_EQ(domain::threshold_amount_on(project_, day("2022-06-10")), Fen::wan(50'000));
}

TEST_F(AmountCorrection, WhatNeverWasIsReplacedFromTheLeadOn) {
  const auto slip = [&](Fen amount) { return correct(amount, actor(Role::bureau), "多写一个零", true); };
  ASSERT_TRUE(enter());
  at("2022-06-10");
  ASSERT_TRUE(slip(Fen::wan(6'000)));
  EXPECT_EQ(last_.events.at(0).data.at("never_was"), true);
  EXPECT_EQ(last_.events.at(0).data.at("before_fen"), Fen::wan(60'000).value());
  const auto& version = project_.amounts.back();
  EXPECT_EQ(version.from, domain::applied_on(project_));
  EXPECT_EQ(version.recorded_on, day("2022-06-10"));
  EXPECT_EQ(version.corrects, "多写一个零");
  EXPECT_EQ(domain::threshold_amount_on(project_, domain::applied_on(project_)), Fen::wan(6'000));
  EXPECT_EQ(domain::agreed_amount_on(project_, domain::applied_on(project_)), Fen::wan(6'000));
  EXPECT_EQ(domain::last_known_amount(project_), Fen::wan(6'000));
  EXPECT_FALSE(slip(Fen::wan(6'000))) << "nothing new on any day";
  EXPECT_EQ(pointer(), "/agreed_amount_fen");
  at("2022-06-20");
  ASSERT_TRUE(correct(Fen::wan(70'000))) << "a change, from its day on";
  EXPECT_EQ(domain::threshold_amount_on(project_, day("2022-06-19")), Fen::wan(6'000));
  at("2022-06-21");
  ASSERT_TRUE(slip(Fen::wan(70'000))) << "the same amount, from another day on";
  EXPECT_EQ(domain::threshold_amount_on(project_, day("2022-06-19")), Fen::wan(70'000));
  EXPECT_FALSE(slip(Fen::wan(70'000)));
  ASSERT_TRUE(slip(Fen::wan(7'000))) << "in the place of every one before it";
  EXPECT_EQ(domain::threshold_amount_on(project_, day("2022-06-20")), Fen::wan(7'000));
  EXPECT_EQ(domain::agreed_amount_on(project_, day("2022-06-20")), Fen::wan(7'000));
  const auto stored = codec::decode<domain::Project>(codec::encode(project_));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_EQ(domain::threshold_amount_on(*stored, day("2022-06-20")), Fen::wan(7'000));
}

TEST_F(AmountCorrection, AnAmountThatChangedIsStoredAsItEverWas) {
  ASSERT_TRUE(enter());
  ASSERT_TRUE(correct(Fen::wan(49'999)));
  EXPECT_FALSE(last_.events.at(0).data.contains("never_was"));
  const auto stored = codec::encode(project_.amounts.back());
  EXPECT_FALSE(stored.contains("replaces_earlier") || stored.contains("recorded_on") || stored.contains("by"))
      << stored;
}

TEST_F(AmountCorrection, TheRegistrantUntilTheAllocationTheBureauUntilTheSigning) {
  ASSERT_TRUE(enter());
  EXPECT_FALSE(correct(Fen::wan(1), actor(Role::park, "MY-JK")));
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  EXPECT_FALSE(correct(Fen::wan(1), actor(Role::office, "")));
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  EXPECT_TRUE(correct(Fen::wan(70'000), registrant_));
  ASSERT_TRUE(opine(OpinionVerdict::support) && approve());
  EXPECT_TRUE(correct(Fen::wan(71'000), registrant_));
  ASSERT_TRUE(allocate());
  EXPECT_FALSE(correct(Fen::wan(49'999), registrant_)) << "below the threshold nobody is interviewed";
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  EXPECT_TRUE(correct(Fen::wan(72'000)));
  ASSERT_TRUE(negotiate() && item("legality_review") && item("landing_conditions") && assess());
  EXPECT_TRUE(correct(Fen::wan(73'000)));
  ASSERT_TRUE(sign(AgreementKind::formal, Fen::wan(73'000)));
  EXPECT_FALSE(correct(Fen::wan(74'000)));
  EXPECT_EQ(refusal(), ErrorCode::wrong_stage) << "the agreement says it from now on";
  EXPECT_NE(error_->next_zh.find("/amendments"), std::string::npos) << error_->next_zh;
  EXPECT_NE(error_->detail.find("签约"), std::string::npos) << error_->detail;
}

TEST_F(AmountCorrection, SaysWhyAndChangesSomething) {
  ASSERT_TRUE(enter());
  EXPECT_FALSE(correct(Fen::wan(1), actor(Role::bureau), " "));
  EXPECT_EQ(pointer(), "/reason");
  EXPECT_FALSE(correct(Fen::wan(60'000)));
  EXPECT_EQ(pointer(), "/agreed_amount_fen");
  CorrectAmount nothing;
  nothing.reason = "误填";
  EXPECT_FALSE(take(decide_amount_correction(id_, project_, nothing, context())));
  EXPECT_EQ(pointer(), "/agreed_amount_fen");
}

TEST_F(AmountCorrection, AnUnknownAmountBecomesKnown) {
  auto command = lead();
  command.agreed_amount_fen.reset();
  ASSERT_TRUE(enter(command));
  ASSERT_TRUE(correct(Fen::wan(60'000)));
  EXPECT_FALSE(last_.events.at(0).data.contains("before_fen"));
  EXPECT_EQ(domain::last_known_amount(project_), Fen::wan(60'000));
}

TEST_F(AmountCorrection, OfASecretProjectNothingIsTold) {
  ASSERT_TRUE(enter());
  project_.secret = true;
  EXPECT_FALSE(correct(Fen::wan(1)));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  EXPECT_EQ(error_->fields.size(), 2U) << "amount and reason";
}

}  // namespace luodi::intake::test
