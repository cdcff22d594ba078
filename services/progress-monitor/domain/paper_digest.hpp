#pragma once
// The digest of a signed paper: the scan is kept elsewhere, its SHA-256 here. Pure.
//
//   if (auto fine = check_digest(command.sha256, "/sha256"); !fine) return fail(fine.error());
#include <string>
#include <string_view>

#include "common/codec/described.hpp"
#include "common/domain/refusals.hpp"

namespace luodi::monitor {

inline constexpr codec::Text k_sha256{64, 64};  // hexadecimal digits, lower case

// bad_digest at the pointer for anything but lower-case hexadecimal digits; how many there are the field says.
inline Expected<void> check_digest(std::string_view sha256, std::string pointer) {
  if (sha256.find_first_not_of("0123456789abcdef") == std::string_view::npos) return {};
  return fail(domain::field_fault(std::move(pointer), "bad_digest",
                                  "应为 64 位小写十六进制 / 64 hexadecimal digits in lower case"));
}

}  // namespace luodi::monitor
