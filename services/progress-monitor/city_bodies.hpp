#pragma once
// The bodies of the city that are registered here: its parks and offices, and the departments whose reviewers have
// accounts. For rules that judge whom a command names, on the overlay that they decide on.
#include "services/progress-monitor/domain/service_owner.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

CityBodies bodies_of(const MonitorOverlay& world);

}  // namespace luodi::monitor
