#pragma once
// The one table of the project's life (rules.md "Project life"): for each command the stages it may start from, the
// stage it leads to, its gate items with the clause and the body that owes them, the evidence it asks for, and who may
// give it. decide, dry_run, next_steps and the documentation all read this table. Pure.
#include <span>
#include <string_view>
#include <vector>

#include "common/domain/permission.hpp"
#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::domain {

enum class Command {
  review_opinions,
  review_decision,
  allocation,
  negotiation,
  pre_assessment_items,
  pre_assessment_decision,
  signing,
  amendments,
  landing,
  start,
  production,
  progress,
  funds,
  exemptions,
  suspension,
  resumption,
  exit,
  first_talk,
  published_facts,
  plan,
  exit_approval,
  amount_correction,
  funds_correction,
  progress_retraction,
  stage_return
};
std::string_view command_text(Command command);  // "pre-assessment-items": the path segment

enum class GateItem {
  opinion_given,      // opinions of admission.review_departments departments
  admission_settled,  // admitted, or overridden by the joint review
  review_approved,
  host_allocated,
  pre_assessment_complete,  // every mandatory line of the checklist passed
  pre_assessment_passed,    // decided
  formal_agreement,
  amount_known,
  agreement_document,  // the agreement itself: formal, framework or supplementary (from the command)
  company_registered,  // project company with USCC (from the command)
  landing_evidence,    // two of land, project code, first capital (from the command and the ledger)
  start_evidence,      // permit or installation, plus site evidence (from the command)
  first_invoice,
  not_suspended,
  exit_settled,  // every kind of the settlement list answered (from the command); nothing before the formal agreement
  exit_approved  // by a leader, where the exit is asked for after a red light
};
struct GateInfo {
  GateItem item;
  std::string_view id;      // "pre_assessment_complete"
  std::string_view clause;  // short clause id: "4"
  std::string_view owner;   // "bureau"
  std::string_view title_zh;
  std::string_view title_en;
};
const GateInfo& gate_info(GateItem item);

struct StageRow {
  Command command;
  std::vector<Stage> from;
  std::optional<Stage> to;            // nullopt = the stage stays
  std::vector<Stage> framework_from;  // where the simple path of a framework agreement may start; it moves no stage
  std::vector<GateItem> gate;
  RoleSet roles;  // those of the operation "project.<command>" in permission.hpp
  std::string_view title_zh;
  std::string_view title_en;
};
std::span<const StageRow> stage_table();
const StageRow& stage_row(Command command);

// What a command brings that a gate may count: evidence and the company in the request.
struct Brought {
  std::vector<Evidence> evidence;
  std::optional<Enterprise> company;
  bool framework = false;                             // a framework agreement: the simple path
  CivilDate on;                                       // date of the fact
  std::optional<Fen> amount;                          // agreed amount in the request
  std::vector<std::string> settled;                   // kinds that the settlement list of an exit answers
  std::optional<CivilDate> red_since = std::nullopt;  // an exit asked for after a red light, which began then
  bool admission_override = false;  // the joint review overrides a denied admission; the votes are judged elsewhere
};
// Whether a leader has approved an exit since that day. An approval that was given for an earlier red light is used up.
bool exit_approved_since(const Project& project, CivilDate red_since);
// Which gate items are not met, in the order of the table. Empty = the gate is open. Checks the gate only, not the
// stage.
std::vector<MissingItem> missing_for(const Project& project, Command command, const Brought& brought,
                                     const policy::Policy& policy);
// One gate item as a refusal lists it, with its clause in this policy.
MissingItem missing_item(GateItem item, const policy::Policy& policy);
// wrong_stage, wrong_state (suspended, ended), gate_not_passed with what is missing, or nothing.
Expected<void> check_gate(const Project& project, Command command, const Brought& brought,
                          const policy::Policy& policy);
// The stage alone: wrong_stage, or wrong_state where the project has ended. For what needs no gate, such as a
// rejection. A command that was done before is told so, with its day and the step that helps instead.
Expected<void> check_stage(const Project& project, Command command, bool framework = false);
// Whether check_stage lets it pass; for lists of what is possible, which need no reasons.
bool fits_stage(const Project& project, const StageRow& row, bool framework = false);

// Which of land, project_code and first_capital are proved on that day (definition of landed).
std::vector<std::string> landing_proofs(const Project& project, const Brought& brought,
                                        const policy::LandingParameters& parameters);
// Of a landing that first capital has proved: whether the funds, as they are known now, leave enough of its proofs.
// What was done is not undone by it; true where nothing has landed.
bool landing_stands(const Project& project, const policy::PolicyBook& policies);

}  // namespace luodi::domain
