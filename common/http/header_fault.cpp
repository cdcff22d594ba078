#include "common/http/header_fault.hpp"

namespace luodi::http {

Error header_fault(ErrorCode kind, std::string name, std::string code, std::string message) {
  Error error(kind, name + ": " + message);
  error.fields.push_back({std::move(name), std::move(code), std::move(message)});
  return error;
}

bool names_parameters(ErrorCode kind) {
  return kind == ErrorCode::invalid_parameter || kind == ErrorCode::malformed_request ||
         kind == ErrorCode::idempotency_key_required;
}

}  // namespace luodi::http
