// Judging the gates of stage_table.hpp: which items a project still lacks for a command, and who owes them.
#include <algorithm>
#include <iterator>

#include "common/domain/checklist.hpp"
#include "common/domain/evidence.hpp"
#include "common/domain/missing_count.hpp"
#include "common/domain/refusals.hpp"
#include "common/domain/stage_table.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

namespace {
constexpr std::string_view k_first_capital = "first_capital";  // a proof of a landing

bool first_capital_reached(const Project& project, CivilDate on, const policy::LandingParameters& parameters) {
  const auto funds = verified_funds(project, on);
  if (!funds) return true;  // a sum beyond int64 is beyond every threshold
  if (*funds >= parameters.first_capital_min_fen) return true;
  const auto agreed = formal_amount_on(project, on);
  if (!agreed) return false;
  const auto share = agreed->times_ratio(parameters.first_capital_rate_bp, 10'000, Rounding::up);
  return share && funds->value() > 0 && *funds >= *share;
}

// The works, and somebody who saw them: a ceremony is not a start.
std::vector<AnyKind> start_parts(const Project& project, const Brought& brought) {
  const bool leased = brings(brought.evidence, EvidenceKind::lease) ||
                      (project.landing && brings(project.landing->evidence, EvidenceKind::lease));
  AnyKind works{EvidenceKind::construction_permit};
  if (leased) works.push_back(EvidenceKind::equipment_installation);
  return {std::move(works), {EvidenceKind::site_photo, EvidenceKind::supervision_confirmation}};
}

bool admission_settled(const Project& project, Command command, const Brought& brought) {
  if (brought.admission_override) return true;
  if (!project.admission) return false;
  const auto& verdict = project.admission->verdict;
  if (verdict == "admitted" || verdict == "overridden") return true;
  // Without a park there is nothing to deny yet; the allocation judges the host that it names.
  return verdict == "no_park" && command == Command::review_decision;
}

bool pre_assessment_passed(const Project& project, const Brought& brought) {
  const auto& decision = project.pre_assessment_decision;
  if (!decision || decision->verdict != "passed") return false;
  if (!brought.framework && decision->path != "full") return false;
  return decision->decided_on <= brought.on;  // no signing before the assessment
}

std::size_t departments_needed(const policy::Policy& policy) {
  return static_cast<std::size_t>(std::max(1, policy.admission.review_departments));
}

std::size_t proofs_needed(const policy::Policy& policy) {
  return static_cast<std::size_t>(std::max(0, policy.landing.evidence_needed));
}

// A secret project is a stub: industry, amounts, companies and papers of it are examined outside this network, and the
// gate asks only for what can be recorded here.
bool examined_elsewhere(GateItem item) {
  switch (item) {
    case GateItem::admission_settled:
    case GateItem::amount_known:
    case GateItem::agreement_document:
    case GateItem::company_registered:
    case GateItem::landing_evidence:
    case GateItem::start_evidence:
    case GateItem::first_invoice:
    case GateItem::exit_settled:
      return true;
    case GateItem::opinion_given:
    case GateItem::review_approved:
    case GateItem::host_allocated:
    case GateItem::pre_assessment_complete:
    case GateItem::pre_assessment_passed:
    case GateItem::formal_agreement:
    case GateItem::not_suspended:
    case GateItem::exit_approved:
      return false;
  }
  return false;
}

// One item each, so that everybody sees who owes which part of the settlement.
std::vector<MissingItem> open_settlement(const Brought& brought, const policy::Policy& policy) {
  const auto& gate = gate_info(GateItem::exit_settled);
  std::vector<MissingItem> out;
  for (const auto& kind : policy.environment.exit.settlement)
    if (std::find(brought.settled.begin(), brought.settled.end(), kind.id) == brought.settled.end())
      out.push_back({kind.id, cite(policy, gate.clause), owner_words(kind.owner), "清算：" + kind.title_zh,
                     "settlement: " + kind.title_en});
  return out;
}

// A command that leads to a stage is done once the project stands there or beyond. Of projects that have not ended.
bool is_done(const Project& project, const StageRow& row) {
  return row.to && project.stage >= *row.to;
}

const std::vector<Stage>& from_of(const StageRow& row, bool framework) {
  return framework ? row.framework_from : row.from;
}

// Every stage at which the command is possible lies behind: no step that is done first opens it.
bool is_behind(const Project& project, const std::vector<Stage>& from) {
  return std::all_of(from.begin(), from.end(), [&](Stage stage) { return stage < project.stage; });
}

void tell_possible(Error& error) {
  error.next_zh = "读取项目 GET /v1/projects/{id}，其中列明当前可办事项";
  error.next_en = "read the project, GET /v1/projects/{id}; its next_steps say what is possible";
}

void tell_amendments(Error& error) {
  error.next_zh = "协议有变更的，登记协议变更：POST /v1/projects/{id}/amendments";
  error.next_en = "where the agreement has changed, record an amendment: POST /v1/projects/{id}/amendments";
}

// The amount of the lead, once an agreement names its own.
Error settled_by_agreement(Word now) {
  Error error(ErrorCode::wrong_stage,
              bilingual("当前阶段为{0}，投资额以协议为准，信息的投资额不再更正 / the stage is {0}: the amount is the "
                        "agreement's, that of the lead is no longer corrected",
                        now));
  tell_amendments(error);
  return error;
}

Error suspended_before(CivilDate from) {
  Error error(
      ErrorCode::wrong_state,
      bilingual("项目自 {0} 起已暂停，不再重复暂停 / the project is suspended since {0}: it is not suspended twice",
                from));
  error.next_zh = "先恢复项目：POST /v1/projects/{id}/resumption";
  error.next_en = "resume it first: POST /v1/projects/{id}/resumption";
  return error;
}

Error done_before(const Project& project, const StageRow& row) {
  const Word now = word_of(project.stage);
  const auto on = reached_on(project, *row.to);
  const Twin when = on ? Twin{"于 " + on->str() + " ", " on " + on->str()} : Twin{"", " before"};
  Error error(
      ErrorCode::wrong_stage,
      bilingual("当前阶段为{0}，“{1}”已{2}完成，不再重复办理 / the stage is {0}, “{1}” was done{2}: it is done once",
                now, Word{row.title_zh, row.title_en}, when));
  if (row.command == Command::signing && !project.secret) {
    tell_amendments(error);
  } else {
    tell_possible(error);
  }
  return error;
}

// A command that leaves the stage where it is, asked for once the project has gone past it.
Error behind(const Project& project, const StageRow& row, const Words& from) {
  Error error(
      ErrorCode::wrong_stage,
      bilingual("当前阶段为{0}，“{1}”只在{2}阶段办理，该阶段已过 / the stage is {0}, past “{1}”, which is possible "
                "only at: {2}",
                word_of(project.stage), Word{row.title_zh, row.title_en}, from));
  if (row.command == Command::allocation) {  // the host is settled with the assessment
    error.next_zh =
        "承接园区不再变更；项目确实转到其他园区的，由投资促进部门办理退出（POST /v1/projects/{id}/exit）并重新登记"
        "（POST /v1/projects）";
    error.next_en =
        "the host does not change any more; where the project does go to another park, the bureau records its exit "
        "(POST /v1/projects/{id}/exit) and registers it anew (POST /v1/projects)";
  } else {
    tell_possible(error);
  }
  return error;
}

// What one gate item still lacks: nothing, itself, or one line for each part of its list.
std::vector<MissingItem> lacking(GateItem item, const Project& project, Command command, const Brought& brought,
                                 const policy::Policy& policy) {
  std::vector<MissingItem> out;
  const auto unless = [&](bool met) {
    if (!met) out.push_back(missing_item(item, policy));
    return out;
  };
  const auto unless_brought = [&](const std::vector<AnyKind>& parts) {
    unless(brings_each(brought.evidence, parts));
    for (auto& line : out)
      tell_papers(line, parts, brought.evidence);
    return out;
  };
  switch (item) {
    case GateItem::opinion_given: {
      const auto there = project.review.opinions.size();
      unless(there >= departments_needed(policy));
      for (auto& line : out)
        tell_count(line, there, departments_needed(policy));
      return out;
    }
    case GateItem::admission_settled:
      return unless(admission_settled(project, command, brought));
    case GateItem::review_approved:
      return unless(project.review.decision && project.review.decision->verdict == "approved");
    case GateItem::host_allocated:
      return unless(project.allocation.has_value());
    case GateItem::pre_assessment_complete:
      return open_lines(project, brought, policy);
    case GateItem::pre_assessment_passed:
      return unless(pre_assessment_passed(project, brought));
    case GateItem::formal_agreement:
      return unless(project.agreement.has_value());
    case GateItem::amount_known:  // a framework agreement may leave it open
      return unless(brought.framework || brought.amount || last_known_amount(project));
    case GateItem::agreement_document:
      return unless_brought({{EvidenceKind::agreement}});
    case GateItem::company_registered:
      return unless(brought.company && brought.company->uscc);
    case GateItem::landing_evidence: {
      const auto proofs = landing_proofs(project, brought, policy.landing);
      unless(proofs.size() >= proofs_needed(policy));
      for (auto& line : out)
        tell_proofs(line, proofs, proofs_needed(policy));
      return out;
    }
    case GateItem::start_evidence:
      return unless_brought(start_parts(project, brought));
    case GateItem::first_invoice: {
      const auto early = project.start ? invoiced_before(brought.evidence, project.start->started_on) : std::nullopt;
      if (!early) return unless_brought({{EvidenceKind::sales_invoice}});
      out.push_back(missing_item(item, policy));
      tell_early_invoice(out.back(), *early, project.start->started_on);
      return out;
    }
    case GateItem::not_suspended:
      return unless(!project.suspension);
    case GateItem::exit_settled:
      return project.agreement ? open_settlement(brought, policy) : std::move(out);
    case GateItem::exit_approved:
      return unless(!brought.red_since || exit_approved_since(project, *brought.red_since));
  }
  return out;
}
}  // namespace

bool exit_approved_since(const Project& project, CivilDate red_since) {
  const auto& approval = project.exit_approval;
  return approval && (!approval->approved_on || red_since <= *approval->approved_on);
}

MissingItem missing_item(GateItem item, const policy::Policy& policy) {
  const auto& gate = gate_info(item);
  return {std::string(gate.id), cite(policy, gate.clause), owner_words(gate.owner), std::string(gate.title_zh),
          std::string(gate.title_en)};
}

std::vector<std::string> landing_proofs(const Project& project, const Brought& brought,
                                        const policy::LandingParameters& parameters) {
  std::vector<std::string> proofs;
  if (brings(brought.evidence, EvidenceKind::land_contract) || brings(brought.evidence, EvidenceKind::lease))
    proofs.emplace_back("land");
  if (brings(brought.evidence, EvidenceKind::project_code)) proofs.emplace_back("project_code");
  if (first_capital_reached(project, brought.on, parameters)) proofs.emplace_back(k_first_capital);
  return proofs;
}

bool landing_stands(const Project& project, const policy::PolicyBook& policies) {
  const auto& landing = project.landing;
  const auto* policy = landing ? policies.in_force(landing->landed_on) : nullptr;
  if (!policy) return true;
  const auto& told = landing->satisfied;
  if (std::find(told.begin(), told.end(), k_first_capital) == told.end()) return true;
  Brought brought;
  brought.evidence = landing->evidence;
  brought.on = landing->landed_on;
  return landing_proofs(project, brought, policy->landing).size() >= proofs_needed(*policy);
}

std::vector<MissingItem> missing_for(const Project& project, Command command, const Brought& brought,
                                     const policy::Policy& policy) {
  std::vector<MissingItem> out;
  for (const GateItem item : stage_row(command).gate) {
    if (project.secret && examined_elsewhere(item)) continue;
    auto missing = lacking(item, project, command, brought, policy);
    std::move(missing.begin(), missing.end(), std::back_inserter(out));
  }
  return out;
}

bool fits_stage(const Project& project, const StageRow& row, bool framework) {
  const auto& from = from_of(row, framework);
  return std::find(from.begin(), from.end(), project.stage) != from.end();
}

Expected<void> check_stage(const Project& project, Command command, bool framework) {
  const auto& row = stage_row(command);
  if (fits_stage(project, row, framework)) return {};
  const Word now = word_of(project.stage);
  if (has_ended(project))
    return fail(ErrorCode::wrong_state, bilingual("项目已终止：{0} / the project has ended: {0}", now));
  if (is_done(project, row)) return fail(done_before(project, row));
  if (command == Command::amount_correction && project.stage >= Stage::signed_ && !project.secret)
    return fail(settled_by_agreement(now));
  const auto& from = from_of(row, framework);
  const Words wanted = words_of(from);
  if (is_behind(project, from)) return fail(behind(project, row, wanted));
  return fail(ErrorCode::wrong_stage, bilingual("当前阶段为{0}，应为{1} / the stage is {0}, needed: {1}", now, wanted));
}

Expected<void> check_gate(const Project& project, Command command, const Brought& brought,
                          const policy::Policy& policy) {
  auto missing = missing_for(project, command, brought, policy);
  if (auto fits = check_stage(project, command, brought.framework); !fits) {
    Error error = fits.error();
    if (error.code == ErrorCode::wrong_stage && !is_behind(project, from_of(stage_row(command), brought.framework)))
      error.missing = std::move(missing);  // also what is owed by then
    return fail(std::move(error));
  }
  if (command == Command::resumption && !project.suspension)
    return fail(ErrorCode::wrong_state, "项目未暂停 / the project is not suspended");
  if (missing.empty()) return {};
  if (command == Command::suspension && project.suspension) {
    Error error = suspended_before(project.suspension->from);
    error.missing = std::move(missing);
    return fail(std::move(error));
  }
  const bool suspended = std::any_of(missing.begin(), missing.end(), [](const MissingItem& item) {
    return item.item == gate_info(GateItem::not_suspended).id;
  });
  Twin owed;
  for (const auto& item : missing) {
    owed.zh += (owed.zh.empty() ? "" : "；") + item.title_zh + "（" + item.owner.zh + "）";
    owed.en += (owed.en.empty() ? "" : "; ") + item.title_en + " (" + item.owner.en + ")";
  }
  Error error(suspended ? ErrorCode::wrong_state : ErrorCode::gate_not_passed,
              bilingual("尚缺：{0} / missing: {0}", owed));
  error.missing = std::move(missing);
  return fail(std::move(error));
}

}  // namespace luodi::domain
