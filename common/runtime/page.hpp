#pragma once
// Paging, the same in every list: limit (1-500, default 50), an opaque cursor that names the last line shown, so that
// inserts move nothing, and an answer with items, next and X-Total-Count. Pure but for the reply it builds.
//
//   const auto page = read_page<ByAge>(request.query);
//   if (!page) co_return problem_reply(page.error(), request);
//   codec::Json items = codec::Json::array();
//   const auto walked = walk(newest_first, *page, [&](const ByAge& line) { return wanted(line.id); },
//                            [&](const ByAge& line) { items.push_back(view(line.id)); });
//   co_return list_reply(items, walked);
#include <map>
#include <optional>
#include <string>

#include "common/bus/message.hpp"
#include "common/codec/encode_text.hpp"
#include "common/http/parameter_fault.hpp"

namespace luodi::runtime {

inline constexpr std::size_t k_page_default = 50;
inline constexpr std::size_t k_page_largest = 500;

using Query = std::map<std::string, std::string>;

// Newest first; of two of one age the greater id first.
struct ByAge {
  std::int64_t created_ms = 0;
  std::string id;
  friend bool operator<(const ByAge& a, const ByAge& b) {
    return a.created_ms != b.created_ms ? a.created_ms > b.created_ms : a.id > b.id;
  }
  static constexpr auto fields() {
    return codec::described(codec::field("at", &ByAge::created_ms), codec::field("id", &ByAge::id));
  }
};

// The place behind which a page begins, as text that clients hand back unread. invalid_parameter for any other text.
std::string write_cursor(const codec::Json& place);
Expected<codec::Json> read_cursor(const std::string& cursor);
Expected<std::size_t> read_limit(const Query& query);

template <class Key>
struct Page {
  std::size_t limit = k_page_default;
  std::optional<Key> after;
};
template <class Key>
Expected<Page<Key>> read_page(const Query& query) {
  Page<Key> page;
  const auto limit = read_limit(query);
  if (!limit) return fail(limit.error());
  page.limit = *limit;
  const auto cursor = query.find("cursor");
  if (cursor == query.end()) return page;
  const auto place = read_cursor(cursor->second);
  if (!place) return fail(place.error());
  auto key = codec::decode<Key>(*place);
  if (!key) return fail(http::parameter_fault("cursor", "not_applicable", "属于另一列表 / belongs to another list"));
  page.after = std::move(*key);
  return page;
}

struct Walked {
  std::size_t total = 0;
  std::string next;  // cursor of the following page; empty = this is the last
};
// Walks `keys`, which are in order, once: matches(key) counts, show(key) is called for the lines of the page.
template <class Keys, class Key, class Matches, class Show>
Walked walk(const Keys& keys, const Page<Key>& page, Matches matches, Show show) {
  Walked out;
  std::size_t shown = 0;
  const Key* last = nullptr;
  for (const Key& key : keys) {
    if (!matches(key)) continue;
    ++out.total;
    if (page.after && !(*page.after < key)) continue;
    if (shown < page.limit) {
      show(key);
      last = &key;
      ++shown;
    } else if (out.next.empty()) {
      out.next = write_cursor(codec::encode(*last));
    }
  }
  return out;
}

// Items: a JSON array or a vector of described views.
bus::Reply list_text_reply(std::string_view items, const Walked& walked);
template <class Items>
bus::Reply list_reply(const Items& items, const Walked& walked) {
  return list_text_reply(codec::encode_text(items), walked);
}

}  // namespace luodi::runtime
