#include "common/codec/fields.hpp"

#include <functional>
#include <unordered_set>

template class nlohmann::basic_json<>;

namespace luodi::codec {

std::string pointer_join(const std::string& base, std::string_view token) {
  std::string out = base + "/";
  for (char c : token) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

void expect_type(const std::string& at, std::string_view wanted, Faults& faults) {
  faults.add(at, "type", "类型应为 / must be of type " + std::string(wanted));
}

bool text_fits(std::string_view text, std::size_t min, std::size_t max, const std::string& at, Faults& faults) {
  std::size_t points = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if ((c & 0xC0U) != 0x80U) ++points;
    const bool ascii_control = (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F;
    // U+0080 to U+009F, in UTF-8 C2 80 to C2 9F: terminals obey them too.
    const bool upper_control = c == 0xC2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xA0;
    if (ascii_control || upper_control) {
      faults.add(at, "control_character", "不得含控制字符 / control characters are not allowed");
      return false;
    }
  }
  if (points >= min && points <= max) return true;
  faults.add(at, "length",
             "字数应在 " + std::to_string(min) + " 与 " + std::to_string(max) + " 之间，现为 " +
                 std::to_string(points) + " / length out of bounds");
  return false;
}

namespace {
// Sees every key while the document is built and remembers the first one that its object already has: the parser
// itself would silently keep the last value.
class DuplicateKeys {
 public:
  bool operator()(int /*depth*/, Json::parse_event_t event, Json& parsed) {
    switch (event) {
      case Json::parse_event_t::object_start:
        open_.emplace_back();
        break;
      case Json::parse_event_t::object_end:
        open_.pop_back();
        break;
      case Json::parse_event_t::key: {
        const auto& key = parsed.get_ref<const std::string&>();
        if (!open_.back().insert(key).second && !first_) first_ = key;
        break;
      }
      case Json::parse_event_t::array_start:
      case Json::parse_event_t::array_end:
      case Json::parse_event_t::value:
        break;
    }
    return true;
  }
  const std::optional<std::string>& first() const { return first_; }

 private:
  std::vector<std::unordered_set<std::string>> open_;  // keys of the objects that are open, outermost first
  std::optional<std::string> first_;
};

// Nesting is counted before parsing: the parser must never build what is refused for its depth.
bool nested_deeper_than(std::string_view text, int max_depth) {
  int depth = 0;
  bool in_string = false;
  bool escaped = false;
  for (char c : text) {
    if (in_string) {
      if (escaped)
        escaped = false;
      else if (c == '\\')
        escaped = true;
      else if (c == '"')
        in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      if (++depth > max_depth) return true;
    } else if (c == '}' || c == ']') {
      --depth;
    }
  }
  return false;
}
}  // namespace

Expected<Json> parse_json(std::string_view text, int max_depth) {
  if (nested_deeper_than(text, max_depth))
    return fail(ErrorCode::malformed_json, "嵌套超过 " + std::to_string(max_depth) + " 层 / nested too deep");
  DuplicateKeys duplicates;
  Json out = Json::parse(text.begin(), text.end(), std::ref(duplicates), /*allow_exceptions=*/false);
  if (out.is_discarded()) return fail(ErrorCode::malformed_json, "无法解析 / cannot be parsed as JSON");
  if (duplicates.first()) return fail(ErrorCode::malformed_json, "字段重复 / duplicate key: " + *duplicates.first());
  return out;
}

}  // namespace luodi::codec
