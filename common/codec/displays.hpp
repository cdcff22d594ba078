#pragma once
// Amounts as people read them: beside every amount in fen of a document, at any depth, its display. Views only; what is
// stored holds fen. Pure.
//
//   add_displays(json);   // {"amount_fen": 50000000000} becomes {"amount_display": "5亿元", "amount_fen": 50000000000}
#include "common/codec/fields.hpp"

namespace luodi::codec {

void add_displays(Json& json);

}  // namespace luodi::codec
