#include "services/intake/lead_index.hpp"

#include <gtest/gtest.h>

#include <random>

namespace luodi::intake {

// The index may only leave out what the rule would not have matched.
TEST(LeadIndex, FindsExactlyWhatAFullSearchFinds) {
  std::mt19937 random(7);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  const auto make = [&] {
    domain::Project out;
    out.name = "项目" + std::to_string(pick(5));
    out.enterprise.name = "企业" + std::to_string(pick(40));
    if (pick(2) == 0) out.enterprise.uscc = "91440300192203821" + std::to_string(pick(10));
    if (pick(2) == 0) out.group = "集团" + std::to_string(pick(5));
    out.industry_code = pick(2) == 0 ? "3974" : "3841";
    out.introduced_by = "ORG" + std::to_string(pick(4));
    out.first_talk = domain::FirstTalk{out.introduced_by, CivilDate(), CivilDate::from_days(pick(200))};
    out.created_at = Instant::from_ms(pick(1000));
    out.secret = pick(10) == 0;
    if (pick(6) == 0) out.stage = domain::Stage::exited;
    return out;
  };
  policy::AdmissionParameters parameters;
  parameters.duplicate_industry_digits = 3;
  runtime::Table<domain::Project> table;
  LeadIndex index;
  for (int i = 0; i < 400; ++i) {
    const auto id = "prj_" + std::to_string(i);
    table.set(id, make(), 1);
    index.add(id, table.find(id)->state);
  }
  std::map<std::string, LeadIdentity> identities;
  std::vector<KnownLead> all;
  for (const auto& [id, entry] : table.all())
    all.push_back({id, &entry.state, &(identities[id] = identity_of(entry.state))});
  int found = 0;
  for (int i = 0; i < 300; ++i) {
    const auto lead = identity_of(make());
    const auto today = CivilDate::from_days(100);
    const auto by_index = find_duplicates(lead, index.known(lead, table), parameters, today);
    const auto by_search = find_duplicates(lead, all, parameters, today);
    EXPECT_EQ(by_index.suspected, by_search.suspected);
    EXPECT_EQ(by_index.protected_elsewhere, by_search.protected_elsewhere);
    EXPECT_EQ(by_index.same_registration, by_search.same_registration);
    EXPECT_EQ(by_index.same_enterprise, by_search.same_enterprise);
    EXPECT_EQ(by_index.same_uscc, by_search.same_uscc);
    found += by_search.suspected.empty() ? 0 : 1;
  }
  EXPECT_GT(found, 50);
}

}  // namespace luodi::intake
