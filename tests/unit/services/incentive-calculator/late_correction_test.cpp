#include "services/incentive-calculator/domain/late_correction.hpp"

#include <algorithm>

#include "tests/unit/services/incentive-calculator/award_desk.hpp"

namespace luodi::incentive::test {

namespace {
void correct(domain::Project& project, Fen amount, const std::string& on, const std::string& reason = "银行更正") {
  domain::FundsCorrected event;
  event.id = project.funds.front().id;
  event.amount_fen = amount;
  event.injected_on = project.funds.front().injected_on;
  event.fixed_investment = project.funds.front().fixed_investment;
  event.reason = reason;
  domain::apply(project, event, City::meta(on));
}
}  // namespace

TEST(LateCorrection, IsShownAndChangesNothingOfTheRun) {
  Desk desk;
  auto spec = big("a", "P1");
  spec.verified_fixed = yi(20);
  auto& project = desk.city.project(spec);
  correct(project, yi(19), "2022-12-20");  // before anything was computed
  const auto id = desk.published_run();    // verified on 2023-01-06
  const auto late = [&] {
    return late_corrections(*desk.run(id).run, [&](const std::string& wanted) -> const domain::Project* {
      return wanted == "a" ? &project : nullptr;
    });
  };
  EXPECT_TRUE(late().empty());
  const auto before = bytes_of(desk.run(id).run->figures);
  correct(project, yi(18), "2023-01-10", "重复计入");
  ASSERT_TRUE(desk.approve(id, "2023-01-16T09:00:00+08:00"));
  ASSERT_TRUE(desk.pay(id, "2023-01-17T09:00:00+08:00"));
  correct(project, yi(17), "2023-03-01");
  const auto shown = late();
  ASSERT_EQ(shown.size(), 2U);
  EXPECT_EQ(shown[0].project, "a");
  EXPECT_EQ(shown[0].before_fen, yi(19));
  EXPECT_EQ(shown[0].amount_fen, yi(18));
  EXPECT_EQ(shown[0].reason, "重复计入");
  EXPECT_EQ(shown[1].before_fen, yi(18));
  EXPECT_EQ(shown[1].amount_fen, yi(17));
  EXPECT_EQ(bytes_of(desk.run(id).run->figures), before);
}

TEST(LateCorrection, OfTheSameInstantIsShownAndSoIsTheDayAlone) {
  Desk desk;
  auto spec = big("a", "P1");
  spec.verified_fixed = yi(20);
  auto& project = desk.city.project(spec);
  const std::string now = "2023-01-06T09:00:00+08:00";
  correct(project, yi(19), "2022-12-20");
  const auto id = *desk.create(AwardKind::park_award, 2022, now);
  ASSERT_TRUE(desk.verify(id, now));
  EXPECT_NE(std::find(desk.guards.begin(), desk.guards.end(), std::pair<std::string, std::string>("project", "a")),
            desk.guards.end())
      << "a correction of the same moment is not passed over";
  auto& entry = project.funds.front();
  const auto day = entry.injected_on;
  domain::FundsCorrected event;
  event.id = entry.id;
  event.amount_fen = entry.amount_fen;
  event.fixed_investment = entry.fixed_investment;
  event.injected_on = day.plus_days(-1);
  event.reason = "日期误填";
  domain::EventMeta meta;
  meta.at = desk.run(id).run->verified->at;
  domain::apply(project, event, meta);
  const auto late = [&](const AwardRun& run) {
    return late_corrections(run, [&](const std::string&) { return &project; });
  };
  const auto shown = late(*desk.run(id).run);
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].before_injected_on, day);
  EXPECT_EQ(shown[0].injected_on, day.plus_days(-1));
  EXPECT_EQ(shown[0].before_fen, shown[0].amount_fen);
  EXPECT_EQ(shown[0].reason, "日期误填");
  auto of_before = *desk.run(id).run;  // a run that did not keep what it had seen
  of_before.seen_corrections.reset();
  const auto stored = codec::decode<AwardRun>(codec::encode(of_before));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_TRUE(late(*stored).empty()) << "the instants tell";
}

// What an award rests on is the landing; a referral rests on the start and the production as well.
TEST(LateCorrection, AStageThatIsTakenBackAfterTheVerificationIsShown) {
  Desk desk;
  auto& project = desk.city.project(big("a", "P1"));
  const auto go_back = [&](const std::string& on) {
    domain::StageReturned event;
    event.stage = project.stage;
    event.on = project.reached.back().on;
    event.reason = "误登";
    domain::apply(project, event, City::meta(on));
  };
  const auto landed = *project.landing;
  go_back("2022-12-20");  // recorded anew before anything was computed
  domain::apply(project, landed, City::meta("2022-12-21"));
  const auto id = desk.published_run();
  const auto late = [&](AwardKind award = AwardKind::park_award) {
    auto run = *desk.run(id).run;
    run.award = award;
    return late_corrections(run, [&](const std::string&) { return &project; });
  };
  EXPECT_TRUE(late().empty()) << "seen by the verification";
  const auto before = bytes_of(desk.run(id).run->figures);
  domain::apply(project, domain::ProjectStarted{landed.landed_on, {}}, City::meta("2023-01-10"));
  go_back("2023-01-11");
  EXPECT_TRUE(late().empty()) << "a start moves no award of parks";
  ASSERT_EQ(late(AwardKind::referral_award).size(), 1U);
  EXPECT_EQ(late(AwardKind::referral_award)[0].stage, domain::Stage::started);
  go_back("2023-01-12");
  const auto shown = late();
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0].project, "a");
  EXPECT_EQ(shown[0].stage, domain::Stage::landed);
  EXPECT_EQ(shown[0].reached_on, landed.landed_on);
  EXPECT_EQ(shown[0].reason, "误登");
  EXPECT_FALSE(shown[0].entry || shown[0].amount_fen);
  EXPECT_EQ(bytes_of(desk.run(id).run->figures), before);
  domain::apply(project, landed, City::meta("2024-01-05"));
  EXPECT_EQ(late().size(), 1U) << "recorded anew, what came late is still told";
}

TEST(LateCorrection, ADraftIsComputedAnewInstead) {
  Desk desk;
  auto spec = big("a", "P1");
  spec.verified_fixed = yi(20);
  auto& project = desk.city.project(spec);
  const auto id = *desk.create(AwardKind::park_award, 2022, "2023-01-05T09:00:00+08:00");
  correct(project, yi(18), "2023-01-06");
  EXPECT_TRUE(late_corrections(*desk.run(id).run, [&](const std::string&) { return &project; }).empty());
  EXPECT_EQ(code(desk.verify(id, "2023-01-07T09:00:00+08:00")), ErrorCode::wrong_state) << "the funds have changed";
}

}  // namespace luodi::incentive::test
