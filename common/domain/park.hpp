#pragma once
// The park aggregate: a park or county that hosts projects, and its industries as dated rows (measure 3: the admission
// gate asks for a leading 主导 or characteristic 特色 row valid on the application date). Aggregate id = park code.
// Pure.
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/aggregate.hpp"

namespace luodi::domain {

enum class IndustryRole { leading, characteristic, cultivated };  // 主导 | 特色 | 培育
Word word_of(IndustryRole value);
enum class HostKind { park, county };  // only parks receive the park awards
Word word_of(HostKind value);

struct ParkIndustry {
  std::string prefix;  // GB/T 4754-2017, 2 to 4 digits
  IndustryRole role = IndustryRole::leading;
  CivilDate valid_from;
  std::optional<CivilDate> valid_to;  // inclusive
  std::string source;
  std::string label;  // as published: "新型显示"
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using P = ParkIndustry;
    return described(field("prefix", &P::prefix, Text{2, 4}), field("role", &P::role),
                     field("valid_from", &P::valid_from), field("valid_to", &P::valid_to),
                     field("source", &P::source, Text{1, 200}), field("label", &P::label, codec::Name{100}));
  }
};

struct ParkRegistered {
  static constexpr std::string_view fact = "registered";
  std::string code;  // "MY-GX"
  std::string name;
  HostKind host_kind = HostKind::park;
  std::string region_code;  // GB/T 2260 of the land
  std::vector<ParkIndustry> industries;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using P = ParkRegistered;
    return described(field("code", &P::code, Text{2, 20}), field("name", &P::name, codec::Name{100}),
                     codec::optional_field("host_kind", &P::host_kind),
                     field("region_code", &P::region_code, Text{6, 6}),
                     field("industries", &P::industries, codec::Count{0, 200}));
  }
};

struct Park {
  static constexpr std::string_view kind = "park";
  using Events = std::variant<ParkRegistered>;
  std::string code;
  std::string name;
  HostKind host_kind = HostKind::park;
  std::string region_code;
  std::vector<ParkIndustry> industries;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using P = Park;
    return described(field("code", &P::code), field("name", &P::name), field("host_kind", &P::host_kind),
                     field("region_code", &P::region_code), field("industries", &P::industries),
                     field("created_at", &P::created_at), field("updated_at", &P::updated_at));
  }
};
void apply(Park& park, const ParkRegistered& event, const EventMeta& meta);

}  // namespace luodi::domain

template <>
struct luodi::codec::EnumNames<luodi::domain::IndustryRole> {
  using E = luodi::domain::IndustryRole;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::leading, "leading"}, {E::characteristic, "characteristic"}, {E::cultivated, "cultivated"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::domain::HostKind> {
  using E = luodi::domain::HostKind;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{{{E::park, "park"}, {E::county, "county"}}};
};

// Compiled once, in park.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Park&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::domain::Park&);
extern template luodi::Expected<luodi::domain::Park> luodi::codec::decode(const luodi::codec::Json&);
