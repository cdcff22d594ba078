#pragma once
// encode_text(value) is dump(encode(value)) without the document in between: the same bytes at a fraction of the cost,
// for the states that every commit writes. Members are written in the order of their names, which is settled at compile
// time. Pure.
//
//   encode_text(park) == R"({"code":"MY-GX","name":"绵阳高新区"})"
#include <algorithm>
#include <array>
#include <charconv>

#include "common/codec/text.hpp"

namespace luodi::codec {

template <class T>
void append_encoded(const T& value, std::string& out);

namespace detail {
// Where each member stands in the order of names.
template <class T>
constexpr auto members_by_name() {
  return with_fields<T>([](const auto&... f) {
    const std::array<std::string_view, sizeof...(f)> names{f.name...};
    std::array<std::size_t, sizeof...(f)> order{};
    for (std::size_t i = 0; i < order.size(); ++i)
      order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
    return order;
  });
}

// Appends ,"name":value unless the member is left out; `label` is ,"name": as one text.
template <class T, class Field>
void append_member(const T& value, const void* field, std::string_view label, std::string& out);

template <class T>
struct MemberWriter {
  const void* field;
  void (*append)(const T&, const void*, std::string_view, std::string&);
};

// The label of each member, made once.
template <class T>
const auto& member_labels() {
  static const auto labels = with_fields<T>(
      [](const auto&... f) { return std::array<std::string, sizeof...(f)>{(",\"" + std::string(f.name) + "\":")...}; });
  return labels;
}

// Names of members and of enum values are plain: they need no escape.
inline void append_plain(std::string_view text, std::string& out) {
  out += '"';
  out += text;
  out += '"';
}

inline void append_integer(auto value, std::string& out) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}
}  // namespace detail

template <class T>
void append_encoded(const T& value, std::string& out) {
  if constexpr (std::is_pointer_v<T>) {
    if (value != nullptr)
      append_encoded(*value, out);
    else
      out += "null";
  } else if constexpr (Described<T>) {
    static constexpr auto k_order = detail::members_by_name<T>();
    const std::size_t begin = out.size();
    with_fields<T>([&](const auto&... f) {
      const std::array<detail::MemberWriter<T>, sizeof...(f)> writers{
          {{&f, &detail::append_member<T, std::remove_cvref_t<decltype(f)>>}...}};
      const auto& labels = detail::member_labels<T>();
      for (const std::size_t i : k_order)
        writers[i].append(value, writers[i].field, labels[i], out);
    });
    if (out.size() == begin)
      out += '{';
    else
      out[begin] = '{';
    out += '}';
  } else if constexpr (detail::is_optional<T>::value) {
    if (value)
      append_encoded(*value, out);
    else
      out += "null";
  } else if constexpr (detail::is_vector<T>::value) {
    char separator = '[';
    for (const auto& element : value) {
      out += separator;
      separator = ',';
      append_encoded(element, out);
    }
    out += separator == '[' ? "[]" : "]";
  } else if constexpr (detail::is_map<T>::value) {
    char separator = '{';
    for (const auto& [name, element] : value) {
      out += separator;
      separator = ',';
      append_text(name, out);
      out += ':';
      append_encoded(element, out);
    }
    out += separator == '{' ? "{}" : "}";
  } else if constexpr (detail::is_id<T>::value) {
    append_text(value.str(), out);
  } else if constexpr (std::is_same_v<T, Fen>) {
    detail::append_integer(value.value(), out);
  } else if constexpr (Textual<T>) {
    const std::string text = value.str();
    append_text(text, out);
  } else if constexpr (std::is_enum_v<T>) {
    detail::append_plain(enum_text(value), out);
  } else if constexpr (std::is_same_v<T, std::string> || std::is_same_v<T, std::string_view>) {
    append_text(value, out);
  } else if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    detail::append_integer(value, out);
  } else {
    static_assert(std::is_same_v<T, Json>, "this type has no JSON form");
    append_json(value, out);
  }
}

template <class T, class Field>
void detail::append_member(const T& value, const void* field, std::string_view label, std::string& out) {
  const auto& described = *static_cast<const Field*>(field);
  const auto& member = value.*(described.member);
  if (!described.shown && left_out(member)) return;
  out += label;
  append_encoded(member, out);
}

template <class T>
std::string encode_text(const T& value) {
  constexpr std::size_t k_usual_bytes = 2048;  // a state or an answer: growing there step by step copies it twice
  std::string out;
  out.reserve(k_usual_bytes);
  append_encoded(value, out);
  return out;
}

}  // namespace luodi::codec
