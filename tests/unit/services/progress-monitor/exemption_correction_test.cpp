// A decided exemption that was wrong: taken back, granted after all, or for other cycles.
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/exemption.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;
using domain::ExemptionState;

const Actor k_bureau = actor(Role::bureau, "", "officer");

struct Decided : Story {
  Expected<domain::Decision> ask(const std::string& id, const DecideExemption& command, std::string_view on,
                                 const Actor& who = k_bureau) const {
    return decide_exemption("prj_1", project, id, command, context(at(on), who));
  }
  Expected<domain::Decision> correct(const std::string& id, bool approved, std::optional<int> cycles = {},
                                     std::string_view on = "2022-08-20") {
    auto d = ask(id, {approved, cycles, "重新认定", "现场核查不符"}, on);
    if (d) tell(*codec::decode<domain::ExemptionCorrected>(d->events.at(0).data), on, "officer");
    return d;
  }
  Decided& grant(const std::string& id, std::string_view from, int cycles, std::optional<std::string> renews = {}) {
    claim(id, from, cycles, "2022-06-20", std::move(renews)).decide(id, true, cycles, "2022-06-21");
    return *this;
  }
  int idle() const { return evaluate("2022-08-16").idle_cycles; }
};
Decided negotiated() {
  Decided s;
  s.lead(yi(5), "2022-05-26").negotiate("2022-06-01");
  return s;
}
ErrorCode code_of(const Expected<domain::Decision>& d) {
  return d ? ErrorCode::internal : d.error().code;
}
std::string fault_of(const Expected<domain::Decision>& d) {
  return d || d.error().fields.empty() ? std::string() : d.error().fields.front().code;
}

TEST(ExemptionCorrection, WhatIsTakenBackPausesNoMoreAndStaysReadable) {
  auto s = negotiated();
  s.grant("exm_1", "2022-06-H2", 2);
  ASSERT_EQ(s.idle(), 2) << "07-H2 and 08-H1";
  ASSERT_TRUE(s.correct("exm_1", false));
  EXPECT_EQ(s.idle(), 4) << "the clock replays";
  const auto result = s.evaluate("2022-08-16");
  ASSERT_EQ(result.episodes.size(), 1U);
  EXPECT_EQ(result.episodes.front().first, cycle("2022-06-H2"));
  EXPECT_EQ(result.episodes.front().interview, cycle("2022-08-H1"));
  const auto& exemption = s.project.exemptions.front();
  EXPECT_EQ(exemption.state, ExemptionState::refused);
  EXPECT_EQ(exemption.decided_by, "officer");
  ASSERT_EQ(exemption.corrections.size(), 1U);
  const auto& before = exemption.corrections.front();
  EXPECT_TRUE(before.approved);
  EXPECT_EQ(before.cycles, 2);
  EXPECT_EQ(before.reason, "已核");
  EXPECT_EQ(before.decided_by, "bureauuser");
  EXPECT_EQ(civil_date(before.decided_at), day("2022-06-21"));
  EXPECT_EQ(before.correction, "现场核查不符");
  EXPECT_EQ(before.by, "officer");
  EXPECT_EQ(civil_date(before.at), day("2022-08-20"));
}

TEST(ExemptionCorrection, WhatWasRefusedWronglyPausesAfterAll) {
  auto s = negotiated();
  s.claim("exm_1", "2022-06-H2", 2, "2022-06-20").decide("exm_1", false, 0, "2022-06-21");
  ASSERT_EQ(s.idle(), 4);
  ASSERT_TRUE(s.correct("exm_1", true));
  EXPECT_EQ(s.idle(), 2) << "as many cycles as were asked for";
  ASSERT_TRUE(s.correct("exm_1", false));
  EXPECT_EQ(s.idle(), 4);
  EXPECT_EQ(s.project.exemptions.front().corrections.size(), 2U) << "each of them stays";
}

TEST(ExemptionCorrection, ForOtherCyclesUpToThoseThatWereAskedFor) {
  auto s = negotiated();
  s.grant("exm_1", "2022-06-H2", 2);
  ASSERT_TRUE(s.correct("exm_1", true, 1));
  EXPECT_EQ(s.idle(), 3);
  ASSERT_TRUE(s.correct("exm_1", true, 2)) << "what was asked for is known";
  EXPECT_EQ(s.idle(), 2);
  EXPECT_EQ(code_of(s.correct("exm_1", true, 3)), ErrorCode::invalid_body);
  EXPECT_EQ(fault_of(s.correct("exm_1", true, 0)), "out_of_range");
}

TEST(ExemptionCorrection, WhatWasGrantedForFewerIsGrantedInFull) {
  auto s = negotiated();
  s.claim("exm_1", "2022-06-H2", 2, "2022-06-20");
  const auto cut = s.ask("exm_1", {true, 1, "部分属实"}, "2022-06-21");
  ASSERT_TRUE(cut);
  s.tell(*codec::decode<domain::ExemptionDecided>(cut->events.at(0).data), "2022-06-21", "officer");
  ASSERT_EQ(s.idle(), 3);
  ASSERT_TRUE(s.correct("exm_1", false));
  ASSERT_TRUE(s.correct("exm_1", true));
  EXPECT_EQ(s.idle(), 2);
}

TEST(ExemptionCorrection, NeverByTheClaimantOrItsOrganisation) {
  auto s = negotiated();
  s.claim("exm_1", "2022-06-H2", 2, "2022-06-20").decide("exm_1", false, 0, "2022-06-21");
  const DecideExemption yes{true, 2, "属实", "原认定有误"};
  EXPECT_EQ(
      code_of(s.ask("exm_1", yes, "2022-08-20", actor(Role::bureau, "", s.project.exemptions.front().claimed_by))),
      ErrorCode::claimant_decides);
  EXPECT_EQ(code_of(s.ask("exm_1", yes, "2022-08-20", actor(Role::bureau, "MY-GX", "other"))),
            ErrorCode::claimant_decides);
}

TEST(ExemptionCorrection, NeedsADecisionAReasonAndSomethingThatChanges) {
  auto s = negotiated();
  s.claim("exm_1", "2022-06-H2", 2, "2022-06-20");
  EXPECT_EQ(fault_of(s.correct("exm_1", true)), "nothing_to_correct");
  s.decide("exm_1", true, 2, "2022-06-21");
  const auto bare = s.ask("exm_1", {false, {}, "不属实"}, "2022-08-20");
  EXPECT_EQ(code_of(bare), ErrorCode::wrong_state);
  EXPECT_NE(bare.error().detail.find("correction"), std::string::npos) << bare.error().detail;
  EXPECT_EQ(code_of(s.ask("exm_1", {false, {}, "不属实", " "}, "2022-08-20")), ErrorCode::invalid_body);
  EXPECT_EQ(fault_of(s.correct("exm_1", true)), "unchanged");
  EXPECT_EQ(fault_of(s.correct("exm_1", true, 2)), "unchanged");
  ASSERT_TRUE(s.correct("exm_1", false));
  EXPECT_EQ(fault_of(s.correct("exm_1", false)), "unchanged");
  s.leave("2022-08-25");
  EXPECT_EQ(code_of(s.correct("exm_1", true, {}, "2022-08-26")), ErrorCode::wrong_state);
}

TEST(ExemptionCorrection, ARenewalIsCorrectedBeforeWhatItStandsOn) {
  auto s = negotiated();
  s.grant("exm_1", "2022-06-H2", 2).grant("exm_2", "2022-07-H2", 2, "exm_1");
  const auto standing = s.correct("exm_1", false);
  EXPECT_EQ(code_of(standing), ErrorCode::not_eligible);
  EXPECT_NE(standing.error().detail.find("exm_2"), std::string::npos) << standing.error().detail;
  EXPECT_EQ(code_of(s.correct("exm_1", true, 1)), ErrorCode::not_eligible) << "there would be a gap";
  ASSERT_TRUE(s.correct("exm_2", false));
  ASSERT_TRUE(s.correct("exm_1", false));
  EXPECT_EQ(code_of(s.correct("exm_2", true)), ErrorCode::not_eligible) << "it renews nothing that is approved";
  ASSERT_TRUE(s.correct("exm_1", true));
  EXPECT_TRUE(s.correct("exm_2", true)) << "in their order both stand again";
}

TEST(ExemptionCorrection, ARenewalThatIsStillClaimedIsNotApprovedOnWhatWasTakenBack) {
  auto s = negotiated();
  s.grant("exm_1", "2022-06-H2", 2).claim("exm_2", "2022-07-H2", 2, "2022-07-10", "exm_1");
  ASSERT_TRUE(s.correct("exm_1", false));
  EXPECT_EQ(code_of(s.ask("exm_2", {true, 2, "属实"}, "2022-08-21")), ErrorCode::not_eligible);
  EXPECT_TRUE(s.ask("exm_2", {false, {}, "原认定已更正"}, "2022-08-21"));
}

TEST(ExemptionCorrection, TheLimitsAreThoseOfAnApproval) {
  auto s = negotiated();
  s.claim("exm_1", "2022-06-H2", 2, "2022-06-20").decide("exm_1", false, 0, "2022-06-21");
  s.grant("exm_2", "2022-07-H1", 1);
  EXPECT_EQ(code_of(s.correct("exm_1", true)), ErrorCode::not_eligible) << "its second cycle was granted to another";
  EXPECT_EQ(code_of(s.correct("exm_1", true, 1)), ErrorCode::not_eligible) << "adjacent, and no renewal";
  auto far = negotiated();
  far.claim("exm_1", "2022-06-H2", 2, "2022-06-20").decide("exm_1", false, 0, "2022-06-21");
  far.grant("exm_2", "2022-07-H2", 2).grant("exm_3", "2022-08-H2", 1, "exm_2");
  EXPECT_EQ(code_of(far.correct("exm_1", true)), ErrorCode::not_eligible) << "five of one stall";
  far.project.exemptions.front().ground = "secrecy";
  EXPECT_TRUE(far.correct("exm_1", true, 1)) << "four";
  EXPECT_EQ(code_of(far.correct("exm_1", true, 2)), ErrorCode::not_eligible);
}

TEST(ExemptionCorrection, OfAnEarlierInstantWhatStoodThenIsKnown) {
  auto s = negotiated();
  s.grant("exm_1", "2022-06-H2", 2);
  ASSERT_TRUE(s.correct("exm_1", true, 1, "2022-08-10"));
  ASSERT_TRUE(s.correct("exm_1", false, {}, "2022-08-20"));
  const auto at_instant = [&](std::string_view on) {
    const auto known = known_at(s.project, at(on)).exemptions.front();
    return std::string(codec::enum_text(known.state)) + std::to_string(known.cycles);
  };
  EXPECT_EQ(at_instant("2022-06-21"), "claimed2");
  EXPECT_EQ(at_instant("2022-08-10"), "approved2");
  EXPECT_EQ(at_instant("2022-08-20"), "approved1");
  EXPECT_EQ(at_instant("2022-08-21"), "refused2");
}

TEST(ExemptionCorrection, OneThatWasNeverCorrectedIsStoredAsItWas) {
  auto s = negotiated();
  s.grant("exm_1", "2022-06-H2", 2);
  const auto stored = codec::encode(s.project.exemptions.front());
  EXPECT_FALSE(stored.contains("corrections") || stored.contains("asked")) << stored.dump();
}

TEST(ExemptionCorrection, ItsOwnCyclesAreNotCountedTwiceAgainstTheLimit) {
  auto s = negotiated();
  s.grant("exm_1", "2022-06-H2", 2).grant("exm_2", "2022-07-H2", 2, "exm_1");
  ASSERT_TRUE(s.correct("exm_2", true, 1)) << "2 and 1 of the 4 that a stall may have";
  ASSERT_TRUE(s.correct("exm_2", true, 2)) << "2 and 2";
}
}  // namespace
}  // namespace luodi::monitor::test
