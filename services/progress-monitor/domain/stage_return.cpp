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

bool is_returnable(Stage stage) {
  const auto& stages = returnable();
  return std::find(stages.begin(), stages.end(), stage) != stages.end();
}

// The one stage that the project can give back now, its latest, with its code and its day.
Twin latest_words(const Project& project) {
  const std::string code(codec::enum_text(project.stage));
  const auto on = domain::reached_on(project, project.stage);
  const std::string day = on ? on->str() : std::string();
  return {std::string(word_of(project.stage).zh) + "（" + code + (day.empty() ? "" : "，" + day) + "）",
          code + (day.empty() ? "" : " (" + day + ")")};
}

void tell_next(Error& error, const Project& project) {
  const std::string code(codec::enum_text(project.stage));
  error.next_zh = "该阶段有误的，填 stage 为 " + code + "：POST /v1/projects/{id}/stage-return；无误的，无须回退";
  error.next_en = "where that one is wrong, name it: POST /v1/projects/{id}/stage-return with stage " + code +
                  "; where it is right, nothing is taken back";
}

// Of a project that stands at a stage which can be taken back.
Expected<void> check_latest(const Project& project, Stage wrong) {
  if (wrong == project.stage) return {};
  const bool reached = domain::reached_on(project, wrong).has_value();
  if (!is_returnable(wrong) || !reached) {
    auto error =
        is_returnable(wrong)
            ? field_fault("/stage", "not_reached",
                          bilingual("项目没有“{0}”的记录，现在可回退的只有{1} / the project has no record of the stage "
                                    "{0}; what it can give back now is {1}",
                                    word_of(wrong), latest_words(project)))
            : field_fault(
                  "/stage", "not_returnable",
                  bilingual("“{0}”不在此回退，本项目现在可回退的只有{1} / the stage {0} is not taken back here; "
                            "what this project can give back now is {1}",
                            word_of(wrong), latest_words(project)));
    tell_next(error, project);
    return fail(std::move(error));
  }
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

// Who recorded it: not known of a record of before that was kept.
std::string recorded_by(const domain::ReturnedStage& returned) {
  if (returned.landing) return returned.landing->by.value_or("");
  if (returned.start) return returned.start->by.value_or("");
  return returned.production ? returned.production->by.value_or("") : "";
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
        bilingual("{0} 的“{1}”（{2} 由 {3} 回退：{4}） / the stage {1} of {0}, taken back on {2} by {3} ({4})", on,
                  word_of(stage), civil_date(returned.returned_at), domain::person_name(context, returned.returned_by),
                  returned.reason),
        {civil_date(returned.recorded_at), recorded_by(returned), {}}, &context);
    error.next_zh = "日期或材料有误的，更正后登记；确已达到的，另附写明文号或文件摘要的材料";
    error.next_en = "record it with the right day, or attach another paper, with its number or digest";
    return fail(std::move(error));
  }
  return {};
}

void tell_returnable(Error& error, const Project& project) {
  for (auto& fault : error.fields) {
    if (fault.pointer != "/stage" || fault.code != "not_allowed") continue;
    if (!is_returnable(project.stage)) {
      fault.message = bilingual(
          "本项目当前阶段为{0}，没有可回退的阶段 / the project stands at {0}: it can give nothing "
          "back",
          word_of(project.stage));
      continue;
    }
    fault.message = bilingual(
        "没有这个阶段，本项目现在可回退的只有{0} / there is no such stage; what this project can "
        "give back now is {0}",
        latest_words(project));
    tell_next(error, project);
  }
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
