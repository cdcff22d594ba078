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
}  // namespace
}  // namespace luodi::monitor::test
