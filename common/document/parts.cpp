#include "common/document/parts.hpp"

#include <algorithm>

#include "common/document/numbering.hpp"
#include "common/document/pagination.hpp"
#include "common/document/table.hpp"
#include "common/document/words.hpp"

namespace luodi::document {

namespace {
Face face_of(int level) {
  return level == 1 ? Face::hei : level == 2 ? Face::kai : Face::body;
}
}  // namespace

void append(std::vector<Row>& rows, std::vector<Row> more) {
  for (auto& row : more)
    rows.push_back(std::move(row));
}

double set_mark(Setter& setter, Page& page, const std::string& text, double axis, double top) {
  const double natural = setter.width_of({Face::title, text}, k_mark_largest);
  const double size = std::min(k_mark_largest, k_mark_largest * k_text_width / std::max(natural, 1.0));
  const auto& shaped = setter.fonts().shape(Face::title, size, text);
  const auto ink = setter.fonts().ink(shaped);
  const double base = top + ink.above;
  page.texts.push_back({&shaped, axis - setter.fonts().advance(Face::title, size, text) / 2, base, Ink::red});
  return base + ink.below;
}

std::vector<Row> title_rows(Setter& setter, const std::vector<std::string>& parts) {
  std::vector<double> widths;
  for (const auto& part : parts)
    widths.push_back(setter.width_of({Face::title, part}, k_size_2));
  std::vector<Row> rows;
  for (const auto& line : title_lines(parts, widths, k_text_width))
    append(rows, setter.lines({Face::title, line}, k_size_2, Align::centre, 0, k_text_width));
  return rows;
}

std::vector<Row> body_rows(Setter& setter, const std::vector<Block>& body, std::vector<std::unique_ptr<Row>>& heads) {
  std::vector<Row> rows;
  Numbering numbers;
  for (const auto& block : body) {
    if (const auto* table = std::get_if<Table>(&block)) {
      append(rows, table_rows(setter, *table, heads.emplace_back()));
      continue;
    }
    const auto& paragraph = std::get<Paragraph>(block);
    const std::string heading = numbers.next(paragraph.level) + paragraph.heading;
    auto set =
        setter.paragraph({{face_of(paragraph.level), heading}, {Face::body, paragraph.text}}, {2 * k_column, 0, 0});
    const bool heading_alone = paragraph.level > 0 && paragraph.text.empty();
    const bool announces = paragraph.text.ends_with("：");  // a list or a table follows
    if (heading_alone || announces) keep_last(set, heading_alone ? set.size() : 1);
    append(rows, std::move(set));
  }
  return rows;
}

std::vector<Row> copies_rows(Setter& setter, const std::vector<std::string>& copies) {
  if (copies.empty()) return {};
  const std::string text = "抄送：" + joined(copies, "，") + "。";
  const double in = k_size_4;
  return setter.paragraph({{Face::body, text}}, {in, in + 3 * k_size_4, in}, k_size_4);
}

std::vector<Row> annotation_rows(Setter& setter, const std::string& annotation) {
  if (annotation.empty()) return {};
  return setter.paragraph({{Face::body, "（" + annotation + "）"}}, {2 * k_size_4, 0, 0}, k_size_4);
}

}  // namespace luodi::document
