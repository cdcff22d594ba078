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
  EXPECT_NE(park.text.find("截止：2022-06-30（含当日）\n依据：《措施》第五条\nProblem"), std::string::npos)
      << "the last day, not the midnight after it: " << park.text;
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
  o.due_on = day("2022-09-30");
  EXPECT_FALSE(announce_breach("obl_1", o, breach, negotiating().project, k_names))
      << "moved by a supplementary agreement";
  o.due_on = day("2022-08-31");
  o.state = ObligationState::honoured;
  EXPECT_FALSE(announce_breach("obl_1", o, breach, negotiating().project, k_names));
}

DispatchItem item(const std::string& org, const std::string& name, std::optional<Instant> filed = {}) {
  DispatchItem out;
  out.line.org = org;
  out.line.project_name = name;
  if (filed) {
    out.reports.emplace_back();
    out.reports.back().filed_at = *filed;
  }
  return out;
}

struct MissingReports : testing::Test {
  DispatchCycle c;
  std::map<std::string, domain::Project> projects;  // those that are known
  const FindProject find_project = [this](const std::string& id) -> const domain::Project* {
    const auto found = projects.find(id);
    return found == projects.end() ? nullptr : &found->second;
  };
  const std::vector<DispatchItem> items{item("MY-GX", "乙"), item("MY-GX", "甲"), item("MY-AX", "丙", at("2022-07-05")),
                                        item("MY-JK", "丁", at("2022-07-06"))};
  MissingReports() {
    c.first_day = day("2022-06-16");
    c.deadlines.report_due_at = at("2022-07-01", 17);
    c.deadlines.meeting_by = day("2022-07-05");
    c.deadlines.closes_at = at("2022-07-06");
  }
  std::vector<Announcement> told(MissedBy by, CycleState state) {
    c.state = state;
    std::vector<const DispatchItem*> all;
    for (const auto& i : items)
      all.push_back(&i);
    return announce_missing_reports("2022-06-H2", c, by, all, find_project, teller());
  }
};

TEST_F(MissingReports, AtTheCloseAreToldOnceForEachEntityAndInOneListToTheCity) {
  const auto news = told(MissedBy::close, CycleState::closed);
  ASSERT_EQ(news.size(), 3U);
  EXPECT_EQ(news[0].org, "MY-GX");
  EXPECT_EQ(news[0].subject, "【调度缺报】2022年6月下半月：绵阳高新区 2个项目");
  EXPECT_NE(news[0].text.find("责任单位：绵阳高新区\n下列项目到调度会期满仍未报送"), std::string::npos) << news[0].text;
  EXPECT_NE(news[0].text.find("1. 乙\n2. 甲\n依据：《措施》第五条\n2 reports of 2022-06-H2"), std::string::npos)
      << news[0].text;
  EXPECT_EQ(news[1].org, "MY-JK") << "filed with the close is after it";
  EXPECT_FALSE(news[0].to_bureau || news[0].to_committee) << "they have the list";
  const auto& list = news[2];
  EXPECT_TRUE(list.org.empty() && list.to_bureau && list.to_committee && !list.to_leader);
  EXPECT_EQ(list.subject, "【调度缺报】2022年6月下半月：2家单位 3个项目");
  EXPECT_NE(list.text.find("\n绵阳高新区（2个）：乙、甲\nMY-JK（1个）：丁\n依据：《措施》第五条\n3 reports"),
            std::string::npos)
      << list.text;
  for (const auto& each : news)
    EXPECT_TRUE(is_occasion(each.occasion));
  EXPECT_TRUE(told(MissedBy::close, CycleState::reporting).empty());
}

TEST_F(MissingReports, AtTheDeadlineAreToldWhileTheMeetingIsAhead) {
  const auto news = told(MissedBy::report_deadline, CycleState::reporting);
  ASSERT_EQ(news.size(), 2U) << "one entity and the list: the others have filed by now";
  EXPECT_EQ(news[0].org, "MY-GX");
  EXPECT_EQ(news[0].subject, "【调度催报】2022年6月下半月：绵阳高新区 2个项目");
  EXPECT_NE(news[0].text.find("请立即补报；截止2022年7月1日17时00分，调度会议于2022年7月5日（含当日）前召开：\n1. 乙\n"
                              "2. 甲\n依据：《措施》第五条\n2 reports of 2022-06-H2 were due and are missing."),
            std::string::npos)
      << news[0].text;
  EXPECT_TRUE(news[1].org.empty() && news[1].to_bureau && news[1].to_committee);
  EXPECT_NE(news[1].text.find("请督促补报；"), std::string::npos) << news[1].text;
  EXPECT_NE(news[1].text.find("\n绵阳高新区（2个）：乙、甲\n"), std::string::npos) << news[1].text;
  EXPECT_NE(news[0].about, told(MissedBy::close, CycleState::closed)[0].about) << "other news than that of the close";
  EXPECT_TRUE(told(MissedBy::report_deadline, CycleState::closed).empty()) << "the close tells it";
}

TEST_F(MissingReports, WhatHasGoneToAnotherEntityIsToldApartAndToThatOneAsWell) {
  auto gone = item("MY-GX", "乙");
  gone.line.project_id = "prj_1";
  projects["prj_1"] = negotiating().project;  // MY-AX answers for it
  const auto stays = item("MY-GX", "甲");
  c.state = CycleState::reporting;
  const auto news =
      announce_missing_reports("2022-06-H2", c, MissedBy::report_deadline, {&gone, &stays}, find_project, teller());
  ASSERT_EQ(news.size(), 3U);
  const auto& own = news[0];
  EXPECT_TRUE(own.org == "MY-GX" && own.also.empty());
  EXPECT_EQ(own.text.find("乙"), std::string::npos) << own.text;
  const auto& over = news[1];
  EXPECT_EQ(over.org, "MY-GX");
  EXPECT_EQ(over.also, std::vector<std::string>{"MY-AX"});
  EXPECT_NE(over.text.find("责任单位：绵阳高新区\n现责任单位：MY-AX，也可由其报送\n下列项目"), std::string::npos)
      << over.text;
  EXPECT_NE(over.text.find("\n1. 乙\n依据：《措施》第五条\n1 report"), std::string::npos) << over.text;
  EXPECT_EQ(over.text.find("甲"), std::string::npos) << "it does not read of others' projects: " << over.text;
  EXPECT_NE(over.about, own.about);
  const auto& list = news[2];
  EXPECT_EQ(list.subject, "【调度催报】2022年6月下半月：1家单位 2个项目");
  EXPECT_NE(list.text.find(
                "\n绵阳高新区（1个）：甲\n绵阳高新区（现责任单位MY-AX）（1个）：乙\n依据：《措施》第五条\n2 reports"),
            std::string::npos)
      << list.text;
}

TEST_F(MissingReports, ALetterNamesNoMoreThanPeopleRead) {
  std::vector<DispatchItem> many(61, item("MY-GX", "项目"));
  c.state = CycleState::reporting;
  std::vector<const DispatchItem*> all;
  for (const auto& i : many)
    all.push_back(&i);
  const auto text = [&] {
    return announce_missing_reports("2022-06-H2", c, MissedBy::report_deadline, all, find_project, teller());
  };
  EXPECT_NE(text()[0].text.find("\n60. 项目\n等61个项目\n依据：《措施》第五条\n61 reports"), std::string::npos)
      << text()[0].text;
  EXPECT_NE(text()[1].text.find("项目、项目等61个项目\n"), std::string::npos) << text()[1].text;
  all.pop_back();
  EXPECT_NE(text()[0].text.find("\n60. 项目\n依据：《措施》第五条\n60 reports"), std::string::npos) << text()[0].text;
  all.resize(1);
  EXPECT_TRUE(text()[0].text.ends_with("1. 项目\n依据：《措施》第五条\n1 report of 2022-06-H2 was due and is missing."))
      << text()[0].text;
  all.clear();
  EXPECT_TRUE(text().empty()) << "nothing is missing";
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
