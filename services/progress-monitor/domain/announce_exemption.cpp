#include "services/progress-monitor/domain/announce_exemption.hpp"

#include <algorithm>

#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"

namespace luodi::monitor {

namespace {
const domain::Exemption* exemption_of(const domain::Project& project, const std::string& id) {
  const auto found = std::find_if(project.exemptions.begin(), project.exemptions.end(),
                                  [&](const domain::Exemption& each) { return each.id == id; });
  return found == project.exemptions.end() ? nullptr : &*found;
}

std::string facts_of(const domain::Project& project, const domain::Exemption& exemption, const OrgNames& names) {
  return "项目：" + project.name + "\n事由：" + std::string(domain::ground_word(exemption.ground).zh) + "，自" +
         cycle_zh(exemption.from) + "起" + std::to_string(exemption.cycles) + "个周期\n申请单位：" +
         names.of(exemption.claimed_org) + "（" + date_zh(civil_date(exemption.claimed_at)) + "申请）";
}

std::string paper_line(const domain::Evidence& paper) {
  std::string out = std::string(word_of(paper.kind).zh) + "《" + paper.title + "》";
  if (paper.reference) out += "（" + *paper.reference + "）";
  return out;
}

std::string in_english(const std::string& id, const domain::Exemption& exemption) {
  return "Exemption " + id + " (" + std::string(domain::ground_word(exemption.ground).en) + ", from " +
         exemption.from.str() + ", claimed by " + exemption.claimed_org + " on " +
         civil_date(exemption.claimed_at).str() + ")";
}
}  // namespace

std::optional<Announcement> announce_claim(const std::string& project_id, const domain::Project& project,
                                           const domain::ExemptionClaimed& claim, const Teller& teller) {
  const auto* exemption = exemption_of(project, claim.id);
  if (!exemption || exemption->state != domain::ExemptionState::claimed || domain::has_ended(project))
    return std::nullopt;
  Announcement out;
  out.about = project_id + ":exemption:" + claim.id + ":claimed";
  out.occasion = "exemption_claimed";
  out.project_id = project_id;
  out.to_bureau = true;
  out.subject = "【正当理由待审批】" + project.name + "：" + std::string(domain::ground_word(claim.ground).zh);
  out.text = facts_of(project, *exemption, teller.names);
  if (!claim.text.empty()) out.text += "\n说明：" + claim.text;
  for (const auto& paper : claim.evidence)
    out.text += "\n材料：" + paper_line(paper);
  out.text += "\n请审批；审批前时钟照常计算，已启动的约谈宽限期不停。" +
              basis_line(teller, "6", civil_date(exemption->claimed_at)) + "\n" + in_english(claim.id, *exemption) +
              " of project " + project_id + " is claimed for " + std::to_string(exemption->cycles) +
              (exemption->cycles == 1 ? " cycle" : " cycles") +
              " and waits for your decision; until then the clock runs on.";
  return out;
}

std::optional<Announcement> announce_decision(const std::string& project_id, const domain::Project& project,
                                              const domain::ExemptionDecided& decided, const Teller& teller) {
  const auto* exemption = exemption_of(project, decided.id);
  if (!exemption || exemption->state == domain::ExemptionState::claimed) return std::nullopt;
  const CivilDate decided_on = civil_date(exemption->decided_at.value_or(teller.now));
  const std::string cycles = std::to_string(decided.cycles);
  const Twin verdict =
      decided.approved
          ? Twin{"批准" + cycles + "个周期", "is approved for " + cycles + (decided.cycles == 1 ? " cycle" : " cycles")}
          : Twin{"不予认定", "is refused"};
  Announcement out;
  out.about = project_id + ":exemption:" + decided.id + ":decided";
  out.occasion = "exemption_decided";
  out.project_id = project_id;
  out.org = domain::responsible_org(project);
  if (exemption->claimed_org != out.org) out.owner = exemption->claimed_org;
  out.subject = "【正当理由审批】" + project.name + "：" + verdict.zh;
  out.text = facts_of(project, *exemption, teller.names) + "\n审批：" + verdict.zh + "（" +
             teller.names.of(std::string(domain::k_bureau_org)) + "，" + date_zh(decided_on) + "）";
  if (!decided.reason.empty()) out.text += "\n理由：" + decided.reason;
  out.text += basis_line(teller, "6", decided_on) + "\n" + in_english(decided.id, *exemption) + " of project " +
              project_id + " " + verdict.en + " by the bureau on " + decided_on.str() + ".";
  return out;
}

}  // namespace luodi::monitor
