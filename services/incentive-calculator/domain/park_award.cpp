#include "services/incentive-calculator/domain/park_award.hpp"

#include <algorithm>
#include <map>

#include "common/kernel/bilingual.hpp"
#include "services/incentive-calculator/domain/arithmetic_limit.hpp"
#include "services/incentive-calculator/domain/award_policy.hpp"
#include "services/incentive-calculator/domain/counted_project.hpp"
#include "services/incentive-calculator/domain/team_split.hpp"

namespace luodi::incentive {

namespace {

struct Standing {  // one park with what its projects add up to
  std::string code;
  std::string name;
  std::int64_t count = 0;
  Fen agreed;
  Fen verified;
  CivilDate earliest;
  std::vector<CountedProject> projects;
  std::size_t first = 0;   // position of its group of equals, from 0
  std::size_t equals = 1;  // size of that group
};

Expected<void> add_project(Standing& park, const CountedProject& project) {
  auto agreed = park.agreed.plus(project.agreed_fen);
  if (!agreed) return fail(agreed.error());
  auto verified = park.verified.plus(project.verified_fen);
  if (!verified) return fail(verified.error());
  park.agreed = *agreed;
  park.verified = *verified;
  park.earliest = park.count == 0 ? project.landed_on : std::min(park.earliest, project.landed_on);
  ++park.count;
  park.projects.push_back(project);
  return {};
}

// Negative: a ranks before b. A key that the schema does not know cannot reach this place.
int compare_by(const std::string& key, const Standing& a, const Standing& b) {
  const auto descending = [](auto x, auto y) { return x > y ? -1 : (x < y ? 1 : 0); };
  if (key == "count") return descending(a.count, b.count);
  if (key == "agreed_amount") return descending(a.agreed, b.agreed);
  if (key == "verified_funds") return descending(a.verified, b.verified);
  if (key == "earliest_landing") return descending(b.earliest, a.earliest);
  return 0;
}

int compare(const std::vector<std::string>& keys, const Standing& a, const Standing& b) {
  for (const auto& key : keys)
    if (int by = compare_by(key, a, b)) return by;
  return 0;
}

// Groups of equals stand together; inside a group the code orders the display only.
void rank(std::vector<Standing>& parks, const std::vector<std::string>& keys) {
  std::sort(parks.begin(), parks.end(), [&](const Standing& a, const Standing& b) {
    const int by = compare(keys, a, b);
    return by != 0 ? by < 0 : a.code < b.code;
  });
  for (std::size_t i = 0; i < parks.size();) {
    std::size_t end = i + 1;
    while (end < parks.size() && compare(keys, parks[i], parks[end]) == 0)
      ++end;
    for (std::size_t k = i; k < end; ++k) {
      parks[k].first = i;
      parks[k].equals = end - i;
    }
    i = end;
  }
}

// What a place is worth, in the order of the places.
Expected<std::vector<Fen>> worth_of_places(const policy::ParkAwardParameters& parameters, std::size_t places) {
  if (places == 0) return std::vector<Fen>();
  if (parameters.mode == "pool") return split_equally(parameters.amount_fen, places);
  return std::vector<Fen>(places, parameters.amount_fen);
}

LineOutcome outcome_of(const Standing& park, std::size_t places) {
  if (park.first >= places) return LineOutcome::not_ranked;
  return park.first + park.equals <= places ? LineOutcome::awarded : LineOutcome::committee_decision;
}

std::string keys_text(const std::vector<std::string>& keys) {
  std::string out;
  for (const auto& key : keys)
    out += (out.empty() ? "" : " > ") + key;
  return out;
}

std::string keys_zh(const std::vector<std::string>& keys) {
  static const std::map<std::string, std::string> k_words{{"count", "项目个数"},
                                                          {"agreed_amount", "协议投资额"},
                                                          {"verified_funds", "核实到位资金"},
                                                          {"earliest_landing", "最早落地日期"}};
  std::string out;
  for (const auto& key : keys) {
    const auto word = k_words.find(key);
    out += (out.empty() ? "" : "、") + (word == k_words.end() ? key : word->second);
  }
  return out;
}

policy::Explanation explain_line(const Standing& park, const policy::Policy& policy, const AwardLine& line) {
  const auto& parameters = policy.park_award;
  auto out =
      policy::explain(policy, k_award_clause, "park_award", "年度落地大项目奖励", "award for major landed projects");
  out.input("projects", std::to_string(park.count));
  out.input("agreed_amount", park.agreed.display());
  out.input("verified_funds", park.verified.display());
  out.input("earliest_landing", park.earliest.str());
  out.input("policy:park_award.ranks", std::to_string(parameters.ranks));
  out.input("policy:park_award.amount_fen", parameters.amount_fen.display());
  out.input("policy:park_award.mode", parameters.mode);
  out.formula = bilingual("依次按{0}排名，取前{1}名 / rank by {0}; rank <= {1}",
                          Twin{keys_zh(parameters.rank_keys), keys_text(parameters.rank_keys)}, parameters.ranks);
  switch (line.outcome) {
    case LineOutcome::awarded:
      out.outcome = bilingual("第{0}名，奖励{1} / rank {0}, awarded {1}", line.rank, line.amount_fen);
      break;
    case LineOutcome::not_ranked:
      out.outcome = bilingual("第{0}名，未进入前{1}名 / rank {0}, behind the {1} awarded", line.rank, parameters.ranks);
      break;
    case LineOutcome::committee_decision:
      out.outcome = bilingual(
          "各项排序依据均相同，并列第{0}名，由工作委员会决定 / tied at rank {0} on every key: for the committee to "
          "decide",
          line.rank);
      break;
  }
  for (const auto& project : park.projects)
    out.steps.push_back(project.explanation);
  return out;
}

Expected<std::vector<Standing>> standings_of(const AwardFacts& facts, std::vector<Excluded>& excluded) {
  auto projects = facts.projects;
  std::sort(projects.begin(), projects.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  std::map<std::string, Standing> parks;
  for (const auto& fact : projects) {
    auto judged = judge_park_project(fact, facts);
    if (!judged) return fail(judged.error());
    if (!*judged) continue;
    if (auto* out = std::get_if<Excluded>(&**judged)) {
      excluded.push_back(std::move(*out));
      continue;
    }
    auto& counted = std::get<CountedProject>(**judged);
    auto& park = parks[counted.park];
    park.code = counted.park;
    // The sum of the park, not the project alone: what still fits stays, in the order of the ids.
    if (!add_project(park, counted)) excluded.push_back(beyond_arithmetic(fact, std::move(counted.explanation)));
  }
  for (const auto& fact : facts.parks)
    if (auto it = parks.find(fact.code); it != parks.end()) it->second.name = fact.park->name;
  std::vector<Standing> out;
  for (auto& [code, park] : parks)
    out.push_back(std::move(park));
  return out;
}

// The parks of the first group that crosses the cut, with the places and the money left for them.
std::optional<Tie> tie_of(const std::vector<Standing>& parks, const std::vector<Fen>& worth) {
  Tie tie;
  for (const auto& park : parks) {
    if (outcome_of(park, worth.size()) != LineOutcome::committee_decision) continue;
    tie.places = static_cast<int>(worth.size() - park.first);
    tie.each_fen = worth.back();
    // split_equally gives the remainder to the first place only.
    tie.remainder_fen = Fen::of(worth[park.first].value() - worth.back().value());
    tie.subjects.push_back(park.code);
  }
  if (tie.subjects.empty()) return std::nullopt;
  return tie;
}
}  // namespace

Expected<Fen> total_of(const std::vector<AwardLine>& lines) {
  Fen total;
  for (const auto& line : lines) {
    auto sum = total.plus(line.amount_fen);
    if (!sum) return fail(sum.error());
    total = *sum;
  }
  return total;
}

Expected<Figures> compute_park_award(const AwardFacts& facts) {
  auto policy = award_policy(facts);
  if (!policy) return fail(policy.error());
  const auto& parameters = (*policy)->park_award;
  Figures out;
  out.policy_id = (*policy)->id;
  out.policy_digest = (*policy)->digest;
  auto parks = standings_of(facts, out.excluded);
  if (!parks) return fail(parks.error());
  rank(*parks, parameters.rank_keys);

  const auto places = std::min(parks->size(), static_cast<std::size_t>(parameters.ranks));
  auto worth = worth_of_places(parameters, places);
  if (!worth) return fail(worth.error());
  for (std::size_t i = 0; i < parks->size(); ++i) {
    const auto& park = (*parks)[i];
    AwardLine line;
    line.subject = park.code;
    line.name = park.name;
    line.rank = static_cast<int>(park.first) + 1;
    line.outcome = outcome_of(park, places);
    if (line.outcome == LineOutcome::awarded) line.amount_fen = (*worth)[i];
    for (const auto& project : park.projects)
      line.projects.push_back(project.id);
    line.explanation = explain_line(park, **policy, line);
    out.lines.push_back(std::move(line));
  }
  out.tie = tie_of(*parks, *worth);
  auto total = total_of(out.lines);
  if (!total) return fail(total.error());
  out.total_fen = *total;

  out.explanation =
      policy::explain(**policy, k_award_clause, "park_award_year", "园区年度落地大项目奖励", "park award A");
  out.explanation.input("year", std::to_string(facts.year));
  out.explanation.input("as_of", facts.as_of.str());
  out.explanation.input("parks", std::to_string(parks->size()));
  out.explanation.formula = "获奖各行之和 / sum of the awarded lines";
  out.explanation.outcome = bilingual(
      "合计{0}；是否每个园区各得全额须财政部门确认 / in total {0}; whether each park receives the full amount is for "
      "the finance office to confirm",
      out.total_fen);
  return out;
}

}  // namespace luodi::incentive
