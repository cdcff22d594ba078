// Corrected facts: verified funds and the amount of a lead. What reads them is judged from what is right.
#include "common/domain/stage_table.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/funds_correction.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"
#include "services/progress-monitor/domain/landing_finding.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;
using domain::Voucher;
using domain::VoucherKind;

const Fen k_below = Fen::of(49'999'000'000);  // 4.9999亿元

Story& amount_corrected(Story& s, std::string_view on, Fen amount) {
  return s.tell(domain::LeadAmountCorrected{day(on), s.project.amounts.back().amount_fen, amount, {}, "误填"}, on);
}

TEST(CorrectedAmount, From5YiTo49999TheDutyEndsForTheFuture) {
  auto s = negotiating(yi(5));
  amount_corrected(s, "2022-07-20", k_below);
  EXPECT_TRUE(in_interview_scope(s.project, book(), day("2022-07-19")));
  EXPECT_FALSE(in_interview_scope(s.project, book(), day("2022-07-20")));
  EXPECT_EQ(s.evaluate("2022-07-16").light, Light::yellow) << "what was owed until then stays owed";
  const auto after = s.evaluate("2022-09-01");
  EXPECT_FALSE(after.in_scope);
  EXPECT_EQ(after.light, Light::none);
  ASSERT_EQ(after.episodes.size(), 1U);
  EXPECT_EQ(after.episodes[0].yellow, cycle("2022-07-H1"));
  EXPECT_FALSE(after.episodes[0].interview) << "nobody is called any more";
}

TEST(CorrectedAmount, From49999To5YiTheDutyBegins) {
  auto s = negotiating(k_below);
  EXPECT_FALSE(s.evaluate("2022-09-01").in_scope);
  amount_corrected(s, "2022-07-20", yi(5));
  EXPECT_FALSE(in_interview_scope(s.project, book(), day("2022-07-19")));
  EXPECT_TRUE(in_interview_scope(s.project, book(), day("2022-07-20")));
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 1) << "the cycle in which it began is not whole";
  const auto later = s.evaluate("2022-10-01");
  ASSERT_EQ(later.episodes.size(), 1U);
  EXPECT_EQ(later.episodes[0].interview, cycle("2022-09-H2")) << "four whole cycles from August on";
}

// Entered as 5亿元 by a slip: what stood in the register owed an interview, what is right never did.
TEST(CorrectedAmount, WhatNeverWasOwedNothingOnAnyDay) {
  auto s = negotiating(yi(5));
  domain::LeadAmountCorrected slip{day("2022-08-17"), yi(5), Fen::wan(5'000), {}, "多写一个零"};
  slip.never_was = true;
  s.tell(slip, "2022-08-17");
  EXPECT_FALSE(in_interview_scope(s.project, book(), day("2022-06-01")));
  const auto after = s.evaluate("2022-09-01");
  EXPECT_FALSE(after.in_scope);
  EXPECT_TRUE(after.episodes.empty());
}

// An agenda that is drawn late is what a prompt one was, whatever reached back since.
TEST(CorrectedAmount, AtACutOffTheAmountIsWhatWasKnownThen) {
  auto s = negotiating(yi(5));
  s.project.industry_code = "3985";
  const auto& policy = book().all().front();
  const auto last = day("2022-08-15");
  const auto cut_off = at("2022-08-16");
  const auto drawn = [&] { return dispatch_scope_on(s.project, policy, last, cut_off); };
  ASSERT_TRUE(drawn());
  domain::LeadAmountCorrected slip{day("2022-08-16"), yi(5), Fen::wan(5'000), {}, "多写一个零"};
  slip.never_was = true;
  s.tell(slip, "2022-08-16");
  EXPECT_TRUE(drawn()) << "told after the cut-off";
  EXPECT_EQ(domain::agreed_amount_on(known_at(s.project, cut_off), last), yi(5));
  EXPECT_FALSE(dispatch_scope_on(s.project, policy, last, at("2022-09-01"))) << "the next one knows it";
  EXPECT_EQ(domain::agreed_amount_on(known_at(s.project, at("2022-09-01")), last), Fen::wan(5'000));
}

Voucher slip(std::string number, Fen amount) {
  return {VoucherKind::bank_slip, std::move(number), amount, day("2022-07-05")};
}

// Signed at 5亿元, which asks for 250万 of verified funds; 300万 came in on 2022-07-05.
struct Funded : Story {
  Funded() {
    lead(yi(5), "2022-05-26").negotiate("2022-06-01").sign("2022-06-05", yi(5));
    domain::FundsVerified e;
    e.id = "fnd_1";
    e.amount_fen = Fen::wan(300);
    e.injected_on = day("2022-07-05");
    e.effective = true;
    e.vouchers = {slip("A-1", Fen::wan(300))};
    tell(e, "2022-07-06");
  }
  Expected<domain::Decision> correct(const CorrectFunds& command, std::string_view on = "2022-08-20") {
    const auto elsewhere = [this](const std::string& used) {
      return used == elsewhere_ ? std::optional<std::string>("prj_2") : std::nullopt;
    };
    auto d = decide_funds_correction("prj_1", project, command, elsewhere,
                                     context(at(on, 9), actor(Role::bureau, "", "officer")));
    if (d) tell(*codec::decode<domain::FundsCorrected>(d->events.at(0).data), on, "officer");
    return d;
  }
  const domain::FundsEntry& entry() const { return project.funds.at(0); }
  std::string elsewhere_;
};
CorrectFunds to(std::optional<Fen> amount, std::vector<Voucher> vouchers = {}) {
  CorrectFunds c;
  c.entry = "fnd_1";
  c.amount_fen = amount;
  c.vouchers = std::move(vouchers);
  c.reason = "银行更正";
  return c;
}
std::string field_of(const Expected<domain::Decision>& d) {
  return d || d.error().fields.empty() ? std::string() : d.error().fields.front().pointer;
}

TEST(CorrectedFunds, TheClockReadsWhatIsRight) {
  Funded s;
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 2) << "the funds of July moved it";
  ASSERT_TRUE(s.correct(to(Fen::wan(249))));
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 4) << "one short of what counts: only the signing moved it";
  EXPECT_FALSE(s.entry().effective);
  ASSERT_TRUE(s.correct(to(Fen::wan(250)), "2022-08-21"));
  EXPECT_EQ(s.evaluate("2022-08-16").idle_cycles, 2);
  ASSERT_TRUE(s.correct(to(Fen()), "2022-08-22")) << "nothing came in";
  EXPECT_EQ(domain::verified_funds(s.project, day("2022-12-31")), Fen());
}

// Signed at 5亿元; with the project code, 1000万 prove its landing.
TEST(CorrectedFunds, ALandingThatRestedOnThemIsNotUndoneButTheBureauHasToSeeToIt) {
  Story s;
  s.lead(yi(5), "2022-05-26").negotiate("2022-06-01").sign("2022-06-05", yi(5));
  domain::FundsVerified funds;
  funds.id = "fnd_1";
  funds.amount_fen = Fen::wan(1'200);
  funds.injected_on = day("2022-07-05");
  funds.vouchers = {slip("A-1", Fen::wan(1'200))};
  s.tell(funds, "2022-07-06");
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-07-10");
  landed.evidence = {paper(domain::EvidenceKind::project_code)};
  landed.satisfied = {"project_code", "first_capital"};
  s.tell(landed, "2022-07-10");
  std::vector<Concerning<Problem>> known;
  const auto found = [&](const CorrectFunds& command, std::string_view on) {
    const auto now = context(at(on, 9), actor(Role::bureau, "", "officer"));
    const auto nowhere = [](const std::string&) { return std::optional<std::string>(); };
    const auto d = decide_funds_correction("prj_1", s.project, command, nowhere, now);
    EXPECT_TRUE(d);
    auto out = d ? find_unproved_landing({"prj_1", &s.project}, known, *d, now) : domain::Decision();
    if (d) s.tell(*codec::decode<domain::FundsCorrected>(d->events.at(0).data), on, "officer");
    return out;
  };
  EXPECT_TRUE(domain::landing_stands(s.project, book()));
  EXPECT_TRUE(found(to(Fen::wan(1'000)), "2022-08-01").events.empty()) << "it still reaches what it needs";
  const auto lost = found(to(Fen::wan(999)), "2022-08-02");
  ASSERT_EQ(lost.events.size(), 1U);
  EXPECT_EQ(lost.events[0].kind, Problem::kind);
  EXPECT_EQ(lost.events[0].data["level"], "bureau");
  EXPECT_EQ(lost.events[0].data["owner"], "bureau");
  EXPECT_FALSE(domain::landing_stands(s.project, book())) << "the view says it as well";
  EXPECT_EQ(s.project.stage, domain::Stage::landed) << "what was done is not undone";
  EXPECT_TRUE(found(to(Fen::wan(500)), "2022-08-03").events.empty()) << "once";
  EXPECT_TRUE(found(to(Fen::wan(1'100)), "2022-08-04").events.empty());
  EXPECT_TRUE(domain::landing_stands(s.project, book()));
  Problem open;
  ASSERT_TRUE(domain::apply_fact(open, lost.events[0].fact, lost.events[0].data, {at("2022-08-02", 9), "officer", 1}));
  known = {{"prb_1", &open, &s.project}};
  EXPECT_TRUE(found(to(Fen()), "2022-08-05").events.empty()) << "the first finding is still open";
  found(to(Fen::wan(1'100), {slip("A-1", Fen::wan(1'200))}), "2022-08-06");
  open.state = ProblemState::closed;
  EXPECT_EQ(found(to(Fen::wan(1)), "2022-08-07").events.size(), 1U);

  auto other = s;  // two proofs beside the funds
  other.project.landing->evidence.push_back(paper(domain::EvidenceKind::land_contract));
  EXPECT_TRUE(domain::landing_stands(other.project, book()));
  auto unproved = s;  // landed by what older commits took for a proof
  unproved.project.landing->satisfied = {"project_code", "land"};
  EXPECT_TRUE(domain::landing_stands(unproved.project, book())) << "no funds, nothing to find";
}

TEST(CorrectedFunds, TheEntryKeepsWhatItSaidAndWhoCorrectedItWhy) {
  Funded s;
  auto command = to(Fen::wan(200));
  command.fixed_investment = true;
  command.injected_on = day("2022-07-04");
  EXPECT_EQ(field_of(s.correct(command)), "/vouchers/0/dated") << "the slip is of the day after";
  command.vouchers = {slip("A-1", Fen::wan(300))};
  command.vouchers[0].dated = day("2022-07-04");
  ASSERT_TRUE(s.correct(command));
  EXPECT_EQ(domain::verified_fixed_investment(s.project, day("2022-07-04")), Fen::wan(200));
  ASSERT_EQ(s.entry().corrections.size(), 1U);
  const auto& before = s.entry().corrections[0];
  EXPECT_EQ(before.amount_fen, Fen::wan(300));
  EXPECT_FALSE(before.fixed_investment);
  EXPECT_EQ(before.injected_on, day("2022-07-05"));
  EXPECT_EQ(before.reason, "银行更正");
  EXPECT_EQ(before.by, "officer");
  const auto stored = codec::decode<domain::Project>(codec::encode(s.project));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_EQ(codec::encode(*stored), codec::encode(s.project));
  // What was known at a cut-off before it is what the entry said then.
  EXPECT_EQ(known_at(s.project, at("2022-08-20")).funds.at(0).amount_fen, Fen::wan(300));
  EXPECT_EQ(known_at(s.project, at("2022-08-21")).funds.at(0).amount_fen, Fen::wan(200));
}

TEST(CorrectedFunds, VouchersCoverTheCorrectedAmountAndAreFreeAgainWhereTheyLeave) {
  Funded s;
  EXPECT_EQ(field_of(s.correct(to(Fen::wan(301)))), "/vouchers");
  EXPECT_TRUE(s.correct(to(Fen::wan(301), {slip("A-1", Fen::wan(301))}))) << "the same slip, read aright";
  s.elsewhere_ = slip_name(slip("C-3", Fen::wan(1)));
  EXPECT_EQ(field_of(s.correct(to(Fen::wan(302), {slip("C-3", Fen::wan(302))}))), "/vouchers/0/number");
  const auto moved = s.correct(to(Fen::wan(302), {slip("B-2", Fen::wan(302))}));
  ASSERT_TRUE(moved);
  ASSERT_EQ(moved->claims.size(), 2U);
  EXPECT_EQ(moved->claims[0].value, slip_name(slip("B-2", Fen())));
  EXPECT_FALSE(moved->claims[0].release);
  EXPECT_EQ(moved->claims[1].value, slip_name(slip("A-1", Fen())));
  EXPECT_TRUE(moved->claims[1].release);
}

TEST(CorrectedFunds, NothingCameInAndTheVouchersProveFundsWhereTheyBelong) {
  Funded s;
  const auto nothing = s.correct(to(Fen()));
  ASSERT_TRUE(nothing) << nothing.error().detail;
  ASSERT_EQ(nothing->claims.size(), 1U);
  EXPECT_TRUE(nothing->claims[0].release && nothing->claims[0].value == slip_name(slip("A-1", Fen())));
  EXPECT_TRUE(s.entry().vouchers.empty());
  EXPECT_FALSE(s.correct(to(Fen()))) << "that is what is recorded";
  EXPECT_EQ(field_of(s.correct(to(Fen::wan(300)))), "/vouchers") << "to come back it needs its vouchers";
  s.elsewhere_ = slip_name(slip("A-1", Fen()));
  EXPECT_EQ(field_of(s.correct(to(Fen::wan(300), {slip("A-1", Fen::wan(300))}))), "/vouchers/0/number");
  s.elsewhere_.clear();
  const auto back = s.correct(to(Fen::wan(300), {slip("A-1", Fen::wan(300))}));
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_FALSE(back->claims.at(0).release);
}

TEST(CorrectedFunds, AnEntryOfNothingThatKeptItsVouchersLetsThemGo) {
  Funded s;  // as it was corrected before vouchers were set free
  s.project.funds[0].amount_fen = Fen();
  const auto freed = s.correct(to(Fen()));
  ASSERT_TRUE(freed) << freed.error().detail;
  EXPECT_TRUE(freed->claims.at(0).release);
}

TEST(CorrectedFunds, RefusesWhatCorrectsNothingOrSaysNotWhy) {
  Funded s;
  EXPECT_FALSE(s.correct(to(Fen::wan(300)))) << "that is what is recorded";
  EXPECT_FALSE(s.correct(to(std::nullopt)));
  auto blank = to(Fen::wan(200));
  blank.reason = " ";
  EXPECT_EQ(field_of(s.correct(blank)), "/reason");
  auto other = to(Fen::wan(200));
  other.entry = "fnd_9";
  EXPECT_EQ(field_of(s.correct(other)), "/entry");
  auto future = to(Fen::wan(200));
  future.injected_on = day("2022-08-21");
  EXPECT_EQ(field_of(s.correct(future)), "/injected_on");
  EXPECT_EQ(field_of(s.correct(to(yi(6), {slip("A-1", yi(6))}))), "/over_agreed");
  EXPECT_TRUE(s.entry().corrections.empty());
  s.project.secret = true;
  const auto secret = s.correct(to(Fen::wan(200)));
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().code, ErrorCode::secret_not_admitted);
}

TEST(CorrectedFunds, ANoteOnMoreThanAgreedStandsAsLongAsItDoesNotGrow) {
  Funded s;
  auto more = to(yi(6), {slip("A-1", yi(6))});
  more.over_agreed = true;
  more.note = "追加投资";
  ASSERT_TRUE(s.correct(more));
  ASSERT_EQ(s.entry().over_agreed, "追加投资");
  auto moved = to(std::nullopt);
  moved.injected_on = day("2022-07-06");
  ASSERT_TRUE(s.correct(moved, "2022-08-21")) << "the same amount on another day";
  EXPECT_EQ(s.entry().over_agreed, "追加投资");
  EXPECT_EQ(field_of(s.correct(to(Fen::of(yi(6).value() + 1), {slip("A-1", yi(7))}), "2022-08-22")), "/over_agreed");
}

}  // namespace
}  // namespace luodi::monitor::test
