#include "services/progress-monitor/domain/light_tally.hpp"

#include <algorithm>
#include <tuple>

namespace luodi::monitor {

namespace {
void count(LightCounts& counts, const IdleConclusion& conclusion) {
  ++counts.in_scope;
  switch (conclusion.light) {
    case domain::Light::none:
    case domain::Light::green:
      ++counts.green;
      break;
    case domain::Light::yellow:
      ++counts.yellow;
      break;
    case domain::Light::red:
      ++counts.red;
      break;
  }
  if (conclusion.running && conclusion.running->interview) ++counts.interview_due;
}
}  // namespace

void LightTally::add(const std::string& org, const IdleConclusion& conclusion) {
  if (!conclusion.in_scope) return;
  count(total_, conclusion);
  count(entities_[org], conclusion);
}

std::vector<EntityLights> LightTally::entities() const {
  std::vector<EntityLights> out;
  for (const auto& [org, counts] : entities_) {
    EntityLights entity;
    static_cast<LightCounts&>(entity) = counts;
    entity.org = org;
    out.push_back(std::move(entity));
  }
  std::stable_sort(out.begin(), out.end(), [](const EntityLights& a, const EntityLights& b) {
    return std::tie(a.red, a.yellow, a.in_scope) > std::tie(b.red, b.yellow, b.in_scope);
  });
  return out;
}

}  // namespace luodi::monitor
