#include "common/kernel/currency.hpp"

#include <algorithm>
#include <array>

namespace luodi {

namespace {
constexpr std::int64_t k_fen_a_yuan = 100;

// Money that people pay with; funds, metals and test codes (X..) are no currency of an investment, but for the
// five that are shared by several countries. In order.
constexpr auto k_currencies = std::to_array<std::string_view>(
    {"AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF",
     "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC",
     "CUC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL",
     "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HRK", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR",
     "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR",
     "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR",
     "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR",
     "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SLL", "SOS", "SRD", "SSP",
     "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD",
     "UYU", "UZS", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG", "ZWL"});
static_assert(std::is_sorted(k_currencies.begin(), k_currencies.end()));
}  // namespace

bool is_currency(std::string_view code) {
  return std::binary_search(k_currencies.begin(), k_currencies.end(), code);
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
  const auto fen = Fen::of(minor_units)
                       .times_ratio(rate_e6 * k_fen_a_yuan, k_rate_unit * minor_units_of(currency), Rounding::half_up);
  // Past 64 bits or only past the limit: whoever stated it is told the same limit.
  return within_limit(fen.value_or(Fen::of(INT64_MAX)));
}

}  // namespace luodi
