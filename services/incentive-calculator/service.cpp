#include "services/incentive-calculator/service.hpp"

#include "services/incentive-calculator/commands.hpp"
#include "services/incentive-calculator/queries.hpp"

namespace luodi::incentive {

namespace {
class IncentiveCalculator final : public runtime::Service {
 public:
  explicit IncentiveCalculator(runtime::Runtime& rt)
      : backend_(rt), commands_(backend_, links_), queries_(backend_, links_) {
    links_.join(backend_.world());
    if (auto known = check_excluded_kinds(backend_.policies()); !known)
      throw runtime::ConfigError(known.error().detail);
    commands_.join();
    queries_.join();
  }
  runtime::Task<void> start() override { return backend_.start(); }
  runtime::Task<void> stop() override { return backend_.stop(); }

 private:
  ReferralLinks links_;
  CalculatorBackend backend_;
  Commands commands_;
  Queries queries_;
};
}  // namespace

std::unique_ptr<runtime::Service> make_incentive_calculator(runtime::Runtime& runtime) {
  return std::make_unique<IncentiveCalculator>(runtime);
}

}  // namespace luodi::incentive
