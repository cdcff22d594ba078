#include "services/progress-monitor/revisits.hpp"

namespace luodi::monitor {

void ObjectKind<Revisits>::show(const Revisits& revisits, const domain::Project&, Instant now, codec::Json& view) {
  view["overdue"] = is_overdue(revisits, now);
  if (!revisits.due_on) return;
  const Twin by = revisited_by();
  view["visit_by"] = {{"title_zh", by.zh}, {"title_en", by.en}};
}

Expected<std::function<bool(const Revisits&)>> ObjectKind<Revisits>::filter(const runtime::Query& query, Instant now) {
  const auto state = runtime::query_choice<RevisitState>(query, "state");
  if (!state) return fail(state.error());
  // By the day, as the view has it: the due queue may not have come round to it yet.
  return [state = *state, now](const Revisits& r) {
    return !state || *state == (is_overdue(r, now) ? RevisitState::overdue : r.state);
  };
}

void RevisitDesk::join() {
  // The revisits of a project may not have begun yet: the rule sees what there is.
  desk_.begins<RecordRevisit>("project.revisits",
                              [](const MonitorOverlay& world, const std::string& id, const domain::Project& project,
                                 const RecordRevisit& body, const domain::Context& context) {
                                const auto* known = world.find<Revisits>(id);
                                return decide_revisit(id, project, known ? &known->state : nullptr, body, context);
                              });
  desk_.reads();
}

JobKind revisit_job_kind() {
  return object_job_kind<Revisits>(decide_revisit_due);
}

}  // namespace luodi::monitor
