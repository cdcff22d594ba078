#include "services/progress-monitor/domain/obligation_follow.hpp"

#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/object_event.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;

namespace {
// Honoured by a stage whose record was taken back since, or recorded anew for another day. A day that the bureau has
// corrected rests on its own papers.
bool has_lost_its_stage(const Obligation& obligation, std::optional<domain::Stage> stage,
                        std::optional<CivilDate> reached) {
  const auto& honoured = obligation.honoured;
  return stage && obligation.state == ObligationState::honoured && honoured &&
         honoured->source == codec::enum_text(*stage) && obligation.honoured_on == honoured->honoured_on &&
         reached != obligation.honoured_on;
}

// The honour falls; whether its day has passed says the due queue, or the breach that is on record.
void take_honour_back(Decision& decision, const Owed& on, domain::Stage stage) {
  ObligationCorrected event;
  event.not_honoured = true;
  event.reason =
      bilingual("“{0}”的记录已回退，不再证明履约 / the record of the stage {0} was taken back and shows it no more",
                word_of(stage));
  decision.add(raised(on, event));
  if (was_breached(*on.state, on.state->due_on))
    decision.cancel(obligation_job(on.id));
  else
    decision.schedule(obligation_job(on.id), after_last_day(on.state->due_on));
}
}  // namespace

std::optional<domain::Stage> shown_by(const Obligation& obligation) {
  if (obligation.side != ObligationSide::enterprise) return std::nullopt;
  switch (obligation.what) {
    case ObligationKind::company:
      return domain::Stage::landed;  // nothing lands without its company
    case ObligationKind::start:
      return domain::Stage::started;
    case ObligationKind::production:
      return domain::Stage::producing;
    case ObligationKind::deposit:
    case ObligationKind::funds:
    case ObligationKind::land:
    case ObligationKind::infrastructure:
    case ObligationKind::support:
    case ObligationKind::other:
      return std::nullopt;
  }
  return std::nullopt;
}

void note_breach(Decision& decision, const Owed& on, CivilDate due_on, CivilDate honoured_on) {
  if (due_on < honoured_on && !was_breached(*on.state, due_on)) decision.add(raised(on, ObligationBreached{due_on}));
}

Decision decide_obligation_due(const Owed& on, const Context& context) {
  const auto& obligation = *on.state;
  if (obligation.state != ObligationState::pending || domain::has_ended(*on.project)) return {};
  const auto stage = shown_by(obligation);
  if (stage && domain::reached_on(*on.project, *stage)) return {};  // follow_project says so
  if (is_overdue(obligation, context.now)) return raised(on, ObligationBreached{obligation.due_on});
  Decision decision;
  decision.schedule(obligation_job(on.id), after_last_day(obligation.due_on));
  return decision;
}

Decision follow_project(const Owed& on) {
  const auto& obligation = *on.state;
  const auto stage = shown_by(obligation);
  const auto reached = stage ? domain::reached_on(*on.project, *stage) : std::nullopt;
  Decision decision;
  const bool fell = has_lost_its_stage(obligation, stage, reached) && !domain::has_ended(*on.project);
  if (fell) take_honour_back(decision, on, *stage);
  const bool owed = obligation.state == ObligationState::pending || obligation.state == ObligationState::breached;
  if (!owed && !fell) return decision;
  if (reached) {
    ObligationHonoured event;
    event.honoured_on = *reached;
    event.source = codec::enum_text(*stage);
    note_breach(decision, on, obligation.due_on, *reached);
    decision.add(raised(on, event));
  } else if (domain::has_ended(*on.project)) {
    note_breach(decision, on, obligation.due_on, civil_date(on.project->reached.back().recorded_at));
    decision.add(raised(on, ObligationLapsed{"项目已终止 / the project has ended"}));
  } else {
    return decision;
  }
  decision.cancel(obligation_job(on.id));
  return decision;
}

}  // namespace luodi::monitor
