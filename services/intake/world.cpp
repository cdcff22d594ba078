#include "services/intake/world.hpp"

template class luodi::runtime::CommandRunner<luodi::intake::IntakeWorld>;
template class luodi::runtime::ReadModel<luodi::intake::IntakeWorld>;
template class luodi::runtime::Backend<luodi::intake::IntakeWorld>;
