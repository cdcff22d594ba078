#include "tests/property/services/progress-monitor/life_kinds.hpp"

namespace luodi::monitor::test {

std::string correction_of(const Life& life, std::size_t index) {
  const Told& fact = life.told[index];
  const Told* before = nullptr;
  for (std::size_t i = 0; i < index; ++i)
    if (static_cast<int>(i) == fact.about || life.told[i].about == fact.about) before = &life.told[i];
  if (fact.fen == 0) return "funds corrected to nothing";
  for (std::size_t i = 0; i < index; ++i)
    if (fact.slip != 0 && life.told[i].slip == fact.slip && static_cast<int>(i) != fact.about &&
        life.told[i].about != fact.about)
      return "funds corrected to a voucher set free";
  if (fact.on != before->on) return "funds corrected to another day";
  return fact.fen < before->fen ? "funds corrected down" : "funds corrected up";
}

void count_outage(std::map<std::string, int>& seen, const Life& life, const Outage& outage,
                  const std::vector<domain::Episode>& episodes) {
  auto within = [&](int d) { return outage.from <= d && d < outage.back; };
  ++seen["outage"];
  if (outage.back - outage.from >= 7) ++seen["outage of a week or more"];
  for (const auto& fact : life.told)
    if (within(fact.recorded)) ++seen["fact recorded in an outage"];
  for (const auto& e : episodes) {
    auto closes_within = [&](const std::optional<HalfMonth>& c) { return c && within(c->last_day().days() + 1); };
    if (closes_within(e.yellow) || closes_within(e.red)) ++seen["warning due in an outage"];
    if (closes_within(e.interview)) ++seen["interview due in an outage"];
  }
}

}  // namespace luodi::monitor::test
