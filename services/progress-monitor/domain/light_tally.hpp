#pragma once
// Counts the lights of a city, of each responsible entity and together, from what the idle clock concludes of each
// project (measure 6). Pure.
//
//   LightTally tally;
//   tally.add("MY-GX", conclude(*facts.since, facts.marks, terms, day));
//   tally.total().red; tally.entities();   // most red first
#include <map>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor {

struct LightCounts {
  std::int64_t in_scope = 0;  // green + yellow + red
  std::int64_t green = 0;
  std::int64_t yellow = 0;
  std::int64_t red = 0;
  std::int64_t interview_due = 0;  // of the red ones: those that have stood still for as long as calls for an interview
  static constexpr auto fields() {
    using codec::field;
    using L = LightCounts;
    return described(field("in_scope", &L::in_scope), field("green", &L::green), field("yellow", &L::yellow),
                     field("red", &L::red), field("interview_due", &L::interview_due));
  }
};
struct EntityLights : LightCounts {
  std::string org;
  std::string name;  // left to whoever knows it
  static constexpr auto fields() {
    return codec::extended(LightCounts::fields(), codec::field("org", &EntityLights::org),
                           codec::field("name", &EntityLights::name));
  }
};

class LightTally {
 public:
  void add(const std::string& org, const IdleConclusion& conclusion);  // nothing for what is out of scope
  const LightCounts& total() const { return total_; }
  std::vector<EntityLights> entities() const;  // by red, yellow, in_scope descending, then by code

 private:
  LightCounts total_;
  std::map<std::string, LightCounts> entities_;
};

}  // namespace luodi::monitor
