#pragma once
// Makes the PDF of an official document: A4, fonts embedded as subsets, text that can be searched and copied.
//
// Guarantees: the same document with the same fonts gives the same bytes (the date in the file is passed in); no
// character is lost: where no installed font has one, 〓 stands in its place, an annotation at the end of the document
// names the code points, and so does `replaced`. glyph_missing, without a PDF, only where no font has even that mark.
// Blocking work of some ten milliseconds: run it on a pool thread. Any thread; nothing is shared.
//
//   Expected<Pdf> pdf = render(letter, default_families(), issued_at);
#include "common/document/fonts.hpp"
#include "common/document/model.hpp"
#include "common/kernel/expected.hpp"

namespace luodi::document {

struct Pdf {
  std::string bytes;
  int pages = 0;
  std::vector<std::string> replaced;  // "U+1F600", by number
};

Expected<Pdf> render(const Letter& letter, const FontFamilies& families, Instant created);
Expected<Pdf> render(const Minutes& minutes, const FontFamilies& families, Instant created);

}  // namespace luodi::document
