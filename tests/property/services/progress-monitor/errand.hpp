#pragma once
// Errand is what somebody wants of the monitor at some instant, or what another service records then: made from chance
// on what a monitor knows, so that it often fits, and then told to several monitors alike.
//
//   const Errand errand = errand_of(dice, office, now, "07");      // "07": makes its ids unlike those of others
//   errand.run(office, now);                                       // "done", or how it was refused
#include "tests/property/services/progress-monitor/life_dice.hpp"
#include "tests/property/services/progress-monitor/office.hpp"

namespace luodi::monitor::test {

struct Errand {
  std::string text;
  std::string project;  // that it is about
  std::function<std::string(Office&, Instant now)> run;
};

inline const Actor k_bureau_desk = actor(Role::bureau, "", "bureauuser");
inline const Actor k_committee_desk = actor(Role::committee, "", "committeeuser");
inline const Actor k_leader_desk = actor(Role::leader, "", "leaderuser");
inline const Actor k_first_talk_desk = actor(Role::park, "MY-AX", "parkuser");  // the entity before landing

Errand errand_of(Dice& dice, const Office& office, Instant now, const std::string& number);

// Its parts; none where there is nothing of the kind.
std::optional<Errand> interview_errand(Dice& dice, const Office& office, Instant now, const std::string& number);
std::optional<Errand> problem_errand(Dice& dice, const Office& office, Instant now, const std::string& number);
std::optional<Errand> obligation_errand(Dice& dice, const Office& office, Instant now, const std::string& number);
std::optional<Errand> project_errand(Dice& dice, const Office& office, Instant now, const std::string& number);
std::optional<Errand> intake_errand(Dice& dice, const Office& office, Instant now);

// Today, or a day before it, more often on an edge; never after it.
inline CivilDate day_before(Dice& dice, Instant now, int most) {
  const int today = civil_date(now).days();
  return CivilDate::from_days(std::min(today, edge_near(today - dice.below(most + 1), dice)));
}
inline std::string hex(const std::string& number) {
  return std::string(32 - number.size(), '0') + number;
}
template <class A>
const std::string& any_of(Dice& dice, const std::map<std::string, A>& among) {
  return std::next(among.begin(), dice.below(static_cast<int>(among.size())))->first;
}

}  // namespace luodi::monitor::test
