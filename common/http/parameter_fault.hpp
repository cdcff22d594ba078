#pragma once
// parameter_fault is a fault in one query parameter, or in a header field that is read as one: invalid_parameter with
// that parameter named, so that a client can mark its field. Every refusal of a parameter is made here. A parameter has
// no RFC 6901 pointer: its name stands in the place of one, and problem_body shows it as `parameter`. Pure.
//
//   return fail(parameter_fault("limit", "out_of_range", "应在 1 与 500 之间 / must lie between 1 and 500"));
#include <string>

#include "common/kernel/error.hpp"

namespace luodi::http {

// The message in both languages; the detail is the same with the name before it. The codes are those of fields of a
// body.
Error parameter_fault(std::string name, std::string code, std::string message);

}  // namespace luodi::http
