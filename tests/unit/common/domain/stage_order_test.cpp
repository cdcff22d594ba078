#include "common/domain/stage_order.hpp"

#include <gtest/gtest.h>

namespace luodi::domain {

namespace {
CivilDate day(std::string_view text) {
  return *CivilDate::parse(text);
}

// A project that reached this stage, the lead on 1 June, each stage one day after the other.
Project at(Stage stage) {
  Project out;
  for (int i = 0; i <= static_cast<int>(stage); ++i)
    out.reached.push_back({static_cast<Stage>(i), day("2022-06-01").plus_days(i), Instant()});
  out.stage = stage;
  if (stage >= Stage::signed_) {
    out.agreement = AgreementSigned{};
    out.agreement->signed_on = day("2022-06-05");
  }
  return out;
}

std::string refusal(const Project& project, Command command, std::string_view on) {
  const auto ordered = check_order(project, command, day(on), "/on");
  if (ordered) return {};
  EXPECT_EQ(ordered.error().code, ErrorCode::invalid_body);
  EXPECT_EQ(ordered.error().fields.at(0).pointer, "/on");
  EXPECT_EQ(ordered.error().fields.at(0).code, "before_last_stage");
  return ordered.error().fields.at(0).message;
}
}  // namespace

TEST(StageOrder, NoStageIsDatedBeforeTheOneItFollows) {
  const std::vector<std::pair<Command, Stage>> steps = {
      {Command::review_decision, Stage::lead}, {Command::allocation, Stage::reviewed},
      {Command::negotiation, Stage::reviewed}, {Command::pre_assessment_decision, Stage::negotiating},
      {Command::signing, Stage::assessed},     {Command::landing, Stage::signed_},
      {Command::start, Stage::landed},         {Command::production, Stage::started},
      {Command::exit, Stage::producing}};
  for (const auto& [command, stage] : steps) {
    const auto project = at(stage);
    const auto last = day("2022-06-01").plus_days(static_cast<int>(stage));
    const auto early = last.plus_days(-1);
    const auto said = refusal(project, command, early.str());
    EXPECT_NE(said.find(early.str()), std::string::npos) << command_text(command);
    EXPECT_NE(said.find(last.str()), std::string::npos) << command_text(command);
    EXPECT_EQ(refusal(project, command, last.str()), "") << command_text(command);  // the same day will do
  }
}

TEST(StageOrder, TheAllocationStandsBetweenReviewAndNegotiation) {
  auto project = at(Stage::reviewed);
  project.allocation = Allocated{};
  project.allocation->allocated_on = day("2022-06-10");
  EXPECT_NE(refusal(project, Command::negotiation, "2022-06-09"), "");
  EXPECT_EQ(refusal(project, Command::negotiation, "2022-06-10"), "");
}

TEST(StageOrder, ALineOfTheChecklistFollowsReviewAndAllocationOnly) {
  auto project = at(Stage::assessed);  // reviewed on 2 June, negotiating on 3 June
  EXPECT_NE(refusal(project, Command::pre_assessment_items, "2022-06-01"), "");
  EXPECT_EQ(refusal(project, Command::pre_assessment_items, "2022-06-02"), "");
  project.allocation = Allocated{};
  project.allocation->allocated_on = day("2022-06-03");
  EXPECT_NE(refusal(project, Command::pre_assessment_items, "2022-06-02"), "");
  EXPECT_EQ(refusal(project, Command::pre_assessment_items, "2022-06-03"), "");
}

TEST(StageOrder, AFrameworkFollowsItsSimpleAssessment) {
  auto project = at(Stage::reviewed);
  project.pre_assessment_decision = PreAssessmentDecided{"passed", "simple", "", day("2022-06-10")};
  const auto ordered = [&](std::string_view on) {
    return check_order(project, Command::signing, day(on), "/signed_on", /*framework=*/true).has_value();
  };
  EXPECT_FALSE(ordered("2022-06-09"));
  EXPECT_TRUE(ordered("2022-06-10"));
}

TEST(StageOrder, AnAmendmentFollowsTheSigningWhateverHasHappenedSince) {
  const auto project = at(Stage::producing);
  EXPECT_NE(refusal(project, Command::amendments, "2022-06-04"), "");
  EXPECT_EQ(refusal(project, Command::amendments, "2022-06-05"), "");
}

TEST(StageOrder, SaysNothingOfAWrongStageAndOfWhatIsNoStep) {
  EXPECT_EQ(refusal(at(Stage::lead), Command::landing, "2000-01-01"), "");
  EXPECT_EQ(refusal(at(Stage::signed_), Command::suspension, "2000-01-01"), "");
}

}  // namespace luodi::domain
