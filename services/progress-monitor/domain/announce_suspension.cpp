#include "services/progress-monitor/domain/announce_suspension.hpp"

#include "common/domain/words.hpp"
#include "common/kernel/civil_text.hpp"

namespace luodi::monitor {

namespace {
Announcement to_all(const std::string& about, std::string_view occasion, const std::string& project_id,
                    std::int64_t version, const domain::Project& project) {
  Announcement out;
  out.about = project_id + ":" + about + ":" + std::to_string(version);
  out.occasion = occasion;
  out.project_id = project_id;
  out.org = domain::responsible_org(project);
  if (project.host != out.org) out.owner = project.host;
  out.to_committee = true;
  return out;
}

// Of a secret project a ground of the policy stands in the place of words.
std::string reason_of(const domain::Project& project, const std::string& reason) {
  if (reason.empty()) return {};
  return "\n原因：" + (project.secret ? std::string(domain::ground_word(reason).zh) : reason);
}

std::string listed(const std::vector<std::string>& units, const char* between) {
  std::string out;
  for (const auto& unit : units)
    out += (out.empty() ? "" : between) + unit;
  return out;
}
}  // namespace

Announcement announce_suspension(const std::string& project_id, std::int64_t version, const domain::Project& project,
                                 const domain::ProjectSuspended& suspended, const Teller& teller) {
  auto out = to_all("suspended", "project_suspended", project_id, version, project);
  const std::string bureau = teller.names.of(std::string(domain::k_bureau_org));
  out.subject = "【项目暂停】" + project.name + "：自" + suspended.from.str() + "起";
  out.text = "项目：" + project.name + "\n由" + bureau + "登记，自" + date_zh(suspended.from) +
             "起暂停：暂停期间不计停滞、不报送半月进展，限期履约的期限顺延，恢复后继续计。" +
             reason_of(project, suspended.reason);
  if (!suspended.uncounted.empty())
    out.text += "\n此前已计入停滞、现不再计入的周期：" + listed(suspended.uncounted, "、");
  out.text += basis_line(teller, "6", suspended.from) + "\nProject " + project_id +
              " is suspended by the bureau from " + suspended.from.str() +
              " on: until it resumes nothing counts as idle, no report is owed and limits wait.";
  if (!suspended.uncounted.empty())
    out.text += " Counted before and not any more: " + listed(suspended.uncounted, ", ") + ".";
  return out;
}

Announcement announce_resumption(const std::string& project_id, std::int64_t version, const domain::Project& project,
                                 const domain::ProjectResumed& resumed, const Teller& teller) {
  auto out = to_all("resumed", "project_resumed", project_id, version, project);
  out.subject = "【项目恢复】" + project.name + "：自" + resumed.on.str() + "起";
  out.text = "项目：" + project.name + "\n由" + teller.names.of(std::string(domain::k_bureau_org)) + "登记，自" +
             date_zh(resumed.on) + "起恢复：停滞在暂停前的计数上继续计，半月进展和限期履约的期限照常。" +
             reason_of(project, resumed.reason) + basis_line(teller, "6", resumed.on) + "\nProject " + project_id +
             " resumes on " + resumed.on.str() +
             ", recorded by the bureau: the count of idle half months goes on from where it stood, reports and limits "
             "run again.";
  return out;
}

}  // namespace luodi::monitor
