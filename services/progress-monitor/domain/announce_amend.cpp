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

Twin verdict(bool approved, int cycles) {
  if (!approved) return {"不予认定", "refused"};
  const std::string count = std::to_string(cycles);
  return {"批准" + count + "个周期", "approved for " + count + (cycles == 1 ? " cycle" : " cycles")};
}

// The day on which the record of the stage was taken back: of the last such return that said this day.
CivilDate returned_on(const domain::Project& project, const domain::StageReturned& returned, const Teller& teller) {
  const auto& returns = project.returns;
  const auto found = std::find_if(returns.rbegin(), returns.rend(), [&](const domain::ReturnedStage& each) {
    return each.stage == returned.stage && each.on == returned.on;
  });
  return civil_date(found == returns.rend() ? teller.now : found->returned_at);
}
}  // namespace

std::optional<Announcement> announce_retraction(const std::string& project_id, const domain::Project& project,
                                                const domain::ProgressRetracted& taken_back, const Teller& teller) {
  if (!taken_back.by) return std::nullopt;
  const auto report = std::find_if(project.progress.begin(), project.progress.end(),
                                   [&](const auto& entry) { return entry.id == taken_back.id; });
  if (report == project.progress.end()) return std::nullopt;
  auto out = to_both(project_id, project, report->org.value_or(""));
  out.about = project_id + ":retracted:" + taken_back.id;
  out.occasion = "progress_retracted";
  const CivilDate taken_on = civil_date(report->retraction ? report->retraction->at : teller.now);
  const Word kind = word_of(report->kind);
  const std::string on = report->occurred_on.str();
  out.subject = "【进展撤销】" + project.name + "：" + on + " " + std::string(kind.zh);
  out.text = "项目：" + project.name + "\n撤销的进展：" + on + " " + std::string(kind.zh);
  if (taken_back.before) out.text += "（撤销前认定：" + twin_of(taken_back.before->reason).zh + "）";
  out.text += "\n" + twin_of(taken_back.reason).zh + "\n由" + teller.names.of(std::string(domain::k_bureau_org)) +
              "撤销，该项不再计入进展，停滞和灯色按其余进展重新计算。另有证明的，以其他材料重新报送。" +
              basis_line(teller, "5", taken_on) + "\nThe report of " + on + " (" + std::string(kind.en) +
              ") on project " + project_id + " was taken back by the bureau; it counts no more.";
  return out;
}

Announcement announce_stage_return(const std::string& project_id, std::int64_t version, const domain::Project& project,
                                   const domain::StageReturned& returned, const Teller& teller) {
  auto out = to_both(project_id, project, project.host);
  out.to_bureau = true;
  out.to_committee = true;
  out.about = project_id + ":returned:" + std::string(codec::enum_text(returned.stage)) + ":" + std::to_string(version);
  out.occasion = "stage_returned";
  const Word stage = word_of(returned.stage);
  out.subject = "【阶段回退】" + project.name + "：" + std::string(stage.zh) + "（" + returned.on.str() + "）";
  out.text =
      "项目：" + project.name + "\n回退的阶段：" + std::string(stage.zh) + "（登记为" + date_zh(returned.on) + "）";
  if (!returned.reason.empty()) out.text += "\n原因：" + returned.reason;
  for (const auto& paper : returned.evidence)
    out.text += "\n材料：" + paper.title + (paper.reference ? "（" + *paper.reference + "）" : "");
  out.text +=
      "\n由" + teller.names.of(std::string(domain::k_bureau_org)) +
      "回退，该记录不再计入：停滞、灯色、责任单位、履约事项和回访按余下的记录重新认定，已满约谈条件的随即启动约谈。" +
      "确已达到该阶段的，以正确的日期和材料重新登记。" +
      basis_line(teller, "5", returned_on(project, returned, teller)) + "\nThe record of the stage " +
      std::string(stage.en) + " on " + returned.on.str() + " of project " + project_id +
      " was taken back by the bureau; everything is judged anew without it, and the stage may be recorded anew.";
  return out;
}

std::optional<Announcement> announce_exemption_corrected(const std::string& project_id, std::int64_t version,
                                                         const domain::Project& project,
                                                         const domain::ExemptionCorrected& corrected,
                                                         const Teller& teller) {
  const auto exemption = std::find_if(project.exemptions.begin(), project.exemptions.end(),
                                      [&](const auto& entry) { return entry.id == corrected.id; });
  if (exemption == project.exemptions.end() || exemption->corrections.empty()) return std::nullopt;
  const auto& before = exemption->corrections.back();
  if (before.correction != corrected.correction || exemption->reason != corrected.reason) return std::nullopt;
  auto out = to_both(project_id, project, exemption->claimed_org);
  out.about = project_id + ":exemption:" + corrected.id + ":" + std::to_string(version);
  out.occasion = "exemption_corrected";
  const Word ground = domain::ground_word(exemption->ground);
  const Twin was = verdict(before.approved, before.cycles);
  const Twin is = verdict(corrected.approved, corrected.cycles);
  out.subject = "【正当理由认定更正】" + project.name + "：" + std::string(ground.zh) + "，" + is.zh;
  out.text = "项目：" + project.name + "\n事由：" + std::string(ground.zh) + "，自" + cycle_zh(exemption->from) +
             "起\n原认定：" + was.zh + "（" + date_zh(civil_date(before.decided_at)) + "，" + before.reason +
             "）\n现认定：" + is.zh + "（" + corrected.reason + "）\n更正原因：" + corrected.correction + "\n由" +
             teller.names.of(std::string(domain::k_bureau_org)) +
             "更正，停滞和灯色按更正后的认定重新计算，已满约谈条件的随即启动约谈。" +
             basis_line(teller, "6", civil_date(before.at)) + "\nExemption " + corrected.id + " (" +
             std::string(ground.en) + ", from " + exemption->from.str() + ") of project " + project_id + " was " +
             was.en + " on " + civil_date(before.decided_at).str() + ", is now " + is.en + " by the bureau.";
  return out;
}

}  // namespace luodi::monitor
