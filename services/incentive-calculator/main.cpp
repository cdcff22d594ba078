// Incentive calculator: referrals, park award A, referral award, award runs. See README.md.
#include "services/incentive-calculator/service.hpp"

int main(int argc, char** argv) {
  return luodi::runtime::service_main(argc, argv, "incentive-calculator", [](luodi::runtime::Runtime& rt) {
    return luodi::incentive::make_incentive_calculator(rt);
  });
}
