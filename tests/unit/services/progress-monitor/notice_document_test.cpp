// What the notice and the minutes of an interview say, word by word, and that a notice is fixed when it is issued.
#include "services/progress-monitor/domain/notice_document.hpp"

#include "services/progress-monitor/domain/minutes_document.hpp"
#include "tests/unit/services/progress-monitor/notice_samples.hpp"

namespace luodi::monitor::test {
namespace {
TEST(NoticeDocument, SaysEverythingThatANoticeMustSay) {
  const auto letter = notice_document(issued().only());
  EXPECT_EQ(letter.issuer, "绵阳市项目投资促进工作委员会");
  EXPECT_EQ(letter.signature, letter.issuer);
  EXPECT_EQ(letter.number, "约谈〔2022〕1号");
  EXPECT_EQ(letter.addressee, "绵阳高新区管委会");
  EXPECT_EQ(letter.date, day("2022-08-19"));
  std::string title;
  for (const auto& part : letter.title)
    title += part;
  EXPECT_EQ(title, "关于对重大招商引资项目推进情况进行约谈的通知");
  const std::string text = all_text(letter.body);
  for (const char* part :
       {"测试项目|2104-510796-04-01-130950|5亿元|在谈|2022年6月1日|4|",
        "截至2022年8月15日，连续4个完整的半月调度周期没有有效进展", "第1个周期：2022年6月16日至30日，无有效进展；",
        "第4个周期：2022年8月1日至15日，无有效进展。",
        "《绵阳市更大力度促进招商引资10条措施》第六条“主体责任与约谈”，要点为：", "投资额5亿元及以上的项目",
        "绵阳高新区管委会主要负责人或者分管负责人，以及项目牵头部门负责人。", "时间：2022年8月24日（星期三）9时30分。",
        "地点：市项目投资促进工作委员会办公室会议室。", "请于2022年8月23日（含当日）前报送书面说明",
        "截至2022年8月15日，有关项目情况如下表：",
        "自约谈纪要登记之日起（当日不计），5个工作日内报送整改方案，30日内报送整改情况报告。具体期限见约谈纪要。",
        "下一步推进计划，列明时间节点和责任人。", "市项目投资促进工作委员会办公室。"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
  EXPECT_EQ(text.find("列席监督"), std::string::npos) << "observers come to a second interview only";
  EXPECT_EQ(text.find("印章"), std::string::npos) << "room for the seal stays empty";
}

TEST(NoticeDocument, ASecondNoticeNamesTheFirstOne) {
  auto l = issued();
  Interview second = l.only();
  second.first_id = l.interviews.begin()->first;
  InterviewIssued event;
  event.meeting_at = at("2022-12-01", 9, 30);
  const auto facts = notice_facts(second, event, l.around(), book().all().front(), l.now(at("2022-11-28")));
  ASSERT_TRUE(facts) << facts.error().detail;
  EXPECT_EQ(facts->first_number, "约谈〔2022〕1号");
}

TEST(NoticeDocument, AJointMeetingNamesTheNoticesBeforeIt) {
  auto l = issued();
  EXPECT_TRUE(l.only().notice->joint_with.empty()) << "the first one calls the meeting";
  InterviewIssued event;
  event.meeting_id = l.only().meeting_id;
  event.meeting_at = at("2022-08-24", 9, 30);
  auto interview = l.only();
  interview.notice = *notice_facts(interview, event, l.around(), book().all().front(), l.now(at("2022-08-19")));
  EXPECT_EQ(interview.notice->joint_with, std::vector<std::string>{"约谈〔2022〕1号"});
  EXPECT_NE(all_text(notice_document(interview).body).find("本次约谈与约谈〔2022〕1号通知的约谈合并进行。"),
            std::string::npos);
}

TEST(NoticeDocument, WhatIsNotKnownIsSaidAsNotKnown) {
  auto interview = issued("", negotiating().project).only();
  interview.notice->standing->last_progress.reset();
  interview.notice->standing->amount_fen.reset();
  const auto letter = notice_document(interview);
  EXPECT_EQ(letter.addressee, "MY-AX") << "the code where no park bears it";
  EXPECT_NE(all_text(letter.body).find("测试项目|—|—|在谈|无|4|"), std::string::npos) << all_text(letter.body);
}

TEST(NoticeDocument, AnExplanationDueWithTheMeetingIsAskedForBeforeIt) {
  auto interview = issued().only();
  interview.notice->explanation_due = interview.notice->meeting_at;
  EXPECT_NE(all_text(notice_document(interview).body).find("请于约谈开始前报送书面说明"), std::string::npos);
  interview.notice->explanation_due.reset();
  EXPECT_NE(all_text(notice_document(interview).body).find("请于约谈开始前报送书面说明"), std::string::npos);
}

TEST(NoticeDocument, StaysTheSameWhateverHappensLater) {
  auto l = issued();
  const std::string id = l.interviews.begin()->first;
  const auto before = notice_document(l.only());
  Schedule when;
  when.meeting_at = at("2022-08-29", 15);
  when.place = "另一间会议室";
  ASSERT_TRUE(l.give(decide_schedule, id, when, at("2022-08-20"), k_committee));
  ASSERT_TRUE(l.give(decide_withdraw, id, Withdraw{"事由消失"}, at("2022-08-25"), k_committee));
  const auto after = notice_document(l.only());
  EXPECT_EQ(all_text(after.body), all_text(before.body));
  EXPECT_EQ(after.date, before.date);
  EXPECT_EQ(after.number, before.number);
}

TEST(NoticeDocument, ThePolicyDecidesTheTexts) {
  const auto other = book_with([](policy::Policy& p) {
    p.notice.issuer = "某市工作委员会";
    p.interview.explanation_working_days = 2;
    p.interview.plan_working_days = 7;
  });
  Ledger l(negotiating().project, other);
  l.evaluate(at("2022-08-16"));
  l.grace(at("2022-08-19"));
  const auto letter = notice_document(l.only());
  EXPECT_EQ(letter.issuer, "某市工作委员会");
  const std::string text = all_text(letter.body);
  EXPECT_NE(text.find("请于2022年8月22日（含当日）前"), std::string::npos) << text;
  EXPECT_NE(text.find("（当日不计），7个工作日内"), std::string::npos) << text;
}

TEST(NoticeDocument, WithoutThePolicyOfTheCountThereIsNoNotice) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  auto interview = l.only();
  interview.explanation.clause = "gone-2020/6";
  const auto when = at("2022-08-17");
  const auto refused = decide_issue("int_x", interview, Issue{}, l.around(), context(when, k_committee));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::no_policy);
}

TEST(NoticeDocument, TimesAreWrittenAsOfficialPapersWriteThem) {
  EXPECT_EQ(when_text(at("2022-08-24", 9, 30)), "2022年8月24日（星期三）9时30分");
  EXPECT_EQ(when_text(at("2022-08-28", 15)), "2022年8月28日（星期日）15时");
  EXPECT_EQ(when_text(at("2022-08-28", 15, 5)), "2022年8月28日（星期日）15时05分");
  EXPECT_EQ(cycle_text(cycle("2024-02-H2")), "2024年2月16日至29日");
}

SignedCopyAttached scan() {
  SignedCopyAttached copy;
  copy.name = "约谈通知.pdf";
  copy.size = 123456;
  copy.sha256 = std::string(64, 'a');
  copy.signed_on = day("2022-08-19");
  return copy;
}

TEST(SignedCopy, IsAttachedOnceTheNoticeIsOut) {
  auto l = issued();
  const auto attached =
      l.give(decide_signed_copy, l.interviews.begin()->first, scan(), at("2022-08-22", 10), k_committee);
  ASSERT_TRUE(attached) << attached.error().detail;
  EXPECT_EQ(l.only().signed_copy->sha256, std::string(64, 'a'));
  EXPECT_EQ(l.only().state, InterviewState::issued);
  EXPECT_EQ(l.only().timeline.back().what, "signed_copy_attached");
}

TEST(SignedCopy, TheSameFileIsAttachedOnceAnotherOneOnlyWithAReason) {
  auto l = issued();
  const std::string id = l.interviews.begin()->first;
  const auto attach = [&](const SignedCopyAttached& copy, std::string_view on) {
    return l.give(decide_signed_copy, id, copy, at(on, 10), k_committee);
  };
  auto early = scan();
  early.correction = "扫描不清";
  EXPECT_EQ(attach(early, "2022-08-22").error().fields.at(0).code, "nothing_to_correct");
  ASSERT_TRUE(attach(scan(), "2022-08-22"));
  auto renamed = scan();
  renamed.name = "又一次.pdf";
  for (const auto& again : {scan(), early, renamed}) {
    const auto twice = attach(again, "2022-08-24");
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().code, ErrorCode::already_exists);
    EXPECT_NE(twice.error().detail.find("2022-08-22 由 system 登记"), std::string::npos) << twice.error().detail;
  }
  auto other = scan();
  other.sha256 = std::string(64, 'b');
  const auto refused = attach(other, "2022-08-24");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/correction");
  other.correction = "扫描不清，重新扫描";
  ASSERT_TRUE(attach(other, "2022-08-24"));
  EXPECT_EQ(l.only().signed_copy->sha256, other.sha256);
  ASSERT_EQ(l.only().former_copies.size(), 1U) << "the former one stays readable";
  EXPECT_EQ(l.only().former_copies[0].sha256, scan().sha256);
  EXPECT_NE(l.only().timeline.back().note.find("扫描不清，重新扫描"), std::string::npos);
  auto day_wrong = other;
  day_wrong.signed_on = day("2022-08-22");
  day_wrong.correction = "签字日期有误";
  EXPECT_TRUE(attach(day_wrong, "2022-08-24")) << "the same file, another day";
}

TEST(SignedCopy, IsRefusedInTheWrongStateAndWithWrongFields) {
  const auto refusal = [](const Interview& interview, const SignedCopyAttached& copy) {
    const auto d = decide_signed_copy("int_x", interview, copy, {}, context(at("2022-08-22"), k_committee));
    return d ? ErrorCode::internal : d.error().code;
  };
  auto l = issued();
  auto copy = scan();
  copy.sha256 = std::string(64, 'A');
  EXPECT_EQ(refusal(l.only(), copy), ErrorCode::invalid_body);
  copy = scan();
  copy.signed_on = day("2022-08-18");
  EXPECT_EQ(refusal(l.only(), copy), ErrorCode::invalid_body) << "before the notice was issued";
  copy.signed_on = day("2022-08-23");
  EXPECT_EQ(refusal(l.only(), copy), ErrorCode::in_future);
  Ledger pending(negotiating().project);
  pending.evaluate(at("2022-08-16"));
  EXPECT_EQ(refusal(pending.only(), scan()), ErrorCode::wrong_state);
  auto withdrawn = l.only();
  withdrawn.state = InterviewState::withdrawn;
  EXPECT_EQ(refusal(withdrawn, scan()), ErrorCode::wrong_state);
}

TEST(MinutesDocument, SaysWhatWasFiledAndWhatIsDue) {
  const auto interview = held().only();
  const auto minutes = minutes_document(interview);
  EXPECT_EQ(minutes.mark, "约谈纪要");
  EXPECT_EQ(minutes.number, "约谈纪要〔2022〕1号") << "the notice has another";
  EXPECT_EQ(minutes.date, day("2022-08-26"));
  const std::string text = all_text(minutes.body);
  for (const char* part :
       {"2022年8月24日（星期三）9时30分，绵阳市项目投资促进工作委员会在市项目投资促进工作委员会办公室会议室",
        "依照约谈通知（约谈〔2022〕1号）约谈绵阳高新区管委会", "会议听取了情况说明。\n会议要求完成净地移交。\n",
        "报送整改方案：2022年9月2日（含当日）前；报送整改情况报告：2022年9月25日（含当日）前。",
        "依据为《绵阳市更大力度促进招商引资10条措施》第六条“主体责任与约谈”。"})
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
  EXPECT_EQ(text.find("mianyang"), std::string::npos) << text;
  ASSERT_EQ(minutes.lists.size(), 1U);
  EXPECT_EQ(minutes.lists[0].names.size(), 2U);
  EXPECT_EQ(minutes.copies.front(), "绵阳高新区管委会");
}

TEST(MinutesDocument, ADeadlineBeyondTheCalendarIsSaidInDays) {
  auto interview = held().only();
  for (auto& clock : interview.clocks)
    if (clock.step == Step::plan) clock.due_at.reset();
  EXPECT_NE(
      all_text(minutes_document(interview).body)
          .find("报送整改方案：自纪要登记之日起5个工作日内，具体日期待节假日安排公布后另行通知；报送整改情况报告："),
      std::string::npos);
}

TEST(MinutesDocument, WhoCameWhoWasExcusedAndWhoSatInStandInThisOrder) {
  auto l = issued();
  const std::string id = l.interviews.begin()->first;
  FileMinutes minutes;
  minutes.text = "会议纪要。";
  minutes.attendees = {"绵阳高新区管委会 王五"};
  minutes.excused = {"绵阳高新区管委会 赵六"};
  minutes.observers = {"市纪委监委 钱七"};
  const auto file = [&](const FileMinutes& what) {
    return l.give(decide_minutes, id, what, at("2022-08-26", 10), k_committee);
  };
  auto twice = minutes;
  twice.observers.emplace_back("绵阳高新区管委会　王五");
  const auto refused = file(twice);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().fields.at(0).pointer, "/observers/1") << "who came did not sit in";
  ASSERT_TRUE(file(minutes));
  const auto lists = minutes_document(l.only()).lists;
  ASSERT_EQ(lists.size(), 3U);
  EXPECT_EQ(lists[0].label + lists[1].label + lists[2].label, "出席请假列席");
  EXPECT_EQ(lists[1].names, minutes.excused);
  EXPECT_EQ(lists[2].names, minutes.observers);
}

TEST(MinutesDocument, ACorrectionIsTheNewText) {
  auto l = held();
  EXPECT_EQ(filed_minutes(issued().only()), nullptr);
  FileMinutes again;
  again.text = "更正后的纪要。";
  again.attendees = {"市项目办 李四"};
  again.correction = "出席人员有误";
  ASSERT_TRUE(l.give(decide_minutes, l.interviews.begin()->first, again, at("2022-08-27", 9), k_committee));
  const auto minutes = minutes_document(l.only());
  EXPECT_EQ(minutes.date, day("2022-08-27"));
  EXPECT_NE(all_text(minutes.body).find("更正后的纪要。"), std::string::npos);
  EXPECT_EQ(all_text(minutes.body).find("会议听取了情况说明。"), std::string::npos);
  EXPECT_EQ(minutes.title.back(), "（更正）");
  EXPECT_NE(all_text(minutes.body).find("更正说明\n本纪要于2022年8月27日更正，以本件为准。更正原因：\n出席人员有误\n"),
            std::string::npos)
      << all_text(minutes.body);
}

}  // namespace
}  // namespace luodi::monitor::test
