#pragma once
// What whoever was refused does next: the one table is next_step.def. Refusals say what is wrong this time; what to do
// about it depends on the kind of refusal, unless the refusal itself names a step. Pure.
//
//   detail_of(Error(ErrorCode::conflict, "clock"))   // "clock。下一步：以同一 ... / next: retry ..."
#include <string>

#include "common/kernel/error.hpp"

namespace luodi {

struct NextStep {
  std::string_view zh;
  std::string_view en;
};
NextStep next_step(ErrorCode code);  // both empty where the table has no row

// The detail that a reader is shown: of this time, then the next step; Chinese with English beside it, or for "en" the
// English alone.
std::string detail_of(const Error& error, std::string_view language = "zh");

}  // namespace luodi
