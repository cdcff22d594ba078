#include <toml++/toml.h>

#include "common/kernel/bilingual.hpp"
#include "common/policy/files/policy_files.hpp"

namespace luodi::policy {

namespace {
std::string place(const std::string& file, const toml::source_region& source) {
  return file + ":" + std::to_string(source.begin.line);
}

Expected<codec::Json> convert(const toml::node& node, const std::string& file);

Expected<codec::Json> convert_table(const toml::table& table, const std::string& file) {
  codec::Json out = codec::Json::object();
  for (const auto& [key, value] : table) {
    auto inner = convert(value, file);
    if (!inner) return inner;
    out[std::string(key.str())] = std::move(*inner);
  }
  return out;
}

Expected<codec::Json> convert_array(const toml::array& array, const std::string& file) {
  codec::Json out = codec::Json::array();
  for (const auto& value : array) {
    auto inner = convert(value, file);
    if (!inner) return inner;
    out.push_back(std::move(*inner));
  }
  return out;
}

Expected<codec::Json> convert(const toml::node& node, const std::string& file) {
  if (const auto* table = node.as_table()) return convert_table(*table, file);
  if (const auto* array = node.as_array()) return convert_array(*array, file);
  if (const auto* text = node.as_string()) return codec::Json(text->get());
  if (const auto* number = node.as_integer()) return codec::Json(number->get());
  if (const auto* flag = node.as_boolean()) return codec::Json(flag->get());
  if (const auto* date = node.as_date()) {
    auto day = CivilDate::of(date->get().year, date->get().month, date->get().day);
    if (!day) return fail(ErrorCode::policy_invalid, place(file, node.source()) + " " + day.error().detail);
    return codec::Json(day->str());
  }
  // Fractions would make two machines disagree about a fen; times of day have no meaning in a policy.
  return fail(ErrorCode::policy_invalid,
              place(file, node.source()) + " 只能用整数、文字、真假和日期 / only integers, text, booleans and dates");
}
}  // namespace

Expected<codec::Json> toml_to_json(std::string_view toml_text, const std::string& file) {
  try {
    const toml::table document = toml::parse(toml_text, file);
    return convert(document, file);
  } catch (const toml::parse_error& error) {
    return fail(ErrorCode::policy_invalid,
                place(file, error.source()) + bilingual(" TOML 语法有误：{0} / syntax: {0}", error.description()));
  }
}

}  // namespace luodi::policy
