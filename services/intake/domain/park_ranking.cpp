#include "services/intake/domain/park_ranking.hpp"

#include <algorithm>

#include "common/domain/words.hpp"

namespace luodi::intake {

namespace {
std::int64_t role_points(domain::IndustryRole role, const policy::AllocationParameters& weights) {
  switch (role) {
    case domain::IndustryRole::leading:
      return weights.leading_points;
    case domain::IndustryRole::characteristic:
      return weights.characteristic_points;
    case domain::IndustryRole::cultivated:
      return weights.cultivated_points;
  }
  return 0;
}

std::string signed_text(std::int64_t points) {
  return (points < 0 ? "" : "+") + std::to_string(points);
}

domain::ParkScore score_of(const domain::Park& park, const Industry& industry, const ParkLoad& load, CivilDate on,
                           const policy::Policy& policy) {
  const auto& weights = policy.allocation;
  domain::ParkScore score;
  score.park = park.code;
  if (const auto match = best_match(park, industry, on, policy.admission)) {
    const auto role = role_points(match->row->role, weights);
    score.points += role;
    score.lines.push_back(signed_text(role) + " " + std::string(word_of(match->row->role).zh) + "产业“" +
                          match->row->label + "”" + (match->admits ? "" : "（不作为准入依据）") + " / " +
                          std::string(word_of(match->row->role).en) + " industry " + match->row->prefix +
                          (match->admits ? "" : " (does not admit)"));
    const auto extra = static_cast<std::int64_t>(match->digits) - policy.admission.match_level;
    if (extra > 0) {
      const auto points = extra * weights.points_per_extra_digit;
      score.points += points;
      score.lines.push_back(signed_text(points) + " 多匹配 " + std::to_string(extra) + " 位代码 / " +
                            std::to_string(extra) + " more digits matched");
    }
  } else {
    score.lines.emplace_back("+0 没有匹配的产业 / no matching industry");
  }
  const auto carried = load.find(park.code);
  const std::int64_t active = carried == load.end() ? 0 : carried->second;
  const auto penalty = std::min(active * weights.load_penalty_points, weights.load_penalty_cap_points);
  score.points -= penalty;
  score.lines.push_back(signed_text(-penalty) + " 在办项目 " + std::to_string(active) + " 个 / " +
                        std::to_string(active) + " active projects");
  return score;
}
}  // namespace

bool counts_as_load(const domain::Project& project) {
  return project.allocation && !domain::has_ended(project);
}

std::vector<domain::ParkScore> rank_parks(const Industry& industry, const Parks& parks, const ParkLoad& load,
                                          CivilDate on, const policy::Policy& policy) {
  std::vector<domain::ParkScore> ranking;
  ranking.reserve(parks.size());
  for (const auto* park : parks)
    ranking.push_back(score_of(*park, industry, load, on, policy));
  std::sort(ranking.begin(), ranking.end(), [](const domain::ParkScore& a, const domain::ParkScore& b) {
    return a.points != b.points ? a.points > b.points : a.park < b.park;
  });
  return ranking;
}

}  // namespace luodi::intake
