#pragma once
// What the reference says a monitor has announced: it looks, compares the stalls with those of its look before, and
// writes down a warning for each that is new. Threading: one thread.
//
//   ReferenceStory story(plain_books()[life.book]);
//   story.look(reference.evaluate(day), day);   // on each day on which the monitor looks
//   story.warnings();                           // "yellow 2022-07-H1 2 of 2022-06-H2"
#include <map>
#include <set>

#include "tests/property/services/progress-monitor/reference.hpp"

namespace luodi::monitor::test {

struct ToldEpisode {  // of Expectation::episodes; names of cycles sort by time, "-" = not due
  std::string first, yellow, red, interview;
};
ToldEpisode read_episode(const std::string& text);

class ReferenceStory {
 public:
  explicit ReferenceStory(const std::vector<PlainPolicy>& policies) : policies_(policies) {}
  void look(const Expectation& said, int today);
  const std::vector<std::string>& warnings() const { return warnings_; }
  // "yellow of 2022-06-H2": each at least once, whatever the cycle was at that time.
  const std::set<std::string>& announced() const { return announced_; }

 private:
  void warn(const std::string& light, const std::string& cycle, const std::string& first, int today);
  const std::vector<PlainPolicy>& policies_;
  std::map<std::string, ToldEpisode> known_;  // at the last look, by first cycle
  std::vector<std::string> warnings_;
  std::set<std::string> announced_;
};

}  // namespace luodi::monitor::test
