#include "services/gateway/event_hub.hpp"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

#include "common/http/error_into.hpp"
#include "common/http/parameter_fault.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/gateway/visibility.hpp"

namespace luodi::gateway {

namespace asio = boost::asio;

namespace {
constexpr std::int64_t k_page = 128;                     // of catching up
constexpr std::string_view k_retry = "retry: 3000\n\n";  // browsers come back after 3 s
constexpr int k_catch_up_tries = 3;                      // after that the reader comes back by itself

// The reader remembers more than there is: the history was lost or belongs to another system.
tl::unexpected<Error> beyond(std::int64_t head, std::int64_t after) {
  Error error = http::parameter_fault(
      "after", "out_of_range",
      bilingual("现为 {0}，大于当前序号 {1}：此前读到的历史已丢失，或属于另一系统 / is {0}, beyond the head of the "
                "events, {1}: the history that was read was lost or is another system's",
                after, head));
  const std::string seq = std::to_string(head);
  error.next_zh = "以 after=0 重新拉取全部变更；只要今后变更的，以 after=" + seq + " 续拉";
  error.next_en = "pull everything again with after=0; for what comes from now on alone, with after=" + seq;
  return fail(std::move(error));
}
}  // namespace

EventHub::EventHub(asio::io_context& io, store::Store& store, HubLimits limits)
    : io_(io), store_(store), limits_(limits), timer_(io) {}

void EventHub::on_event(const store::StoredEvent& event) {
  position_ = event.at.seq;
  if (readers_.empty()) return;
  const auto item = read_feed_item(event.at.seq, event.json);
  if (!item) return;
  const std::string text = server_sent(*item);
  std::vector<ReaderPtr> live;
  for (const auto& reader : readers_)
    if (reader->live && event.at.seq > reader->after && sees_event(reader->actor, item->kind, item->parties))
      live.push_back(reader);
  for (const auto& reader : live) {
    reader->after = event.at.seq;
    push(reader, text);
  }
}

store::Task<Expected<std::string>> EventHub::changes(Actor actor, std::int64_t after,
                                                     std::optional<std::int64_t> limit) {
  const std::int64_t wanted = std::clamp<std::int64_t>(limit.value_or(limits_.default_page), 1, limits_.max_page);
  std::string items;
  std::int64_t found = 0;
  std::int64_t scanned = 0;
  auto head = co_await store_.head();
  if (!head) co_return fail(head.error());
  if (after > head->seq) co_return beyond(head->seq, after);
  while (found < wanted && scanned < limits_.max_scan) {
    auto page = co_await store_.read_events(after, std::min(wanted, limits_.max_scan - scanned));
    if (!page) co_return fail(page.error());
    if (page->empty()) break;
    for (const auto& event : *page) {
      if (found == wanted) break;
      after = event.at.seq;
      ++scanned;
      const auto item = read_feed_item(event.at.seq, event.json);
      if (!item || !sees_event(actor, item->kind, item->parties)) continue;
      items += (found++ == 0 ? "" : ",") + item->json;
    }
  }
  const std::int64_t known = scanned > 0 ? std::max(head->seq, after) : head->seq;
  co_return "{\"head\":" + std::to_string(known) + ",\"items\":[" + items +
      "],\"next_after\":" + std::to_string(after) + "}";
}

Expected<void> EventHub::admit() const {
  if (stopping_ || readers_.size() >= limits_.max_streams)
    return fail(ErrorCode::overloaded,
                bilingual("事件推送连接数已达上限 {0} / too many event streams, limit {0}", limits_.max_streams));
  return {};
}

bool EventHub::push(const ReaderPtr& reader, std::string text) {
  if (reader->to->push(std::move(text))) return true;
  readers_.erase(reader);
  return false;
}

void EventHub::stream(std::shared_ptr<http::EventStream> to, Actor actor, std::optional<std::int64_t> after,
                      StillValid valid) {
  auto reader = std::make_shared<Reader>();
  reader->to = std::move(to);
  reader->actor = std::move(actor);
  reader->valid = std::move(valid);
  readers_.insert(reader);
  if (!push(reader, std::string(k_retry))) return;
  asio::co_spawn(io_, catch_up(std::move(reader), after), [](const std::exception_ptr& bug) {
    if (bug) std::rethrow_exception(bug);
  });
}

// Ends when the reader has joined the live ones, is gone, or the store fails for good (it then reconnects by itself).
store::Task<void> EventHub::catch_up(ReaderPtr reader, std::optional<std::int64_t> after) {
  if (!after) {
    reader->after = position_;
    reader->live = true;
    co_return;
  }
  reader->after = *after;
  auto head = co_await store_.head();
  if (head && *after > head->seq) {
    const std::string seq = std::to_string(head->seq);
    reader->after = head->seq;
    if (!push(reader, "id: " + seq + "\nevent: reset\ndata: {\"head\":\"" + seq + "\"}\n\n")) co_return;
  }
  for (int failures = 0; readers_.contains(reader);) {
    if (reader->after >= position_) {  // no await since: nothing can slip in between
      reader->live = true;
      co_return;
    }
    auto page = co_await store_.read_events(reader->after, k_page);
    if (!page && ++failures >= k_catch_up_tries) break;
    if (!page) continue;
    if (page->empty() && reader->after < position_ && ++failures >= k_catch_up_tries) break;
    if (page->empty() && reader->after < position_) continue;  // it came while we were reading
    if (page->empty()) {
      reader->live = true;
      co_return;
    }
    for (const auto& event : *page) {
      reader->after = event.at.seq;
      const auto item = read_feed_item(event.at.seq, event.json);
      if (!item || !sees_event(reader->actor, item->kind, item->parties)) continue;
      if (!push(reader, server_sent(*item))) co_return;
    }
  }
  if (readers_.erase(reader) > 0) reader->to->close();
}

store::Task<void> EventHub::run() {
  while (!stopping_) {
    timer_.expires_after(std::chrono::milliseconds(limits_.ping_ms));
    boost::system::error_code cancelled;
    co_await timer_.async_wait(http::error_into(cancelled));
    if (stopping_) co_return;
    const std::vector<ReaderPtr> readers(readers_.begin(), readers_.end());
    for (const auto& reader : readers) {
      auto actor = co_await reader->valid();
      if (!readers_.contains(reader)) continue;
      if (!actor) {
        readers_.erase(reader);
        reader->to->close();
        continue;
      }
      reader->actor = std::move(*actor);
      push(reader, ": ping\n\n");
    }
  }
}

void EventHub::stop() {
  stopping_ = true;
  timer_.cancel();
  const auto readers = std::move(readers_);
  readers_.clear();
  for (const auto& reader : readers)
    reader->to->close();
}

}  // namespace luodi::gateway
