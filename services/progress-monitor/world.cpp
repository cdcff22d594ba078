#include "services/progress-monitor/world.hpp"

template class luodi::runtime::CommandRunner<luodi::monitor::MonitorWorld>;
template class luodi::runtime::ReadModel<luodi::monitor::MonitorWorld>;
