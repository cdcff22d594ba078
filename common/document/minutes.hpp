#pragma once
// Sets minutes 纪要格式 (GB/T 9704-2012, 10.3): mark in red 35 mm below the text area's edge, number, issuer and date,
// a red rule, title, body, the lists of who was there, copies between rules at the foot; no seal, no signature; every
// page numbered.
#include "common/document/model.hpp"
#include "common/document/pages.hpp"
#include "common/document/paragraphs.hpp"

namespace luodi::document {

std::vector<Page> set_minutes(Setter& setter, const Minutes& minutes);

}  // namespace luodi::document
