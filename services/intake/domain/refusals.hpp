#pragma once
// The refusals that every command of intake shares: a fault in one field, a date in the future, details of a secret
// project, a policy that is not in force. Pure.
//
//   auto day = day_of_fact(command.started_on, context, "/started_on");   // today where absent
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"

namespace luodi::intake {

// invalid_body with one pointed-at field.
Error field_fault(std::string pointer, std::string code, std::string message);

// The civil date of a fact: as given, today where absent, in_future past today.
Expected<CivilDate> day_of_fact(std::optional<CivilDate> given, const domain::Context& context,
                                const std::string& pointer);
// in_future where a paper is dated past today.
Expected<void> check_evidence(const std::vector<domain::Evidence>& evidence, const domain::Context& context);
// secret_not_admitted where papers of a secret project would enter.
Expected<void> check_no_papers(const domain::Project& project, const std::vector<domain::Evidence>& evidence);

Expected<const policy::Policy*> policy_on(const domain::Context& context, CivilDate day);
std::string cite(const policy::Policy& policy, std::string_view clause);  // "mianyang-2022/3"

}  // namespace luodi::intake
