#include "services/intake/domain/checklist_voice.hpp"

#include <algorithm>

#include "common/domain/checklist.hpp"

namespace luodi::intake {

using policy::OwnerKind;

namespace {
// The owner itself, by its account. An answer from before owners were kept names no department.
bool has_answered(const domain::Project& project, const std::string& item, const std::string& department) {
  const auto& items = project.pre_assessment;
  return std::any_of(items.begin(), items.end(), [&](const domain::PreAssessmentItemResult& result) {
    return result.item == item && result.department == department && !result.on_behalf.value_or(false);
  });
}

Role role_of_owner(OwnerKind kind) {
  return kind == OwnerKind::bureau ? Role::bureau : kind == OwnerKind::host ? Role::park : Role::reviewer;
}

// An account without an organisation is nobody's: it owns no line of a department or a park.
bool is_owner(const domain::LineOwner& owner, const Actor& actor) {
  return actor.has(role_of_owner(owner.kind)) && (owner.kind == OwnerKind::bureau || same_code(actor.org, owner.code));
}

Error not_the_owner(const policy::PreAssessmentItem& line, const domain::LineOwner& owner) {
  std::string zh = "“" + line.title_zh + "”由" + owner.title.zh + "填报，不能代答";
  std::string en = "“" + line.title_en + "” is answered by " + owner.title.en + " alone";
  if (owner.kind != OwnerKind::bureau) {
    zh += "；也可由其提交书面意见，由投资促进部门代录";
    en += ", or recorded by the bureau from its written opinion";
  }
  return Error(ErrorCode::forbidden, zh + " / " + en);
}
}  // namespace

Expected<LineVoice> voice_of_line(const policy::PreAssessmentItem& line, const RecordItem& command,
                                  const domain::Project& project, const Actor& actor, const policy::Policy& policy) {
  const auto owner = domain::line_owner(line, project, policy);
  if (!owner)
    return fail(ErrorCode::policy_invalid,
                line.owner + " 无法填报清单事项 / answers no line of the checklist: " + line.id);
  if (owner->kind == OwnerKind::host && owner->code.empty()) {
    Error error(ErrorCode::gate_not_passed, "尚未确定承接园区，“" + line.title_zh +
                                                "”无人填报 / no host is allocated yet that could answer “" +
                                                line.title_en + "”");
    error.missing.push_back(domain::missing_item(domain::GateItem::host_allocated, policy));
    return fail(std::move(error));
  }
  LineVoice voice;
  if (!owner->code.empty()) voice.department = owner->code;
  if (is_owner(*owner, actor)) return voice;
  if (owner->kind == OwnerKind::bureau || !actor.has(Role::bureau)) return fail(not_the_owner(line, *owner));
  const WrittenOpinion written{owner->title,
                               std::string(role_text(role_of_owner(owner->kind))),
                               command.opinion,
                               "/opinion",
                               command.evidence,
                               has_answered(project, line.id, owner->code),
                               "4"};
  if (auto ok = check_on_behalf(written, project, policy); !ok) return fail(ok.error());
  voice.on_behalf = true;
  return voice;
}

}  // namespace luodi::intake
