#pragma once
// Splitting an amount to the fen: by filed shares in basis points, or equally. Every part is rounded down and what is
// left goes to the first, so that the parts always sum to the whole. Pure.
//
//   *split_equally(Fen::of(100), 3)  // 34, 33, 33
#include <vector>

#include "common/kernel/money.hpp"
#include "services/incentive-calculator/domain/award_line.hpp"

namespace luodi::incentive {

Expected<std::vector<Fen>> split_equally(Fen total, std::size_t parts);
// shares in basis points, adding up to 10 000.
Expected<std::vector<Fen>> split_by_shares(Fen total, const std::vector<std::int64_t>& shares_bp);

// The payees of a team, first registered first.
Expected<std::vector<Payee>> split_among(const std::vector<domain::TeamMember>& team, Fen total);

}  // namespace luodi::incentive
