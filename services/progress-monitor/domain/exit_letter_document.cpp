#include "services/progress-monitor/domain/exit_letter_document.hpp"

#include "common/document/words.hpp"
#include "common/policy/clause_words.hpp"

namespace luodi::monitor {

using document::Block;
using document::date_text;
using document::Paragraph;

namespace {
// What people typed may end with its own full stop.
std::string sentence(std::string text) {
  return text.ends_with("。") ? text : text + "。";
}

// Letters from before the agreement was recorded address whoever has to perform as a body.
std::string you(const ExitLetter& of) {
  return of.agreement ? "贵公司" : "你单位";
}

std::string host_words(const ExitLetter& of) {
  return of.host ? "项目承载地（" + *of.host + "）" : "项目承载地";
}

// "《投资协议》（绵投协〔2022〕3号，2022年6月10日签订）", of a title or number as far as they were told.
std::string agreement_words(const LetterAgreement& agreement) {
  const std::string signed_on = date_text(agreement.signed_on) + "签订";
  if (agreement.title.empty())
    return signed_on + "的投资协议" + (agreement.number.empty() ? "" : "（" + agreement.number + "）");
  const std::string title = agreement.title.starts_with("《") ? agreement.title : "《" + agreement.title + "》";
  return title + "（" + (agreement.number.empty() ? "" : agreement.number + "，") + signed_on + "）";
}

// Which project of whom, and by which agreement it owes.
std::string about(const ExitLetter& of) {
  std::string out = you(of) + "投资建设的" + of.project_name;
  if (!of.agreement) return out;
  if (of.host) out += "（项目承载地：" + *of.host + "）";
  return out + "，按照" + agreement_words(*of.agreement);
}

void say_objection(std::vector<Block>& body, const ExitLetter& of, const std::string& by) {
  if (!of.agreement) return;
  body.push_back(Paragraph{1, "陈述和申辩", ""});
  body.push_back(Paragraph{
      0, "", "对本通知所述事实、依据有异议的，可以" + by + "向" + of.contact + "书面陈述、申辩，并附证明材料。"});
}

document::Letter frame(const ExitLetter& of, std::string subject) {
  document::Letter letter;
  letter.issuer = of.issuer;
  letter.number = of.number;
  letter.title = {"关于招商引资项目", std::move(subject)};
  letter.addressee = of.addressee;
  letter.signature = of.issuer;
  letter.date = of.issued_on;
  letter.copies = of.copies;
  return letter;
}

void say_what_is_owed(std::vector<Block>& body, const ExitLetter& of) {
  document::Table table;
  table.columns = {
      {"项目名称", 2.0, true}, {"项目代码", 1.95}, {"约定事项", 1.7}, {"约定日期", 1.95}, {"逾期天数", 1.1}};
  table.rows.push_back({of.project_name, of.project_code.value_or("—"), of.obligation, date_text(of.agreed_on),
                        std::to_string(of.days_late)});
  body.push_back(std::move(table));
  if (of.amount_fen) body.push_back(Paragraph{0, "", "约定金额：" + of.amount_fen->display() + "。"});
  if (!of.agreed_in.empty()) body.push_back(Paragraph{0, "", sentence("协议依据：" + of.agreed_in)});
}

void say_basis(std::vector<Block>& body, const ExitLetter& of) {
  body.push_back(Paragraph{1, "通知依据", ""});
  body.push_back(Paragraph{
      0, "", policy::cited_zh(of.policy_title, of.clause, of.clause_title) + "，要点为：" + of.clause_point + "。"});
}

void say_contact(std::vector<Block>& body, const ExitLetter& of) {
  body.push_back(Paragraph{1, "联系方式", ""});
  body.push_back(Paragraph{0, "", of.contact + "。"});
}
}  // namespace

document::Letter limit_notice_document(const ExitLetter& of) {
  auto letter = frame(of, "限期履约的通知");
  auto& body = letter.body;
  body.push_back(Paragraph{0, "",
                           about(of) + (of.agreement ? "" : "，") + "约定于" + date_text(of.agreed_on) +
                               "前（含当日）履行的“" + of.obligation + "”事项，截至" + date_text(of.issued_on) +
                               "仍未履行。根据《" + of.policy_title + "》，现要求限期履约，有关事项通知如下："});
  body.push_back(Paragraph{1, "约定事项", ""});
  say_what_is_owed(body, of);
  body.push_back(Paragraph{1, "履约期限", ""});
  body.push_back(Paragraph{
      0, "",
      "请于" + date_text(of.limit_until) + "前（含当日）履行上述约定，并向" + host_words(of) + "报送履约证明材料。"});
  say_basis(body, of);
  body.push_back(Paragraph{1, "逾期后果", ""});
  body.push_back(Paragraph{
      0, "",
      "期限内未履约的，将发出退出通知，启动项目退出程序。期限内已履约，或者约定日期经补充协议变更的，本通知失效。"});
  say_objection(body, of, "在" + date_text(of.limit_until) + "前（含当日）");
  say_contact(body, of);
  return letter;
}

document::Letter exit_notice_document(const ExitLetter& of) {
  auto letter = frame(of, "退出的通知");
  auto& body = letter.body;
  std::string before = about(of) + (of.agreement ? "负有履约义务，" : "，");
  if (of.limit_notice_on)
    before += "经" + date_text(*of.limit_notice_on) +
              (of.limit_number ? "《关于招商引资项目限期履约的通知》（" + *of.limit_number + "）"
                               : std::string("限期履约通知")) +
              "要求，";
  body.push_back(Paragraph{0, "",
                           before + "至" + date_text(of.limit_until) + "期限届满，仍未履行“" + of.obligation +
                               "”事项。根据《" + of.policy_title + "》，现通知该项目退出，有关事项通知如下："});
  body.push_back(Paragraph{1, "退出事由", ""});
  say_what_is_owed(body, of);
  if (of.honoured_on)
    body.push_back(Paragraph{0, "", "上述事项" + too_late(of, date_text(*of.honoured_on)).zh + "；期限内未履约。"});
  say_basis(body, of);
  body.push_back(Paragraph{1, "清算事项", ""});
  body.push_back(Paragraph{0, "", "请会同" + host_words(of) + "逐项清算下列事项，未结清的说明原因："});
  for (std::size_t i = 0; i < of.settlement.size(); ++i)
    body.push_back(Paragraph{3, "", of.settlement[i] + (i + 1 < of.settlement.size() ? "；" : "。")});
  say_objection(body, of, "自收到本通知之日起" + std::to_string(of.objection_working_days.value_or(0)) + "个工作日内");
  say_contact(body, of);
  return letter;
}

}  // namespace luodi::monitor
