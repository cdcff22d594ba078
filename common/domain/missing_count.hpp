#pragma once
// How many of something a gate has and how many it takes, told behind the title of what is missing, so that nobody has
// to look the number up: "联合评审意见：须 3，现有 1 / ... : 3 needed, there: 1"; and why a paper that is there does
// not count. Pure.
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

}  // namespace luodi::domain
