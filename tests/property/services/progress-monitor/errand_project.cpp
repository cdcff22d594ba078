#include <algorithm>

#include "common/domain/stage_table.hpp"
#include "services/progress-monitor/domain/exemption.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/stage_return.hpp"
#include "services/progress-monitor/exit_around.hpp"
#include "tests/property/services/progress-monitor/errand.hpp"

namespace luodi::monitor::test {

namespace {
// rule(project id, Project, MonitorOverlay as a prompt worker would have left it, Office, Context)
template <class Rule>
Errand on_project(std::string text, const std::string& id, const Actor& who, const std::string& number, Rule rule) {
  Errand out;
  out.text = id + " " + std::move(text) + " by " + who.username;
  out.project = id;
  out.run = [=](Office& office, Instant now) {
    return office.ask(who, now, hex(number), id, [&](const MonitorOverlay& prompt, const domain::Context& context) {
      return rule(id, prompt.find<domain::Project>(id)->state, prompt, office, context);
    });
  };
  return out;
}
template <class Body>
Errand on_project(std::string text, const std::string& id, const Actor& who, const std::string& number, Body body,
                  Expected<Decision> (*decide)(const std::string&, const Project&, const Body&, const Context&)) {
  return on_project(std::move(text), id, who, number,
                    [=](const std::string& project_id, const Project& project, const MonitorOverlay&, const Office&,
                        const Context& context) { return decide(project_id, project, body, context); });
}

domain::Evidence numbered(domain::EvidenceKind kind, const std::string& number) {
  auto out = paper(kind);
  out.reference = "文号 " + number;
  return out;
}

Exit leave(Dice& dice, const Project& project, Instant now) {
  Exit body;
  body.on = day_before(dice, now, dice.once_in(2) ? 0 : 20);
  body.reason = "投资方撤回";
  if (!project.agreement) return body;
  for (const auto& kind : book().all().front().environment.exit.settlement) {
    domain::SettlementItem item;
    item.kind = kind.id;
    item.settled = true;
    item.note = "无";
    body.settlement.push_back(item);
  }
  return body;
}

Errand progress(Dice& dice, const std::string& id, Instant now, const std::string& number) {
  Report body;
  body.kind = domain::ProgressKind::milestone;
  body.occurred_on = day_before(dice, now, dice.once_in(2) ? 2 : 70);
  body.evidence = {numbered(domain::EvidenceKind::site_photo, number)};
  return on_project("progress of " + body.occurred_on->str(), id, k_first_talk_desk, number, body, decide_progress);
}

Errand claim(Dice& dice, const std::string& id, Instant now, const std::string& number) {
  ClaimExemption body;
  body.ground = dice.one_of({"force_majeure", "quota_not_issued"});
  body.from = HalfMonth::of(civil_date(now)).plus(dice.between(-5, 1));
  body.cycles = dice.between(1, 2);
  body.evidence = {numbered(domain::EvidenceKind::approval, number)};
  return on_project("claim from " + body.from.str(), id, k_first_talk_desk, number, body, decide_exemption_claim);
}

std::optional<Errand> decide_claim(Dice& dice, const std::string& id, const Project& project,
                                   const std::string& number) {
  for (const auto& exemption : project.exemptions) {
    if (exemption.state != domain::ExemptionState::claimed) continue;
    DecideExemption body;
    body.approved = !dice.once_in(4);
    body.reason = "已核";
    const auto rule = [=, claimed = exemption.id](const std::string& project_id, const Project& now_is,
                                                  const MonitorOverlay&, const Office&, const Context& context) {
      return decide_exemption(project_id, now_is, claimed, body, context);
    };
    return on_project(body.approved ? "approve" : "refuse", id, k_bureau_desk, number, rule);
  }
  return std::nullopt;
}

Errand approve_exit(const std::string& id, const std::string& number) {
  return on_project(
      "exit approval", id, k_leader_desk, number,
      [](const std::string& project_id, const Project& project, const MonitorOverlay& prompt, const Office& office,
         const Context& context) {
        const bool needed = exit_around(office.indexes(), prompt, project_id, context).red_since.has_value();
        return decide_exit_approval(project_id, project, needed, ApproveExit{"纪要〔2022〕3号", "同意"}, context);
      });
}

// The next stage; what its command asks of papers is another story.
template <class E>
Errand reach(std::string text, const std::string& id, const std::string& number, E event) {
  const auto rule = [event](const std::string& project_id, const Project& project, const MonitorOverlay&, const Office&,
                            const Context&) -> Expected<Decision> {
    Decision decision;
    decision.raise<Project>(project_id, event, domain::parties_of(project));
    return decision;
  };
  return on_project(std::move(text), id, k_bureau_desk, number, rule);
}
std::optional<Errand> next_stage(Dice& dice, const std::string& id, const Project& project, Instant now,
                                 const std::string& number) {
  if (domain::has_ended(project) || project.suspension) return std::nullopt;
  const CivilDate on = std::max(day_before(dice, now, 30), project.reached.back().on);
  switch (project.stage) {
    case domain::Stage::signed_: {
      domain::ProjectLanded event;
      event.landed_on = on;
      event.company = project.enterprise;
      return reach("landed on " + on.str(), id, number, event);
    }
    case domain::Stage::landed:
      return reach("started on " + on.str(), id, number, domain::ProjectStarted{on, {}});
    case domain::Stage::started:
      return reach("produces from " + on.str(), id, number, domain::ProductionStarted{on, {}});
    default:
      return std::nullopt;
  }
}

std::optional<Errand> take_back(const std::string& id, const Project& project, const std::string& number) {
  const auto& returnable = domain::stage_row(domain::Command::stage_return).from;
  if (std::find(returnable.begin(), returnable.end(), project.stage) == returnable.end()) return std::nullopt;
  return on_project("takes back " + std::string(codec::enum_text(project.stage)), id, k_bureau_desk, number,
                    ReturnStage{project.stage, "误登", {numbered(domain::EvidenceKind::other, number)}},
                    decide_stage_return);
}

Errand exit_of(const std::string& id, Exit body, const std::string& number) {
  return on_project("exit on " + body.on->str(), id, k_bureau_desk, number,
                    [body](const std::string& project_id, const Project& project, const MonitorOverlay& prompt,
                           const Office& office, const Context& context) {
                      const auto around = exit_around(office.indexes(), prompt, project_id, context);
                      return decide_exit(project_id, project, around, body, context);
                    });
}
}  // namespace

std::optional<Errand> project_errand(Dice& dice, const Office& office, Instant now, const std::string& number) {
  const auto all = office.all<Project>();
  const std::string id = any_of(dice, all);
  const Project& project = all.at(id);
  if (!dice.once_in(3))
    if (auto decided = decide_claim(dice, id, project, number)) return decided;
  switch (dice.below(12)) {
    case 0:
    case 1:
    case 2:
      return claim(dice, id, now, number);
    case 3:
    case 4:
      if (project.suspension)
        return on_project("resume", id, k_bureau_desk, number, Resume{day_before(dice, now, 10), "复"},
                          decide_resumption);
      return on_project("suspend", id, k_bureau_desk, number,
                        Suspend{day_before(dice, now, dice.once_in(2) ? 0 : 40),
                                "企业调整投资计划",
                                {numbered(domain::EvidenceKind::approval, number)}},
                        decide_suspension);
    case 5:
      return approve_exit(id, number);
    case 6:
      return exit_of(id, leave(dice, project, now), number);
    case 7:
      if (!project.progress.empty()) {
        const auto at = dice.below(static_cast<int>(project.progress.size()));
        const std::string report = project.progress[static_cast<std::size_t>(at)].id;
        return on_project("retract " + report, id, k_bureau_desk, number, RetractProgress{report, "误报"},
                          decide_progress_retraction);
      }
      return progress(dice, id, now, number);
    case 8:
      if (dice.once_in(3))
        if (auto back = take_back(id, project, number)) return *back;
      if (auto stage = next_stage(dice, id, project, now, number)) return *stage;
      [[fallthrough]];
    default:
      return progress(dice, id, now, number);
  }
}

std::optional<Errand> intake_errand(Dice& dice, const Office& office, Instant now) {
  const auto all = office.all<Project>();
  Errand out;
  out.project = any_of(dice, all);
  const Project& project = all.at(out.project);
  if (domain::has_ended(project)) return std::nullopt;
  const Fen amount = yi(dice.one_of({4, 5, 6}));
  const auto tell = [&](std::string text, auto event) {
    out.text = out.project + " " + std::move(text);
    out.run = [event, id = out.project](Office& asked, Instant when) {
      asked.record(id, event, when);
      return std::string("recorded");
    };
    return out;
  };
  if (dice.once_in(5)) {
    domain::Allocated event;
    event.host = dice.one_of({"MY-GX", "MY-JK", "MY-AX"});
    event.former = project.host;
    event.allocated_on = civil_date(now);
    return tell("goes to " + event.host, event);
  }
  if (!project.agreement) {
    domain::AgreementSigned event;
    event.agreement = "formal";
    event.signed_on = std::max(day_before(dice, now, 10), project.reached.back().on);
    event.agreed_amount_fen = amount;
    return tell("signed on " + event.signed_on.str() + " for " + amount.display(), event);
  }
  const CivilDate from = std::max(day_before(dice, now, dice.once_in(2) ? 2 : 50), project.agreement->signed_on);
  return tell("amended from " + from.str() + " to " + amount.display(),
              domain::AgreementAmended{from, amount, "变更", {}, civil_date(now)});
}

Errand errand_of(Dice& dice, const Office& office, Instant now, const std::string& number) {
  std::optional<Errand> out;
  const int kind = dice.below(20);
  if (kind < 9) out = interview_errand(dice, office, now, number);
  if (kind >= 9 && kind < 12) out = obligation_errand(dice, office, now, number);
  if (kind == 12) out = problem_errand(dice, office, now, number);
  if (kind == 13 || kind == 14) out = intake_errand(dice, office, now);
  return out ? *out : *project_errand(dice, office, now, number);
}

}  // namespace luodi::monitor::test
