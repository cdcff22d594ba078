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
  int best = -1;
  std::int64_t fen = 0;
  for (const auto& [from, amount] : formal_)
    if (from <= d && from >= best) {
      best = from;
      fen = amount;
    }
  if (best >= 0) return fen;
  return d >= life_.registered ? life_.lead_fen : std::nullopt;
}

bool Reference::minutes_count(int on) const {
  if (stage_on(on) != "negotiate") return false;
  std::set<int> by_minutes;
  std::set<int> otherwise;
  for (const auto& [d, minutes] : progress_)
    (minutes ? by_minutes : otherwise).insert(cycle_number(d));
  by_minutes.insert(cycle_number(on));
  otherwise.erase(cycle_number(on));
  // With these minutes, no three cycles in a row that include theirs may live by minutes only.
  for (int first = cycle_number(on) - 2; first <= cycle_number(on); ++first) {
    bool all = true;
    for (int c = first; c < first + 3; ++c)
      all = all && by_minutes.contains(c) && !otherwise.contains(c);
    if (all) return false;
  }
  return true;
}

bool Reference::funds_count(std::int64_t fen, int on) const {
  std::int64_t needed = 100'000'000;
  if (const auto amount = amount_on(on)) needed = std::max(needed, (*amount + 199) / 200);
  return uncounted_funds_ + fen >= needed;
}

// At most four cycles in a row may stand exempt; a cycle in which something counted parts them.
bool Reference::row_fits(int from, int cycles) const {
  std::set<int> moved{cycle_number(life_.registered)};
  for (const auto& [d, minutes] : progress_)
    moved.insert(cycle_number(d));
  for (const auto& [d, stage] : stages_)
    moved.insert(cycle_number(d));
  std::set<int> row;
  for (const auto& [id, claim] : claims_)
    for (const int c : claim.cycles)
      if (claim.state == "approved" && !moved.contains(c)) row.insert(c);
  for (int c = from; c < from + cycles; ++c)
    row.insert(c);
  int first = from;
  while (row.contains(first - 1))
    --first;
  int last = from;
  while (row.contains(last + 1))
    ++last;
  return last - first + 1 <= 4;
}

bool Reference::claim_fits(const Told& fact) const {
  if (ended_ || policy_on(fact.recorded) == nullptr) return false;
  if (fact.cycles < 1 || fact.cycles > 2) return false;
  const int now = cycle_number(fact.recorded);
  if (fact.from < now - 6 || fact.from > now + 2) return false;
  const Claim* renewed = nullptr;
  if (fact.about >= 0) {
    for (const auto& [id, claim] : claims_)
      if (id == fact.about) renewed = &claim;
    if (renewed == nullptr || renewed->state != "approved" || renewed->ground != fact.ground) return false;
    if (renewed->renews >= 0 || renewed->cycles.back() + 1 != fact.from) return false;
  }
  for (const auto& [id, claim] : claims_) {
    if (claim.state == "refused") continue;
    for (const int theirs : claim.cycles)
      for (int mine = fact.from; mine < fact.from + fact.cycles; ++mine) {
        if (mine == theirs) return false;
        const bool neighbours = mine == theirs + 1 || mine == theirs - 1;
        if (neighbours && claim.ground == fact.ground && fact.about != id) return false;
      }
  }
  return row_fits(fact.from, fact.cycles);
}

Outcome Reference::take(std::size_t index) {
  const Told& fact = life_.told[index];
  auto counted = [&](bool counts) {
    if (counts) progress_.emplace_back(fact.on, fact.kind == Tell::minutes);
    return counts ? Outcome::effective : Outcome::not_effective;
  };
  if (fact.kind == Tell::claim) {
    if (!claim_fits(fact)) return Outcome::refused;
    Claim claim;
    for (int c = fact.from; c < fact.from + fact.cycles; ++c)
      claim.cycles.push_back(c);
    claim.ground = fact.ground;
    claim.renews = fact.about;
    claims_.emplace_back(static_cast<int>(index), claim);
    return Outcome::recorded;
  }
  if (fact.kind == Tell::decide) {
    for (auto& [id, claim] : claims_) {
      if (id != fact.about || claim.state != "claimed") continue;
      if (fact.approved && fact.cycles > static_cast<int>(claim.cycles.size())) return Outcome::refused;
      if (fact.approved && policy_on(fact.recorded) != nullptr && !row_fits(claim.cycles.front(), fact.cycles))
        return Outcome::refused;
      claim.state = fact.approved ? "approved" : "refused";
      if (fact.approved) claim.cycles.resize(static_cast<std::size_t>(fact.cycles));
      return Outcome::recorded;
    }
    return Outcome::refused;
  }
  if (ended_) return Outcome::refused;
  switch (fact.kind) {
    case Tell::milestone:
      return counted(true);
    case Tell::visit:
      return counted(false);
    case Tell::minutes:
      return counted(minutes_count(fact.on));
    case Tell::funds: {
      const bool counts = funds_count(fact.fen, fact.on);
      uncounted_funds_ = counts ? 0 : uncounted_funds_ + fact.fen;
      return counted(counts);
    }
    case Tell::negotiate:
      stages_.emplace_back(fact.on, "negotiate");
      break;
    case Tell::sign:
      formal_.emplace_back(fact.on, fact.fen);
      stages_.emplace_back(fact.on, "later");
      break;
    case Tell::assess:
    case Tell::land:
    case Tell::start:
      stages_.emplace_back(fact.on, "later");
      break;
    case Tell::produce:
      stages_.emplace_back(fact.on, "over");
      break;
    case Tell::leave:
      stages_.emplace_back(fact.on, "over");
      ended_ = true;
      break;
    case Tell::amend:
      formal_.emplace_back(fact.on, fact.fen);
      break;
    case Tell::suspend:
      away_.emplace_back(fact.on, k_not_back);
      break;
    case Tell::resume:
      away_.back().second = fact.on;
      break;
    case Tell::framework:
    case Tell::claim:
    case Tell::decide:
      break;
  }
  return Outcome::recorded;
}

}  // namespace luodi::monitor::test
