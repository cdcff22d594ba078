#include "common/kernel/mail_address.hpp"

#include <algorithm>

namespace luodi {

bool is_plain_address(std::string_view address) {
  const auto at = address.find('@');
  if (at == std::string_view::npos || at == 0 || at + 1 == address.size() || address.size() > 200) return false;
  if (address.find('@', at + 1) != std::string_view::npos) return false;
  return std::all_of(address.begin(), address.end(), [](char c) {
    return static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7f &&
           std::string_view("<>(),;:\\\"[]").find(c) == std::string_view::npos;
  });
}

}  // namespace luodi
