#include "services/intake/domain/review_member.hpp"

#include <algorithm>

#include "common/domain/evidence.hpp"
#include "common/domain/project_admission.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"

namespace luodi::intake {

using domain::field_fault;

bool same_code(const std::string& a, const std::string& b) {
  return !a.empty() && normalise_name(a) == normalise_name(b);
}

const policy::ReviewMember* find_member(const std::string& code, const policy::Policy& policy) {
  const auto& members = policy.admission.review_members;
  const auto at = std::find_if(members.begin(), members.end(),
                               [&](const policy::ReviewMember& member) { return same_code(code, member.code); });
  return at == members.end() ? nullptr : &*at;
}

Twin listed_members(const policy::Policy& policy) {
  Twin out;
  for (const auto& member : policy.admission.review_members) {
    out.zh += (out.zh.empty() ? "" : "，") + member.code + " " + member.title_zh;
    out.en += (out.en.empty() ? "" : ", ") + member.code + " " + member.title_en;
  }
  return out;
}

Expected<void> check_on_behalf(const WrittenOpinion& written, const domain::Project& project,
                               const policy::Policy& policy) {
  if (written.text.empty() && !project.secret)
    return fail(field_fault(written.text_pointer, "required", "代录须写明书面意见 / say what the paper says"));
  if (written.has_spoken)
    return fail(ErrorCode::wrong_state,
                bilingual("{0}已自行出具意见，须由其本单位修改 / this body has given its opinion "
                          "itself and alone changes it: {0}",
                          written.author));
  if (project.secret || brings(written.evidence, domain::EvidenceKind::review_opinion)) return {};
  Error error(ErrorCode::gate_not_passed,
              bilingual("代录须附{0}的书面意见，材料种类为“研判成员单位书面意见” / the paper of {0} "
                        "is needed as evidence of kind review_opinion",
                        written.author));
  error.missing.push_back({"opinion_document", domain::cite(policy, written.clause), written.role,
                           written.author.zh + "书面意见", "the written opinion: " + written.author.en});
  return fail(std::move(error));
}

}  // namespace luodi::intake
