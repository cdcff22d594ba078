#pragma once
// Vouchers 凭证 of verified funds (measures 5 and 7): what is verified is covered by what vouchers prove, a voucher is
// used once, and more than the agreed amount is taken only knowingly. Pure.
//
//   within a project   kind and number name a voucher: the second use is refused
//   within the city    kind, number and date: two banks may number alike, but not on one day. The amount names nothing:
//   a
//                      slip used in part, or copied with another sum, is still that slip. The refusal names the project
//                      that used it; the claim is part of the commit, so that two projects cannot use one slip at the
//                      same time either
//   above the agreement  needs over_agreed and a note, which stay with the entry
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

// "bank_slip:2022-0017": in one form of width, case, dashes and spaces, because people copy numbers by hand.
// A key for comparison: refusals show the number as it was entered.
std::string voucher_name(const domain::Voucher& voucher);

// "bank_slip:2022-0017:2022-07-05": what is used once in the city.
std::string slip_name(const domain::Voucher& voucher);

inline constexpr std::string_view k_slip_index = "voucher";  // of the claims: slip_name -> project

// What is known of the city's slips: the project that has used this one, as people know it ("prj_… 某某项目"), or
// nullopt.
using SlipUser = std::function<std::optional<std::string>(const std::string& slip)>;

// invalid_body with the voucher at fault, in_future for its date, already_exists for one that was used.
Expected<void> check_vouchers(const domain::Project& project, const std::vector<domain::Voucher>& vouchers, Fen amount,
                              const SlipUser& elsewhere, const domain::Context& context);
// invalid_body (after_fact) where a bank slip is dated after the day that the money came in. A report, an invoice or a
// settlement may be written later than that.
Expected<void> check_slips_before(const std::vector<domain::Voucher>& vouchers,
                                  const std::vector<domain::Evidence>& evidence, CivilDate injected_on);

void claim_vouchers(domain::Decision& decision, const std::string& project_id,
                    const std::vector<domain::Voucher>& vouchers);

// The note to keep where this amount leads above the agreed one; nullopt where it does not. invalid_body where it does
// and nobody said so. An unknown agreed amount is no limit.
Expected<std::optional<std::string>> over_agreed_note(const domain::Project& project, Fen amount, bool knowingly,
                                                      const std::string& note);

}  // namespace luodi::monitor
