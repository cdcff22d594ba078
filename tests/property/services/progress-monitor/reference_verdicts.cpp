// What the reference says of a fact when it is told: does it count, is it refused.
#include <algorithm>
#include <set>

#include "tests/property/services/progress-monitor/reference.hpp"
#include "tests/property/services/progress-monitor/reference_calendar.hpp"

namespace luodi::monitor::test {

using Outcome = LifeTeller::Outcome;

std::string Reference::stage_on(int d) const {
  std::string stage;
  for (const auto& [on, name] : stages_)
    if (on <= d) stage = name;
  return stage;
}

std::optional<std::int64_t> Reference::amount_on(int d) const {
  for (const auto* versions : {&formal_, &leads_}) {
    int best = -1;
    std::int64_t fen = 0;
    for (const auto& [from, amount] : *versions)
      if (from <= d && from >= best) {
        best = from;
        fen = amount;
      }
    if (best >= 0) return fen;
  }
  return std::nullopt;
}

std::set<int> Reference::days_of_funds() const {
  std::set<int> days;
  std::int64_t sum = 0;
  for (const auto& [d, fen] : funds_) {
    sum += fen;
    const auto* p = policy_on(d);
    if (p == nullptr) continue;
    std::int64_t needed = p->funds_min;
    if (const auto amount = amount_on(d)) needed = std::max(needed, (*amount * p->funds_bp + 9'999) / 10'000);
    if (sum < needed) continue;
    days.insert(d);
    sum = 0;
  }
  return days;
}

bool Reference::talk_counts_on(int d) const {
  return stage_on(d) == "negotiate" && policy_on(d) != nullptr;
}

// On an earlier day on which it could have counted.
bool Reference::filed_before(int d, int paper) const {
  for (const auto& [on, which] : minutes_)
    if (on < d && which == paper && talk_counts_on(on)) return true;
  return false;
}

std::set<int> Reference::days_of_minutes() const {
  std::set<int> otherwise;
  for (const int d : deeds_)
    otherwise.insert(cycle_number(d));
  for (const int d : days_of_funds())
    otherwise.insert(cycle_number(d));
  std::set<int> told;
  for (const auto& [d, paper] : minutes_)
    told.insert(cycle_number(d));
  std::set<int> days;
  int row = 0;
  for (int c = told.empty() ? 0 : *told.begin(); !told.empty() && c <= *told.rbegin(); ++c) {
    bool talked = false;
    for (const auto& [d, paper] : minutes_) {
      if (cycle_number(d) != c || !talk_counts_on(d) || filed_before(d, paper)) continue;
      talked = true;
      if (row < policy_on(d)->minutes) days.insert(d);
    }
    row = talked && !otherwise.contains(c) ? row + 1 : 0;
  }
  return days;
}

std::set<int> Reference::moved_days() const {
  std::set<int> days(deeds_.begin(), deeds_.end());
  days.merge(days_of_funds());
  days.merge(days_of_minutes());
  return days;
}

// At most four cycles of one stall may stand exempt; a cycle in which something counted parts two stalls.
bool Reference::row_fits(int id, const Claim& asking) const {
  std::set<int> moved{cycle_number(life_.registered)};
  for (const int d : moved_days())
    moved.insert(cycle_number(d));
  for (const auto& [d, stage] : stages_)
    moved.insert(cycle_number(d));
  std::set<int> exempt(asking.cycles.begin(), asking.cycles.end());
  for (const auto& [other, claim] : claims_)
    if (claim.state == "approved" && other != id) exempt.insert(claim.cycles.begin(), claim.cycles.end());
  for (const int asked : asking.cycles) {
    int together = 0;
    for (int c = asked; c >= *exempt.begin() && !moved.contains(c); --c)
      together += exempt.contains(c) ? 1 : 0;
    for (int c = asked; c <= *exempt.rbegin() && !moved.contains(c); ++c)
      together += c > asked && exempt.contains(c) ? 1 : 0;
    if (together > 4) return false;
  }
  return true;
}

bool Reference::may_stand(int id, const Claim& asking) const {
  if (asking.renews >= 0) {
    const Claim* renewed = nullptr;
    for (const auto& [other, claim] : claims_)
      if (other == asking.renews) renewed = &claim;
    if (renewed == nullptr || renewed->state != "approved" || renewed->ground != asking.ground) return false;
    if (renewed->renews >= 0 || renewed->cycles.back() + 1 != asking.cycles.front()) return false;
  }
  for (const auto& [other, claim] : claims_) {
    if (claim.state == "refused" || other == id) continue;
    const bool renewal = asking.renews == other || claim.renews == id;
    for (const int theirs : claim.cycles)
      for (const int mine : asking.cycles) {
        if (mine == theirs) return false;
        const bool neighbours = mine == theirs + 1 || mine == theirs - 1;
        if (neighbours && claim.ground == asking.ground && !renewal) return false;
      }
  }
  return row_fits(id, asking);
}

bool Reference::claim_fits(const Told& fact) const {
  if (ended_ || policy_on(fact.recorded) == nullptr) return false;
  if (fact.cycles < 1 || fact.cycles > 2) return false;
  const int now = cycle_number(fact.recorded);
  int watched = life_.registered;  // before it nothing was counted that could be excused
  for (const auto& [on, name] : stages_)
    if (name == "negotiate") watched = std::max(watched, on);
  return fact.from >= now - 6 && fact.from <= now + 2 && fact.from >= cycle_number(watched);
}

Outcome Reference::decide(const Told& fact) {
  const auto found =
      std::find_if(claims_.begin(), claims_.end(), [&](const auto& each) { return each.first == fact.about; });
  if (found == claims_.end()) return Outcome::refused;
  Claim& claim = found->second;
  const bool decided = claim.state != "claimed";
  if (decided != fact.again || (decided && ended_)) return Outcome::refused;
  if (fact.approved && fact.cycles > claim.asked) return Outcome::refused;
  Claim after = claim;
  after.state = fact.approved ? "approved" : "refused";
  const int first = claim.cycles.front();
  after.cycles.clear();
  for (int c = first; c < first + (fact.approved ? fact.cycles : claim.asked); ++c)
    after.cycles.push_back(c);
  if (decided) {
    if (after.state == claim.state && (!fact.approved || after.cycles == claim.cycles)) return Outcome::refused;
    for (const auto& [other, theirs] : claims_)
      if (theirs.renews == fact.about && theirs.state == "approved" &&
          (!fact.approved || theirs.cycles.front() != after.cycles.back() + 1))
        return Outcome::refused;
  }
  if (fact.approved && policy_on(fact.recorded) != nullptr && !may_stand(fact.about, after)) return Outcome::refused;
  claim = after;
  return Outcome::recorded;
}

Outcome Reference::take(std::size_t index) {
  const Told& fact = life_.told[index];
  auto counted = [](bool counts) { return counts ? Outcome::effective : Outcome::not_effective; };
  if (fact.kind == Tell::claim) {
    Claim claim;
    for (int c = fact.from; c < fact.from + fact.cycles; ++c)
      claim.cycles.push_back(c);
    claim.asked = fact.cycles;
    claim.ground = fact.ground;
    claim.renews = fact.about;
    constexpr int k_new = -2;
    if (!claim_fits(fact) || !may_stand(k_new, claim)) return Outcome::refused;
    claims_.emplace_back(static_cast<int>(index), claim);
    return Outcome::recorded;
  }
  if (fact.kind == Tell::decide) return decide(fact);
  if (ended_) return Outcome::refused;
  switch (fact.kind) {
    case Tell::milestone:
      deeds_.push_back(fact.on);
      return counted(true);
    case Tell::visit:
      return counted(false);
    case Tell::minutes:
      minutes_.emplace_back(fact.on, fact.paper);
      return counted(!filed_before(fact.on, fact.paper) && days_of_minutes().contains(fact.on));
    case Tell::funds:
      return enter(static_cast<int>(index), {fact.on, fact.fen, fact.slip, fact.proved, fact.on});
    case Tell::correct:
      return correct(fact);
    case Tell::negotiate:
      stages_.emplace_back(fact.on, "negotiate");
      break;
    case Tell::sign:
      formal_.emplace_back(fact.on, fact.fen);
      stages_.emplace_back(fact.on, "later");
      break;
    case Tell::assess:
      stages_.emplace_back(fact.on, "later");
      break;
    case Tell::land:
    case Tell::start:
      stages_.emplace_back(fact.on, "built");
      break;
    case Tell::produce:
      stages_.emplace_back(fact.on, "over");
      break;
    case Tell::leave:
      stages_.emplace_back(fact.on, "gone");
      ended_ = true;
      break;
    case Tell::amend:
      formal_.emplace_back(fact.on, fact.fen);
      break;
    case Tell::slip:
      leads_ = {{life_.registered, fact.fen}};
      break;
    case Tell::lead_amount:
      leads_.emplace_back(fact.on, fact.fen);
      break;
    case Tell::suspend:
      away_.emplace_back(fact.on, k_not_back);
      break;
    case Tell::resume:
      away_.back().second = fact.on;
      break;
    case Tell::go_back:
      if (policy_on(fact.recorded) == nullptr || stages_.empty() ||
          (stages_.back().second != "built" && stages_.back().second != "over"))
        return Outcome::refused;
      stages_.pop_back();
      break;
    case Tell::framework:
    case Tell::claim:
    case Tell::decide:
      break;
  }
  return Outcome::recorded;
}

}  // namespace luodi::monitor::test
