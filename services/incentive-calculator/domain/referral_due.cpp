#include "services/incentive-calculator/domain/referral_due.hpp"

#include <algorithm>

#include "common/domain/evidence.hpp"
#include "services/incentive-calculator/domain/referral_award.hpp"

namespace luodi::incentive {

namespace {
constexpr std::int64_t k_bp = 10'000;

Expected<bool> enough_verified(const domain::Project& project, Fen verified, CivilDate as_of, std::int64_t rate_bp) {
  const auto agreed = domain::formal_amount_on(project, as_of);
  if (!agreed) return false;
  // Rounded up, so that a fen short of the share is short.
  auto needed = agreed->times_ratio(rate_bp, k_bp, Rounding::up);
  if (!needed) return fail(needed.error());
  return verified >= *needed;
}

Expected<void> add_spent(Due& due, const Spent& spent) {
  auto paid = due.paid_fen.plus(spent.amount_fen);
  if (!paid) return fail(paid.error());
  due.paid_fen = *paid;
  if (spent.part == k_part_start) due.start_paid = true;
  if (spent.part == k_part_production) due.production_paid = true;
  return {};
}

// What is left of `wanted` when no more than `ladder` may have been paid in all.
Fen capped(Fen wanted, Fen ladder, Fen paid) {
  const auto room = std::max<std::int64_t>(0, ladder.value() - paid.value());
  return Fen::of(std::clamp<std::int64_t>(wanted.value(), 0, room));
}
}  // namespace

Fen ladder_amount(const policy::ReferralAwardParameters& parameters, Fen verified_fixed) {
  Fen out;
  for (const auto& step : parameters.ladder)
    if (verified_fixed >= step.from_fen) out = step.amount_fen;
  return out;
}

Expected<Due> due_for(const std::string& project_id, const domain::Project& project, const AwardFacts& facts,
                      const policy::ReferralAwardParameters& parameters) {
  Due due;
  auto verified = domain::verified_fixed_investment(project, facts.as_of).and_then(within_limit);
  if (!verified) return fail(verified.error());
  due.verified_fen = *verified;
  due.ladder_fen = ladder_amount(parameters, *verified);
  for (const auto& spent : facts.spent)
    if (spent.award == "referral_award" && spent.project == project_id)
      if (auto added = add_spent(due, spent); !added) return fail(added.error());

  auto enough = enough_verified(project, *verified, facts.as_of, parameters.start_verified_bp);
  if (!enough) return fail(enough.error());
  due.start_reached = project.start && project.start->started_on <= facts.as_of && *enough;
  const bool production_recorded = project.production && project.production->started_on <= facts.as_of;
  if (production_recorded && project.start)
    due.early_invoice = domain::invoiced_before(project.production->evidence, project.start->started_on);
  due.production_reached = production_recorded && !due.early_invoice;
  auto half = due.ladder_fen.times_ratio(parameters.start_share_bp, k_bp, Rounding::down);
  if (!half) return fail(half.error());

  if (due.start_reached && !due.start_paid) {
    // After production was paid, the start part settles the rest; before it, it is its share.
    const Fen wanted = due.production_paid ? due.ladder_fen : *half;
    due.start_fen = capped(wanted, due.ladder_fen, due.paid_fen);
  }
  if (due.production_reached && !due.production_paid) {
    const bool start_settled = due.start_paid || due.start_reached;
    const Fen paid = Fen::of(due.paid_fen.value() + due.start_fen.value());
    const Fen wanted = start_settled ? due.ladder_fen : Fen::of(due.ladder_fen.value() - half->value());
    due.production_fen = capped(wanted, due.ladder_fen, paid);
  }
  return due;
}

}  // namespace luodi::incentive
