#include "common/document/fonts.hpp"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include <algorithm>

#include "common/document/characters.hpp"
#include "common/document/shaped.hpp"

namespace luodi::document {

namespace {
struct Unref {
  void operator()(gpointer object) const { g_object_unref(object); }
};
struct Free {
  void operator()(PangoFontDescription* d) const { pango_font_description_free(d); }
  void operator()(PangoGlyphString* g) const { pango_glyph_string_free(g); }
  void operator()(FcPattern* p) const { FcPatternDestroy(p); }
  void operator()(FcFontSet* s) const { FcFontSetDestroy(s); }
  void operator()(FcObjectSet* s) const { FcObjectSetDestroy(s); }
  void operator()(FcCharSet* s) const { FcCharSetDestroy(s); }
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
  void operator()(cairo_t* c) const { cairo_destroy(c); }
};
using FontPtr = std::unique_ptr<PangoFont, Unref>;

std::unique_ptr<FcFontSet, Free> list_fonts(FcPattern& wanted) {
  const std::unique_ptr<FcObjectSet, Free> fields(FcObjectSetBuild(FC_FAMILY, FC_FILE, nullptr));
  return std::unique_ptr<FcFontSet, Free>(FcFontList(nullptr, &wanted, fields.get()));
}

// Asked of fontconfig, because a font map answers any name with some font.
bool is_installed(const std::string& family) {
  const std::unique_ptr<FcPattern, Free> wanted(FcPatternCreate());
  FcPatternAddString(wanted.get(), FC_FAMILY, reinterpret_cast<const FcChar8*>(family.c_str()));
  FcPatternAddBool(wanted.get(), FC_OUTLINE, FcTrue);
  const auto found = list_fonts(*wanted);
  return found && found->nfont > 0;
}

// Any installed outline font with this character, always the same one of several.
std::string family_with(char32_t c) {
  const std::unique_ptr<FcPattern, Free> wanted(FcPatternCreate());
  const std::unique_ptr<FcCharSet, Free> characters(FcCharSetCreate());
  FcCharSetAddChar(characters.get(), c);
  FcPatternAddCharSet(wanted.get(), FC_CHARSET, characters.get());
  FcPatternAddBool(wanted.get(), FC_OUTLINE, FcTrue);
  FcPatternAddBool(wanted.get(), FC_COLOR, FcFalse);
  const auto found = list_fonts(*wanted);
  std::pair<std::string, std::string> first;
  for (int i = 0; found && i < found->nfont; ++i) {
    FcChar8* family = nullptr;
    FcChar8* file = nullptr;
    if (FcPatternGetString(found->fonts[i], FC_FAMILY, 0, &family) != FcResultMatch) continue;
    if (FcPatternGetString(found->fonts[i], FC_FILE, 0, &file) != FcResultMatch) continue;
    const std::pair<std::string, std::string> one(reinterpret_cast<char*>(file), reinterpret_cast<char*>(family));
    if (first.first.empty() || one < first) first = one;
  }
  return first.second;
}
}  // namespace

struct Fonts::Impl {
  using Key = std::tuple<std::string, bool, double>;  // family, bold, size
  FontFamilies families;
  std::unique_ptr<PangoContext, Unref> context;
  std::map<Key, FontPtr> loaded;
  std::map<std::tuple<int, double, std::string>, Shaped> shaped;
  std::set<char32_t> missing;

  explicit Impl(const FontFamilies& wanted) {
    for (int face = 0; face < k_faces; ++face)
      for (const auto& choice : wanted.of[face])
        if (is_installed(choice.family)) families.of[face].push_back(choice);
    context.reset(pango_font_map_create_context(pango_cairo_font_map_get_default()));  // of this thread
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);  // paper has no pixels
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_language(context.get(), language());
  }
  static PangoLanguage* language() { return pango_language_from_string("zh-cn"); }

  PangoFont* load(const std::string& family, bool bold, double size) {
    const Key key(family, bold, size);
    const auto known = loaded.find(key);
    if (known != loaded.end()) return known->second.get();
    const std::unique_ptr<PangoFontDescription, Free> wanted(pango_font_description_new());
    pango_font_description_set_family(wanted.get(), family.c_str());
    pango_font_description_set_weight(wanted.get(), bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(wanted.get(), size * PANGO_SCALE);
    FontPtr font(pango_font_map_load_font(pango_context_get_font_map(context.get()), context.get(), wanted.get()));
    return loaded.emplace(key, std::move(font)).first->second.get();
  }

  PangoFont* font_for(Face face, double size, char32_t c) {
    for (const auto& choice : families.of[static_cast<int>(face)]) {
      if (choice.han_only && !is_han(c)) continue;
      PangoFont* font = load(choice.family, choice.bold, size);
      if (font && pango_font_has_char(font, c)) return font;
    }
    if (is_private(c)) return nullptr;  // a foreign font would show another sign for it
    const std::string family = family_with(c);
    if (family.empty()) return nullptr;
    PangoFont* font = load(family, false, size);
    return font && pango_font_has_char(font, c) ? font : nullptr;
  }

  GlyphRun run_of(PangoFont* font, const std::string& text, double at, double& advance) {
    PangoAnalysis analysis{};
    analysis.font = font;
    analysis.language = language();
    analysis.script = PANGO_SCRIPT_HAN;
    const std::unique_ptr<PangoGlyphString, Free> string(pango_glyph_string_new());
    pango_shape(text.data(), static_cast<int>(text.size()), &analysis, string.get());
    GlyphRun run;
    run.font = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    run.text = text;
    double x = 0;
    std::vector<int> starts;  // of the clusters, in bytes
    for (int i = 0; i < string->num_glyphs; ++i) {
      const auto& glyph = string->glyphs[i];
      if (starts.empty() || string->log_clusters[i] != starts.back()) {
        starts.push_back(string->log_clusters[i]);
        run.clusters.push_back({0, 0});
      }
      if (glyph.glyph != PANGO_GLYPH_EMPTY) {
        run.glyphs.push_back({glyph.glyph, at + x + pango_units_to_double(glyph.geometry.x_offset),
                              pango_units_to_double(glyph.geometry.y_offset)});
        ++run.clusters.back().num_glyphs;
      }
      x += pango_units_to_double(glyph.geometry.width);
    }
    starts.push_back(static_cast<int>(text.size()));
    for (std::size_t k = 0; k < run.clusters.size(); ++k)
      run.clusters[k].num_bytes = starts[k + 1] - starts[k];
    advance += x;
    return run;
  }

  Shaped shape(Face face, double size, const std::string& text) {
    Shaped out;
    PangoFont* current = nullptr;
    std::string run;
    const auto finish = [&] {
      if (current && !run.empty()) out.runs.push_back(run_of(current, run, out.advance, out.advance));
      run.clear();
    };
    for (const char32_t c : code_points(text)) {
      if (current && is_invisible(c)) {
        run += utf8_of(c);
        continue;
      }
      char32_t printed = c;
      PangoFont* font = font_for(face, size, c);
      if (!font && is_invisible(c)) continue;
      if (!font) {
        missing.insert(c);
        printed = k_geta;
        font = font_for(face, size, k_geta);
        if (!font) missing.insert(k_geta);
      }
      if (font != current) finish();
      current = font;
      if (font) run += utf8_of(printed);
    }
    finish();
    return out;
  }
};

Fonts::Fonts(const FontFamilies& families) : impl_(std::make_unique<Impl>(families)) {}
Fonts::~Fonts() = default;

const Shaped& Fonts::shape(Face face, double size, const std::string& text) {
  const std::tuple key(static_cast<int>(face), size, text);
  const auto known = impl_->shaped.find(key);
  if (known != impl_->shaped.end()) return known->second;
  return impl_->shaped.emplace(key, impl_->shape(face, size, text)).first->second;
}

double Fonts::advance(Face face, double size, const std::string& text) {
  return shape(face, size, text).advance;
}

// From the outlines: a font's own boxes also hold the control points of its curves.
Fonts::Extent Fonts::ink(const Shaped& shaped) const {
  const std::unique_ptr<cairo_surface_t, Free> nowhere(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
  const std::unique_ptr<cairo_t, Free> cairo(cairo_create(nowhere.get()));
  Extent out;
  for (const auto& run : shaped.runs) {
    cairo_new_path(cairo.get());
    cairo_set_scaled_font(cairo.get(), run.font);
    cairo_glyph_path(cairo.get(), run.glyphs.data(), static_cast<int>(run.glyphs.size()));
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    cairo_path_extents(cairo.get(), &left, &top, &right, &bottom);
    out.above = std::max(out.above, -top);
    out.below = std::max(out.below, bottom);
  }
  return out;
}

const std::set<char32_t>& Fonts::missing() const {
  return impl_->missing;
}

std::string Fonts::installed(Face face) const {
  const auto& list = impl_->families.of[static_cast<int>(face)];
  return list.empty() ? std::string() : list.front().family;
}

FontChoice parse_choice(std::string_view text) {
  FontChoice out;
  const auto cut = [&](std::string_view option) {
    if (!text.ends_with(option)) return false;
    text.remove_suffix(option.size());
    return true;
  };
  out.bold = cut(":bold");
  out.han_only = cut(":han");
  out.family = std::string(text);
  return out;
}

FontFamilies default_families() {
  static constexpr const char* k_title[] = {"FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05", "方正小标宋简体",
                                            "方正小标宋_GBK", "Noto Serif CJK SC:bold"};
  static constexpr const char* k_body[] = {"FangSong_GB2312", "仿宋_GB2312", "FangSong",         "仿宋",
                                           "FZFangSong-Z02S", "STFangsong",  "Noto Serif CJK SC"};
  static constexpr const char* k_kai[] = {
      "KaiTi_GB2312",      "楷体_GB2312",      "KaiTi", "楷体", "FZKai-Z03S", "STKaiti",
      "AR PL UKai CN:han", "Noto Serif CJK SC"};
  static constexpr const char* k_hei[] = {"SimHei", "黑体", "FZHei-B01S", "STHeiti", "Noto Sans CJK SC:bold"};
  static constexpr const char* k_song[] = {"SimSun",         "宋体",   "NSimSun",
                                           "FZShuSong-Z01S", "STSong", "Noto Serif CJK SC"};
  FontFamilies out;
  const auto fill = [&](Face face, const auto& names) {
    for (const char* name : names)
      out.of[static_cast<int>(face)].push_back(parse_choice(name));
  };
  fill(Face::title, k_title);
  fill(Face::body, k_body);
  fill(Face::kai, k_kai);
  fill(Face::hei, k_hei);
  fill(Face::song, k_song);
  return out;
}

}  // namespace luodi::document
