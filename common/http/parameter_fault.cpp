#include "common/http/parameter_fault.hpp"

#include <algorithm>

#include "common/http/header_fault.hpp"
#include "common/http/syntax.hpp"

namespace luodi::http {

Error parameter_fault(std::string name, std::string code, std::string message) {
  // Before the Chinese a name belongs to both halves. A client may send any name: one that would be taken for Chinese
  // or for the border of the halves stands in `parameter` alone.
  const bool plain = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return syntax::is_alpha(c) || syntax::is_digit(c) || c == '_' || c == '-';
  });
  Error error = header_fault(ErrorCode::invalid_parameter, std::move(name), std::move(code), message);
  if (!plain) error.detail = std::move(message);
  return error;
}

}  // namespace luodi::http
