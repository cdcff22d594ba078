#pragma once
// AnswerCache keeps answers to reads and knows from the event stream when they are out of date.
//
// Guarantee: an answer is handed out only while no event that concerns its subject came after the sequence that the
// answer is known to include; `X-Luodi-Min-Sequence` is honoured. So an answer is at most as old as the event reader's
// lag (the bell, or the tick of 1 s), and a write that passed through this gateway is never hidden by an older answer.
// The view of a project may depend on the date, so an answer counts on its own day only. Bounded by bytes, least
// recently used out first. Not thread-safe.
//
//   if (const auto* hit = cache.find(key, "prj_1", min_sequence, today)) return *hit;
//   request.min_sequence = std::max(request.min_sequence, cache.latest("prj_1"));   // the service waits for it
//   ... cache.put(key, "prj_1", request.min_sequence, today, answer);
#include <cstdint>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace luodi::gateway {

struct CachedAnswer {
  std::string body;
  std::string content_type;
  std::string etag;  // empty = none
  std::vector<std::pair<std::string, std::string>> headers;
};

class AnswerCache {
 public:
  explicit AnswerCache(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  // Subject "" = a list: it depends on every subject.
  const CachedAnswer* find(const std::string& key, const std::string& subject, std::int64_t min_sequence,
                           std::int32_t day);
  // Kept only if it still holds: nothing about the subject came after `includes` meanwhile.
  void put(const std::string& key, const std::string& subject, std::int64_t includes, std::int32_t day,
           CachedAnswer answer);

  // The stream was read up to here when the cache started: nothing older can surprise it.
  void start_at(std::int64_t seq);
  void on_event(const std::string& subject, std::int64_t seq);  // every event, in order
  void on_write(const std::string& subject, std::int64_t seq);  // a write answered with this sequence
  void clear();                                                 // the stream was lost or rewound

  // What a fresh answer must include.
  std::int64_t latest(const std::string& subject) const;
  std::int64_t position() const { return position_; }
  std::size_t bytes() const { return bytes_; }
  std::size_t size() const { return index_.size(); }

 private:
  struct Entry {
    std::string key;
    std::string subject;
    std::int64_t includes;
    std::int32_t day;
    CachedAnswer answer;
    std::size_t bytes;
  };
  using Entries = std::list<Entry>;
  void drop(Entries::iterator entry);

  std::size_t max_bytes_;
  std::size_t bytes_ = 0;
  std::int64_t floor_ = 0;     // for subjects without an event since the start
  std::int64_t position_ = 0;  // every event up to here was seen
  std::int64_t any_ = 0;       // latest event or write of any subject
  Entries entries_;            // most recently used first
  std::unordered_map<std::string, Entries::iterator> index_;
  std::unordered_map<std::string, std::int64_t> latest_;
};

}  // namespace luodi::gateway
