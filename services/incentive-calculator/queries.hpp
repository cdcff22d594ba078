#pragma once
// The queries of the incentive calculator, answered from memory: referrals, award runs, policies.
#include "services/incentive-calculator/referral_links.hpp"

namespace luodi::incentive {

class Queries {
 public:
  // Borrowed; both must outlive the service.
  Queries(CalculatorBackend& backend, const ReferralLinks& links) : backend_(backend), links_(links) {}
  void join();  // names the operations to the backend

 private:
  runtime::Task<bus::Reply> list_referrals(bus::Request request);
  runtime::Task<bus::Reply> get_referral(bus::Request request);
  runtime::Task<bus::Reply> list_runs(bus::Request request);
  runtime::Task<bus::Reply> get_run(bus::Request request);
  runtime::Task<bus::Reply> list_policies(bus::Request request);
  runtime::Task<bus::Reply> get_policy(bus::Request request);
  CalculatorBackend& backend_;
  const ReferralLinks& links_;
};

}  // namespace luodi::incentive
