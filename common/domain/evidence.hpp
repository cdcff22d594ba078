#pragma once
// Questions about a list of papers. Pure.
//
//   if (!brings(command.evidence, EvidenceKind::minutes)) ...
#include <algorithm>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::domain {

inline bool brings(const std::vector<Evidence>& evidence, EvidenceKind kind) {
  return std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& paper) { return paper.kind == kind; });
}

}  // namespace luodi::domain
