#pragma once
// Vouchers 凭证 of verified funds (measures 5 and 7): what is verified is covered by what vouchers prove, a voucher is
// used once, and more than the agreed amount is taken only knowingly. Pure.
//
//   within a project   kind and number name a voucher: the second use is refused
//   within the city    kind, number, date and amount: two banks may number alike, no two slips are alike in all four;
//                      the claim is part of the commit, so two projects cannot use one slip at the same time either
//   above the agreement  needs over_agreed and a note, which stay with the entry
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

// "bank_slip:2022-0017": in one form of width, case, spaces and brackets, because people copy numbers by hand.
std::string voucher_name(const domain::Voucher& voucher);

// invalid_body with the voucher at fault, in_future for its date, already_exists for one that was used.
Expected<void> check_vouchers(const domain::Project& project, const std::vector<domain::Voucher>& vouchers, Fen amount,
                              const domain::Context& context);
void claim_vouchers(domain::Decision& decision, const std::string& project_id,
                    const std::vector<domain::Voucher>& vouchers);

// The note to keep where this amount leads above the agreed one; nullopt where it does not. invalid_body where it does
// and nobody said so. An unknown agreed amount is no limit.
Expected<std::optional<std::string>> over_agreed_note(const domain::Project& project, Fen amount, bool knowingly,
                                                      const std::string& note);

}  // namespace luodi::monitor
