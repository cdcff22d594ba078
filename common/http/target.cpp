#include "common/http/target.hpp"

#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

// More pairs than any route reads; a bound on what a request can make us allocate.
constexpr std::size_t k_max_query_pairs = 128;

enum class Part { path, query };

Expected<std::string> decode(std::string_view text, Part part) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '+' && part == Part::query) {
      out.push_back(' ');
      continue;
    }
    if (c != '%') {
      out.push_back(c);
      continue;
    }
    if (text.size() - i < 3)
      return fail(ErrorCode::malformed_request, "百分号转义不完整 / incomplete percent-encoding");
    const int high = syntax::hex_value(text[i + 1]);
    const int low = syntax::hex_value(text[i + 2]);
    if (high < 0 || low < 0)
      return fail(ErrorCode::malformed_request, "百分号转义不是十六进制 / percent-encoding is not hexadecimal");
    const int value = high * 16 + low;
    if (value == 0)
      return fail(ErrorCode::malformed_request, "请求地址含有空字符 / the request target contains a null character");
    if (part == Part::path && (value == '/' || value == '\\' || value < 0x20 || value == 0x7f)) {
      return fail(ErrorCode::malformed_request,
                  "路径中不得转义斜杠或控制字符 / no encoded slash or control character in a path");
    }
    out.push_back(static_cast<char>(static_cast<unsigned char>(value)));
    i += 2;
  }
  if (!is_utf8(out))
    return fail(ErrorCode::malformed_request, "请求地址不是合法的 UTF-8 / the request target is not valid UTF-8");
  return out;
}

bool has_dot_segment(std::string_view path) {
  std::size_t begin = 1;
  while (begin <= path.size()) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (segment == "." || segment == "..") return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

Expected<std::string> decode_path(std::string_view path) {
  if (path.empty() || path.front() != '/')
    return fail(ErrorCode::malformed_request, "路径必须以 / 开头 / a path begins with a slash");
  auto decoded = decode(path, Part::path);
  if (decoded && has_dot_segment(*decoded))
    return fail(ErrorCode::malformed_request, "路径不得含有 . 或 .. 段 / no . or .. segment in a path");
  return decoded;
}

Expected<Query> decode_query(std::string_view query) {
  Query pairs;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view pair = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (pair.empty()) continue;
    if (pairs.size() == k_max_query_pairs)
      return fail(ErrorCode::invalid_parameter, "查询参数过多 / too many query parameters");
    const std::size_t equals = std::min(pair.find('='), pair.size());
    auto name = decode(pair.substr(0, equals), Part::query);
    if (!name) return fail(std::move(name.error()));
    auto value = decode(pair.substr(std::min(equals + 1, pair.size())), Part::query);
    if (!value) return fail(std::move(value.error()));
    pairs.emplace_back(std::move(*name), std::move(*value));
  }
  return pairs;
}

Expected<Target> parse_target(std::string_view target) {
  const std::size_t mark = std::min(target.find('?'), target.size());
  auto path = decode_path(target.substr(0, mark));
  if (!path) return fail(std::move(path.error()));
  auto query = decode_query(target.substr(std::min(mark + 1, target.size())));
  if (!query) return fail(std::move(query.error()));
  return Target{std::move(*path), std::move(*query)};
}

std::string percent_encode(std::string_view text) {
  constexpr std::string_view k_hex = "0123456789ABCDEF";
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    if (syntax::is_alpha(c) || syntax::is_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      out.push_back(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.push_back('%');
    out.push_back(k_hex[byte >> 4U]);
    out.push_back(k_hex[byte & 15U]);
  }
  return out;
}

bool is_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() - i < length) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0U) != 0x80U) return false;
    }
    const auto second = static_cast<unsigned char>(text[i + 1]);
    const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    const bool surrogate = lead == 0xed && second >= 0xa0;
    const bool too_large = lead == 0xf4 && second >= 0x90;
    if (overlong || surrogate || too_large) return false;
    i += length;
  }
  return true;
}

}  // namespace luodi::http
