#include "services/progress-monitor/domain/vouchers.hpp"

#include <map>

#include "common/domain/counted_progress.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Voucher;
using domain::VoucherKind;

const Actor k_finance = actor(Role::finance, "", "financeuser");

Voucher slip(std::string number, Fen amount, std::string_view on = "2022-07-05") {
  return {VoucherKind::bank_slip, std::move(number), amount, day(on)};
}
struct Funded : Story {
  Expected<domain::Decision> verify(Fen amount, std::vector<Voucher> vouchers, bool knowingly = false,
                                    std::string note = {}) {
    VerifyFunds c;
    c.amount_fen = amount;
    c.injected_on = day("2022-07-05");
    c.vouchers = std::move(vouchers);
    c.over_agreed = knowingly;
    c.note = std::move(note);
    const auto elsewhere = [this](const std::string& used) {
      const auto found = slips.find(used);
      return found == slips.end() ? std::nullopt : std::optional(found->second);
    };
    auto d = decide_funds("prj_1", project, c, elsewhere, context(at("2022-07-06"), k_finance));
    if (d) tell(*codec::decode<domain::FundsVerified>(d->events.at(0).data), "2022-07-06");
    return d;
  }
  std::map<std::string, std::string> slips;  // of other projects, and which
};
Funded signed_story() {
  Funded s;
  s.lead(yi(5), "2022-05-26").negotiate("2022-06-01").sign("2022-06-20", yi(5));
  return s;
}
std::string field_of(const Expected<domain::Decision>& d) {
  return d || d.error().fields.empty() ? std::string() : d.error().fields.front().pointer;
}

TEST(Vouchers, MustCoverTheAmount) {
  auto s = signed_story();
  EXPECT_EQ(field_of(s.verify(Fen::wan(100), {slip("1", Fen::wan(60)), slip("2", Fen::of(39'999'999))})), "/vouchers");
  EXPECT_TRUE(s.verify(Fen::wan(100), {slip("1", Fen::wan(60)), slip("2", Fen::wan(40))}));
  EXPECT_EQ(s.project.funds.back().vouchers.size(), 2U);
  EXPECT_FALSE(s.verify(Fen::wan(1), {slip("3", Fen::of(INT64_MAX)), slip("4", Fen::of(1))})) << "beyond int64";
}

TEST(Vouchers, AreUsedOnce) {
  auto s = signed_story();
  EXPECT_EQ(field_of(s.verify(Fen::wan(2), {slip("A-1", Fen::wan(1)), slip("a-1 ", Fen::wan(1))})),
            "/vouchers/1/number");
  ASSERT_TRUE(s.verify(Fen::wan(1), {slip("A-1", Fen::wan(1))}));
  const auto again = s.verify(Fen::wan(1), {slip("B", Fen::wan(1)), slip("a -1", Fen::wan(9))});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::already_exists);
  EXPECT_EQ(field_of(again), "/vouchers/1/number");
  EXPECT_NE(again.error().detail.find("凭证 银行进账单 a -1（2022-07-05） 已于 2022-07-06 在本项目登记"),
            std::string::npos)
      << "as it was entered, and when: " << again.error().detail;
  EXPECT_NE(again.error().detail.find("voucher bank slip a -1 (2022-07-05) was recorded in this project on 2022-07-06"),
            std::string::npos)
      << again.error().detail;
  for (const char* look_alike : {"Ａ-1", "A-1\u3000", "A\u200B-1", "A—1", "a——１", "Ａ－１", "A – 1", "A−1"})
    EXPECT_EQ(field_of(s.verify(Fen::wan(1), {slip(look_alike, Fen::wan(1))})), "/vouchers/0/number") << look_alike;
  for (const char* another : {"A-(1)", "A-1·", "(A-1)"})
    EXPECT_TRUE(s.verify(Fen::wan(1), {slip(another, Fen::wan(1))})) << another;
  for (const char* blank : {"\u3000", "\u200B"})
    EXPECT_EQ(field_of(s.verify(Fen::wan(1), {slip(blank, Fen::wan(1))})), "/vouchers/0/number") << blank;
  auto invoice = slip("A-1", Fen::wan(1));
  invoice.kind = VoucherKind::fixed_asset_invoice;
  EXPECT_TRUE(s.verify(Fen::wan(1), {invoice})) << "another kind counts by itself";
}

TEST(Vouchers, AreClaimedForTheWholeCity) {
  auto s = signed_story();
  const auto d = s.verify(Fen::wan(1), {slip("a-1", Fen::wan(1))});
  ASSERT_TRUE(d);
  ASSERT_EQ(d->claims.size(), 1U);
  EXPECT_EQ(d->claims[0].value, "bank_slip:a-1:2022-07-05");
  EXPECT_EQ(d->claims[0].owner, "prj_1");
}

TEST(Vouchers, AreUsedByOneProjectOfTheCityWhateverTheAmount) {
  auto s = signed_story();
  s.slips = {{"bank_slip:a-1:2022-07-05", "prj_0 先来的项目"}};
  for (const auto amount : {Fen::wan(1), Fen::wan(2)}) {
    const auto d = s.verify(Fen::wan(1), {slip("B", Fen::wan(1)), slip("Ａ-1", amount)});
    ASSERT_FALSE(d);
    EXPECT_EQ(d.error().code, ErrorCode::already_exists);
    EXPECT_EQ(field_of(d), "/vouchers/1/number");
    EXPECT_EQ(d.error().detail,
              "凭证 银行进账单 Ａ-1（2022-07-05） 已用于项目 prj_0 先来的项目（种类、号码、日期相同，金额不论） / "
              "voucher bank slip Ａ-1 "
              "(2022-07-05) was used for project prj_0 先来的项目, whatever the amount");
  }
  EXPECT_TRUE(s.verify(Fen::wan(1), {slip("A-1", Fen::wan(1), "2022-07-04")})) << "another bank's, of another day";
}

TEST(Vouchers, AreNotDatedInTheFuture) {
  auto s = signed_story();
  auto report = slip("1", Fen::wan(1), "2022-07-06");
  report.kind = VoucherKind::capital_verification;
  EXPECT_TRUE(s.verify(Fen::wan(1), {report})) << "written today about the money of yesterday";
  const auto d = s.verify(Fen::wan(1), {slip("2", Fen::wan(1), "2022-07-07")});
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().code, ErrorCode::in_future);
}

TEST(Vouchers, ASlipIsNotDatedAfterTheMoneyCameIn) {
  auto s = signed_story();
  const auto late = s.verify(Fen::wan(2), {slip("1", Fen::wan(1)), slip("2", Fen::wan(1), "2022-07-06")});
  EXPECT_EQ(field_of(late), "/vouchers/1/dated");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().fields[0].code, "after_fact");
  for (const char* on : {"2022-07-06", "2022-07-05"})
    EXPECT_NE(late.error().detail.find(on), std::string::npos) << late.error().detail;
  VerifyFunds c;
  c.amount_fen = Fen::wan(1);
  c.injected_on = day("2022-07-05");
  c.vouchers = {slip("3", Fen::wan(1))};
  c.evidence = {paper(domain::EvidenceKind::bank_slip)};
  const auto decide = [&] {
    return decide_funds(
        "prj_1", s.project, c, [](const std::string&) { return std::optional<std::string>(); },
        context(at("2022-07-06"), k_finance));
  };
  EXPECT_TRUE(decide()) << "a paper without a day";
  c.evidence[0].dated = day("2022-07-06");
  EXPECT_EQ(field_of(decide()), "/evidence/0/dated");
}

TEST(Vouchers, MoneyFromBeforeTheAgreementIsTakenAndSaidToBe) {
  auto s = signed_story();
  s.funds("2022-06-19", Fen::wan(1), false).funds("2022-06-20", Fen::wan(1), false);
  auto judged = domain::judged_funds(s.project, book());
  ASSERT_TRUE(judged[0].before_agreement);
  EXPECT_TRUE(judged[0].before_agreement->starts_with("资金于 2022-06-19 到位，早于正式协议签订日 2022-06-20"))
      << *judged[0].before_agreement;
  EXPECT_NE(judged[0].before_agreement->find(" / the funds came on 2022-06-19, before"), std::string::npos);
  EXPECT_FALSE(judged[1].before_agreement) << "the day of the signing";
  s.project.agreement.reset();
  judged = domain::judged_funds(s.project, book());
  ASSERT_TRUE(judged[1].before_agreement);
  EXPECT_NE(judged[1].before_agreement->find("尚无正式协议"), std::string::npos);
}

TEST(Vouchers, AboveTheAgreementOnlyKnowinglyAndWithANote) {
  auto s = signed_story();
  ASSERT_TRUE(s.verify(yi(5), {slip("1", yi(5))}, true, "多余的说明"));
  EXPECT_FALSE(s.project.funds.back().over_agreed) << "exactly the agreed amount is not above it";
  EXPECT_EQ(field_of(s.verify(Fen::of(1), {slip("2", Fen::wan(1))})), "/over_agreed");
  EXPECT_EQ(field_of(s.verify(Fen::of(1), {slip("2", Fen::wan(1))}, true)), "/note");
  ASSERT_TRUE(s.verify(Fen::of(1), {slip("2", Fen::wan(1))}, true, "追加投资，协议待变更"));
  EXPECT_EQ(s.project.funds.back().over_agreed, "追加投资，协议待变更");
}
}  // namespace
}  // namespace luodi::monitor::test
