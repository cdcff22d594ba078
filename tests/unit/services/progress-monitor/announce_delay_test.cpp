#include "services/progress-monitor/domain/announce_delay.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
const OrgNames k_names([](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; },
                       [](const std::string& clause) {
                         return clause == "mianyang-2022/9"   ? "《措施》第九条"
                                : clause == "mianyang-2022/5" ? "《措施》第五条"
                                                              : "";
                       });
Teller teller() {
  return {at("2022-07-01"), "", k_names, &book()};
}

Problem open_problem() {
  Problem p;
  p.project_id = "prj_1";
  p.project_name = "测试项目";
  p.title = "缺用地指标";
  return p;
}
ProblemEscalated climbs(ProblemLevel from, ProblemLevel to) {
  return ProblemEscalated{from, to, "MY-GX", at("2022-07-01"), true, "逾期"};
}

TEST(AnnounceDelay, AProblemThatClimbsIsToldUpToItsLevel) {
  const auto s = negotiating();
  const auto told = [&](ProblemLevel from, ProblemLevel to) {
    return *announce_escalation("prb_1", open_problem(), climbs(from, to), s.project, teller());
  };
  const auto park = told(ProblemLevel::project, ProblemLevel::park);
  EXPECT_EQ(park.org, "MY-AX");
  EXPECT_FALSE(park.to_bureau || park.to_leader);
  EXPECT_NE(park.text.find("现由绵阳高新区负责"), std::string::npos) << park.text;
  EXPECT_NE(park.text.find("截止：2022-06-30（含当日）\n负责单位有变化的，原负责单位请将办理情况移交现负责单位并配合；"
                           "解决后请报告，由提出方确认销号。\n依据：《措施》第五条\nProblem"),
            std::string::npos)
      << "the last day, not the midnight after it: " << park.text;
  EXPECT_NE(park.text.find(": to be solved by its owner of now by 2022-06-30 (inclusive). Where the owner is another "
                           "one, the former hands over what was done and helps;"),
            std::string::npos)
      << park.text;
  const auto bureau = told(ProblemLevel::park, ProblemLevel::bureau);
  EXPECT_TRUE(bureau.to_bureau && !bureau.to_leader);
  const auto leader = told(ProblemLevel::bureau, ProblemLevel::city_leader);
  EXPECT_TRUE(leader.to_bureau && leader.to_leader);
  EXPECT_NE(park.about, bureau.about);
  EXPECT_TRUE(is_occasion(park.occasion));
  auto poor = open_problem();
  poor.title = "回访满意度低：2/5 / low satisfaction: 2/5";
  auto step = climbs(ProblemLevel::bureau, ProblemLevel::city_leader);
  step.owner = "leader";
  step.reason = "逾期未解决 / overdue";
  const auto chinese = *announce_escalation("prb_1", poor, step, s.project, teller());
  EXPECT_EQ(chinese.subject.find("satisfaction"), std::string::npos) << chinese.subject;
  EXPECT_EQ(chinese.text.find("satisfaction"), std::string::npos) << chinese.text;
  EXPECT_EQ(chinese.text.find("overdue"), std::string::npos) << chinese.text;
  EXPECT_EQ(chinese.text.find("由leader"), std::string::npos) << chinese.text;
  step.automatic = false;
  step.reason = "请协调 / please help";
  const auto asked = *announce_escalation("prb_1", poor, step, s.project, teller());
  EXPECT_NE(asked.text.find("原因：请协调 / please help\n"), std::string::npos) << "as it was written: " << asked.text;
}

TEST(AnnounceDelay, WhoeverOwnedAProblemBeforeItClimbedHearsThatItIsTakenFromIt) {
  const auto s = negotiating();
  auto step = climbs(ProblemLevel::project, ProblemLevel::park);
  const auto told = [&](const std::string& former) {
    step.former_owner = former;
    return *announce_escalation("prb_1", open_problem(), step, s.project, teller());
  };
  const auto department = told("自然资源部门");
  EXPECT_EQ(department.also.back(), "ZRZY") << "the accounts of the department";
  EXPECT_NE(
      department.text.find("原由自然资源部门负责，现请自然资源部门将办理情况移交现负责单位并配合，不再由其负责解决；"),
      std::string::npos)
      << department.text;
  EXPECT_NE(department.text.find("Its former owner hands over what was done and helps,"), std::string::npos)
      << department.text;
  EXPECT_TRUE(told("committee").to_committee);
  const auto same = told("MY-GX");
  EXPECT_TRUE(same.also.empty()) << "it goes on owning it";
  EXPECT_EQ(same.text.find("移交"), std::string::npos) << same.text;
}

TEST(AnnounceDelay, AProblemOverdueAtTheHighestLevelIsToldToLeadersBureauAndOwner) {
  const auto s = negotiating();
  auto p = open_problem();
  p.level = ProblemLevel::city_leader;
  p.owner = "自然资源部门";
  p.due_at = at("2022-07-01");
  const ProblemOverdue late{p.due_at};
  const auto news = announce_overdue_problem("prb_1", p, late, s.project, teller());
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->to_bureau && news->to_leader && !news->to_committee);
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_EQ(news->owner, "ZRZY") << "the accounts of the department";
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->text.find("截止：2022-06-30（含当日），尚未解决。\n依据：《措施》第五条\n"), std::string::npos)
      << news->text;
  p.owner = "MY-AX";
  EXPECT_EQ(announce_overdue_problem("prb_1", p, late, s.project, teller())->owner, "")
      << "the entity hears of it once";
  EXPECT_FALSE(announce_overdue_problem("prb_1", p, late, negotiating().leave("2022-06-25").project, teller()));
  EXPECT_FALSE(announce_overdue_problem("prb_1", p, ProblemOverdue{at("2022-06-01")}, s.project, teller()))
      << "it has another day by now";
  p.state = ProblemState::resolved;
  EXPECT_FALSE(announce_overdue_problem("prb_1", p, late, s.project, teller()));
}

TEST(AnnounceDelay, WhatIsSolvedByNowIsNoNews) {
  auto p = open_problem();
  p.state = ProblemState::resolved;
  EXPECT_FALSE(announce_escalation("prb_1", p, climbs(ProblemLevel::project, ProblemLevel::park), negotiating().project,
                                   teller()));
  EXPECT_FALSE(announce_escalation("prb_1", open_problem(), climbs(ProblemLevel::project, ProblemLevel::park),
                                   negotiating().leave("2022-06-25").project, teller()))
      << "nor of a project that has exited";
  Ticket t;
  t.state = TicketState::answered;
  EXPECT_FALSE(announce_late_ticket("tkt_1", t, TicketOverdue{at("2022-07-01")}, negotiating().project, k_names));
}

TEST(AnnounceDelay, ALateServiceIsToldToTheEntityTheBureauAndItsOwner) {
  Ticket t;
  t.project_name = "测试项目";
  t.title = "一期用地";
  t.owner = "市自然资源和规划局";
  t.clause = "mianyang-2022/9";
  const auto news = announce_late_ticket("tkt_1", t, TicketOverdue{at("2022-07-12")}, negotiating().project, k_names);
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_TRUE(news->to_bureau);
  EXPECT_EQ(news->owner, t.owner);
  EXPECT_NE(news->text.find("依据：《措施》第九条\n"), std::string::npos) << "as people cite it: " << news->text;
  EXPECT_NE(news->text.find("应于2022-07-11（含当日）前答复"), std::string::npos) << news->text;
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(announce_late_ticket("tkt_1", t, TicketOverdue{at("2022-08-12")}, negotiating().project, k_names)->about,
            news->about)
      << "another clock is other news";
}

TEST(AnnounceDelay, ABreachIsToldToBothSidesWhileItIsSo) {
  Obligation o;
  o.project_id = "prj_1";
  o.project_name = "测试项目";
  o.title = "供地";
  o.owner = "MY-GX";
  o.side = ObligationSide::government;
  o.state = ObligationState::breached;
  o.due_on = day("2022-08-31");
  const ObligationBreached breach{day("2022-08-31")};
  const auto news = announce_breach("obl_1", o, breach, negotiating().project, k_names);
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_EQ(news->owner, "MY-GX");
  EXPECT_TRUE(news->to_bureau && is_occasion(news->occasion));
  auto department = o;
  department.owner = "自然资源部门";
  department.owner_org = "ZRZY";
  const auto theirs = announce_breach("obl_1", department, breach, negotiating().project, k_names);
  EXPECT_EQ(theirs->owner, "ZRZY");
  EXPECT_NE(theirs->text.find("自然资源部门"), std::string::npos) << theirs->text;
  EXPECT_NE(news->text.find("2022-08-31前（含当日）"), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("政府方"), std::string::npos);
  EXPECT_TRUE(news->text.ends_with(" was due by 2022-08-31 inclusive and is breached by the government."))
      << news->text;
  o.due_on = day("2022-09-30");
  EXPECT_FALSE(announce_breach("obl_1", o, breach, negotiating().project, k_names))
      << "moved by a supplementary agreement";
  o.due_on = day("2022-08-31");
  o.state = ObligationState::honoured;
  EXPECT_FALSE(announce_breach("obl_1", o, breach, negotiating().project, k_names));
}

TEST(Occasion, EveryStepThatIsToldStandsInTheCatalogue) {
  for (const auto fact :
       {InterviewOpened::fact, InterviewBlocked::fact, InterviewHeldBack::fact, InterviewIssued::fact,
        InterviewWithdrawn::fact, InterviewExplained::fact, InterviewHeld::fact, RectificationPlanned::fact,
        RectificationReported::fact, InterviewCorrected::fact, InterviewReminded::fact, InterviewOverdue::fact,
        InterviewClosed::fact, InterviewEscalated::fact})
    EXPECT_TRUE(is_occasion("interview_" + std::string(fact))) << fact;
  for (const auto* other : {"warning_yellow", "warning_red", "meeting_moved", "notice_undeliverable"})
    EXPECT_TRUE(is_occasion(other)) << other;
  EXPECT_FALSE(is_occasion("digest"));
  for (const auto& occasion : occasions()) {
    EXPECT_FALSE(occasion.title_zh.empty() || occasion.title_en.empty()) << occasion.id;
    EXPECT_EQ(find_occasion(occasion.id), &occasion) << "no name twice";
  }
}
TEST(AnnounceDelay, AMissedRevisitIsToldToWhoMayMakeItWhileItIsSo) {
  Revisits r;
  r.project_id = "prj_1";
  r.project_name = "测试项目";
  r.clause = "mianyang-2022/9";
  r.state = RevisitState::overdue;
  r.due_on = day("2022-07-10");
  auto project = negotiating().project;
  project.first_talk->owner = "OFFICE-SZ";
  project.host = "MY-GX";
  project.landing.emplace();
  const RevisitMissed missed{day("2022-07-10")};
  const auto news = announce_missed_revisit("prj_1", r, missed, project, k_names);
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-GX");
  EXPECT_EQ(news->owner, "OFFICE-SZ") << "the office that brought it";
  EXPECT_TRUE(news->to_bureau && news->to_committee && !news->to_leader);
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->text.find(
                "\n回访单位：市投资促进部门、工作委员会办公室、驻外机构，由其中之一回访并登记\n"
                "应于2022-07-10前（含当日）回访，尚未回访。\n同时告知责任单位：绵阳高新区\n依据：《措施》第九条\n"),
            std::string::npos)
      << news->text;
  r.due_on = day("2022-10-10");
  r.state = RevisitState::planned;
  EXPECT_FALSE(announce_missed_revisit("prj_1", r, missed, project, k_names)) << "made by now";
}
}  // namespace
}  // namespace luodi::monitor::test
