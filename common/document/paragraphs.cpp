#include "common/document/paragraphs.hpp"

#include <algorithm>
#include <cmath>

namespace luodi::document {

namespace {
constexpr double k_full_width = 0.9;    // of the size
constexpr double k_columns_spread = 6;  // more open space than so many columns would tear a line apart
constexpr double k_long_word = 6;       // columns: a longer one may be broken behind its hyphens
}  // namespace

Setter::Measured Setter::measure(const std::vector<Run>& runs, double size, double width) {
  Measured out;
  const auto add = [&](Face face, const Piece& piece) {
    const double advance = fonts_.advance(face, size, piece.text);
    out.pieces.push_back(piece);
    out.shaped.push_back(&fonts_.shape(face, size, piece.text));
    // What is as wide as a character stands in a column of its own, a dash of two signs in two.
    const bool full = !piece.word && !piece.space && advance >= k_full_width * size;
    out.widths.push_back(full ? std::round(advance / size) * column(size) : advance);
  };
  for (const auto& run : runs) {
    for (const auto& piece : pieces_of(run.text)) {
      const double advance = piece.word ? fonts_.advance(run.face, size, piece.text) : 0;
      if (advance <= k_long_word * size) {
        add(run.face, piece);
        continue;
      }
      for (const auto& part : split_word(piece, advance > width))
        add(run.face, part);
    }
  }
  return out;
}

Row Setter::row(const Measured& measured, const Line& line, double x, double size, double open, Ink ink) {
  Row out;
  out.height = size;
  const std::size_t n = line.last - line.first;
  const double extra = n > 1 ? open / static_cast<double>(n - 1) : 0;
  for (std::size_t i = line.first; i < line.last; ++i) {
    if (!measured.pieces[i].space) out.texts.push_back({measured.shaped[i], x, k_above_base * size, ink});
    x += measured.widths[i] + extra;
  }
  return out;
}

std::vector<Row> Setter::paragraph(const std::vector<Run>& runs, const Indents& indents, double size) {
  const double full = size == k_size_3 ? k_columns * k_column : k_text_width;
  const double rest = full - indents.rest - indents.right;
  const auto measured = measure(runs, size, rest);
  std::vector<Row> rows;
  for (const auto& line : break_lines(measured.pieces, measured.widths, full - indents.first - indents.right, rest)) {
    const double indent = rows.empty() ? indents.first : indents.rest;
    const double open = full - indent - indents.right - line.width;
    const bool hanging = indents.rest > indents.first;  // lines below must meet the first one's text
    const bool spread = line.full && !hanging && open <= k_columns_spread * column(size);
    rows.push_back(row(measured, line, indent, size, spread ? open : 0, Ink::black));
  }
  return rows;
}

std::vector<Row> Setter::lines(const Run& run, double size, Align align, double left, double width, Ink ink) {
  const auto measured = measure({run}, size, width);
  std::vector<Row> rows;
  for (const auto& line : break_lines(measured.pieces, measured.widths, width, width)) {
    const double open = std::max(0.0, width - line.width);
    const double shift = align == Align::left ? 0 : align == Align::centre ? open / 2 : open;
    rows.push_back(row(measured, line, left + shift, size, 0, ink));
  }
  return rows;
}

double Setter::width_of(const Run& run, double size) {
  double sum = 0;
  for (const double width : measure({run}, size, k_page_width).widths)
    sum += width;
  return sum;
}

}  // namespace luodi::document
