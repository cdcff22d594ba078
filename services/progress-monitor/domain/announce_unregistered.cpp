#include "services/progress-monitor/domain/announce_unregistered.hpp"

#include <algorithm>

#include "common/kernel/civil_text.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

std::optional<Announcement> announce_unregistered(HalfMonth closed, const std::string& project_id,
                                                  const domain::Project& project, const Teller& teller) {
  if (project.secret || !project.agreement || domain::has_ended(project)) return std::nullopt;
  const auto signing = std::find_if(project.reached.begin(), project.reached.end(),
                                    [](const auto& entry) { return entry.stage == domain::Stage::signed_; });
  if (signing == project.reached.end() || HalfMonth::of(civil_date(signing->recorded_at)).plus(1) != closed)
    return std::nullopt;
  const CivilDate signed_on = project.agreement->signed_on;
  if (!teller.policies || !teller.policies->in_force(signed_on)) return std::nullopt;  // no measure, no duty
  Announcement out;
  out.project_id = project_id;
  out.about = project_id + ":obligations_unregistered";
  out.occasion = "obligations_unregistered";
  out.org = project.host.empty() ? domain::responsible_org(project) : project.host;
  out.to_bureau = true;
  out.subject = "【履约事项未登记】" + project.name;
  out.text = "项目：" + project.name + "\n正式协议于" + date_zh(signed_on) + "签订，到" + cycle_zh(closed) +
             "调度结束仍未登记任何履约事项，协议约定的公司注册、履约保证金、开工、供地等期限无从监管。" +
             "请按协议逐项登记（承载地或市投资促进部门）。" + basis_line(teller, "9", signed_on) +
             "\nNo obligation of the agreement of project " + project_id + ", signed on " + signed_on.str() +
             ", was registered by the close of the dispatch of " + closed.str() +
             "; the host or the bureau registers what either side owes.";
  return out;
}

}  // namespace luodi::monitor
