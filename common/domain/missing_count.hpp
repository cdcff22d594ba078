#pragma once
// What a gate has of what it takes, how many or which, told behind the title of what is missing, so that nobody has to
// look it up: "联合评审意见：须 3，现有 1 / ... : 3 needed, there: 1"; and why a paper that is there does not count. Pure.
#include <cstddef>
#include <string>
#include <vector>

#include "common/domain/stage_table.hpp"

namespace luodi::domain {

void tell_count(MissingItem& item, std::size_t there, std::size_t needed);
// As tell_count, and which of the proofs of landing ("land", "project_code", "first_capital") are there.
void tell_proofs(MissingItem& item, const std::vector<std::string>& proofs, std::size_t needed);
// That the invoice of that day proves no production, because construction started later.
void tell_early_invoice(MissingItem& item, CivilDate dated, CivilDate started_on);

// One part of a proof by papers: any one of these kinds proves it.
using AnyKind = std::vector<EvidenceKind>;
bool brings_each(const std::vector<Evidence>& brought, const std::vector<AnyKind>& parts);
// Which parts the papers leave open, and what is there: "...：缺 首张销售发票；已有 会议纪要".
void tell_papers(MissingItem& item, const std::vector<AnyKind>& parts, const std::vector<Evidence>& brought);

}  // namespace luodi::domain
