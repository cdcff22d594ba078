#include "common/kernel/money.hpp"

#include <limits>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/digits.hpp"

namespace luodi {

namespace {
using Wide = __int128;  // holds any product of two int64

constexpr std::uint64_t k_fen_per_yuan = 100;
constexpr std::uint64_t k_fen_per_wan = 10'000 * k_fen_per_yuan;
constexpr std::uint64_t k_fen_per_yi = 10'000 * k_fen_per_wan;

tl::unexpected<Error> overflow() {
  return fail(ErrorCode::amount_overflow, "计算结果超出 64 位整数分 / the result does not fit 64-bit fen");
}

bool rounds_away(Wide quotient, Wide remainder_size, Wide denominator, Rounding rounding) {
  switch (rounding) {
    case Rounding::half_up:
      return 2 * remainder_size >= denominator;
    case Rounding::half_even:
      return 2 * remainder_size > denominator || (2 * remainder_size == denominator && quotient % 2 != 0);
    case Rounding::down:
      return false;
    case Rounding::up:
      return remainder_size > 0;
  }
  return false;
}

Wide divide(Wide numerator, Wide denominator, Rounding rounding) {
  const Wide quotient = numerator / denominator;
  const Wide remainder = numerator % denominator;
  const Wide size = remainder < 0 ? -remainder : remainder;
  if (!rounds_away(quotient, size, denominator, rounding)) return quotient;
  return numerator < 0 ? quotient - 1 : quotient + 1;
}

// size / unit as a decimal without trailing zeros: (49'999 * 10^6, 10^10) is "4.9999".
std::string decimal(std::uint64_t size, std::uint64_t unit) {
  std::string out = std::to_string(size / unit);
  if (size % unit == 0) return out;
  out += '.';
  const std::string places = std::to_string(unit).substr(1);
  append_digits(out, static_cast<std::int64_t>(size % unit), places.size());
  while (out.back() == '0')
    out.pop_back();
  return out;
}

struct Units {
  std::string_view yi;
  std::string_view wan;
  std::string_view yuan;
};
std::string shown(std::int64_t value, const Units& units) {
  // Unsigned, because the smallest int64 has no positive counterpart.
  const std::uint64_t size = value < 0 ? 0 - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value);
  std::string out = value < 0 ? "-" : "";
  // 亿元 where four decimals say it exactly, else 万元 with as many as it takes: nobody counts the digits of 元.
  if (size >= k_fen_per_yi && size % k_fen_per_wan == 0)
    return out.append(decimal(size, k_fen_per_yi)).append(units.yi);
  if (size >= k_fen_per_wan) return out.append(decimal(size, k_fen_per_wan)).append(units.wan);
  out += std::to_string(size / k_fen_per_yuan);
  if (size % k_fen_per_yuan != 0) {
    out += '.';
    append_digits(out, static_cast<std::int64_t>(size % k_fen_per_yuan), 2);
  }
  return out.append(units.yuan);
}
}  // namespace

Expected<Fen> Fen::plus(Fen other) const {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(value_, other.value_, &sum)) return overflow();
  return of(sum);
}

Expected<Fen> Fen::minus(Fen other) const {
  std::int64_t difference = 0;
  if (__builtin_sub_overflow(value_, other.value_, &difference)) return overflow();
  return of(difference);
}

Expected<Fen> Fen::times_ratio(std::int64_t numerator, std::int64_t denominator, Rounding rounding) const {
  if (denominator <= 0) return fail(ErrorCode::internal, "分母必须为正 / a ratio needs a positive denominator");
  const Wide result = divide(static_cast<Wide>(value_) * numerator, denominator, rounding);
  if (result > std::numeric_limits<std::int64_t>::max() || result < std::numeric_limits<std::int64_t>::min())
    return overflow();
  return of(static_cast<std::int64_t>(result));
}

Expected<Fen> within_limit(Fen amount) {
  if (amount <= k_largest_amount) return amount;
  return fail(ErrorCode::amount_overflow,
              bilingual("单项金额不得超过{0}（{1} 分） / no single amount above {0} ({1} fen)", k_largest_amount,
                        k_largest_amount.value()));
}

std::string Fen::display() const {
  return shown(value_, {"亿元", "万元", "元"});
}
std::string Fen::display_en() const {
  return shown(value_, {" hundred million yuan", " ten thousand yuan", " yuan"});
}

std::string percent_text(std::int64_t a, std::int64_t b) {
  if (b <= 0) return "—";
  const Wide hundredths = divide(static_cast<Wide>(a) * 10'000, b, Rounding::half_up);
  const Wide size = hundredths < 0 ? -hundredths : hundredths;
  // |a| * 100 may pass int64 for b = 1: written digit by digit, so nothing is narrowed.
  std::string digits;
  Wide rest = size;
  while (rest > 0 || digits.size() < 3) {
    digits.insert(digits.begin(), static_cast<char>('0' + static_cast<int>(rest % 10)));
    rest /= 10;
  }
  std::string out = hundredths < 0 ? "-" : "";
  return out + digits.substr(0, digits.size() - 2) + "." + digits.substr(digits.size() - 2) + "%";
}

}  // namespace luodi
