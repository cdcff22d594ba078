#pragma once
// Decodes a request target that the gate accepted: "/v1/projects/%E7%BB%B5?limit=5" into path and query. Strict: a
// broken escape, an escaped NUL, invalid UTF-8, and in the path an escaped slash, a control character or a "." or ".."
// segment are refused (400), so that no two layers can read different resources out of one target. Pure.
//
//   auto target = parse_target("/a%20b?q=%E7%BB%B5");   // path "/a b", query {{"q", "绵"}}
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/kernel/expected.hpp"

namespace luodi::http {

using Query = std::vector<std::pair<std::string, std::string>>;

struct Target {
  std::string path;
  Query query;  // in order; "+" is a space; a name without "=" has an empty value
};

Expected<Target> parse_target(std::string_view target);
Expected<std::string> decode_path(std::string_view path);
Expected<Query> decode_query(std::string_view query);

// Escapes everything but unreserved characters: for links that go back to clients.
std::string percent_encode(std::string_view text);

// Well-formed UTF-8 without overlong forms and surrogates.
bool is_utf8(std::string_view text);

}  // namespace luodi::http
