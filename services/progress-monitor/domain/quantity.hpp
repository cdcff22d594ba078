#pragma once
// How much of a service 数量与单位: cards 张, land 用地 in square metres 平方米 or mu 亩, energy 用能 in tonnes of
// standard coal a year 吨标准煤/年. Whoever gives a quantity of land or energy names its unit: 100 mu taken for 100
// square metres would be a promise of something else. Cards are counted. Every view and text says which unit it is in.
// Pure.
//
//   kept_quantity(TicketService::land, 150, QuantityUnit::mu, "/quantity");   // 100000: 1 亩 = 2000/3 m²
//   quantity_words(TicketService::land, 100'000).zh == "100000平方米（150亩）"
#include <array>
#include <optional>
#include <string>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/word.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

enum class QuantityUnit { m2, mu, tce, card };
Word word_of(QuantityUnit value);

// The unit in which quantities of the service are kept; nullopt: it has none.
std::optional<QuantityUnit> unit_of(TicketService service);
// A quantity of a request in that unit, to the nearest whole one. A fault of /unit where some land or energy names
// none, or where the service is not measured in the unit named; of `pointer` where it comes to more than is recorded.
Expected<std::int64_t> kept_quantity(TicketService service, std::int64_t quantity,
                                     const std::optional<QuantityUnit>& unit, const std::string& pointer);
// With the unit, land in both of its units.
Twin quantity_words(TicketService service, std::int64_t quantity);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::QuantityUnit> {
  using E = luodi::monitor::QuantityUnit;
  static constexpr std::array<std::pair<E, std::string_view>, 4> table{
      {{E::m2, "m2"}, {E::mu, "mu"}, {E::tce, "tce"}, {E::card, "card"}}};
};
