#include "common/kernel/uscc.hpp"

namespace luodi {

namespace {
constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // no I, O, S, V, Z
constexpr std::size_t k_base = 31;
static_assert(k_alphabet.size() == k_base);
constexpr std::size_t k_region_at = 2;  // positions 3-8 are the GB/T 2260 code of the registrar
constexpr std::size_t k_region_end = 8;
}  // namespace

std::optional<char> uscc_check_digit(std::string_view first17) {
  if (first17.size() != 17) return std::nullopt;
  std::size_t sum = 0;
  std::size_t weight = 1;  // 3^(i-1) mod 31
  for (std::size_t i = 0; i < first17.size(); ++i) {
    const auto value = k_alphabet.find(first17[i]);
    if (value == std::string_view::npos) return std::nullopt;
    if (i >= k_region_at && i < k_region_end && value > 9) return std::nullopt;
    sum += value * weight;
    weight = weight * 3 % k_base;
  }
  // The outer modulo matters: a sum divisible by 31 gives the digit 0, not 31.
  return k_alphabet[(k_base - sum % k_base) % k_base];
}

std::string_view uscc_division(std::string_view code) {
  return code.substr(k_region_at, k_region_end - k_region_at);
}

UsccCheck check_uscc(std::string_view code) {
  if (code.size() != 18 || k_alphabet.find(code[17]) == std::string_view::npos) return UsccCheck::malformed;
  const auto digit = uscc_check_digit(code.substr(0, 17));
  if (!digit) return UsccCheck::malformed;
  return *digit == code[17] ? UsccCheck::valid : UsccCheck::bad_check_digit;
}

}  // namespace luodi
