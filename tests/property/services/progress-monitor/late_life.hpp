#pragma once
// A life of one or two projects of one entity, as two monitors live it: one that does everything at its instant, and
// one that is late and looks only now and then. Both are told the same at the same instants. What starts a term that
// runs from the day on which people are told (an interview opens, a notice goes out, a limit begins) the late one does
// not miss: later, that term is another. Whenever both have looked, and at the end, what is stored must be the same.
//
//   LateLife life = late_life_of(17);
//   std::string fault = tell_late(life).fault;        // "" = they agree
#include <cstdint>
#include <string>
#include <vector>

namespace luodi::monitor::test {

struct Turn {
  std::uint64_t seed = 0;   // of how long people wait and what they want then
  std::uint32_t looks = 0;  // one bit for each thing that is due meanwhile: whether the late one looks then
  bool looks_after = false;
};
struct LateLife {
  std::uint64_t seed = 0;
  bool alone = true;  // one project
  bool signed_at_once = false;
  std::vector<Turn> turns;
};

LateLife late_life_of(std::uint64_t seed);

// How the two disagree, "" = not at all. `story`: what happened, if somebody wants to read it. `facts`: those that
// were told, if somebody counts them.
struct LateTelling {
  std::string fault;
  std::vector<std::string> story;
  std::vector<std::string> facts;
};
LateTelling tell_late(const LateLife& life);

}  // namespace luodi::monitor::test
