#include "services/progress-monitor/domain/exit_case.hpp"

#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

namespace {
// The event of a letter holds what it replaces; what the state holds of an event is said once.
template <class Notice>
Notice take_former(ExitCase& exit, Notice notice) {
  exit.former_letters.insert(exit.former_letters.end(), notice.replaces.begin(), notice.replaces.end());
  notice.replaces.clear();
  return notice;
}
}  // namespace

void apply(ExitCase& exit, const LimitNoticeIssued& event, const domain::EventMeta& meta) {
  begin(exit, event, meta);
  exit.state = ExitState::limited;
  exit.notice = take_former(exit, event);
  exit.notice_at = meta.at;
  exit.agreed_on.reset();
  exit.limit_moved.reset();
  exit.exit_notice.reset();
  exit.exit_notice_at.reset();
  exit.record_due.reset();
  exit.cured.reset();
}

void apply(ExitCase& exit, const ExitNoticeIssued& event, const domain::EventMeta& meta) {
  exit.state = ExitState::noticed;
  exit.exit_notice = take_former(exit, event);
  if (event.title) exit.title = *event.title;
  if (event.text) exit.text = *event.text;
  exit.exit_notice_at = meta.at;
  exit.cured.reset();
  exit.updated_at = meta.at;
}

void apply(ExitCase& exit, const ExitCured& event, const domain::EventMeta& meta) {
  exit.state = ExitState::cured;
  exit.cured = event;
  exit.updated_at = meta.at;
}

void apply(ExitCase& exit, const ExitWithdrawn& event, const domain::EventMeta& meta) {
  exit.state = ExitState::withdrawn;
  exit.withdrawn_because = event.reason;
  exit.withdrawn_by = meta.actor;
  exit.updated_at = meta.at;
}

void apply(ExitCase& exit, const ExitCompleted& event, const domain::EventMeta& meta) {
  exit.state = ExitState::exited;
  exit.exited_on = event.on;
  exit.updated_at = meta.at;
}

void apply(ExitCase& exit, const ExitLimitMoved& event, const domain::EventMeta& meta) {
  exit.limit_moved = event;
  exit.text = event.text;
  exit.updated_at = meta.at;
}

void apply(ExitCase& exit, const ExitRecordDue& event, const domain::EventMeta& meta) {
  exit.record_due = event;
  exit.updated_at = meta.at;
}

void apply(ExitCase& exit, const ExitAgreedMoved& event, const domain::EventMeta& meta) {
  exit.agreed_on = event.agreed_on;
  exit.updated_at = meta.at;
}

bool is_running(const ExitCase& exit) {
  return exit.state == ExitState::limited || exit.state == ExitState::noticed;
}

CivilDate agreed_on(const ExitCase& exit) {
  return exit.agreed_on.value_or(exit.notice.agreed_on);
}

CivilDate limit_until(const ExitCase& exit) {
  return exit.limit_moved ? exit.limit_moved->limit_until : exit.notice.limit_until;
}

}  // namespace luodi::monitor

template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::ExitCase&, std::string_view,
                                                         const luodi::codec::Json&, const luodi::domain::EventMeta&);
template luodi::codec::Json luodi::codec::encode(const luodi::monitor::ExitCase&);
template luodi::Expected<luodi::monitor::ExitCase> luodi::codec::decode(const luodi::codec::Json&);
