#include "services/progress-monitor/domain/obligation_decide.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/asker.hpp"
#include "services/progress-monitor/domain/object_event.hpp"
#include "services/progress-monitor/domain/obligation_follow.hpp"
#include "services/progress-monitor/domain/obligation_owner.hpp"
#include "services/progress-monitor/domain/obligation_terms.hpp"
#include "services/progress-monitor/domain/unchanged.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::field_fault;
using domain::Project;

namespace {
// Whether the stage alone may say so.
bool only_by_stage(const Obligation& obligation) {
  return shown_by(obligation) && obligation.what != ObligationKind::company;
}

std::string shown_elsewhere(const Obligation& obligation) {
  return obligation.what == ObligationKind::start ? "以登记开工为准 / record the start of the project"
                                                  : "以登记投产为准 / record the start of production";
}

// A correction that says what stands already: in the list of corrections it would be one that was none.
Expected<void> check_changes(const Obligation& obligation, const CorrectObligation& command) {
  const bool changes = (command.due_on && *command.due_on != obligation.due_on) ||
                       (command.honoured_on && command.honoured_on != obligation.honoured_on) ||
                       (command.not_honoured && obligation.honoured_on) ||
                       (command.amount_fen && command.amount_fen != obligation.amount_fen);
  if (changes) return {};
  Twin stands{"约定 " + obligation.due_on.str(), "due on " + obligation.due_on.str()};
  if (obligation.honoured_on) {
    stands.zh += "，履约 " + obligation.honoured_on->str();
    stands.en += ", honoured on " + obligation.honoured_on->str();
  }
  return fail(unchanged("", stands));
}

// A stage of the project has shown it by now, so nothing becomes overdue.
bool is_shown(const RegisterObligation& command, const Project& project) {
  Obligation obligation;
  obligation.side = command.side;
  obligation.what = command.kind;
  const auto stage = shown_by(obligation);
  return stage && domain::reached_on(project, *stage);
}

Error too_little(Fen honoured, Fen agreed) {
  return field_fault("/amount_fen", "too_little",
                     bilingual("{0}少于约定的{1} / less than agreed: {0} of {1}", honoured, agreed));
}

// What was honoured is less than what is agreed from now on.
bool falls_short(const Obligation& obligation, const CorrectObligation& command) {
  return obligation.honoured_on && command.amount_fen && obligation.honoured->amount_fen &&
         *obligation.honoured->amount_fen < *command.amount_fen;
}

}  // namespace

Expected<Decision> decide_register_obligation(const std::string& project_id, const Project& project,
                                              const std::vector<Owed>& agreed, const CityBodies& bodies,
                                              const RegisterObligation& command, const Context& context) {
  if (auto fine = domain::check_stub(project, {{"/title", true},
                                               {"/text", !command.text.empty()},
                                               {"/owner", !command.owner.empty()},
                                               {"/amount_fen", command.amount_fen.has_value()}});
      !fine)
    return fail(fine.error());
  if (domain::has_ended(project)) return fail(ErrorCode::wrong_state, "项目已终止 / the project has ended");
  if (!project.agreement)
    return fail(ErrorCode::wrong_state,
                "正式协议签订后登记履约事项 / obligations follow a formal agreement; next: signing");
  if (auto fine = check_owing_side(command.side, command.kind); !fine) return fail(fine.error());
  if (auto fine = check_after_signing(project, command.due_on, "/due_on"); !fine) return fail(fine.error());
  if (!is_shown(command, project))
    if (auto meant = check_day_is_meant(command.due_on, command.already_due, context.now); !meant)
      return fail(meant.error());
  const std::string same = sameness_of(command.side, command.kind, command.title, command.text, command.due_on);
  if (auto once = check_agreed_once(agreed, same, {}, context); !once) return fail(once.error());
  const auto policy = domain::policy_on(context, project.agreement->signed_on);
  if (!policy) return fail(policy.error());
  auto owner = read_obligation_owner(command.side, command.owner, project, **policy, bodies);
  if (!owner) return fail(owner.error());
  ObligationRegistered event;
  event.project_id = project_id;
  event.project_name = project.name;
  event.side = command.side;
  event.kind = command.kind;
  event.title = command.title;
  event.text = command.text;
  event.owner = std::move(owner->name);
  event.owner_org = std::move(owner->org);
  event.due_on = command.due_on;
  event.amount_fen = command.amount_fen;
  event.clause = domain::cite(**policy, "9");
  event.by = context.actor.username;
  const std::string id = "obl_" + context.fresh_id;
  Decision decision;
  decision.policy = (*policy)->id;
  decision.claims.push_back(agreed_claim(project_id, same, id, /*release=*/false));
  decision.raise<Obligation>(id, event, domain::parties_of(project));
  decision.schedule(obligation_job(id), after_last_day(event.due_on));
  return decision;
}

namespace {
// A command meets the obligation as its project has left it, whether or not anybody has come round to that: what a
// stage shows is honoured, and with the end of the project it has lapsed.
template <class Rule>
Expected<Decision> after_project(const Owed& on, const Context& context, Rule rule) {
  auto followed = follow_project(on);
  Obligation state = *on.state;
  domain::EventMeta meta;
  meta.at = std::max(context.now, state.updated_at);
  for (const auto& raised : followed.events)
    if (auto folded = domain::apply_fact(state, raised.fact, raised.data, meta); !folded) return fail(folded.error());
  auto decision = rule(Owed{on.id, &state, on.project});
  if (!decision) return decision;
  followed.policy = decision->policy;
  followed.add(std::move(*decision));
  return followed;
}

Expected<Decision> honour(const Owed& on, const HonourObligation& command, const Context& context) {
  if (auto fine = domain::check_stub(*on.project, {{"/amount_fen", command.amount_fen.has_value()},
                                                   {"/text", !command.text.empty()},
                                                   {"/evidence", !command.evidence.empty()}});
      !fine)
    return fail(fine.error());
  const auto& obligation = *on.state;
  if (obligation.state != ObligationState::pending && obligation.state != ObligationState::breached)
    return wrong_state(obligation, {ObligationState::pending, ObligationState::breached});
  if (only_by_stage(obligation)) return fail(ErrorCode::wrong_state, shown_elsewhere(obligation));
  if (obligation.side == ObligationSide::government && !context.actor.has(Role::bureau))
    return fail(ErrorCode::forbidden,
                "承诺方不得自行确认，由投资促进部门登记 / who owes it does not say that it is done: "
                "the bureau does");
  const auto on_day = domain::day_of_fact(command.honoured_on, context, "/honoured_on");
  if (!on_day) return fail(on_day.error());
  if (auto fine = check_after_signing(*on.project, *on_day, "/honoured_on"); !fine) return fail(fine.error());
  if (auto fine = domain::check_papers_before(command.evidence, *on_day, {"履约", "the performance"}); !fine)
    return fail(fine.error());
  if (obligation.amount_fen && !command.amount_fen)
    return fail(field_fault("/amount_fen", "required",
                            bilingual("须填写金额，约定{0} / say how much; agreed: {0}", *obligation.amount_fen)));
  if (obligation.amount_fen && *command.amount_fen < *obligation.amount_fen)
    return fail(too_little(*command.amount_fen, *obligation.amount_fen));
  if (auto fine = domain::check_papers(*on.project, command.evidence, context); !fine) return fail(fine.error());
  ObligationHonoured event;
  event.honoured_on = *on_day;
  event.amount_fen = command.amount_fen;
  event.source = "report";
  event.text = command.text;
  event.evidence = command.evidence;
  Decision decision;
  note_breach(decision, on, obligation.due_on, *on_day);
  decision.add(raised(on, event));
  decision.cancel(obligation_job(on.id));
  return decision;
}

Expected<Decision> correct(const Owed& on, const std::vector<Owed>& agreed, const CorrectObligation& command,
                           const Context& context) {
  if (auto fine = domain::check_stub(*on.project, {{"/amount_fen", command.amount_fen.has_value()},
                                                   {"/reason", !command.reason.empty()},
                                                   {"/evidence", !command.evidence.empty()}});
      !fine)
    return fail(fine.error());
  const auto& obligation = *on.state;
  if (has_ended(obligation))
    return wrong_state(obligation, {ObligationState::pending, ObligationState::breached, ObligationState::honoured});
  if (!command.due_on && !command.honoured_on && !command.not_honoured && !command.amount_fen)
    return fail(field_fault("", "required",
                            "未说明更正内容 / says nothing to correct: due_on, honoured_on, not_honoured "
                            "or amount_fen"));
  if (command.honoured_on && command.not_honoured)
    return fail(field_fault("/not_honoured", "contradiction", "与履约日期矛盾 / contradicts honoured_on"));
  if ((command.honoured_on || command.not_honoured) && only_by_stage(obligation))
    return fail(ErrorCode::wrong_state, shown_elsewhere(obligation));
  if ((command.honoured_on || command.not_honoured) && !obligation.honoured)
    return fail(ErrorCode::wrong_state, "尚未登记履约 / not said to be honoured; next: honour");
  if (auto fine = check_changes(obligation, command); !fine) return fail(fine.error());
  const bool unsettles = falls_short(obligation, command);
  if (unsettles && command.honoured_on) return fail(too_little(*obligation.honoured->amount_fen, *command.amount_fen));
  const bool not_honoured = command.not_honoured || unsettles;
  const auto honoured_on = not_honoured          ? std::nullopt
                           : command.honoured_on ? command.honoured_on
                                                 : obligation.honoured_on;
  if (command.due_on) {
    if (auto fine = check_after_signing(*on.project, *command.due_on, "/due_on"); !fine) return fail(fine.error());
    const bool in_time = honoured_on && *honoured_on <= *command.due_on;
    if (*command.due_on != obligation.due_on && !in_time)
      if (auto meant = check_day_is_meant(*command.due_on, command.already_due, context.now); !meant)
        return fail(meant.error());
    if (auto once = check_agreed_once(agreed, sameness_of(obligation, *command.due_on), on.id, context); !once)
      return fail(once.error());
  }
  if (command.honoured_on) {
    if (auto day = domain::day_of_fact(command.honoured_on, context, "/honoured_on"); !day) return fail(day.error());
    if (auto fine = check_after_signing(*on.project, *command.honoured_on, "/honoured_on"); !fine)
      return fail(fine.error());
  }
  if (auto fine = domain::check_papers(*on.project, command.evidence, context); !fine) return fail(fine.error());
  auto decision = raised(on, ObligationCorrected{command.due_on, command.honoured_on, not_honoured, command.amount_fen,
                                                 command.reason, command.evidence});
  if (command.due_on) {
    const auto claim = [&](CivilDate due_on, bool release) {
      decision.claims.push_back(agreed_claim(obligation.project_id, sameness_of(obligation, due_on), on.id, release));
    };
    claim(obligation.due_on, /*release=*/true);
    claim(*command.due_on, /*release=*/false);
  }
  const CivilDate due_on = command.due_on.value_or(obligation.due_on);
  if (honoured_on) {
    note_breach(decision, on, due_on, *honoured_on);
    decision.cancel(obligation_job(on.id));
  } else if (was_breached(obligation, due_on)) {
    decision.cancel(obligation_job(on.id));  // moved back to a day that has passed already
  } else {
    decision.schedule(obligation_job(on.id), after_last_day(due_on));
  }
  return decision;
}

Expected<Decision> withdraw(const Owed& on, const WithdrawObligation& command) {
  const auto& obligation = *on.state;
  if (has_ended(obligation))
    return wrong_state(obligation, {ObligationState::pending, ObligationState::breached, ObligationState::honoured});
  if (auto said = domain::check_reason(*on.project, command.reason, "/reason",
                                       {"撤销履约事项", "withdrawing an obligation"}, k_longest_withdrawal_reason);
      !said)
    return fail(said.error());
  auto decision = raised(on, command);
  decision.claims.push_back(
      agreed_claim(obligation.project_id, sameness_of(obligation, obligation.due_on), on.id, /*release=*/true));
  decision.cancel(obligation_job(on.id));
  return decision;
}
}  // namespace

Expected<Decision> decide_honour(const Owed& on, const HonourObligation& command, const Context& context) {
  return after_project(on, context, [&](const Owed& followed) { return honour(followed, command, context); });
}

Expected<Decision> decide_correct(const Owed& on, const std::vector<Owed>& agreed, const CorrectObligation& command,
                                  const Context& context) {
  return after_project(on, context, [&](const Owed& followed) { return correct(followed, agreed, command, context); });
}

Expected<Decision> decide_withdraw_obligation(const Owed& on, const WithdrawObligation& command,
                                              const Context& context) {
  return after_project(on, context, [&](const Owed& followed) { return withdraw(followed, command); });
}

}  // namespace luodi::monitor
