#pragma once
// Who reports about a line of the agenda: the entity that it names, which answered on the last day of the cycle; where
// the project has gone to another since, that one as well: the former one need not see the project any more, and a half
// month without its report would stay so for ever. Which of them it was stands in the report. Pure.
//
//   reporter_since(item.line, project) == "MY-JY"   // nullopt: the entity of the line alone
#include <optional>
#include <string>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"

namespace luodi::monitor {

// The entity of today where it is another one than that of the line.
std::optional<std::string> reporter_since(const DispatchLine& line, const domain::Project& project);
// The organisation of a report where it is not that of the line.
std::optional<std::string> filed_for(const DispatchLine& line, const std::string& org);
// forbidden, with the names of those who report.
Expected<void> check_may_report(const DispatchLine& line, const domain::Project& project,
                                const domain::Context& context);

}  // namespace luodi::monitor
