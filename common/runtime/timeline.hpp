#pragma once
// Timeline answers "what happened to this project" from the event stream itself: for each project it keeps the sequence
// numbers of its events (8 bytes each) and reads the events when somebody asks. The numbers are gathered by a reader of
// its own in the background, so that a long history does not hold up the start; until it has caught up a question
// answers service_unavailable instead of half a story. Interviews and lights of the project belong to its timeline.
// One io_context thread; let run() end after stop() before it is destroyed.
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/domain/aggregate.hpp"
#include "common/store/event_reader.hpp"

namespace luodi::runtime {

// How long a question waits for the gathering to reach what the asker has seen.
inline constexpr std::chrono::milliseconds k_timeline_patience{1000};

struct TimelinePage {
  std::vector<store::StoredEvent> events;  // oldest first
  std::size_t total = 0;
  std::int64_t next = 0;  // sequence to go on after; 0 = this was the last page
};

class Timeline {
 public:
  Timeline(boost::asio::io_context& io, store::Store& store);
  store::Task<void> run() { return reader_.run(); }
  void stop() { reader_.stop(); }
  // `head` is that of the event, which the caller has read already.
  void bell(const store::StoredEvent& event, const domain::EventHead& head);
  // Events of the project behind `after`, which must include the event `seen`.
  store::Task<Expected<TimelinePage>> page(std::string project, std::int64_t after, std::size_t limit,
                                           std::int64_t seen);
  std::int64_t lag() const { return reader_.lag(); }

 private:
  void heard(const store::StoredEvent& event);
  store::Task<Expected<store::StreamPosition>> start_over();

  store::Store& store_;
  std::string read_id_;  // event of the last bell, and its project: heard() need not read its head again
  std::string read_project_;
  std::unordered_map<std::string, std::vector<std::int64_t>> sequences_;
  store::EventReader reader_;
};

// The project that an event is about: its subject, or the project of an interview ("int_<hex of project>_<cycle>").
// Empty = none.
std::string project_of_event(std::string_view kind, std::string_view subject);

}  // namespace luodi::runtime
