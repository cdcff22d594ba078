#include "services/progress-monitor/care.hpp"

#include <algorithm>

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/domain/letter_numbers.hpp"
#include "services/progress-monitor/domain/problem_decide.hpp"
#include "services/progress-monitor/domain/revisit_decide.hpp"
#include "services/progress-monitor/domain/supply_decide.hpp"
#include "services/progress-monitor/domain/talent_card_decide.hpp"
#include "services/progress-monitor/domain/ticket_set.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::Project;

namespace {
constexpr std::string_view k_job = "care:";

Performance performance_of(const Indexes& indexes, const MonitorOverlay& world, const std::string& id,
                           const Project& project) {
  return {id, &project, obligations_of(indexes, world, id, project), exits_of(indexes, world, id)};
}

// What ends with its project, each kind by its own rule.
template <class A>
Decision ended(const ObjectIndex& index, const MonitorOverlay& world, const std::string& id, const Project& project,
               Decision (*end)(const Concerning<A>&)) {
  Decision decision;
  for (const auto& object : index.of(id))
    if (const auto* known = world.find<A>(object)) decision.add(end({object, &known->state, &project}));
  return decision;
}
}  // namespace

std::vector<KnownExit> exits_of(const Indexes& indexes, const MonitorOverlay& world, const std::string& project) {
  std::vector<KnownExit> out;
  for (const auto& id : held_by<ExitCase>(world, project, indexes.exits().of(project)))
    if (const auto* entry = world.find<ExitCase>(id)) out.push_back({id, &entry->state});
  return out;
}

std::optional<CivilDate> leaves_on(const Indexes& indexes, const MonitorOverlay& world, const std::string& id,
                                   const Project& project, const Context& context) {
  if (exits_of(indexes, world, id).empty()) return std::nullopt;  // as most: every evaluation asks
  const auto performance = performance_of(indexes, world, id, project);
  const auto first = told_to_leave_on(performance.exits);
  const auto comes_as_an_event = [](const Owed& owed) { return !follow_project(owed).events.empty(); };
  if (std::any_of(performance.obligations.begin(), performance.obligations.end(), comes_as_an_event)) return first;
  const auto due = judge_exit(performance, context).leaves_on;
  return first && due ? std::min(*first, *due) : due ? due : first;
}

std::vector<Owed> obligations_of(const Indexes& indexes, const MonitorOverlay& world, const std::string& id,
                                 const Project& project) {
  return objects_of<Obligation>(indexes.obligations(), world, id, project);
}

Decision Care::of(const MonitorOverlay& world, const std::string& id, const Context& context) const {
  const auto* entry = world.find<Project>(id);
  if (!entry) return {};
  const Project& project = entry->state;
  auto set = open_ticket_set(
      id, project, [&world](const std::string& ticket) { return world.find<Ticket>(ticket) != nullptr; }, context);
  Decision decision = std::move(set.decision);
  if (domain::has_ended(project)) {
    for (const auto& problem : indexes_.problems().of(id))
      if (const auto* known = world.find<Problem>(problem))
        decision.add(withdraw_problem({problem, &known->state, &project}, context));
    decision.add(ended(indexes_.tickets(), world, id, project, withdraw_ticket));
    decision.add(ended(indexes_.supplies(), world, id, project, end_supply));
    decision.add(ended(indexes_.talent_cards(), world, id, project, end_card));
  }
  const auto* revisits = world.find<Revisits>(id);
  decision.add(plan_revisits(id, project, revisits ? &revisits->state : nullptr, context));
  const auto performance = performance_of(indexes_, world, id, project);
  Decision followed;
  for (const auto& owed : performance.obligations)
    followed.add(follow_project(owed));
  auto again = set.again;
  // What a stage has just shown comes back here as an event: nobody is called upon for it before.
  if (followed.events.empty()) {
    auto exit = judge_exit(performance, context);
    decision.add(std::move(exit.decision));
    if (exit.next_at && (!again || *exit.next_at < *again)) again = exit.next_at;
  }
  decision.add(std::move(followed));
  if (again) decision.schedule(std::string(k_job) + id, *again);
  return decision;
}

void number_letters_of(Decision& decision, const MonitorOverlay& world, const Context& context) {
  number_letters(decision, civil_date(context.now), last_number_in(world));
}

JobKind care_job_kind(const Care& care) {
  JobKind kind;
  kind.prefix = k_job;
  kind.together = 1;  // each job numbers its own letters
  kind.known = [](const MonitorWorld& world, const std::string& id) {
    return world.table<Project>().find(id) != nullptr;
  };
  kind.decide = [&care](const MonitorOverlay& world, const std::string& project,
                        const Context& context) -> Expected<Decision> {
    auto decision = care.of(world, project, context);
    number_letters_of(decision, world, context);
    return decision;
  };
  return kind;
}

}  // namespace luodi::monitor
