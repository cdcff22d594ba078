#pragma once
// The steps of an interview that have a clock, their deadlines and the papers that stop them. Parts of the interview's
// events and state; what computes them is interview_clock.hpp. Pure.
//
//   confirmation (of one whose notice waits for the committee) · hold_back (of one that was held back: the notice, or
//   the withdrawal) · explanation ─▶ meeting ─▶ minutes ─▶ plan ─▶ report ─▶ verification
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/codec/fields.hpp"
#include "common/domain/project_parts.hpp"

namespace luodi::monitor {

enum class Step { confirmation, hold_back, explanation, meeting, minutes, plan, report, verification };
Word word_of(Step value);
enum class ClockState { open, done, overdue };

// Frozen in the event that starts the clock: a later calendar or policy moves no deadline that was told.
struct StepDeadline {
  Step step = Step::explanation;
  CivilDate from;                   // the days are counted from here; the day itself does not count
  std::optional<Instant> opens_at;  // not to be done before
  std::optional<Instant> due_at;    // the first instant too late; absent = blocked
  std::optional<Instant> remind_at;
  std::string blocked;  // why it cannot be computed
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using S = StepDeadline;
    return described(field("step", &S::step), field("from", &S::from), field("opens_at", &S::opens_at),
                     field("due_at", &S::due_at), field("remind_at", &S::remind_at),
                     optional_field("blocked", &S::blocked));
  }
};

struct StepClock : StepDeadline {
  ClockState state = ClockState::open;
  std::optional<Instant> done_at;
  std::optional<Instant> reminded_at;
  std::optional<Instant> overdue_at;  // when it was found overdue; stays after a late step
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using S = StepClock;
    return described(field("step", &S::step), field("from", &S::from), field("opens_at", &S::opens_at),
                     field("due_at", &S::due_at), field("remind_at", &S::remind_at),
                     optional_field("blocked", &S::blocked), field("state", &S::state), field("done_at", &S::done_at),
                     field("reminded_at", &S::reminded_at), field("overdue_at", &S::overdue_at));
  }
};

// What was handed in for a step. A correction is one more paper with its reason; the corrected one stays.
struct StepPaper {
  Step step = Step::explanation;
  std::string text;
  std::vector<std::string> attendees;  // minutes only
  std::vector<domain::Evidence> evidence;
  std::string correction;              // why it replaces the one before; empty = the first
  std::vector<std::string> excused;    // minutes only: who asked to be excused
  std::vector<std::string> observers;  // minutes only: who sat in
  static constexpr auto fields() {
    using codec::field;
    using S = StepPaper;
    return described(field("step", &S::step), field("text", &S::text), field("attendees", &S::attendees),
                     field("evidence", &S::evidence), codec::optional_field("correction", &S::correction),
                     field("excused", &S::excused), field("observers", &S::observers));
  }
};
struct FiledPaper : StepPaper {
  Instant at;
  std::string by;
  static constexpr auto fields() {
    using codec::field;
    using F = FiledPaper;
    return described(field("step", &F::step), field("text", &F::text), field("attendees", &F::attendees),
                     field("evidence", &F::evidence), codec::optional_field("correction", &F::correction),
                     field("excused", &F::excused), field("observers", &F::observers), field("at", &F::at),
                     field("by", &F::by));
  }
};

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::Step> {
  using E = luodi::monitor::Step;
  static constexpr std::array<std::pair<E, std::string_view>, 8> table{{{E::confirmation, "confirmation"},
                                                                        {E::hold_back, "hold_back"},
                                                                        {E::explanation, "explanation"},
                                                                        {E::meeting, "meeting"},
                                                                        {E::minutes, "minutes"},
                                                                        {E::plan, "plan"},
                                                                        {E::report, "report"},
                                                                        {E::verification, "verification"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::monitor::ClockState> {
  using E = luodi::monitor::ClockState;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::open, "open"}, {E::done, "done"}, {E::overdue, "overdue"}}};
};
