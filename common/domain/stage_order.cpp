#include "common/domain/stage_order.hpp"

#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

namespace {
struct Step {
  std::string zh;
  std::string en;
  CivilDate on;
};

void follow(std::optional<Step>& last, Word word, CivilDate on) {
  if (!last || last->on <= on) last = Step{std::string(word.zh), std::string(word.en), on};
}

// The latest of the steps that this command follows.
std::optional<Step> last_step(const Project& project, Command command) {
  std::optional<Step> last;
  if (command == Command::amendments) {  // whatever has happened since: an agreement may be amended late
    if (project.agreement) follow(last, word_of(Stage::signed_), project.agreement->signed_on);
    return last;
  }
  const bool line = command == Command::pre_assessment_items;  // answered before or while the parties negotiate
  for (const auto& entry : project.reached)
    if (!line || entry.stage <= Stage::reviewed) follow(last, word_of(entry.stage), entry.on);
  if (project.allocation) follow(last, {"分配", "allocation"}, project.allocation->allocated_on);
  const auto& assessment = project.pre_assessment_decision;  // on the simple path it reaches no stage
  if (command == Command::signing && assessment && assessment->verdict == "passed")
    follow(last, word_of(Stage::assessed), assessment->decided_on);
  return last;
}

bool is_step(Command command) {
  return command == Command::review_opinions || command == Command::allocation || command == Command::amendments ||
         command == Command::pre_assessment_items || stage_row(command).to.has_value();
}
}  // namespace

Expected<void> check_order(const Project& project, Command command, CivilDate on, const std::string& pointer,
                           bool framework) {
  if (!is_step(command) || !fits_stage(project, stage_row(command), framework)) return {};
  const auto last = last_step(project, command);
  if (!last || last->on <= on) return {};
  const std::string before = last->on.str();
  return fail(
      field_fault(pointer, "before_last_stage",
                  bilingual("{0} 早于上一步“{1}” {2}；请核对材料，填写 {2} 或以后的日期 / the date {0} lies before the "
                            "step that it follows, {1} on {2}; check the papers and give {2} or a later day",
                            on, Word{last->zh, last->en}, before)));
}

}  // namespace luodi::domain
