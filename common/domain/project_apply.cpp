// Folding the facts of a project. Total and deterministic: state, event and meta only, no rule is judged here.
#include <algorithm>
#include <iterator>
#include <utility>

#include "common/domain/evidence.hpp"
#include "common/domain/project.hpp"
#include "common/kernel/name.hpp"

namespace luodi::domain {

namespace {
void touch(Project& project, const EventMeta& meta) {
  project.updated_at = meta.at;
}

void enter(Project& project, Stage stage, CivilDate on, const EventMeta& meta) {
  project.stage = stage;
  project.reached.push_back({stage, on, meta.at});
}

// The judged park becomes the host that is asked for, so that the verdict and the host never speak of different parks.
void settle_admission(Project& project, const std::optional<Admission>& admission) {
  if (!admission) return;
  project.admission = admission;
  if (!admission->park.empty()) project.host = admission->park;
}

std::optional<CivilDate> rate_date_of(const std::optional<ForeignAmount>& foreign) {
  return foreign ? std::optional(foreign->rate_date) : std::nullopt;
}

template <class T, class Key>
void replace_or_append(std::vector<T>& list, const T& entry, Key key) {
  auto it = std::find_if(list.begin(), list.end(), [&](const T& e) { return key(e) == key(entry); });
  if (it == list.end())
    list.push_back(entry);
  else
    *it = entry;
}
}  // namespace

void apply(Project& project, const LeadRegistered& event, const EventMeta& meta) {
  const CivilDate on = event.received_on.value_or(civil_date(meta.at));
  project.name = event.name;
  project.enterprise = event.enterprise;
  project.uscc_check = event.uscc_check;
  project.industry_code = event.industry_code;
  project.industry_edition = event.industry_edition;
  project.region_code = event.region_code;
  project.channel = event.channel;
  project.referrer_id = event.referrer_id;
  project.introduced_by = event.introduced_by;
  project.group = event.group;
  project.secret = event.secret;
  project.amounts.push_back({on, event.agreed_amount_fen, "lead", rate_date_of(event.foreign_amount)});
  project.host = event.park_code.value_or("");
  project.suspected_duplicates = event.suspected_duplicates;
  project.first_talk = event.first_talk;
  project.admission = event.admission;
  project.created_at = meta.at;
  enter(project, Stage::lead, on, meta);
  touch(project, meta);
}

void apply(Project& project, const FirstTalkRenewed& event, const EventMeta& meta) {
  project.first_talk = event.first_talk;
  touch(project, meta);
}

void apply(Project& project, const ReviewOpinionGiven& event, const EventMeta& meta) {
  replace_or_append(project.review.opinions, event.opinion, [](const ReviewOpinion& o) { return o.department; });
  touch(project, meta);
}

void apply(Project& project, const ReviewDecided& event, const EventMeta& meta) {
  project.review.decision = event;
  settle_admission(project, event.admission);
  enter(project, event.verdict == "approved" ? Stage::reviewed : Stage::rejected, event.decided_on, meta);
  touch(project, meta);
}

void apply(Project& project, const Allocated& event, const EventMeta& meta) {
  if (event.former) project.former_hosts.push_back({*event.former, event.allocated_on, meta.at});
  settle_admission(project, event.admission);
  project.host = event.host;
  project.allocation = event;
  touch(project, meta);
}

void apply(Project& project, const NegotiationStarted& event, const EventMeta& meta) {
  enter(project, Stage::negotiating, event.started_on, meta);
  touch(project, meta);
}

void apply(Project& project, const PreAssessmentItemRecorded& event, const EventMeta& meta) {
  replace_or_append(project.pre_assessment, event.result, [](const PreAssessmentItemResult& r) { return r.item; });
  touch(project, meta);
}

void apply(Project& project, const PreAssessmentDecided& event, const EventMeta& meta) {
  project.pre_assessment_decision = event;
  if (event.verdict == "passed" && event.path == "full") enter(project, Stage::assessed, event.decided_on, meta);
  touch(project, meta);
}

void apply(Project& project, const AgreementSigned& event, const EventMeta& meta) {
  const bool formal = event.agreement == "formal";
  // A framework agreement that names no amount leaves the known one alone; a formal one always names it (gate).
  if (formal || event.agreed_amount_fen)
    project.amounts.push_back({event.signed_on, event.agreed_amount_fen, formal ? "agreement" : "framework",
                               rate_date_of(event.foreign_amount)});
  if (formal) {
    project.agreement = event;
    enter(project, Stage::signed_, event.signed_on, meta);
  } else {
    project.framework = event;
  }
  touch(project, meta);
}

void apply(Project& project, const AgreementAmended& event, const EventMeta& meta) {
  AgreedAmount amended{event.effective_on, event.agreed_amount_fen, "amendment"};
  amended.recorded_on = event.recorded_on;
  amended.by = event.by;
  project.amounts.push_back(std::move(amended));
  touch(project, meta);
}

void apply(Project& project, const ProjectLanded& event, const EventMeta& meta) {
  project.landing = event;
  enter(project, Stage::landed, event.landed_on, meta);
  touch(project, meta);
}

void apply(Project& project, const ProjectStarted& event, const EventMeta& meta) {
  project.start = event;
  enter(project, Stage::started, event.started_on, meta);
  touch(project, meta);
}

void apply(Project& project, const ProductionStarted& event, const EventMeta& meta) {
  project.production = event;
  enter(project, Stage::producing, event.started_on, meta);
  touch(project, meta);
}

void apply(Project& project, const StageReturned& event, const EventMeta& meta) {
  auto& reached = project.reached;
  const auto wrong = std::find_if(reached.rbegin(), reached.rend(),
                                  [&](const StageEntry& entry) { return entry.stage == event.stage; });
  if (wrong != reached.rend()) {
    ReturnedStage out;
    out.stage = event.stage;
    out.on = wrong->on;
    out.recorded_at = wrong->recorded_at;
    reached.erase(std::next(wrong).base());
    if (event.stage == Stage::landed) out.landing = std::exchange(project.landing, std::nullopt);
    if (event.stage == Stage::started) out.start = std::exchange(project.start, std::nullopt);
    if (event.stage == Stage::producing) out.production = std::exchange(project.production, std::nullopt);
    out.returned_at = meta.at;
    out.returned_by = meta.actor;
    out.reason = event.reason;
    out.evidence = event.evidence;
    project.returns.push_back(std::move(out));
    if (!reached.empty()) project.stage = reached.back().stage;
  }
  touch(project, meta);
}

std::string told_in(const ProgressReported& report) {
  std::string out = normalise_name(report.text);
  for (const auto& paper : report.evidence)
    out.append("|")
        .append(codec::enum_text(paper.kind))
        .append("/")
        .append(normalise_name(paper.title))
        .append("/")
        .append(normalise_number(paper.reference.value_or("")));
  return out;
}

void apply(Project& project, const ProgressReported& event, const EventMeta& meta) {
  const bool minutes = brings(event.evidence, EvidenceKind::minutes);
  project.progress.push_back(
      {event.id, event.kind, event.occurred_on, meta.at, event.effective, event.reason, event.milestone, minutes});
  if (event.kind == ProgressKind::statutory_step && event.by) {
    project.progress.back().by = event.by;
    project.progress.back().told = told_in(event);
    project.progress.back().papers = event.papers;
  }
  if (event.kind == ProgressKind::signed_minutes) project.progress.back().papers = event.papers;
  project.progress.back().digests = event.digests;
  project.progress.back().org = event.org;
  touch(project, meta);
}

void apply(Project& project, const ProgressRetracted& event, const EventMeta& meta) {
  for (auto& report : project.progress) {
    if (report.id != event.id) continue;
    report.effective = false;
    report.reason = event.reason;
    report.retracted_by = event.by;
    if (event.before) report.retraction = Retraction{meta.at, *event.before};
  }
  touch(project, meta);
}

void apply(Project& project, const FundsVerified& event, const EventMeta& meta) {
  project.funds.push_back({event.id, event.amount_fen, event.fixed_investment, event.injected_on, meta.at,
                           event.effective, event.vouchers, event.over_agreed});
  touch(project, meta);
}

void apply(Project& project, const ExemptionClaimed& event, const EventMeta& meta) {
  Exemption exemption;
  exemption.id = event.id;
  exemption.ground = event.ground;
  exemption.from = event.from;
  exemption.cycles = event.cycles;
  exemption.claimed_by = meta.actor;
  exemption.claimed_org = event.org;
  exemption.renews = event.renews;
  exemption.claimed_at = meta.at;
  if (event.shown.value_or(false)) {
    exemption.text = event.text;
    exemption.evidence = event.evidence;
  }
  project.exemptions.push_back(std::move(exemption));
  touch(project, meta);
}

void apply(Project& project, const ExemptionDecided& event, const EventMeta& meta) {
  for (auto& exemption : project.exemptions) {
    if (exemption.id != event.id) continue;
    exemption.state = event.approved ? ExemptionState::approved : ExemptionState::refused;
    if (event.approved) exemption.cycles = event.cycles;
    exemption.decided_by = meta.actor;
    exemption.reason = event.reason;
    exemption.decided_at = meta.at;
    exemption.asked = event.asked;
  }
  touch(project, meta);
}

void apply(Project& project, const ExemptionCorrected& event, const EventMeta& meta) {
  for (auto& exemption : project.exemptions) {
    if (exemption.id != event.id || !exemption.decided_at) continue;
    exemption.corrections.push_back({exemption.state == ExemptionState::approved, exemption.cycles, exemption.reason,
                                     exemption.decided_by, *exemption.decided_at, event.correction, meta.actor,
                                     meta.at});
    if (event.approved && event.cycles < exemption.cycles && !exemption.asked) exemption.asked = exemption.cycles;
    exemption.state = event.approved ? ExemptionState::approved : ExemptionState::refused;
    exemption.cycles = event.approved ? event.cycles : exemption.asked.value_or(exemption.cycles);
    exemption.decided_by = meta.actor;
    exemption.reason = event.reason;
    exemption.decided_at = meta.at;
  }
  touch(project, meta);
}

void apply(Project& project, const ProjectSuspended& event, const EventMeta& meta) {
  project.suspension = Suspension{event.from, std::nullopt, event.reason, event.uncounted};
  touch(project, meta);
}

void apply(Project& project, const ProjectResumed& event, const EventMeta& meta) {
  if (project.suspension) {
    project.suspension->to = event.on;
    project.past_suspensions.push_back(*project.suspension);
    project.suspension.reset();
  }
  touch(project, meta);
}

void apply(Project& project, const ProjectExitApproved& event, const EventMeta& meta) {
  project.exit_approval = event;
  touch(project, meta);
}

void apply(Project& project, const ProjectExited& event, const EventMeta& meta) {
  project.exit = event;
  enter(project, Stage::exited, event.on, meta);
  touch(project, meta);
}

void apply(Project& project, const FactPublished& event, const EventMeta& meta) {
  const auto& line = event.published;
  project.published_facts.push_back(
      {line.stage_text, line.dated, line.amount_fen, line.source, event.recorded_on, event.by});
  touch(project, meta);
}

void apply(Project& project, const ProjectPlanned& event, const EventMeta& meta) {
  project.plans.push_back({event, meta.actor, meta.at});
  touch(project, meta);
}

void apply(Project& project, const LeadAmountCorrected& event, const EventMeta& meta) {
  AgreedAmount corrected{event.corrected_on, event.agreed_amount_fen, "lead", rate_date_of(event.foreign_amount),
                         event.reason};
  if (event.never_was.value_or(false)) {
    corrected.from = applied_on(project);
    corrected.recorded_on = event.corrected_on;
    corrected.by = meta.actor;
    corrected.replaces_earlier = true;
  }
  project.amounts.push_back(std::move(corrected));
  touch(project, meta);
}

void apply(Project& project, const FundsCorrected& event, const EventMeta& meta) {
  for (auto& entry : project.funds) {
    if (entry.id != event.id) continue;
    entry.corrections.push_back(
        {entry.amount_fen, entry.fixed_investment, entry.injected_on, event.reason, meta.actor, meta.at});
    entry.amount_fen = event.amount_fen;
    entry.fixed_investment = event.fixed_investment;
    entry.injected_on = event.injected_on;
    entry.vouchers = event.vouchers;
    entry.over_agreed = event.over_agreed;
    entry.effective = event.effective;
  }
  touch(project, meta);
}

}  // namespace luodi::domain

template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Project&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::domain::Project&);
template luodi::Expected<luodi::domain::Project> luodi::codec::decode(const luodi::codec::Json&);
