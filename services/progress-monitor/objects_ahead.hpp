#pragma once
// What is due of the objects of a project before a command on the project, and what the command then leads to: broken
// obligations, limit and exit notices and their cures, climbs of problems, missed revisits, services, supplies and
// cards, each by the rule of its due job, in the order in which one may lead to the other. A command that ends a
// project would otherwise take away what a prompt worker had on record. One io_context thread.
//
//   auto due = objects_up_to_date(indexes, world, project, context);   // laid over the world, for the same commit
#include <string>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

// Nothing where nothing is due: jobs that are set already stay as they are.
Expected<domain::Decision> objects_up_to_date(const Indexes& indexes, MonitorOverlay& world, const std::string& project,
                                              const domain::Context& context);

}  // namespace luodi::monitor
