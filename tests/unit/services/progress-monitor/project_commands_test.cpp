#include "services/progress-monitor/domain/project_commands.hpp"

#include "common/kernel/uscc.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;

const Actor k_park = actor(Role::park, "MY-GX", "parkuser");
const Actor k_bureau = actor(Role::bureau, "", "bureauuser");
const SlipUser k_unused = [](const std::string&) { return std::optional<std::string>(); };

template <class T>
ErrorCode code(const Expected<T>& d) {
  return d ? ErrorCode::internal : d.error().code;
}
Story signed_story() {
  auto s = negotiating();
  s.sign("2022-06-20", yi(5));
  return s;
}
Land landing(std::vector<domain::Evidence> evidence) {
  Land c;
  c.landed_on = day("2022-07-01");
  c.company = domain::Enterprise{"项目公司", "91510700205412308D"};
  c.evidence = std::move(evidence);
  for (auto& each : c.evidence)
    if (each.kind == EvidenceKind::project_code) each.reference = "2205-510703-04-01-130950";
  return c;
}

TEST(Landing, NeedsTwoOfLandCodeAndFirstCapital) {
  auto s = signed_story();
  const auto now = context(at("2022-07-02"), k_park);
  EXPECT_EQ(code(decide_landing("prj_1", s.project, landing({paper(EvidenceKind::land_contract)}), now)),
            ErrorCode::gate_not_passed);
  EXPECT_TRUE(decide_landing("prj_1", s.project,
                             landing({paper(EvidenceKind::land_contract), paper(EvidenceKind::project_code)}), now));
  s.funds("2022-06-30", Fen::wan(999), true);
  EXPECT_FALSE(decide_landing("prj_1", s.project, landing({paper(EvidenceKind::lease)}), now));
  s.funds("2022-06-30", Fen::wan(1), false);  // 1000万 in all
  const auto d = decide_landing("prj_1", s.project, landing({paper(EvidenceKind::lease)}), now);
  ASSERT_TRUE(d);
  EXPECT_EQ(d->events.at(0).fact, "landed");
}

TEST(Landing, NeedsTheCompanyAndTheStage) {
  const auto papers = std::vector{paper(EvidenceKind::land_contract), paper(EvidenceKind::project_code)};
  auto nobody = landing(papers);
  nobody.company.reset();
  const auto s = signed_story();
  EXPECT_EQ(code(decide_landing("prj_1", s.project, nobody, context(at("2022-07-02"), k_park))),
            ErrorCode::gate_not_passed);
  EXPECT_EQ(code(decide_landing("prj_1", negotiating().project, landing(papers), context(at("2022-07-02"), k_park))),
            ErrorCode::wrong_stage);
  auto early = landing(papers);
  early.landed_on = day("2022-06-19");
  EXPECT_EQ(code(decide_landing("prj_1", s.project, early, context(at("2022-07-02"), k_park))),
            ErrorCode::invalid_body);
  auto tomorrow = landing(papers);
  tomorrow.landed_on = day("2022-07-03");
  EXPECT_EQ(code(decide_landing("prj_1", s.project, tomorrow, context(at("2022-07-02"), k_park))),
            ErrorCode::in_future);
}

TEST(Landing, CodeAndCompanyAreWhatTheySay) {
  const auto s = signed_story();
  const auto now = context(at("2022-07-02"), k_park);
  const auto refused_at = [&](const Land& c) {
    const auto d = decide_landing("prj_1", s.project, c, now);
    if (d) return std::string();
    EXPECT_EQ(d.error().code, ErrorCode::invalid_body);
    return d.error().fields.at(0).pointer;
  };
  const auto good = landing({paper(EvidenceKind::land_contract), paper(EvidenceKind::project_code)});
  for (const char* code : {"abc", "2213-510703-04-01-130950", ""}) {
    auto c = good;
    c.evidence[1].reference = code;
    EXPECT_EQ(refused_at(c), "/evidence/1/reference") << code;
  }
  auto unnamed = good;
  unnamed.evidence[1].reference.reset();
  EXPECT_EQ(refused_at(unnamed), "/evidence/1/reference");
  auto old_form = good;
  old_form.evidence[1].reference = "2017-510704-39-03-123456";
  EXPECT_EQ(refused_at(old_form), "");
  for (const char* uscc : {"915107002054123080", "91510700205412308", "91510700205412308d"}) {
    auto c = good;
    c.company->uscc = uscc;
    EXPECT_EQ(refused_at(c), "/company/uscc") << uscc;
  }
  EXPECT_EQ(refused_at(good), "");
}

TEST(Landing, AProjectCodeOfAnotherPlaceProvesNoLandingHere) {
  const auto s = signed_story();
  const auto now = context(at("2022-07-02"), k_park);
  auto c = landing({paper(EvidenceKind::land_contract), paper(EvidenceKind::project_code)});
  for (const char* code : {"2205-110000-04-01-130950", "2205-999999-04-01-130950", "2205-510000-04-01-130950",
                           "2017-512022-39-03-123456"}) {
    c.evidence[1].reference = code;
    const auto d = decide_landing("prj_1", s.project, c, now);
    ASSERT_FALSE(d) << code;
    EXPECT_EQ(info(d.error().code).status, 422);
    ASSERT_EQ(d.error().fields.size(), 1U);
    EXPECT_EQ(d.error().fields[0].pointer, "/evidence/1/reference");
    EXPECT_EQ(d.error().fields[0].code, "out_of_territory");
    EXPECT_NE(d.error().fields[0].message.find(std::string(code).substr(5, 6)), std::string::npos);
    ASSERT_EQ(d.error().missing.size(), 1U);
    EXPECT_EQ(d.error().missing[0].item, "landing_evidence");
  }
  for (const char* code : {"2205-510700-04-01-130950", "2104-510796-04-01-130950", "2017-510724-39-03-123456"}) {
    c.evidence[1].reference = code;  // the city, the zone with a code of its own, 安县 until 2016
    EXPECT_TRUE(decide_landing("prj_1", s.project, c, now)) << code;
  }
}

// Codes with a good check digit, of the city, of a district, of the province and of the state; and of other places.
TEST(Landing, TheCompanyIsRegisteredInThisCityOrAboveIt) {
  const auto s = signed_story();
  const auto now = context(at("2022-07-02"), k_park);
  auto c = landing({paper(EvidenceKind::land_contract), paper(EvidenceKind::project_code)});
  const auto registered_in = [&](std::string_view division) {
    const std::string first = "91" + std::string(division) + "205412308";
    c.company->uscc = first + *uscc_check_digit(first);
    return decide_landing("prj_1", s.project, c, now);
  };
  for (const char* here : {"510700", "510703", "510724", "510781", "510000", "100000"})
    EXPECT_TRUE(registered_in(here)) << here;
  for (const char* elsewhere : {"440300", "510100", "510600", "110000", "500000"}) {
    const auto d = registered_in(elsewhere);
    ASSERT_FALSE(d) << elsewhere;
    EXPECT_EQ(info(d.error().code).status, 422);
    ASSERT_EQ(d.error().fields.size(), 1U);
    EXPECT_EQ(d.error().fields[0].pointer, "/company/uscc");
    EXPECT_EQ(d.error().fields[0].code, "out_of_territory");
    for (const char* told : {elsewhere, "5107、5100、1000", "5107, 5100, 1000"})
      EXPECT_NE(d.error().fields[0].message.find(told), std::string::npos) << d.error().fields[0].message;
    ASSERT_EQ(d.error().missing.size(), 1U);
    EXPECT_EQ(d.error().missing[0].item, "company_registered");
  }
  c.evidence.push_back(paper(EvidenceKind::approval));
  EXPECT_TRUE(registered_in("440300")) << "a company that moved here keeps its code";
}

TEST(Start, ACeremonyIsNotAStart) {
  auto s = signed_story();
  s.land("2022-07-01");
  Start c;
  c.started_on = day("2022-07-10");
  c.evidence = {paper(EvidenceKind::site_photo)};
  EXPECT_EQ(code(decide_start("prj_1", s.project, c, context(at("2022-07-11"), k_park))), ErrorCode::gate_not_passed);
  c.evidence.push_back(paper(EvidenceKind::construction_permit));
  EXPECT_TRUE(decide_start("prj_1", s.project, c, context(at("2022-07-11"), k_park)));
}

TEST(Production, NeedsTheFirstInvoice) {
  auto s = signed_story();
  s.land("2022-07-01").start("2022-07-10");
  Produce c;
  EXPECT_EQ(code(decide_production("prj_1", s.project, c, context(at("2022-12-01"), k_park))),
            ErrorCode::gate_not_passed);
  c.evidence = {paper(EvidenceKind::sales_invoice)};
  EXPECT_TRUE(decide_production("prj_1", s.project, c, context(at("2022-12-01"), k_park)));
}

// Every paper of a step bears its day or an earlier one; one without a day is taken.
TEST(Papers, OfAStepAreNotDatedAfterIt) {
  auto s = signed_story();
  const auto dated = [](EvidenceKind kind, std::string_view on) {
    auto each = paper(kind);
    each.dated = day(on);
    return each;
  };
  const auto refused = [](const auto& decision, const std::string& pointer, const std::string& on) {
    ASSERT_EQ(code(decision), ErrorCode::invalid_body);
    const auto& fault = decision.error().fields.at(0);
    EXPECT_EQ(fault.pointer, pointer);
    EXPECT_EQ(fault.code, "after_fact");
    EXPECT_NE(fault.message.find(on), std::string::npos) << fault.message;
  };
  const auto now = context(at("2022-12-01"), k_park);
  auto land = landing({paper(EvidenceKind::land_contract), dated(EvidenceKind::project_code, "2022-07-02")});
  refused(decide_landing("prj_1", s.project, land, now), "/evidence/1/dated", "2022-07-01");
  land.evidence[1].dated = day("2022-07-01");
  EXPECT_TRUE(decide_landing("prj_1", s.project, land, now)) << "the same day";
  s.land("2022-07-01");
  Start start;
  start.started_on = day("2022-07-10");
  start.evidence = {dated(EvidenceKind::construction_permit, "2022-07-17"), paper(EvidenceKind::site_photo)};
  refused(decide_start("prj_1", s.project, start, now), "/evidence/0/dated", "2022-07-10");
  start.evidence[0].dated = day("2022-07-10");
  EXPECT_TRUE(decide_start("prj_1", s.project, start, now));
  s.start("2022-07-10");
  Produce produce;
  produce.started_on = day("2022-11-01");
  produce.evidence = {dated(EvidenceKind::sales_invoice, "2022-11-02")};
  refused(decide_production("prj_1", s.project, produce, now), "/evidence/0/dated", "2022-11-01");
  produce.evidence[0].dated = day("2022-10-31");
  EXPECT_TRUE(decide_production("prj_1", s.project, produce, now));
}

// Progress is not dated back to before its proof.
TEST(Papers, OfAReportAreNotDatedAfterWhatTheyProve) {
  const auto s = negotiating();
  Report report;
  report.occurred_on = day("2022-08-01");
  report.evidence = {paper(EvidenceKind::minutes), paper(EvidenceKind::approval)};
  report.evidence[1].reference = "备案 1";
  const auto decide = [&] { return decide_progress("prj_1", s.project, report, context(at("2022-08-20"), k_park)); };
  for (const auto kind :
       {domain::ProgressKind::milestone, domain::ProgressKind::statutory_step, domain::ProgressKind::signed_minutes}) {
    report.kind = kind;
    report.evidence[1].dated = day("2022-08-10");
    const auto younger = decide();
    ASSERT_EQ(code(younger), ErrorCode::invalid_body);
    EXPECT_EQ(younger.error().fields.at(0).pointer, "/evidence/1/dated");
    EXPECT_EQ(younger.error().fields.at(0).code, "after_fact");
    for (const auto& told : {std::string("2022-08-01"), std::string("2022-08-10"), std::string(word_of(kind).zh)})
      EXPECT_NE(younger.error().detail.find(told), std::string::npos) << younger.error().detail;
    report.evidence[1].dated = day("2022-08-01");
    EXPECT_TRUE(decide()) << "the same day";
  }
  report.kind = domain::ProgressKind::note;
  report.evidence[1].dated = day("2022-08-10");
  EXPECT_TRUE(decide()) << "it proves nothing";
}

TEST(Funds, ForeignFundsUseTheRateOfTheInjectionDate) {
  const auto s = signed_story();
  VerifyFunds c;
  c.injected_on = day("2022-07-05");
  c.vouchers = {{domain::VoucherKind::bank_slip, "1", Fen::of(670'000'000), day("2022-07-05")}};
  EXPECT_EQ(code(decide_funds("prj_1", s.project, c, k_unused, context(at("2022-07-06"), k_bureau))),
            ErrorCode::invalid_body);
  c.foreign_amount = domain::ForeignAmount{"USD", 100'000'000, 6'700'000, day("2022-07-04"), "CFETS"};
  EXPECT_EQ(code(decide_funds("prj_1", s.project, c, k_unused, context(at("2022-07-06"), k_bureau))),
            ErrorCode::invalid_body);
  c.foreign_amount->rate_date = day("2022-07-05");
  const auto d = decide_funds("prj_1", s.project, c, k_unused, context(at("2022-07-06"), k_bureau));
  ASSERT_TRUE(d);
  EXPECT_EQ(d->events.at(0).data["amount_fen"], 670'000'000);
  EXPECT_EQ(d->events.at(0).data["effective"], true);
}

TEST(Suspension, OnceAndResumedNotBeforeItBegan) {
  auto s = negotiating();
  Suspend stop;
  stop.from = day("2022-07-05");
  stop.reason = "停工";
  EXPECT_TRUE(decide_suspension("prj_1", s.project, stop, context(at("2022-07-06"), k_bureau)));
  s.suspend("2022-07-05");
  const auto twice = decide_suspension("prj_1", s.project, stop, context(at("2022-07-06"), k_bureau));
  ASSERT_EQ(code(twice), ErrorCode::wrong_state);
  EXPECT_NE(twice.error().detail.find("自 2022-07-05 起已暂停"), std::string::npos) << twice.error().detail;
  EXPECT_NE(twice.error().next_zh.find("/resumption"), std::string::npos);
  Resume go;
  go.on = day("2022-07-04");
  EXPECT_EQ(code(decide_resumption("prj_1", s.project, go, context(at("2022-07-06"), k_bureau))),
            ErrorCode::invalid_body);
  go.on = day("2022-07-05");
  EXPECT_TRUE(decide_resumption("prj_1", s.project, go, context(at("2022-07-06"), k_bureau))) << "on its first day";
  go.on = day("2022-07-06");
  EXPECT_TRUE(decide_resumption("prj_1", s.project, go, context(at("2022-07-06"), k_bureau)));
  EXPECT_EQ(code(decide_resumption("prj_1", negotiating().project, go, context(at("2022-07-06"), k_bureau))),
            ErrorCode::wrong_state);
}
}  // namespace
}  // namespace luodi::monitor::test
