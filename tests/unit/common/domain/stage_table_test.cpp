#include "common/domain/stage_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace luodi::domain {

namespace {
CivilDate day(std::string_view text) {
  return *CivilDate::parse(text);
}

policy::Policy sample_policy() {
  policy::Policy p;
  p.id = "sample";
  p.landing.evidence_needed = 2;
  p.landing.first_capital_rate_bp = 500;
  p.landing.first_capital_min_fen = Fen::wan(1000);
  return p;
}

Evidence paper(EvidenceKind kind) {
  Evidence out;
  out.kind = kind;
  out.title = "x";
  return out;
}

Project signed_project(Fen amount) {
  Project out;
  AgreementSigned agreement;
  agreement.agreement = "formal";
  agreement.signed_on = day("2022-06-01");
  agreement.agreed_amount_fen = amount;
  EventMeta meta;
  meta.at = instant_at(day("2022-06-01"));
  apply(out, agreement, meta);
  return out;
}

Brought landing(std::vector<EvidenceKind> kinds) {
  Brought out;
  out.on = day("2022-09-01");
  out.company = Enterprise{"项目公司", "914403001922038216"};
  for (const auto kind : kinds)
    out.evidence.push_back(paper(kind));
  return out;
}

void fund(Project& project, Fen amount, std::string_view on = "2022-08-01") {
  project.funds.push_back({"f", amount, false, day(on), Instant(), true, {}, {}});
}

std::vector<std::string> ids(const std::vector<MissingItem>& items) {
  std::vector<std::string> out;
  for (const auto& item : items)
    out.push_back(item.item);
  return out;
}

std::vector<std::string> missing(const Project& project, Command command, const Brought& brought) {
  return ids(missing_for(project, command, brought, sample_policy()));
}
}  // namespace

TEST(StageTable, HasOneRowForEachCommandAndOneTextForEachGate) {
  std::set<std::string_view> commands;
  for (const auto& row : stage_table()) {
    EXPECT_TRUE(commands.insert(command_text(row.command)).second);
    EXPECT_FALSE(row.roles.empty());
    EXPECT_FALSE(row.from.empty());
    EXPECT_FALSE(row.title_zh.empty());
    EXPECT_FALSE(row.title_en.empty());
    EXPECT_EQ(&stage_row(row.command), &row);
    for (const auto item : row.gate)
      EXPECT_EQ(gate_info(item).item, item);
  }
  EXPECT_EQ(commands.size(), 25U);
  EXPECT_EQ(command_text(Command::pre_assessment_items), "pre-assessment-items");
}

TEST(StageTable, NoStageIsReachedFromAnywhereButTheOneBefore) {
  for (const auto& row : stage_table()) {
    if (!row.to || *row.to == Stage::exited) continue;
    ASSERT_EQ(row.from.size(), 1U) << command_text(row.command);
    EXPECT_EQ(static_cast<int>(row.from[0]) + 1, static_cast<int>(*row.to)) << command_text(row.command);
  }
}

TEST(LandingGate, AsksForTwoOfThree) {
  auto project = signed_project(Fen::wan(50'000));
  using K = EvidenceKind;
  EXPECT_EQ(missing(project, Command::landing, landing({})), std::vector<std::string>{"landing_evidence"});
  EXPECT_EQ(missing(project, Command::landing, landing({K::land_contract, K::lease})),
            std::vector<std::string>{"landing_evidence"});  // both prove the land
  EXPECT_TRUE(missing(project, Command::landing, landing({K::land_contract, K::project_code})).empty());
  EXPECT_TRUE(missing(project, Command::landing, landing({K::lease, K::project_code})).empty());
}

TEST(LandingGate, SaysHowManyProofsAreThereAndHowManyItTakes) {
  const auto project = signed_project(Fen::wan(50'000));
  const auto told = [&](std::vector<EvidenceKind> kinds) {
    return missing_for(project, Command::landing, landing(std::move(kinds)), sample_policy()).at(0);
  };
  EXPECT_TRUE(told({}).title_zh.ends_with("证明不足：须 2，现有 0")) << told({}).title_zh;
  EXPECT_TRUE(told({}).title_en.ends_with("verified first capital: 2 needed, there: 0")) << told({}).title_en;
  const auto land = told({EvidenceKind::lease});
  EXPECT_TRUE(land.title_zh.ends_with("：须 2，现有 1（用地）")) << land.title_zh;
  EXPECT_TRUE(land.title_en.ends_with(": 2 needed, there: 1 (land)")) << land.title_en;
}

TEST(LandingGate, FirstCapitalIsTheShareOrTheAmountInclusively) {
  const auto gate = landing({EvidenceKind::project_code});
  auto small = signed_project(Fen::wan(10'000));  // 5 % are 500万
  fund(small, Fen::of(Fen::wan(500).value() - 1));
  EXPECT_FALSE(missing(small, Command::landing, gate).empty());
  fund(small, Fen::of(1));
  EXPECT_TRUE(missing(small, Command::landing, gate).empty());
  auto large = signed_project(Fen::wan(1'000'000));  // 1000万 are enough
  fund(large, Fen::of(Fen::wan(1000).value() - 1));
  EXPECT_FALSE(missing(large, Command::landing, gate).empty());
  fund(large, Fen::of(1));
  EXPECT_TRUE(missing(large, Command::landing, gate).empty());
  auto late = signed_project(Fen::wan(10'000));
  fund(late, Fen::wan(5000), "2022-09-02");  // after the landing
  EXPECT_FALSE(missing(late, Command::landing, gate).empty());
}

TEST(LandingGate, NamesWhatIsProved) {
  auto project = signed_project(Fen::wan(10'000));
  fund(project, Fen::wan(500));
  EXPECT_EQ(landing_proofs(project, landing({EvidenceKind::lease}), sample_policy().landing),
            (std::vector<std::string>{"land", "first_capital"}));
}

TEST(LandingGate, NeedsTheCompanyWithItsCode) {
  auto project = signed_project(Fen::wan(50'000));
  auto brought = landing({EvidenceKind::lease, EvidenceKind::project_code});
  brought.company->uscc.reset();
  EXPECT_EQ(missing(project, Command::landing, brought), std::vector<std::string>{"company_registered"});
}

TEST(StartGate, ACeremonyIsNoStart) {
  Project project;
  project.stage = Stage::landed;
  using K = EvidenceKind;
  const auto open = [&](std::vector<EvidenceKind> kinds) {
    return missing(project, Command::start, landing(std::move(kinds))).empty();
  };
  EXPECT_FALSE(open({K::site_photo}));
  EXPECT_FALSE(open({K::construction_permit}));
  EXPECT_TRUE(open({K::construction_permit, K::site_photo}));
  EXPECT_TRUE(open({K::construction_permit, K::supervision_confirmation}));
  EXPECT_FALSE(open({K::equipment_installation, K::site_photo}));  // not leased
  EXPECT_TRUE(open({K::equipment_installation, K::site_photo, K::lease}));
  project.landing = ProjectLanded{};
  project.landing->evidence.push_back(paper(K::lease));
  EXPECT_TRUE(open({K::equipment_installation, K::site_photo}));
}

// Whoever brings one part is told which the other is, and, in English, how a request calls it.
TEST(StartGate, TheRefusalNamesTheMissingPartAndWhatIsThere) {
  Project project;
  project.stage = Stage::landed;
  using K = EvidenceKind;
  const auto told = [&](std::vector<EvidenceKind> kinds) {
    const auto open = check_gate(project, Command::start, landing(std::move(kinds)), sample_policy());
    return open ? std::string() : open.error().detail;
  };
  const auto unseen = told({K::construction_permit});
  EXPECT_NE(unseen.find("：缺 现场照片或监理确认；已有 施工许可证"), std::string::npos) << unseen;
  EXPECT_NE(unseen.find("(supervision_confirmation); there: "), std::string::npos) << unseen;
  const auto unbuilt = told({K::site_photo, K::equipment_installation, K::site_photo});
  EXPECT_NE(unbuilt.find("：缺 施工许可证；已有 现场照片、"), std::string::npos) << unbuilt;
  EXPECT_EQ(unbuilt.find("site_photo"), unbuilt.rfind("site_photo")) << "once, in English: " << unbuilt;
  const auto leased = told({K::lease, K::site_photo});
  EXPECT_NE(leased.find("缺 施工许可证或设备"), std::string::npos) << leased;
  const auto nothing = told({});
  EXPECT_NE(nothing.find("；已有 无"), std::string::npos) << nothing;
  EXPECT_NE(nothing.find("there: nothing"), std::string::npos) << nothing;
}

TEST(SigningGate, APaperOfAnotherKindIsNamedBesideTheOneThatIsMissing) {
  auto brought = landing({EvidenceKind::minutes});
  brought.framework = true;
  const auto items = missing_for(Project(), Command::signing, brought, sample_policy());
  const auto at =
      std::find_if(items.begin(), items.end(), [](const auto& i) { return i.item == "agreement_document"; });
  ASSERT_NE(at, items.end());
  EXPECT_NE(at->title_zh.find("；已有 会议纪要"), std::string::npos) << at->title_zh;
  EXPECT_NE(at->title_en.find("(agreement); there: "), std::string::npos) << at->title_en;
}

TEST(ProductionGate, AsksForTheFirstInvoice) {
  Project project;
  EXPECT_EQ(missing(project, Command::production, landing({})), std::vector<std::string>{"first_invoice"});
  EXPECT_TRUE(missing(project, Command::production, landing({EvidenceKind::sales_invoice})).empty());
}

TEST(ProductionGate, AnInvoiceFromBeforeTheStartProvesNothing) {
  Project project;
  project.start = ProjectStarted{day("2022-07-10"), {}};
  auto brought = landing({EvidenceKind::sales_invoice});
  const auto dated = [&](std::string_view on) { brought.evidence.front().dated = day(on); };
  dated("2022-07-09");
  const auto refused = missing_for(project, Command::production, brought, sample_policy());
  ASSERT_EQ(ids(refused), std::vector<std::string>{"first_invoice"});
  EXPECT_EQ(refused[0].clause, "sample/5");
  EXPECT_NE(refused[0].title_zh.find("发票 2022-07-09 开具，早于开工日 2022-07-10"), std::string::npos);
  EXPECT_NE(refused[0].title_en.find("dated 2022-07-09, before the start on 2022-07-10"), std::string::npos);
  dated("2022-07-10");  // the same day
  EXPECT_TRUE(missing(project, Command::production, brought).empty());
  dated("2022-07-09");  // one that counts is enough
  brought.evidence.push_back(paper(EvidenceKind::sales_invoice));
  EXPECT_TRUE(missing(project, Command::production, brought).empty());
  brought.evidence.back().dated = day("2022-07-01");
  EXPECT_NE(missing_for(project, Command::production, brought, sample_policy())[0].title_zh.find("2022-07-09"),
            std::string::npos)
      << "the latest of them is named";
}

TEST(CheckGate, ACommandThatWasDoneIsToldSoWithItsDayAndWhatHelps) {
  auto project = signed_project(Fen::wan(50'000));
  const auto refusal = [&](Command command) {
    const auto open = check_gate(project, command, Brought{}, sample_policy());
    return open ? Error(ErrorCode::internal) : open.error();
  };
  const auto twice = refusal(Command::signing);
  EXPECT_EQ(twice.code, ErrorCode::wrong_stage);
  EXPECT_TRUE(twice.detail.starts_with("当前阶段为签约，“登记签约”已于 2022-06-01 完成")) << twice.detail;
  EXPECT_NE(twice.detail.find("“record the signing” was done on 2022-06-01"), std::string::npos) << twice.detail;
  EXPECT_TRUE(twice.missing.empty()) << "nothing is owed for what is done";
  EXPECT_NE(twice.next_zh.find("/amendments"), std::string::npos);
  EXPECT_NE(twice.next_en.find("/amendments"), std::string::npos);
  project.secret = true;  // its agreement cannot be amended here
  EXPECT_EQ(refusal(Command::signing).next_zh.find("/amendments"), std::string::npos);
  const auto passed = refusal(Command::negotiation);  // a stage behind, of which no day is known
  EXPECT_EQ(passed.code, ErrorCode::wrong_stage);
  EXPECT_NE(passed.detail.find("“开始洽谈”已完成"), std::string::npos) << passed.detail;
  EXPECT_NE(passed.next_zh.find("GET /v1/projects/{id}"), std::string::npos);
  const auto early = refusal(Command::start);
  EXPECT_EQ(early.code, ErrorCode::wrong_stage);
  EXPECT_NE(early.detail.find("应为落地"), std::string::npos) << early.detail;
  EXPECT_TRUE(early.next_zh.empty()) << "the step before it is still to do";
  project.secret = false;
  EXPECT_FALSE(refusal(Command::start).missing.empty());
}

TEST(CheckGate, ACommandWhoseStagesLieBehindIsNotAskedForEarlierSteps) {
  auto project = signed_project(Fen::wan(50'000));
  project.stage = Stage::started;
  project.suspension = Suspension{};
  const auto refusal = [&](Command command) {
    const auto open = check_gate(project, command, Brought{}, sample_policy());
    return open ? Error(ErrorCode::internal) : open.error();
  };
  const auto host = refusal(Command::allocation);
  EXPECT_EQ(host.code, ErrorCode::wrong_stage);
  EXPECT_TRUE(host.detail.starts_with("当前阶段为开工，“确定承接园区”只在研判通过、在谈阶段办理，该阶段已过 / "))
      << host.detail;
  EXPECT_NE(host.next_zh.find("办理退出（POST /v1/projects/{id}/exit）并重新登记"), std::string::npos) << host.next_zh;
  EXPECT_NE(host.next_en.find("the host does not change any more"), std::string::npos) << host.next_en;
  EXPECT_TRUE(host.missing.empty()) << "nothing that it lacks would open it";
  const auto opinion = refusal(Command::review_opinions);
  EXPECT_EQ(opinion.code, ErrorCode::wrong_stage);
  EXPECT_NE(opinion.detail.find("该阶段已过"), std::string::npos) << opinion.detail;
  EXPECT_NE(opinion.next_zh.find("GET /v1/projects/{id}"), std::string::npos) << opinion.next_zh;
}

TEST(StageGate, AnExitSettlesWhatTheAgreementPromisedAndNothingBeforeIt) {
  auto policy = sample_policy();
  policy::SettlementParameters land;
  land.id = "land";
  policy.environment.exit.settlement = {land};
  const Project lead;
  EXPECT_EQ(ids(missing_for(lead, Command::exit, Brought(), policy)), std::vector<std::string>{});
  const auto signed_one = signed_project(Fen::wan(10000));
  EXPECT_EQ(ids(missing_for(signed_one, Command::exit, Brought(), policy)), std::vector<std::string>{"land"});
  Brought settled;
  settled.settled = {"land"};
  EXPECT_EQ(ids(missing_for(signed_one, Command::exit, settled, policy)), std::vector<std::string>{});
}

TEST(CheckGate, TellsStageStateAndGateApart) {
  Project project;
  const Brought nothing;
  const auto code = [&](Command command) {
    auto open = check_gate(project, command, nothing, sample_policy());
    return open ? ErrorCode::internal : open.error().code;
  };
  EXPECT_EQ(code(Command::start), ErrorCode::wrong_stage);
  project.stage = Stage::landed;
  EXPECT_EQ(code(Command::start), ErrorCode::gate_not_passed);
  project.suspension = Suspension{};
  EXPECT_EQ(code(Command::start), ErrorCode::wrong_state);
  project.suspension.reset();
  EXPECT_EQ(code(Command::resumption), ErrorCode::wrong_state);
  EXPECT_EQ(code(Command::suspension), ErrorCode::internal);
  project.stage = Stage::exited;
  EXPECT_EQ(code(Command::start), ErrorCode::wrong_state);
  EXPECT_EQ(code(Command::published_facts), ErrorCode::internal);
}

TEST(CheckGate, AWrongStageStillTellsWhatIsOwed) {
  Project project;
  auto refused = check_gate(project, Command::start, Brought(), sample_policy());
  ASSERT_FALSE(refused);
  EXPECT_EQ(ids(refused.error().missing), std::vector<std::string>{"start_evidence"});
  EXPECT_EQ(refused.error().missing[0].clause, "sample/5");
}

}  // namespace luodi::domain
