#include "services/progress-monitor/domain/notice_document.hpp"

#include <algorithm>

#include "common/document/words.hpp"
#include "common/domain/words.hpp"
#include "common/policy/clause_words.hpp"

namespace luodi::monitor {

using document::Block;
using document::date_text;
using document::joined;
using document::Paragraph;

namespace {
std::string stage_text(const std::string& wire) {
  const auto stage = codec::enum_value<domain::Stage>(wire);
  return stage ? std::string(word_of(*stage).zh) : wire;
}

// What a reading counts, as the letter names it.
struct CountWords {
  std::string row;     // behind the number: "4个完整的…"
  std::string column;  // of the table
  std::string list;    // before the units one by one
  std::string unit;    // "第1个周期：", where they have numbers
  std::string plain;   // what is not counted, or is
};
CountWords words_of(const IdleCount& count) {
  if (count.reading == "calendar_months")
    return {"个完整的自然月", "停滞月数", "按自然月逐月认定如下：", "个月", "月份"};
  if (count.reading == "rolling_days") return {"日", "停滞日数", "按日连续计算，认定如下：", "", "日期"};
  return {"个完整的半月调度周期", "停滞周期", "按半月调度周期逐期认定如下：", "个周期", "周期"};
}

// "2022年6月16日至30日", "2022年6月11日至8月9日", "2022年12月20日至2023年2月17日", "2022年6月11日"
std::string span_text(const DaySpan& span) {
  const std::string last = date_text(span.last);
  if (span.first == span.last) return last;
  const std::string year = std::to_string(span.last.year()) + "年";
  const std::string month = std::to_string(span.last.month()) + "月";
  const bool same_year = span.first.year() == span.last.year();
  const bool same_month = same_year && span.first.month() == span.last.month();
  return date_text(span.first) + "至" + last.substr(same_month ? (year + month).size() : same_year ? year.size() : 0);
}

// What was paused is not in a row of the calendar, but nothing moved in it. Of counts that were taken before the pauses
// were recorded the rolling days alone tell that there were some.
std::string in_a_row(const IdleCount& count) {
  if (count.paused.empty())
    return count.reading == "rolling_days" && count.spans.size() > 1 ? "扣除依规定不计的日期累计" : "连续";
  std::string why;
  const auto because = [&](std::string_view words, auto is) {
    if (std::any_of(count.paused.begin(), count.paused.end(), is))
      why += (why.empty() ? "" : "和") + std::string(words);
  };
  const auto away = [](const PausedSpan& span) { return span.because == k_suspended; };
  const auto outside = [](const PausedSpan& span) { return span.because == k_out_of_scope; };
  because("经认定有正当理由", [&](const PausedSpan& span) { return !away(span) && !outside(span); });
  because("项目暂停", away);
  because("不全在约谈范围内", outside);
  return "扣除" + why + "的" + words_of(count).plain + "后，连续";
}
std::string without_progress(const IdleCount& count) {
  return in_a_row(count) + std::to_string(count.units) + words_of(count).row + "没有有效进展";
}

Standing told(const Interview& interview) {
  return interview.notice && interview.notice->standing ? *interview.notice->standing : standing_of(interview);
}

document::Table project_table(const Interview& interview, const NoticeFacts& facts, const Standing& standing) {
  document::Table table;
  // Wide enough for a whole date; notices of before keep their columns, too.
  const double date = facts.standing ? 2.1 : 1.75;
  table.columns = {{"项目名称", 3.95 - date, true},
                   {"项目代码", 1.95},
                   {"投资额", 1.25},
                   {"阶段", 0.95},
                   {"最近有效进展", date},
                   {words_of(standing.count).column, 1.2}};
  table.rows.push_back({interview.project_name, facts.project_code.value_or("—"),
                        standing.amount_fen ? standing.amount_fen->display() : "—", stage_text(standing.stage),
                        standing.last_progress ? date_text(*standing.last_progress) : "无",
                        std::to_string(standing.count.units)});
  return table;
}

// The counted units with their numbers and what was not counted between them, in the order of the calendar.
void say_count(std::vector<Block>& body, const IdleCount& count) {
  if (count.spans.empty()) return;
  const auto words = words_of(count);
  body.push_back(Paragraph{0, "", words.list});
  std::vector<std::string> lines;
  auto paused = count.paused.begin();
  const auto say_paused = [&](auto until) {
    for (; paused != until; ++paused)
      lines.push_back(span_text({paused->first, paused->last}) + "，" + pause_zh(*paused) + "，不计");
  };
  for (std::size_t i = 0; i < count.spans.size(); ++i) {
    const auto& span = count.spans[i];
    say_paused(std::find_if(paused, count.paused.end(), [&](const auto& pause) { return span.first < pause.first; }));
    const std::string number = words.unit.empty() ? "" : "第" + std::to_string(i + 1) + words.unit + "：";
    const int days = span.last.days() - span.first.days() + 1;
    const std::string length = words.unit.empty() ? "，共" + std::to_string(days) + "日" : "";
    lines.push_back(number + span_text(span) + length + "，无有效进展");
  }
  say_paused(count.paused.end());
  for (std::size_t i = 0; i < lines.size(); ++i)
    body.push_back(Paragraph{0, "", lines[i] + (i + 1 < lines.size() ? "；" : "。")});
}

// Of a second interview: which one came before it, and what it did not lead to.
void say_first(std::vector<Block>& body, const NoticeFacts& facts) {
  std::string text = "第一次约谈";
  if (!facts.first_number.empty()) text += "（" + facts.first_number + "）";
  if (facts.first_held_on) text += "于" + date_text(*facts.first_held_on) + "进行";
  body.push_back(Paragraph{0, "", text + "。约谈后整改未通过核实" + (facts.not_rectified ? "，情况如下：" : "。")});
  if (facts.not_rectified) say_lines(body, *facts.not_rectified);
}

void say_reason(std::vector<Block>& body, const Interview& interview, const NoticeFacts& facts) {
  const Standing standing = told(interview);
  const std::string as_of = facts.standing ? "截至" + date_text(standing.as_of) + "，" : "";
  body.push_back(Paragraph{1, "约谈事由", ""});
  if (facts.standing && interview.level > 1) say_first(body, facts);
  body.push_back(Paragraph{0, "", as_of + "有关项目情况如下表："});
  body.push_back(project_table(interview, facts, standing));
  say_count(body, standing.count);
}

void say_basis(std::vector<Block>& body, const Interview& interview, const NoticeFacts& facts) {
  body.push_back(Paragraph{1, "约谈依据", ""});
  std::string text = policy::cited_zh(facts.policy_title, facts.clause, facts.clause_title) + "，要点为：" +
                     facts.clause_point + "。该条款适用于投资额" + facts.threshold_fen.display() + "及以上的项目";
  if (const auto amount = told(interview).amount_fen) text += "，上述项目据以认定的投资额为" + amount->display();
  body.push_back(Paragraph{0, "", text + "。"});
}

// By when the written explanation is due, as people say it.
std::string explanation_by(const NoticeFacts& facts) {
  if (!facts.explanation_due || *facts.explanation_due >= facts.meeting_at) return "请于约谈开始前";
  return "请于" + date_text(civil_date(facts.explanation_due->plus_ms(-1))) + "（含当日）前";
}

void say_who(std::vector<Block>& body, const Interview& interview, const NoticeFacts& facts) {
  body.push_back(Paragraph{1, "约谈对象", ""});
  if (interview.level > 1)
    body.push_back(Paragraph{0, "", facts.addressee + "。到会人员：" + joined(interview.attendees, "、") + "。"});
  else
    body.push_back(Paragraph{0, "", facts.addressee + facts.interviewees + "。"});
}

void say_meeting(std::vector<Block>& body, const NoticeFacts& facts) {
  body.push_back(Paragraph{1, "约谈时间和地点", ""});
  body.push_back(Paragraph{0, "", "时间：" + when_text(facts.meeting_at) + "。"});
  body.push_back(Paragraph{0, "", "地点：" + facts.place + "。"});
  if (!facts.joint_with.empty())
    body.push_back(Paragraph{0, "", "本次约谈与" + joined(facts.joint_with, "、") + "通知的约谈合并进行。"});
  body.push_back(Paragraph{1, "参加单位", ""});
  const std::string observers = facts.observers.empty() ? "" : joined(facts.observers, "、") + "派观察员列席监督。";
  body.push_back(Paragraph{0, "", joined(facts.participants, "、") + "。" + observers});
}

void say_demands(std::vector<Block>& body, const NoticeFacts& facts) {
  body.push_back(Paragraph{1, "有关要求", ""});
  body.push_back(
      Paragraph{2, "书面说明。", explanation_by(facts) + "报送书面说明，写明停滞原因、已采取的措施和下一步打算。"});
  body.push_back(Paragraph{2, "参会材料。", "请携带以下材料："});
  for (std::size_t i = 0; i < facts.materials.size(); ++i)
    body.push_back(Paragraph{3, "", facts.materials[i] + (i + 1 < facts.materials.size() ? "；" : "。")});
  const std::string plan = std::to_string(facts.plan_working_days) + "个工作日内报送整改方案，";
  const std::string report = std::to_string(facts.report_days) + "日内报送整改情况报告";
  body.push_back(Paragraph{2, "整改报告。",
                           facts.standing
                               ? "自约谈纪要登记之日起（当日不计），" + plan + report + "。具体期限见约谈纪要。"
                               : "约谈后" + plan + report + "。"});
  body.push_back(Paragraph{2, "联系方式。", facts.contact + "。"});
}
}  // namespace

std::string when_text(Instant at) {
  static constexpr std::string_view k_days[] = {"一", "二", "三", "四", "五", "六", "日"};
  const CivilDate day = civil_date(at);
  const auto minutes = (at.ms() - instant_at(day).ms()) / k_minute_ms;
  std::string out =
      date_text(day) + "（星期" + std::string(k_days[day.weekday() - 1]) + "）" + std::to_string(minutes / 60) + "时";
  if (minutes % 60 != 0) out += (minutes % 60 < 10 ? "0" : "") + std::to_string(minutes % 60) + "分";
  return out;
}

std::string cycle_text(HalfMonth cycle) {
  return date_text(cycle.first_day()) + "至" + std::to_string(cycle.last_day().day()) + "日";
}

std::string stood_still(const Standing& standing) {
  return "截至" + date_text(standing.as_of) + "，" + without_progress(standing.count);
}

std::string why_called(const Interview& interview) {
  const auto standing = told(interview);
  const bool recorded = interview.notice && interview.notice->standing;
  if (interview.level == 1 || !recorded)
    return stood_still(standing) + "，且" +
           (standing.count.paused.empty() ? std::string() : "所计" + words_of(standing.count).plain) +
           "没有经认定的正当理由";
  const std::string first = interview.notice->first_number;
  const std::string moved = standing.last_progress ? "最近一次有效进展为" + date_text(*standing.last_progress) + "，"
                                                   : std::string("尚无有效进展，");
  return "经第一次约谈" + (first.empty() ? std::string() : "（" + first + "）") + "，整改未通过核实；截至" +
         date_text(standing.as_of) + "，" + moved +
         (standing.count.units > 0 ? without_progress(standing.count) : "没有计入" + words_of(standing.count).column);
}

void say_lines(std::vector<document::Block>& body, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    if (end > 0) body.push_back(Paragraph{0, "", std::string(text.substr(0, end))});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

document::Letter notice_document(const Interview& interview) {
  const NoticeFacts& facts = *interview.notice;
  const bool second = interview.level > 1;
  document::Letter letter;
  letter.issuer = facts.issuer;
  letter.number = interview.document_number;
  letter.title = {"关于对", "重大招商引资项目", "推进情况", second ? "进行第二次约谈的通知" : "进行约谈的通知"};
  letter.addressee = facts.addressee;
  auto& body = letter.body;
  std::string why = "你单位负责推进的" + interview.project_name + "，" + why_called(interview) + "。";
  if (second && !facts.standing)
    why += (facts.first_number.empty() ? std::string("第一次约谈") : facts.first_number + "通知的约谈") +
           "后，整改未通过核实。";
  body.push_back(Paragraph{0, "",
                           why + "根据《" + facts.policy_title + "》，决定对你单位进行" +
                               (second ? "第二次约谈" : "约谈") + "。现将有关事项通知如下："});
  say_reason(body, interview, facts);
  say_basis(body, interview, facts);
  say_who(body, interview, facts);
  say_meeting(body, facts);
  say_demands(body, facts);
  letter.signature = facts.issuer;
  letter.date = civil_date(interview.issued_at.value_or(interview.opened_at));
  letter.copies = facts.copies;
  return letter;
}

}  // namespace luodi::monitor
