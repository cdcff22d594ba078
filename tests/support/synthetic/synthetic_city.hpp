#pragma once
// SyntheticCity makes parks, offices and projects out of a seed, through the rules of intake: every project has passed
// the real decisions up to a stage that the seed draws (lead, reviewed, rejected, negotiating), and its unit of work
// holds the events, the state, the claims and the audit entry that the service would have stored. So services load it
// as their own and the stream rebuilds it byte for byte.
//
// Guarantee: the same seed and policies give the same bytes on every machine (own arithmetic on std::mt19937_64, whose
// numbers the C++ standard fixes; no clock, no system randomness). Names repeat never, so nothing is a suspected
// duplicate. Throws std::logic_error when a rule refuses what this generator holds for lawful. Not thread-safe.
//
//   SyntheticCity city(42, policies);
//   for (auto& organisation : city.organisations()) commit(organisation);
//   for (int i = 0; i < 100'000; ++i) commit(city.project());
#include <random>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/park.hpp"
#include "common/runtime/uuid7.hpp"
#include "common/store/unit_of_work.hpp"
#include "services/intake/domain/introduction.hpp"
#include "services/intake/domain/park_ranking.hpp"

namespace luodi::test {

enum class Mix {
  city,    // stages and amounts as they come
  watched  // every project negotiates and is large enough for the idle clock
};

class SyntheticCity {
 public:
  SyntheticCity(std::uint64_t seed, const policy::PolicyBook& policies, Mix mix = Mix::city,
                std::string city = "510700");

  std::vector<store::UnitOfWork> organisations();  // parks and offices; call once, commit before the projects
  store::UnitOfWork project();                     // the next one
  const std::string& last_id() const { return last_id_; }

 private:
  template <class A>
  struct History;
  std::uint64_t draw(std::uint64_t below);
  std::string fresh_uuid(Instant at, bool dashes);
  domain::Context context(Role role, const std::string& org, Instant at);
  intake::Parks known_parks() const;
  intake::Offices known_offices() const;

  std::mt19937_64 numbers_;
  const policy::PolicyBook& policies_;
  Mix mix_;
  std::string city_;
  runtime::Uuid7Maker uuids_;
  std::vector<domain::Park> parks_;
  std::vector<domain::Office> offices_;
  intake::ParkLoad load_;
  std::int64_t count_ = 0;
  std::string last_id_;
};

}  // namespace luodi::test
