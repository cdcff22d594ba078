#include "common/document/line_break.hpp"

#include <algorithm>
#include <limits>

namespace luodi::document {

namespace {
constexpr double k_slack = 0.01;  // pt: sums of doubles

bool may_break_before(const std::vector<Piece>& pieces, std::size_t at) {
  return !pieces[at].no_start && !pieces[at - 1].no_end;
}

// Where the line that begins at `first` ends when the piece at `over` does not fit any more.
std::size_t break_point(const std::vector<Piece>& pieces, std::size_t first, std::size_t over) {
  for (std::size_t at = over; at > first + 1; --at)
    if (may_break_before(pieces, at)) return at;
  return std::max(over, first + 1);
}
}  // namespace

std::vector<Line> break_lines(const std::vector<Piece>& pieces, const std::vector<double>& widths, double first_width,
                              double width) {
  std::vector<Line> lines;
  std::size_t at = 0;
  while (at < pieces.size()) {
    if (pieces[at].space && !lines.empty()) {  // a space at a break is dropped
      ++at;
      continue;
    }
    const double room = lines.empty() ? first_width : width;
    Line line;
    line.first = at;
    double sum = 0;
    std::size_t end = at;
    while (end < pieces.size() && (pieces[end].space || sum + widths[end] <= room + k_slack))
      sum += widths[end++];
    line.full = end < pieces.size();
    line.last = line.full ? break_point(pieces, at, end) : end;
    at = line.last;
    while (line.last > line.first + 1 && pieces[line.last - 1].space)
      --line.last;
    for (std::size_t i = line.first; i < line.last; ++i)
      line.width += widths[i];
    lines.push_back(line);
  }
  return lines;
}

std::vector<std::string> title_lines(const std::vector<std::string>& parts, const std::vector<double>& part_widths,
                                     double width) {
  // Few parts, so every way to cut them is looked at: bit i of `cuts` breaks behind part i.
  constexpr std::size_t k_parts_tried = 12;
  if (parts.empty() || parts.size() > k_parts_tried) return parts;
  std::vector<std::string> best;
  std::size_t best_count = std::numeric_limits<std::size_t>::max();
  double best_cost = std::numeric_limits<double>::max();
  for (unsigned cuts = 0; cuts < 1U << (parts.size() - 1); ++cuts) {
    std::vector<std::string> lines{""};
    std::vector<double> widths{0};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      lines.back() += parts[i];
      widths.back() += part_widths[i];
      if (i + 1 < parts.size() && (cuts >> i & 1U) != 0) {
        lines.emplace_back();
        widths.push_back(0);
      }
    }
    const double longest = *std::max_element(widths.begin(), widths.end());
    if (longest > width + k_slack && lines.size() < parts.size()) continue;
    double cost = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      cost += (longest - widths[i]) * (longest - widths[i]);
      if (i > 0 && widths[i] > widths[i - 1]) cost += 1;
    }
    if (lines.size() > best_count || (lines.size() == best_count && cost >= best_cost)) continue;
    best = std::move(lines);
    best_count = best.size();
    best_cost = cost;
  }
  return best;
}

}  // namespace luodi::document
