#include "common/store/catch_up.hpp"

#include <algorithm>

namespace luodi::store {

// The position moves first: a sink that asks for it, or rings a bell, must not see the event twice.
void CatchUp::apply(const StoredEvent& event, const Sink& sink) {
  position_ = event.at;
  sink(event);
}

CatchUp::Bell CatchUp::offer(const StoredEvent& event, const Sink& sink) {
  known_head_ = std::max(known_head_, event.at.seq);
  // A bell of another epoch may follow a lost history: only the stream, checked at the anchor, can tell.
  const bool same_epoch = event.at.epoch == position_.epoch || position_.seq == 0;
  if (event.at.seq <= position_.seq) return same_epoch ? Bell::known : Bell::gap;
  if (!same_epoch) return Bell::gap;
  if (event.at.seq != position_.seq + 1) {
    if (position_.seq == 0 || early_.size() >= k_early_bells) return Bell::gap;
    early_.emplace(event.at.seq, event);
    return Bell::early;
  }
  apply(event, sink);
  apply_early(sink);
  return Bell::apply;
}

// What waits for the event that was just applied. An event that began another epoch leaves nothing worth waiting: the
// history that those bells spoke of may be lost.
void CatchUp::apply_early(const Sink& sink) {
  while (!early_.empty()) {
    const auto next = early_.begin();
    if (next->second.at.epoch != position_.epoch) return early_.clear();
    if (next->first > position_.seq + 1) return;
    const auto event = early_.extract(next);
    if (event.key() == position_.seq + 1) apply(event.mapped(), sink);
  }
}

CatchUp::Read CatchUp::next_read(std::int64_t count) const {
  if (position_.seq == 0) return Read{0, count, {}};
  return Read{position_.seq - 1, count + 1, position_};
}

CatchUp::Page CatchUp::take(const Read& read, const std::vector<StoredEvent>& page, const Sink& sink) {
  if (read.anchor.seq > 0) {
    // The event applied last must be there still, and be the same one.
    if (page.empty() || page.front().at.seq != read.anchor.seq) return Page::rewound;
    const bool known = !read.anchor.event_id.empty();
    if (known && page.front().at.event_id != read.anchor.event_id) return Page::rewound;
    if (!known && position_.seq == read.anchor.seq) position_ = page.front().at;
  } else if (!page.empty() && page.front().at.seq != 1) {
    return Page::rewound;  // the beginning has been trimmed away
  }
  for (const auto& event : page) {
    if (event.at.seq <= position_.seq) continue;
    if (event.at.seq != position_.seq + 1) return Page::rewound;
    apply(event, sink);
  }
  apply_early(sink);
  const bool full = static_cast<std::int64_t>(page.size()) >= read.count;
  if (!full)
    known_head_ = position_.seq;  // the stream ended here: an older bell claimed more than exists, or we passed it
  return full ? Page::more : Page::at_head;
}

}  // namespace luodi::store
