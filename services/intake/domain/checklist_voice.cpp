#include "services/intake/domain/checklist_voice.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"

namespace luodi::intake {

namespace {
// The owner itself, by its account. An answer from before owners were kept names no department.
bool has_answered(const domain::Project& project, const std::string& item, const std::string& department) {
  const auto& items = project.pre_assessment;
  return std::any_of(items.begin(), items.end(), [&](const domain::PreAssessmentItemResult& result) {
    return result.item == item && result.department == department && !result.on_behalf.value_or(false);
  });
}
}  // namespace

Expected<LineVoice> voice_of_line(const policy::PreAssessmentItem& line, const RecordItem& command,
                                  const domain::Project& project, const Actor& actor, const policy::Policy& policy) {
  const auto* owner = find_titled_member(line.owner, policy);
  if (owner == nullptr) return LineVoice{};
  if (actor.has(Role::reviewer) && same_code(actor.org, owner->code)) return LineVoice{owner->code};
  if (!actor.has(Role::bureau))
    return fail(
        ErrorCode::forbidden,
        bilingual("“{0}”由{1}（{2}）填报，不能代答；也可由该部门提交书面意见，由投资促进部门代录 / the line “{0}” is "
                  "answered by a reviewer of {1} ({2}), or by the bureau with that department's written opinion",
                  Word{line.title_zh, line.title_en}, Word{owner->title_zh, owner->title_en}, owner->code));
  const WrittenOpinion written{command.opinion, "/opinion", command.evidence,
                               has_answered(project, line.id, owner->code), "4"};
  if (auto ok = check_on_behalf(*owner, written, project, policy); !ok) return fail(ok.error());
  return LineVoice{owner->code, /*on_behalf=*/true};
}

}  // namespace luodi::intake
