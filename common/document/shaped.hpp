#pragma once
// What pango and cairo know of a shaped text; for fonts.cpp, which makes it, and pdf.cpp, which paints it.
#include <cairo.h>

#include <string>
#include <vector>

#include "common/document/fonts.hpp"

namespace luodi::document {

struct GlyphRun {
  cairo_scaled_font_t* font = nullptr;  // owned by the Fonts that shaped it
  std::string text;
  std::vector<cairo_glyph_t> glyphs;  // x from the start of the text, y from the base line
  std::vector<cairo_text_cluster_t> clusters;
};

struct Shaped {
  std::vector<GlyphRun> runs;
  double advance = 0;
};

}  // namespace luodi::document
