#pragma once
// The commands of the incentive calculator: parse, ask the rule, answer. The rules are in domain/.
#include "services/incentive-calculator/domain/award_decisions.hpp"
#include "services/incentive-calculator/domain/referral_register.hpp"
#include "services/incentive-calculator/referral_links.hpp"
#include "services/incentive-calculator/world.hpp"

namespace luodi::incentive {

class Commands {
 public:
  Commands(CalculatorBackend& backend, const ReferralLinks& links) : backend_(backend), links_(links) {}
  void join();  // names the operations to the backend

 private:
  runtime::Task<bus::Reply> register_referral(bus::Request request);
  runtime::Task<bus::Reply> create_run(bus::Request request);
  runtime::Task<bus::Reply> verify_run(bus::Request request);
  // A step that looks at nothing but the run.
  template <class Body>
  void step(const std::string& operation,
            Expected<domain::Decision> (*rule)(const RunFact&, const Body&, const domain::Context&));
  // Of the same referrer and enterprise, as far as the actor sees them.
  std::vector<KnownReferral> same_referrals(const CalculatorOverlay& world, const RegisterReferral& body,
                                            const Actor& actor) const;

  CalculatorBackend& backend_;
  const ReferralLinks& links_;
};

// Everything the rules count, as the world shows it. Borrowed: valid until the world changes.
AwardFacts facts_of(const CalculatorOverlay& world, const policy::PolicyBook& policies);
std::vector<RunFact> runs_of(const CalculatorOverlay& world);

}  // namespace luodi::incentive
