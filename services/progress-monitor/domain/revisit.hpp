#pragma once
// Revisits 回访 of one project (measure 9): when the next one is due, what those made found. Aggregate id = the
// project's. When it is due and what a revisit causes: revisit_decide.hpp. Pure.
//
//   planned ──the due queue──▶ open ──its day passes──▶ overdue      a visit, whenever made, plans the next: planned,
//      ▲──────────────────made────┴──────────────────────┘           or ended where none is due any more
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::monitor {

enum class RevisitState { planned, open, overdue, ended };
Word word_of(RevisitState value);

struct RevisitPlanned {  // the project has moved: another day, or none any more
  static constexpr std::string_view fact = "planned";
  std::string project_id;
  std::string project_name;
  std::optional<CivilDate> due_on;
  std::string clause;
  static constexpr auto fields() {
    using codec::field;
    using R = RevisitPlanned;
    return described(field("project_id", &R::project_id), field("project_name", &R::project_name),
                     field("due_on", &R::due_on), field("clause", &R::clause));
  }
};
struct RevisitOpened {  // by the due queue, once for each day
  static constexpr std::string_view fact = "opened";
  CivilDate due_on;
  static constexpr auto fields() { return described(codec::field("due_on", &RevisitOpened::due_on)); }
};
struct RevisitMissed {  // by the due queue, once for each day
  static constexpr std::string_view fact = "missed";
  CivilDate due_on;
  static constexpr auto fields() { return described(codec::field("due_on", &RevisitMissed::due_on)); }
};
struct RevisitMade {
  static constexpr std::string_view fact = "made";
  CivilDate visited_on;
  std::optional<CivilDate> due_on;  // that it answers
  int satisfaction = 0;             // of the enterprise, on the scale of the policy
  int scale = 0;
  std::string text;
  std::string clause;
  std::optional<std::string> problem_id;  // opened by a low satisfaction
  std::optional<CivilDate> next_on;
  // Recorded after a later visit: that one follows this one now, and answers the day that this one makes due.
  std::optional<CivilDate> follower_on = std::nullopt;      // day of that visit; absent: this is the last by day
  std::optional<CivilDate> follower_due_on = std::nullopt;  // absent: none was due any more
  static constexpr auto fields() {
    using codec::field;
    using R = RevisitMade;
    return described(field("visited_on", &R::visited_on), field("due_on", &R::due_on),
                     field("satisfaction", &R::satisfaction), field("scale", &R::scale), field("text", &R::text),
                     field("clause", &R::clause), field("problem_id", &R::problem_id), field("next_on", &R::next_on),
                     field("follower_on", &R::follower_on), field("follower_due_on", &R::follower_due_on));
  }
};

struct Revisit {
  RevisitMade told;
  std::string by;  // user name
  Instant recorded_at;
  bool late = false;  // made after the day that it answers
  static constexpr auto fields() {
    using codec::field;
    using R = Revisit;
    return described(field("told", &R::told), field("by", &R::by), field("recorded_at", &R::recorded_at),
                     field("late", &R::late));
  }
};

struct Revisits {
  static constexpr std::string_view kind = "revisits";
  using Events = std::variant<RevisitPlanned, RevisitOpened, RevisitMissed, RevisitMade>;
  std::string project_id;
  std::string project_name;
  std::string clause;
  RevisitState state = RevisitState::planned;
  std::optional<CivilDate> due_on;  // absent: none is due any more
  std::vector<Revisit> made;        // in the order of their record
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using R = Revisits;
    return described(field("project_id", &R::project_id), field("project_name", &R::project_name),
                     field("clause", &R::clause), field("state", &R::state), field("due_on", &R::due_on),
                     field("made", &R::made), field("created_at", &R::created_at), field("updated_at", &R::updated_at));
  }
};
void apply(Revisits& revisits, const RevisitPlanned& event, const domain::EventMeta& meta);
void apply(Revisits& revisits, const RevisitOpened& event, const domain::EventMeta& meta);
void apply(Revisits& revisits, const RevisitMissed& event, const domain::EventMeta& meta);
void apply(Revisits& revisits, const RevisitMade& event, const domain::EventMeta& meta);

// The day that is due has passed, whether the due queue has come round to it or not.
bool is_overdue(const Revisits& revisits, Instant now);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::RevisitState> {
  using E = luodi::monitor::RevisitState;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::planned, "planned"}, {E::open, "open"}, {E::overdue, "overdue"}, {E::ended, "ended"}}};
};

// Compiled once, in revisit.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Revisits&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Revisits&);
extern template luodi::Expected<luodi::monitor::Revisits> luodi::codec::decode(const luodi::codec::Json&);
