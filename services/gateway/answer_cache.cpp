#include "services/gateway/answer_cache.hpp"

#include <algorithm>

namespace luodi::gateway {

namespace {
constexpr std::size_t k_entry_overhead = 256;  // nodes and bookkeeping, so that tiny answers cannot pile up unseen

std::size_t weight(const std::string& key, const CachedAnswer& answer) {
  std::size_t out = k_entry_overhead + 2 * key.size() + answer.body.size() + answer.etag.size();
  for (const auto& [name, value] : answer.headers)
    out += name.size() + value.size();
  return out;
}
}  // namespace

std::int64_t AnswerCache::latest(const std::string& subject) const {
  if (subject.empty()) return std::max(any_, floor_);
  const auto found = latest_.find(subject);
  return found == latest_.end() ? floor_ : std::max(found->second, floor_);
}

const CachedAnswer* AnswerCache::find(const std::string& key, const std::string& subject, std::int64_t min_sequence,
                                      std::int32_t day) {
  const auto found = index_.find(key);
  if (found == index_.end()) return nullptr;
  const auto entry = found->second;
  if (entry->day != day || latest(subject) > entry->includes) {
    drop(entry);
    return nullptr;
  }
  if (min_sequence > std::max(entry->includes, position_)) return nullptr;
  entries_.splice(entries_.begin(), entries_, entry);
  return &entry->answer;
}

void AnswerCache::put(const std::string& key, const std::string& subject, std::int64_t includes, std::int32_t day,
                      CachedAnswer answer) {
  if (latest(subject) > includes) return;
  const std::size_t bytes = weight(key, answer);
  if (bytes > max_bytes_) return;
  if (const auto found = index_.find(key); found != index_.end()) drop(found->second);
  entries_.push_front(Entry{key, subject, includes, day, std::move(answer), bytes});
  index_[key] = entries_.begin();
  bytes_ += bytes;
  while (bytes_ > max_bytes_)
    drop(std::prev(entries_.end()));
}

void AnswerCache::drop(Entries::iterator entry) {
  bytes_ -= entry->bytes;
  index_.erase(entry->key);
  entries_.erase(entry);
}

void AnswerCache::start_at(std::int64_t seq) {
  floor_ = std::max(floor_, seq);
  position_ = std::max(position_, seq);
}

void AnswerCache::on_event(const std::string& subject, std::int64_t seq) {
  position_ = std::max(position_, seq);
  on_write(subject, seq);
}

void AnswerCache::on_write(const std::string& subject, std::int64_t seq) {
  any_ = std::max(any_, seq);
  if (subject.empty()) return;
  auto& known = latest_[subject];
  known = std::max(known, seq);
}

void AnswerCache::clear() {
  entries_.clear();
  index_.clear();
  latest_.clear();
  bytes_ = 0;
  floor_ = position_ = any_ = 0;
}

}  // namespace luodi::gateway
