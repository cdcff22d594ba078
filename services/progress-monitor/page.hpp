#pragma once
// Paging of the monitor's lists, newest first: limit (1-500, default 50) and an opaque cursor that names the last line
// shown, so that inserts move nothing. Pure.
#include <map>
#include <optional>
#include <string>

#include "services/progress-monitor/indexes.hpp"

namespace luodi::monitor {

inline constexpr std::size_t k_page_default = 50;
inline constexpr std::size_t k_page_largest = 500;

struct Page {
  std::size_t limit = k_page_default;
  std::optional<ByAge> after;
};
Expected<Page> read_page(const std::map<std::string, std::string>& query);
std::string write_cursor(const ByAge& last);

// Walks `all` once: matches(id) counts, show(id) is called for the lines of the page.
struct Walked {
  std::size_t total = 0;
  std::string next;
};
template <class Matches, class Show>
Walked walk(const std::set<ByAge>& all, const Page& page, Matches matches, Show show) {
  Walked out;
  std::size_t shown = 0;
  const ByAge* last = nullptr;
  for (const auto& entry : all) {
    if (!matches(entry.id)) continue;
    ++out.total;
    if (page.after && !(*page.after < entry)) continue;
    if (shown < page.limit) {
      show(entry.id);
      last = &entry;
    } else if (out.next.empty()) {
      out.next = write_cursor(*last);
    }
    ++shown;
  }
  return out;
}

}  // namespace luodi::monitor
