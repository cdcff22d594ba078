#include "common/kernel/currency.hpp"

namespace luodi {

namespace {
constexpr std::int64_t k_fen_a_yuan = 100;
}

std::int64_t minor_units_of(std::string_view currency) {
  for (std::string_view whole :
       {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"})
    if (currency == whole) return 1;
  for (std::string_view thousandth : {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})
    if (currency == thousandth) return 1000;
  return 100;
}

Expected<Fen> to_fen(std::string_view currency, std::int64_t minor_units, std::int64_t rate_e6) {
  return Fen::of(minor_units)
      .times_ratio(rate_e6 * k_fen_a_yuan, k_rate_unit * minor_units_of(currency), Rounding::half_up);
}

}  // namespace luodi
