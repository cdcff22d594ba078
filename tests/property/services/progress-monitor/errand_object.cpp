#include "services/progress-monitor/exits.hpp"
#include "services/progress-monitor/obligations.hpp"
#include "services/progress-monitor/problems.hpp"
#include "tests/property/services/progress-monitor/errand.hpp"

namespace luodi::monitor::test {

namespace {
// As the desk of these objects decides.
template <class A, class Rule, class Body>
Errand on_object(std::string text, const std::string& id, const Office& known, const Actor& who,
                 const std::string& number, Rule rule, Body body) {
  Errand out;
  out.text = id + " " + std::move(text) + " by " + who.username;
  out.project = known.find<A>(id)->project_id;
  out.run = [=](Office& office, Instant now) -> std::string {
    if (!office.find<A>(id)) return "not known";
    return office.give(who, now, hex(number), [&](const MonitorOverlay& world, const domain::Context& context) {
      return decide_on<A>(office.evaluation(), world, id, rule, body, context);
    });
  };
  return out;
}

Errand report_problem(Dice& dice, const Office& office, Instant now, const std::string& number) {
  ReportProblem body;
  body.title = "用地" + number;
  if (dice.once_in(2)) body.due_on = civil_date(now).plus_days(dice.between(0, 20));
  Errand out;
  out.project = any_of(dice, office.all<domain::Project>());
  const Actor who = dice.once_in(2) ? k_bureau_desk : k_first_talk_desk;
  out.text = out.project + " problem by " + who.username;
  out.run = [=, project = out.project](Office& asked, Instant when) {
    return asked.ask(who, when, hex(number), project, [&](const MonitorOverlay& world, const domain::Context& context) {
      return decide_report_problem({project, &world.find<domain::Project>(project)->state}, nullptr, body, context);
    });
  };
  return out;
}

std::vector<Owed> agreed_of(const Office& office, const MonitorOverlay& world, const std::string& project) {
  return obligations_of(office.indexes(), world, project, world.find<domain::Project>(project)->state);
}

Errand owe(Dice& dice, const Office& office, Instant now, const std::string& number) {
  RegisterObligation body;
  body.kind = dice.one_of({ObligationKind::deposit, ObligationKind::deposit, ObligationKind::company,
                           ObligationKind::start, ObligationKind::funds});
  body.title = "约定事项" + number;
  const int due = civil_date(now).days() + dice.between(-60, 40);
  body.due_on = CivilDate::from_days(edge_near(due, dice));
  body.already_due = true;
  Errand out;
  out.project = any_of(dice, office.all<domain::Project>());
  out.text = out.project + " owes " + std::string(codec::enum_text(body.kind)) + " by " + body.due_on.str();
  out.run = [=, project = out.project](Office& asked, Instant when) {
    return asked.ask(k_bureau_desk, when, hex(number), project,
                     [&](const MonitorOverlay& world, const domain::Context& context) {
                       return decide_register_obligation(project, world.find<domain::Project>(project)->state,
                                                         agreed_of(asked, world, project), CityBodies{}, body, context);
                     });
  };
  return out;
}
}  // namespace

std::optional<Errand> problem_errand(Dice& dice, const Office& office, Instant now, const std::string& number) {
  const auto all = office.all<Problem>();
  if (all.empty() || dice.once_in(4)) return report_problem(dice, office, now, number);
  const std::string id = any_of(dice, all);
  const Actor reporter = all.at(id).reporter_org.empty() ? k_bureau_desk : k_first_talk_desk;
  const auto due = dice.once_in(2) ? std::optional(civil_date(now).plus_days(dice.between(0, 15))) : std::nullopt;
  const auto on = [&](const char* text, const Actor& who, auto rule, auto body) {
    return on_object<Problem>(text, id, office, who, number, of_problem(rule), body);
  };
  switch (dice.below(6)) {
    case 0:
      return on("assign", k_bureau_desk, decide_assign, AssignProblem{"MY-AX", due, "分工调整"});
    case 1:
      return on("escalate", k_bureau_desk, decide_escalate, EscalateProblem{"久拖未决", due});
    case 2:
      return on("reopen", reporter, decide_reopen, ReopenProblem{"未解决", due});
    case 3:
      return on("confirm", reporter, decide_confirm, ConfirmProblem{});
    default:
      return on("resolve", k_first_talk_desk, decide_resolve,
                ResolveProblem{"已解决", {paper(domain::EvidenceKind::approval)}});
  }
}

std::optional<Errand> obligation_errand(Dice& dice, const Office& office, Instant now, const std::string& number) {
  const auto exits = office.all<ExitCase>();
  if (!exits.empty() && dice.once_in(8))
    return on_object<ExitCase>("withdraw", any_of(dice, exits), office, k_bureau_desk, number, decide_withdraw_exit,
                               ExitWithdrawn{"另行处理"});
  const auto all = office.all<Obligation>();
  if (all.empty() || dice.once_in(4)) return owe(dice, office, now, number);
  const std::string id = any_of(dice, all);
  const CivilDate done = day_before(dice, now, 40);
  if (!dice.once_in(3)) {
    HonourObligation body;
    body.honoured_on = done;
    body.evidence = {paper(domain::EvidenceKind::bank_slip)};
    return on_object<Obligation>("honoured on " + done.str(), id, office, k_bureau_desk, number, decide_honour, body);
  }
  CorrectObligation body;
  std::string text;
  switch (dice.below(3)) {
    case 0:
      body.due_on = CivilDate::from_days(edge_near(all.at(id).due_on.days() + dice.between(-20, 40), dice));
      body.already_due = true;
      text = "due on " + body.due_on->str();
      break;
    case 1:
      body.honoured_on = done;
      text = "corrected to " + done.str();
      break;
    default:
      body.not_honoured = true;
      text = "not honoured";
  }
  body.reason = "补充协议";
  body.evidence = {paper(domain::EvidenceKind::agreement)};
  // The index of one serves the other: they are told of the same obligations.
  const auto rule = [indexes = &office.indexes()](const MonitorOverlay& world, const Owed& on,
                                                  const CorrectObligation& said, const domain::Context& context) {
    return decide_correct(on, obligations_of(*indexes, world, on.state->project_id, *on.project), said, context);
  };
  return on_object<Obligation>(text, id, office, k_bureau_desk, number, rule, body);
}

}  // namespace luodi::monitor::test
