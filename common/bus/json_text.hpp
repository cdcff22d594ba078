#pragma once
// JsonText appends JSON to one string without a document tree: the bus writes a header per message, 20,000 a second.
// Control characters, quotes and backslashes are escaped; bytes that are not UTF-8 become U+FFFD, because a reader
// would refuse the whole header. Not thread-safe.
//
//   JsonText out; out.key("op"); out.text("project.landing"); std::string json = out.finish();
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace luodi::bus {

class JsonText {
 public:
  JsonText() {
    out_.reserve(256);  // a typical header is 150-250 bytes
    out_ += '{';
  }
  void key(std::string_view name);  // name is a literal without characters to escape
  void text(std::string_view value);
  void number(std::int64_t value);
  void boolean(bool value) { out_ += value ? "true" : "false"; }
  void object(const std::map<std::string, std::string>& values);
  template <class Range, class Text>
  void array(const Range& values, Text&& text_of) {
    char separator = '[';
    for (const auto& value : values) {
      out_ += separator;
      separator = ',';
      text(text_of(value));
    }
    out_ += separator == '[' ? "[]" : "]";
  }
  std::string finish() {
    out_ += '}';
    return std::move(out_);
  }

 private:
  std::string out_;
};

}  // namespace luodi::bus
