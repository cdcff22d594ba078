#include "services/progress-monitor/domain/interview_reconcile.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/interview_basis.hpp"
#include "services/progress-monitor/domain/interview_clock.hpp"
#include "services/progress-monitor/domain/interview_due.hpp"
#include "services/progress-monitor/domain/interview_meeting.hpp"
#include "services/progress-monitor/domain/interview_opening.hpp"
#include "services/progress-monitor/domain/interview_scope.hpp"
#include "services/progress-monitor/domain/interview_second.hpp"

namespace luodi::monitor {

using domain::Decision;
using domain::Episode;
using domain::Light;

namespace {
// The entity is that of the day on which the count was full: what was known by the end of that day says who it was,
// where it showed the stall, so that a late look calls whom a prompt one called; else what is recorded now says it.
std::string entity_of(const domain::Project& project, const Episode& episode, CivilDate full,
                      const policy::PolicyBook& policies) {
  const std::string by_now = domain::responsible_org_on(project, full);
  const Instant seen_at = instant_at(full.plus_days(1));
  const auto then = known_at(project, seen_at);
  const std::string by_then = domain::responsible_org_on(then, full);
  if (by_then == by_now) return by_now;
  const auto seen = evaluate(then, policies, seen_at).episodes;
  const bool showed =
      std::any_of(seen.begin(), seen.end(), [&](const Episode& e) { return e.first == episode.first && e.interview; });
  return showed ? by_then : by_now;
}

InterviewOpened opening(const std::string& project_id, const domain::Project& project, const IdleResult& result,
                        const Episode& episode, const domain::Context& context) {
  InterviewOpened opened;
  opened.project_id = project_id;
  opened.project_name = project.name;
  opened.episode_first = episode.first;
  opened.trigger = *episode.interview;
  auto standing = standing_at_trigger(project, result, episode, *context.policies);
  opened.responsible_org = entity_of(project, episode, standing.as_of, *context.policies);
  take_standing(opened, std::move(standing), *context.policies);
  opened.explanation = explain_idle(result, *context.policies, episode.first, episode.interview);
  return opened;
}

// What took the stall away: evidence and exemptions, or an amount that, recorded later, owed none when it fell due.
std::string why_withdrawn(const Interview& interview, const domain::Project& project,
                          const policy::PolicyBook& policies) {
  const auto then = interview_scope_on(project, policies, interview.trigger.last_day());
  if (then.in || !then.amount)
    return "补充证据或认定后，停滞不足，通知发出前自动撤回 / withdrawn before the notice: late evidence or an "
           "exemption removed the stall";
  return bilingual(
      "按现登记的投资额，项目在 {0} 不属约谈范围（{1}），通知发出前自动撤回 / withdrawn before the notice: by the "
      "amount as it is recorded now the project was not in scope on {0} ({1})",
      interview.trigger.last_day(), Twin{then.why_zh, then.why_en});
}

// On the day on which its stall was taken away: what the office had missed by then stays on record.
void withdraw(Decision& decision, const KnownInterview& known, const domain::Project& project, CivilDate on,
              const std::string& parties, const policy::PolicyBook& policies) {
  for (const auto& clock : known.state->clocks)
    if (clock.state == ClockState::open && clock.due_at && *clock.due_at <= instant_at(on))
      decision.raise<Interview>(known.id, InterviewOverdue{clock.step, *clock.due_at, {}}, parties);
  decision.raise<Interview>(known.id, InterviewWithdrawn{why_withdrawn(*known.state, project, policies), true},
                            parties);
  decision.cancel(grace_job(known.id));
  stop_watching(decision, known.id, *known.state);
}

// What an older commit left to the office without a clock: it counts from the day of the hold-back, or of the opening.
std::optional<Step> owed_by_office(const Interview& interview) {
  if (interview.state == InterviewState::held_back) return Step::hold_back;
  if (interview.state == InterviewState::opened && interview.issue_mode == "on_confirmation") return Step::confirmation;
  return std::nullopt;
}
void watch_office(Decision& decision, const KnownInterview& known, const std::string& parties,
                  const domain::Context& context) {
  const Interview& interview = *known.state;
  const auto step = owed_by_office(interview);
  if (!step || clock_of(interview, *step)) return;
  const auto* entry = last_entry(interview, *step == Step::hold_back ? InterviewHeldBack::fact : InterviewOpened::fact);
  const auto policy = context.policies->at(civil_date(context.now));
  if (!entry || !policy) return;
  const auto deadline = step_deadline(*step, civil_date(entry->at), {}, *context.policies, (*policy)->interview);
  decision.raise<Interview>(known.id, InterviewClockSet{deadline}, parties);
  watch_deadlines(decision, known.id, {deadline}, context.now);
}

constexpr std::string_view k_exited = "项目已退出 / the project has exited";

void close_of_exited(Decision& decision, const KnownInterview& known, const std::string& parties, Instant now) {
  const std::string reason(k_exited);
  leave_meeting(decision, known.id, *known.state, known.meeting, reason, parties, now);
  decision.raise<Interview>(known.id, InterviewClosed{std::string(k_project_exited), reason, {}}, parties);
  decision.cancel(grace_job(known.id));
  stop_watching(decision, known.id, *known.state);
}

// Nobody looked between the close of its cycle and the exit: a prompt look would have opened it, the exit closed it.
void close_unseen(Decision& decision, const std::string& id, const std::string& parties) {
  decision.raise<Interview>(id, InterviewClosed{std::string(k_project_exited), std::string(k_exited), {}}, parties);
  decision.cancel(grace_job(id));
  stop_watching(decision, id, Step::confirmation);
}

// Whether the stall that a pending interview stands on is there.
bool supported(const Interview& interview, const std::vector<KnownInterview>& interviews, const IdleResult& result,
               CivilDate today, const policy::PolicyBook& book) {
  if (interview.level == 1)
    return std::any_of(result.episodes.begin(), result.episodes.end(),
                       [&](const Episode& e) { return is_about(interview, e); });
  const auto first = std::find_if(interviews.begin(), interviews.end(),
                                  [&](const KnownInterview& k) { return k.id == interview.first_id; });
  if (first == interviews.end() || first->state->outcome != k_still_idle) return true;
  const auto policy = book.at(today);
  return !policy || result.idle_cycles >= (*policy)->interview.interview_cycles;
}

// The same at the end of a day, by what was known then.
bool supported_on(CivilDate day, const Interview& interview, const std::vector<KnownInterview>& interviews,
                  const domain::Project& project, const policy::PolicyBook& book) {
  const Instant end = instant_at(day.plus_days(1));
  auto result = evaluate(known_at(project, end), book, end.plus_ms(-1));
  add_stalls_after(result.episodes, result.lines, interviews, book);
  return supported(interview, interviews, result, day, book);
}

// Days on which other services recorded what a stall rests on. What comes by commands is judged in their commits.
std::set<CivilDate> recorded_days(const domain::Project& project) {
  std::set<CivilDate> days;
  for (const auto& version : project.amounts)
    if (version.recorded_on) days.insert(*version.recorded_on);
  for (const auto& entry : project.reached)
    days.insert(civil_date(entry.recorded_at));
  return days;
}

// A prompt look withdraws a pending interview as soon as something is recorded that takes its stall away; whatever is
// recorded after that, or after the day on which the notice was due, does not keep it and does not withdraw it. The day
// of that record.
std::optional<CivilDate> stall_taken_away(const Interview& interview, const std::vector<KnownInterview>& interviews,
                                          const domain::Project& project, const IdleResult& now,
                                          const domain::Context& context) {
  const auto due = next_due(interview, context.now);
  const bool over = interview.state == InterviewState::opened && due && !due->step;
  const Instant end = over ? due->since : context.now;
  auto days = recorded_days(project);
  if (over) days.insert(civil_date(end.plus_ms(-1)));
  const CivilDate opened_on = civil_date(interview.opened_at);
  for (const CivilDate day : days)
    if (opened_on <= day && instant_at(day.plus_days(1)) <= end &&
        !supported_on(day, interview, interviews, project, *context.policies))
      return day;
  if (over || supported(interview, interviews, now, civil_date(context.now), *context.policies)) return std::nullopt;
  return civil_date(project.updated_at);
}

// Whether a look on the day of the trigger would have opened it: the project was not told to leave by then, and nobody
// has looked since. What only late evidence shows is not opened any more.
bool opened_before(CivilDate leaves_on, const domain::Project& project, const IdleResult& result,
                   const Episode& episode, const domain::Watch* watch, const policy::PolicyBook& book) {
  const CivilDate closed = standing_at_trigger(project, result, episode, book).as_of;
  return closed.plus_days(1) < leaves_on && (!watch || watch->through < *episode.interview);
}

// Withdraws the pending ones whose stall was taken away; answers the others. Where the stall is back by now, as after
// two amendments, it is called anew, as a look between them would have left it.
std::vector<KnownInterview> withdraw_unsupported(Decision& decision, const domain::Project& project,
                                                 const IdleResult& result,
                                                 const std::vector<KnownInterview>& interviews,
                                                 const domain::Context& context) {
  std::vector<KnownInterview> left;
  for (const auto& known : interviews) {
    const bool pending =
        project.stage != domain::Stage::exited && !has_ended(*known.state) && notice_pending(*known.state);
    const auto taken = pending ? stall_taken_away(*known.state, interviews, project, result, context) : std::nullopt;
    if (taken)
      withdraw(decision, known, project, *taken, parties_with(project, known.state->responsible_org),
               *context.policies);
    else
      left.push_back(known);
  }
  return left;
}

void settle_interviews(Decision& decision, const std::string& project_id, const domain::Project& project,
                       IdleResult& result, const std::vector<KnownInterview>& known_before,
                       const std::function<bool(const Episode&)>& may_open, const domain::Context& context) {
  const auto interviews = withdraw_unsupported(decision, project, result, known_before, context);
  for (auto& episode : result.episodes) {
    if (!episode.interview) continue;
    if (name_interview(episode, interviews)) continue;
    const auto policy = context.policies->at(civil_date(context.now));
    if (!policy || !may_open(episode)) continue;  // nothing in force today: nothing may be opened today
    episode.interview_id = interview_id(project_id, episode.first);
    const auto opened = opening(project_id, project, result, episode, context);
    const std::string parties = parties_with(project, opened.responsible_org);
    open_interview(decision, episode.interview_id, opened, (*policy)->interview, parties, context);
    if (project.stage == domain::Stage::exited) close_unseen(decision, episode.interview_id, parties);
  }
  for (const auto& known : interviews) {
    const std::string parties = parties_with(project, known.state->responsible_org);
    follow_basis(decision, known.id, *known.state, project, result, parties, context);
    if (has_ended(*known.state)) continue;
    if (project.stage == domain::Stage::exited)
      close_of_exited(decision, known, parties, context.now);
    else
      watch_office(decision, known, parties, context);
  }
}

// The count at the close of the warning's own cycle, not that of the day on which a late run finds it.
int warned_count(Light light, HalfMonth warned, const policy::PolicyBook& policies) {
  const auto policy = policies.at(warned.last_day());
  if (!policy) return 0;
  return light == Light::red ? (*policy)->interview.red_cycles : (*policy)->interview.yellow_cycles;
}

void raise_warnings(Decision& decision, const std::string& project_id, const IdleResult& result,
                    const domain::Watch* watch, const std::string& parties, const policy::PolicyBook& policies) {
  auto before = [&](const Episode& episode) -> const Episode* {
    if (!watch) return nullptr;
    for (const auto& old : watch->episodes)
      if (old.first == episode.first) return &old;
    return nullptr;
  };
  for (const auto& episode : result.episodes) {
    const Episode* old = before(episode);
    auto warn = [&](Light light, const std::optional<HalfMonth>& cycle) {
      if (!cycle) return;
      decision.raise<domain::Watch>(
          project_id, domain::WarningRaised{light, *cycle, episode.first, warned_count(light, *cycle, policies)},
          parties);
    };
    if (!old) warn(Light::yellow, episode.yellow);  // every episode that is known has its first warning
    if (!old || !old->red) warn(Light::red, episode.red);
  }
}

bool same(const domain::Watch& watch, const domain::IdleEvaluated& now) {
  return watch.through == now.through && watch.idle_cycles == now.idle_cycles && watch.light == now.light &&
         codec::encode(watch.episodes) == codec::encode(now.episodes);
}
}  // namespace

bool name_interview(Episode& episode, const std::vector<KnownInterview>& interviews) {
  const auto* known = interview_of(episode, interviews);
  if (!known) return false;
  episode.interview_id = known->id;
  episode.withdrawn = known->state->state == InterviewState::withdrawn;
  return true;
}

Decision reconcile(const std::string& project_id, const domain::Project& project, const domain::Watch* watch,
                   const std::vector<KnownInterview>& interviews, const domain::Context& context,
                   std::optional<CivilDate> leaves_on) {
  Decision decision;
  auto result = evaluate(project, *context.policies, context.now);
  add_stalls_after(result.episodes, result.lines, interviews, *context.policies);
  const std::string parties = domain::parties_of(project);
  decision.policy = result.policy;
  const auto may_open = [&](const Episode& episode) {
    return !leaves_on || opened_before(*leaves_on, project, result, episode, watch, *context.policies);
  };
  settle_interviews(decision, project_id, project, result, interviews, may_open, context);

  const bool concerns = watch || result.in_scope || !result.lines.empty();
  const domain::IdleEvaluated now{result.through, result.idle_cycles, result.light, result.episodes, result.clause};
  if (concerns && (!watch || !same(*watch, now))) {
    decision.raise<domain::Watch>(project_id, now, parties);
    raise_warnings(decision, project_id, result, watch, parties, *context.policies);
  }
  if (result.next_at)
    decision.schedule(evaluate_job(project_id), *result.next_at);
  else if (watch)
    decision.cancel(evaluate_job(project_id));
  return decision;
}

}  // namespace luodi::monitor
