#include "services/progress-monitor/domain/vouchers.hpp"

#include <map>
#include <set>

#include "common/domain/refusals.hpp"
#include "common/kernel/name.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::Project;
using domain::Voucher;

std::string voucher_name(const Voucher& voucher) {
  return std::string(codec::enum_text(voucher.kind)) + ":" + normalise_name(voucher.number);
}

std::string slip_name(const Voucher& voucher) {
  return voucher_name(voucher) + ":" + voucher.dated.str();
}

namespace {
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
    const auto name = voucher_name(voucher);
    if (!here.insert(name).second)
      return fail(field_fault(at + "/number", "repeated", "同一凭证重复填写 / the same voucher stands twice"));
    if (const auto before = used.find(name); before != used.end()) {
      const auto& entry = *before->second;
      const std::string day = civil_date(entry.recorded_at).str();
      return fail(used_before(at, "凭证 " + voucher.number + " 已于 " + day + " 在本项目登记（" + entry.id +
                                      "） / voucher " + voucher.number + " was recorded in this project on " + day +
                                      " as " + entry.id));
    }
    if (const auto other = elsewhere(slip_name(voucher)))
      return fail(used_before(at, "凭证 " + voucher.number + " 已用于项目 " + *other +
                                      "（种类、号码、日期相同，金额不论） / voucher " + voucher.number + " of " +
                                      voucher.dated.str() + " was used for project " +
                                      other->substr(0, other->find(' ')) + ", whatever the amount"));
    const auto more = proved.plus(voucher.amount_fen);
    if (!more) return fail(more.error());
    proved = *more;
  }
  if (proved >= amount) return {};
  return fail(field_fault("/vouchers", "not_covered",
                          "凭证合计" + proved.display() + "，不足核实金额" + amount.display() +
                              " / the vouchers prove less than the amount"));
}

void claim_vouchers(domain::Decision& decision, const std::string& project_id, const std::vector<Voucher>& vouchers) {
  for (const auto& voucher : vouchers)
    decision.claim("voucher", slip_name(voucher), project_id);
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
  return fail(field_fault(knowingly ? "/note" : "/over_agreed", knowingly ? "required" : "over_agreed",
                          "累计" + total.display() + "，超过协议投资额" + agreed->display() +
                              "，须注明 over_agreed 并说明 / above the agreed amount: say so and why"));
}

}  // namespace luodi::monitor
