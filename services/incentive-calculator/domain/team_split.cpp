#include "services/incentive-calculator/domain/team_split.hpp"

namespace luodi::incentive {

namespace {
// Each share is numerator/denominator of the total.
Expected<std::vector<Fen>> split(Fen total, const std::vector<std::int64_t>& numerators, std::int64_t denominator) {
  std::vector<Fen> out;
  Fen rest = total;
  for (std::int64_t numerator : numerators) {
    auto part = total.times_ratio(numerator, denominator, Rounding::down);
    if (!part) return fail(part.error());
    auto left = rest.minus(*part);
    if (!left) return fail(left.error());
    rest = *left;
    out.push_back(*part);
  }
  if (out.empty()) return fail(ErrorCode::internal, "没有收款人 / nobody to split among");
  auto first = out.front().plus(rest);
  if (!first) return fail(first.error());
  out.front() = *first;
  return out;
}
}  // namespace

Expected<std::vector<Fen>> split_equally(Fen total, std::size_t parts) {
  return split(total, std::vector<std::int64_t>(parts, 1), static_cast<std::int64_t>(parts));
}

Expected<std::vector<Fen>> split_by_shares(Fen total, const std::vector<std::int64_t>& shares_bp) {
  std::int64_t sum = 0;
  for (std::int64_t share : shares_bp)
    sum += share;
  if (sum != 10'000) return fail(ErrorCode::internal, "分配比例合计不是 10000 / shares do not add up");
  return split(total, shares_bp, sum);
}

Expected<std::vector<Payee>> split_among(const std::vector<domain::TeamMember>& team, Fen total) {
  std::vector<std::int64_t> shares;
  for (const auto& member : team)
    if (member.share_bp) shares.push_back(*member.share_bp);
  auto parts = shares.size() == team.size() && !team.empty() ? split_by_shares(total, shares)
                                                             : split_equally(total, team.size());
  if (!parts) return fail(parts.error());
  std::vector<Payee> out;
  for (std::size_t i = 0; i < team.size(); ++i)
    out.push_back({team[i].name, team[i].kind, (*parts)[i]});
  return out;
}

}  // namespace luodi::incentive
