#include "common/kernel/paper_number.hpp"

#include <algorithm>
#include <string>

#include "common/kernel/code_point.hpp"
#include "common/kernel/name.hpp"

namespace luodi {

namespace {
constexpr std::string_view k_number_word = "号";
constexpr std::size_t k_year_digits = 4;
constexpr std::size_t k_longest_serial = 5;  // digits

bool is_han(char32_t c) {
  return (c >= U'\u3400' && c <= U'\u4DBF') || (c >= U'\u4E00' && c <= U'\u9FFF');
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Nothing hides in a number: whatever nobody sees is refused, not left out.
bool is_visible(std::string_view text) {
  std::size_t points = 0;
  while (!text.empty()) {
    const auto length = first_code_point(text).length;
    if (normalise_number(text.substr(0, length)).empty()) return false;
    text.remove_prefix(length);
    ++points;
  }
  return points > 0 && points <= k_longest_paper_number;
}

// Takes the digits in front; how many there were.
std::size_t take_digits(std::string_view& text) {
  const auto end = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  text.remove_prefix(end);
  return end;
}

// "(2022)3", behind a series.
bool is_year_and_serial(std::string_view text) {
  if (!text.starts_with('(')) return false;
  text.remove_prefix(1);
  if (take_digits(text) != k_year_digits || !text.starts_with(')')) return false;
  text.remove_prefix(1);
  const std::size_t serial = take_digits(text);
  return text.empty() && serial >= 1 && serial <= k_longest_serial;
}

bool is_latin_number(std::string_view text) {
  const auto fits = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'z') || c == '(' || c == ')' || c == '-'; };
  return std::all_of(text.begin(), text.end(), fits) && std::any_of(text.begin(), text.end(), is_digit);
}
}  // namespace

bool is_paper_number(std::string_view text) {
  if (!is_visible(text)) return false;
  const std::string folded = normalise_number(text);
  std::string_view rest = folded;
  if (rest.ends_with(k_number_word)) rest.remove_suffix(k_number_word.size());
  std::size_t series = 0;
  while (!rest.empty()) {
    const auto [point, length] = first_code_point(rest);
    if (!is_han(point)) break;
    rest.remove_prefix(length);
    ++series;
  }
  if (series == 0) return is_latin_number(rest);
  return series <= k_longest_series && is_year_and_serial(rest);
}

}  // namespace luodi
