#include "common/store/event_reader.hpp"

#include <algorithm>
#include <utility>

namespace luodi::store {

EventReader::EventReader(boost::asio::io_context& io, Store& store, StreamPosition after, Callback callback,
                         std::chrono::milliseconds tick)
    : store_(store), state_(std::move(after)), callback_(std::move(callback)), tick_(tick), wake_(io), progress_(io) {}

void EventReader::applied(const StoredEvent& event) {
  callback_(event);
  progress_.notify_all();
}

void EventReader::bell(StoredEvent event) {
  if (stopping_ || failed_) return;
  if (rewinding_) return poke();  // the consumer is being rebuilt: what the bell says will be read afterwards
  switch (state_.offer(event, [this](const StoredEvent& e) { applied(e); })) {
    case CatchUp::Bell::apply:
      ++counters_.by_bell;
      if (waiting_since_) waiting_since_ = lag() == 0 ? std::nullopt : std::optional(Clock::now());
      return;
    case CatchUp::Bell::known:
      ++counters_.known;
      return;
    case CatchUp::Bell::early:
      ++counters_.early;
      if (waiting_since_) return;
      waiting_since_ = Clock::now();
      return wake_.notify_all();
    case CatchUp::Bell::gap:
      ++counters_.gaps;
      return poke();
  }
}

void EventReader::poke() {
  poked_ = true;
  wake_.notify_all();
}

void EventReader::stop() {
  stopping_ = true;
  wake_.notify_all();
  progress_.notify_all();
}

Task<bool> EventReader::read_to_head() {
  auto page_size = k_page_first;
  bool rebuilt = false;
  while (!stopping_) {
    const auto read = state_.next_read(page_size);
    const auto page = co_await store_.read_events(read.after, read.count);
    if (!page) {
      ++counters_.failures;
      co_return false;
    }
    const auto verdict = state_.take(read, *page, [this](const StoredEvent& event) {
      ++counters_.by_read;
      applied(event);
    });
    switch (verdict) {
      case CatchUp::Page::at_head:
        caught_up_at_ = Clock::now();
        co_return true;
      case CatchUp::Page::more:
        page_size = std::min(page_size * 2, k_page_largest);
        break;
      case CatchUp::Page::rewound: {
        // Once a pass: a rebuild that ends on a lost position again must not spin.
        if (rebuilt) co_return false;
        rebuilt = co_await rebuild();
        if (!rebuilt) co_return false;
        break;
      }
    }
  }
  co_return true;
}

Task<bool> EventReader::rebuild() {
  ++counters_.rewinds;
  caught_up_at_.reset();
  if (!rewind_) {
    failed_ = "the stream no longer holds event " + std::to_string(position()) + " as it was applied";
    progress_.notify_all();
    co_return false;
  }
  rewinding_ = true;
  auto lost = state_.position();
  auto rebuilt = co_await rewind_(std::move(lost));
  rewinding_ = false;
  if (!rebuilt) {
    ++counters_.failures;
    co_return false;
  }
  state_ = CatchUp(std::move(*rebuilt));
  progress_.notify_all();
  co_return true;
}

Task<void> EventReader::run() {
  while (!stopping_ && !failed_) {
    poked_ = false;
    waiting_since_.reset();
    // After a failure neither poke nor patience hurries: the store is asked once a tick, however many bells ring.
    const bool reached = co_await read_to_head();
    const auto tick = Clock::now() + tick_;
    while (!stopping_ && !failed_ && !(poked_ && reached)) {
      const auto until = reached && waiting_since_ ? std::min(tick, *waiting_since_ + k_reader_patience) : tick;
      if (Clock::now() >= until) break;
      co_await wake_.wait_until(until);
    }
  }
}

Task<Expected<void>> EventReader::wait_for(std::int64_t seq, Clock::time_point deadline) {
  if (position() < seq && !failed_) poke();
  while (position() < seq && !failed_ && !stopping_ && Clock::now() < deadline)
    co_await progress_.wait_until(deadline);
  if (position() >= seq) co_return Expected<void>();
  if (failed_) co_return fail(ErrorCode::service_unavailable, *failed_);
  if (stopping_) co_return fail(ErrorCode::service_unavailable, "the event reader was stopped");
  co_return fail(ErrorCode::deadline_exceeded,
                 "event " + std::to_string(seq) + " not applied yet, position " + std::to_string(position()));
}

}  // namespace luodi::store
