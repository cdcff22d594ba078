#include "common/document/minutes.hpp"

#include "common/document/pagination.hpp"
#include "common/document/parts.hpp"
#include "common/document/words.hpp"

namespace luodi::document {

namespace {
// "出席：" in 黑体 two characters in; what follows is aligned with the first name.
std::vector<Row> name_rows(Setter& setter, const NameList& list) {
  const std::string label = list.label + "：";
  const double first = 2 * k_column;
  return setter.paragraph({{Face::hei, label}, {Face::body, joined(list.names, "，")}},
                          {first, first + setter.width_of({Face::hei, label}, k_size_3), 0});
}

// 版记 between its first and last rule.
std::vector<Row> foot_rows(Setter& setter, const Minutes& minutes) {
  auto rows = copies_rows(setter, minutes.copies);
  if (rows.empty()) return rows;
  const double between = (k_line_gap - k_rule_first_last) / 2;
  rows.front().rules.push_back({0, -between - k_rule_first_last, k_text_width, k_rule_first_last, Ink::black});
  rows.back().rules.push_back({0, rows.back().height + between, k_text_width, k_rule_first_last, Ink::black});
  rows.back().height += between + k_rule_first_last;
  return rows;
}
}  // namespace

std::vector<Page> set_minutes(Setter& setter, const Minutes& minutes) {
  Page head;
  double y = set_mark(setter, head, minutes.mark, k_left + k_text_width / 2, k_minutes_mark_top) + 2 * k_line;
  for (const auto& row : setter.lines({Face::body, minutes.number}, k_size_3, Align::centre, 0, k_text_width))
    place(head, row, y);
  y += k_line;
  const double full = k_columns * k_column;
  for (const auto& row : setter.lines({Face::body, minutes.issuer}, k_size_3, Align::left, k_column, full))
    place(head, row, y);
  for (const auto& row :
       setter.lines({Face::body, date_text(minutes.date)}, k_size_3, Align::right, 0, full - k_column))
    place(head, row, y);
  y += k_size_3 + k_below_mark;
  head.rules.push_back({k_left, y, k_text_width, k_thick, Ink::red});
  y += k_thick + 2 * k_line;

  std::vector<std::unique_ptr<Row>> heads;
  auto rows = title_rows(setter, minutes.title);
  append(rows, {empty_line()});
  append(rows, body_rows(setter, minutes.body, heads));
  if (!minutes.lists.empty()) append(rows, {empty_line()});
  for (const auto& list : minutes.lists)
    append(rows, name_rows(setter, list));
  append(rows, annotation_rows(setter, minutes.annotation));

  auto pages = paginate(std::move(head), rows, foot_rows(setter, minutes), y);
  number_pages(pages, setter, 1);
  return pages;
}

}  // namespace luodi::document
