#pragma once
// Intake as a process: the shared backend with its world, the indexes kept current by the world's changes, the timeline
// reader, and the operations.
#include <memory>

#include "common/runtime/service_main.hpp"

namespace luodi::intake {

std::unique_ptr<runtime::Service> make_intake(runtime::Runtime& runtime);

}  // namespace luodi::intake
