#pragma once
// What people hear of an exit case 退出程序: the limit notice, the exit notice, and that a notice stands no longer. A
// deadline runs from the notice, so these are statutory: mailed at once, whatever was chosen. Told once each, as long
// as it is so; a notice that was cured or withdrawn before anybody heard of it is no news. Pure.
//
//   limit notice          entity, host, bureau, committee: the host serves it on the enterprise, as it says
//   exit notice           those and the leaders: the exit that follows needs no approval of theirs any more
//   the limit moved       whoever was told of the limit notice
//   cured, withdrawn      whoever was told of the notice
//   exit not recorded     the bureau, which records it, a working day before the last day and when it is over
//   the exit itself       whoever is told of an exit notice, whether there was one or not
#include "services/progress-monitor/domain/announce.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/org_names.hpp"

namespace luodi::monitor {

// How whatever is told of a limit names its case and its last day: by these words a letter without a number is found.
std::string limit_words(const std::string& id, CivilDate last_day);
std::optional<Announcement> announce_limit_notice(const std::string& id, const ExitCase& exit,
                                                  const LimitNoticeIssued& notice, const domain::Project& project,
                                                  const OrgNames& names);
std::optional<Announcement> announce_limit_moved(const std::string& id, const ExitCase& exit,
                                                 const ExitLimitMoved& moved, const domain::Project& project,
                                                 const OrgNames& names);
std::optional<Announcement> announce_exit_notice(const std::string& id, const ExitCase& exit,
                                                 const ExitNoticeIssued& notice, const domain::Project& project,
                                                 const OrgNames& names);
std::optional<Announcement> announce_exit_cured(const std::string& id, const ExitCase& exit, const ExitCured& cure,
                                                const domain::Project& project, const OrgNames& names);
std::optional<Announcement> announce_exit_withdrawn(const std::string& id, const ExitCase& exit,
                                                    const ExitWithdrawn& withdrawal, const domain::Project& project,
                                                    const OrgNames& names);

std::optional<Announcement> announce_record_due(const std::string& id, const ExitCase& exit, const ExitRecordDue& due,
                                                const domain::Project& project, const OrgNames& names);
std::optional<Announcement> announce_exited(const std::string& project_id, const domain::Project& project,
                                            const domain::ProjectExited& exited, const Teller& teller);

}  // namespace luodi::monitor
