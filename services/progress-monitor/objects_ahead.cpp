#include "services/progress-monitor/objects_ahead.hpp"

#include "common/runtime/lay_event.hpp"
#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/obligations.hpp"
#include "services/progress-monitor/problems.hpp"
#include "services/progress-monitor/revisits.hpp"
#include "services/progress-monitor/supplies.hpp"
#include "services/progress-monitor/talent_cards.hpp"
#include "services/progress-monitor/tickets.hpp"

namespace luodi::monitor {

namespace {
// One job as the worker would find it, again and again until it finds nothing: overdue twice, it has two steps to take.
Expected<void> bring_forward(const JobKind& kind, MonitorOverlay& world, const std::string& subject,
                             const domain::Context& context, domain::Decision& decision) {
  for (;;) {
    auto due = kind.decide(world, subject, context);
    if (!due) return fail(due.error());
    if (due->events.empty()) return {};
    if (auto laid = runtime::lay_decision(world, *due, context); !laid) return fail(laid.error());
    decision.add(std::move(*due));
  }
}
}  // namespace

Expected<domain::Decision> objects_up_to_date(const Indexes& indexes, MonitorOverlay& world, const std::string& project,
                                              const domain::Context& context) {
  domain::Decision decision;
  const Care care(indexes);
  const std::vector<std::string> itself{project};
  const std::pair<JobKind, const std::vector<std::string>*> kinds[] = {
      {obligation_job_kind(), &indexes.obligations().of(project)},
      {care_job_kind(care), &itself},
      {problem_job_kind(), &indexes.problems().of(project)},
      {revisit_job_kind(), &indexes.revisits().of(project)},
      {ticket_job_kind(), &indexes.tickets().of(project)},
      {supply_job_kind(), &indexes.supplies().of(project)},
      {talent_card_job_kind(), &indexes.talent_cards().of(project)}};
  for (const auto& [kind, subjects] : kinds)
    for (const auto& subject : *subjects)
      if (auto done = bring_forward(kind, world, subject, context, decision); !done) return fail(done.error());
  return decision;
}

}  // namespace luodi::monitor
