#pragma once
// Referral award, second half: how much is due now. Two parts, start and production, each paid once; the production
// part settles what the ladder says by then, so that both together are the ladder's amount and never more. Production
// that rests on an invoice from before the start of construction alone is not reached. Pure.
#include <optional>

#include "services/incentive-calculator/domain/award_facts.hpp"

namespace luodi::incentive {

struct Due {
  Fen ladder_fen;              // what the project has earned in all
  Fen verified_fen;            // actual fixed investment verified up to the day
  Fen paid_fen;                // by earlier runs
  bool start_reached = false;  // started, and the needed share of the agreed amount verified
  bool production_reached = false;
  std::optional<CivilDate>
      early_invoice;  // production is recorded, but its invoice of this day is older than the start
  bool start_paid = false;
  bool production_paid = false;
  Fen start_fen;       // due now
  Fen production_fen;  // due now
};

Expected<Due> due_for(const std::string& project_id, const domain::Project& project, const AwardFacts& facts,
                      const policy::ReferralAwardParameters& parameters);

}  // namespace luodi::incentive
