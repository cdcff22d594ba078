#include "services/progress-monitor/domain/minutes_document.hpp"

#include <algorithm>

#include "common/document/words.hpp"
#include "common/policy/clause_words.hpp"
#include "services/progress-monitor/domain/notice_document.hpp"

namespace luodi::monitor {

using document::date_text;
using document::Paragraph;

namespace {
// The text as it was typed, a paragraph for each line.
void say_lines(std::vector<document::Block>& body, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) body.push_back(Paragraph{0, "", std::string(text.substr(0, end))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::string due_text(const Interview& interview, Step step, const std::string& what) {
  const auto* clock = clock_of(interview, step);
  if (!clock || !clock->due_at) return {};
  return what + "：" + date_text(civil_date(clock->due_at->plus_ms(-1))) + "（含当日）前；";
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
  minutes.number = interview.document_number;
  minutes.issuer = notice.issuer;
  minutes.date = civil_date(paper.at);
  minutes.title = {"重大招商引资项目推进情况", second ? "第二次约谈纪要" : "约谈纪要"};
  auto& body = minutes.body;
  body.push_back(Paragraph{0, "",
                           when_text(interview.meeting_at.value_or(notice.meeting_at)) + "，" + notice.issuer + "在" +
                               (interview.place.empty() ? notice.place : interview.place) + "依照约谈通知（" +
                               interview.document_number + "）约谈" + notice.addressee + "。现纪要如下："});
  body.push_back(Paragraph{1, "约谈事由", ""});
  body.push_back(Paragraph{0, "",
                           interview.project_name + "，" + stood_still(interview) + "，且没有经认定的正当理由。依据为" +
                               policy::cited_zh(notice.policy_title, notice.clause, notice.clause_title) + "。"});
  body.push_back(Paragraph{1, "约谈情况和议定事项", ""});
  say_lines(body, paper.text);
  std::string due =
      due_text(interview, Step::plan, "报送整改方案") + due_text(interview, Step::report, "报送整改情况报告");
  if (due.ends_with("；")) {
    due.replace(due.size() - std::string_view("；").size(), std::string::npos, "。");
    body.push_back(Paragraph{1, "整改时限", ""});
    body.push_back(Paragraph{0, "", due});
  }
  minutes.lists.push_back({"出席", paper.attendees});
  minutes.copies = notice.copies;
  minutes.copies.insert(minutes.copies.begin(), notice.addressee);
  return minutes;
}

}  // namespace luodi::monitor
