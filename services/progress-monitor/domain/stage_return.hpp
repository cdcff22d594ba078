#pragma once
// The record of a stage that was wrong, taken back by the bureau with a reason and a paper (阶段回退; rules.md "Project
// life": going back needs a permission, a reason and is audited). The project stands where it stood before it; what
// stood is kept in its `returns`, and everything that reads a project (idle clock, entity, plan, obligations, revisits,
// agenda, awards) is judged anew, as with late evidence. The stage may be recorded anew, and its gate asks for all of
// it. Only the latest stage is taken back, so that none is left without the one that it follows. Pure.
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

inline constexpr std::size_t k_longest_return_reason = 1000;  // characters

struct ReturnStage {
  domain::Stage stage = domain::Stage::lead;  // whose record is wrong
  std::string reason;                         // none of a secret project, nor a paper
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using R = ReturnStage;
    return described(field("stage", &R::stage),
                     codec::optional_field("reason", &R::reason, codec::Text{0, k_longest_return_reason}),
                     field("evidence", &R::evidence, codec::Count{0, 20}));
  }
};

// already_exists where a stage that the bureau has taken back is recorded anew for the same day by the same papers.
// With the right day, or another paper, it is heard; of a secret project no paper is known.
Expected<void> check_not_returned(const domain::Project& project, domain::Stage stage, CivilDate on,
                                  const std::vector<domain::Evidence>& evidence, const domain::Context& context);

// A body that named a stage of no such name: what this project can give back instead.
void tell_returnable(Error& error, const domain::Project& project);

Expected<domain::Decision> decide_stage_return(const std::string& id, const domain::Project& project,
                                               const ReturnStage& command, const domain::Context& context);

}  // namespace luodi::monitor
