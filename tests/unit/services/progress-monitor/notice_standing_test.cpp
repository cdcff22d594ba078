// What a notice says of the project's standing still: in the units of the reading that counted it, never of a day ahead
// or of one that moved; of a second interview as of its own day; and that notices of before stay as they were.
#include "services/progress-monitor/domain/minutes_document.hpp"
#include "services/progress-monitor/domain/notice_document.hpp"
#include "tests/unit/services/progress-monitor/notice_samples.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_bureau = actor(Role::bureau, "", "b");
const Actor k_park = actor(Role::park, "MY-GX", "p");
const std::string k_id = "int_1_2022-06-H2";
const std::string k_second = k_id + "_2";

void expect_parts(const std::string& text, std::initializer_list<const char*> parts) {
  for (const char* part : parts)
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
}
void expect_none(const std::string& text, std::initializer_list<const char*> parts) {
  for (const char* part : parts)
    EXPECT_EQ(text.find(part), std::string::npos) << part << "\nin\n" << text;
}
policy::PolicyBook reads(const std::string& reading, int limit) {
  return book_with([&](policy::Policy& p) {
    p.interview.idle_reading = reading;
    p.interview.idle_limit = limit;
  });
}
// Opened on one day, issued by the committee on another.
std::string notice_of(const domain::Project& project, const policy::PolicyBook& policies, std::string_view opened,
                      std::string_view issued_on) {
  Ledger l(project, policies);
  l.evaluate(at(opened));
  EXPECT_EQ(l.interviews.size(), 1U);
  const auto out = l.give(decide_issue, l.interviews.begin()->first, Issue{}, at(issued_on, 10), k_committee);
  EXPECT_TRUE(out) << out.error().detail;
  const auto letter = notice_document(l.only());
  return std::get<document::Table>(letter.body.at(3)).columns.back().title + all_text(letter.body);
}

TEST(NoticeStanding, OfRollingDaysItNamesTheDaysThatCounted) {
  const auto days = reads("rolling_days", 60);
  const auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-06-10");
  const auto prompt = notice_of(s.project, days, "2022-08-10", "2022-08-10");
  expect_parts(prompt,
               {"停滞日数", "截至2022年8月9日，连续60日没有有效进展", "2022年6月11日至8月9日，共60日，无有效进展。",
                "|2022年6月10日|60|", "截至2022年8月9日，有关项目情况如下表："});
  expect_none(prompt, {"半月", "周期", "截至2022年8月15日", "6月1日"});
  const auto late = notice_of(s.project, days, "2022-08-25", "2022-08-26");
  expect_parts(late, {"截至2022年8月9日，连续60日没有有效进展", "2022年6月11日至8月9日，共60日，无有效进展。"});
}

TEST(NoticeStanding, APauseCutsTheRowOfDaysAndIsNotCounted) {
  auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-06-10");
  s.suspend("2022-06-20").resume("2022-06-23");
  const auto text = notice_of(s.project, reads("rolling_days", 60), "2022-09-05", "2022-09-05");
  expect_parts(text, {"扣除项目暂停的日期后，连续60日没有有效进展，且所计日期没有经认定的正当理由",
                      "2022年6月11日至19日，共9日，无有效进展；\n2022年6月20日至22日，期间项目暂停，不计；\n", "|60|"});
}

// In scope from 1 June; two cycles count before and two behind the exemption.
Story excused(int cycles) {
  auto s = negotiating();
  s.claim("exm_1", "2022-07-H2", cycles, "2022-07-20").decide("exm_1", true, cycles, "2022-07-21");
  return s;
}

TEST(NoticeStanding, AnExemptionBetweenTheCountedCyclesIsNamedAndNotCounted) {
  const auto text = notice_of(excused(1).project, book(), "2022-09-01", "2022-09-01");
  expect_parts(text, {"截至2022年8月31日，扣除经认定有正当理由的周期后，连续4个完整的半月调度周期没有有效进展，"
                      "且所计周期没有经认定的正当理由。",
                      "第2个周期：2022年7月1日至15日，无有效进展；\n2022年7月16日至31日，正当理由经认定（不可抗力），"
                      "不计；\n第3个周期：2022年8月1日至15日，无有效进展；\n",
                      "第4个周期：2022年8月16日至31日，无有效进展。\n", "|4|"});
  expect_none(text, {"，且没有经认定的正当理由"});
  expect_parts(notice_of(excused(2).project, book(), "2022-09-16", "2022-09-16"),
               {"2022年7月16日至8月15日，正当理由经认定（不可抗力），不计；\n第3个周期：2022年8月16日至31日"});
}

TEST(NoticeStanding, ASuspensionBetweenTheCountedCyclesIsNamedBesideAnExemption) {
  auto s = negotiating();
  s.suspend("2022-07-20").resume("2022-07-25");
  expect_parts(notice_of(s.project, book(), "2022-09-01", "2022-09-01"),
               {"扣除项目暂停的周期后，连续4个完整的半月调度周期没有有效进展，且所计周期没有经认定的正当理由。",
                "2022年7月16日至31日，期间项目暂停，不计；\n第3个周期："});
  auto both = excused(1);
  both.suspend("2022-08-03").resume("2022-08-05");
  expect_parts(notice_of(both.project, book(), "2022-09-16", "2022-09-16"),
               {"扣除经认定有正当理由和项目暂停的周期后，连续4个",
                "（不可抗力），不计；\n2022年8月1日至15日，期间项目暂停，不计；\n第3个周期：2022年8月16日至31日"});
}

TEST(NoticeStanding, TimeOutOfScopeBetweenTheCountedCyclesIsNamed) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5)).amend("2022-07-20", yi(4)).amend("2022-07-22", yi(5));
  expect_parts(notice_of(s.project, book(), "2022-09-01", "2022-09-01"),
               {"扣除不全在约谈范围内的周期后，连续4个完整的半月调度周期没有有效进展",
                "2022年7月16日至31日，期间不全在约谈范围内，不计；\n第3个周期：2022年8月1日至15日"});
  s.suspend("2022-08-03").resume("2022-08-05");
  expect_parts(notice_of(s.project, book(), "2022-09-16", "2022-09-16"), {"扣除项目暂停和不全在约谈范围内的周期后"});
}

TEST(NoticeStanding, WhatWasNotCountedBeforeTheFirstCycleIsNoPartOfTheCount) {
  auto s = negotiating();
  s.claim("exm_1", "2022-06-H2", 1, "2022-06-20").decide("exm_1", true, 1, "2022-06-21");
  const auto text = notice_of(s.project, book(), "2022-09-01", "2022-09-01");
  expect_parts(text, {"截至2022年8月31日，连续4个完整的半月调度周期没有有效进展，且没有经认定的正当理由。"});
  expect_none(text, {"，不计"});
}

TEST(NoticeStanding, WhatPausesTheCountOfANoticeThatWasHeldBackIsNamedAtItsEnd) {
  auto s = negotiating();
  s.claim("exm_1", "2022-08-H2", 1, "2022-08-18").decide("exm_1", true, 1, "2022-08-19");
  Ledger l(s.project);
  l.evaluate(at("2022-08-16"));
  ASSERT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"核实情况"}, at("2022-08-17"), k_committee));
  ASSERT_TRUE(l.give(decide_issue, k_id, Issue{}, at("2022-09-02", 10), k_committee));
  expect_parts(
      all_text(notice_document(l.only()).body),
      {"截至2022年9月2日，扣除经认定有正当理由的周期后，连续4个",
       "第4个周期：2022年8月1日至15日，无有效进展；\n2022年8月16日至31日，正当理由经认定（不可抗力），不计。\n"});
}

TEST(NoticeStanding, TheCountOfDaysBeginsAnewWithProgressInTheSameCycle) {
  auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-06-01");
  s.progress("2022-06-10");
  expect_parts(notice_of(s.project, reads("rolling_days", 60), "2022-08-10", "2022-08-10"),
               {"2022年6月11日至8月9日，共60日，无有效进展。", "|2022年6月10日|60|"});
}

TEST(NoticeStanding, OfCalendarMonthsItNamesTheMonths) {
  const auto s = Story().lead(yi(5), "2022-05-26").negotiate("2022-05-31");
  const auto text = notice_of(s.project, reads("calendar_months", 2), "2022-08-01", "2022-08-01");
  expect_parts(text, {"停滞月数", "截至2022年7月31日，连续2个完整的自然月没有有效进展", "按自然月逐月认定如下：",
                      "第1个月：2022年6月1日至30日，无有效进展；", "第2个月：2022年7月1日至31日，无有效进展。",
                      "|2022年5月31日|2|"});
  expect_none(text, {"半月", "周期"});
}

TEST(NoticeStanding, LateEvidenceThatMovedTheStallIsInTheNotice) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  ASSERT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"核实情况"}, at("2022-08-17"), k_committee));
  auto moved = negotiating();
  moved.progress("2022-06-20", domain::ProgressKind::milestone, true, "2022-09-05");
  l.project = moved.project;
  l.evaluate(at("2022-09-05"));
  ASSERT_EQ(l.only().state, InterviewState::held_back) << "four cycles since, they are the same stall";
  ASSERT_TRUE(l.give(decide_issue, k_id, Issue{}, at("2022-09-05", 10), k_committee));
  const auto text = all_text(notice_document(l.only()).body);
  expect_parts(text, {"截至2022年9月5日，连续4个完整的半月调度周期没有有效进展",
                      "第1个周期：2022年7月1日至15日，无有效进展；", "|2022年6月20日|4|"});
  expect_none(text, {"6月16日"});
}

TEST(NoticeStanding, WhatWasHeldBackSpeaksOfTheDayOnWhichItGoesOut) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  ASSERT_TRUE(l.give(decide_hold_back, k_id, HoldBack{"核实情况"}, at("2022-08-17"), k_committee));
  l.evaluate(at("2022-10-08"));
  ASSERT_TRUE(l.give(decide_issue, k_id, Issue{}, at("2022-10-08", 10), k_committee));
  expect_parts(all_text(notice_document(l.only()).body),
               {"截至2022年10月8日，连续7个完整的半月调度周期没有有效进展",
                "第7个周期：2022年9月16日至30日，无有效进展。", "|2022年6月1日|7|"});
}

// The first interview is filed in full; the project moved after its notice, but not as it was asked to.
Ledger second(const std::string& found = "设备未进场。\n贷款未落实。") {
  auto moved = negotiating();
  moved.progress("2022-08-23");
  auto l = held();
  const auto file = [&](RectificationKind kind, std::string_view on) {
    const auto done = l.give(decide_rectification, k_id, Rectify{kind, "整改材料", {}, {}}, at(on), k_park);
    ASSERT_TRUE(done) << done.error().detail;
  };
  file(RectificationKind::plan, "2022-08-29");
  file(RectificationKind::report, "2022-09-10");
  l.project = known_project(moved.project);
  EXPECT_TRUE(l.give(decide_verification, k_id, Verify{false, found, {}}, at("2022-09-16", 10), k_bureau));
  l.grace(at("2022-09-21"));
  return l;
}

TEST(NoticeStanding, ASecondNoticeSpeaksOfItsOwnDayAndOfTheFirstOne) {
  const auto l = second();
  const auto& interview = l.interviews.at(k_second);
  EXPECT_EQ(interview.last_progress, day("2022-08-23"));
  EXPECT_EQ(interview.idle_cycles, 1);
  const auto letter = notice_document(interview);
  EXPECT_EQ(letter.title.back(), "进行第二次约谈的通知");
  EXPECT_EQ(interview.notice->first_number, "约谈〔2022〕1号");
  const auto text = all_text(letter.body);
  expect_parts(text,
               {"经第一次约谈（约谈〔2022〕1号），整改未通过核实；截至2022年9月21日，最近一次有效进展为2022年8月23日，"
                "连续1个完整的半月调度周期没有有效进展。",
                "第一次约谈（约谈〔2022〕1号）于2022年8月24日进行。约谈后整改未通过核实，情况如下：\n设备未进场。\n"
                "贷款未落实。\n截至2022年9月21日，有关项目情况如下表：",
                "|2022年8月23日|1|", "第1个周期：2022年9月1日至15日，无有效进展。"});
  expect_none(text, {"8月15日", "连续4个"});
}

TEST(NoticeStanding, TheObserversOfASecondInterviewAreNotThoseWhoAreCalled) {
  const auto l = second();
  const auto letter = notice_document(l.interviews.at(k_second));
  expect_parts(all_text(letter.body),
               {"MY-GX。到会人员：单位主要负责人。\n", "市投资促进部门。纪检监察机关派观察员列席监督。\n"});
  EXPECT_EQ(letter.copies.back(), "纪检监察机关");
  EXPECT_EQ(l.meetings.at(l.interviews.at(k_second).meeting_id).attendees,
            (std::vector<std::string>{"单位主要负责人", "纪检监察机关"}))
      << "calendars show both";
}

TEST(NoticeStanding, WhatMovedOnTheDayOfTheSecondNoticeLeavesNothingToCount) {
  auto l = second();
  auto interview = l.interviews.at(k_second);
  auto moved = negotiating();
  moved.progress("2022-09-20");
  l.project = moved.project;
  InterviewIssued event;
  event.meeting_at = at("2022-09-26", 9, 30);
  const auto now = at("2022-09-21");
  interview.notice = *notice_facts(interview, event, l.around(), book().all().front(), l.now(now));
  const auto text = all_text(notice_document(interview).body);
  expect_parts(text, {"最近一次有效进展为2022年9月20日，没有计入停滞周期。", "|2022年9月20日|0|"});
  expect_none(text, {"逐期认定"});
}

TEST(NoticeStanding, MinutesSayWhatTheNoticeSays) {
  auto l = second();
  FileMinutes minutes;
  minutes.text = "第二次约谈纪要";
  minutes.attendees = {"张三"};
  ASSERT_TRUE(l.give(decide_minutes, k_second, minutes, at("2022-09-27"), k_committee));
  expect_parts(all_text(minutes_document(l.interviews.at(k_second)).body),
               {"测试项目，经第一次约谈（约谈〔2022〕1号），整改未通过核实；截至2022年9月21日，最近一次有效进展为2022年"
                "8月23日"});
}

// As it was stored before the standing was recorded.
Interview of_before(const Interview& interview) {
  auto json = codec::encode(interview);
  for (const char* key : {"count", "observers"})
    json.erase(key);
  for (const char* key : {"standing", "observers", "first_held_on", "not_rectified"})
    json["notice"].erase(key);
  auto read = codec::decode<Interview>(json);
  EXPECT_TRUE(read);
  EXPECT_EQ(codec::Json::diff(json, codec::encode(*read)), codec::Json::array())
      << "the state of before stays as it was";
  return std::move(*read);
}

TEST(NoticeStanding, ACountFromBeforeThePausesWereRecordedGoesOnSayingWhatItSaid) {
  const IdleCount plain{"half_months", 1, {{day("2022-06-16"), day("2022-06-30")}}};
  EXPECT_FALSE(codec::encode(plain).contains("paused"));
  Ledger l(excused(1).project);
  l.evaluate(at("2022-09-01"));
  ASSERT_TRUE(l.give(decide_issue, l.interviews.begin()->first, Issue{}, at("2022-09-01", 10), k_committee));
  auto interview = l.only();
  ASSERT_EQ(interview.count->paused.size(), 1U);
  EXPECT_EQ(interview.count->paused[0].because, "force_majeure");
  interview.notice->standing->count.paused.clear();
  expect_parts(all_text(notice_document(interview).body),
               {"连续4个完整的半月调度周期没有有效进展，且没有经认定的正当理由。",
                "第2个周期：2022年7月1日至15日，无有效进展；\n第3个周期："});
}

TEST(NoticeStanding, MinutesOfBeforeKeepTheirNumber) {
  EXPECT_EQ(minutes_document(held().only()).number, "约谈纪要〔2022〕1号");
  EXPECT_EQ(minutes_document(of_before(held().only())).number, "约谈〔2022〕1号");
}

TEST(NoticeStanding, ANoticeOfBeforeIsPrintedAsItWas) {
  const auto old = of_before(issued().only());
  const auto text = all_text(notice_document(old).body);
  expect_parts(text,
               {"你单位负责推进的测试项目，截至2022年8月15日，连续4个完整的半月调度周期没有有效进展，且没有经认定的"
                "正当理由。根据《绵阳市更大力度促进招商引资10条措施》，决定对你单位进行约谈。现将有关事项通知如下：\n"
                "约谈事由\n有关项目情况如下表：\n测试项目|2104-510796-04-01-130950|5亿元|在谈|2022年6月1日|4|\n"
                "按半月调度周期逐期认定如下：\n第1个周期：2022年6月16日至30日，无有效进展；\n",
                "整改报告。约谈后5个工作日内报送整改方案，30日内报送整改情况报告。\n"});
  auto again = second().interviews.at(k_second);
  again.attendees = {"单位主要负责人", "纪检监察机关观察员"};
  again = of_before(again);
  expect_parts(all_text(notice_document(again).body),
               {"没有有效进展，且没有经认定的正当理由。约谈〔2022〕1号通知的约谈后，整改未通过核实。根据《",
                "到会人员：单位主要负责人、纪检监察机关观察员。\n"});
}
}  // namespace
}  // namespace luodi::monitor::test
