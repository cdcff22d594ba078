#pragma once
// Idle facts: all that the idle clock needs to know of one project, as one ascending row of small numbers. A mark says
// what begins or happens on a day; it does not depend on the instant of an evaluation, so a city's marks can be kept
// and judged as of any day without touching the projects. Pure.
//
//   IdleFacts facts = idle_facts_of(project, book);
//   facts.marks   // 2022-06-01 enters, 2022-06-01 moved, 2022-07-20 away, 2022-08-03 back
#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

class Mark {
 public:
  enum class Kind : std::uint8_t {
    enters,      // in scope from this day
    leaves,      // out of scope from this day
    moved,       // effective progress
    away,        // suspended from this day
    back,        // active again from this day
    exempt,      // an approved exemption begins
    exempt_over  // the day after it
  };
  Mark(CivilDate day, Kind kind) : packed_(day.days() * 8 + static_cast<std::int32_t>(kind)) {}
  // Arithmetic shift: days before 1970 stay in order, too.
  std::int32_t day() const { return packed_ >> 3; }
  Kind kind() const { return static_cast<Kind>(packed_ & 7); }
  friend auto operator<=>(const Mark&, const Mark&) = default;

 private:
  std::int32_t packed_;  // by day, then by kind; 4 bytes, because a city has millions
};

struct IdleFacts {
  std::optional<CivilDate> since;  // first day that can be in scope; nullopt = the project never reached 在谈
  std::vector<Mark> marks;
};

IdleFacts idle_facts_of(const domain::Project& project, const policy::PolicyBook& book);

}  // namespace luodi::monitor
