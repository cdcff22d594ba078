#include "services/progress-monitor/domain/exemption.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;

ClaimExemption claim(std::string_view from, int cycles, std::optional<std::string> renews = {}) {
  ClaimExemption c;
  c.ground = "force_majeure";
  c.from = cycle(from);
  c.cycles = cycles;
  c.renews = std::move(renews);
  c.evidence = {paper(EvidenceKind::approval)};
  return c;
}
const Actor k_park = actor(Role::park, "MY-GX", "parkuser");

ErrorCode refusal(const Story& s, const ClaimExemption& c) {
  auto d = decide_exemption_claim("prj_1", s.project, c, context(at("2022-08-01"), k_park));
  return d ? ErrorCode::internal : d.error().code;
}

TEST(Exemption, ClaimNeedsGroundOfTheListEvidenceAndALimit) {
  const auto s = negotiating();
  EXPECT_TRUE(decide_exemption_claim("prj_1", s.project, claim("2022-08-H1", 2), context(at("2022-08-01"), k_park)));
  auto bad = claim("2022-08-H1", 2);
  bad.ground = "no_money";
  EXPECT_EQ(refusal(s, bad), ErrorCode::invalid_body);
  EXPECT_EQ(refusal(s, claim("2022-08-H1", 3)), ErrorCode::invalid_body);
  auto bare = claim("2022-08-H1", 1);
  bare.evidence.clear();
  EXPECT_EQ(refusal(s, bare), ErrorCode::invalid_body);
}

TEST(Exemption, WhatNobodyCountedNeedsNone) {
  const auto s = negotiating();  // registered on 26 May, watched from 1 June on
  const auto early =
      decide_exemption_claim("prj_1", s.project, claim("2022-05-H2", 2), context(at("2022-08-01"), k_park));
  ASSERT_FALSE(early);
  EXPECT_EQ(early.error().fields.at(0).pointer, "/from");
  EXPECT_EQ(early.error().fields.at(0).code, "before_watch");
  EXPECT_NE(early.error().fields.at(0).message.find("项目自2022-06-H1起计数（2022-06-01）"), std::string::npos)
      << early.error().fields.at(0).message;
  EXPECT_TRUE(decide_exemption_claim("prj_1", s.project, claim("2022-06-H1", 2), context(at("2022-08-01"), k_park)));
  const auto lead = Story().lead(yi(5), "2022-05-26");
  const auto unborn =
      decide_exemption_claim("prj_1", lead.project, claim("2022-05-H1", 2), context(at("2022-06-01"), k_park));
  ASSERT_FALSE(unborn);
  EXPECT_EQ(unborn.error().fields.at(0).code, "before_watch");
  EXPECT_TRUE(decide_exemption_claim("prj_1", lead.project, claim("2022-05-H2", 2), context(at("2022-06-01"), k_park)))
      << "that of its registration";
}

TEST(Exemption, RenewableOnceAndWithoutAGap) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 2, "2022-07-01").decide("exm_1", true, 2, "2022-07-02");
  EXPECT_EQ(refusal(s, claim("2022-08-H1", 2)), ErrorCode::not_eligible) << "adjacent: must be a renewal";
  EXPECT_EQ(refusal(s, claim("2022-08-H2", 2, "exm_1")), ErrorCode::invalid_body) << "gap";
  EXPECT_TRUE(
      decide_exemption_claim("prj_1", s.project, claim("2022-08-H1", 2, "exm_1"), context(at("2022-08-01"), k_park)));
  s.claim("exm_2", "2022-08-H1", 2, "2022-08-01", "exm_1").decide("exm_2", true, 2, "2022-08-02");
  EXPECT_EQ(refusal(s, claim("2022-09-H1", 1, "exm_2")), ErrorCode::not_eligible);
  EXPECT_EQ(refusal(s, claim("2022-08-H2", 1)), ErrorCode::not_eligible) << "overlap";
}

TEST(Exemption, OnlyAnApprovedOneIsRenewed) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 2, "2022-07-01").decide("exm_1", false, 0, "2022-07-02");
  EXPECT_EQ(refusal(s, claim("2022-08-H1", 2, "exm_1")), ErrorCode::invalid_body);
}

TEST(Exemption, NeverDecidedByTheClaimantOrItsOrganisation) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 2, "2022-07-01");
  DecideExemption yes;
  yes.approved = true;
  yes.reason = "属实";
  auto by = [&](const Actor& who) {
    auto d = decide_exemption("prj_1", s.project, "exm_1", yes, context(at("2022-07-02"), who));
    return d ? ErrorCode::internal : d.error().code;
  };
  EXPECT_EQ(by(actor(Role::bureau, "", "parkuser")), ErrorCode::claimant_decides);
  EXPECT_EQ(by(actor(Role::bureau, "MY-GX", "other")), ErrorCode::claimant_decides);
  EXPECT_EQ(by(actor(Role::bureau, "", "bureauuser")), ErrorCode::internal);
  s.decide("exm_1", true, 2, "2022-07-02");
  EXPECT_EQ(by(actor(Role::bureau, "", "bureauuser")), ErrorCode::wrong_state);
}

TEST(Exemption, GrantsAtMostWhatWasClaimed) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 1, "2022-07-01");
  DecideExemption yes;
  yes.approved = true;
  yes.cycles = 2;
  yes.reason = "属实";
  const auto d =
      decide_exemption("prj_1", s.project, "exm_1", yes, context(at("2022-07-02"), actor(Role::bureau, "", "b")));
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, ErrorCode::invalid_body);
}

TEST(Exemption, TheLimitsAreInclusive) {
  const auto s = negotiating();
  EXPECT_EQ(refusal(s, claim("2022-08-H1", 0)), ErrorCode::invalid_body);
  EXPECT_TRUE(decide_exemption_claim("prj_1", s.project, claim("2022-08-H1", 1), context(at("2022-08-01"), k_park)));
  EXPECT_TRUE(decide_exemption_claim("prj_1", s.project, claim("2022-08-H1", 2), context(at("2022-08-01"), k_park)));
}

TEST(Exemption, OneSharedCycleIsAnOverlapAtEitherEnd) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 2, "2022-07-01");  // 07-H1 and 07-H2, not decided yet
  EXPECT_EQ(refusal(s, claim("2022-06-H2", 2)), ErrorCode::not_eligible) << "ends in its first cycle";
  EXPECT_EQ(refusal(s, claim("2022-07-H2", 2)), ErrorCode::not_eligible) << "begins in its last cycle";
  s.decide("exm_1", false, 0, "2022-07-02");
  EXPECT_TRUE(decide_exemption_claim("prj_1", s.project, claim("2022-07-H1", 2), context(at("2022-08-01"), k_park)))
      << "what was refused stands in nobody's way";
}

TEST(Exemption, NearnessOfTheSameGroundMustBeARenewal) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 2, "2022-07-01").decide("exm_1", true, 2, "2022-07-02");
  EXPECT_EQ(refusal(s, claim("2022-06-H2", 1)), ErrorCode::not_eligible) << "just before";
  EXPECT_EQ(refusal(s, claim("2022-08-H1", 1)), ErrorCode::not_eligible) << "just after";
  EXPECT_TRUE(decide_exemption_claim("prj_1", s.project, claim("2022-08-H2", 1), context(at("2022-08-01"), k_park)))
      << "a cycle lies between";
  auto other = claim("2022-08-H1", 2);
  other.ground = "secrecy";
  EXPECT_TRUE(decide_exemption_claim("prj_1", s.project, other, context(at("2022-08-01"), k_park)));
  other.renews = "exm_1";
  EXPECT_EQ(refusal(s, other), ErrorCode::invalid_body) << "a renewal keeps its ground";
  EXPECT_EQ(refusal(s, claim("2022-08-H1", 1, "exm_9")), ErrorCode::invalid_body);
}

// Whatever their grounds, four cycles in a row at most.
class InARow {
 public:
  explicit InARow(std::string_view lead, std::string_view today) : today_(today) {
    s_ = Story().lead(yi(5), lead).negotiate(lead);
  }
  InARow& grant(const std::string& id, std::string_view from, int cycles) {
    s_.claim(id, from, cycles, today_).decide(id, true, cycles, today_);
    return *this;
  }
  InARow& progress(std::string_view on) {
    s_.progress(on, domain::ProgressKind::milestone, true, today_);
    return *this;
  }
  bool may(std::string_view from, int cycles) const {
    auto c = claim(from, cycles);
    c.ground = "secrecy";
    const auto d = decide_exemption_claim("prj_1", s_.project, c, context(at(today_), k_park));
    if (d) return true;
    EXPECT_EQ(d.error().code, ErrorCode::not_eligible);
    EXPECT_NE(d.error().detail.find("第六条"), std::string::npos) << d.error().detail;
    return false;
  }
  Expected<domain::Decision> approve(const std::string& id, std::optional<int> cycles) const {
    DecideExemption yes{true, cycles, "属实"};
    return decide_exemption("prj_1", s_.project, id, yes, context(at(today_), actor(Role::bureau, "", "b")));
  }
  Story& story() { return s_; }

 private:
  Story s_;
  std::string today_;
};

TEST(Exemption, GroundsThatFollowEachOtherShareOneLimit) {
  InARow row("2022-05-26", "2022-08-01");
  row.grant("exm_1", "2022-06-H2", 2);
  EXPECT_TRUE(row.may("2022-07-H2", 2));
  row.grant("exm_2", "2022-07-H2", 2);
  EXPECT_FALSE(row.may("2022-08-H2", 1)) << "a fifth cycle behind";
  EXPECT_FALSE(row.may("2022-06-H1", 1)) << "a fifth cycle before";
  EXPECT_FALSE(row.may("2022-09-H1", 1)) << "a cycle that counts lies between, but it is the same stall";
}

TEST(Exemption, AGapThatCountsDoesNotLiftTheLimit) {
  InARow row("2022-06-01", "2022-08-16");
  row.grant("exm_1", "2022-06-H2", 2).grant("exm_2", "2022-07-H2", 1).grant("exm_3", "2022-08-H2", 1);
  EXPECT_FALSE(row.may("2022-08-H1", 1)) << "in the gap";
  EXPECT_FALSE(row.may("2022-09-H2", 1)) << "behind another gap";
  row.story().claim("exm_4", "2022-09-H2", 1, "2022-08-16");
  const auto decided = row.approve("exm_4", std::nullopt);
  ASSERT_FALSE(decided) << "asked again with the approval";
  EXPECT_EQ(decided.error().code, ErrorCode::not_eligible);
}

TEST(Exemption, LateEvidenceBeginsANewStall) {
  InARow row("2022-05-26", "2022-08-16");
  row.grant("exm_1", "2022-06-H2", 2).grant("exm_2", "2022-07-H2", 2);
  EXPECT_FALSE(row.may("2022-09-H1", 2));
  row.progress("2022-07-20");  // in an exempt cycle: two stand before it, one behind
  EXPECT_TRUE(row.may("2022-09-H1", 2));
  row.grant("exm_3", "2022-09-H1", 2);
  EXPECT_TRUE(row.may("2022-06-H1", 1)) << "of the stall before";
  EXPECT_TRUE(row.may("2022-08-H2", 1)) << "the fourth behind the progress";
}

TEST(Exemption, ProgressBetweenThemBeginsANewRow) {
  InARow row("2022-06-01", "2022-08-01");
  row.grant("exm_1", "2022-06-H2", 2).grant("exm_2", "2022-07-H2", 2).progress("2022-08-10");
  EXPECT_TRUE(row.may("2022-08-H2", 2));
}

TEST(Exemption, ARowGoesOnOverTheYearAndOverTheLeapDay) {
  InARow year("2022-10-20", "2023-01-16");
  year.grant("exm_1", "2022-12-H1", 2).grant("exm_2", "2023-01-H1", 2);
  EXPECT_FALSE(year.may("2023-02-H1", 1));
  EXPECT_FALSE(year.may("2022-11-H2", 1));
  InARow leap("2023-12-20", "2024-03-01");
  leap.grant("exm_1", "2024-02-H1", 2).grant("exm_2", "2024-03-H1", 1);
  EXPECT_TRUE(leap.may("2024-03-H2", 1));
  EXPECT_FALSE(leap.may("2024-03-H2", 2));
}

TEST(Exemption, TheLimitIsAskedAgainWhenTheBureauApproves) {
  InARow row("2022-06-01", "2022-08-01");
  row.grant("exm_1", "2022-06-H2", 2);
  row.story().claim("exm_2", "2022-07-H2", 2, "2022-08-01").claim("exm_3", "2022-08-H2", 1, "2022-08-01");
  EXPECT_TRUE(row.approve("exm_3", std::nullopt)) << "alone so far";
  row.story().decide("exm_3", true, 1, "2022-08-01");
  const auto both = row.approve("exm_2", std::nullopt);
  ASSERT_FALSE(both);
  EXPECT_EQ(both.error().code, ErrorCode::not_eligible);
  EXPECT_TRUE(row.approve("exm_2", 1)) << "2022-08-H1 counts then";
}

TEST(Exemption, AClaimIsAboutThePresent) {
  const auto s = negotiating();
  auto pointer = [&](std::string_view from) {
    const auto d = decide_exemption_claim("prj_1", s.project, claim(from, 1), context(at("2022-12-31", 23), k_park));
    return d ? std::string() : d.error().fields.at(0).pointer;
  };
  EXPECT_EQ(pointer("2022-09-H1"), "/from") << "seven cycles late";
  EXPECT_EQ(pointer("2022-09-H2"), "");
  EXPECT_EQ(pointer("2023-01-H2"), "");
  EXPECT_EQ(pointer("2023-02-H1"), "/from") << "three cycles ahead";
  EXPECT_EQ(pointer("1900-01-H1"), "/from");
  EXPECT_EQ(pointer("9999-12-H2"), "/from");
}

TEST(Exemption, AShorterGrantIsRenewedFromItsOwnEnd) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 2, "2022-07-01").decide("exm_1", true, 1, "2022-07-02");
  EXPECT_EQ(refusal(s, claim("2022-08-H1", 1, "exm_1")), ErrorCode::invalid_body);
  EXPECT_TRUE(
      decide_exemption_claim("prj_1", s.project, claim("2022-07-H2", 1, "exm_1"), context(at("2022-08-01"), k_park)));
}

TEST(Exemption, AsManyRenewalsAsThePolicyGrants) {
  const auto generous = book_with([](policy::Policy& p) { p.interview.exemption_renewals = 2; });
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 1, "2022-07-01").decide("exm_1", true, 1, "2022-07-02");
  s.claim("exm_2", "2022-07-H2", 1, "2022-07-16", "exm_1").decide("exm_2", true, 1, "2022-07-17");
  auto again = [&](std::string_view from, const std::string& renews) {
    return decide_exemption_claim("prj_1", s.project, claim(from, 1, renews),
                                  context(at("2022-08-01"), k_park, generous));
  };
  EXPECT_TRUE(again("2022-08-H1", "exm_2"));
  s.claim("exm_3", "2022-08-H1", 1, "2022-08-01", "exm_2").decide("exm_3", true, 1, "2022-08-02");
  const auto third = again("2022-08-H2", "exm_3");
  ASSERT_FALSE(third);
  EXPECT_EQ(third.error().code, ErrorCode::not_eligible);
}

TEST(Exemption, TheBureauGrantsAtLeastOneCycleAndMayRefuseWithoutAny) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H1", 2, "2022-07-01");
  DecideExemption decision;
  decision.reason = "已核";
  auto by = [&](bool approved, std::optional<int> cycles) {
    decision.approved = approved;
    decision.cycles = cycles;
    return decide_exemption("prj_1", s.project, "exm_1", decision,
                            context(at("2022-07-02"), actor(Role::bureau, "", "b")));
  };
  EXPECT_FALSE(by(true, 0));
  EXPECT_TRUE(by(true, 1));
  EXPECT_TRUE(by(true, 2));
  EXPECT_TRUE(by(true, std::nullopt));
  EXPECT_TRUE(by(false, std::nullopt));
  const auto refused = by(false, 7);
  ASSERT_TRUE(refused) << "how many cycles are not granted is no question";
  EXPECT_EQ(refused->events.at(0).data.at("cycles"), 0);
  decision.reason = " \u3000";
  const auto unexplained = by(false, std::nullopt);
  ASSERT_FALSE(unexplained);
  EXPECT_EQ(unexplained.error().code, ErrorCode::invalid_body);
  EXPECT_EQ(unexplained.error().fields.at(0).pointer, "/reason");
  const auto unknown =
      decide_exemption("prj_1", s.project, "exm_9", decision, context(at("2022-07-02"), actor(Role::bureau, "", "b")));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::exemption_not_found);
}

TEST(Exemption, SomebodyWithoutAnOrganisationIsNobodysColleague) {
  auto s = negotiating();
  domain::ExemptionClaimed e;
  e.id = "exm_1";
  e.ground = "force_majeure";
  e.from = cycle("2022-07-H1");
  e.cycles = 1;
  s.tell(e, "2022-07-01", "portal");  // claimed without an organisation
  DecideExemption yes;
  yes.approved = true;
  yes.reason = "属实";
  EXPECT_TRUE(
      decide_exemption("prj_1", s.project, "exm_1", yes, context(at("2022-07-02"), actor(Role::bureau, "", "b"))));
}

TEST(Exemption, WhatItRestsOnStaysWithTheClaimForWhoeverDecides) {
  auto s = negotiating();
  auto c = claim("2022-08-H1", 2);
  c.text = "洪水";
  const auto d = decide_exemption_claim("prj_1", s.project, c, context(at("2022-08-01"), k_park));
  ASSERT_TRUE(d);
  s.tell(*codec::decode<domain::ExemptionClaimed>(d->events.at(0).data), "2022-08-01");
  EXPECT_EQ(s.project.exemptions.at(0).text, "洪水");
  ASSERT_EQ(s.project.exemptions.at(0).evidence.size(), 1U);
  s.claim("exm_2", "2022-10-H1", 1, "2022-09-30");  // as earlier releases told it
  const auto stored = codec::encode(s.project.exemptions.at(1));
  EXPECT_FALSE(stored.contains("text") || stored.contains("evidence")) << "stored as before";
}
}  // namespace
}  // namespace luodi::monitor::test
