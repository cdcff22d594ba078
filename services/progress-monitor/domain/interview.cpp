#include "services/progress-monitor/domain/interview.hpp"

namespace luodi::monitor {

namespace {
void step(Interview& interview, std::string_view what, const domain::EventMeta& meta, std::string note) {
  interview.timeline.push_back({std::string(what), meta.at, meta.actor, std::move(note)});
  interview.updated_at = meta.at;
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
  interview.amount_fen = event.amount_fen;
  interview.stage = event.stage;
  interview.last_progress = event.last_progress;
  interview.issue_mode = event.issue_mode;
  interview.grace_until = event.grace_until;
  interview.blocked = event.blocked;
  interview.meeting_at = event.meeting_at;
  interview.explanation = event.explanation;
  interview.opened_at = meta.at;
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
  step(interview, InterviewHeldBack::fact, meta, event.reason);
}

void apply(Interview& interview, const InterviewIssued& event, const domain::EventMeta& meta) {
  interview.state = InterviewState::issued;
  interview.document_number = event.document_number;
  interview.issued_at = meta.at;
  interview.meeting_at = event.meeting_at;
  interview.blocked.clear();
  ++interview.sequence;
  step(interview, InterviewIssued::fact, meta, event.document_number);
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
  ++interview.sequence;
  step(interview, InterviewScheduled::fact, meta, event.meeting_at.str());
}

std::string interview_id(const std::string& project_id, HalfMonth episode_first) {
  const auto hex = project_id.starts_with("prj_") ? project_id.substr(4) : project_id;
  return "int_" + hex + "_" + episode_first.str();
}

bool notice_pending(const Interview& interview) {
  return interview.state == InterviewState::opened || interview.state == InterviewState::held_back;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Interview&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Interview&);
template luodi::Expected<luodi::monitor::Interview> luodi::codec::decode(const luodi::codec::Json&);
