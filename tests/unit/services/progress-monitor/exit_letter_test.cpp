// The letters of limit and exit notices: what they say, that they are fixed when they are issued, and their numbers.
#include "services/progress-monitor/domain/exit_letter_document.hpp"
#include "services/progress-monitor/domain/letter_numbers.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {

// A deposit that the agreement asks for by a day and that nobody paid.
Accord unpaid(std::string_view due) {
  auto a = Accord::signed_on("2022-06-10");
  EXPECT_TRUE(a.owe(ObligationKind::deposit, due, "2022-06-20", yi(1)));
  auto& obligation = a.obligations.begin()->second;
  obligation.title = "缴纳履约保证金";
  obligation.text = "投资协议第八条";
  domain::ProjectLanded landed;
  landed.landed_on = day("2022-06-15");
  landed.evidence = {paper(domain::EvidenceKind::project_code)};
  landed.evidence.front().reference = "2104-510796-04-01-130950";
  a.story.project.landing = landed;
  return a;
}
const ExitLetter& limit_of(const Accord& a) {
  static const ExitLetter none;
  const auto& letter = a.only_exit().notice.letter;
  EXPECT_TRUE(letter);
  return letter ? *letter : none;
}
const ExitLetter& exit_of(const Accord& a) {
  static const ExitLetter none;
  const auto& notice = a.only_exit().exit_notice;
  EXPECT_TRUE(notice && notice->letter);
  return notice && notice->letter ? *notice->letter : none;
}
std::string words(const document::Letter& letter) {
  std::string out;
  for (const auto& part : letter.title)
    out += part;
  out += "\n";
  for (const auto& block : letter.body) {
    if (const auto* paragraph = std::get_if<document::Paragraph>(&block)) {
      out += paragraph->heading + paragraph->text + "\n";
      continue;
    }
    for (const auto& cell : std::get<document::Table>(block).rows.front())
      out += cell + "|";
    out += "\n";
  }
  return out;
}
void expect_parts(const std::string& text, std::initializer_list<const char*> parts) {
  for (const char* part : parts)
    EXPECT_NE(text.find(part), std::string::npos) << part << "\nin\n" << text;
}

TEST(ExitLetter, ALimitNoticeSaysWhatIsOwedSinceWhenAndUntilWhen) {
  auto a = unpaid("2022-07-10");
  a.run_due(at("2022-08-09"));
  const auto letter = limit_notice_document(limit_of(a));
  EXPECT_EQ(letter.number, "限履〔2022〕1号");
  EXPECT_EQ(letter.issuer, "绵阳市项目投资促进工作委员会");
  EXPECT_EQ(letter.signature, letter.issuer);
  EXPECT_EQ(letter.addressee, a.story.project.enterprise.name);
  EXPECT_EQ(letter.date, day("2022-08-09"));
  EXPECT_EQ(letter.copies, (std::vector<std::string>{"市投资促进部门", "MY-GX"}));
  expect_parts(words(letter), {"关于招商引资项目限期履约的通知\n",
                               "贵公司投资建设的测试项目（项目承载地：MY-"
                               "GX），按照2022年6月10日签订的投资协议约定于2022年7月10日前（含当日）履行的“缴纳履约保证"
                               "金”事项，截至2022年8月9日",
                               "|2104-510796-04-01-130950|缴纳履约保证金|2022年7月10日|30|", "约定金额：1亿元。\n",
                               "协议依据：投资协议第八条。\n",
                               "请于2022年9月8日前（含当日）履行上述约定，并向项目承载地（MY-GX）报送履约证明材料。",
                               "可以在2022年9月8日前（含当日）向市项目投资促进工作委员会办公室书面陈述、申辩，",
                               "《绵阳市更大力度促进招商引资10条措施》第九条“投资环境”，要点为：",
                               "市项目投资促进工作委员会办公室。"});
}

TEST(ExitLetter, AnExitNoticeNamesTheLetterBeforeItAndWhatIsToBeSettled) {
  auto a = unpaid("2022-07-10");
  a.run_due(at("2022-08-09"));
  a.run_due(at("2022-09-09"));
  const auto letter = exit_notice_document(exit_of(a));
  EXPECT_EQ(letter.number, "退出〔2022〕1号");
  EXPECT_EQ(letter.date, day("2022-09-09"));
  EXPECT_EQ(exit_of(a).days_late, 61);
  EXPECT_EQ(letter.copies.back(), "MY-GX");
  expect_parts(words(letter), {"关于招商引资项目退出的通知\n", "贵公司投资建设的测试项目",
                               "可以自收到本通知之日起5个工作日内向市项目投资促进工作委员会办公室书面陈述、申辩，",
                               "请会同项目承载地（MY-GX）逐项清算",
                               "经2022年8月9日《关于招商引资项目限期履约的通知》（限履〔2022〕1号）要求，",
                               "至2022年9月8日期限届满，仍未履行“缴纳履约保证金”事项。",
                               "土地（出让金、收回、闲置费）；\n", "欠缴税费、工资、工程款。\n"});
}

TEST(ExitLetter, WhatWasPerformedTooLateIsNamedWithItsDayAndLateUntilThen) {
  auto a = unpaid("2022-07-10");
  a.run_due(at("2022-08-09"));
  const std::string owed = a.obligations.begin()->first;
  ASSERT_TRUE(a.honour(owed, "2022-09-08", "2022-09-14", k_bureau, yi(1)));
  a.care("2022-09-14");
  ASSERT_EQ(a.only_exit().state, ExitState::cured);
  CorrectObligation later;
  later.honoured_on = day("2022-09-12");
  ASSERT_TRUE(a.correct(owed, later, "2022-09-21"));
  a.care("2022-09-21");
  EXPECT_EQ(exit_of(a).issued_on, day("2022-09-21"));
  EXPECT_EQ(exit_of(a).honoured_on, day("2022-09-12"));
  EXPECT_EQ(exit_of(a).days_late, 64);
  expect_parts(words(exit_notice_document(exit_of(a))),
               {"至2022年9月8日期限届满，仍未履行“缴纳履约保证金”事项。", "|缴纳履约保证金|2022年7月10日|64|",
                "上述事项已于2022年9月12日履约，逾期64日，晚于限期；期限内未履约。\n"});
  EXPECT_EQ(
      a.only_exit().text,
      "限期 2022-09-08（含当日）已满，期限内未履约（已于2022-09-12履约，逾期64日，晚于限期），请办理退出并逐项清算 / "
      "nothing was performed by 2022-09-08 inclusive (performed on 2022-09-12, 64 days late and after the limit): "
      "the project is to exit with its settlement list");
  auto of = exit_of(a);
  of.honoured_on.reset();
  EXPECT_FALSE(codec::encode(of).contains("honoured_on")) << "letters of before stay as they were";
  EXPECT_EQ(words(exit_notice_document(of)).find("上述事项"), std::string::npos);
}

TEST(ExitLetter, NamesTheAgreementAndTheHostAsTheyAreRecorded) {
  auto a = unpaid("2022-07-10");
  auto contract = paper(domain::EvidenceKind::agreement);
  contract.title = "投资协议";
  contract.reference = "绵投协〔2022〕3号";
  a.story.project.agreement->evidence = {paper(domain::EvidenceKind::approval), contract};
  domain::Names names;
  names.unit = [](const std::string& unit) { return unit == "MY-GX" ? "绵阳高新区" : ""; };
  auto now = context(at("2022-08-09"), k_system);
  now.names = &names;
  const auto told = judge_exit(a.performance(), now).decision;
  ASSERT_EQ(told.events.size(), 1U);
  auto data = told.events[0].data.at("letter");
  data["number"] = "限履〔2022〕1号";
  const auto letter = codec::decode<ExitLetter>(data);
  ASSERT_TRUE(letter) << letter.error().detail;
  const auto paper_of = [&](const LetterAgreement& agreement) {
    auto of = *letter;
    of.agreement = agreement;
    return words(limit_notice_document(of));
  };
  EXPECT_EQ(letter->copies.back(), "绵阳高新区");
  expect_parts(words(limit_notice_document(*letter)),
               {"（项目承载地：绵阳高新区），按照《投资协议》（绵投协〔2022〕3号，2022年6月10日签订）约定于"});
  expect_parts(paper_of({"《投资协议》", "", day("2022-06-10")}), {"按照《投资协议》（2022年6月10日签订）约定于"});
  expect_parts(paper_of({"", "绵投协〔2022〕3号", day("2022-06-10")}),
               {"按照2022年6月10日签订的投资协议（绵投协〔2022〕3号）约定于"});
}

// A letter of before goes on saying what it said.
TEST(ExitLetter, OfBeforeTheAgreementWasRecordedIsPrintedAsItWas) {
  auto a = unpaid("2022-07-10");
  a.run_due(at("2022-08-09"));
  a.run_due(at("2022-09-09"));
  const auto old = [](const ExitLetter& letter) {
    auto stored = codec::encode(letter);
    for (const char* later : {"agreement", "host", "objection_working_days"})
      stored.erase(later);
    const auto read = codec::decode<ExitLetter>(stored);
    EXPECT_TRUE(read) << read.error().detail;
    EXPECT_EQ(codec::encode(*read), stored) << "what an older commit stored stays as it was";
    return *read;
  };
  for (const auto& text :
       {words(limit_notice_document(old(limit_of(a)))), words(exit_notice_document(old(exit_of(a))))}) {
    expect_parts(text, {"你单位投资建设的测试项目，"});
    for (const char* part : {"贵公司", "按照", "承载地（", "申辩"})
      EXPECT_EQ(text.find(part), std::string::npos) << part << text;
  }
}

TEST(ExitLetter, WhatWasNotToldIsLeftOut) {
  auto a = Accord::signed_on("2022-06-10");
  ASSERT_TRUE(a.owe(ObligationKind::deposit, "2022-07-10"));
  a.run_due(at("2022-08-09"));
  const auto text = words(limit_notice_document(limit_of(a)));
  for (const char* part : {"协议依据", "约定金额"})
    EXPECT_EQ(text.find(part), std::string::npos) << text;
  expect_parts(text, {"|—|约定事项|"});
}

TEST(ExitLetter, IsFixedWhenItIsIssued) {
  auto a = unpaid("2022-07-10");
  a.run_due(at("2022-08-09"));
  const auto before = codec::encode(limit_of(a));
  auto& obligation = a.obligations.begin()->second;
  obligation.title = "另一事项";
  obligation.owner = "另一企业";
  a.story.project.name = "另一项目";
  a.run_due(at("2022-08-20"));
  EXPECT_EQ(codec::encode(limit_of(a)), before);
}

TEST(ExitLetter, OfOneCommitFollowEachOther) {
  // Two projects judged on the same world, as the consumer does it: neither knows of the other.
  auto a = unpaid("2022-07-10");
  auto b = unpaid("2022-07-10");
  const auto now = context(at("2022-08-09"), k_system);
  auto together = judge_exit(a.performance(), now).decision;
  together.add(judge_exit(b.performance(), now).decision);
  const auto last = [](const std::string& counter) { return counter == "limit-notice-2022" ? 6 : 0; };
  number_letters(together, day("2022-08-09"), last);
  ASSERT_EQ(together.events.size(), 4U);
  for (const std::size_t at : {0U, 2U}) {
    const auto& taken = together.events[at];
    const auto& notice = together.events[at + 1];
    const int number = 7 + static_cast<int>(at / 2);
    EXPECT_EQ(taken.kind + "/" + taken.subject, "doc_counter/limit-notice-2022");
    EXPECT_EQ(taken.data["number"], number);
    EXPECT_EQ(taken.data["owner"], notice.subject);
    EXPECT_EQ(notice.data["letter"]["number"], "限履〔2022〕" + std::to_string(number) + "号");
  }
  const auto once = together.events;
  number_letters(together, day("2022-08-09"), last);
  ASSERT_EQ(together.events.size(), once.size()) << "what has its number keeps it";
  for (std::size_t i = 0; i < once.size(); ++i)
    EXPECT_EQ(together.events[i].data, once[i].data);
}

TEST(ExitLetter, NumbersBeginAnewWithTheYearEachKindForItself) {
  auto old_year = unpaid("2022-12-01");
  old_year.run_due(at("2022-12-31", 23, 59));
  EXPECT_EQ(limit_of(old_year).number, "限履〔2022〕1号");
  auto new_year = unpaid("2022-12-02");
  new_year.counters = old_year.counters;
  new_year.run_due(at("2023-01-01"));
  EXPECT_EQ(limit_of(new_year).number, "限履〔2023〕1号");
  auto next = unpaid("2022-12-02");
  next.counters = new_year.counters;
  next.run_due(at("2023-01-01"));
  EXPECT_EQ(limit_of(next).number, "限履〔2023〕2号");
  next.run_due(at("2023-02-01"));
  EXPECT_EQ(exit_of(next).number, "退出〔2023〕1号") << "its own series, of the year of the exit notice";
  EXPECT_EQ(exit_of(next).limit_number, "限履〔2023〕2号");
}

TEST(ExitLetter, ACaseThatIsCalledUponAgainHasANewLetter) {
  auto a = unpaid("2022-07-10");
  a.run_due(at("2022-08-09"));
  const std::string key = a.obligations.begin()->first;
  ASSERT_TRUE(a.honour(key, "2022-08-20", {}, k_bureau, yi(1)));
  a.care("2022-08-20");
  ASSERT_EQ(a.only_exit().state, ExitState::cured);
  CorrectObligation back;
  back.not_honoured = true;
  ASSERT_TRUE(a.correct(key, back, "2022-08-25"));
  a.run_due(at("2022-08-26"));
  ASSERT_EQ(a.only_exit().state, ExitState::limited);
  EXPECT_EQ(limit_of(a).number, "限履〔2022〕2号");
  EXPECT_EQ(a.counters.at("limit-notice-2022").last, 2);
}

TEST(ExitLetter, WithoutANumberIsRefusedWhenItIsFolded) {
  auto a = unpaid("2022-07-10");
  const auto judged = judge_exit(a.performance(), context(at("2022-08-09"), k_system));
  ASSERT_EQ(judged.decision.events.size(), 1U);
  ExitCase exit;
  domain::EventMeta meta;
  meta.at = at("2022-08-09");
  const auto& raised = judged.decision.events.front();
  EXPECT_FALSE(domain::apply_fact(exit, raised.fact, raised.data, meta));
}

// Performed at the same moment, or gone with its project: the notice is decided anew.
TEST(ExitLetter, StandsOnItsProjectAndOnItsObligation) {
  auto a = unpaid("2022-07-10");
  const auto guarded = [&](std::string_view on) {
    const auto judged = judge_exit(a.performance(), context(at(on), k_system));
    EXPECT_FALSE(judged.decision.events.empty()) << on;
    const auto& guards = judged.decision.guards;
    const std::pair<std::string, std::string> project("project", Accord::id), owed("obligation", first_owed(a));
    return std::count(guards.begin(), guards.end(), project) > 0 && std::count(guards.begin(), guards.end(), owed) > 0;
  };
  EXPECT_TRUE(guarded("2022-08-09")) << "the limit notice";
  a.run_due(at("2022-08-09"));
  EXPECT_TRUE(guarded("2022-09-09")) << "the exit notice";
}

TEST(ExitLetter, ACaseFromBeforeTheLettersGoesOn) {
  auto a = unpaid("2022-07-10");
  a.run_due(at("2022-08-09"));
  auto stored = codec::encode(a.only_exit());
  ASSERT_EQ(stored["notice"].erase("letter"), 1U);
  const auto old = codec::decode<ExitCase>(stored);
  ASSERT_TRUE(old) << old.error().detail;
  EXPECT_FALSE(old->notice.letter);
  a.exits.begin()->second = *old;
  a.run_due(at("2022-09-09"));
  EXPECT_EQ(exit_of(a).number, "退出〔2022〕1号");
  EXPECT_FALSE(exit_of(a).limit_number);
  expect_parts(words(exit_notice_document(exit_of(a))), {"经2022年8月9日限期履约通知要求，至2022年9月8日"});
}

}  // namespace
}  // namespace luodi::monitor::test
