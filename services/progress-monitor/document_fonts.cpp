#include "services/progress-monitor/document_fonts.hpp"

namespace luodi::monitor {

namespace {
constexpr const char* k_names[document::k_faces] = {"title", "body", "kai", "hei", "song"};  // in the order of Face
}  // namespace

document::FontFamilies read_font_families(const runtime::ServiceConfig& config) {
  auto families = document::default_families();
  for (int face = 0; face < document::k_faces; ++face) {
    const auto named = config.reader->texts(std::string("fonts.") + k_names[face]);
    if (named.empty()) continue;
    families.of[face].clear();
    for (const auto& name : named)
      families.of[face].push_back(document::parse_choice(name));
  }
  return families;
}

std::map<std::string, std::string> installed_fonts(const document::FontFamilies& families) {
  const document::Fonts fonts(families);
  std::map<std::string, std::string> out;
  for (int face = 0; face < document::k_faces; ++face)
    out[k_names[face]] = fonts.installed(static_cast<document::Face>(face));
  return out;
}

}  // namespace luodi::monitor
