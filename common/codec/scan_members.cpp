#include "common/codec/scan_members.hpp"

#include <limits>

#include "common/codec/json_handler.hpp"

namespace luodi::codec {

namespace {
namespace bj = boost::json;

class Scanner : public JsonHandler {
 public:
  explicit Scanner(const MemberSink& sink) : sink_(sink) {}

  bool on_object_begin(bj::error_code&) {
    if (open_ == 0) is_object_ = true;
    return open();
  }
  bool on_object_end(std::size_t, bj::error_code&) { return close(); }
  bool on_array_begin(bj::error_code&) { return open(); }
  bool on_array_end(std::size_t, bj::error_code&) { return close(); }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return gather(part, name_); }
  bool on_key(bj::string_view part, std::size_t, bj::error_code&) { return gather(part, name_); }
  bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return gather(part, text_); }
  bool on_string(bj::string_view part, std::size_t, bj::error_code&) {
    gather(part, text_);
    if (open_ == 1) tell(std::move(text_));
    text_.clear();
    return true;
  }
  bool on_number_part(bj::string_view, bj::error_code&) { return true; }
  bool on_int64(std::int64_t value, bj::string_view, bj::error_code&) { return plain(value); }
  bool on_uint64(std::uint64_t value, bj::string_view, bj::error_code&) {
    constexpr auto k_largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    return value > k_largest ? plain({}) : plain(static_cast<std::int64_t>(value));
  }
  bool on_double(double, bj::string_view, bj::error_code&) { return plain({}); }
  bool on_bool(bool, bj::error_code&) { return plain({}); }
  bool on_null(bj::error_code&) { return plain({}); }

  bool is_object() const { return is_object_; }

 private:
  bool gather(bj::string_view part, std::string& into) {
    if (open_ == 1) into.append(part.data(), part.size());
    return true;
  }
  bool plain(Member value) {
    if (open_ == 1) tell(std::move(value));
    return true;
  }
  bool open() {
    if (open_ == 1) tell({});
    ++open_;
    return true;
  }
  bool close() {
    --open_;
    return true;
  }
  void tell(Member value) {
    if (is_object_) sink_(name_, std::move(value));
    name_.clear();
  }

  const MemberSink& sink_;
  int open_ = 0;  // containers around the value that comes
  bool is_object_ = false;
  std::string name_;  // of the outermost member that is being read
  std::string text_;
};
}  // namespace

Expected<void> scan_members(std::string_view text, const MemberSink& sink) {
  bj::parse_options options;
  options.max_depth = static_cast<std::size_t>(k_json_depth);
  bj::basic_parser<Scanner> parser(options, sink);
  bj::error_code ec;
  const std::size_t used = parser.write_some(/*more=*/false, text.data(), text.size(), ec);
  if (ec || used != text.size()) return fail(ErrorCode::malformed_json, "无法解析 / cannot be parsed as JSON");
  if (!parser.handler().is_object()) return fail(ErrorCode::invalid_body, "应为对象 / must be an object");
  return {};
}

}  // namespace luodi::codec
