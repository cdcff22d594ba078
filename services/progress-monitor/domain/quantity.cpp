#include "services/progress-monitor/domain/quantity.hpp"

#include "common/codec/choices.hpp"
#include "common/domain/refusals.hpp"

namespace luodi::monitor {

using domain::field_fault;

namespace {
// 亩 is defined by the square metre, 15 to the hectare: three of them are 2000 square metres.
constexpr std::int64_t k_m2_of_three_mu = 2000;
constexpr std::int64_t k_most = 1'000'000'000;  // of any quantity of a request

// The units that a request may name for the service.
std::vector<QuantityUnit> measures(TicketService service) {
  if (service == TicketService::land) return {QuantityUnit::m2, QuantityUnit::mu};
  return {*unit_of(service)};
}
// "平方米（m2）、亩（mu）"
Twin listed(const std::vector<QuantityUnit>& units) {
  std::vector<codec::Choice> choices;
  for (const auto unit : units)
    choices.push_back({std::string(codec::enum_text(unit)), std::string(word_of(unit).zh)});
  return {codec::listed_zh(choices), codec::listed_en(choices)};
}

// Rounded to hundredths; "150", "0.23".
std::string mu_of(std::int64_t square_metres) {
  const std::int64_t hundredths = (square_metres * 300 + k_m2_of_three_mu / 2) / k_m2_of_three_mu;
  std::string out = std::to_string(hundredths / 100);
  const auto rest = static_cast<int>(hundredths % 100);
  if (rest == 0) return out;
  out += '.';
  out += static_cast<char>('0' + rest / 10);
  if (rest % 10 != 0) out += static_cast<char>('0' + rest % 10);
  return out;
}

bool names_its_unit(TicketService service) {
  return service == TicketService::land || service == TicketService::energy;
}
}  // namespace

std::optional<QuantityUnit> unit_of(TicketService service) {
  switch (service) {
    case TicketService::talent_card:
      return QuantityUnit::card;
    case TicketService::land:
      return QuantityUnit::m2;
    case TicketService::energy:
      return QuantityUnit::tce;
    case TicketService::green_channel:
      return std::nullopt;
  }
  return std::nullopt;
}

Expected<std::int64_t> kept_quantity(TicketService service, std::int64_t quantity,
                                     const std::optional<QuantityUnit>& unit, const std::string& pointer) {
  const auto kept = unit_of(service);
  if (!unit && quantity > 0 && names_its_unit(service))
    return fail(field_fault("/unit", "required",
                            bilingual("须写明{0}数量的单位：{1} / say in which unit the quantity of {0} is given: {1}",
                                      word_of(service), listed(measures(service)))));
  if (!unit || unit == kept) return quantity;
  if (service != TicketService::land || unit != QuantityUnit::mu) {
    const Word given = word_of(*unit);
    if (!kept)
      return fail(field_fault("/unit", "not_applicable",
                              bilingual("绿色通道事项没有数量，不填单位“{0}” / the green channel has no quantity and "
                                        "no unit: {0}",
                                        given)));
    return fail(field_fault("/unit", "not_applicable",
                            bilingual("{0}不以“{1}”计量；请填写{2} / the service {0} is not measured in {1}; give {2}",
                                      word_of(service), given, listed(measures(service)))));
  }
  const std::int64_t square_metres = (quantity * k_m2_of_three_mu * 2 + 3) / 6;
  if (square_metres <= k_most) return square_metres;
  return fail(field_fault(pointer, "out_of_range",
                          bilingual("{0}亩合{1}平方米，超过上限 {2} / of {0} mu, {1} m² in all, more than {2}",
                                    quantity, square_metres, k_most)));
}

Twin quantity_words(TicketService service, std::int64_t quantity) {
  const std::string number = std::to_string(quantity);
  const auto unit = unit_of(service);
  if (!unit) return {number, number};
  const Word word = word_of(*unit);
  Twin out{number + std::string(word.zh), number + " " + std::string(word.en)};
  if (unit == QuantityUnit::m2) {
    out.zh += "（" + mu_of(quantity) + "亩）";
    out.en += " (" + mu_of(quantity) + " mu)";
  }
  return out;
}

}  // namespace luodi::monitor
