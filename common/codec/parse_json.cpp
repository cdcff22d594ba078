// Text to JSON. The grammar is Boost.JSON's incremental parser, which is strict (RFC 8259, UTF-8, no trailing text) and
// several times as fast as the parser of nlohmann/json; every event is read by four processes, so this is where a large
// part of their time goes. The document stays nlohmann's, whose sorted objects make the canonical text.
#include <boost/json/src.hpp>
#include <charconv>
#include <cmath>

#include "common/codec/fields.hpp"
#include "common/codec/json_handler.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::codec {

namespace {
namespace bj = boost::json;

// Builds the document and remembers the first key that its object already has: a parser that keeps the last value would
// let two readers of one text disagree.
class Builder : public JsonHandler {
 public:
  bool on_object_begin(bj::error_code&) { return open(Json::object()); }
  bool on_object_end(std::size_t, bj::error_code&) { return close(); }
  bool on_array_begin(bj::error_code&) { return open(Json::array()); }
  bool on_array_end(std::size_t, bj::error_code&) { return close(); }
  bool on_key_part(bj::string_view part, std::size_t, bj::error_code&) { return gather(part); }
  bool on_key(bj::string_view part, std::size_t, bj::error_code&) {
    gather(part);
    auto& members = open_.back()->get_ref<Json::object_t&>();
    const auto [member, fresh] = members.try_emplace(std::move(text_));
    text_.clear();
    if (!fresh && !duplicate_) duplicate_ = member->first;
    member_ = &member->second;
    return true;
  }
  bool on_string_part(bj::string_view part, std::size_t, bj::error_code&) { return gather(part); }
  bool on_string(bj::string_view part, std::size_t, bj::error_code&) {
    gather(part);
    place(std::move(text_));
    text_.clear();
    return true;
  }
  bool on_number_part(bj::string_view part, bj::error_code&) { return gather(part); }
  bool on_int64(std::int64_t value, bj::string_view, bj::error_code&) { return number(value); }
  bool on_uint64(std::uint64_t value, bj::string_view, bj::error_code&) { return number(value); }
  bool on_double(double value, bj::string_view part, bj::error_code& ec) {
    if (!std::isfinite(value)) {
      ec = bj::error::exponent_overflow;
      return false;
    }
    gather(part);
    double exact = value;  // Boost's may be one unit in the last place off
    std::from_chars(text_.data(), text_.data() + text_.size(), exact);
    return number(exact);
  }
  bool on_bool(bool value, bj::error_code&) { return place(value) != nullptr; }
  bool on_null(bj::error_code&) { return place(nullptr) != nullptr; }

  Json& document() { return document_; }
  const std::optional<std::string>& duplicate() const { return duplicate_; }

 private:
  bool gather(bj::string_view part) {
    text_.append(part.data(), part.size());
    return true;
  }
  bool number(auto value) {
    text_.clear();
    return place(value) != nullptr;
  }
  // Where the value now stands; never null.
  template <class T>
  Json* place(T&& value) {
    if (open_.empty()) {
      document_ = std::forward<T>(value);
      return &document_;
    }
    Json& parent = *open_.back();
    if (!parent.is_array()) {
      *member_ = std::forward<T>(value);
      return member_;
    }
    auto& elements = parent.get_ref<Json::array_t&>();
    return &elements.emplace_back(std::forward<T>(value));
  }
  bool open(Json container) {
    open_.push_back(place(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Json document_;
  std::vector<Json*> open_;  // containers that are open, outermost first; an element is added only to the innermost
  Json* member_ = nullptr;   // the value that the last key waits for
  std::string text_;         // of the key or string that arrives in parts
  std::optional<std::string> duplicate_;
};

}  // namespace

Expected<Json> parse_json(std::string_view text, int max_depth) {
  // RFC 8259 8.1 lets a reader ignore the mark that some editors put in front.
  constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
  if (text.starts_with(k_byte_order_mark)) text.remove_prefix(k_byte_order_mark.size());
  bj::parse_options options;
  options.max_depth = static_cast<std::size_t>(max_depth);
  bj::basic_parser<Builder> parser(options);
  bj::error_code ec;
  const std::size_t used = parser.write_some(/*more=*/false, text.data(), text.size(), ec);
  if (ec == bj::error::too_deep)
    return fail(ErrorCode::malformed_json, bilingual("嵌套超过 {0} 层 / nested deeper than {0} levels", max_depth));
  if (ec || used != text.size()) return fail(ErrorCode::malformed_json, "无法解析 / cannot be parsed as JSON");
  const auto& duplicate = parser.handler().duplicate();
  if (duplicate) return fail(ErrorCode::malformed_json, bilingual("字段重复：{0} / duplicate key: {0}", *duplicate));
  return std::move(parser.handler().document());
}

}  // namespace luodi::codec
