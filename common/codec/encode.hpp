#pragma once
// Writing described structs as JSON (fields.hpp is the whole, with the rules of both directions). Pure.
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "common/codec/described.hpp"
#include "common/codec/json.hpp"
#include "common/kernel/ids.hpp"
#include "common/kernel/money.hpp"

namespace luodi::codec {

template <class T>
Json encode(const T& value);

namespace detail {
template <class T>
struct is_optional : std::false_type {};
template <class T>
struct is_optional<std::optional<T>> : std::true_type {};
template <class T>
struct is_vector : std::false_type {};
template <class T>
struct is_vector<std::vector<T>> : std::true_type {};
template <class T>
struct is_map : std::false_type {};
template <class T>
struct is_map<std::map<std::string, T>> : std::true_type {};
template <class T>
struct is_id : std::false_type {};
template <class Tag>
struct is_id<Id<Tag>> : std::true_type {};

template <class T>
bool left_out(const T& value) {
  if constexpr (is_optional<T>::value)
    return !value.has_value();
  else if constexpr (is_vector<T>::value || is_map<T>::value)
    return value.empty();
  else
    return false;
}
}  // namespace detail

template <class T>
Json encode(const T& value) {
  if constexpr (Described<T>) {
    Json out = Json::object();
    with_fields<T>([&](const auto&... f) {
      ((!f.shown && detail::left_out(value.*(f.member)) ? void()
                                                        : void(out[std::string(f.name)] = encode(value.*(f.member)))),
       ...);
    });
    return out;
  } else if constexpr (detail::is_optional<T>::value) {
    return value ? encode(*value) : Json(nullptr);
  } else if constexpr (std::is_pointer_v<T>) {  // a part of something else, in views
    return value != nullptr ? encode(*value) : Json(nullptr);
  } else if constexpr (detail::is_vector<T>::value) {
    Json out = Json::array();
    for (const auto& v : value)
      out.push_back(encode(v));
    return out;
  } else if constexpr (detail::is_map<T>::value) {
    Json out = Json::object();
    for (const auto& [k, v] : value)
      out[k] = encode(v);
    return out;
  } else if constexpr (detail::is_id<T>::value) {
    return value.str();
  } else if constexpr (std::is_same_v<T, Fen>) {
    return value.value();
  } else if constexpr (Textual<T>) {
    return value.str();
  } else if constexpr (std::is_enum_v<T>) {
    return std::string(enum_text(value));
  } else {
    return Json(value);  // bool, integers, std::string, Json itself
  }
}

}  // namespace luodi::codec
