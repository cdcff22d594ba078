#include "services/intake/domain/checklist_voice.hpp"

#include "common/domain/checklist.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::intake {

using domain::WrittenOpinion;
using policy::OwnerKind;

namespace {
// The owner itself, by its account. An answer from before owners were kept names no department.
bool has_answered(const domain::Project& project, const policy::PreAssessmentItem& line, const domain::Owner& owner) {
  const auto* answer = domain::answer_in_force(project, line, owner);
  return answer != nullptr && answer->department == owner.code && !answer->on_behalf.value_or(false);
}

Error not_the_owner(const policy::PreAssessmentItem& line, const domain::Owner& owner) {
  const Word title{line.title_zh, line.title_en};
  if (owner.kind == OwnerKind::bureau)
    return Error(ErrorCode::forbidden,
                 bilingual("“{0}”由{1}填报，不能代答 / the line “{0}” is answered by {1} alone", title, owner.title));
  return Error(
      ErrorCode::forbidden,
      bilingual("“{0}”由{1}填报，不能代答；也可由其提交书面意见，由投资促进部门代录 / the line “{0}” is answered "
                "by {1} alone, or recorded by the bureau from its written opinion",
                title, owner.title));
}
}  // namespace

Expected<LineVoice> voice_of_line(const policy::PreAssessmentItem& line, const RecordItem& command,
                                  const domain::Project& project, const Actor& actor, const policy::Policy& policy) {
  const auto owner = domain::line_owner(line, project, policy);
  if (!owner)
    return fail(ErrorCode::policy_invalid,
                bilingual("{0} 无法填报清单事项 {1} / no body of that name answers line {1} of the checklist: {0}",
                          line.owner, line.id));
  if (owner->kind == OwnerKind::host && owner->code.empty()) {
    Error error(ErrorCode::gate_not_passed, bilingual("尚未确定承接园区，“{0}”无人填报 / no host is allocated yet that "
                                                      "could answer “{0}”",
                                                      Word{line.title_zh, line.title_en}));
    error.missing.push_back(domain::missing_item(domain::GateItem::host_allocated, policy));
    return fail(std::move(error));
  }
  LineVoice voice;
  if (!owner->code.empty()) voice.department = owner->code;
  if (owner->kind == OwnerKind::host) voice.round = project.allocation->round;
  if (speaks_for(*owner, actor)) return voice;
  if (owner->kind == OwnerKind::bureau || !actor.has(Role::bureau)) return fail(not_the_owner(line, *owner));
  const WrittenOpinion written{
      owner->title, command.opinion, "/opinion", command.evidence, has_answered(project, line, *owner), "4"};
  if (auto ok = check_on_behalf(written, project, policy); !ok) return fail(ok.error());
  voice.on_behalf = true;
  return voice;
}

}  // namespace luodi::intake
