#include "common/domain/owner.hpp"

#include "common/domain/evidence.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"

namespace luodi::domain {

using policy::OwnerKind;

std::optional<Owner> owner_titled(const std::string& title, const Project& project, const policy::Policy& policy) {
  const auto titled = policy::owner_of(title, policy);
  if (!titled) return std::nullopt;
  switch (titled->kind) {
    case OwnerKind::department: {
      const auto& row = *titled->department;
      return Owner{titled->kind, row.code, {title + "（" + row.code + "）", row.title_en + " (" + row.code + ")"}};
    }
    case OwnerKind::bureau:
      return Owner{titled->kind, {}, {title, "the bureau of investment promotion"}};
    case OwnerKind::host:
      if (!project.allocation) return Owner{titled->kind, {}, {title, "the hosting park"}};
      return Owner{
          titled->kind, project.host, {title + "（" + project.host + "）", "the hosting park " + project.host}};
  }
  return std::nullopt;
}

Role speaking_role(OwnerKind kind) {
  return kind == OwnerKind::bureau ? Role::bureau : kind == OwnerKind::host ? Role::park : Role::reviewer;
}

bool speaks_for(const Owner& owner, const Actor& actor) {
  return actor.has(speaking_role(owner.kind)) && (owner.kind == OwnerKind::bureau || same_code(actor.org, owner.code));
}

Expected<void> check_on_behalf(const WrittenOpinion& written, const Project& project, const policy::Policy& policy) {
  if (written.text.empty() && !project.secret)
    return fail(field_fault(written.text_pointer, "required", "代录须写明书面意见 / say what the paper says"));
  if (written.has_spoken)
    return fail(ErrorCode::wrong_state,
                bilingual("{0}已自行出具意见，须由其本单位修改 / this body has given its opinion "
                          "itself and alone changes it: {0}",
                          written.author));
  if (project.secret || brings(written.evidence, EvidenceKind::review_opinion)) return {};
  Error error(ErrorCode::gate_not_passed, bilingual("代录须附{0}的书面意见，材料种类为“研判成员单位书面意见” / the "
                                                    "paper of {0} is needed as evidence of kind review_opinion",
                                                    written.author));
  error.missing.push_back({"opinion_document",
                           cite(policy, written.clause),
                           {written.author.zh, written.author.en},
                           written.author.zh + "书面意见",
                           "the written opinion: " + written.author.en});
  return fail(std::move(error));
}

}  // namespace luodi::domain
