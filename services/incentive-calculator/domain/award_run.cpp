#include "services/incentive-calculator/domain/award_run.hpp"

namespace luodi::incentive {

namespace {
void enter(AwardRun& run, RunState state, const domain::EventMeta& meta) {
  run.state = state;
  run.updated_at = meta.at;
}
Step step_of(const domain::EventMeta& meta) {
  return {meta.actor, meta.at};
}
}  // namespace

void apply(AwardRun& run, const AwardRunDrafted& event, const domain::EventMeta& meta) {
  run.award = event.award;
  run.year = event.year;
  run.as_of = event.as_of;
  run.computed_at_sequence = event.computed_at_sequence;
  run.figures = event.figures;
  run.fraud_findings = event.fraud_findings;
  run.replaces = event.replaces;
  run.created = step_of(meta);
  run.created_at = meta.at;
  enter(run, RunState::draft, meta);
}

void apply(AwardRun& run, const AwardRunVerified& event, const domain::EventMeta& meta) {
  run.seen_corrections = event.seen;
  run.verified = step_of(meta);
  enter(run, RunState::verified, meta);
}

void apply(AwardRun& run, const AwardRunPublished& event, const domain::EventMeta& meta) {
  run.notice = event.notice;
  run.published = step_of(meta);
  enter(run, RunState::published, meta);
}

void apply(AwardRun& run, const AwardRunObjected& event, const domain::EventMeta& meta) {
  run.objections.push_back(event.objection);
  run.remaining_working_days = event.remaining_working_days;
  enter(run, RunState::objection, meta);
}

void apply(AwardRun& run, const AwardRunResumed& event, const domain::EventMeta& meta) {
  for (auto& objection : run.objections)
    if (objection.answer.empty()) objection.answer = event.answer;
  run.remaining_working_days = 0;
  run.notice = event.notice;
  enter(run, RunState::published, meta);
}

void apply(AwardRun& run, const AwardRunApproved& event, const domain::EventMeta& meta) {
  run.minutes = event.minutes;
  run.tie_decision = event.tie_decision;
  run.payable_fen = event.payable_fen;
  run.approved = step_of(meta);
  enter(run, RunState::approved, meta);
}

void apply(AwardRun& run, const AwardRunPaid& event, const domain::EventMeta& meta) {
  run.payment_reference = event.reference;
  run.paid_on = event.paid_on;
  run.clawback_until = event.clawback_until;
  run.paid = step_of(meta);
  enter(run, RunState::paid, meta);
}

void apply(AwardRun& run, const AwardRunReplaced& event, const domain::EventMeta& meta) {
  run.replaced_by = event.by_run;
  run.replaced_reason = event.reason;
  enter(run, RunState::replaced, meta);
}

bool is_public(const AwardRun& run) {
  return run.published.has_value();
}

AboutAward about(const AwardRun& run) {
  return {run.award, run.year, run.state == RunState::approved ? run.payable_fen : run.figures.total_fen};
}

std::vector<Spent> spent_by(const std::string& id, const AwardRun& run) {
  std::vector<Spent> out;
  if (run.state != RunState::approved && run.state != RunState::paid) return out;
  const std::string award(codec::enum_text(run.award));
  for (const auto& line : run.figures.lines)
    for (const auto& project : line.projects)
      out.push_back({award, project, line.part, line.amount_fen, id});
  return out;
}

}  // namespace luodi::incentive

template luodi::Expected<void> luodi::domain::apply_fact(luodi::incentive::AwardRun&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::incentive::AwardRun&);
template luodi::Expected<luodi::incentive::AwardRun> luodi::codec::decode(const luodi::codec::Json&);
