#include "services/intake/domain/review_voice.hpp"

#include <algorithm>

#include "common/domain/owner.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/intake/domain/review_member.hpp"

namespace luodi::intake {

using domain::field_fault;
using domain::WrittenOpinion;

namespace {
Expected<Voice> own_voice(const domain::Project& project, const domain::Context& context,
                          const policy::Policy& policy) {
  const Actor& actor = context.actor;
  if (const auto* member = find_member(actor.org, policy)) return Voice{member->code};
  if (same_code(actor.org, project.host)) return Voice{project.host};
  return fail(
      ErrorCode::forbidden,
      bilingual("{0} 既不是研判成员单位，也不是本项目拟承载园区，不能出具研判意见；成员单位：{1} / neither a member of "
                "the joint review nor the park that is to host this project: {0}; the members are {1}",
                domain::unit_name(context, actor.org), listed_members(policy)));
}

// A department that has an account of its own and has used it: its paper does not overrule it.
bool has_spoken(const domain::Project& project, const std::string& department) {
  const auto& opinions = project.review.opinions;
  return std::any_of(opinions.begin(), opinions.end(), [&](const domain::ReviewOpinion& opinion) {
    return opinion.department == department && !opinion.on_behalf;
  });
}

Expected<Voice> voice_on_behalf(const GiveOpinion& command, const domain::Project& project,
                                const policy::Policy& policy) {
  if (!command.department)
    return fail(field_fault("/department", "required", "代录须注明研判部门 / name the department that wrote it"));
  const auto* member = find_member(*command.department, policy);
  if (member == nullptr)
    return fail(field_fault("/department", "not_a_member",
                            bilingual("只代录研判成员单位的书面意见，{0} 不是成员单位；成员单位：{1} / only a member "
                                      "of the joint review is recorded on behalf, {0} is none; the members are {1}",
                                      *command.department, listed_members(policy))));
  const WrittenOpinion written{{member->title_zh, member->title_en}, command.text, "/text", command.evidence,
                               has_spoken(project, member->code),    "3"};
  if (auto ok = check_on_behalf(written, project, policy); !ok) return fail(ok.error());
  return Voice{member->code, /*on_behalf=*/true};
}

Expected<Voice> speak(const GiveOpinion& command, const domain::Project& project, const domain::Context& context,
                      const policy::Policy& policy) {
  const Actor& actor = context.actor;
  const bool speaks = actor.has(Role::reviewer) && !actor.org.empty();
  if (speaks && same_code(command.department.value_or(actor.org), actor.org))
    return own_voice(project, context, policy);
  if (actor.has(Role::bureau)) return voice_on_behalf(command, project, policy);
  if (!speaks)
    return fail(ErrorCode::forbidden,
                "本账号未注明所属单位，不能出具研判意见；请系统管理员重建账号，或提交书面意见由投资促进部门代录"
                " / this account has no organisation to speak for: have it made anew, or hand a written opinion to the"
                " bureau");
  return fail(ErrorCode::forbidden, bilingual("只能代表本单位{0}发表意见 / only for the own organisation: {0}",
                                              domain::unit_name(context, actor.org)));
}
}  // namespace

Expected<Voice> voice_of(const GiveOpinion& command, const domain::Project& project, const domain::Context& context,
                         const policy::Policy& policy) {
  const auto& introducer = project.introduced_by;
  if (same_code(context.actor.org, introducer) || same_code(command.department.value_or(""), introducer))
    return fail(ErrorCode::recusal_required,
                bilingual("引进单位：{0} / introducing unit: {0}", domain::unit_name(context, introducer)));
  return speak(command, project, context, policy);
}

}  // namespace luodi::intake
