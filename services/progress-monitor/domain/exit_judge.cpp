#include "services/progress-monitor/domain/exit_judge.hpp"

#include <algorithm>
#include <tuple>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/exit_ground.hpp"
#include "services/progress-monitor/domain/exit_notice.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;

namespace {
constexpr std::int64_t k_limit_again_ms = 86'400'000;  // a calendar is published, it does not come by itself

const Owed* obligation_of(const Performance& of, const ExitCase& exit) {
  for (const auto& owed : of.obligations)
    if (owed.id == exit.notice.obligation_id) return &owed;
  return nullptr;
}

void look_at(ExitJudged& out, Instant at) {
  if (!out.next_at || at < *out.next_at) out.next_at = at;  // mutation: equal, because the same instant is the same
}

// A notice stands on what the project and the obligation are: performed meanwhile, it is judged again.
void guard(ExitJudged& out, const Performance& of, const Owed* owed) {
  out.decision.guards.emplace_back(domain::Project::kind, of.project_id);
  if (owed) out.decision.guards.emplace_back(Obligation::kind, owed->id);
}

LimitNow limit_of(const ExitCase& exit, const Performance& of, const Context& context) {
  return limit_now(exit, *of.project, context.policies->calendar());
}

// A working day before the last one.
Instant remind_at(CivilDate record_by, const Context& context) {
  return instant_at(context.policies->calendar().add_working_days(record_by, -1).value_or(record_by));
}

// A project that was told to leave and has not left: told when its last day comes next, and when it is over.
void watch_record(ExitJudged& out, const std::string& id, const ExitCase& exit, const std::string& parties,
                  const Context& context) {
  const auto by = exit.exit_notice ? exit.exit_notice->record_by : std::nullopt;
  if (!by) return;
  const auto& told = exit.record_due;
  const bool reminded = told && told->record_by == *by;
  const bool overdue = after_last_day(*by) <= context.now;
  const Instant reminder = remind_at(*by, context);
  if (overdue ? !(reminded && told->overdue) : !reminded && reminder <= context.now)
    out.decision.raise<ExitCase>(id, ExitRecordDue{*by, overdue}, parties);
  if (!overdue) look_at(out, context.now < reminder ? reminder : after_last_day(*by));
}

void tell_to_leave(ExitJudged& out, const Performance& of, const std::string& id, const ExitCase& exit,
                   const Owed* owed, const policy::Policy& policy, const std::string& parties, const Context& context) {
  const auto notice = exit_notice(exit, owed, *of.project, policy, context);
  if (notice.record_by) look_at(out, remind_at(*notice.record_by, context));
  const CivilDate on = day_of(notice);
  out.leaves_on = out.leaves_on ? std::min(*out.leaves_on, on) : on;
  out.decision.raise<ExitCase>(id, notice, parties);
}

// A running case as it stands today; answers whether it still runs.
bool move_on(ExitJudged& out, const Performance& of, const KnownExit& known, const policy::Policy& policy,
             const std::string& parties, const Context& context) {
  auto exit = *known.state;
  const auto* owed = obligation_of(of, exit);
  if (owed && owed->state->state == ObligationState::withdrawn) {
    out.decision.raise<ExitCase>(
        known.id,
        ExitWithdrawn{
            bilingual("履约事项登记有误，已撤销：{0} / the obligation was registered in error and withdrawn: {0}",
                      owed->state->withdrawn_because.value_or(""))},
        parties);
    return false;
  }
  const auto limit = limit_of(exit, of, context);
  const auto cured = owed ? cure_of(exit, limit, *owed->state, policy.environment.exit) : std::nullopt;
  if (cured) {
    out.decision.raise<ExitCase>(known.id, *cured, parties);
    return false;
  }
  if (owed && owed->state->due_on != agreed_on(exit)) {
    const ExitAgreedMoved moved{owed->state->due_on};
    out.decision.raise<ExitCase>(known.id, moved, parties);
    exit.agreed_on = moved.agreed_on;
  }
  if (exit.state == ExitState::noticed) {
    watch_record(out, known.id, exit, parties, context);
    return true;
  }
  if (!limit.until) {
    if (limit.no_calendar) look_at(out, context.now.plus_ms(k_limit_again_ms));
    return true;
  }
  auto moved = moved_limit(exit, limit, policy);
  if (moved) {
    out.decision.raise<ExitCase>(known.id, *moved, parties);
    exit.limit_moved = moved;
  }
  const bool over = *limit.until < civil_date(context.now);
  if (over)
    tell_to_leave(out, of, known.id, exit, owed, policy, parties, context);
  else
    look_at(out, after_last_day(*limit.until));
  if (moved || over) guard(out, of, owed);
  return true;
}

// What may open a case, the oldest ground first.
struct Ground {
  const Owed* owed;
  ExitGround ground;
  CivilDate late_since;
  std::string id;
};
std::vector<Ground> grounds(const Performance& of, const policy::ExitParameters& terms) {
  std::vector<Ground> out;
  for (const auto& owed : of.obligations) {
    const auto& obligation = *owed.state;
    const auto ground = ground_of(obligation);
    const auto since = late_enough(obligation, terms);
    const bool owing = obligation.state == ObligationState::pending || obligation.state == ObligationState::breached;
    if (!since || !owing) continue;  // late from some day on: there is a ground
    const std::string id = exit_id(owed.id, obligation.due_on);
    // An earlier day than that of the notice is the same breach, a later one was agreed anew.
    const bool settled = std::any_of(of.exits.begin(), of.exits.end(), [&](const KnownExit& known) {
      return known.state->state == ExitState::withdrawn && known.state->notice.obligation_id == owed.id &&
             (known.id == id || obligation.due_on <= agreed_on(*known.state));
    });
    if (!settled) out.push_back({&owed, *ground, *since, id});
  }
  std::sort(out.begin(), out.end(), [](const Ground& a, const Ground& b) {
    return std::tie(a.late_since, a.id) < std::tie(b.late_since, b.id);  // mutation: equal, because ids differ
  });
  return out;
}

void call_upon(ExitJudged& out, const Performance& of, const Ground& ground, const policy::Policy& policy,
               const std::string& parties, const Context& context) {
  const CivilDate today = civil_date(context.now);
  const auto& terms = policy.environment.exit;
  const auto limit = context.policies->calendar().working_day_on_or_after(today.plus_days(terms.limit_days));
  if (!limit) {
    look_at(out, context.now.plus_ms(k_limit_again_ms));
    return;
  }
  const ExitCase* before = nullptr;
  for (const auto& known : of.exits)
    if (known.id == ground.id) before = known.state;
  const auto notice = limit_notice({of.project_id, ground.owed, ground.ground, ground.late_since, *limit}, before,
                                   *of.project, policy, context);
  out.decision.raise<ExitCase>(ground.id, notice, parties);
  guard(out, of, ground.owed);
  look_at(out, after_last_day(*limit));
}
}  // namespace

std::optional<CivilDate> told_to_leave_on(const std::vector<KnownExit>& exits) {
  std::optional<CivilDate> first;
  for (const auto& known : exits) {
    if (known.state->state != ExitState::noticed || !known.state->exit_notice) continue;
    const CivilDate on = day_of(*known.state->exit_notice);
    first = first ? std::min(*first, on) : on;
  }
  return first;
}

ExitJudged judge_exit(const Performance& of, const Context& context) {
  ExitJudged out;
  const std::string parties = domain::parties_of(*of.project);
  if (domain::has_ended(*of.project)) {
    const CivilDate on = of.project->exit ? of.project->exit->on : civil_date(context.now);
    for (const auto& known : of.exits)
      if (is_running(*known.state)) out.decision.raise<ExitCase>(known.id, ExitCompleted{on}, parties);
    return out;
  }
  const CivilDate today = civil_date(context.now);
  const auto* policy = context.policies->in_force(today);
  if (!policy) return out;
  out.decision.policy = policy->id;
  bool running = false;
  for (const auto& known : of.exits) {
    if (!is_running(*known.state)) continue;
    const bool still = move_on(out, of, known, *policy, parties, context);
    running = running || still;
  }
  for (const auto& known : of.exits) {
    if (running) break;
    if (cure_is_gone(*known.state, limit_of(*known.state, of, context), obligation_of(of, *known.state),
                     policy->environment.exit))
      running = move_on(out, of, known, *policy, parties, context);
  }
  if (running || of.project->suspension) return out;
  const auto open = grounds(of, policy->environment.exit);
  if (open.empty()) return out;
  // The others come later, or when this one is over.
  if (open.front().late_since <= today)
    call_upon(out, of, open.front(), *policy, parties, context);
  else
    look_at(out, instant_at(open.front().late_since));
  return out;
}

Expected<Decision> decide_withdraw_exit(const Concerning<ExitCase>& on, const ExitWithdrawn& command, const Context&) {
  if (!is_running(*on.state)) return wrong_state(*on.state, {ExitState::limited, ExitState::noticed});
  Decision decision;
  decision.raise<ExitCase>(on.id, command, domain::parties_of(*on.project));
  return decision;
}

}  // namespace luodi::monitor
