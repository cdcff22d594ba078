#include "services/progress-monitor/domain/announce_interview_facts.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/not_counted.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

std::string moment(const std::optional<Instant>& at) {
  return at ? minute_text(*at) : "待定";
}
std::string due_line(const Interview& interview, Step step) {
  const auto* clock = clock_of(interview, step);
  if (!clock) return {};
  if (!clock->due_at) return "\n" + std::string(word_of(step).zh) + "：期限暂无法计算，" + twin_of(clock->blocked).zh;
  return "\n" + std::string(word_of(step).zh) + "截止：" + until_zh(*clock->due_at);
}
std::string due_en(const Interview& interview, Step step) {
  const auto* clock = clock_of(interview, step);
  if (!clock || !clock->due_at) return {};
  return "; " + std::string(word_of(step).en) + " by " + until_en(*clock->due_at);
}
std::string corrected_lead(Step step) {
  return std::string(word_of(step).zh) + "已更正：";
}

namespace {
std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts)
    out += (out.empty() ? "" : "、") + text;
  return out;
}

// What was counted, in the units of its reading.
std::string counted_of(const IdleCount& count) {
  const bool days = count.reading == "rolling_days";
  const bool months = count.reading == "calendar_months";
  std::vector<std::string> spans;
  for (const auto& span : count.spans)
    spans.push_back(days     ? date_zh(span.first) + "至" + date_zh(span.last)
                    : months ? std::to_string(span.first.year()) + "年" + std::to_string(span.first.month()) + "月"
                             : cycle_zh(HalfMonth::of(span.first)));
  if (spans.empty()) return {};
  const std::string total = days ? "，共" + std::to_string(count.units) + "日" : "";
  std::string text = std::string("\n无有效进展的") +
                     (days     ? "日期："
                      : months ? "月份："
                               : "周期：") +
                     joined(spans) + total;
  return text + not_counted(count).zh;
}

// While the notice is the last word, a mail says the figures of its letter: held back, or opened a second time, it goes
// out with other ones than the interview was opened with.
bool speaks_of_letter(const Interview& i) {
  return i.state == InterviewState::issued && i.notice && i.notice->standing;
}

// What was found at the opening, or stands in the letter, is told as of then once people act on it, or something has
// moved since, beside what has moved last by now.
std::string found_of(const Interview& i, const Standing& found, const InterviewNews& news, const Teller& teller) {
  const std::string amount = found.amount_fen ? "\n投资额：" + found.amount_fen->display() : std::string();
  const std::string before = found.last_progress ? found.last_progress->str() : std::string("无");
  std::string now;
  bool stands = notice_pending(i) || i.state == InterviewState::issued;
  if (news.project && teller.policies) {
    const auto moved = progress_days(*news.project, *teller.policies, civil_date(teller.now));
    if (!moved.empty() && moved.back().on != found.last_progress) stands = false;
    now = "\n最近有效进展：" + (moved.empty() ? std::string("无") : moved.back().on.str() + " " + moved.back().what_zh);
  }
  if (stands) return amount + "\n最近有效进展：" + before;
  return now + (speaks_of_letter(i) ? "\n以下为约谈通知所载情况：" : "\n以下为启动约谈时的情况：") + amount +
         "\n当时最近有效进展：" + before;
}
}  // namespace

std::string facts_of(const InterviewNews& news, const Teller& teller) {
  const Interview& interview = *news.interview;
  const OrgNames& names = teller.names;
  std::string text = "项目：" + interview.project_name + "\n被约谈单位：" + names.of(interview.responsible_org);
  if (!interview.attendees.empty()) text += "\n参加人员：" + joined(interview.attendees);
  if (!interview.observers.empty()) text += "\n列席监督：" + joined(interview.observers);
  const Standing found = speaks_of_letter(interview) ? *interview.notice->standing : standing_of(interview);
  text += found_of(interview, found, news, teller);
  return text + counted_of(found.count) + "\n依据：" + names.clause(interview.explanation.clause);
}

}  // namespace luodi::monitor
