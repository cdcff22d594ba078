#include "common/domain/checklist.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

namespace {
// What the former host found does not settle a line of the present one, nor does what this one found when it was host
// before: an answer belongs to the allocation that was in force.
bool is_of_another_host(const PreAssessmentItemResult& result, const Project& project,
                        const std::optional<Owner>& owner) {
  if (!owner || owner->kind != policy::OwnerKind::host || !result.department) return false;
  if (*result.department != owner->code) return true;
  return project.allocation ? result.round != project.allocation->round : result.round.has_value();
}

const PreAssessmentItemResult* answer_to(const Project& project, const policy::PreAssessmentItem& line) {
  const auto& answers = project.pre_assessment;
  const auto at = std::find_if(answers.begin(), answers.end(),
                               [&](const PreAssessmentItemResult& result) { return result.item == line.id; });
  return at == answers.end() ? nullptr : &*at;
}

bool is_settled(const Project& project, const policy::PreAssessmentItem& line, const std::optional<Owner>& owner) {
  const auto* result = answer_in_force(project, line, owner);
  if (result == nullptr) return false;
  return result->outcome == "passed" || (result->outcome == "not_applicable" && may_be_not_applicable(line));
}

// The passed assessment that carries the project now: a framework agreement uses its own up.
const PreAssessmentDecided* standing_assessment(const Project& project) {
  const auto& decision = project.pre_assessment_decision;
  if (!decision || decision->verdict != "passed") return nullptr;
  const bool used =
      decision->path == "simple" && project.framework && project.framework->signed_on >= decision->decided_on;
  return used ? nullptr : &*decision;
}
}  // namespace

bool is_mandatory(const policy::PreAssessmentItem& item, CivilDate day, bool framework) {
  if (framework && !item.simple_path) return false;
  return !item.mandatory_from || *item.mandatory_from <= day;
}

const PreAssessmentItemResult* answer_in_force(const Project& project, const policy::PreAssessmentItem& line,
                                               const std::optional<Owner>& owner) {
  const auto* result = answer_to(project, line);
  return result == nullptr || is_of_another_host(*result, project, owner) ? nullptr : result;
}

bool may_be_not_applicable(const policy::PreAssessmentItem& item) {
  return !item.simple_path && !item.mandatory_from;
}

std::optional<Owner> line_owner(const policy::PreAssessmentItem& line, const Project& project,
                                const policy::Policy& policy) {
  return owner_titled(line.owner, project, policy);
}

std::vector<MissingItem> open_lines(const Project& project, const Brought& brought, const policy::Policy& policy) {
  const auto& gate = gate_info(GateItem::pre_assessment_complete);
  std::vector<MissingItem> out;
  for (const auto& line : policy.pre_assessment) {
    if (!is_mandatory(line, brought.on, brought.framework)) continue;
    const auto owner = line_owner(line, project, policy);
    if (is_settled(project, line, owner)) continue;
    Twin owes = owner ? Twin{owner->title.zh, owner->title.en} : Twin{line.owner, line.owner};
    out.push_back({line.id, cite(policy, gate.clause), std::move(owes), line.title_zh, line.title_en});
  }
  return out;
}

Expected<void> check_answered(const Project& project, const Brought& brought, const policy::Policy& policy,
                              const std::string& pointer) {
  std::optional<Basis> last;
  for (const auto& line : policy.pre_assessment) {
    if (!is_mandatory(line, brought.on, brought.framework)) continue;
    const auto* answer = answer_to(project, line);
    if (answer == nullptr || !answer->answered_on || (last && *answer->answered_on <= last->on)) continue;
    last = Basis{{"预审事项“" + line.title_zh + "”的填报", "the answer to the line “" + line.title_en + "”"},
                 *answer->answered_on};
  }
  return check_rests_on(last, brought.on, pointer, "before_answer");
}

Expected<void> check_may_change(const Project& project, const policy::PreAssessmentItem& line,
                                const policy::Policy& policy) {
  const auto* decision = standing_assessment(project);
  if (decision == nullptr) return {};
  const bool simple = decision->path == "simple";
  if (!is_mandatory(line, decision->decided_on, simple) ||
      !is_settled(project, line, line_owner(line, project, policy)))
    return {};
  Error error(
      ErrorCode::wrong_state,
      bilingual("预审评估已于 {0} 通过，“{1}”是其依据，填报结果不再修改 / the assessment passed on {0} and rests on "
                "“{1}”: its answer is not changed any more",
                decision->decided_on, Word{line.title_zh, line.title_en}));
  if (simple) {
    error.next_zh =
        "确需修改的，先由投资促进部门退回预审（结论为退回，程序为简易）：POST "
        "/v1/projects/{id}/pre-assessment-decision";
    error.next_en =
        "where it must change, the bureau returns the assessment first (verdict returned, path simple): POST "
        "/v1/projects/{id}/pre-assessment-decision";
  } else {
    error.next_zh = "发现问题的，由投资促进部门暂停项目，暂停期间不得签约：POST /v1/projects/{id}/suspension";
    error.next_en =
        "where something is wrong, the bureau suspends the project, which is then not signed: POST "
        "/v1/projects/{id}/suspension";
  }
  return fail(std::move(error));
}

}  // namespace luodi::domain
