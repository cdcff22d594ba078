#include "services/progress-monitor/domain/dispatch_reporter.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

std::optional<std::string> reporter_since(const DispatchLine& line, const domain::Project& project) {
  auto today = domain::responsible_org(project);
  return today.empty() ? std::nullopt : filed_for(line, today);
}

std::optional<std::string> filed_for(const DispatchLine& line, const std::string& org) {
  return org == line.org ? std::nullopt : std::optional(org);
}

Expected<void> check_may_report(const DispatchLine& line, const domain::Project& project,
                                const domain::Context& context) {
  const auto& org = context.actor.org;
  const auto since = reporter_since(line, project);
  if (!org.empty() && (org == line.org || org == since)) return {};
  const Twin entity = domain::unit_name(context, line.org);
  if (!since)
    return fail(ErrorCode::forbidden, bilingual("由责任单位{0}报送 / the responsible entity reports: {0}", entity));
  return fail(ErrorCode::forbidden,
              bilingual("由责任单位{0}报送，也可由现责任单位{1}报送 / the responsible entity reports: {0}, or that of "
                        "today: {1}",
                        entity, domain::unit_name(context, *since)));
}

}  // namespace luodi::monitor
