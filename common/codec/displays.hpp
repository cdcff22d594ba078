#pragma once
// Amounts and deadlines as people read them: beside every amount in fen of a document, at any depth, its display. Views
// only; what is stored holds fen. Pure.
//
//   add_displays(json);   // {"amount_fen": 50000000000} becomes {"amount_display": "5亿元", "amount_fen": 50000000000}
#include "common/codec/fields.hpp"

namespace luodi::codec {

void add_displays(Json& json);
// Beside a due_at or grace_until, the first instant too late, due_display or grace_display: "2022-08-08（含当日）"
// where a day ends, else the minute.
void add_due_displays(Json& json);

}  // namespace luodi::codec
