#pragma once
// Amounts of foreign currencies in fen, by the minor units of ISO 4217: a yen has none, a Kuwaiti dinar has a thousand.
// Rates are yuan for one unit of the currency, in millionths. Pure.
//
//   to_fen("JPY", 1'000'000, 50'000)   // a million yen at 0.05: 5,000,000 fen
#include <string_view>

#include "common/kernel/money.hpp"

namespace luodi {

inline constexpr std::string_view k_yuan = "CNY";
inline constexpr std::int64_t k_rate_unit = 1'000'000;  // rate_e6 of one yuan for one unit

bool is_currency(std::string_view code);                 // of ISO 4217, since 2020
std::int64_t minor_units_of(std::string_view currency);  // in one unit; 100 for what the list does not name
// Half a fen rounds up; amount_overflow above k_largest_amount.
Expected<Fen> to_fen(std::string_view currency, std::int64_t minor_units, std::int64_t rate_e6);

}  // namespace luodi
