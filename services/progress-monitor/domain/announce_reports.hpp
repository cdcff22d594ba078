#pragma once
// What people hear of the reports of a dispatch cycle that nobody filed: 催报 at the report deadline, 缺报 at the
// close. Each is told once, however late the machine runs. Pure.
//
//   entity   one letter for all its projects of the cycle; those that another entity answers for by now stand apart, in
//            a letter that both get
//   city     the bureau and the committee, one list of all
#include <functional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"

namespace luodi::monitor {

// What of a cycle nobody has filed, `items` being its own: one for each entity and one list for the city. Of the report
// deadline it is what is missing still while the meeting is ahead, nothing once the cycle is closed: the close tells.
enum class MissedBy { report_deadline, close };
using FindProject = std::function<const domain::Project*(const std::string& id)>;  // as it is now; nullptr: not known
std::vector<Announcement> announce_missing_reports(const std::string& id, const DispatchCycle& cycle,
                                                   MissedBy missed_by, const std::vector<const DispatchItem*>& items,
                                                   const FindProject& find_project, const Teller& teller);

}  // namespace luodi::monitor
