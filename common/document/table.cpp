#include "common/document/table.hpp"

#include <algorithm>

namespace luodi::document {

namespace {
constexpr double k_padding = 3;  // pt between a cell's rule and its text
constexpr double k_cell_line = 1.35 * k_size_small_4;
constexpr double k_hairline = 0.5;

struct Place {
  double left;
  double width;
};

std::vector<Place> places_of(const std::vector<Column>& columns) {
  double shares = 0;
  for (const auto& column : columns)
    shares += column.share;
  std::vector<Place> out;
  double left = 0;
  for (const auto& column : columns) {
    const double width = k_text_width * column.share / shares;
    out.push_back({left, width});
    left += width;
  }
  return out;
}

using Lines = std::vector<Row>;  // of one cell

std::vector<Lines> lines_of(Setter& setter, const std::vector<std::string>& texts, const std::vector<Place>& places,
                            const std::vector<Column>& columns, Face face) {
  std::vector<Lines> out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::string text = i < texts.size() ? texts[i] : std::string();
    const bool left = columns[i].left && face == Face::body;
    out.push_back(setter.lines({face, text}, k_size_small_4, left ? Align::left : Align::centre,
                               places[i].left + k_padding, places[i].width - 2 * k_padding));
  }
  return out;
}

double height_of(std::size_t lines) {
  return static_cast<double>(lines) * k_cell_line + 2 * k_padding;
}

// The lines from `first` on, at most so many of each cell, between rules of their own.
Row framed(const std::vector<Lines>& cells, std::size_t first, std::size_t lines, const std::vector<Place>& places) {
  Row row;
  row.gap = 0;
  row.height = height_of(lines);
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::size_t from = std::min(first, cells[i].size());
    const std::size_t to = std::min(first + lines, cells[i].size());
    double y = (row.height - static_cast<double>(to - from) * k_cell_line + k_cell_line - k_size_small_4) / 2;
    for (std::size_t line = from; line < to; ++line) {
      for (auto text : cells[i][line].texts) {
        text.base += y;
        row.texts.push_back(text);
      }
      y += k_cell_line;
    }
    row.rules.push_back({places[i].left - k_hairline / 2, 0, k_hairline, row.height, Ink::black});
  }
  row.rules.push_back({k_text_width - k_hairline / 2, 0, k_hairline, row.height, Ink::black});
  for (const double y : {0.0, row.height})
    row.rules.push_back({-k_hairline / 2, y - k_hairline / 2, k_text_width + k_hairline, k_hairline, Ink::black});
  return row;
}

std::size_t most_lines(const std::vector<Lines>& cells) {
  std::size_t most = 1;
  for (const auto& lines : cells)
    most = std::max(most, lines.size());
  return most;
}

// How many lines of a cell stand on a page below the head of the table; a head that fills the page leaves one.
std::size_t lines_below(const Row& head) {
  const double room = (k_text_height - head.height - 2 * k_padding) / k_cell_line;
  return static_cast<std::size_t>(std::max(1.0, room));
}
}  // namespace

std::vector<Row> table_rows(Setter& setter, const Table& table, std::unique_ptr<Row>& head) {
  const auto places = places_of(table.columns);
  std::vector<std::string> titles;
  for (const auto& column : table.columns)
    titles.push_back(column.title);
  const auto head_cells = lines_of(setter, titles, places, table.columns, Face::hei);
  head = std::make_unique<Row>(framed(head_cells, 0, most_lines(head_cells), places));
  const std::size_t page = lines_below(*head);
  std::vector<Row> rows{*head};
  rows.front().keep_with_next = true;
  for (const auto& texts : table.rows) {
    const auto cells = lines_of(setter, texts, places, table.columns, Face::body);
    const std::size_t all = most_lines(cells);
    for (std::size_t first = 0; first < all; first += page) {
      rows.push_back(framed(cells, first, std::min(page, all - first), places));
      rows.back().repeated = head.get();
    }
  }
  rows.back().gap = k_line_gap;
  return rows;
}

}  // namespace luodi::document
