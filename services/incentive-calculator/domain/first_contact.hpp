#pragma once
// 首次接洽, first contact of the city with an enterprise: the earliest of all its leads, also of those that were
// rejected or left, whichever referral they name. A lead's own day is the earliest of its record, its first talk and
// its stages, so a fact that is recorded late or corrected moves it back, in whatever order the records come in. Secret
// stubs have no identity. Pure.
//
//   FirstContacts contacts(facts.projects);
//   auto contact = contacts.of(*referral, *project);   // contact->project is the lead to name
#include <optional>
#include <string>
#include <unordered_map>

#include "services/incentive-calculator/domain/award_facts.hpp"

namespace luodi::incentive {

struct Contact {
  CivilDate on;         // the day of the fact
  Instant recorded_at;  // of the lead; decides within one day
  std::string project;
  friend auto operator<=>(const Contact&, const Contact&) = default;
};
Contact contact_by(const ProjectFact& fact);

class FirstContacts {
 public:
  explicit FirstContacts(const std::vector<ProjectFact>& projects);
  // With the enterprise as the referral names it or as the project does. The project itself is always among them.
  Contact of(const domain::Referral& referral, const ProjectFact& project) const;

 private:
  std::unordered_map<std::string, Contact> earliest_;  // by enterprise key
};

// Was the referral recorded before the contact? Within one day the instants decide; a fact that knows only its day does
// not come before a record of the same day.
bool registered_before(const domain::Referral& referral, const Contact& contact);

}  // namespace luodi::incentive
