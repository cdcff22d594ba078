#include "common/document/pagination.hpp"

#include <algorithm>

namespace luodi::document {

namespace {
constexpr double k_slack = 0.01;

double height_of(const std::vector<Row>& rows) {
  double sum = 0;
  for (const auto& row : rows)
    sum += row.height + row.gap;
  return sum;
}

// The rows from `first` on that must stand on one page; behind the last of them.
std::size_t group_end(const std::vector<Row>& rows, std::size_t first) {
  while (first + 1 < rows.size() && rows[first].keep_with_next)
    ++first;
  return first + 1;
}

double group_height(const std::vector<Row>& rows, std::size_t first, std::size_t last) {
  double sum = 0;
  for (std::size_t i = first; i < last; ++i)
    sum += rows[i].height + (i + 1 < last ? rows[i].gap : 0);
  return sum;
}
}  // namespace

void place(Page& page, const Row& row, double y) {
  for (auto text : row.texts) {
    text.x += k_left;
    text.base += y;
    page.texts.push_back(text);
  }
  for (auto rule : row.rules) {
    rule.x += k_left;
    rule.y += y;
    page.rules.push_back(rule);
  }
}

void keep_last(std::vector<Row>& rows, std::size_t lines) {
  for (std::size_t i = rows.size() - std::min(lines, rows.size()); i < rows.size(); ++i)
    rows[i].keep_with_next = true;
}

std::vector<Page> paginate(Page head, const std::vector<Row>& rows, const std::vector<Row>& foot, double first_top) {
  const double foot_height = foot.empty() ? 0 : height_of(foot);  // with one gap above it
  std::vector<Page> pages{std::move(head)};
  double y = first_top;
  bool fresh = true;  // nothing stands on this page yet
  for (std::size_t first = 0; first < rows.size();) {
    const std::size_t last = group_end(rows, first);
    const double need = group_height(rows, first, last) + (last == rows.size() ? foot_height : 0);
    const bool fits = y + need <= k_bottom + k_slack;
    if (!fits && !fresh && need <= k_text_height + k_slack) {
      pages.emplace_back();
      y = k_top;
      fresh = true;
    }
    for (std::size_t i = first; i < last; ++i) {
      if (!fresh && y + rows[i].height > k_bottom + k_slack) {  // a group longer than a page
        pages.emplace_back();
        y = k_top;
        fresh = true;
      }
      const bool blank = rows[i].texts.empty() && rows[i].rules.empty();
      if (fresh && blank && pages.size() > 1) continue;
      if (fresh && rows[i].repeated && pages.size() > 1) {
        place(pages.back(), *rows[i].repeated, y);
        y += rows[i].repeated->height;
      }
      place(pages.back(), rows[i], y);
      y += rows[i].height + rows[i].gap;
      fresh = false;
    }
    first = last;
  }
  double at = k_bottom - (foot.empty() ? 0 : foot_height - foot.back().gap);
  // What fills a page, a part of a long row of a table, leaves the foot no room beside it.
  if (!foot.empty() && !rows.empty() && y - rows.back().gap + foot.back().gap > at + k_slack) pages.emplace_back();
  for (const auto& row : foot) {
    place(pages.back(), row, at);
    at += row.height + row.gap;
  }
  return pages;
}

void number_pages(std::vector<Page>& pages, Setter& setter, int first) {
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const int number = static_cast<int>(i) + 1;
    if (number < first) continue;
    const std::string number_text = "— " + std::to_string(number) + " —";
    const auto& text = setter.fonts().shape(Face::song, k_size_4, number_text);
    const auto& dash = setter.fonts().shape(Face::song, k_size_4, "—");
    const double base = k_bottom + k_page_number_below + setter.fonts().ink(dash).above;
    const double x = number % 2 == 0 ? k_left + k_size_4
                                     : k_right - k_size_4 - setter.fonts().advance(Face::song, k_size_4, number_text);
    pages[i].texts.push_back({&text, x, base, Ink::black});
  }
}

}  // namespace luodi::document
