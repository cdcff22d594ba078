#pragma once
// Questions about papers. Pure.
//
//   if (!brings(command.evidence, EvidenceKind::minutes)) ...
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/project_parts.hpp"
#include "common/kernel/name.hpp"

namespace luodi::domain {

inline bool brings(const std::vector<Evidence>& evidence, EvidenceKind kind) {
  return std::any_of(evidence.begin(), evidence.end(), [&](const Evidence& paper) { return paper.kind == kind; });
}

inline constexpr std::string_view k_digest_mark = "sha256/";  // begins no name of a paper

// What makes two papers one, in a form for comparison: the kind with the number, where there is none with the title.
inline std::string paper_name(const Evidence& paper) {
  const std::string kind(codec::enum_text(paper.kind));
  const std::string number = normalise_number(paper.reference.value_or(""));
  return number.empty() ? kind + "/title/" + normalise_name(paper.title) : kind + "/number/" + number;
}

// What signed minutes are known by when somebody files them again: their name, and the digest of the file.
inline std::vector<std::string> minutes_marks(const std::vector<Evidence>& evidence) {
  std::vector<std::string> marks;
  for (const auto& paper : evidence) {
    if (paper.kind != EvidenceKind::minutes) continue;
    marks.push_back(paper_name(paper));
    if (paper.sha256) marks.push_back(std::string(k_digest_mark) + normalise_number(*paper.sha256));
  }
  return marks;
}

// Invoices that prove no production: every one that was brought is dated before the start of construction. Answers the
// day of the latest; nullopt where one is dated on the day of the start or later, bears no date, or none was brought.
inline std::optional<CivilDate> invoiced_before(const std::vector<Evidence>& evidence, CivilDate started_on) {
  std::optional<CivilDate> latest;
  for (const auto& paper : evidence) {
    if (paper.kind != EvidenceKind::sales_invoice) continue;
    if (!paper.dated || *paper.dated >= started_on) return std::nullopt;
    if (!latest || *latest < *paper.dated) latest = paper.dated;
  }
  return latest;
}

}  // namespace luodi::domain
