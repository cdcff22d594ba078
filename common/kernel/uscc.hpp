#pragma once
// Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last a check digit modulo 31.
// Some codes that were really issued fail the check digit, so in a lead a failing digit is flagged for verification and
// only a malformed text is refused; the company of a landing must have a valid one. Pure.
//
//   check_uscc("91510700205412308D") == UsccCheck::valid
//   check_uscc("91350203M0001QAY9B") == UsccCheck::bad_check_digit   // issued, and listed as such in public validators
#include <optional>
#include <string_view>

namespace luodi {

enum class UsccCheck { valid, bad_check_digit, malformed };

UsccCheck check_uscc(std::string_view code);

// The GB/T 2260 division of the authority that registered it, positions 3 to 8 of a code that is not malformed; a
// company that moves keeps it.
std::string_view uscc_division(std::string_view code);

// The 18th character for the first 17; nothing where they are malformed.
std::optional<char> uscc_check_digit(std::string_view first17);

constexpr std::string_view uscc_check_text(UsccCheck check) {
  switch (check) {
    case UsccCheck::valid:
      return "valid";
    case UsccCheck::bad_check_digit:
      return "bad_check_digit";
    case UsccCheck::malformed:
      return "malformed";
  }
  return "";
}

}  // namespace luodi
