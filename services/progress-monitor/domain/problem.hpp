#pragma once
// Problem 问题 (measure 5): something that keeps a project from moving, with an owner, a level and a due date. It
// climbs project → park/county → bureau → city leader, and only its reporter closes it; with its project it ends.
// Aggregate id = "prb_…". What may be done when and by whom: problem_decide.hpp. Pure.
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::monitor {

enum class ProblemLevel { project, park, bureau, city_leader };
Word word_of(ProblemLevel value);
enum class ProblemState {
  open,
  resolved,  // said to be solved; the reporter has the word
  closed,
  withdrawn  // the project has ended before
};
Word word_of(ProblemState value);

struct ProblemReported {
  static constexpr std::string_view fact = "reported";
  std::string project_id;
  std::string project_name;
  std::string title;
  std::string text;
  std::string reporter_role;
  std::string reporter_org;  // empty = city level
  ProblemLevel level = ProblemLevel::project;
  std::string owner;                           // organisation, role or unit that has to solve it
  Instant due_at;                              // end of its last day
  std::optional<bool> claimed = std::nullopt;  // true: no other of its title and text until it is closed
  static constexpr auto fields() {
    using codec::field;
    using P = ProblemReported;
    return described(field("project_id", &P::project_id), field("project_name", &P::project_name),
                     field("title", &P::title), field("text", &P::text), field("reporter_role", &P::reporter_role),
                     field("reporter_org", &P::reporter_org), field("level", &P::level), field("owner", &P::owner),
                     field("due_at", &P::due_at), field("claimed", &P::claimed));
  }
};
struct ProblemAssigned {
  static constexpr std::string_view fact = "assigned";
  std::string owner;
  Instant due_at;
  std::string reason;
  static constexpr auto fields() {
    using codec::field;
    return described(field("owner", &ProblemAssigned::owner), field("due_at", &ProblemAssigned::due_at),
                     field("reason", &ProblemAssigned::reason));
  }
};
struct ProblemResolved {
  static constexpr std::string_view fact = "resolved";
  std::string text;
  std::vector<domain::Evidence> evidence;
  std::optional<std::string> by = std::nullopt;  // user name; absent in those from before
  static constexpr auto fields() {
    return described(codec::field("text", &ProblemResolved::text), codec::field("evidence", &ProblemResolved::evidence),
                     codec::field("by", &ProblemResolved::by));
  }
};
struct ProblemConfirmed {  // by the reporter: closed
  static constexpr std::string_view fact = "confirmed";
  std::string text;
  std::optional<std::string> progress_id;  // the progress report of the project that it made
  static constexpr auto fields() {
    return described(codec::field("text", &ProblemConfirmed::text),
                     codec::field("progress_id", &ProblemConfirmed::progress_id));
  }
};
struct ProblemReopened {
  static constexpr std::string_view fact = "reopened";
  std::string reason;
  Instant due_at;
  std::optional<Instant> closed_at = std::nullopt;  // absent: it was only said to be solved
  static constexpr auto fields() {
    using codec::field;
    return described(field("reason", &ProblemReopened::reason), field("due_at", &ProblemReopened::due_at),
                     field("closed_at", &ProblemReopened::closed_at));
  }
};
struct ProblemWithdrawn {  // with its project
  static constexpr std::string_view fact = "withdrawn";
  std::string reason;
  static constexpr auto fields() { return described(codec::field("reason", &ProblemWithdrawn::reason)); }
};
struct ProblemEscalated {  // one level up
  static constexpr std::string_view fact = "escalated";
  ProblemLevel from = ProblemLevel::project;
  ProblemLevel to = ProblemLevel::park;
  std::string owner;
  Instant due_at;
  bool automatic = false;  // overdue
  std::string reason;
  // Of an overdue one: the end of the day that ran out, whenever somebody looked. Absent in those from before.
  std::optional<Instant> ran_out_at = std::nullopt;
  std::optional<std::string> former_owner = std::nullopt;  // from whom it was taken; absent in those from before
  Instant at(Instant recorded) const { return ran_out_at.value_or(recorded); }
  static constexpr auto fields() {
    using codec::field;
    using P = ProblemEscalated;
    return described(field("from", &P::from), field("to", &P::to), field("owner", &P::owner),
                     field("due_at", &P::due_at), field("automatic", &P::automatic), field("reason", &P::reason),
                     field("ran_out_at", &P::ran_out_at), field("former_owner", &P::former_owner));
  }
};

// The last day of the highest level is over: nobody stands above it, so it is told. Once for each due day.
struct ProblemOverdue {
  static constexpr std::string_view fact = "overdue";
  Instant due_at;
  static constexpr auto fields() { return described(codec::field("due_at", &ProblemOverdue::due_at)); }
};

struct Escalation {
  ProblemEscalated step;
  Instant at;
  static constexpr auto fields() {
    return described(codec::field("step", &Escalation::step), codec::field("at", &Escalation::at));
  }
};

struct Closing {  // that did not last, as far as it was kept
  Instant closed_at;
  Instant reopened_at;
  static constexpr auto fields() {
    return described(codec::field("closed_at", &Closing::closed_at),
                     codec::field("reopened_at", &Closing::reopened_at));
  }
};

struct Problem {
  static constexpr std::string_view kind = "problem";
  using Events = std::variant<ProblemReported, ProblemAssigned, ProblemResolved, ProblemConfirmed, ProblemReopened,
                              ProblemEscalated, ProblemWithdrawn, ProblemOverdue>;
  std::string project_id;
  std::string project_name;
  std::string title;
  std::string text;
  std::string reporter;  // user name
  std::string reporter_role;
  std::string reporter_org;
  ProblemState state = ProblemState::open;
  ProblemLevel level = ProblemLevel::project;
  std::string owner;
  Instant due_at;
  std::optional<ProblemResolved> resolution;  // the latest
  std::string confirmation;
  std::optional<std::string> progress_id;  // the progress that its closing made, until it is reopened
  std::string reopened_because;
  int reopened = 0;               // how often
  std::vector<Closing> closings;  // before it was reopened, oldest first
  std::vector<Escalation> escalations;
  std::optional<bool> claimed;  // as it was reported
  std::optional<std::string> withdrawn_because;
  std::optional<Instant> overdue_told;  // the due instant whose passing at the highest level was recorded last
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using P = Problem;
    return described(
        field("project_id", &P::project_id), field("project_name", &P::project_name), field("title", &P::title),
        field("text", &P::text), field("reporter", &P::reporter), field("reporter_role", &P::reporter_role),
        field("reporter_org", &P::reporter_org), field("state", &P::state), field("level", &P::level),
        field("owner", &P::owner), field("due_at", &P::due_at), field("resolution", &P::resolution),
        field("confirmation", &P::confirmation), field("progress_id", &P::progress_id),
        field("reopened_because", &P::reopened_because), field("reopened", &P::reopened),
        field("closings", &P::closings), field("escalations", &P::escalations), field("claimed", &P::claimed),
        field("withdrawn_because", &P::withdrawn_because), field("overdue_told", &P::overdue_told),
        field("created_at", &P::created_at), field("updated_at", &P::updated_at));
  }
};
void apply(Problem& problem, const ProblemReported& event, const domain::EventMeta& meta);
void apply(Problem& problem, const ProblemAssigned& event, const domain::EventMeta& meta);
void apply(Problem& problem, const ProblemResolved& event, const domain::EventMeta& meta);
void apply(Problem& problem, const ProblemConfirmed& event, const domain::EventMeta& meta);
void apply(Problem& problem, const ProblemReopened& event, const domain::EventMeta& meta);
void apply(Problem& problem, const ProblemEscalated& event, const domain::EventMeta& meta);
void apply(Problem& problem, const ProblemWithdrawn& event, const domain::EventMeta& meta);
void apply(Problem& problem, const ProblemOverdue& event, const domain::EventMeta& meta);

bool has_ended(const Problem& problem);  // closed by its reporter, or withdrawn with its project
// Whether it keeps its title and text from being reported again: what a visit opened does not, nor what has ended.
bool holds_claim(const Problem& problem);
bool is_overdue(const Problem& problem, Instant now);  // open past its last day
// Whether it stood at that instant, whatever became of it since: reported before, and not ended then.
bool stood_at(const Problem& problem, Instant when);
CivilDate last_day(const Problem& problem);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::ProblemLevel> {
  using E = luodi::monitor::ProblemLevel;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::project, "project"}, {E::park, "park"}, {E::bureau, "bureau"}, {E::city_leader, "city_leader"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::monitor::ProblemState> {
  using E = luodi::monitor::ProblemState;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::open, "open"}, {E::resolved, "resolved"}, {E::closed, "closed"}, {E::withdrawn, "withdrawn"}}};
};

// Compiled once, in problem.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Problem&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Problem&);
extern template luodi::Expected<luodi::monitor::Problem> luodi::codec::decode(const luodi::codec::Json&);
