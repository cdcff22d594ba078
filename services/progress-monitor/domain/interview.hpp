#pragma once
// The interview aggregate 约谈 (measure 6). Aggregate id = "int_" + the project's hex + "_" + the first counted cycle
// of the idle episode, so that an episode can have one interview only, whoever opens it and however often.
//
//   opened ── grace passes (or the committee confirms) ──▶ issued ──▶ held ──▶ planned ──▶ reported ──▶ closed
//     │ └── committee, within the grace ──▶ held_back ──▶ issued                          └──▶ escalated ─▶ second
//     └── late evidence (automatic) ──▶ withdrawn ── the stall comes back ──▶ opened
// The second interview is an object of its own: the same id with "_2" behind. What may happen when, and by whom, is the
// one table in interview_table.hpp. Events: interview_events.hpp, interview_step_events.hpp. Pure.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/domain/watch.hpp"
#include "services/progress-monitor/domain/interview_step_events.hpp"
#include "services/progress-monitor/domain/standing.hpp"

namespace luodi::monitor {

enum class InterviewState { opened, held_back, issued, held, planned, reported, closed, escalated, withdrawn };
Word word_of(InterviewState value);

struct TimelineEntry {  // the timeline people see
  std::string what;     // the fact
  Instant at;
  std::string by;
  std::string note;
  static constexpr auto fields() {
    using codec::field;
    using S = TimelineEntry;
    return described(field("what", &S::what), field("at", &S::at), field("by", &S::by), field("note", &S::note));
  }
};

struct Interview {
  static constexpr std::string_view kind = "interview";
  using Events = InterviewEvents;

  InterviewState state = InterviewState::opened;
  std::string project_id;
  std::string project_name;
  std::string responsible_org;
  HalfMonth episode_first;
  HalfMonth trigger;
  int idle_cycles = 0;
  std::vector<HalfMonth> cycles;
  std::optional<IdleCount> count;  // absent in interviews older than it
  std::optional<Fen> amount_fen;
  std::string stage;
  std::optional<CivilDate> last_progress;
  std::string issue_mode;
  Instant opened_at;
  std::optional<Instant> grace_until;
  std::string blocked;
  std::string held_back_reason;
  std::string document_number;
  std::optional<Instant> issued_at;
  std::optional<NoticeFacts> notice;  // fixed when it was issued
  std::optional<SignedCopyAttached> signed_copy;
  std::vector<SignedCopyAttached> former_copies;  // that a correction replaced, oldest first
  std::optional<Instant> meeting_at;              // tentative before the notice
  std::string meeting_id;                         // see meeting.hpp; empty before the notice
  std::string place;
  std::string withdrawn_reason;
  bool withdrawn_automatically = false;
  int level = 1;
  std::string first_id;   // of a second interview
  std::string second_id;  // of a first one that failed
  std::vector<std::string> attendees;
  std::vector<std::string> observers;
  std::string outcome;  // how it ended: "rectified", "project_exited", "verification_failed", "still_idle"
  std::string outcome_reason;
  std::optional<PassBasisLost> basis_lost;  // what it passed on counts no more; absent: it does
  std::vector<StepClock> clocks;            // in the order of the steps
  std::vector<FiledPaper> papers;
  int sequence = 0;  // +1 with every change that people are told of
  policy::Explanation explanation;
  std::vector<TimelineEntry> timeline;
  Instant created_at;
  Instant updated_at;

  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using I = Interview;
    return described(
        field("state", &I::state), field("project_id", &I::project_id), field("project_name", &I::project_name),
        field("responsible_org", &I::responsible_org), field("episode_first", &I::episode_first),
        field("trigger", &I::trigger), field("idle_cycles", &I::idle_cycles), field("cycles", &I::cycles),
        field("count", &I::count), field("amount_fen", &I::amount_fen), field("stage", &I::stage),
        field("last_progress", &I::last_progress), field("issue_mode", &I::issue_mode),
        field("opened_at", &I::opened_at), field("grace_until", &I::grace_until),
        optional_field("blocked", &I::blocked), optional_field("held_back_reason", &I::held_back_reason),
        optional_field("document_number", &I::document_number), field("notice", &I::notice),
        field("signed_copy", &I::signed_copy), field("former_copies", &I::former_copies),
        field("issued_at", &I::issued_at), field("meeting_at", &I::meeting_at), optional_field("place", &I::place),
        optional_field("withdrawn_reason", &I::withdrawn_reason),
        optional_field("withdrawn_automatically", &I::withdrawn_automatically),
        optional_field("meeting_id", &I::meeting_id), optional_field("level", &I::level),
        optional_field("first_id", &I::first_id), optional_field("second_id", &I::second_id),
        field("attendees", &I::attendees), field("observers", &I::observers), optional_field("outcome", &I::outcome),
        optional_field("outcome_reason", &I::outcome_reason), field("basis_lost", &I::basis_lost),
        field("clocks", &I::clocks), field("papers", &I::papers), field("sequence", &I::sequence),
        field("explanation", &I::explanation), field("timeline", &I::timeline), field("created_at", &I::created_at),
        field("updated_at", &I::updated_at));
  }
};
void apply(Interview& interview, const InterviewOpened& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewUnblocked& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewBlocked& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewHeldBack& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewIssued& event, const domain::EventMeta& meta);
void apply(Interview& interview, const SignedCopyAttached& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewWithdrawn& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewScheduled& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewExplained& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewHeld& event, const domain::EventMeta& meta);
void apply(Interview& interview, const RectificationPlanned& event, const domain::EventMeta& meta);
void apply(Interview& interview, const RectificationReported& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewCorrected& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewReminded& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewOverdue& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewClockSet& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewClosed& event, const domain::EventMeta& meta);
void apply(Interview& interview, const InterviewEscalated& event, const domain::EventMeta& meta);
void apply(Interview& interview, const PassBasisLost& event, const domain::EventMeta& meta);
void apply(Interview& interview, const PassBasisRestored& event, const domain::EventMeta& meta);

// "int_0190c2f4_2022-07-H2" for project "prj_0190c2f4".
std::string interview_id(const std::string& project_id, HalfMonth episode_first);
std::string second_interview_id(const std::string& first_id);
// Whether this interview, of the first level, is the one that the episode calls for: their cycles overlap.
bool is_about(const Interview& interview, const domain::Episode& episode);
// How the project stood when this was opened; of an interview older than `count` in half months.
Standing standing_of(const Interview& interview);
bool notice_pending(const Interview& interview);  // opened or held back: no notice is out yet
bool has_ended(const Interview& interview);       // closed, escalated or withdrawn
// The latest of that fact in the timeline; nullptr = none.
const TimelineEntry* last_entry(const Interview& interview, std::string_view fact);
const StepClock* clock_of(const Interview& interview, Step step);
bool is_done(const Interview& interview, Step step);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::InterviewState> {
  using E = luodi::monitor::InterviewState;
  static constexpr std::array<std::pair<E, std::string_view>, 9> table{{{E::opened, "opened"},
                                                                        {E::held_back, "held_back"},
                                                                        {E::issued, "issued"},
                                                                        {E::held, "held"},
                                                                        {E::planned, "planned"},
                                                                        {E::reported, "reported"},
                                                                        {E::closed, "closed"},
                                                                        {E::escalated, "escalated"},
                                                                        {E::withdrawn, "withdrawn"}}};
};

// Compiled once, in interview_apply.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Interview&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Interview&);
extern template luodi::Expected<luodi::monitor::Interview> luodi::codec::decode(const luodi::codec::Json&);
