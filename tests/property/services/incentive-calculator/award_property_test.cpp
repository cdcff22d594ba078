// What holds for any city: parts sum to the whole, more investment never pays less, nothing depends on order, a park
// award never exceeds its ranks, and what was paid is never paid again.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <set>

#include "services/incentive-calculator/domain/award_run.hpp"
#include "services/incentive-calculator/domain/park_award.hpp"
#include "services/incentive-calculator/domain/referral_award.hpp"
#include "services/incentive-calculator/domain/team_split.hpp"
#include "tests/property/services/incentive-calculator/holds.hpp"
#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
// Few distinct amounts and dates on purpose, so that ties happen.
City random_park_city() {
  City city;
  const int parks = *rc::gen::inRange(1, 8);
  for (int i = 0; i < parks; ++i)
    city.park("P" + std::to_string(i),
              *rc::gen::inRange(0, 6) == 0 ? domain::HostKind::county : domain::HostKind::park);
  const int projects = *rc::gen::inRange(0, 20);
  for (int i = 0; i < projects; ++i) {
    ProjectSpec spec;
    spec.id = "p" + std::to_string(i);
    spec.park = "P" + std::to_string(*rc::gen::inRange(0, parks));
    spec.agreed = yi(*rc::gen::inRange(49, 53));
    spec.landed_on = *rc::gen::element<std::string>("2022-08-01", "2022-08-02", "2023-01-01");
    spec.verified_other = yi(*rc::gen::inRange(0, 2));
    city.project(spec);
  }
  return city;
}

ProjectSpec referred(Fen agreed, Fen verified, bool started, bool producing) {
  ProjectSpec spec;
  spec.id = "p";
  spec.referral = "ref_1";
  spec.agreed = agreed;
  spec.verified_fixed = verified;
  if (started) spec.started_on = "2022-09-01";
  if (producing) spec.producing_on = "2022-12-01";
  return spec;
}

std::int64_t award_for(Fen agreed, Fen verified, bool started, bool producing) {
  City city;
  city.park("MY-GX");
  city.referral("ref_1", k_alone);
  city.project(referred(agreed, verified, started, producing));
  return compute_referral_award(city.for_year(2022))->total_fen.value();
}

Fen any_investment() {
  return Fen::of(*rc::gen::inRange<std::int64_t>(0, 400'000'000'000));
}
}  // namespace

TEST(AwardProperty, PartsOfASplitSumToTheWhole) {
  holds([] {
    const auto total = Fen::of(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000));
    const auto cuts = *rc::gen::container<std::set<int>>(rc::gen::inRange(1, 10'000));
    std::vector<std::int64_t> shares;
    int before = 0;
    for (int cut : cuts) {
      shares.push_back(cut - before);
      before = cut;
    }
    shares.push_back(10'000 - before);
    for (const auto& parts : {*split_by_shares(total, shares), *split_equally(total, shares.size())}) {
      std::int64_t sum = 0;
      for (Fen part : parts) {
        RC_ASSERT(part.value() >= 0);
        sum += part.value();
      }
      RC_ASSERT(sum == total.value());
    }
    const auto equal = *split_equally(total, shares.size());
    for (Fen part : equal)
      RC_ASSERT(equal.front() >= part);
  });
}

TEST(AwardProperty, MoreVerifiedInvestmentNeverPaysLess) {
  holds([] {
    const Fen a = any_investment();
    const Fen b = any_investment();
    const Fen agreed = yi(*rc::gen::inRange(5, 100));
    const bool producing = *rc::gen::arbitrary<bool>();
    const auto low = award_for(agreed, std::min(a, b), true, producing);
    const auto high = award_for(agreed, std::max(a, b), true, producing);
    RC_ASSERT(low <= high);
    RC_ASSERT(high <= Fen::wan(30).value());
  });
}

TEST(AwardProperty, AMilestoneMoreNeverPaysLess) {
  holds([] {
    const Fen verified = any_investment();
    const Fen agreed = yi(*rc::gen::inRange(5, 100));
    const auto none = award_for(agreed, verified, false, false);
    const auto started = award_for(agreed, verified, true, false);
    const auto producing = award_for(agreed, verified, true, true);
    RC_ASSERT(none == 0);
    RC_ASSERT(started <= producing);
  });
}

// Runs at random moments of a growing project: together never more than the ladder, each part once, nothing at the end.
TEST(AwardProperty, RunsTogetherPayTheLadderAndNoMore) {
  holds([] {
    City city;
    city.park("MY-GX");
    city.referral("ref_1", k_alone);
    auto& project = city.project(referred(yi(*rc::gen::inRange(5, 60)), Fen(), false, false));
    auto facts = city.for_year(2022);
    std::set<std::string> parts;
    std::int64_t paid = 0;
    const int moments = *rc::gen::inRange(1, 8);
    for (int i = 0; i < moments; ++i) {
      City::verify(project, Fen::of(*rc::gen::inRange<std::int64_t>(0, 80'000'000'000)), true, "2022-09-01");
      if (*rc::gen::arbitrary<bool>() && !project.start) {
        project.start.emplace();
        project.start->started_on = day("2022-09-01");
      }
      if (*rc::gen::arbitrary<bool>() && project.start && !project.production) {
        project.production.emplace();
        project.production->started_on = day("2022-12-01");
      }
      const auto figures = *compute_referral_award(facts);
      for (const auto& line : figures.lines) {
        RC_ASSERT(parts.insert(line.part).second);
        paid += line.amount_fen.value();
        facts.spent.push_back({"referral_award", "p", line.part, line.amount_fen, "awd"});
      }
      const auto verified = *domain::verified_fixed_investment(project, facts.as_of);
      RC_ASSERT(paid <= ladder_amount(shipped_policy().referral_award, verified).value());
      RC_ASSERT(compute_referral_award(facts)->lines.empty());
    }
  });
}

TEST(AwardProperty, ParkAwardKeepsToItsRanksAndSum) {
  holds([] {
    const auto city = random_park_city();
    const auto facts = city.for_year(2022);
    const auto figures = *compute_park_award(facts);
    int awarded = 0;
    int tied = 0;
    std::int64_t sum = 0;
    std::set<std::string> counted;
    for (const auto& line : figures.lines) {
      sum += line.amount_fen.value();
      if (line.outcome == LineOutcome::awarded) ++awarded;
      if (line.outcome == LineOutcome::committee_decision) ++tied;
      for (const auto& project : line.projects)
        RC_ASSERT(counted.insert(project).second);
    }
    RC_ASSERT(sum == figures.total_fen.value());
    const int places = std::min<int>(3, static_cast<int>(figures.lines.size()));
    RC_ASSERT(awarded + (figures.tie ? figures.tie->places : 0) == places);
    const bool tie_is_real = figures.tie ? tied > figures.tie->places : tied == 0;
    RC_ASSERT(tie_is_real);
    // Every project of the year is either counted or excluded with a reason, never both, never lost.
    std::size_t of_the_year = 0;
    for (const auto& fact : facts.projects)
      if (fact.project->landing->landed_on.year() == 2022) ++of_the_year;
    RC_ASSERT(counted.size() + figures.excluded.size() == of_the_year);
  });
}

TEST(AwardProperty, OrderOfTheFactsDoesNotMatter) {
  holds([] {
    const auto city = random_park_city();
    auto facts = city.for_year(2022);
    const auto bytes = bytes_of(*compute_park_award(facts));
    std::mt19937 shuffle(*rc::gen::arbitrary<std::uint32_t>());
    std::shuffle(facts.projects.begin(), facts.projects.end(), shuffle);
    std::shuffle(facts.parks.begin(), facts.parks.end(), shuffle);
    RC_ASSERT(bytes_of(*compute_park_award(facts)) == bytes);
  });
}

TEST(AwardProperty, FiguresSurviveStorage) {
  holds([] {
    const auto city = random_park_city();
    const auto figures = *compute_park_award(city.for_year(2022));
    auto back = codec::decode<Figures>(codec::encode(figures));
    RC_ASSERT(back.has_value());
    RC_ASSERT(bytes_of(*back) == bytes_of(figures));
  });
}

}  // namespace luodi::incentive::test
