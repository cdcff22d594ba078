#pragma once
// The stages of a project in the words of the field, for texts that people read. Pure.
#include <string>

#include "common/domain/project_enums.hpp"

namespace luodi::domain {

std::string stage_zh(Stage stage);  // "在谈", "签约"

}  // namespace luodi::domain
