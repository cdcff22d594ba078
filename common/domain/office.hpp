#pragma once
// The office aggregate 驻外机构 (measure 1): a recruitment office outside the city, which city it serves and from when
// to when. It introduces projects as a park does. Aggregate id = office code. Pure.
#include <optional>
#include <string>
#include <variant>

#include "common/domain/aggregate.hpp"

namespace luodi::domain {

struct OfficeRegistered {
  static constexpr std::string_view fact = "registered";
  std::string code;  // "OFFICE-SZ"
  std::string name;
  std::string city;  // served: "深圳"
  CivilDate opened_on;
  std::optional<CivilDate> closed_on;  // inclusive: its last day
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using O = OfficeRegistered;
    return described(field("code", &O::code, Text{2, 20}), field("name", &O::name, codec::Name{100}),
                     field("city", &O::city, codec::Name{60}), field("opened_on", &O::opened_on),
                     field("closed_on", &O::closed_on));
  }
};

struct Office {
  static constexpr std::string_view kind = "office";
  using Events = std::variant<OfficeRegistered>;
  std::string code;
  std::string name;
  std::string city;
  CivilDate opened_on;
  std::optional<CivilDate> closed_on;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using O = Office;
    return described(field("code", &O::code), field("name", &O::name), field("city", &O::city),
                     field("opened_on", &O::opened_on), field("closed_on", &O::closed_on),
                     field("created_at", &O::created_at), field("updated_at", &O::updated_at));
  }
};
void apply(Office& office, const OfficeRegistered& event, const EventMeta& meta);

bool is_open(const Office& office, CivilDate day);

}  // namespace luodi::domain

// Compiled once, in office.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Office&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::domain::Office&);
extern template luodi::Expected<luodi::domain::Office> luodi::codec::decode(const luodi::codec::Json&);
