#pragma once
// What the incentive calculator keeps in memory: referrals and award runs, which it writes; projects and parks, which
// it counts; and the accounts of the gateway, whose persons refusals name.
#include "common/domain/account.hpp"
#include "common/runtime/backend.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"

namespace luodi::incentive {

using CalculatorWorld = runtime::World<domain::Project, domain::Park, domain::Referral, domain::Account, AwardRun>;
using CalculatorBackend = runtime::Backend<CalculatorWorld>;
using CalculatorRunner = runtime::CommandRunner<CalculatorWorld>;
using CalculatorPlan = runtime::Plan<CalculatorWorld>;
using CalculatorOverlay = runtime::Overlay<CalculatorWorld>;

}  // namespace luodi::incentive

// Compiled once, in world.cpp: the frame's templates are most of a service's compile time.
extern template class luodi::runtime::CommandRunner<luodi::incentive::CalculatorWorld>;
extern template class luodi::runtime::ReadModel<luodi::incentive::CalculatorWorld>;
extern template class luodi::runtime::Backend<luodi::incentive::CalculatorWorld>;
