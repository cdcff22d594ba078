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

Row cells(Setter& setter, const std::vector<std::string>& texts, const std::vector<Place>& places,
          const std::vector<Column>& columns, Face face) {
  std::vector<std::vector<Row>> cell_lines;
  std::size_t most = 1;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const std::string text = i < texts.size() ? texts[i] : std::string();
    const bool left = columns[i].left && face == Face::body;
    cell_lines.push_back(setter.lines({face, text}, k_size_small_4, left ? Align::left : Align::centre,
                                      places[i].left + k_padding, places[i].width - 2 * k_padding));
    most = std::max(most, cell_lines.back().size());
  }
  Row row;
  row.gap = 0;
  row.height = static_cast<double>(most) * k_cell_line + 2 * k_padding;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto& lines = cell_lines[i];
    double y = (row.height - static_cast<double>(lines.size()) * k_cell_line + k_cell_line - k_size_small_4) / 2;
    for (const auto& line : lines) {
      for (auto text : line.texts) {
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
}  // namespace

std::vector<Row> table_rows(Setter& setter, const Table& table, std::unique_ptr<Row>& head) {
  const auto places = places_of(table.columns);
  std::vector<std::string> titles;
  for (const auto& column : table.columns)
    titles.push_back(column.title);
  head = std::make_unique<Row>(cells(setter, titles, places, table.columns, Face::hei));
  std::vector<Row> rows{*head};
  rows.front().keep_with_next = true;
  for (const auto& texts : table.rows) {
    rows.push_back(cells(setter, texts, places, table.columns, Face::body));
    rows.back().repeated = head.get();
  }
  rows.back().gap = k_line_gap;
  return rows;
}

}  // namespace luodi::document
