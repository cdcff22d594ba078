// First contact and the link of a referral over whole histories: leads of few enterprises, referrals and late facts
// come in any order that keeps each project's own facts in order. The figures are the same bytes, and who is paid
// agrees with a plain reading of the measure written another way: scan every lead for the first sign of contact.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <random>
#include <set>

#include "services/incentive-calculator/domain/referral_award.hpp"
#include "tests/property/services/incentive-calculator/holds.hpp"
#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
std::string text_of(CivilDate on) {
  return on.str();
}

struct Step {  // one fact of one project, in the project's own order
  std::string project;
  std::function<void(domain::Project&)> apply;
};

struct History {
  std::vector<std::vector<Step>> projects;  // by project, in its own order
  std::map<std::string, domain::Referral> referrals;
};

const CivilDate k_first = *CivilDate::parse("2022-05-26");

History random_history() {
  History out;
  const int enterprises = *rc::gen::inRange(1, 4);
  const int referrals = *rc::gen::inRange(1, 4);
  for (int i = 0; i < referrals; ++i) {
    domain::ReferralRegistered event;
    event.name = "张三";
    event.enterprise.name = "企业" + std::to_string(*rc::gen::inRange(0, enterprises));
    event.declarations = {true, true, true};
    event.team = k_alone;
    const auto on = k_first.plus_days(*rc::gen::inRange(0, 8));
    apply(out.referrals["ref_" + std::to_string(i)], event, City::meta(text_of(on), "zhangsan"));
  }
  const int projects = *rc::gen::inRange(1, 7);
  for (int i = 0; i < projects; ++i) {
    const std::string id = "p" + std::to_string(i);
    const auto recorded = k_first.plus_days(*rc::gen::inRange(0, 8));
    domain::LeadRegistered lead;
    lead.name = id;
    // The credit code and the name name the enterprise alike; some papers know only one of them.
    const int enterprise = *rc::gen::inRange(0, enterprises);
    lead.enterprise.name = "企业 " + std::to_string(enterprise);
    lead.industry_code = "3974";
    lead.park_code = "MY-GX";
    lead.introduced_by = "MY-GX";
    if (*rc::gen::inRange(0, 3) > 0) lead.referrer_id = "ref_" + std::to_string(*rc::gen::inRange(0, referrals));
    std::vector<Step> steps;
    const auto add = [&](auto event, CivilDate on) {
      steps.push_back(
          {id, [event, on](domain::Project& project) { domain::apply(project, event, City::meta(text_of(on))); }});
    };
    add(lead, recorded);
    if (*rc::gen::arbitrary<bool>()) {  // recorded later than it happened
      domain::NegotiationStarted talk;
      talk.started_on = k_first.plus_days(*rc::gen::inRange(-2, 8));
      add(talk, k_first.plus_days(20));
    }
    if (*rc::gen::inRange(0, 3) > 0) {
      domain::AgreementSigned agreement;
      agreement.agreement = "formal";
      agreement.signed_on = k_first.plus_days(30);
      agreement.agreed_amount_fen = yi(10);
      add(agreement, k_first.plus_days(30));
      domain::ProjectLanded landing;
      landing.landed_on = k_first.plus_days(60);
      add(landing, k_first.plus_days(60));
      domain::FundsVerified funds;
      funds.id = "f";
      funds.amount_fen = yi(10);
      funds.fixed_investment = true;
      funds.injected_on = k_first.plus_days(61);
      add(funds, k_first.plus_days(61));
      domain::ProjectStarted start;
      start.started_on = k_first.plus_days(62);
      add(start, k_first.plus_days(62));
    }
    if (*rc::gen::inRange(0, 4) == 0) {
      domain::ProjectExited exit;
      exit.on = k_first.plus_days(70);
      add(exit, k_first.plus_days(70));
    }
    out.projects.push_back(std::move(steps));
  }
  return out;
}

using Projects = std::map<std::string, domain::Project>;

// The facts as they arrive: any project may be ahead of any other.
Projects arrived(const History& history, std::mt19937& random) {
  Projects out;
  std::vector<std::size_t> next(history.projects.size(), 0);
  std::vector<std::size_t> turns;
  for (std::size_t i = 0; i < history.projects.size(); ++i)
    turns.insert(turns.end(), history.projects[i].size(), i);
  std::shuffle(turns.begin(), turns.end(), random);
  for (const auto turn : turns) {
    const auto& step = history.projects[turn][next[turn]++];
    step.apply(out[step.project]);
  }
  return out;
}

AwardFacts facts_of(const Projects& projects, const History& history, std::mt19937& random) {
  AwardFacts facts;
  facts.policies = &shipped_book();
  facts.year = 2022;
  facts.as_of = day("2022-12-31");
  for (const auto& [id, project] : projects)
    facts.projects.push_back({id, &project});
  for (const auto& [id, referral] : history.referrals)
    facts.referrals.push_back({id, &referral});
  std::shuffle(facts.projects.begin(), facts.projects.end(), random);
  std::shuffle(facts.referrals.begin(), facts.referrals.end(), random);
  return facts;
}

std::string digits_of(const std::string& name) {
  return name.substr(name.find_first_of("0123456789"));
}

// The plain reading: who may be paid the start part.
std::set<std::string> expected(const Projects& projects, const History& history) {
  std::set<std::string> out;
  for (const auto& [id, referral] : history.referrals) {
    const std::string enterprise = digits_of(referral.enterprise.name);
    bool late = false;
    std::string holder;
    Instant since;
    for (const auto& [key, project] : projects) {
      if (digits_of(project.enterprise.name) != enterprise) continue;
      if (project.created_at < referral.registered_at) late = true;
      for (const auto& entry : project.reached)
        if (entry.on < civil_date(referral.registered_at)) late = true;
      if (project.referrer_id != id || project.stage == domain::Stage::exited) continue;
      if (holder.empty() || project.created_at < since) {
        holder = key;
        since = project.created_at;
      }
    }
    if (!late && !holder.empty() && projects.at(holder).start) out.insert(holder);
  }
  return out;
}
}  // namespace

TEST(FirstContactProperty, WhoIsPaidDependsOnTheFactsAndNotOnTheirOrder) {
  holds([] {
    const auto history = random_history();
    std::mt19937 random(*rc::gen::arbitrary<std::uint32_t>());
    std::string bytes;
    for (int order = 0; order < 3; ++order) {
      const auto projects = arrived(history, random);
      const auto figures = *compute_referral_award(facts_of(projects, history, random));
      std::set<std::string> paid;
      for (const auto& line : figures.lines)
        paid.insert(line.subject);
      RC_ASSERT(paid == expected(projects, history));
      if (order == 0) bytes = bytes_of(figures);
      RC_ASSERT(bytes_of(figures) == bytes);
    }
  });
}

}  // namespace luodi::incentive::test
