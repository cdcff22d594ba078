#include "common/domain/project_admission.hpp"

#include "common/domain/stage_order.hpp"

namespace luodi::domain {

Expected<const policy::Policy*> admit(const Project& project, Command command, const Brought& brought,
                                      const Context& context) {
  auto policy = policy_on(context, brought.on);
  if (!policy) return fail(policy.error());
  if (auto open = check_gate(project, command, brought, **policy); !open) return fail(open.error());
  if (auto fine = check_papers(project, brought.evidence, context); !fine) return fail(fine.error());
  return *policy;
}

Expected<Admitted> admit(const Project& project, Command command, Brought brought, std::optional<CivilDate> day,
                         const std::string& pointer, const Context& context) {
  const auto on = day_of_fact(day, context, pointer);
  if (!on) return fail(on.error());
  if (auto ordered = check_order(project, command, *on, pointer, brought.framework); !ordered)
    return fail(ordered.error());
  brought.on = *on;
  const auto policy = admit(project, command, brought, context);
  if (!policy) return fail(policy.error());
  return Admitted{std::move(brought), *policy};
}

}  // namespace luodi::domain
