#include "services/progress-monitor/domain/vouchers.hpp"

#include <map>
#include <set>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::Project;
using domain::Voucher;

std::string voucher_name(const Voucher& voucher) {
  return std::string(codec::enum_text(voucher.kind)) + ":" + normalise_number(voucher.number);
}

std::string slip_name(const Voucher& voucher) {
  return voucher_name(voucher) + ":" + voucher.dated.str();
}

namespace {
// "银行进账单 A-1（2022-07-05）", the number as it was entered.
Twin shown(const Voucher& voucher) {
  const Word kind = word_of(voucher.kind);
  const std::string number = " " + voucher.number;
  const std::string day = voucher.dated.str();
  return {std::string(kind.zh) + number + "（" + day + "）", std::string(kind.en) + number + " (" + day + ")"};
}

Error used_before(const std::string& at, std::string detail) {
  Error error(ErrorCode::already_exists, std::move(detail));
  error.fields.push_back({at + "/number", "used", error.detail});
  return error;
}
}  // namespace

Expected<void> check_vouchers(const Project& project, const std::vector<Voucher>& vouchers, Fen amount,
                              const SlipUser& elsewhere, const domain::Context& context) {
  std::map<std::string, const domain::FundsEntry*> used;
  for (const auto& entry : project.funds)
    for (const auto& voucher : entry.vouchers)
      used.try_emplace(voucher_name(voucher), &entry);
  std::set<std::string> here;
  Fen proved;
  for (std::size_t i = 0; i < vouchers.size(); ++i) {
    const auto& voucher = vouchers[i];
    const std::string at = "/vouchers/" + std::to_string(i);
    if (auto day = domain::day_of_fact(voucher.dated, context, at + "/dated"); !day) return fail(day.error());
    if (normalise_number(voucher.number).empty())
      return fail(field_fault(at + "/number", "blank", "请填写凭证号码 / give the number of the voucher"));
    const auto name = voucher_name(voucher);
    if (!here.insert(name).second)
      return fail(field_fault(at + "/number", "repeated", "同一凭证重复填写 / the same voucher stands twice"));
    if (const auto before = used.find(name); before != used.end())
      return fail(
          used_before(at, bilingual("凭证 {0} 已于 {1} 在本项目登记（{2}） / voucher {0} was recorded in this "
                                    "project on {1} as {2}",
                                    shown(voucher), civil_date(before->second->recorded_at), before->second->id)));
    if (const auto other = elsewhere(slip_name(voucher)))
      return fail(used_before(at, bilingual("凭证 {0} 已用于项目 {1}（种类、号码、日期相同，金额不论） / voucher {0} "
                                            "was used for project {1}, whatever the amount",
                                            shown(voucher), *other)));
    const auto more = proved.plus(voucher.amount_fen);
    if (!more) return fail(more.error());
    proved = *more;
  }
  if (proved >= amount) return {};
  return fail(field_fault(
      "/vouchers", "not_covered",
      bilingual("凭证合计{0}，不足核实金额{1} / the vouchers prove {0}, less than the amount of {1}", proved, amount)));
}

Expected<void> check_slips_before(const std::vector<Voucher>& vouchers, const std::vector<domain::Evidence>& evidence,
                                  CivilDate injected_on) {
  const auto check = [&](std::optional<CivilDate> dated, const std::string& list, std::size_t i) {
    return domain::check_dated_before(dated, injected_on, {"资金到位", "the arrival of the funds"},
                                      list + std::to_string(i) + "/dated");
  };
  for (std::size_t i = 0; i < vouchers.size(); ++i)
    if (vouchers[i].kind == domain::VoucherKind::bank_slip)
      if (auto before = check(vouchers[i].dated, "/vouchers/", i); !before) return before;
  for (std::size_t i = 0; i < evidence.size(); ++i)
    if (evidence[i].kind == domain::EvidenceKind::bank_slip)
      if (auto before = check(evidence[i].dated, "/evidence/", i); !before) return before;
  return {};
}

void claim_vouchers(domain::Decision& decision, const std::string& project_id, const std::vector<Voucher>& vouchers) {
  for (const auto& voucher : vouchers)
    decision.claim(std::string(k_slip_index), slip_name(voucher), project_id);
}

Expected<std::optional<std::string>> over_agreed_note(const Project& project, Fen amount, bool knowingly,
                                                      const std::string& note) {
  const auto agreed = domain::last_known_amount(project);
  if (!agreed) return std::optional<std::string>();
  Fen total = amount;
  for (const auto& entry : project.funds) {
    const auto more = total.plus(entry.amount_fen);
    if (!more) return fail(more.error());
    total = *more;
  }
  if (total <= *agreed) return std::optional<std::string>();
  if (knowingly && !note.empty()) return std::optional<std::string>(note);
  return fail(
      field_fault(knowingly ? "/note" : "/over_agreed", knowingly ? "required" : "over_agreed",
                  bilingual("累计{0}，超过协议投资额{1}，须注明系超出协议到资并说明原因 / in all {0}, above the "
                            "agreed {1}: set over_agreed and say why",
                            total, *agreed)));
}

}  // namespace luodi::monitor
