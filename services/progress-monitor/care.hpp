#pragma once
// Care joins the rules of measure 9 to the world: what the state of a project means for its problems, its tickets and
// what they granted, revisits, obligations and exit case. Asked after every event that concerns it and by its due job;
// level-triggered, so asked twice the second answer only repeats a deadline. One io_context thread.
//
//   decision.add(care.of(world, "prj_1", context));
#include "services/progress-monitor/domain/exit_judge.hpp"
#include "services/progress-monitor/due_jobs.hpp"
#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

class Care {
 public:
  explicit Care(const Indexes& indexes) : indexes_(indexes) {}
  // Empty for a project that is not known. Its letters have no numbers yet: number_letters_of.
  domain::Decision of(const MonitorOverlay& world, const std::string& project, const domain::Context& context) const;
  const Indexes& indexes() const { return indexes_; }

 private:
  const Indexes& indexes_;
};

std::vector<KnownExit> exits_of(const Indexes& indexes, const MonitorOverlay& world, const std::string& project);
// Since when the project is told to leave, by a notice that stands or by one that is due and not issued yet; nullopt:
// it is not.
std::optional<CivilDate> leaves_on(const Indexes& indexes, const MonitorOverlay& world, const std::string& id,
                                   const domain::Project& project, const domain::Context& context);
// Of a project that the world holds; they point into it.
std::vector<Owed> obligations_of(const Indexes& indexes, const MonitorOverlay& world, const std::string& id,
                                 const domain::Project& project);

// Numbers the letters of all that goes into one commit: once, when it is complete.
void number_letters_of(domain::Decision& decision, const MonitorOverlay& world, const domain::Context& context);

// "care:<project>": the days alone may have changed something.
JobKind care_job_kind(const Care& care);

}  // namespace luodi::monitor
