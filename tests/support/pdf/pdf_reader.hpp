#pragma once
// PdfReader measures a PDF with poppler's programs, as somebody would who did not write it: where each glyph and rule
// stands, which fonts are embedded, which text comes out again.
//
//   PdfReader pdf(bytes);
//   for (const auto& glyph : pdf.page(1).glyphs) ...      // points from the upper left corner, y of the base line
#include <string>
#include <vector>

#include "tests/support/process/temp_dir.hpp"

namespace luodi::test {

struct PdfGlyph {
  double x = 0;
  double y = 0;
  bool red = false;
};
struct PdfBox {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  bool red = false;
};
struct PdfPage {
  std::vector<PdfGlyph> glyphs;
  std::vector<PdfBox> boxes;
};
struct PdfFont {
  std::string name;
  bool embedded = false;
  bool subset = false;
  bool unicode = false;
};

class PdfReader {
 public:
  explicit PdfReader(const std::string& bytes);

  PdfPage page(int number) const;  // pdftocairo -svg
  // Within two heights and two edges, in points.
  PdfBox ink(int number, double from = 0, double to = 1e9, double left = 0,
             double right = 1e9) const;  // what is not white, from a picture of 300 dots an inch
  std::string text(int number) const;    // pdftotext of one page; 0 = of all
  std::vector<std::string> lines(int number) const;
  std::vector<PdfFont> fonts() const;  // pdffonts
  // The name of the font in which a text stands that has a font, size and line of its own; empty = there is none.
  std::string font_of(const std::string& text) const;  // pdftohtml
  std::vector<double> type_sizes() const;              // pdftohtml: each size that occurs, in points
  std::string info(const std::string& field) const;    // pdfinfo: "Pages", "Page size", "CreationDate"

 private:
  std::string run(const std::string& program, const std::vector<std::string>& arguments) const;
  TempDir dir_;
  std::string file_;
};

}  // namespace luodi::test
