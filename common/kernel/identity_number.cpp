#include "common/kernel/identity_number.hpp"

#include <algorithm>
#include <array>

#include "common/kernel/civil.hpp"
#include "common/kernel/name.hpp"

namespace luodi {

namespace {
constexpr std::size_t k_length = 18;
constexpr std::array<int, k_length - 1> k_weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view k_check_characters = "10x98765432";  // by the remainder

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_identity_number(std::string_view number) {
  std::size_t sum = 0;
  for (std::size_t i = 0; i < k_weights.size(); ++i) {
    if (!is_digit(number[i])) return false;
    sum += static_cast<std::size_t>(number[i] - '0') * static_cast<std::size_t>(k_weights[i]);
  }
  const auto digits = [&](std::size_t first, std::size_t count) {
    int out = 0;
    for (const char c : number.substr(first, count))
      out = out * 10 + (c - '0');
    return out;
  };
  return number.back() == k_check_characters[sum % k_check_characters.size()] &&
         CivilDate::of(digits(6, 4), digits(10, 2), digits(12, 2)).has_value();
}
}  // namespace

bool holds_identity_number(std::string_view text) {
  std::string plain = normalise_number(text);
  std::erase(plain, '-');
  for (std::size_t at = 0; at + k_length <= plain.size(); ++at)
    if (is_identity_number(std::string_view(plain).substr(at, k_length))) return true;
  return false;
}

}  // namespace luodi
