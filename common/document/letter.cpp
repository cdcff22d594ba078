#include "common/document/letter.hpp"

#include <algorithm>

#include "common/document/pagination.hpp"
#include "common/document/parts.hpp"
#include "common/document/words.hpp"

namespace luodi::document {

namespace {
constexpr double k_date_indent = 4 * k_column;     // 成文日期右空四字
constexpr int k_seal_lines = 2;                    // empty lines: the seal's upper edge stays within a line of the text
constexpr std::size_t k_lines_with_signature = 2;  // of the body: a page with nothing but a signature invites abuse

void double_rule(Page& page, double top, bool thick_first) {
  const double x = (k_page_width - k_letter_rule_width) / 2;
  const double first = thick_first ? k_thick : k_thin;
  page.rules.push_back({x, top, k_letter_rule_width, first, Ink::red});
  page.rules.push_back(
      {x, top + first + k_pair_gap, k_letter_rule_width, k_double_rule - first - k_pair_gap, Ink::red});
}

std::vector<Row> attachment_rows(Setter& setter, const std::vector<std::string>& names) {
  std::vector<Row> rows;
  const double text_at = 5 * k_column;  // behind "附件："
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string number = names.size() > 1 ? std::to_string(i + 1) + "." : std::string();
    const double first = i == 0 ? 2 * k_column : text_at;
    const double rest = text_at + setter.width_of({Face::body, number}, k_size_3);
    for (auto& row : setter.paragraph({{Face::body, (i == 0 ? "附件：" : "") + number + names[i]}}, {first, rest, 0}))
      rows.push_back(std::move(row));
  }
  if (!rows.empty()) rows.insert(rows.begin(), empty_line());
  return rows;
}

// The name centred over the date; a name too long for that ends with the line and takes the date along.
std::vector<Row> signature_rows(Setter& setter, const std::string& name, CivilDate date) {
  const double full = k_columns * k_column;
  const double name_width = setter.width_of({Face::body, name}, k_size_3);
  const double date_width = setter.width_of({Face::body, date_text(date)}, k_size_3);
  const double centre = std::min(full - k_date_indent - date_width / 2, full - name_width / 2);
  auto rows = setter.lines({Face::body, name}, k_size_3, Align::left, std::max(0.0, centre - name_width / 2), full);
  for (auto& row : setter.lines({Face::body, date_text(date)}, k_size_3, Align::left, centre - date_width / 2, full))
    rows.push_back(std::move(row));
  return rows;
}

}  // namespace

std::vector<Page> set_letter(Setter& setter, const Letter& letter) {
  Page head;
  const double mark_bottom = set_mark(setter, head, letter.issuer, k_page_width / 2, k_letter_mark_top);
  const double rule_top = mark_bottom + k_below_mark;
  double_rule(head, rule_top, true);
  double_rule(head, k_page_height - k_letter_foot - k_double_rule, false);

  std::vector<std::unique_ptr<Row>> heads;
  auto rows = setter.lines({Face::body, letter.number}, k_size_3, Align::right, 0, k_columns * k_column);
  append(rows, {empty_line(), empty_line()});
  append(rows, title_rows(setter, letter.title));
  append(rows, {empty_line()});
  append(rows, setter.paragraph({{Face::body, letter.addressee + "："}}, {}));
  append(rows, body_rows(setter, letter.body, heads));
  const std::size_t body_end = rows.size();
  append(rows, attachment_rows(setter, letter.attachments));
  for (int i = 0; i < k_seal_lines; ++i)
    append(rows, {empty_line()});
  append(rows, signature_rows(setter, letter.signature, letter.date));
  append(rows, annotation_rows(setter, letter.annotation));
  keep_last(rows, rows.size() - body_end + k_lines_with_signature);

  auto pages =
      paginate(std::move(head), rows, copies_rows(setter, letter.copies), rule_top + k_double_rule + k_seven_eighths);
  number_pages(pages, setter, 2);
  return pages;
}

}  // namespace luodi::document
