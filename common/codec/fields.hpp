#pragma once
// Described structs: a struct lists its fields once and gets strict JSON reading, canonical writing and field errors.
//
//   struct Enterprise {
//     std::string name;
//     std::optional<std::string> uscc;
//     static constexpr auto fields() {
//       return described(field("name", &Enterprise::name, Text{1, 200}), field("uscc", &Enterprise::uscc, Text{18,
//       18}));
//     }
//   };
//   Expected<Enterprise> e = decode<Enterprise>(json);   // unknown, missing, wrong type, too long: all in error.fields
//   Json j = encode(*e);                                  // std::map order, so the same value gives the same bytes
//
// Guarantee: decode(encode(x)) == x. Absent optionals, empty vectors and empty maps are left out when writing, and may
// be absent when reading (a list that must be given says Count{1, n}).
// A request (parse_request) is read more strictly than what was stored: see Origin.
// Reading collects every fault, each with its RFC 6901 pointer, before it answers. Pure; no exceptions leave it.
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/codec/choices.hpp"
#include "common/codec/described.hpp"
#include "common/codec/encode.hpp"
#include "common/codec/faults.hpp"
#include "common/kernel/civil.hpp"
#include "common/kernel/expected.hpp"
#include "common/kernel/ids.hpp"
#include "common/kernel/money.hpp"

namespace luodi::codec {

template <class T, class Constraint>
void read(const Json& in, T& out, const Constraint& constraint, const Path& at, Faults& faults);

namespace detail {
// What left_out may leave out, reading may not demand. A list whose Count asks for an element can never be left out.
template <class T, class Constraint>
constexpr bool may_be_absent(const Constraint& constraint) {
  if constexpr (is_optional<T>::value)
    return true;
  else if constexpr (std::is_same_v<Constraint, Count>)
    return constraint.min == 0;
  else
    return is_vector<T>::value || is_map<T>::value;
}

template <class T>
void read_described(const Json& in, T& out, const Path& at, Faults& faults) {
  if (!in.is_object()) return expect_type(at, "object", faults);
  with_fields<T>([&](const auto&... f) {
    std::size_t known = 0;
    auto one = [&](const auto& fd) {
      using Member = std::remove_reference_t<decltype(out.*(fd.member))>;
      const auto it = in.find(fd.name);
      if (it == in.end()) {
        if (!fd.defaulted && !may_be_absent<Member>(fd.constraint))
          faults.add(Path(at, fd.name), "required", "缺少必填字段 / required");
        return;
      }
      ++known;
      read(*it, out.*(fd.member), fd.constraint, Path(at, fd.name), faults);
    };
    (one(f), ...);
    if (known == in.size()) return;
    for (auto it = in.begin(); it != in.end(); ++it)
      if (!((it.key() == f.name) || ...))
        faults.add(Path(at, it.key()), "unknown_field", "不认识的字段 / unknown field");
  });
}

// The parser turns whole numbers past 64 bits into floats; 1.0 and 1e3 are floats too, but of the wrong type.
inline bool beyond_int64(const Json& in) {
  constexpr double k_two_to_63 = 9223372036854775808.0;
  if (in.is_number_float()) return in.get<double>() >= k_two_to_63 || in.get<double>() < -k_two_to_63;
  return in.is_number_unsigned() && in.get<std::uint64_t>() > static_cast<std::uint64_t>(INT64_MAX);
}

// What lies outside a Range is told its bounds, amounts of money in fen and as people read them.
std::string number_bounds(const Range& range, std::int64_t given);
std::string fen_bounds(const Range& range, std::int64_t given);
inline constexpr const char* k_fen_type =
    "金额应为以分计的整数（1 元为 100 分） / an amount is a whole number of fen, 100 to 1 yuan";
std::string count_bounds(const Count& count, std::size_t given);

template <class T, class Constraint>
void read_integer(const Json& in, std::int64_t& raw, const Constraint& constraint, const Path& at, Faults& faults,
                  std::string (*bounds)(const Range&, std::int64_t) = number_bounds) {
  if (beyond_int64(in)) return faults.add(at, "out_of_range", "超出 64 位整数范围 / beyond 64-bit integers");
  if (!in.is_number_integer()) return expect_type(at, "integer", faults);
  const auto given = in.get<std::int64_t>();
  if constexpr (std::is_same_v<Constraint, Range>) {
    if (given < constraint.min || given > constraint.max)
      return faults.add(at, "out_of_range", bounds(constraint, given));
  }
  if (!std::in_range<T>(given)) return faults.add(at, "out_of_range", "超出整数范围 / out of range");
  raw = given;
}
}  // namespace detail

template <class T, class Constraint>
void read(const Json& in, T& out, const Constraint& constraint, const Path& at, Faults& faults) {
  if constexpr (Described<T>) {
    detail::read_described(in, out, at, faults);
  } else if constexpr (detail::is_optional<T>::value) {
    if (in.is_null()) {
      out.reset();
      return;
    }
    typename T::value_type value{};
    read(in, value, constraint, at, faults);
    out = std::move(value);
  } else if constexpr (detail::is_vector<T>::value) {
    if (!in.is_array()) return expect_type(at, "array", faults);
    if constexpr (std::is_same_v<Constraint, Count>) {
      if (in.size() < constraint.min || in.size() > constraint.max)
        faults.add(at, "count", detail::count_bounds(constraint, in.size()));
    }
    out.clear();
    for (std::size_t i = 0; i < in.size(); ++i) {
      typename T::value_type value{};
      read(in[i], value, None{}, Path(at, i), faults);
      out.push_back(std::move(value));
    }
  } else if constexpr (detail::is_map<T>::value) {
    if (!in.is_object()) return expect_type(at, "object", faults);
    out.clear();
    for (auto it = in.begin(); it != in.end(); ++it)
      read(it.value(), out[it.key()], None{}, Path(at, it.key()), faults);
  } else if constexpr (detail::is_id<T>::value || std::is_same_v<T, std::string>) {
    if (!in.is_string()) return expect_type(at, "string", faults);
    const auto& text = in.get_ref<const std::string&>();
    if constexpr (std::is_same_v<Constraint, Text>)
      text_fits(text, constraint.min, constraint.max, at, faults);
    else if constexpr (std::is_same_v<Constraint, Name>)
      name_fits(text, constraint.max, at, faults);
    else
      text_fits(text, 0, 4000, at, faults);
    out = T(text);
  } else if constexpr (std::is_same_v<T, Fen>) {
    if (!in.is_number_integer() && !detail::beyond_int64(in)) return faults.add(at, "type", detail::k_fen_type);
    std::int64_t raw = 0;
    detail::read_integer<std::int64_t>(in, raw, constraint, at, faults, detail::fen_bounds);
    out = Fen::of(raw);
  } else if constexpr (Textual<T>) {
    if (!in.is_string()) return expect_type(at, "string", faults);
    auto parsed = T::parse(in.get_ref<const std::string&>());
    if (parsed)
      out = *parsed;
    else
      faults.add(at, "format", parsed.error().detail);
  } else if constexpr (std::is_enum_v<T>) {
    if (!in.is_string()) return expect_type(at, "string", faults);
    if (auto value = enum_value<T>(in.get_ref<const std::string&>())) {
      out = *value;
    } else {
      faults.add(at, "not_allowed", one_of(choices<T>()));
    }
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!in.is_boolean()) return expect_type(at, "boolean", faults);
    out = in.get<bool>();
  } else if constexpr (std::is_integral_v<T>) {
    std::int64_t raw = 0;
    detail::read_integer<T>(in, raw, constraint, at, faults);
    out = static_cast<T>(raw);
  } else if constexpr (std::is_same_v<T, Json>) {
    out = in;
  } else {
    static_assert(sizeof(T) == 0, "this type has no JSON form");
  }
}

// decode<T>(json) reads what was stored, decode<T>(json, Origin::request) what somebody asks for.
template <class T>
Expected<T> decode(const Json& in, Origin origin) {
  T out{};
  Faults faults;
  faults.origin = origin;
  read(in, out, None{}, Path(), faults);
  if (faults.list.empty()) return out;
  const FieldError& first = faults.list.front();
  Error error(ErrorCode::invalid_body, (first.pointer.empty() ? "" : first.pointer + ": ") + first.message);
  error.fields = std::move(faults.list);
  return fail(std::move(error));
}
template <class T>
Expected<T> decode(const Json& in) {
  return decode<T>(in, Origin::stored);
}

// Text to JSON: no exceptions; depth at most max_depth; duplicate keys, trailing text and invalid UTF-8 are
// malformed_json.
inline constexpr int k_json_depth = 32;
Expected<Json> parse_json(std::string_view text, int max_depth = k_json_depth);

template <class T>
Expected<T> parse(std::string_view text) {
  auto json = parse_json(text);
  if (!json) return fail(json.error());
  return decode<T>(*json);
}
template <class T>
Expected<T> parse_request(std::string_view text) {
  auto json = parse_json(text);
  if (!json) return fail(json.error());
  return decode<T>(*json, Origin::request);
}

}  // namespace luodi::codec
