#pragma once
// What intake keeps in memory: projects, parks and offices, which it writes; the watches of the progress monitor, which
// it shows; the referrals of the incentive calculator, which a lead may name; and the accounts of the gateway, whose
// persons refusals name.
#include "common/domain/account.hpp"
#include "common/domain/office.hpp"
#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/domain/referral.hpp"
#include "common/domain/watch.hpp"
#include "common/runtime/backend.hpp"

namespace luodi::intake {

using IntakeWorld =
    runtime::World<domain::Project, domain::Park, domain::Office, domain::Watch, domain::Referral, domain::Account>;
using IntakeBackend = runtime::Backend<IntakeWorld>;
using IntakeRunner = runtime::CommandRunner<IntakeWorld>;
using IntakePlan = runtime::Plan<IntakeWorld>;
using IntakeOverlay = runtime::Overlay<IntakeWorld>;

}  // namespace luodi::intake

// Compiled once, in world.cpp: the frame's templates are most of a service's compile time.
extern template class luodi::runtime::CommandRunner<luodi::intake::IntakeWorld>;
extern template class luodi::runtime::ReadModel<luodi::intake::IntakeWorld>;
extern template class luodi::runtime::Backend<luodi::intake::IntakeWorld>;
