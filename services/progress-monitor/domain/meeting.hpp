#pragma once
// The meeting aggregate 约谈会: where the interviews of one responsible entity come together, and what a calendar knows
// of them. One meeting is one VEVENT: the aggregate id is its UID, `sequence` its SEQUENCE, +1 with every change, so
// that however many projects join, move or leave, a receiver sees one appointment and its newest form.
// Id: "mtg_" + entity + "_" + dispatch cycle of the notice + ["_second"] + "_" + number, counted from 1. Two notices
// that are issued at once meet on that id, and the slower one joins. Pure.
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/aggregate.hpp"

namespace luodi::monitor {

enum class MeetingState { called, cancelled };

struct MeetingItem {  // one interview on the agenda
  std::string interview_id;
  std::string project_name;
  std::string document_number;
  static constexpr auto fields() {
    using codec::field;
    using M = MeetingItem;
    return described(field("interview_id", &M::interview_id), field("project_name", &M::project_name),
                     field("document_number", &M::document_number));
  }
};

struct MeetingCalled {
  static constexpr std::string_view fact = "called";
  std::string org;
  Instant meeting_at;
  int length_minutes = 0;
  std::vector<std::string> attendees;  // beside the entity; of a second interview
  MeetingItem item;
  std::string place;
  static constexpr auto fields() {
    using codec::field;
    using M = MeetingCalled;
    return described(field("org", &M::org), field("meeting_at", &M::meeting_at),
                     field("length_minutes", &M::length_minutes), field("attendees", &M::attendees),
                     field("item", &M::item), codec::optional_field("place", &M::place));
  }
};
struct MeetingJoined {
  static constexpr std::string_view fact = "joined";
  MeetingItem item;
  static constexpr auto fields() { return described(codec::field("item", &MeetingJoined::item)); }
};
struct MeetingMoved {
  static constexpr std::string_view fact = "moved";
  Instant meeting_at;
  std::string place;
  std::string reason;
  std::optional<Instant> from = std::nullopt;   // when it was to be; absent in events older than it
  std::optional<bool> not_held = std::nullopt;  // true: it was to be before the move, and did not take place
  static constexpr auto fields() {
    using codec::field;
    using M = MeetingMoved;
    return described(field("meeting_at", &M::meeting_at), field("place", &M::place), field("reason", &M::reason),
                     field("from", &M::from), field("not_held", &M::not_held));
  }
};
struct MeetingLeft {  // the last one that leaves cancels it
  static constexpr std::string_view fact = "left";
  std::string interview_id;
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("interview_id", &MeetingLeft::interview_id),
                     codec::field("reason", &MeetingLeft::reason));
  }
};

struct Meeting {
  static constexpr std::string_view kind = "meeting";
  using Events = std::variant<MeetingCalled, MeetingJoined, MeetingMoved, MeetingLeft>;
  MeetingState state = MeetingState::called;
  std::string org;
  Instant meeting_at;
  int length_minutes = 0;
  std::string place;
  std::vector<std::string> attendees;
  std::vector<MeetingItem> items;
  int sequence = 0;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using M = Meeting;
    return described(field("state", &M::state), field("org", &M::org), field("meeting_at", &M::meeting_at),
                     field("length_minutes", &M::length_minutes), codec::optional_field("place", &M::place),
                     field("attendees", &M::attendees), field("items", &M::items), field("sequence", &M::sequence),
                     field("created_at", &M::created_at), field("updated_at", &M::updated_at));
  }
};
void apply(Meeting& meeting, const MeetingCalled& event, const domain::EventMeta& meta);
void apply(Meeting& meeting, const MeetingJoined& event, const domain::EventMeta& meta);
void apply(Meeting& meeting, const MeetingMoved& event, const domain::EventMeta& meta);
void apply(Meeting& meeting, const MeetingLeft& event, const domain::EventMeta& meta);

// "约谈〔2022〕1号 项目甲", a line each; of a long agenda the first ones and how many there are.
std::string agenda_of(const Meeting& meeting);
std::string meeting_id(const std::string& org, HalfMonth issued_in, int level, int number);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::MeetingState> {
  using E = luodi::monitor::MeetingState;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::called, "called"}, {E::cancelled, "cancelled"}}};
};

// Compiled once, in meeting.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::Meeting&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::Meeting&);
extern template luodi::Expected<luodi::monitor::Meeting> luodi::codec::decode(const luodi::codec::Json&);
