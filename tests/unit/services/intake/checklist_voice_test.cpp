// A line of the checklist is answered by its owner; the bureau may record what the owner wrote.
#include "services/intake/domain/checklist_voice.hpp"

#include <algorithm>

#include "common/domain/checklist.hpp"
#include "common/domain/project_view.hpp"
#include "tests/unit/services/intake/intake_case.hpp"

namespace luodi::intake::test {
namespace {
const Actor k_law = actor(Role::reviewer, "law");  // codes are compared in one form
const Actor k_fin = actor(Role::reviewer, "FIN");
const Actor k_nobody = actor(Role::reviewer);  // of no organisation
const Actor k_host = actor(Role::park, "my-gx");
const Actor k_other_park = actor(Role::park, "MY-JK");
const Actor k_bureau = actor(Role::bureau, "", "clerk");

class ChecklistVoice : public IntakeCase {
 protected:
  ChecklistVoice() {
    auto policy = sample_policy();
    policy.pre_assessment[2].owner = "司法行政部门";  // LAW of the sample's members
    policy.pre_assessment.push_back({"support_policy", "支持政策", "support policy", "投资促进部门", false, {}});
    book_ = *policy::PolicyBook::of({policy}, WorkingCalendar());
  }
  bool answer(const Actor& who, std::string item = "legality_review", std::string opinion = "",
              std::vector<domain::Evidence> evidence = {}) {
    as(who);
    RecordItem command;
    command.item = std::move(item);
    command.outcome = ItemOutcome::passed;
    command.opinion = std::move(opinion);
    command.evidence = std::move(evidence);
    return take(decide_item(id_, project_, command, context()));
  }
  bool record(domain::EvidenceKind kind = domain::EvidenceKind::review_opinion, std::string opinion = "函复：同意",
              std::string item = "legality_review") {
    return answer(k_bureau, std::move(item), std::move(opinion), {paper(kind)});
  }
  void expect_forbidden(const std::vector<Actor>& others, const std::string& item, const std::string& owner) {
    for (const auto& other : others) {
      EXPECT_FALSE(answer(other, item)) << other.org;
      EXPECT_EQ(refusal(), ErrorCode::forbidden) << other.org;
      EXPECT_NE(error_->detail.find(owner), std::string::npos) << error_->detail;
    }
  }
  std::vector<std::string> owners_of_open_lines() {
    domain::Brought brought;
    brought.on = civil_date(context().now);
    std::vector<std::string> out;
    for (const auto& line : domain::open_lines(project_, brought, *book_.in_force(brought.on)))
      out.push_back(line.owner.zh);
    return out;
  }
  const domain::PreAssessmentItemResult& line() const { return project_.pre_assessment.front(); }
};
}  // namespace

TEST_F(ChecklistVoice, ADepartmentAnswersItsLineAndNobodyElse) {
  up_to_negotiating();
  expect_forbidden({k_fin, k_nobody, actor(Role::reviewer, "MY-GX"), k_host, actor(Role::park, "LAW")},
                   "legality_review", "司法行政部门（LAW）");
  ASSERT_TRUE(answer(k_law));
  EXPECT_EQ(line().department, "LAW");
  EXPECT_FALSE(line().on_behalf);
}

TEST_F(ChecklistVoice, TheBureauAnswersItsOwnLineAndNobodyElse) {
  up_to_negotiating();
  expect_forbidden({k_law, k_nobody, actor(Role::reviewer, "bureau"), k_host}, "support_policy", "投资促进部门");
  EXPECT_EQ(error_->detail.find("代录"), std::string::npos) << "nobody else's paper counts: " << error_->detail;
  ASSERT_TRUE(answer(k_bureau, "support_policy")) << "without a paper";
  EXPECT_FALSE(line().department);
  EXPECT_FALSE(line().on_behalf);
}

TEST_F(ChecklistVoice, TheHostingParkAnswersItsLineAndNobodyElse) {
  up_to_negotiating();
  expect_forbidden({k_law, k_nobody, k_other_park, actor(Role::reviewer, "MY-GX"), actor(Role::park)},
                   "landing_conditions", "承载园区（MY-GX）");
  ASSERT_TRUE(answer(k_host, "landing_conditions"));
  EXPECT_EQ(line().department, "MY-GX");
  EXPECT_FALSE(line().on_behalf);
}

TEST_F(ChecklistVoice, BeforeTheAllocationNoParkIsTheHost) {
  ASSERT_TRUE(enter());
  ASSERT_TRUE(opine(OpinionVerdict::support));
  ASSERT_TRUE(approve());
  for (const auto& who : {k_host, k_bureau}) {
    EXPECT_FALSE(answer(who, "landing_conditions"));
    EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
    EXPECT_EQ(missing(), std::vector<std::string>{"host_allocated"});
  }
  EXPECT_EQ(owners_of_open_lines()[1], "承载园区");
  EXPECT_TRUE(answer(k_law)) << "the departments may begin";
}

TEST_F(ChecklistVoice, WhatTheFormerHostFoundSettlesNothingForTheNewOne) {
  up_to_negotiating();
  ASSERT_TRUE(answer(k_host, "landing_conditions"));
  EXPECT_EQ(owners_of_open_lines(), (std::vector<std::string>{"司法行政部门（LAW）", "投资促进部门"}));
  ASSERT_TRUE(allocate("MY-JK"));
  EXPECT_EQ(owners_of_open_lines()[1], "承载园区（MY-JK）");
  EXPECT_FALSE(answer(k_host, "landing_conditions"));
  EXPECT_EQ(refusal(), ErrorCode::forbidden);
  ASSERT_TRUE(answer(k_other_park, "landing_conditions"));
  EXPECT_EQ(owners_of_open_lines(), (std::vector<std::string>{"司法行政部门（LAW）", "投资促进部门"}));
}

// From A to B and back to A: the land may be another, and A has not looked since.
TEST_F(ChecklistVoice, WhatAParkFoundAsHostBeforeDoesNotComeToLifeAgain) {
  up_to_negotiating();
  ASSERT_TRUE(answer(k_host, "landing_conditions"));
  ASSERT_TRUE(answer(k_law));
  const auto open = owners_of_open_lines();
  EXPECT_EQ(std::count(open.begin(), open.end(), "承载园区（MY-GX）"), 0);
  ASSERT_TRUE(allocate("MY-JK"));
  ASSERT_TRUE(allocate("MY-GX"));
  EXPECT_EQ(owners_of_open_lines()[0], "承载园区（MY-GX）")
      << "of the same day, by the same park, of another allocation";
  EXPECT_EQ(owners_of_open_lines().size(), open.size() + 1) << "what the departments found stands";
  ASSERT_TRUE(record(domain::EvidenceKind::review_opinion, "园区函", "landing_conditions"))
      << "it has not answered by itself this time";
  ASSERT_TRUE(answer(k_host, "landing_conditions"));
  EXPECT_EQ(owners_of_open_lines(), open);
  EXPECT_FALSE(record(domain::EvidenceKind::review_opinion, "园区函", "landing_conditions"));
  const auto read = codec::parse<domain::Project>(codec::encode(project_).dump());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->allocation->round, 3);
}

// Allocations and answers of before the round was kept are read and judged as they were.
TEST_F(ChecklistVoice, AnAnswerOfTheFirstAllocationNamesNoRound) {
  up_to_negotiating();
  ASSERT_TRUE(answer(k_host, "landing_conditions"));
  EXPECT_EQ(codec::encode(project_).dump().find("round"), std::string::npos);
  const auto open = owners_of_open_lines();
  project_.allocation->host = project_.host = "MY-JK";  // moved without a round
  project_.pre_assessment.front().department = "MY-JK";
  EXPECT_EQ(owners_of_open_lines(), open);
}

TEST_F(ChecklistVoice, WhoOwesALineIsNamedInEnglishToo) {
  up_to_negotiating();
  ASSERT_FALSE(assess());
  std::vector<std::string> owners;
  for (const auto& item : error_->missing)
    owners.push_back(item.owner.en);
  EXPECT_EQ(owners, (std::vector<std::string>{"justice (LAW)", "the hosting park MY-GX",
                                              "the bureau of investment promotion"}));
  for (const auto& owner : owners)
    EXPECT_NE(error_->detail.find("(" + owner + ")"), std::string::npos) << error_->detail;
}

TEST_F(ChecklistVoice, TheProjectNamesTheSameOwnersAsWhatIsMissing) {
  up_to_negotiating();
  ASSERT_FALSE(assess());
  const domain::ProjectRecord record{id_, 1, &project_};
  const CivilDate today = civil_date(context().now);
  const auto zh = domain::project_view(record, book_, today, {"zh", k_bureau}).pre_assessment.items;
  const auto en = domain::project_view(record, book_, today, {"en", k_bureau}).pre_assessment.items;
  for (const auto& owed : error_->missing) {
    const auto is_owed = [&](const domain::ChecklistLine& line) { return line.item == owed.item; };
    EXPECT_EQ(std::find_if(zh.begin(), zh.end(), is_owed)->owner, owed.owner.zh);
    EXPECT_EQ(std::find_if(en.begin(), en.end(), is_owed)->owner, owed.owner.en);
  }
}

// Whoever is named as owing a line is who may answer it.
TEST_F(ChecklistVoice, WhatIsMissingNamesWhoMayAnswer) {
  up_to_negotiating();
  ASSERT_FALSE(assess());
  const std::map<std::string, Actor> accounts = {
      {"司法行政部门（LAW）", k_law}, {"承载园区（MY-GX）", k_host}, {"投资促进部门", k_bureau}};
  const auto owed = error_->missing;
  ASSERT_EQ(owed.size(), 3U);
  for (const auto& item : owed) {
    ASSERT_TRUE(accounts.contains(item.owner.zh)) << item.owner.zh;
    for (const auto& [name, account] : accounts)
      if (name != item.owner.zh) {
        EXPECT_FALSE(answer(account, item.item)) << item.item << name;
      }
    EXPECT_TRUE(answer(accounts.at(item.owner.zh), item.item)) << item.item;
  }
  EXPECT_TRUE(assess());
}

TEST_F(ChecklistVoice, TheBureauRecordsWhatTheOwnerWrote) {
  up_to_negotiating();
  EXPECT_FALSE(record(domain::EvidenceKind::review_opinion, ""));
  EXPECT_EQ(pointer(), "/opinion");
  EXPECT_FALSE(record(domain::EvidenceKind::minutes));
  EXPECT_EQ(refusal(), ErrorCode::gate_not_passed);
  EXPECT_EQ(missing(), std::vector<std::string>{"opinion_document"});
  EXPECT_EQ(error_->missing[0].clause, "sample/4");
  EXPECT_EQ(error_->missing[0].owner.zh, "司法行政部门（LAW）");
  EXPECT_EQ(error_->missing[0].owner.en, "justice (LAW)");
  ASSERT_TRUE(record());
  EXPECT_EQ(line().department, "LAW");
  EXPECT_EQ(line().on_behalf, true);
  EXPECT_EQ(line().by, "clerk");
  ASSERT_TRUE(record()) << "the bureau corrects what it recorded";
}

TEST_F(ChecklistVoice, TheBureauRecordsWhatTheHostingParkWrote) {
  up_to_negotiating();
  EXPECT_FALSE(record(domain::EvidenceKind::minutes, "园区函", "landing_conditions"));
  EXPECT_EQ(missing(), std::vector<std::string>{"opinion_document"});
  EXPECT_EQ(error_->missing[0].owner.zh, "承载园区（MY-GX）");
  ASSERT_TRUE(record(domain::EvidenceKind::review_opinion, "园区函", "landing_conditions"));
  EXPECT_EQ(line().department, "MY-GX");
  EXPECT_EQ(line().on_behalf, true);
  ASSERT_TRUE(answer(k_host, "landing_conditions")) << "the park speaks over its paper";
  EXPECT_FALSE(record(domain::EvidenceKind::review_opinion, "园区函", "landing_conditions"));
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
}

TEST_F(ChecklistVoice, AnOwnersOwnAnswerIsNotRecordedOver) {
  up_to_negotiating();
  ASSERT_TRUE(answer(k_law, "fair_competition_review"));
  ASSERT_TRUE(record()) << "that was another line";
  ASSERT_TRUE(answer(k_law)) << "the owner speaks over the paper";
  EXPECT_FALSE(record());
  EXPECT_EQ(refusal(), ErrorCode::wrong_state);
  ASSERT_TRUE(answer(k_law)) << "and changes its own answer";
}

TEST_F(ChecklistVoice, AnAnswerFromBeforeOwnersWereKeptMayBeReplaced) {
  up_to_negotiating();
  project_.pre_assessment = {{"legality_review", "failed", "", "somebody", {}, {}, {}, {}}};
  EXPECT_TRUE(record());
}

TEST_F(ChecklistVoice, AnAnswerFromBeforeOwnersWereKeptSettlesTheHostsLine) {
  up_to_negotiating();
  project_.pre_assessment = {{"landing_conditions", "passed", "", "somebody", {}, {}, {}, {}}};
  EXPECT_EQ(owners_of_open_lines(), (std::vector<std::string>{"司法行政部门（LAW）", "投资促进部门"}));
}

// Of a secret project neither papers nor texts are kept here: the outcome alone is recorded.
TEST_F(ChecklistVoice, OfASecretProjectNeitherPaperNorTextIsAsked) {
  RegisterLead stub;
  stub.name = "代号长风";
  stub.secret = true;
  stub.park_code = "MY-GX";
  up_to_negotiating(stub);
  EXPECT_FALSE(answer(k_bureau, "legality_review", "函复：同意"));
  EXPECT_EQ(refusal(), ErrorCode::secret_not_admitted);
  EXPECT_EQ(pointer(), "/opinion");
  EXPECT_TRUE(answer(k_bureau, "legality_review"));
  as(k_host);
  RecordItem none;
  none.item = "landing_conditions";
  none.outcome = ItemOutcome::not_applicable;
  EXPECT_TRUE(take(decide_item(id_, project_, none, context())));
}

}  // namespace luodi::intake::test
