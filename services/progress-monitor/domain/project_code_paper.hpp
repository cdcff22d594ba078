#pragma once
// A project code 项目代码 as proof, of a landing or of a statutory step: one of the approval platform, whole, given for
// a place of this city. Pure.
#include <string_view>
#include <vector>

#include "common/domain/project_parts.hpp"
#include "common/kernel/error.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_foreign_code = "out_of_territory";

// What is wrong with the codes among the papers, each with its pointer: required where the code itself is missing,
// format, k_foreign_code where its region is none of this city.
std::vector<FieldError> code_faults(const std::vector<domain::Evidence>& evidence);

}  // namespace luodi::monitor
