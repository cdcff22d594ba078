#include "common/document/pdf.hpp"

#include <cairo-pdf.h>

#include "common/document/characters.hpp"
#include "common/document/letter.hpp"
#include "common/document/minutes.hpp"
#include "common/document/shaped.hpp"
#include "common/document/words.hpp"

namespace luodi::document {

namespace {
struct FreeCairo {
  void operator()(cairo_surface_t* s) const { cairo_surface_destroy(s); }
  void operator()(cairo_t* c) const { cairo_destroy(c); }
};

struct Titles {  // of the file, not of the paper
  std::string title;
  std::string author;
  std::string subject;
};

void set_ink(cairo_t* cairo, Ink ink) {
  switch (ink) {
    case Ink::black:
      cairo_set_source_rgb(cairo, 0, 0, 0);
      break;
    case Ink::red:
      cairo_set_source_rgb(cairo, 1, 0.2, 0.2);  // M80 Y80
      break;
  }
}

void paint(cairo_t* cairo, const PlacedText& text) {
  set_ink(cairo, text.ink);
  for (const auto& run : text.shaped->runs) {
    auto glyphs = run.glyphs;
    for (auto& glyph : glyphs) {
      glyph.x += text.x;
      glyph.y += text.base;
    }
    cairo_set_scaled_font(cairo, run.font);
    cairo_show_text_glyphs(cairo, run.text.data(), static_cast<int>(run.text.size()), glyphs.data(),
                           static_cast<int>(glyphs.size()), run.clusters.data(), static_cast<int>(run.clusters.size()),
                           static_cast<cairo_text_cluster_flags_t>(0));
  }
}

cairo_status_t take(void* bytes, const unsigned char* data, unsigned int length) {
  static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
  return CAIRO_STATUS_SUCCESS;
}

std::vector<std::string> codes_of(const std::set<char32_t>& characters) {
  std::vector<std::string> out;
  for (const char32_t c : characters)
    out.push_back(code_of(c));
  return out;
}

Expected<Pdf> write(const std::vector<Page>& pages, const Titles& titles, Instant created) {
  Pdf pdf;
  pdf.pages = static_cast<int>(pages.size());
  const std::unique_ptr<cairo_surface_t, FreeCairo> surface(
      cairo_pdf_surface_create_for_stream(take, &pdf.bytes, k_page_width, k_page_height));
  cairo_pdf_surface_restrict_to_version(surface.get(), CAIRO_PDF_VERSION_1_5);
  const auto say = [&](cairo_pdf_metadata_t what, const std::string& text) {
    cairo_pdf_surface_set_metadata(surface.get(), what, text.c_str());
  };
  say(CAIRO_PDF_METADATA_TITLE, titles.title);
  say(CAIRO_PDF_METADATA_AUTHOR, titles.author);
  say(CAIRO_PDF_METADATA_SUBJECT, titles.subject);
  say(CAIRO_PDF_METADATA_CREATOR, "Luodi");
  // Otherwise cairo writes the time of day into the file.
  say(CAIRO_PDF_METADATA_CREATE_DATE, created.str());
  say(CAIRO_PDF_METADATA_MOD_DATE, created.str());
  {
    const std::unique_ptr<cairo_t, FreeCairo> cairo(cairo_create(surface.get()));
    for (const auto& page : pages) {
      for (const auto& rule : page.rules) {
        set_ink(cairo.get(), rule.ink);
        cairo_rectangle(cairo.get(), rule.x, rule.y, rule.width, rule.height);
        cairo_fill(cairo.get());
      }
      for (const auto& text : page.texts)
        paint(cairo.get(), text);
      cairo_show_page(cairo.get());
    }
    cairo_surface_finish(surface.get());
    if (const auto status = cairo_status(cairo.get()); status != CAIRO_STATUS_SUCCESS)
      return fail(ErrorCode::internal, std::string("cairo: ") + cairo_status_to_string(status));
  }
  if (const auto status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    return fail(ErrorCode::internal, std::string("cairo: ") + cairo_status_to_string(status));
  return pdf;
}
template <class Document>
Expected<Pdf> print(const Document& document, std::vector<Page> (*set)(Setter&, const Document&),
                    const FontFamilies& families, Instant created) {
  Fonts fonts(families);
  Setter setter(fonts);
  auto pages = set(setter, document);
  const auto replaced = codes_of(fonts.missing());
  if (fonts.missing().contains(k_geta)) return fail(ErrorCode::glyph_missing, joined(replaced, "、"));
  if (!replaced.empty()) {
    auto noted = document;
    noted.annotation += std::string(noted.annotation.empty() ? "" : "；") + utf8_of(k_geta) +
                        "代字库未收录的字 / characters without a font：" + joined(replaced, "、");
    pages = set(setter, noted);
  }
  auto pdf = write(pages, {joined(document.title, ""), document.issuer, document.number}, created);
  if (pdf) pdf->replaced = replaced;
  return pdf;
}
}  // namespace

Expected<Pdf> render(const Letter& letter, const FontFamilies& families, Instant created) {
  return print(letter, set_letter, families, created);
}

Expected<Pdf> render(const Minutes& minutes, const FontFamilies& families, Instant created) {
  return print(minutes, set_minutes, families, created);
}

}  // namespace luodi::document
