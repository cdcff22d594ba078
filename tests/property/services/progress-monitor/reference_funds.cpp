// What the reference says of verified funds and their corrections: an entry that is corrected says only what is right,
// as if it had never said anything else; a slip proves one entry at a time.
#include "tests/property/services/progress-monitor/reference.hpp"

namespace luodi::monitor::test {

using Outcome = LifeTeller::Outcome;

bool Reference::slip_fits(int entry, const Money& money) const {
  if (money.slip == 0) return money.fen == 0;
  for (const auto& [other, theirs] : money_)
    if (other != entry && theirs.slip == money.slip) return false;
  return money.proved >= money.fen && money.dated <= money.day;
}

// Writes the entry, in place of what it said before, and adds up anew.
Outcome Reference::enter(int entry, const Money& money) {
  if (policy_on(money.day) == nullptr || !slip_fits(entry, money)) return Outcome::refused;
  money_[entry] = money;
  funds_.clear();
  for (const auto& [number, each] : money_)
    if (each.fen > 0) funds_[each.day] += each.fen;
  return money.fen > 0 && days_of_funds().contains(money.day) ? Outcome::effective : Outcome::not_effective;
}

Outcome Reference::correct(const Told& fact) {
  const auto found = money_.find(fact.about);
  if (found == money_.end()) return Outcome::refused;
  const Money before = found->second;
  Money after = before;
  after.day = fact.on;
  after.fen = fact.fen;
  if (fact.slip != 0 || fact.fen == 0) {
    after.slip = fact.slip;
    after.proved = fact.slip != 0 ? fact.proved : 0;
    after.dated = fact.slip != 0 ? fact.on : 0;
  }
  const bool nothing_new = after.day == before.day && after.fen == before.fen && after.slip == before.slip &&
                           after.proved == before.proved && after.dated == before.dated;
  return nothing_new ? Outcome::refused : enter(fact.about, after);
}

}  // namespace luodi::monitor::test
