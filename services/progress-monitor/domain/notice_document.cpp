#include "services/progress-monitor/domain/notice_document.hpp"

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

document::Table project_table(const Interview& interview, const NoticeFacts& facts) {
  document::Table table;
  table.columns = {{"项目名称", 2.2, true}, {"项目代码", 1.95},     {"投资额", 1.25},
                   {"阶段", 0.95},          {"最近有效进展", 1.75}, {"停滞周期", 1.2}};
  table.rows.push_back({interview.project_name, facts.project_code.value_or("—"),
                        interview.amount_fen ? interview.amount_fen->display() : "—", stage_text(interview.stage),
                        interview.last_progress ? date_text(*interview.last_progress) : "无",
                        std::to_string(interview.idle_cycles)});
  return table;
}

void say_reason(std::vector<Block>& body, const Interview& interview, const NoticeFacts& facts) {
  body.push_back(Paragraph{1, "约谈事由", ""});
  body.push_back(Paragraph{0, "", "有关项目情况如下表："});
  body.push_back(project_table(interview, facts));
  body.push_back(Paragraph{0, "", "按半月调度周期逐期认定如下："});
  for (std::size_t i = 0; i < interview.cycles.size(); ++i)
    body.push_back(Paragraph{0, "",
                             "第" + std::to_string(i + 1) + "个周期：" + cycle_text(interview.cycles[i]) +
                                 "，无有效进展" + (i + 1 < interview.cycles.size() ? "；" : "。")});
}

void say_basis(std::vector<Block>& body, const Interview& interview, const NoticeFacts& facts) {
  body.push_back(Paragraph{1, "约谈依据", ""});
  std::string text = policy::cited_zh(facts.policy_title, facts.clause, facts.clause_title) + "，要点为：" +
                     facts.clause_point + "。该条款适用于投资额" + facts.threshold_fen.display() + "及以上的项目";
  if (interview.amount_fen) text += "，上述项目据以认定的投资额为" + interview.amount_fen->display();
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
  body.push_back(Paragraph{0, "", joined(facts.participants, "、") + "。"});
}

void say_demands(std::vector<Block>& body, const NoticeFacts& facts) {
  body.push_back(Paragraph{1, "有关要求", ""});
  body.push_back(
      Paragraph{2, "书面说明。", explanation_by(facts) + "报送书面说明，写明停滞原因、已采取的措施和下一步打算。"});
  body.push_back(Paragraph{2, "参会材料。", "请携带以下材料："});
  for (std::size_t i = 0; i < facts.materials.size(); ++i)
    body.push_back(Paragraph{3, "", facts.materials[i] + (i + 1 < facts.materials.size() ? "；" : "。")});
  body.push_back(Paragraph{2, "整改报告。",
                           "约谈后" + std::to_string(facts.plan_working_days) + "个工作日内报送整改方案，" +
                               std::to_string(facts.report_days) + "日内报送整改情况报告。"});
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

std::string stood_still(const Interview& interview) {
  return "截至" + date_text(interview.trigger.last_day()) + "，连续" + std::to_string(interview.idle_cycles) +
         "个完整的半月调度周期没有有效进展";
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
  std::string why =
      "你单位负责推进的" + interview.project_name + "，" + stood_still(interview) + "，且没有经认定的正当理由。";
  if (second)
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
