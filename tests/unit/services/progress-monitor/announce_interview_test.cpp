// What people read of an interview: every step in words, deadlines by their last day, entities by their names.
#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/announce.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using S = InterviewState;

const OrgNames k_names([](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; });

StepClock due(Step step, Instant first_too_late) {
  StepClock clock;
  clock.step = step;
  clock.due_at = first_too_late;
  return clock;
}
Interview interview(S state, int level = 1) {
  Interview i;
  i.state = state;
  i.level = level;
  i.project_name = "测试项目";
  i.responsible_org = "MY-GX";
  i.document_number = "约谈〔2022〕1号";
  i.issue_mode = "after_grace";
  i.cycles = {cycle("2022-06-H2"), cycle("2022-07-H1")};
  i.amount_fen = yi(5);
  i.clocks = {due(Step::explanation, at("2022-08-09")), due(Step::plan, at("2022-08-18")),
              due(Step::report, at("2022-09-10")), due(Step::verification, at("2022-10-01"))};
  return i;
}
Announcement told(const Interview& i, std::string_view fact, const codec::Json* data = nullptr) {
  const auto news =
      announce_interview({"int_1", &i, nullptr, std::string(fact), data}, {at("2022-08-04"), "l", k_names});
  EXPECT_TRUE(news) << fact;
  return news.value_or(Announcement());
}
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(AnnounceInterview, TheEntityIsNamedAndNoCodeStandsInTheText) {
  const auto news = told(interview(S::issued), InterviewIssued::fact);
  EXPECT_TRUE(has(news.text, "被约谈单位：绵阳高新区\n")) << news.text;
  EXPECT_FALSE(has(news.text, "MY-GX")) << news.text;
  EXPECT_EQ(news.org, "MY-GX") << "the code says who receives it";
  EXPECT_TRUE(has(news.text, "投资额：5亿元")) << news.text;
  EXPECT_TRUE(has(news.text, "无有效进展的周期：2022年6月下半月、2022年7月上半月")) << news.text;
  Meeting m;
  m.org = "MY-GX";
  m.place = "三会议室";
  m.meeting_at = at("2022-08-24", 9, 30);
  m.items = {{"int_1", "测试项目", "约谈〔2022〕1号"}};
  const auto data = codec::encode(MeetingMoved{m.meeting_at, m.place, "负责人因公出国", at("2022-08-22", 9, 30)});
  const auto told_of = [&](const Interview* first) {
    return announce_meeting({"mtg_1", &m, first, std::string(MeetingMoved::fact), &data},
                            {at("2022-08-16"), "l", k_names});
  };
  auto i = interview(S::issued);
  i.clocks.resize(1);
  i.clocks[0].due_at = at("2022-08-24");
  const auto moved = told_of(&i);
  ASSERT_TRUE(moved);
  EXPECT_TRUE(
      moved->text.starts_with("约谈时间：2022-08-24 09:30（原定2022-08-22 09:30）\n地点：三会议室\n变更原因：负责人"
                              "因公出国\n书面说明截止：2022-08-23（含当日）\n被约谈单位：绵阳高新区\n"))
      << moved->text;
  i.clocks[0].state = ClockState::done;
  EXPECT_FALSE(has(told_of(&i)->text, "书面说明截止")) << "it is filed";
  m.meeting_at = at("2022-08-25", 9, 30);
  EXPECT_FALSE(told_of(&i)) << "moved again since: the later move is told, with its own reason";
  m.meeting_at = at("2022-08-24", 9, 30);
  m.place = "一会议室";
  EXPECT_FALSE(told_of(&i));
  m.place = "三会议室";
  ASSERT_TRUE(told_of(&i));
  m.state = MeetingState::cancelled;
  EXPECT_FALSE(told_of(&i));
}

TEST(AnnounceInterview, WhatWasCountedIsToldInTheUnitsOfItsReading) {
  auto i = interview(S::opened);
  i.count = IdleCount{"rolling_days", 60, {{day("2022-06-11"), day("2022-08-09")}}};
  EXPECT_TRUE(has(told(i, InterviewOpened::fact).text, "\n无有效进展的日期：2022年6月11日至2022年8月9日，共60日\n"));
  i.count->paused = {{day("2022-07-01"), day("2022-07-03"), std::string(k_suspended)},
                     {day("2022-07-16"), day("2022-07-31"), "quota_not_issued"}};
  EXPECT_TRUE(has(told(i, InterviewOpened::fact).text,
                  "共60日\n不计：2022年7月1日至2022年7月3日，期间项目暂停\n不计：2022年7月16日至2022年7月31日，"
                  "正当理由经认定（上级用地、用能指标未下达）\n"));
  i.count =
      IdleCount{"calendar_months", 2, {{day("2022-06-01"), day("2022-06-30")}, {day("2022-07-01"), day("2022-07-31")}}};
  EXPECT_TRUE(has(told(i, InterviewOpened::fact).text, "\n无有效进展的月份：2022年6月、2022年7月\n"));
}

TEST(AnnounceInterview, WhatEndsACaseNamesTheProgressOfTodayAndThatOfTheOpeningAsSuch) {
  auto i = interview(S::reported);
  i.last_progress = day("2022-06-01");
  auto moved = negotiating();
  moved.progress("2022-08-22");
  const auto text = [&](std::string_view fact, const domain::Project* project) {
    const Teller teller{at("2022-08-23"), "l", k_names, &book()};
    return announce_interview({"int_1", &i, nullptr, std::string(fact), nullptr, project}, teller)->text;
  };
  const std::string then =
      "以下为启动约谈时的情况：\n投资额：5亿元\n当时最近有效进展：2022-06-01\n无有效进展的周期：2022年6月下半月、";
  EXPECT_TRUE(has(text(RectificationReported::fact, &moved.project), "最近有效进展：2022-08-22 节点完成\n" + then))
      << text(RectificationReported::fact, &moved.project);
  EXPECT_TRUE(has(text(RectificationReported::fact, nullptr), "被约谈单位：绵阳高新区\n" + then));
  i.state = S::closed;
  i.outcome = k_rectified;
  EXPECT_TRUE(has(text(InterviewClosed::fact, &moved.project), "最近有效进展：2022-08-22 节点完成\n" + then));
  i.outcome = k_project_exited;
  const auto gone = negotiating().leave("2022-08-22");
  EXPECT_TRUE(has(text(InterviewClosed::fact, &gone.project), "最近有效进展：2022-06-01 阶段变更为在谈\n" + then))
      << "nobody calls an exit progress: " << text(InterviewClosed::fact, &gone.project);
  i.state = S::opened;
  const auto still = negotiating();
  const auto opened = text(InterviewOpened::fact, &still.project);
  EXPECT_TRUE(has(opened, "\n最近有效进展：2022-06-01\n无有效进展的周期：")) << opened;
  EXPECT_TRUE(has(text(InterviewOpened::fact, &moved.project), "最近有效进展：2022-08-22 节点完成\n" + then))
      << "what has moved since the opening";
}

TEST(AnnounceInterview, ADeadlineIsItsLastDayNeverTheMidnightAfterIt) {
  auto i = interview(S::issued);
  i.meeting_at = at("2022-08-10", 9, 30);
  i.place = "二会议室";
  auto text = told(i, InterviewIssued::fact).text;
  EXPECT_TRUE(has(text, "书面说明截止：2022-08-08（含当日）")) << text;
  EXPECT_TRUE(has(text, "约谈时间：2022-08-10 09:30\n地点：二会议室")) << text;
  i.clocks[0].due_at = i.meeting_at;
  text = told(i, InterviewIssued::fact).text;
  EXPECT_TRUE(has(text, "书面说明截止：2022-08-10 09:30")) << "by the meeting: " << text;

  i = interview(S::opened);
  i.grace_until = at("2022-08-04");
  text = told(i, InterviewOpened::fact).text;
  EXPECT_TRUE(has(text, "可在2022-08-03（含当日）前暂缓")) << text;
  EXPECT_TRUE(text.ends_with("unless it is held back by 2022-08-03 (inclusive).")) << text;
  text = told(interview(S::held), InterviewHeld::fact).text;
  EXPECT_TRUE(has(text, "整改方案截止：2022-08-17（含当日）\n整改报告截止：2022-09-09（含当日）")) << text;
  EXPECT_TRUE(
      text.ends_with("The minutes are filed; rectification plan by 2022-08-17 (inclusive); rectification report by "
                     "2022-09-09 (inclusive)."))
      << text;
  text = told(interview(S::planned), RectificationPlanned::fact).text;
  EXPECT_TRUE(has(text, "整改报告截止：2022-09-09（含当日）")) << text;
  text = told(interview(S::reported), RectificationReported::fact).text;
  EXPECT_TRUE(has(text, "整改核实截止：2022-09-30（含当日）")) << text;
  EXPECT_TRUE(has(text, "\n由市投资促进部门或者工作委员会办公室核实；核实通过，须有约谈通知发出之日起的有效进展，"))
      << text;
  EXPECT_TRUE(
      text.ends_with("is filed; verification by 2022-09-30 (inclusive). The bureau or the committee may verify it; "
                     "a pass needs effective progress since the day of the notice, or an approved exemption."))
      << text;
  i = interview(S::reported);
  i.clocks[3].opens_at = at("2022-09-16");
  text = told(i, RectificationReported::fact).text;
  EXPECT_TRUE(has(text, "\n由市投资促进部门或者工作委员会办公室自2022-09-16起核实；")) << text;
  EXPECT_TRUE(has(text, "The bureau or the committee may verify it from 2022-09-16 on;")) << text;

  const codec::Json plan = {{"step", "plan"}, {"due_at", at("2022-08-18").str()}};
  const auto reminder = told(interview(S::held), InterviewReminded::fact, &plan);
  EXPECT_TRUE(reminder.text.starts_with(
      "整改方案期限临近：2022-08-17（含当日）\n由被约谈单位绵阳高新区提交整改方案；其他收件单位知悉。\n"))
      << reminder.text;
  EXPECT_TRUE(
      reminder.text.ends_with("plan is due by 2022-08-17 (inclusive). The interviewed entity is to file the "
                              "rectification plan; the others are told."))
      << reminder.text;
  i = interview(S::held);
  i.clocks[1].state = ClockState::overdue;
  i.clocks[1].overdue_at = at("2022-08-18");
  const auto late = told(i, InterviewOverdue::fact, &plan);
  EXPECT_EQ(late.subject, "【逾期】整改方案 约谈〔2022〕1号：测试项目");
  EXPECT_TRUE(late.text.starts_with("整改方案已逾期，期限为2022-08-17（含当日）\n由被约谈单位绵阳高新区提交整改方案；"))
      << late.text;
  EXPECT_TRUE(has(late.text, "plan is overdue, it was due by 2022-08-17 (inclusive).")) << late.text;
  for (const auto& one : {reminder, late})
    EXPECT_FALSE(has(one.text, "00:00")) << one.text;
  i.clocks[1].state = ClockState::done;
  EXPECT_FALSE(has(told(i, InterviewOverdue::fact, &plan).text, "由被约谈单位")) << "made up for: nobody owes it";
  i.clocks.push_back(due(Step::minutes, at("2022-08-16")));
  const codec::Json paper = {{"step", "minutes"}, {"due_at", at("2022-08-16").str()}};
  EXPECT_TRUE(has(told(i, InterviewReminded::fact, &paper).text, "The minutes are due by 2022-08-15 (inclusive)."));
  i.clocks.back().state = ClockState::overdue;
  i.clocks.back().overdue_at = at("2022-08-16");
  EXPECT_TRUE(
      has(told(i, InterviewOverdue::fact, &paper).text, "The minutes are overdue, they were due by 2022-08-15"));
  EXPECT_TRUE(has(told(i, InterviewOverdue::fact, &paper).text, "\n由工作委员会办公室登记约谈纪要；"));
  const codec::Json check = {{"step", "verification"}, {"due_at", at("2022-10-01").str()}};
  const auto verify = told(interview(S::reported), InterviewReminded::fact, &check).text;
  EXPECT_TRUE(has(verify, "\n由市投资促进部门或者工作委员会办公室核实整改；其他收件单位知悉。\n")) << verify;
}

TEST(AnnounceInterview, SaysWhyADeadlineIsUnknown) {
  auto i = interview(S::opened);
  i.blocked = "缺少2027年日历";
  EXPECT_TRUE(has(told(i, InterviewOpened::fact).text, "通知期限暂无法计算：缺少2027年日历"));
  const auto blocked = told(i, InterviewBlocked::fact);
  EXPECT_EQ(blocked.subject, "【约谈通知受阻】测试项目");
  EXPECT_TRUE(blocked.text.starts_with("通知期限暂无法计算：缺少2027年日历\n")) << blocked.text;
  i = interview(S::held);
  i.clocks[1].due_at.reset();
  i.clocks[1].blocked = "缺少2027年日历";
  EXPECT_TRUE(has(told(i, InterviewHeld::fact).text, "整改方案：期限暂无法计算，缺少2027年日历"));
  i.clocks.clear();
  EXPECT_FALSE(has(told(i, InterviewHeld::fact).text, "整改方案截止")) << "no clock, no line";
  EXPECT_TRUE(has(told(interview(S::issued), InterviewIssued::fact).text, "约谈时间：待定"));
}

TEST(AnnounceInterview, AnInterviewThatNeedsAConfirmationSaysSo) {
  auto i = interview(S::opened);
  i.issue_mode = "on_confirmation";
  EXPECT_TRUE(has(told(i, InterviewOpened::fact).text, "待工作委员会办公室确认后发出约谈通知"));
}

TEST(AnnounceInterview, ASecondInterviewIsCalledOneAndNamesWhoComes) {
  auto i = interview(S::opened, 2);
  i.attendees = {"单位主要负责人"};
  i.observers = {"纪检监察机关"};
  i.last_progress = day("2022-05-31");
  const auto opened = told(i, InterviewOpened::fact);
  EXPECT_EQ(opened.subject, "【二次约谈启动】测试项目");
  EXPECT_TRUE(opened.text.starts_with("整改未通过，启动二次约谈。")) << opened.text;
  EXPECT_TRUE(has(opened.text, "参加人员：单位主要负责人\n列席监督：纪检监察机关\n")) << opened.text;
  EXPECT_TRUE(has(opened.text, "最近有效进展：2022-05-31")) << opened.text;
  EXPECT_TRUE(opened.text.ends_with("A second interview is opened.")) << opened.text;
  i.state = S::issued;
  EXPECT_EQ(told(i, InterviewIssued::fact).subject, "【二次约谈通知】约谈〔2022〕1号：测试项目");
  EXPECT_EQ(told(interview(S::issued), InterviewIssued::fact).subject, "【约谈通知】约谈〔2022〕1号：测试项目");
}

TEST(AnnounceInterview, EveryStepHasItsWords) {
  auto i = interview(S::held_back);
  i.held_back_reason = "核实情况";
  EXPECT_TRUE(told(i, InterviewHeldBack::fact).text.starts_with("约谈暂缓：核实情况\n"));
  i = interview(S::withdrawn);
  i.withdrawn_reason = "事由消失";
  i.meeting_at = at("2022-08-09", 9, 30);
  auto back = told(i, InterviewWithdrawn::fact);
  EXPECT_EQ(back.subject, "【约谈撤回】约谈〔2022〕1号：测试项目");
  EXPECT_TRUE(
      back.text.starts_with("约谈撤回：事由消失\n撤回的通知：约谈〔2022〕1号\n原定2022-08-09 09:30的约谈取消。\n"))
      << back.text;
  EXPECT_TRUE(back.text.ends_with("\nNotice 约谈〔2022〕1号 is withdrawn: no meeting at 2022-08-09 09:30."))
      << back.text;
  i.clocks.push_back(due(Step::meeting, at("2022-08-10")));
  i.clocks.back().state = ClockState::done;
  EXPECT_FALSE(has(told(i, InterviewWithdrawn::fact).text, "取消")) << "it was held";
  i.document_number.clear();
  back = told(i, InterviewWithdrawn::fact);
  EXPECT_EQ(back.subject, "【约谈撤回】测试项目");
  EXPECT_TRUE(back.text.starts_with("约谈撤回：事由消失\n项目：")) << "no notice was out: " << back.text;
  EXPECT_EQ(told(interview(S::issued), InterviewExplained::fact).subject,
            "【书面说明已提交】约谈〔2022〕1号：测试项目");
  EXPECT_EQ(told(interview(S::held), InterviewHeld::fact).subject, "【约谈纪要】约谈〔2022〕1号：测试项目");
  EXPECT_EQ(told(interview(S::planned), RectificationPlanned::fact).subject,
            "【整改方案已提交】约谈〔2022〕1号：测试项目");
  EXPECT_EQ(told(interview(S::reported), RectificationReported::fact).subject,
            "【整改报告已提交】约谈〔2022〕1号：测试项目");
}

TEST(AnnounceInterview, WhatFollowsAHoldBackIsForTheOfficeAndTheBureau) {
  auto i = interview(S::held_back);
  i.document_number.clear();
  i.held_back_reason = "核实情况";
  i.clocks = {due(Step::hold_back, at("2022-09-01"))};
  const auto held = told(i, InterviewHeldBack::fact);
  EXPECT_TRUE(
      held.text.starts_with("约谈暂缓：核实情况\n暂缓后的处理截止：2022-08-31（含当日）\n请工作委员会办公室在此之前"
                            "发出约谈通知或者撤销约谈；逾期也不自动发出。\n"))
      << held.text;
  EXPECT_TRUE(
      held.text.ends_with("The interview is held back: 核实情况. The committee is to issue the notice or to "
                          "withdraw the interview by 2022-08-31 (inclusive); nothing issues by itself."))
      << held.text;
  const codec::Json data = {{"step", "hold_back"}, {"due_at", at("2022-09-01").str()}};
  const auto reminder = told(i, InterviewReminded::fact, &data);
  EXPECT_EQ(reminder.subject, "【提醒】暂缓后的处理：测试项目");
  EXPECT_TRUE(has(reminder.text, "请工作委员会办公室发出约谈通知或者撤销约谈")) << reminder.text;
  i.clocks[0].state = ClockState::overdue;
  i.clocks[0].overdue_at = at("2022-09-01");
  const auto late = told(i, InterviewOverdue::fact, &data);
  EXPECT_EQ(late.subject, "【逾期】暂缓后的处理：测试项目");
  EXPECT_TRUE(late.text.starts_with("暂缓后的处理已逾期，期限为2022-08-31（含当日）。约谈已暂缓（核实情况）"))
      << late.text;
  for (const auto& news : {held, reminder, late}) {
    EXPECT_TRUE(news.org.empty()) << "not the entity's";
    EXPECT_TRUE(news.to_bureau && news.to_committee);
    EXPECT_TRUE(has(news.text, "ommittee is to issue the notice or to withdraw the interview")) << news.text;
  }
}

TEST(AnnounceInterview, AConfirmationIsAskedOfTheOfficeAndTheBureau) {
  auto i = interview(S::opened);
  i.document_number.clear();
  i.issue_mode = "on_confirmation";
  i.clocks = {due(Step::confirmation, at("2022-08-19"))};
  const auto opening = told(i, InterviewOpened::fact);
  EXPECT_TRUE(has(opening.text, "待工作委员会办公室确认后发出约谈通知。\n约谈通知的确认截止：2022-08-18（含当日）\n"))
      << opening.text;
  EXPECT_EQ(opening.org, "MY-GX");
  const codec::Json data = {{"step", "confirmation"}, {"due_at", at("2022-08-19").str()}};
  const auto reminder = told(i, InterviewReminded::fact, &data);
  EXPECT_EQ(reminder.subject, "【提醒】约谈通知的确认：测试项目");
  i.clocks[0].state = ClockState::overdue;
  i.clocks[0].overdue_at = at("2022-08-19");
  const auto late = told(i, InterviewOverdue::fact, &data);
  EXPECT_TRUE(late.text.starts_with("约谈通知的确认已逾期，期限为2022-08-18（含当日）。约谈通知待确认，未确认不发出"))
      << late.text;
  for (const auto& news : {reminder, late}) {
    EXPECT_TRUE(news.org.empty()) << "not the entity's";
    EXPECT_TRUE(news.to_bureau && news.to_committee);
    EXPECT_TRUE(has(news.text, "请工作委员会办公室发出、暂缓或者撤销")) << news.text;
    EXPECT_TRUE(has(news.text, "The confirmation of the notice is")) << news.text;
    EXPECT_TRUE(has(news.text, "the committee is to issue the notice, to hold it back or to withdraw")) << news.text;
  }
}

TEST(AnnounceInterview, ACorrectionNamesItsPaper) {
  const std::pair<Step, std::string> papers[] = {{Step::explanation, "书面说明"}, {Step::meeting, "约谈会"},
                                                 {Step::minutes, "约谈纪要"},     {Step::plan, "整改方案"},
                                                 {Step::report, "整改报告"},      {Step::verification, "整改核实"}};
  for (const auto& [step, name] : papers) {
    auto i = interview(S::held);
    FiledPaper paper;
    paper.step = step;
    paper.correction = "漏记一项";
    i.papers = {paper};
    EXPECT_TRUE(told(i, InterviewCorrected::fact).text.starts_with(name + "已更正：漏记一项\n")) << name;
  }
  const auto none = interview(S::held);
  EXPECT_FALSE(announce_interview({"int_1", &none, nullptr, std::string(InterviewCorrected::fact), nullptr},
                                  {at("2022-08-04"), "l", k_names}));
}

TEST(AnnounceInterview, APassWithoutItsBasisSaysWhatTheClockSaysAndWhatMayBeDone) {
  auto i = interview(S::closed);
  i.outcome = k_rectified;
  i.basis_lost = PassBasisLost{day("2022-08-19"),
                               day("2022-09-16"),
                               day("2022-09-12"),
                               "主体封顶 / topped out",
                               6,
                               domain::Light::red,
                               day("2022-06-01"),
                               4};
  const auto news = told(i, PassBasisLost::fact);
  EXPECT_EQ(news.subject, "【核实依据失效】约谈〔2022〕1号：测试项目");
  EXPECT_EQ(news.occasion, "interview_basis_lost");
  EXPECT_TRUE(news.to_bureau && news.to_committee);
  EXPECT_EQ(news.org, "MY-GX");
  for (const auto* part : {"约谈〔2022〕1号于2022年9月16日核实通过，依据是2022年9月12日的有效进展（主体封顶）",
                           "连续6个周期无有效进展，红灯；现最近有效进展2022年6月1日",
                           "可补报2022年8月19日至2022年9月16日之间的其他有效进展", "满4个周期再次启动约谈",
                           "The pass of 2022-09-16 rested on the progress of 2022-09-12 (topped out)"})
    EXPECT_TRUE(has(news.text, part)) << part << "\n" << news.text;
  i.timeline.push_back({std::string(PassBasisRestored::fact), at("2022-09-25"), "b", "2022-09-01"});
  const auto overtaken = i;
  EXPECT_FALSE(announce_interview({"int_1", &overtaken, nullptr, std::string(PassBasisRestored::fact), nullptr},
                                  {at("2022-08-04"), "l", k_names}))
      << "lost again meanwhile";
  i.basis_lost.reset();
  EXPECT_TRUE(has(told(i, PassBasisRestored::fact).text, "核实重新有据：2022-09-01的有效进展。"));
}

TEST(AnnounceInterview, TheEndSaysHowItEnded) {
  auto i = interview(S::closed);
  i.outcome = k_rectified;
  i.outcome_reason = "现场已复工";
  EXPECT_TRUE(told(i, InterviewClosed::fact).text.starts_with("整改核实通过：现场已复工\n"));
  i.outcome = k_project_exited;
  i.outcome_reason = "项目已退出";
  EXPECT_EQ(told(i, InterviewClosed::fact).subject, "【约谈终结】约谈〔2022〕1号：测试项目");
  i = interview(S::escalated);
  i.outcome_reason = "未复工";
  EXPECT_TRUE(
      told(i, InterviewEscalated::fact)
          .text.starts_with("二次约谈后整改仍未通过：未复工\n提请工作委员会研究通报、考核扣分和问责等后续处理。\n"))
      << "nobody has decided anything";
  i.second_id = "int_1_2";
  EXPECT_TRUE(told(i, InterviewEscalated::fact).text.starts_with("整改未通过：未复工\n已启动二次约谈。"));
}

TEST(AnnounceInterview, TheHostHearsOfTheTriggerWhereAnOfficeAnswersAndIsNotCalled) {
  auto host = negotiating().project;
  host.host = "MY-JK";
  const auto i = interview(S::opened);
  const auto owner = [&](const std::string& fact, const Interview& of) {
    return announce_interview({"int_1", &of, nullptr, fact, nullptr, &host}, {at("2022-08-04"), "l", k_names})->owner;
  };
  EXPECT_EQ(owner("opened", i), "MY-JK");
  EXPECT_EQ(owner("issued", interview(S::issued)), "");
  host.host = i.responsible_org;
  EXPECT_EQ(owner("opened", i), "") << "told once";
}
}  // namespace
}  // namespace luodi::monitor::test
