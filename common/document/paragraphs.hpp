#pragma once
// Sets text as rows: indents in characters, faces by level, both edges flush where a line is broken.
//
//   Setter setter(fonts);
//   auto rows = setter.paragraph({{Face::hei, "一、约谈事由"}}, Indents{2, 0});
#include <string>
#include <vector>

#include "common/document/line_break.hpp"
#include "common/document/pages.hpp"

namespace luodi::document {

struct Run {
  Face face = Face::body;
  std::string text;
};
struct Indents {  // in points
  double first = 0;
  double rest = 0;
  double right = 0;
};
enum class Align { left, centre, right };

class Setter {
 public:
  explicit Setter(Fonts& fonts) : fonts_(fonts) {}
  Fonts& fonts() { return fonts_; }

  // A pitch for one full-width character of this size: the columns of the page for the body, else the size itself.
  static double column(double size) { return size == k_size_3 ? k_column : size; }

  // Rows as wide as the text area.
  std::vector<Row> paragraph(const std::vector<Run>& runs, const Indents& indents, double size = k_size_3);
  // One row for each line, aligned within [left, left + width]; lines only break where they must.
  std::vector<Row> lines(const Run& run, double size, Align align, double left, double width, Ink ink = Ink::black);
  double width_of(const Run& run, double size);

 private:
  struct Measured {
    std::vector<Piece> pieces;
    std::vector<const Shaped*> shaped;
    std::vector<double> widths;
  };
  Measured measure(const std::vector<Run>& runs, double size, double width);
  // spread: what a full line leaves open is shared out between its pieces.
  Row row(const Measured& measured, const Line& line, double x, double size, double open, Ink ink);

  Fonts& fonts_;
};

}  // namespace luodi::document
