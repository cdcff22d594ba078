#pragma once
// Pages as they will be painted: pieces of text at their places and rules. What layout makes and pdf.hpp paints.
#include <optional>
#include <vector>

#include "common/document/fonts.hpp"
#include "common/document/geometry.hpp"

namespace luodi::document {

enum class Ink { black, red };

struct PlacedText {
  const Shaped* shaped = nullptr;
  double x = 0;
  double base = 0;  // y of the base line
  Ink ink = Ink::black;
};
struct PlacedRule {  // a filled rectangle; y is its upper edge
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;
  Ink ink = Ink::black;
};
struct Page {
  std::vector<PlacedText> texts;
  std::vector<PlacedRule> rules;
};

// A Row is what a page break never cuts: one line of text, an empty line, a row of a table. Its texts and rules are
// placed relative to the row's upper left corner at the left edge of the text area.
struct Row {
  std::vector<PlacedText> texts;
  std::vector<PlacedRule> rules;
  double height = k_size_3;
  double gap = k_line_gap;        // to the row below
  bool keep_with_next = false;    // a heading, the lines above a signature
  const Row* repeated = nullptr;  // stands again above this row at the start of a page: the head of a table
};

inline Row empty_line() {
  return Row{};
}

}  // namespace luodi::document
