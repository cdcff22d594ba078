#include "common/codec/displays.hpp"

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

}  // namespace luodi::codec
