// The letters of an interview are made from what happened, however late they are written: the same life is told at
// once and after its last step.
#include "services/progress-monitor/domain/announce.hpp"
#include "tests/unit/services/progress-monitor/interview_hands.hpp"

namespace luodi::monitor::test {
namespace {
// The interview of k_id from its opening on.
struct Life {
  Ledger l{negotiating().project};
  Life() {
    l.evaluate(at("2022-08-16"));
    l.grace(at("2022-08-19"));
  }
  // The letter of the n-th fact of that name, as it is written now; nullopt = none is.
  std::optional<Announcement> letter(std::string_view fact, int n = 1) const {
    std::int64_t version = 0;
    for (const auto& [raised, when] : l.log) {
      if (raised.kind != Interview::kind) continue;
      ++version;
      if (raised.fact != fact || --n > 0) continue;
      const auto& i = l.interviews.at(raised.subject);
      const auto meeting = l.meetings.find(i.meeting_id);
      return announce_interview({raised.subject, &i, meeting == l.meetings.end() ? nullptr : &meeting->second,
                                 raised.fact, &raised.data, &l.project, version},
                                {at("2022-08-19", 12), "l", {}, &book()});
    }
    ADD_FAILURE() << "never happened: " << fact;
    return std::nullopt;
  }
  // Its news, before what is said of the project.
  std::string lead(std::string_view fact, int n = 1) const {
    const auto told = letter(fact, n);
    return told ? told->subject + "\n" + told->text.substr(0, told->text.find("\n项目：")) : std::string();
  }
};
std::vector<std::string_view> steps() {
  return {InterviewOpened::fact, InterviewIssued::fact,      InterviewExplained::fact,
          InterviewHeld::fact,   RectificationPlanned::fact, RectificationReported::fact};
}

TEST(InterviewLetter, EveryStepIsToldAsItWasAlsoWhenTheNextOnesAreIn) {
  Life life;
  std::map<std::string_view, std::string> at_once{{InterviewOpened::fact, life.lead(InterviewOpened::fact)},
                                                  {InterviewIssued::fact, life.lead(InterviewIssued::fact)}};
  auto& l = life.l;
  ASSERT_TRUE(
      l.give(decide_schedule, k_id, Schedule{at("2022-08-25", 15), "三会议室", ""}, at("2022-08-19", 12), k_committee));
  ASSERT_TRUE(l.give(decide_explanation, k_id, Explain{"情况说明", {}, {}}, at("2022-08-22"), k_park));
  at_once[InterviewExplained::fact] = life.lead(InterviewExplained::fact);
  ASSERT_TRUE(l.give(decide_minutes, k_id, minutes(), at("2022-08-26", 10), k_committee));
  at_once[InterviewHeld::fact] = life.lead(InterviewHeld::fact);
  ASSERT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::plan), at("2022-08-29"), k_park));
  at_once[RectificationPlanned::fact] = life.lead(RectificationPlanned::fact);
  ASSERT_TRUE(l.give(decide_rectification, k_id, rectify(RectificationKind::report), at("2022-09-10"), k_park));
  at_once[RectificationReported::fact] = life.lead(RectificationReported::fact);
  EXPECT_TRUE(at_once[InterviewIssued::fact].find("约谈时间：2022-08-24 09:30") != std::string::npos);
  for (const auto fact : steps()) {
    EXPECT_FALSE(at_once[fact].empty()) << fact;
    EXPECT_EQ(life.lead(fact), at_once[fact]);
  }
  EXPECT_TRUE(life.letter(InterviewIssued::fact)->invitation) << "as the meeting stands now";
}

TEST(InterviewLetter, AHoldBackIsToldAlsoWhenTheNoticeIsOut) {
  Life life;
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  ASSERT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"核实情况"}, at("2022-08-17"), k_committee));
  life.l = l;
  const auto at_once = life.lead(InterviewHeldBack::fact);
  ASSERT_TRUE(life.l.give(decide_issue, k_id, Issue{}, at("2022-08-18"), k_committee));
  EXPECT_EQ(life.lead(InterviewHeldBack::fact), at_once);
  EXPECT_TRUE(at_once.find("约谈暂缓：核实情况\n暂缓后的处理截止") != std::string::npos) << at_once;
}

TEST(InterviewLetter, AnEndLeavesTheNoticeAndTheMinutesAlone) {
  Life life;
  file_all(life.l);
  auto corrected = minutes();
  corrected.text = "会议纪要（更正）";
  corrected.correction = "漏记一项";
  ASSERT_TRUE(life.l.give(decide_minutes, k_id, corrected, at("2022-09-11"), k_committee));
  ASSERT_TRUE(life.l.give(decide_rectification, k_id, Rectify{RectificationKind::plan, "另一方案", {}, "笔误"},
                          at("2022-09-11"), k_park));
  ASSERT_TRUE(life.l.give(decide_withdraw, k_id, Withdraw{"事由消失"}, at("2022-09-12"), k_committee));
  for (const auto fact : steps())
    EXPECT_EQ(life.letter(fact).has_value(), fact == InterviewIssued::fact || fact == InterviewHeld::fact) << fact;
  EXPECT_TRUE(life.letter(InterviewCorrected::fact, 1)) << "of the minutes";
  EXPECT_FALSE(life.letter(InterviewCorrected::fact, 2)) << "of the plan";
  EXPECT_TRUE(life.letter(InterviewWithdrawn::fact));
}

TEST(InterviewLetter, CorrectionsThatFollowEachOtherAreEachTold) {
  Life life;
  file_all(life.l);
  for (const auto* why : {"漏记一项", "数字有误"})
    ASSERT_TRUE(life.l.give(decide_rectification, k_id,
                            Rectify{RectificationKind::report, std::string("报告：") + why, {}, why}, at("2022-09-11"),
                            k_park));
  EXPECT_TRUE(life.lead(InterviewCorrected::fact, 1).ends_with("整改报告已更正：漏记一项"));
  EXPECT_TRUE(life.lead(InterviewCorrected::fact, 2).ends_with("整改报告已更正：数字有误"));
  EXPECT_NE(life.letter(InterviewCorrected::fact, 1)->about, life.letter(InterviewCorrected::fact, 2)->about);
}

TEST(InterviewLetter, WhoLeavesAJointMeetingIsStillExpectedForTheOthers) {
  Life life;
  auto& l = life.l;
  Ledger two(negotiating().project);
  two.evaluate(at("2022-08-16"));
  auto other = two.only();
  other.project_name = "另一项目";
  two.interviews["int_2_2022-06-H2"] = other;
  two.grace(at("2022-08-19"));
  l = two;
  ASSERT_TRUE(l.give(decide_withdraw, k_id, Withdraw{"事由消失"}, at("2022-08-19", 10), k_committee));
  const auto goes_on = life.letter(InterviewWithdrawn::fact);
  EXPECT_TRUE(goes_on->text.find(
                  "\n2022-08-24 09:30的约谈会照常召开，不再包括本项目。会议仍涉及：\n约谈〔2022〕2号 另一项目\n") !=
              std::string::npos)
      << goes_on->text;
  EXPECT_EQ(goes_on->text.find("取消"), std::string::npos) << goes_on->text;
  EXPECT_TRUE(goes_on->text.ends_with("is withdrawn: the meeting at 2022-08-24 09:30 is held without this project."))
      << goes_on->text;
  ASSERT_TRUE(l.give(decide_withdraw, "int_2_2022-06-H2", Withdraw{"事由消失"}, at("2022-08-19", 11), k_committee));
  const auto last = life.letter(InterviewWithdrawn::fact, 2);
  EXPECT_TRUE(last->text.find("\n原定2022-08-24 09:30的约谈取消。\n") != std::string::npos) << last->text;
}

TEST(InterviewLetter, WhatMovedBeforeTheMeetingStandsBesideWhatWasFound) {
  Life life;
  EXPECT_TRUE(life.letter(InterviewIssued::fact)->text.find("最近有效进展：2022-06-01\n无有效进展的周期") !=
              std::string::npos);
  life.l.project = negotiating().progress("2022-08-18").project;
  const auto text = life.letter(InterviewIssued::fact)->text;
  EXPECT_TRUE(text.find("\n最近有效进展：2022-08-18 节点完成\n以下为约谈通知所载情况：\n") != std::string::npos)
      << text;
  EXPECT_TRUE(text.find("\n当时最近有效进展：2022-06-01\n") != std::string::npos) << text;
}

TEST(InterviewLetter, TheMailOfANoticeThatWasHeldBackSaysTheFiguresOfItsLetter) {
  Life life;
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  ASSERT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"核实情况"}, at("2022-08-17"), k_committee));
  l.evaluate(at("2022-10-08"));
  ASSERT_TRUE(l.give(decide_issue, k_id, Issue{}, at("2022-10-08", 10), k_committee));
  ASSERT_EQ(l.only().notice->standing->count.units, 7);
  life.l = l;
  const std::string counted = "\n无有效进展的周期：2022年6月下半月、2022年7月上半月、2022年7月下半月、2022年8月上半月";
  const std::string since = "、2022年8月下半月、2022年9月上半月、2022年9月下半月";
  const auto issued = life.letter(InterviewIssued::fact)->text;
  EXPECT_TRUE(issued.find(counted + since + "\n") != std::string::npos) << issued;
  const auto opened = life.letter(InterviewOpened::fact)->text;
  EXPECT_TRUE(opened.find(counted + "\n") != std::string::npos) << "as it was opened: " << opened;
  ASSERT_TRUE(life.l.give(decide_minutes, k_id, minutes(), at("2022-10-13", 10), k_committee));
  const auto held = life.letter(InterviewHeld::fact)->text;
  EXPECT_TRUE(held.find("\n以下为启动约谈时的情况：") != std::string::npos) << held;
  EXPECT_TRUE(held.find(counted + "\n") != std::string::npos) << held;
}

TEST(InterviewLetter, AReminderOfTheMeetingNamesItsHourAndItsPlace) {
  Life life;
  life.l.run_due(at("2022-08-23", 10), at("2022-08-19"));
  const auto n = std::count_if(life.l.log.begin(), life.l.log.end(),
                               [](const auto& each) { return each.first.fact == InterviewReminded::fact; });
  ASSERT_EQ(n, 2) << "the explanation and the meeting";
  const auto& place = life.l.interviews.at(k_id).place;
  ASSERT_FALSE(place.empty());
  const auto text = life.letter(InterviewReminded::fact, 2)->text;
  EXPECT_TRUE(text.starts_with("约谈会将于2022-08-24 09:30召开。\n地点：" + place + "\n项目：")) << text;
  EXPECT_TRUE(text.ends_with("\nThe meeting is held at 2022-08-24 09:30, " + place + ".")) << text;
}

TEST(InterviewLetter, ReasonsOfTheSystemAreToldByTheirChineseHalf) {
  Life life;
  file_all(life.l);
  life.l.clock_job(overdue_job(k_id, Step::verification), at("2022-10-16"));
  const auto text = life.letter(InterviewEscalated::fact)->text;
  EXPECT_TRUE(text.starts_with("整改未通过：核实期满项目仍无有效进展\n已启动二次约谈。\n")) << text;
  Interview i;
  i.state = InterviewState::withdrawn;
  i.withdrawn_automatically = true;
  i.withdrawn_reason = "补充证据后不再停滞 / late evidence";
  const auto lead = [&](std::string_view fact) {
    return announce_interview({"int_1", &i, nullptr, std::string(fact), nullptr}, {at("2022-08-16"), "l", {}})->text;
  };
  EXPECT_TRUE(lead(InterviewWithdrawn::fact).starts_with("约谈撤回：补充证据后不再停滞\n项目："));
  i.withdrawn_automatically = false;
  i.withdrawn_reason = "面积 / 30亩";
  EXPECT_TRUE(lead(InterviewWithdrawn::fact).starts_with("约谈撤回：面积 / 30亩\n")) << "as the office wrote it";
  i.state = InterviewState::closed;
  i.outcome = k_project_exited;
  i.outcome_reason = "项目已退出 / the project has exited";
  EXPECT_TRUE(lead(InterviewClosed::fact).starts_with("约谈终结：项目已退出\n"));
  EXPECT_TRUE(lead(InterviewClosed::fact).ends_with("\nThe interview is closed: the project has exited."));
}
}  // namespace
}  // namespace luodi::monitor::test
