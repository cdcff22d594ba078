// How an interview folds its events: its state, its clocks, its papers, its timeline. Pure.
#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

namespace {
void step(Interview& interview, std::string_view what, const domain::EventMeta& meta, std::string note) {
  interview.timeline.push_back({std::string(what), meta.at, meta.actor, std::move(note)});
  interview.updated_at = meta.at;
}
StepClock* find_clock(Interview& interview, Step wanted) {
  for (auto& clock : interview.clocks)
    if (clock.step == wanted) return &clock;
  return nullptr;
}
// A new deadline starts its clock anew, unless the step is done already: then only its date moves.
void start(Interview& interview, const StepDeadline& deadline) {
  StepClock clock;
  static_cast<StepDeadline&>(clock) = deadline;
  auto* known = find_clock(interview, deadline.step);
  if (!known) {
    interview.clocks.push_back(std::move(clock));  // steps start in their order
  } else if (known->state == ClockState::done) {
    static_cast<StepDeadline&>(*known) = deadline;
  } else {
    *known = std::move(clock);
  }
}
void start(Interview& interview, const std::vector<StepDeadline>& deadlines) {
  for (const auto& deadline : deadlines)
    start(interview, deadline);
}
void done(Interview& interview, Step which, Instant at) {
  auto* clock = find_clock(interview, which);
  if (!clock) return;
  clock->state = ClockState::done;
  clock->done_at = at;
}
void file(Interview& interview, const StepPaper& paper, const domain::EventMeta& meta) {
  FiledPaper filed;
  static_cast<StepPaper&>(filed) = paper;
  filed.at = meta.at;
  filed.by = meta.actor;
  interview.papers.push_back(std::move(filed));
}
}  // namespace

void apply(Interview& interview, const InterviewOpened& event, const domain::EventMeta& meta) {
  const bool again = interview.state == InterviewState::withdrawn;
  auto timeline = std::move(interview.timeline);
  const int sequence = again ? interview.sequence + 1 : 0;
  const Instant created = again ? interview.created_at : meta.at;
  interview = Interview{};
  interview.timeline = std::move(timeline);
  interview.sequence = sequence;
  interview.created_at = created;
  interview.project_id = event.project_id;
  interview.project_name = event.project_name;
  interview.responsible_org = event.responsible_org;
  interview.episode_first = event.episode_first;
  interview.trigger = event.trigger;
  interview.idle_cycles = event.idle_cycles;
  interview.cycles = event.cycles;
  interview.count = event.count;
  interview.amount_fen = event.amount_fen;
  interview.stage = event.stage;
  interview.last_progress = event.last_progress;
  interview.issue_mode = event.issue_mode;
  interview.grace_until = event.grace_until;
  interview.blocked = event.blocked;
  interview.meeting_at = event.meeting_at;
  interview.explanation = event.explanation;
  interview.level = event.level;
  interview.first_id = event.first_id;
  interview.attendees = event.attendees;
  interview.observers = event.observers;
  interview.opened_at = meta.at;
  start(interview, event.deadlines);
  step(interview, InterviewOpened::fact, meta, event.blocked);
}

void apply(Interview& interview, const InterviewUnblocked& event, const domain::EventMeta& meta) {
  interview.grace_until = event.grace_until;
  interview.meeting_at = event.meeting_at;
  interview.blocked.clear();
  step(interview, InterviewUnblocked::fact, meta, event.grace_until.str());
}

void apply(Interview& interview, const InterviewBlocked& event, const domain::EventMeta& meta) {
  interview.blocked = event.why;
  step(interview, InterviewBlocked::fact, meta, event.why);
}

void apply(Interview& interview, const InterviewHeldBack& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::held_back;
  interview.held_back_reason = event.reason;
  done(interview, Step::confirmation, meta.at);
  start(interview, event.deadlines);
  step(interview, InterviewHeldBack::fact, meta, event.reason);
}

void apply(Interview& interview, const InterviewIssued& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::issued;
  interview.document_number = event.document_number;
  interview.notice = event.notice;
  interview.issued_at = meta.at;
  interview.meeting_at = event.meeting_at;
  interview.meeting_id = event.meeting_id;
  interview.place = event.place;
  done(interview, Step::confirmation, meta.at);
  done(interview, Step::hold_back, meta.at);
  start(interview, event.deadlines);
  interview.blocked.clear();
  ++interview.sequence;
  step(interview, InterviewIssued::fact, meta, event.document_number);
}

void apply(Interview& interview, const SignedCopyAttached& event, const domain::EventMeta& meta) {
  if (interview.signed_copy && event.correction) interview.former_copies.push_back(*interview.signed_copy);
  interview.signed_copy = event;
  step(interview, SignedCopyAttached::fact, meta,
       event.name + " " + event.sha256 + (event.correction ? " " + *event.correction : std::string()));
}

void apply(Interview& interview, const InterviewWithdrawn& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::withdrawn;
  interview.withdrawn_reason = event.reason;
  interview.withdrawn_automatically = event.automatic;
  interview.blocked.clear();
  ++interview.sequence;
  step(interview, InterviewWithdrawn::fact, meta, event.reason);
}

void apply(Interview& interview, const InterviewScheduled& event, const domain::EventMeta& meta) {
  interview.meeting_at = event.meeting_at;
  interview.place = event.place;
  start(interview, event.deadlines);
  ++interview.sequence;
  step(interview, InterviewScheduled::fact, meta,
       event.meeting_at.str() + (event.put_off || event.not_held ? " " + event.reason : std::string()));
}

void apply(Interview& interview, const InterviewExplained& event, const domain::EventMeta& meta) {
  file(interview, event.paper, meta);
  done(interview, Step::explanation, meta.at);
  ++interview.sequence;
  step(interview, InterviewExplained::fact, meta, "");
}

void apply(Interview& interview, const InterviewHeld& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::held;
  file(interview, event.paper, meta);
  done(interview, Step::meeting, interview.meeting_at.value_or(meta.at));
  done(interview, Step::minutes, meta.at);
  start(interview, event.deadlines);
  ++interview.sequence;
  step(interview, InterviewHeld::fact, meta, "");
}

void apply(Interview& interview, const RectificationPlanned& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::planned;
  file(interview, event.paper, meta);
  done(interview, Step::plan, meta.at);
  ++interview.sequence;
  step(interview, RectificationPlanned::fact, meta, "");
}

void apply(Interview& interview, const RectificationReported& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::reported;
  file(interview, event.paper, meta);
  done(interview, Step::report, meta.at);
  start(interview, event.deadlines);
  ++interview.sequence;
  step(interview, RectificationReported::fact, meta, "");
}

void apply(Interview& interview, const InterviewCorrected& event, const domain::EventMeta& meta) {
  file(interview, event.paper, meta);
  ++interview.sequence;
  step(interview, InterviewCorrected::fact, meta,
       std::string(codec::enum_text(event.paper.step)) + ": " + event.paper.correction);
}

void apply(Interview& interview, const InterviewReminded& event, const domain::EventMeta& meta) {
  if (auto* clock = find_clock(interview, event.step)) clock->reminded_at = meta.at;
  step(interview, InterviewReminded::fact, meta, std::string(codec::enum_text(event.step)));
}

void apply(Interview& interview, const InterviewOverdue& event, const domain::EventMeta& meta) {
  if (auto* clock = find_clock(interview, event.step)) {
    clock->state = ClockState::overdue;
    clock->overdue_at = meta.at;
  }
  start(interview, event.deadlines);
  step(interview, InterviewOverdue::fact, meta, std::string(codec::enum_text(event.step)));
}

void apply(Interview& interview, const InterviewClockSet& event, const domain::EventMeta& meta) {
  start(interview, event.deadline);
  step(interview, InterviewClockSet::fact, meta, std::string(codec::enum_text(event.deadline.step)));
}

void apply(Interview& interview, const InterviewClosed& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::closed;
  interview.outcome = event.outcome;
  interview.outcome_reason = event.reason;
  interview.blocked.clear();
  if (event.outcome == k_rectified) done(interview, Step::verification, meta.at);
  ++interview.sequence;
  step(interview, InterviewClosed::fact, meta, event.reason);
}

void apply(Interview& interview, const InterviewEscalated& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::escalated;
  interview.outcome = event.outcome;
  interview.outcome_reason = event.reason;
  interview.second_id = event.second_id;
  done(interview, Step::verification, meta.at);
  ++interview.sequence;
  step(interview, InterviewEscalated::fact, meta, event.reason);
}

void apply(Interview& interview, const PassBasisLost& event, const domain::EventMeta& meta) {
  interview.basis_lost = event;
  ++interview.sequence;
  step(interview, PassBasisLost::fact, meta,
       (event.progress_on ? event.progress_on->str() + " " : std::string()) + event.progress);
}

void apply(Interview& interview, const PassBasisRestored& event, const domain::EventMeta& meta) {
  interview.basis_lost.reset();
  ++interview.sequence;
  step(interview, PassBasisRestored::fact, meta, event.progress_on ? event.progress_on->str() : std::string());
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Interview&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Interview&);
template luodi::Expected<luodi::monitor::Interview> luodi::codec::decode(const luodi::codec::Json&);
