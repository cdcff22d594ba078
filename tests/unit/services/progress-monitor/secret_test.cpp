// 涉密项目: of a stub only code name, park and stage are recorded; every other detail is refused.
#include "services/progress-monitor/domain/exemption.hpp"
#include "services/progress-monitor/domain/obligation_decide.hpp"
#include "services/progress-monitor/domain/plan.hpp"
#include "services/progress-monitor/domain/problem_decide.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/revisit_decide.hpp"
#include "services/progress-monitor/domain/ticket_decide.hpp"
#include "services/progress-monitor/domain/ticket_set.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
const SlipUser k_unused = [](const std::string&) { return std::optional<std::string>(); };

class SecretProject : public ::testing::Test {
 protected:
  SecretProject() {
    story_.sign("2022-06-20", yi(5));
    story_.project.secret = true;
  }
  const domain::Project& project() const { return story_.project; }
  domain::Context now() const { return context(at("2022-07-01", 9), actor(Role::bureau, "", "bureauuser")); }

  // The pointers that a refusal names, if it is refused as a detail of a secret project.
  static std::vector<std::string> refused(const Expected<domain::Decision>& decision) {
    std::vector<std::string> out;
    if (decision || decision.error().code != ErrorCode::secret_not_admitted) return out;
    for (const auto& fault : decision.error().fields)
      out.push_back(fault.pointer);
    return out;
  }

  Story story_ = negotiating();
};
using Pointers = std::vector<std::string>;

TEST_F(SecretProject, NoProgressOfAnyKindIsReported) {
  for (const auto kind : {domain::ProgressKind::note, domain::ProgressKind::visit, domain::ProgressKind::milestone}) {
    Report report;
    report.kind = kind;
    EXPECT_EQ(refused(decide_progress("prj_1", project(), report, now())), Pointers{"/kind"});
  }
  Report told;
  told.text = "厂房封顶";
  told.milestone = "roof";
  told.evidence = {paper(domain::EvidenceKind::site_photo)};
  EXPECT_EQ(refused(decide_progress("prj_1", project(), told, now())),
            (Pointers{"/kind", "/text", "/milestone", "/evidence"}));
}

TEST_F(SecretProject, NoAmountIsVerified) {
  VerifyFunds funds;
  funds.amount_fen = yi(1);
  EXPECT_EQ(refused(decide_funds("prj_1", project(), funds, k_unused, now())), (Pointers{"/amount_fen", "/vouchers"}));
}

TEST_F(SecretProject, HasNoPlan) {
  SetPlan plan;
  plan.milestones.push_back({"roof", "封顶", day("2022-09-01"), std::nullopt});
  EXPECT_EQ(refused(decide_plan("prj_1", project(), plan, now())), Pointers{"/milestones"});
}

TEST_F(SecretProject, ClaimsNoExemption) {
  ClaimExemption claim;
  claim.ground = "force_majeure";
  claim.from = cycle("2022-07-H1");
  claim.cycles = 1;
  EXPECT_EQ(refused(decide_exemption_claim("prj_1", project(), claim, now())), Pointers{"/ground"});
  claim.text = "山洪";
  claim.evidence = {paper(domain::EvidenceKind::approval)};
  EXPECT_EQ(refused(decide_exemption_claim("prj_1", project(), claim, now())),
            (Pointers{"/ground", "/text", "/evidence"}));
}

TEST_F(SecretProject, HasNoProblemsAndNoTickets) {
  ReportProblem problem;
  problem.title = "用地指标未落实";
  EXPECT_EQ(refused(decide_report_problem({"prj_1", &project()}, nullptr, problem, now())), Pointers{"/title"});
  RequestTicket ticket;
  ticket.title = "用地预审";
  ticket.text = "三号地块";
  EXPECT_EQ(refused(decide_request_ticket("prj_1", project(), {}, ticket, now())), (Pointers{"/title", "/text"}));
  const auto unknown = [](const std::string&) { return false; };
  EXPECT_TRUE(open_ticket_set("prj_1", project(), unknown, now()).decision.events.empty());
  story_.project.secret = false;
  EXPECT_FALSE(open_ticket_set("prj_1", project(), unknown, now()).decision.events.empty());
}

TEST_F(SecretProject, IsNotRevisited) {
  EXPECT_TRUE(plan_revisits("prj_1", project(), nullptr, now()).events.empty());
  RecordRevisit visit;
  visit.satisfaction = 5;
  visit.text = "面访";
  EXPECT_EQ(refused(decide_revisit("prj_1", project(), nullptr, visit, now())), (Pointers{"/satisfaction", "/text"}));
}

TEST_F(SecretProject, HasNoObligations) {
  RegisterObligation obligation;
  obligation.title = "约定事项";
  obligation.due_on = day("2022-12-31");
  EXPECT_EQ(refused(decide_register_obligation("prj_1", project(), {}, {}, obligation, now())), Pointers{"/title"});
  Obligation owed;
  HonourObligation honour;
  honour.amount_fen = yi(1);
  EXPECT_EQ(refused(decide_honour({"obl_1", &owed, &project()}, honour, now())), Pointers{"/amount_fen"});
  CorrectObligation correction;
  correction.reason = "补充协议";
  EXPECT_EQ(refused(decide_correct({"obl_1", &owed, &project()}, {}, correction, now())), Pointers{"/reason"});
}

TEST_F(SecretProject, IsSuspendedByAGroundAndResumedWithoutAWord) {
  Suspend suspend;
  suspend.reason = "投资方资金紧张";
  const auto told = decide_suspension("prj_1", project(), suspend, now());
  EXPECT_EQ(refused(told), Pointers{"/reason"});
  ASSERT_FALSE(told);
  EXPECT_NE(told.error().fields.at(0).message.find("force_majeure"), std::string::npos);
  suspend.reason = "force_majeure";
  suspend.evidence = {paper(domain::EvidenceKind::approval)};
  EXPECT_EQ(refused(decide_suspension("prj_1", project(), suspend, now())), Pointers{"/evidence"});
  suspend.evidence.clear();
  EXPECT_TRUE(decide_suspension("prj_1", project(), suspend, now()));
  story_.suspend("2022-06-30");
  Resume resume;
  resume.reason = "资金到位";
  EXPECT_EQ(refused(decide_resumption("prj_1", project(), resume, now())), Pointers{"/reason"});
  resume.reason.clear();
  EXPECT_TRUE(decide_resumption("prj_1", project(), resume, now()));
}

TEST_F(SecretProject, LeavesAndIsAllowedToWithoutAWord) {
  Exit leave;
  leave.reason = "投资方撤回";
  EXPECT_EQ(refused(decide_exit("prj_1", project(), {}, leave, now())), Pointers{"/reason"});
  domain::SettlementItem land;
  land.kind = "land";
  leave.settlement = {land};
  EXPECT_EQ(refused(decide_exit("prj_1", project(), {}, leave, now())), (Pointers{"/reason", "/settlement"}));
  ApproveExit approval{"会议纪要〔2022〕3号", "用地未落实"};
  EXPECT_EQ(refused(decide_exit_approval("prj_1", project(), true, approval, now())), Pointers{"/reason"});
  approval.reason.clear();
  EXPECT_TRUE(decide_exit_approval("prj_1", project(), true, approval, now()));
  EXPECT_TRUE(decide_exit("prj_1", project(), {}, Exit{}, now()));
}

TEST_F(SecretProject, TheNumberOfAnApprovalTellsNothingElse) {
  for (const char* told :
       {"用地未落实", "会议纪要 3号", "甲公司因用地未落实拟迁往外地〔2022〕3号", "M2022 甲公司", " "}) {
    const auto refused_number = decide_exit_approval("prj_1", project(), true, ApproveExit{told, ""}, now());
    EXPECT_EQ(refused(refused_number), Pointers{"/number"}) << told;
    ASSERT_FALSE(refused_number);
    EXPECT_EQ(refused_number.error().fields[0].message.find("甲公司"), std::string::npos) << "not repeated";
  }
  for (const char* number : {"会议纪要〔2022〕3号", "绵委办[2022]12", "M-2022(3)"})
    EXPECT_TRUE(decide_exit_approval("prj_1", project(), true, ApproveExit{number, ""}, now())) << number;
}

TEST_F(SecretProject, LandsWithoutNamingItsCompany) {
  Land landing;
  landing.company = domain::Enterprise{"项目公司", "91510700205412308D"};
  EXPECT_EQ(refused(decide_landing("prj_1", project(), landing, now())), Pointers{"/company"});
  landing.company.reset();
  EXPECT_TRUE(decide_landing("prj_1", project(), landing, now()));
}

}  // namespace
}  // namespace luodi::monitor::test
