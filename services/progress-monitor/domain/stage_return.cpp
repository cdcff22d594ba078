#include "services/progress-monitor/domain/stage_return.hpp"

#include <algorithm>

#include "common/domain/evidence.hpp"
#include "common/domain/project_admission.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

using domain::field_fault;
using domain::Project;
using domain::Stage;

namespace {
const std::vector<Stage>& returnable() {
  return domain::stage_row(domain::Command::stage_return).from;
}

// Of a project that stands at a stage which can be taken back.
Expected<void> check_latest(const Project& project, Stage wrong) {
  if (wrong == project.stage) return {};
  const auto& stages = returnable();
  if (std::find(stages.begin(), stages.end(), wrong) == stages.end())
    return fail(field_fault("/stage", "not_returnable",
                            bilingual("“{0}”不在此回退，可回退的阶段：{1} / the stage {0} is not taken back here, but "
                                      "one of: {1}",
                                      word_of(wrong), domain::words_of(stages))));
  const auto on = domain::reached_on(project, wrong);
  if (!on)
    return fail(
        field_fault("/stage", "not_reached",
                    bilingual("项目没有“{0}”的记录，当前阶段为{1} / the project has no record of the stage {0}; "
                              "it stands at {1}",
                              word_of(wrong), word_of(project.stage))));
  auto error = field_fault(
      "/stage", "later_stage",
      bilingual("“{0}”之后已登记“{1}”（{2}），须先回退“{1}” / the stage {1} was recorded after {0}, on {2}: take it "
                "back first",
                word_of(wrong), word_of(project.stage), *domain::reached_on(project, project.stage)));
  error.next_zh = "先回退较晚的阶段：POST /v1/projects/{id}/stage-return，stage 填 " +
                  std::string(codec::enum_text(project.stage)) + "；该阶段无误的，本阶段也无须回退";
  error.next_en = "take the later stage back first, POST /v1/projects/{id}/stage-return with stage " +
                  std::string(codec::enum_text(project.stage)) + "; where that one is right, so is this one";
  return fail(std::move(error));
}

// A no to what stands in the record rests on something that can be found again.
Expected<void> check_paper(const Project& project, const std::vector<domain::Evidence>& evidence) {
  if (project.secret || std::any_of(evidence.begin(), evidence.end(), domain::is_traceable)) return {};
  return fail(
      field_fault("/evidence", "required",
                  "阶段回退须附写明文号或文件摘要的材料，如核查记录 / taking a stage back needs a paper with its "
                  "number or digest, such as the record of an inspection"));
}

const std::vector<domain::Evidence>* papers_of(const domain::ReturnedStage& returned) {
  if (returned.landing) return &returned.landing->evidence;
  if (returned.start) return &returned.start->evidence;
  return returned.production ? &returned.production->evidence : nullptr;
}

bool has(const std::vector<domain::Evidence>& papers, const domain::Evidence& wanted) {
  return std::any_of(papers.begin(), papers.end(), [&](const domain::Evidence& paper) {
    return domain::paper_name(paper) == domain::paper_name(wanted) && paper.sha256 == wanted.sha256;
  });
}
}  // namespace

Expected<void> check_not_returned(const Project& project, Stage stage, CivilDate on,
                                  const std::vector<domain::Evidence>& evidence, const domain::Context& context) {
  if (project.secret) return {};
  for (const auto& returned : project.returns) {
    const auto* papers = papers_of(returned);
    if (returned.stage != stage || returned.on != on || !papers) continue;
    const bool nothing_else =
        std::all_of(evidence.begin(), evidence.end(), [&](const auto& paper) { return has(*papers, paper); });
    if (!nothing_else) continue;
    auto error = domain::recorded_before(
        bilingual("{0}回退的“{1}”（{2}） / the stage {1}, taken back by {0} ({2})",
                  domain::person_name(context, returned.returned_by), word_of(stage), returned.reason),
        {on, returned.returned_by, {}}, &context);
    error.next_zh = "日期或材料有误的，更正后登记；确已达到的，另附写明文号或文件摘要的材料";
    error.next_en = "record it with the right day, or attach another paper, with its number or digest";
    return fail(std::move(error));
  }
  return {};
}

Expected<domain::Decision> decide_stage_return(const std::string& id, const Project& project,
                                               const ReturnStage& command, const domain::Context& context) {
  if (auto fine = domain::check_stub(project, {{"/reason", !command.reason.empty()}}); !fine) return fail(fine.error());
  domain::Brought brought;
  brought.evidence = command.evidence;
  const auto admitted =
      domain::admit(project, domain::Command::stage_return, std::move(brought), std::nullopt, "", context);
  if (!admitted) return fail(admitted.error());
  if (auto latest = check_latest(project, command.stage); !latest) return fail(latest.error());
  if (auto said = domain::check_reason(project, command.reason, "/reason",
                                       {"阶段回退", "taking the record of a stage back"}, k_longest_return_reason);
      !said)
    return fail(said.error());
  if (auto proved = check_paper(project, command.evidence); !proved) return fail(proved.error());
  const auto on = domain::reached_on(project, command.stage);
  return domain::raised(
      id, project, domain::StageReturned{command.stage, on.value_or(admitted->on()), command.reason, command.evidence},
      *admitted->policy);
}

}  // namespace luodi::monitor
