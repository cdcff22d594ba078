#pragma once
// Verified funds that were recorded wrongly, corrected by the bureau with a reason: the entry says what is right, keeps
// what it said before, and everything that reads it (idle clock, plan, awards) is judged anew from it, as with late
// evidence. An amount of 0 says that nothing came in: the vouchers are free again and prove funds where they belong.
// Vouchers cover the corrected amount; a list of vouchers replaces the one before. What an award run has fixed already
// stays as it is: the run says late_corrections. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/vouchers.hpp"

namespace luodi::monitor {

inline constexpr std::size_t k_longest_funds_reason = 1000;  // characters

struct CorrectFunds {
  std::string entry;              // id of the entry
  std::optional<Fen> amount_fen;  // absent, as each of the next three: it was right
  std::optional<bool> fixed_investment;
  std::optional<CivilDate> injected_on;
  std::vector<domain::Voucher> vouchers;
  bool over_agreed = false;
  std::string note;
  std::string reason;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using C = CorrectFunds;
    return described(field("entry", &C::entry, Text{1, 80}),
                     field("amount_fen", &C::amount_fen, codec::Range{0, k_largest_amount.value()}),
                     field("fixed_investment", &C::fixed_investment), field("injected_on", &C::injected_on),
                     field("vouchers", &C::vouchers, codec::Count{0, 50}),
                     optional_field("over_agreed", &C::over_agreed), optional_field("note", &C::note, Text{0, 1000}),
                     field("reason", &C::reason, Text{1, k_longest_funds_reason}),
                     field("evidence", &C::evidence, codec::Count{0, 20}));
  }
};

Expected<domain::Decision> decide_funds_correction(const std::string& id, const domain::Project& project,
                                                   const CorrectFunds& command, const SlipUser& elsewhere,
                                                   const domain::Context& context);

}  // namespace luodi::monitor
