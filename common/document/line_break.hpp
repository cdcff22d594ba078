#pragma once
// Breaks a paragraph into lines: as much on a line as fits, no closing mark at the start of a line and no opening one
// at its end (避头尾), spaces at a break dropped. A character is sent down rather than a mark squeezed in; what that
// leaves open is spread over the line when it is set. Pure.
//
//   for (const Line& line : break_lines(pieces, widths, first_width, width)) ... [line.first, line.last)
#include <vector>

#include "common/document/characters.hpp"

namespace luodi::document {

struct Line {
  std::size_t first = 0;
  std::size_t last = 0;  // behind the last piece
  double width = 0;      // of its pieces
  bool full = false;     // broken because the next piece did not fit: set to the full width
};

// widths[i] belongs to pieces[i]; a single piece wider than a line stands on a line of its own.
std::vector<Line> break_lines(const std::vector<Piece>& pieces, const std::vector<double>& widths, double first_width,
                              double width);

// A title in as few lines as fit, broken between its parts where possible, the lines as even as they can be and none
// shorter than the one below it (倒梯形) where two ways are equally even. part_width gives the width of a text.
std::vector<std::string> title_lines(const std::vector<std::string>& parts, const std::vector<double>& part_widths,
                                     double width);

}  // namespace luodi::document
