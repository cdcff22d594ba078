#include "services/progress-monitor/domain/minutes_document.hpp"

#include "common/document/words.hpp"
#include "common/policy/clause_words.hpp"
#include "services/progress-monitor/domain/notice_document.hpp"

namespace luodi::monitor {

using document::date_text;
using document::Paragraph;

namespace {
std::string due_text(const Interview& interview, Step step, const std::string& what, const std::string& within) {
  const auto* clock = clock_of(interview, step);
  if (!clock) return {};
  if (!clock->due_at) return what + "：自纪要登记之日起" + within + "内，具体日期待节假日安排公布后另行通知；";
  return what + "：" + date_text(civil_date(clock->due_at->plus_ms(-1))) + "（含当日）前；";
}

// A series of their own beside the notices', "约谈纪要〔2022〕1号" to "约谈〔2022〕1号"; those of an interview whose
// notice is older than its standing keep the number that they were printed with.
std::string number_of(const Interview& interview) {
  const std::string& number = interview.document_number;
  const auto year = number.find("〔");
  if (!interview.notice->standing || year == std::string::npos) return number;
  return number.substr(0, year) + "纪要" + number.substr(year);
}
}  // namespace

const FiledPaper* filed_minutes(const Interview& interview) {
  const FiledPaper* newest = nullptr;
  for (const auto& paper : interview.papers)
    if (paper.step == Step::minutes) newest = &paper;
  return newest;
}

document::Minutes minutes_document(const Interview& interview) {
  const NoticeFacts& notice = *interview.notice;
  const FiledPaper& paper = *filed_minutes(interview);
  const bool second = interview.level > 1;
  document::Minutes minutes;
  minutes.mark = "约谈纪要";
  minutes.number = number_of(interview);
  minutes.issuer = notice.issuer;
  minutes.date = civil_date(paper.at);
  minutes.title = {"重大招商引资项目推进情况", second ? "第二次约谈纪要" : "约谈纪要"};
  const bool corrected = notice.standing && !paper.correction.empty();
  if (corrected) minutes.title.emplace_back("（更正）");
  auto& body = minutes.body;
  body.push_back(Paragraph{0, "",
                           when_text(interview.meeting_at.value_or(notice.meeting_at)) + "，" + notice.issuer + "在" +
                               (interview.place.empty() ? notice.place : interview.place) + "依照约谈通知（" +
                               interview.document_number + "）约谈" + notice.addressee + "。现纪要如下："});
  body.push_back(Paragraph{1, "约谈事由", ""});
  body.push_back(Paragraph{0, "",
                           interview.project_name + "，" + why_called(interview) + "。依据为" +
                               policy::cited_zh(notice.policy_title, notice.clause, notice.clause_title) + "。"});
  body.push_back(Paragraph{1, "约谈情况和议定事项", ""});
  say_lines(body, paper.text);
  std::string due =
      due_text(interview, Step::plan, "报送整改方案", std::to_string(notice.plan_working_days) + "个工作日") +
      due_text(interview, Step::report, "报送整改情况报告", std::to_string(notice.report_days) + "日");
  if (due.ends_with("；")) {
    due.replace(due.size() - std::string_view("；").size(), std::string::npos, "。");
    body.push_back(Paragraph{1, "整改时限", ""});
    body.push_back(Paragraph{0, "", due});
  }
  if (corrected) {
    body.push_back(Paragraph{1, "更正说明", ""});
    body.push_back(Paragraph{0, "", "本纪要于" + date_text(minutes.date) + "更正，以本件为准。更正原因："});
    say_lines(body, paper.correction);
  }
  minutes.lists.push_back({"出席", paper.attendees});
  if (!paper.excused.empty()) minutes.lists.push_back({"请假", paper.excused});
  if (!paper.observers.empty()) minutes.lists.push_back({"列席", paper.observers});
  minutes.copies = notice.copies;
  minutes.copies.insert(minutes.copies.begin(), notice.addressee);
  return minutes;
}

}  // namespace luodi::monitor
