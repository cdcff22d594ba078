#include "services/progress-monitor/domain/announce_amend.hpp"

#include <algorithm>

#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"

namespace luodi::monitor {

namespace {
// The entity, and whoever brought it forward where that is another organisation.
Announcement to_both(const std::string& project_id, const domain::Project& project, const std::string& brought_by) {
  Announcement out;
  out.project_id = project_id;
  out.org = domain::responsible_org(project);
  if (brought_by != out.org) out.owner = brought_by;
  return out;
}
}  // namespace

std::optional<Announcement> announce_retraction(const std::string& project_id, const domain::Project& project,
                                                const domain::ProgressRetracted& taken_back, const OrgNames& names) {
  if (!taken_back.by) return std::nullopt;
  const auto report = std::find_if(project.progress.begin(), project.progress.end(),
                                   [&](const auto& entry) { return entry.id == taken_back.id; });
  if (report == project.progress.end()) return std::nullopt;
  auto out = to_both(project_id, project, report->org.value_or(""));
  out.about = project_id + ":retracted:" + taken_back.id;
  out.occasion = "progress_retracted";
  const Word kind = word_of(report->kind);
  const std::string on = report->occurred_on.str();
  out.subject = "【进展撤销】" + project.name + "：" + on + " " + std::string(kind.zh);
  out.text = "项目：" + project.name + "\n撤销的进展：" + on + " " + std::string(kind.zh);
  if (taken_back.before) out.text += "（撤销前认定：" + twin_of(taken_back.before->reason).zh + "）";
  out.text += "\n" + twin_of(taken_back.reason).zh + "\n由" + names.of(std::string(domain::k_bureau_org)) +
              "撤销，该项不再计入进展，停滞和灯色按其余进展重新计算。另有证明的，以其他材料重新报送。\nThe report of " +
              on + " (" + std::string(kind.en) + ") on project " + project_id + " was " +
              twin_of(taken_back.reason).en + "; it counts no more.";
  return out;
}

}  // namespace luodi::monitor
