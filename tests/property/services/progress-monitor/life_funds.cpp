// The telling of verified funds and their corrections to the real rules, through the commands that judge them.
#include "services/progress-monitor/domain/funds_correction.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/property/services/progress-monitor/life.hpp"

namespace luodi::monitor::test {

namespace {
std::vector<domain::Voucher> vouchers(const Told& fact) {
  if (fact.slip == 0) return {};
  return {{domain::VoucherKind::bank_slip, "A-" + std::to_string(fact.slip), Fen::of(fact.proved),
           CivilDate::from_days(fact.on)}};
}
std::optional<std::string> nobody_else(const std::string&) {
  return std::nullopt;
}
domain::Context bureau_on(int day, const policy::PolicyBook& policies) {
  return context(instant_at(CivilDate::from_days(day), 9), actor(Role::bureau, "", "bureauuser"), policies);
}
}  // namespace

void LifeTeller::funds(const Told& fact) {
  VerifyFunds c;
  c.amount_fen = Fen::of(fact.fen);
  c.injected_on = CivilDate::from_days(fact.on);
  c.vouchers = vouchers(fact);
  c.over_agreed = true;
  c.note = "追加投资";
  auto who = bureau_on(fact.recorded, book_);
  who.fresh_id = std::to_string(at_);
  money<domain::FundsVerified>(decide_funds("prj_1", story_.project, c, nobody_else, who), fact);
}

void LifeTeller::correct(const Told& fact) {
  CorrectFunds c;
  c.entry = "fnd_" + std::to_string(fact.about);
  c.amount_fen = Fen::of(fact.fen);
  c.injected_on = CivilDate::from_days(fact.on);
  c.vouchers = vouchers(fact);
  c.over_agreed = true;
  c.note = "追加投资";
  c.reason = "银行更正";
  const auto who = bureau_on(fact.recorded, book_);
  money<domain::FundsCorrected>(decide_funds_correction("prj_1", story_.project, c, nobody_else, who), fact);
}

template <class Event>
void LifeTeller::money(const Expected<domain::Decision>& decided, const Told& fact) {
  if (!decided) {
    outcome_ = Outcome::refused;
    return;
  }
  const auto event = *codec::decode<Event>(decided->events.at(0).data);
  outcome_ = event.effective ? Outcome::effective : Outcome::not_effective;
  story_.tell(event, CivilDate::from_days(fact.recorded).str());
}

}  // namespace luodi::monitor::test
