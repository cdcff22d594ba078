// A project code proves one project of the city: whose it is, when it is free again, what older data holds.
#include "services/progress-monitor/domain/project_code_once.hpp"

#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/stage_return.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;

const Actor k_bureau = actor(Role::bureau, "", "officer");
constexpr const char* k_code = "2205-510703-04-01-130950";

domain::Evidence numbered(EvidenceKind kind, std::string number) {
  auto out = paper(kind);
  out.reference = std::move(number);
  return out;
}

struct Coding : Story {
  Coding() { lead(yi(5), "2022-05-26").negotiate("2022-06-01").sign("2022-06-10", yi(5)); }
  std::map<std::string, std::vector<CodeHolder>> others;
  std::vector<domain::UniqueClaim> claims;  // of the last decision

  template <class Event, class Rule, class Body>
  Expected<domain::Decision> give(Rule rule, const Body& body, std::string_view on = "2022-07-02") {
    const auto now = context(at(on, 9), k_bureau);
    const auto elsewhere = [this](const std::string& code) {
      const auto found = others.find(code);
      return found == others.end() ? std::vector<CodeHolder>() : found->second;
    };
    std::vector<domain::Evidence> papers;
    if constexpr (requires { body.evidence; }) papers = body.evidence;
    auto d = with_codes_once(rule("prj_1", project, body, now), {"prj_1", &project}, papers, elsewhere, now);
    if (!d) return d;
    claims = d->claims;
    tell(*codec::decode<Event>(d->events.at(0).data), on, "officer");
    return d;
  }
  Expected<domain::Decision> lands(const std::string& code = k_code) {
    Land c;
    c.landed_on = day("2022-07-01");
    c.company = domain::Enterprise{"项目公司", "91510700205412308D"};
    c.evidence = {numbered(EvidenceKind::land_contract, "510703-2022-01"), numbered(EvidenceKind::project_code, code)};
    return give<domain::ProjectLanded>(decide_landing, c);
  }
  Expected<domain::Decision> reports(domain::ProgressKind kind, const std::string& code = k_code) {
    Report c;
    c.kind = kind;
    c.occurred_on = day("2022-07-02");
    c.text = "备案";
    c.evidence = {numbered(EvidenceKind::project_code, code)};
    return give<domain::ProgressReported>(decide_progress, c);
  }
  Expected<domain::Decision> retracts(const std::string& report) {
    return give<domain::ProgressRetracted>(decide_progress_retraction, RetractProgress{report, "误报"}, "2022-07-03");
  }
  Expected<domain::Decision> gives_back() {
    return give<domain::StageReturned>(
        decide_stage_return,
        ReturnStage{domain::Stage::landed, "误登", {numbered(EvidenceKind::other, "核查〔2022〕3号")}}, "2022-07-04");
  }
  std::string claimed() const {
    std::string out;
    for (const auto& claim : claims)
      out += std::string(claim.release ? "-" : "+") + claim.index + " " + claim.value + " " + claim.owner + "\n";
    return out;
  }
};
const std::string k_taken = std::string("+project_code ") + k_code + " prj_1\n";
const std::string k_released = std::string("-project_code ") + k_code + " prj_1\n";

void expect_refused(const Expected<domain::Decision>& d, const std::string& pointer, const std::string& holder) {
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, ErrorCode::already_exists);
  ASSERT_EQ(d.error().fields.size(), 1U);
  EXPECT_EQ(d.error().fields.front().pointer, pointer);
  EXPECT_EQ(d.error().fields.front().code, "used");
  EXPECT_NE(d.error().detail.find("已用于项目 " + holder + "，一个代码"), std::string::npos) << d.error().detail;
  EXPECT_NE(d.error().detail.find("was used for project " + holder + ":"), std::string::npos) << d.error().detail;
  EXPECT_NE(d.error().next_zh.find("POST /v1/projects/prj_9/stage-return"), std::string::npos) << d.error().next_zh;
  EXPECT_NE(d.error().next_en.find("POST /v1/projects/prj_9/stage-return"), std::string::npos) << d.error().next_en;
}

TEST(ProjectCodeOnce, ALandingClaimsItAndAnotherProjectIsRefused) {
  Coding s;
  ASSERT_TRUE(s.lands());
  EXPECT_EQ(s.claimed(), k_taken);
  EXPECT_EQ(codes_of(s.project), std::set<std::string>{k_code});
  Coding other;
  other.others[k_code] = {{"prj_9", "甲项目"}};
  expect_refused(other.lands(), "/evidence/1/reference", "prj_9 甲项目");
  expect_refused(other.reports(domain::ProgressKind::statutory_step), "/evidence/0/reference", "prj_9 甲项目");
  other.others[k_code].front().name.clear();
  expect_refused(other.reports(domain::ProgressKind::milestone), "/evidence/0/reference", "prj_9");
  EXPECT_TRUE(other.reports(domain::ProgressKind::note)) << "what proves nothing may mention it";
  EXPECT_TRUE(other.claims.empty());
  EXPECT_TRUE(other.lands("2205-510703-04-01-130951"));
}

TEST(ProjectCodeOnce, TheFormInWhichItIsTypedMakesNoOther) {
  Coding s;
  s.others[k_code] = {{"prj_9", ""}};
  expect_refused(s.reports(domain::ProgressKind::milestone, "２２０５-510703—04-01-130950 "), "/evidence/0/reference",
                 "prj_9");
}

TEST(ProjectCodeOnce, AProjectTellsItsOwnAgainAndHasSeveral) {
  Coding s;
  ASSERT_TRUE(s.lands());
  ASSERT_TRUE(s.reports(domain::ProgressKind::statutory_step));
  EXPECT_EQ(s.claimed(), "") << "it is claimed already";
  ASSERT_TRUE(s.reports(domain::ProgressKind::statutory_step, "2206-510703-07-02-130950"));
  EXPECT_EQ(s.claimed(), "+project_code 2206-510703-07-02-130950 prj_1\n");
}

TEST(ProjectCodeOnce, TakenBackItIsFreeOnceNothingRestsOnIt) {
  Coding s;
  ASSERT_TRUE(s.lands());
  ASSERT_TRUE(s.reports(domain::ProgressKind::statutory_step));
  ASSERT_TRUE(s.gives_back());
  EXPECT_EQ(s.claimed(), "") << "the step rests on it";
  ASSERT_TRUE(s.retracts(s.project.progress.front().id));
  EXPECT_EQ(s.claimed(), k_released);
  EXPECT_TRUE(codes_of(s.project).empty());
  Coding landed;
  ASSERT_TRUE(landed.lands());
  ASSERT_TRUE(landed.gives_back());
  EXPECT_EQ(landed.claimed(), k_released);
}

// From before it was claimed: both keep what they have and may tell it again, a third project is refused by the index.
TEST(ProjectCodeOnce, WhatTwoProjectsHeldBeforeStaysWithBoth) {
  Coding s;
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-07-01");
  landed.evidence = {numbered(EvidenceKind::project_code, k_code)};
  s.tell(landed, "2022-07-01");
  s.others[k_code] = {{"prj_9", "甲项目"}};
  ASSERT_TRUE(s.reports(domain::ProgressKind::statutory_step));
  EXPECT_EQ(s.claimed(), "");
  ASSERT_TRUE(s.gives_back());
  ASSERT_TRUE(s.retracts(s.project.progress.front().id));
  expect_refused(s.lands(), "/evidence/1/reference", "prj_9 甲项目");
}

// It goes on under another host, registered anew with the code that it has; exits of before released nothing.
TEST(ProjectCodeOnce, AnEndedProjectKeepsItFromNobody) {
  const std::string from_ended = std::string("-project_code ") + k_code + " prj_8\n";
  Coding s;
  s.others[k_code] = {{"prj_8", "甲项目", /*ended=*/true}};
  ASSERT_TRUE(s.lands());
  EXPECT_EQ(s.claimed(), from_ended + k_taken) << "the store judges them in this order";
  ASSERT_TRUE(s.reports(domain::ProgressKind::statutory_step));
  EXPECT_EQ(s.claimed(), "") << "it is its own by now";
  Coding step;
  step.others[k_code] = {{"prj_8", "", /*ended=*/true}};
  ASSERT_TRUE(step.reports(domain::ProgressKind::statutory_step));
  EXPECT_EQ(step.claimed(), from_ended + k_taken);
  Coding third;
  third.others[k_code] = {{"prj_8", "甲项目", /*ended=*/true}, {"prj_9", "甲项目"}};
  expect_refused(third.lands(), "/evidence/1/reference", "prj_9 甲项目");
}
}  // namespace
}  // namespace luodi::monitor::test
