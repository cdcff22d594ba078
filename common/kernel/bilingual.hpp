#pragma once
// Texts for people are written "中文 / English": Chinese first, English beside it. Whoever asks for English
// (Accept-Language) gets the English twin alone, so whatever is told must stand in both halves: bilingual() takes the
// arguments once and the compiler refuses a text with an argument in one half only. Pure.
//
//   bilingual("不足 {0} 个工作日，最早 {1} / less than {0} working days, earliest {1}", days, earliest)
//   english_of("参数重复 / parameter given twice: park") == "parameter given twice: park"
//   english_of("limit: 应为整数 / must be a whole number") == "limit: must be a whole number"
#include <array>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>

namespace luodi {

// The English half; what stands before the Chinese (the name of a parameter, a day) belongs to both. A text without a
// twin stays as it is.
std::string english_of(std::string_view text);

// Both halves, for a text that becomes an argument of another.
struct Twin {
  std::string zh;
  std::string en;
};
Twin twin_of(std::string_view text);

namespace detail {
// Where the English begins: behind the first " / " that Chinese does not follow (a slash within the Chinese, "须以 /
// 开头"). npos = no twin.
constexpr std::string_view k_twin_border = " / ";
constexpr std::size_t english_at(std::string_view text) {
  std::size_t at = text.find(k_twin_border);
  while (at != std::string_view::npos) {
    const std::size_t behind = at + k_twin_border.size();
    if (behind >= text.size() || static_cast<unsigned char>(text[behind]) < 0x80) return behind;
    at = text.find(k_twin_border, at + 1);
  }
  return at;
}

// {0} to {arguments - 1}, each in both halves, and no other brace. An argument may be Chinese: the English half begins
// with a letter, so that its border is found.
constexpr bool is_bilingual(std::string_view text, std::size_t arguments) {
  const std::size_t border = english_at(text);
  if (border == std::string_view::npos || arguments > 10) return false;
  for (const std::string_view half : {text.substr(0, border), text.substr(border)}) {
    std::array<bool, 10> named{};
    for (std::size_t i = 0; i < half.size(); ++i) {
      if (half[i] == '}') return false;
      if (half[i] != '{') continue;
      if (i + 2 >= half.size() || half[i + 2] != '}' || half[i + 1] < '0') return false;
      const auto which = static_cast<std::size_t>(half[i + 1] - '0');
      if (which >= arguments) return false;
      named[which] = true;
      i += 2;
    }
    for (std::size_t i = 0; i < arguments; ++i)
      if (!named[i]) return false;
  }
  return text[border] != '{';
}

template <std::size_t Arguments>
struct BilingualText {
  // NOLINTNEXTLINE(google-explicit-constructor): a literal is what it is for
  consteval BilingualText(const char* literal) : text(literal) {
    if (!is_bilingual(text, Arguments)) throw "bilingual: an argument is missing in a half, or there is no half";
  }
  std::string_view text;
};

// How each half says a value: words of lists and sums of money have two forms.
template <class T>
Twin argument(const T& value) {
  if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    const std::string same(std::string_view{value});
    return {same, same};
  } else if constexpr (std::integral<T>) {
    return {std::to_string(value), std::to_string(value)};
  } else if constexpr (requires { value.zh; }) {
    return {std::string(value.zh), std::string(value.en)};
  } else if constexpr (requires { value.display(); }) {
    return {value.display(), value.display_en()};
  } else {
    return {value.str(), value.str()};
  }
}
std::string fill(std::string_view text, const Twin* arguments);
}  // namespace detail

// {0}, {1}, ... in both halves. Takes texts, whole numbers, Word and Twin (each half its own), Fen, days and instants.
template <class... Arguments>
std::string bilingual(std::type_identity_t<detail::BilingualText<sizeof...(Arguments)>> text,
                      const Arguments&... arguments) {
  const std::array<Twin, sizeof...(Arguments)> twins{detail::argument(arguments)...};
  return detail::fill(text.text, twins.data());
}

}  // namespace luodi
