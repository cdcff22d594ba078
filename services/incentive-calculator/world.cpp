#include "services/incentive-calculator/world.hpp"

template class luodi::runtime::CommandRunner<luodi::incentive::CalculatorWorld>;
template class luodi::runtime::ReadModel<luodi::incentive::CalculatorWorld>;
template class luodi::runtime::Backend<luodi::incentive::CalculatorWorld>;
