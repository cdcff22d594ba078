#include "tests/property/services/progress-monitor/reference_story.hpp"

#include <sstream>

#include "tests/property/services/progress-monitor/reference_calendar.hpp"

namespace luodi::monitor::test {

ToldEpisode read_episode(const std::string& text) {
  ToldEpisode e;
  std::istringstream parts(text);
  for (auto* part : {&e.first, &e.yellow, &e.red, &e.interview})
    std::getline(parts, *part, '/');
  return e;
}

// With the count that the policy of the cycle's last day asks for, whenever the warning is found.
void ReferenceStory::warn(const std::string& light, const std::string& cycle, const std::string& first, int today) {
  int closed = today;
  while (cycle_name(closed) != cycle)
    --closed;
  int count = 0;
  for (const auto& p : policies_)
    if (p.from <= closed && closed <= p.to) count = light == "red" ? p.red : p.yellow;
  warnings_.push_back(light + " " + cycle + " " + std::to_string(count) + " of " + first);
  announced_.insert(light + " of " + first);
}

void ReferenceStory::look(const Expectation& said, int today) {
  std::map<std::string, ToldEpisode> now;
  for (const auto& text : said.episodes) {
    const auto e = read_episode(text);
    const auto before = known_.find(e.first);
    const bool is_new = before == known_.end();
    if (is_new) warn("yellow", e.yellow, e.first, today);
    if (e.red != "-" && (is_new || before->second.red == "-")) warn("red", e.red, e.first, today);
    now[e.first] = e;
  }
  known_ = std::move(now);
}

}  // namespace luodi::monitor::test
