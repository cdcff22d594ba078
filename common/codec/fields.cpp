#include "common/codec/fields.hpp"

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
  for (unsigned char c : text) {
    if ((c & 0xC0) != 0x80) ++points;
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F) {
      faults.add(at, "control_character", "不得含控制字符 / control characters are not allowed");
      return false;
    }
  }
  if (points >= min && points <= max) return true;
  faults.add(at, "length",
             "字数应在 " + std::to_string(min) + " 与 " + std::to_string(max) + " 之间，现为 " + std::to_string(points) +
                 " / length out of bounds");
  return false;
}

namespace {
// Builds the document and remembers the first structural fault (depth, duplicate key) so that parsing can stop there.
class DepthGuard {
 public:
  explicit DepthGuard(int max_depth) : max_depth_(max_depth) {}
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    switch (event) {
      case Json::parse_event_t::object_start:
        if (depth >= max_depth_) too_deep_ = true;
        keys_.emplace_back();
        break;
      case Json::parse_event_t::array_start:
        if (depth >= max_depth_) too_deep_ = true;
        break;
      case Json::parse_event_t::object_end:
        keys_.pop_back();
        break;
      case Json::parse_event_t::key: {
        auto& seen = keys_.back();
        const auto& key = parsed.get_ref<const std::string&>();
        if (std::find(seen.begin(), seen.end(), key) != seen.end()) duplicate_ = key;
        seen.push_back(key);
        break;
      }
      case Json::parse_event_t::array_end:
      case Json::parse_event_t::value:
        break;
    }
    return !too_deep_;
  }
  bool too_deep() const { return too_deep_; }
  const std::optional<std::string>& duplicate() const { return duplicate_; }

 private:
  int max_depth_;
  bool too_deep_ = false;
  std::optional<std::string> duplicate_;
  std::vector<std::vector<std::string>> keys_;
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
  DepthGuard guard(max_depth);
  Json out = Json::parse(text.begin(), text.end(), std::ref(guard), /*allow_exceptions=*/false);
  if (guard.duplicate())
    return fail(ErrorCode::malformed_json, "字段重复 / duplicate key: " + *guard.duplicate());
  if (out.is_discarded()) return fail(ErrorCode::malformed_json, "无法解析 / cannot be parsed as JSON");
  return out;
}

}  // namespace luodi::codec
