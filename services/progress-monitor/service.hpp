#pragma once
// The progress monitor as a process: the shared backend with its world and indexes, commands and queries, the consumer
// of the event stream and the worker of the due queue. See README.md.
#include <memory>

#include "common/runtime/service_main.hpp"

namespace luodi::monitor {

std::unique_ptr<runtime::Service> make_progress_monitor(runtime::Runtime& runtime);

}  // namespace luodi::monitor
