#pragma once
// header_fault is a fault in one header field of a request that keeps the error code of its kind (a missing key, a
// malformed condition): the field is named in `errors` as a query parameter is, with the form that it should have.
// Where the header gate refuses the bytes themselves there is no field to name. Pure.
//
//   return fail(header_fault(ErrorCode::malformed_request, "If-Match", "format", "应为 … / must be …"));
#include <string>

#include "common/kernel/error.hpp"

namespace luodi::http {

// The message in both languages; the detail is the same with the name before it. The codes are those of fields of a
// body: "required", "format".
Error header_fault(ErrorCode kind, std::string name, std::string code, std::string message);

// Whether an error of this kind names parameters and header fields, which have no RFC 6901 pointer.
bool names_parameters(ErrorCode kind);

}  // namespace luodi::http
