#include "services/progress-monitor/obligations.hpp"

#include "services/progress-monitor/city_bodies.hpp"

namespace luodi::monitor {

using runtime::query_choice;

void ObjectKind<Obligation>::show(const Obligation& obligation, const domain::Project&, Instant now,
                                  codec::Json& view) {
  view["overdue"] = is_overdue(obligation, now);
  if (!obligation.honoured_on) view.erase("honoured");  // kept of an honour that was taken back, which shows nothing
}

Expected<std::function<bool(const Obligation&)>> ObjectKind<Obligation>::filter(const runtime::Query& query, Instant) {
  const auto state = query_choice<ObligationState>(query, "state");
  if (!state) return fail(state.error());
  const auto side = query_choice<ObligationSide>(query, "side");
  if (!side) return fail(side.error());
  const auto what = query_choice<ObligationKind>(query, "kind");
  if (!what) return fail(what.error());
  return [state = *state, side = *side, what = *what](const Obligation& o) {
    return (!state || *state == o.state) && (!side || *side == o.side) && (!what || *what == o.what);
  };
}

void Obligations::join() {
  desk_.begins<RegisterObligation>(
      "project.obligations", [this](const MonitorOverlay& world, const std::string& id, const domain::Project& project,
                                    const RegisterObligation& body, const domain::Context& context) {
        const auto agreed = obligations_of(indexes_, world, id, project);
        return decide_register_obligation(id, project, agreed, bodies_of(world), body, context);
      });
  desk_.reads();
  desk_.on<HonourObligation>("honour", decide_honour);
  desk_.on<CorrectObligation>("correction", [this](const MonitorOverlay& world, const Owed& on,
                                                   const CorrectObligation& body, const domain::Context& context) {
    return decide_correct(on, obligations_of(indexes_, world, on.state->project_id, *on.project), body, context);
  });
  desk_.on<WithdrawObligation>("withdrawal", decide_withdraw_obligation);
}

JobKind obligation_job_kind() {
  return object_job_kind<Obligation>(decide_obligation_due);
}

}  // namespace luodi::monitor
