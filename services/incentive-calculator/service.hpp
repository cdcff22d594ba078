#pragma once
// The incentive calculator as a process: the shared backend with its world, and the operations.
#include <memory>

#include "common/runtime/service_main.hpp"

namespace luodi::incentive {

std::unique_ptr<runtime::Service> make_incentive_calculator(runtime::Runtime& runtime);

}  // namespace luodi::incentive
