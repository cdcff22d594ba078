#include "common/codec/text.hpp"

#include <charconv>

#include "common/kernel/utf8.hpp"

namespace luodi::codec {

namespace {
// Whether a byte of well-formed text stands in JSON as it is.
constexpr bool is_plain(unsigned char c) {
  return c >= 0x20 && c != '"' && c != '\\';
}

void escape(unsigned char c, std::string& out) {
  constexpr char k_hex[] = "0123456789abcdef";
  out += '\\';
  switch (c) {
    case '"':
    case '\\':
      out += static_cast<char>(c);
      return;
    case '\b':
      out += 'b';
      return;
    case '\f':
      out += 'f';
      return;
    case '\n':
      out += 'n';
      return;
    case '\r':
      out += 'r';
      return;
    case '\t':
      out += 't';
      return;
    default:
      out += "u00";
      out += k_hex[c >> 4];
      out += k_hex[c & 0xF];
  }
}

void write_number(auto value, std::string& out) {
  char digits[24];
  const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
  out.append(digits, end);
}
}  // namespace

// Runs that need no escape are copied at once: nearly every text is one run.
void append_text(std::string_view text, std::string& out) {
  const std::size_t begin = out.size();
  out += '"';
  std::size_t run = 0;
  std::size_t i = 0;
  while (i < text.size()) {
    const auto c = static_cast<unsigned char>(text[i]);
    const std::size_t length = c < 0x80 ? std::size_t(is_plain(c)) : utf8_length(text.substr(i));
    if (length > 0) {
      i += length;
      continue;
    }
    if (c >= 0x80) {  // malformed
      out.resize(begin);
      out += Json(std::string(text)).dump(-1, ' ', false, Json::error_handler_t::replace);
      return;
    }
    out += text.substr(run, i - run);
    escape(c, out);
    run = ++i;
  }
  out += text.substr(run);
  out += '"';
}

void append_json(const Json& json, std::string& out) {
  switch (json.type()) {
    case Json::value_t::object: {
      char separator = '{';
      for (const auto& [name, value] : json.get_ref<const Json::object_t&>()) {
        out += separator;
        separator = ',';
        append_text(name, out);
        out += ':';
        append_json(value, out);
      }
      out += separator == '{' ? "{}" : "}";
      return;
    }
    case Json::value_t::array: {
      char separator = '[';
      for (const auto& value : json.get_ref<const Json::array_t&>()) {
        out += separator;
        separator = ',';
        append_json(value, out);
      }
      out += separator == '[' ? "[]" : "]";
      return;
    }
    case Json::value_t::string:
      return append_text(json.get_ref<const std::string&>(), out);
    case Json::value_t::boolean:
      out += json.get<bool>() ? "true" : "false";
      return;
    case Json::value_t::number_integer:
      return write_number(json.get<std::int64_t>(), out);
    case Json::value_t::number_unsigned:
      return write_number(json.get<std::uint64_t>(), out);
    case Json::value_t::null:
    case Json::value_t::number_float:
    case Json::value_t::binary:
    case Json::value_t::discarded:
      out += json.dump();
  }
}

std::string dump(const Json& json) {
  std::string out;
  append_json(json, out);
  return out;
}

}  // namespace luodi::codec
