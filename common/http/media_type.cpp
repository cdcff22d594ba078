#include "common/http/media_type.hpp"

#include <algorithm>

#include "common/http/syntax.hpp"

namespace luodi::http {
namespace {

using syntax::equals_lower;
using syntax::trim;

// Takes the next element before `separator` off `rest`.
std::string_view take(std::string_view& rest, char separator) {
  const std::size_t end = std::min(rest.find(separator), rest.size());
  const std::string_view element = trim(rest.substr(0, end));
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return element;
}

// qvalue in thousandths; a malformed one counts as 0, so that a broken preference never wins.
int quality(std::string_view parameters) {
  while (!parameters.empty()) {
    const std::string_view parameter = take(parameters, ';');
    if (parameter.size() < 3 || syntax::to_lower(parameter[0]) != 'q' || parameter[1] != '=') continue;
    const std::string_view q = parameter.substr(2);
    if ((q[0] != '0' && q[0] != '1') || q.size() > 5 || (q.size() > 1 && q[1] != '.')) return 0;
    int value = (q[0] - '0') * 1000;
    int unit = 100;
    for (std::size_t i = 2; i < q.size(); ++i, unit /= 10) {
      if (!syntax::is_digit(q[i])) return 0;
      value += (q[i] - '0') * unit;
    }
    return std::min(value, 1000);
  }
  return 1000;
}

// How exactly a media range names a type: 0 = not at all, 1 = "*/*", 2 = "type/*", 3 = exact.
int specificity(std::string_view range, std::string_view type) {
  if (range == "*/*") return 1;
  const std::size_t slash = type.find('/');
  if (range.size() == slash + 2 && range.back() == '*' &&
      equals_lower(range.substr(0, slash + 1), type.substr(0, slash + 1))) {
    return 2;
  }
  return equals_lower(range, type) ? 3 : 0;
}

int quality_of(std::string_view accept, std::string_view type) {
  int best = 0;
  int result = 0;
  while (!accept.empty()) {
    std::string_view element = take(accept, ',');
    const std::string_view range = take(element, ';');
    const int exactness = specificity(range, type);
    if (exactness <= best) continue;
    best = exactness;
    result = quality(element);
  }
  return result;
}

}  // namespace

bool is_media_type(std::string_view content_type, std::string_view expected) {
  if (!equals_lower(take(content_type, ';'), expected)) return false;
  while (!content_type.empty()) {
    std::string_view parameter = take(content_type, ';');
    if (!equals_lower(take(parameter, '='), "charset")) return false;
    if (!equals_lower(parameter, "utf-8") && !equals_lower(parameter, "\"utf-8\"")) return false;
  }
  return true;
}

std::string_view negotiate(const std::string* accept, const std::vector<std::string_view>& offered) {
  if (accept == nullptr || offered.empty()) return offered.empty() ? std::string_view() : offered.front();
  std::string_view chosen;
  int best = 0;
  for (const std::string_view type : offered) {
    const int q = quality_of(*accept, type);
    if (q <= best) continue;
    best = q;
    chosen = type;
  }
  return chosen;
}

std::string preferred_language(const std::string* accept_language) {
  int zh = 0;
  int en = 0;
  std::string_view rest = accept_language == nullptr ? std::string_view() : std::string_view(*accept_language);
  while (!rest.empty()) {
    std::string_view element = take(rest, ',');
    const std::string_view tag = take(element, ';');
    const std::string_view primary = tag.substr(0, tag.find('-'));
    if (equals_lower(primary, "zh")) zh = std::max(zh, quality(element));
    if (equals_lower(primary, "en")) en = std::max(en, quality(element));
  }
  return en > zh ? "en" : "zh";
}

std::string preferred_language_in(std::string_view header_bytes) {
  constexpr std::string_view k_name = "accept-language:";
  while (!header_bytes.empty()) {
    const std::string_view line = take(header_bytes, '\n');
    if (line.size() < k_name.size() || !equals_lower(line.substr(0, k_name.size()), k_name)) continue;
    std::string value(line.substr(k_name.size()));
    if (value.ends_with('\r')) value.pop_back();
    return preferred_language(&value);
  }
  return "zh";
}

}  // namespace luodi::http
