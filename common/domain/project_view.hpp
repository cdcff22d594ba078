#pragma once
// The project as the interface shows it: the answer of GET /v1/projects/{id} and of every command on a project,
// whichever service answers. next_steps are read from the stage table, with what is missing and who owes it. Pure; the
// same inputs give the same bytes.
//
//   auto view = project_view(ProjectRecord{id, 7, &project, &watch}, policies, today, "zh");
#include <string>
#include <string_view>

#include "common/domain/project.hpp"
#include "common/domain/watch.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::domain {

struct ProjectRecord {
  std::string id;
  std::int64_t version = 0;
  const Project* project = nullptr;
  const Watch* watch = nullptr;  // null = never evaluated: light "none"
};

// language: "zh" or "en", for titles.
codec::Json project_view(const ProjectRecord& record, const policy::PolicyBook& policies, CivilDate today,
                         std::string_view language);
// One line of a list.
codec::Json project_summary(const ProjectRecord& record);
// What may be done next and what it still lacks: [{command, title, leads_to, roles, missing}].
codec::Json next_steps(const Project& project, const policy::Policy& policy, CivilDate today,
                       std::string_view language);

}  // namespace luodi::domain
