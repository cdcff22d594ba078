#pragma once
// Fen is an amount of money in fen (1/100 yuan), int64, with checked arithmetic. 1 亿元 = 10 000 000 000 fen.
// Nothing here rounds silently: every division names its Rounding. Display in 万元/亿元 is text only, never compared.
//
//   Fen total = Fen::of(100'000'001);
//   Fen city = *total.times_ratio(30, 100, Rounding::half_up);   // 30 000 000
#include <compare>
#include <cstdint>
#include <string>

#include "common/kernel/expected.hpp"

namespace luodi {

enum class Rounding { half_up, half_even, down, up };  // half_up and up: away from zero

class Fen {
 public:
  constexpr Fen() = default;
  static constexpr Fen of(std::int64_t fen) { return Fen(fen); }
  static constexpr Fen wan(std::int64_t wan_yuan) { return Fen(wan_yuan * 1'000'000); }  // for tests and readable data
  constexpr std::int64_t value() const { return value_; }
  Expected<Fen> plus(Fen other) const;  // amount_overflow past int64
  Expected<Fen> minus(Fen other) const;
  // value * numerator / denominator with the named rounding; denominator > 0; 128-bit inside.
  Expected<Fen> times_ratio(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const;
  // "51亿元", "4.9999亿元", "1000万元", "61234.56789万元", "0.01元": exact, no rounding, in the unit that
  // people use.
  std::string display() const;
  // The same figure in English: "51 hundred million yuan", "1000 ten thousand yuan", "0.01 yuan".
  std::string display_en() const;
  friend constexpr auto operator<=>(const Fen&, const Fen&) = default;

 private:
  constexpr explicit Fen(std::int64_t value) : value_(value) {}
  std::int64_t value_ = 0;
};

// 1万亿元: more than any project, little enough that ninety thousand of them still add up in 64 bits. What a request
// states is refused above it; what a computation meets above it is left out with the reason.
inline constexpr Fen k_largest_amount = Fen::of(100'000'000'000'000);
Expected<Fen> within_limit(Fen amount);  // amount_overflow above it, naming it

// Ratio a/b as text in percent with two decimals, half up: percent_text(10, 38) == "26.32%". b > 0.
std::string percent_text(std::int64_t a, std::int64_t b);

}  // namespace luodi
