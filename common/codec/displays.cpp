#include "common/codec/displays.hpp"

#include "common/kernel/civil_text.hpp"
#include "common/kernel/money.hpp"

namespace luodi::codec {

void add_displays(Json& json) {
  constexpr std::string_view k_fen = "_fen";
  std::vector<std::pair<std::string, std::string>> displays;
  if (json.is_object())
    for (const auto& [key, value] : json.items())
      if (key.ends_with(k_fen) && value.is_number_integer())
        displays.emplace_back(key.substr(0, key.size() - k_fen.size()) + "_display",
                              Fen::of(value.get<std::int64_t>()).display());
  for (auto& [key, text] : displays)
    json[key] = std::move(text);
  if (json.is_structured())
    for (auto& child : json)
      add_displays(child);
}

void add_due_displays(Json& json) {
  for (const auto& [key, display] : {std::pair("due_at", "due_display"), std::pair("grace_until", "grace_display")}) {
    if (!json.is_object()) break;
    const auto found = json.find(key);
    if (found == json.end() || !found->is_string()) continue;
    if (const auto end = Instant::parse(found->get_ref<const std::string&>())) json[display] = until_zh(*end);
  }
  if (json.is_structured())
    for (auto& child : json)
      add_due_displays(child);
}

}  // namespace luodi::codec
