#pragma once
// What a struct says about its fields: name, member, constraint. Reading and writing by it is fields.hpp.
//
//   static constexpr auto fields() { return described(field("name", &Enterprise::name, Text{1, 200})); }
//   template <> struct luodi::codec::EnumNames<Light> { static constexpr std::array<...> table{...}; };
//
// Guarantee: everything is constexpr and costs nothing at run time. Pure.
#include <array>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "common/kernel/expected.hpp"

namespace luodi::codec {

// ---- constraints, named where the field is named ----
struct None {};
struct Text {  // length in Unicode code points; control characters other than tab and newline are refused
  std::size_t min;
  std::size_t max;
};
struct Name {  // one line that names somebody or something: 1 to max code points, one of them visible, none unfit
  std::size_t max;
};
struct Range {  // inclusive, in the unit of the field
  std::int64_t min;
  std::int64_t max;
};
struct Count {  // elements of a vector
  std::size_t min;
  std::size_t max;
};

template <class Class, class Member, class Constraint>
struct Field {
  std::string_view name;
  Member Class::*member;
  Constraint constraint;
  bool defaulted;  // may be absent: the member keeps its default
  bool shown;      // written also when it is empty
};

template <class Class, class Member, class Constraint = None>
constexpr auto field(std::string_view name, Member Class::*member, Constraint constraint = {}) {
  return Field<Class, Member, Constraint>{name, member, constraint, false, false};
}
// optional_field: absent is allowed and leaves the member's default; written always unless empty.
template <class Class, class Member, class Constraint = None>
constexpr auto optional_field(std::string_view name, Member Class::*member, Constraint constraint = {}) {
  return Field<Class, Member, Constraint>{name, member, constraint, true, false};
}
// shown_field: for views, which show null and [] where a stored document leaves the member out. Never read.
template <class Class, class Member>
constexpr auto shown_field(std::string_view name, Member Class::*member) {
  return Field<Class, Member, None>{name, member, None{}, false, true};
}

// described(fields...): all fields of a struct, handed to a visitor as one pack. Not a tuple: the compiler needs
// seconds to build the tuples of our longer structs, in every file that sees them.
template <class... Fields>
constexpr auto described(Fields... fields) {
  return [fields...](auto&& visit) constexpr->decltype(auto) {
    return visit(fields...);
  };
}
// extended(base, fields...): those of a described base first.
template <class Base, class... Fields>
constexpr auto extended(Base base, Fields... fields) {
  return [ base, fields... ](auto&& visit) constexpr->decltype(auto) {
    return base([&](const auto&... inherited) -> decltype(auto) { return visit(inherited..., fields...); });
  };
}
// with_fields<T>(visit): calls visit(field, field, ...) once, in the order in which T names them.
template <class T, class Visit>
constexpr decltype(auto) with_fields(Visit&& visit) {
  return T::fields()(std::forward<Visit>(visit));
}

template <class T>
concept Described = requires {
  T::fields();
};

// A value with one text form that it reads and writes itself: CivilDate, Instant, HalfMonth, Industry, ProjectCode.
template <class T>
concept Textual = requires(const T& value, std::string_view text) {
  { T::parse(text) } -> std::same_as<Expected<T>>;
  { value.str() } -> std::convertible_to<std::string>;
};

// ---- enums: specialise EnumNames with a static constexpr array of {value, text} ----
template <class E>
struct EnumNames;  // static constexpr std::array<std::pair<E, std::string_view>, N> table

template <class E>
requires std::is_enum_v<E> std::string_view enum_text(E value) {
  for (const auto& [v, text] : EnumNames<E>::table)
    if (v == value) return text;
  return "";
}
template <class E>
requires std::is_enum_v<E> std::optional<E> enum_value(std::string_view text) {
  for (const auto& [v, t] : EnumNames<E>::table)
    if (t == text) return v;
  return std::nullopt;
}

}  // namespace luodi::codec
