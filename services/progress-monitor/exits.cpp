#include "services/progress-monitor/exits.hpp"

namespace luodi::monitor {

Expected<std::function<bool(const ExitCase&)>> ObjectKind<ExitCase>::filter(const runtime::Query& query, Instant) {
  const auto state = runtime::query_choice<ExitState>(query, "state");
  if (!state) return fail(state.error());
  return [state = *state](const ExitCase& e) { return !state || *state == e.state; };
}

void Exits::join() {
  desk_.reads();
  desk_.on<ExitWithdrawn>("withdraw", decide_withdraw_exit);
}

}  // namespace luodi::monitor
