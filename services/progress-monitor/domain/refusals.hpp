#pragma once
// The refusals that the project commands of the monitor share: a fault in one field, a day in the future or before the
// stage it follows, papers of a secret project. Pure.
//
//   auto day = day_of_fact(command.landed_on, context, "/landed_on");   // today where absent
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::monitor {

Error field_fault(std::string pointer, std::string code, std::string message);  // invalid_body
Expected<CivilDate> day_of_fact(std::optional<CivilDate> given, const domain::Context& context,
                                const std::string& pointer);
// A stage is not reached before the stage it follows.
Expected<void> check_after_last_stage(const domain::Project& project, CivilDate on, const std::string& pointer);
// in_future where a paper is dated past today; secret_not_admitted where papers of a secret project would enter.
Expected<void> check_papers(const domain::Project& project, const std::vector<domain::Evidence>& evidence,
                            const domain::Context& context);

}  // namespace luodi::monitor
