#pragma once
// ReadModel builds a World from the stored states and keeps it current by the event stream; it also joins a
// CommandRunner to the stream, so that own writes are visible at once and a refusal is judged on fresh state.
// Start order: head of the stream, then all states, then every event after that head: a state that is newer than the
// head ignores the events it already holds. One io_context thread.
//
//   ReadModel<World> model(io, store, subscriber, world, "510700");
//   model.on_event = [&](const domain::EventHead& e, const store::StoredEvent& at) { cache.forget(e.subject); };
//   auto started = co_await model.start();          // Expected<void>
//   tasks.spawn("reader", model.run());
//   model.join(runner);
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/bus/bus.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/world.hpp"
#include "common/store/event_reader.hpp"

namespace luodi::runtime {

// States per page of the first load: about 1 MB a page, a few milliseconds of Redis time.
inline constexpr std::int64_t k_load_page = 500;
// How long a read waits for X-Luodi-Min-Sequence, and a refusal for the head of the stream.
inline constexpr std::chrono::milliseconds k_catch_up_limit{1500};

template <class W>
class ReadModel {
 public:
  ReadModel(boost::asio::io_context& io, store::Store& store, bus::EventSubscriber& subscriber, W& world,
            std::string city)
      : io_(io), store_(store), subscriber_(subscriber), world_(world), city_(std::move(city)) {}

  // Hears every event of the city in order, after the world applied it; also those of kinds that the world ignores.
  std::function<void(const domain::EventHead&, const store::StoredEvent&)> on_event;
  // Hears what could not be read or applied (a newer major version, a gap): never skipped silently.
  std::function<void(const Error&, const store::StoredEvent&)> on_fault;

  // Loads everything, or says why not. Events from the beginning instead of from the head when `from_start`: for
  // services that keep something of every past event (a timeline).
  store::Task<Expected<void>> start(bool from_start = false) {
    auto head = co_await store_.head();
    if (!head) co_return fail(head.error());
    for (auto kind : W::kinds()) {
      auto loaded = co_await load_kind(std::string(kind));
      if (!loaded) co_return fail(loaded.error());
    }
    store::StreamPosition after = from_start ? store::StreamPosition{} : *head;
    reader_ = std::make_unique<store::EventReader>(io_, store_, after,
                                                   [this](const store::StoredEvent& event) { heard(event); });
    subscriber_.on_event([this](bus::FeedEvent bell) {
      if (bell.city == city_) reader_->bell(to_stored(std::move(bell)));
    });
    co_return Expected<void>{};
  }
  store::Task<void> run() { return reader_->run(); }
  void stop() {
    if (reader_) reader_->stop();
  }

  void join(CommandRunner<W>& runner) {
    runner.on_committed = [this](const domain::EventHead& head, const store::StoredEvent& event) {
      if (event.at.seq > position()) own_.insert_or_assign(event.at.event_id, head);
      reader_->bell(event);
    };
    runner.reach = [this](std::int64_t sequence) { return wait_for(sequence); };
    runner.position = [this]() { return position(); };
  }

  std::int64_t position() const { return reader_ ? reader_->position() : 0; }
  std::int64_t lag() const { return reader_ ? reader_->lag() : 0; }
  bool caught_up() const { return reader_ && reader_->caught_up() && !reader_->failed(); }

  // For X-Luodi-Min-Sequence: returns when the world includes it, or deadline_exceeded.
  store::Task<Expected<void>> wait_for(std::int64_t sequence) {
    if (sequence <= position()) co_return Expected<void>{};
    reader_->poke();
    const auto deadline = store::EventReader::Clock::now() + k_catch_up_limit;
    co_return co_await reader_->wait_for(sequence, deadline);
  }

  // Brings the world to the head of the stream as it is now. An error when the head cannot be read or is not reached in
  // time: then nobody may be told "no" on account of what the world does not hold.
  store::Task<Expected<void>> catch_up() {
    auto head = co_await store_.head();
    if (!head) co_return fail(head.error());
    co_return co_await wait_for(head->seq);
  }

 private:
  static store::StoredEvent to_stored(bus::FeedEvent bell) {
    store::StoredEvent event;
    event.at.epoch = bell.epoch;
    event.at.seq = bell.seq;
    event.at.event_id = bell.event_id;
    event.json = std::move(bell.json);
    return event;
  }

  store::Task<Expected<void>> load_kind(std::string kind) {
    std::string from;
    do {
      auto page = co_await store_.scan(kind, from, k_load_page);
      if (!page) co_return fail(page.error());
      for (const auto& state : page->states) {
        auto loaded = world_.load(kind, state);
        if (!loaded) co_return fail(ErrorCode::internal, kind + " " + state.id + ": " + loaded.error().detail);
      }
      from = page->next;
    } while (!from.empty());
    co_return Expected<void>{};
  }

  void heard(const store::StoredEvent& event) {
    if (const auto own = own_.extract(event.at.event_id)) {
      if (on_event) on_event(own.mapped(), event);
      return;
    }
    auto envelope = read(event.json);
    if (!envelope) {
      if (on_fault) on_fault(envelope.error(), event);
      return;
    }
    if (wants_data_) {
      auto applied = world_.apply(*envelope);
      if (!applied && on_fault) on_fault(applied.error(), event);
    }
    if (on_event) on_event(*envelope, event);
  }

  // The envelope, with its data if the world wants it. Events of a kind that the world does not hold are read without;
  // what the last event was is the guess for the next one.
  Expected<domain::EventEnvelope> read(const std::string& json) {
    domain::EventEnvelope out;
    if (!wants_data_) {
      auto head = domain::read_head(json);
      if (!head) return fail(head.error());
      static_cast<domain::EventHead&>(out) = std::move(*head);
      wants_data_ = world_.lacks(out);
      if (!wants_data_) return out;
    }
    auto whole = domain::read_envelope(json);
    if (whole) wants_data_ = world_.lacks(*whole);
    return whole;
  }

  boost::asio::io_context& io_;
  store::Store& store_;
  bus::EventSubscriber& subscriber_;
  W& world_;
  std::string city_;
  bool wants_data_ = false;
  // Heads of what this process committed and the world holds, until the stream comes to it: nothing is read again.
  std::unordered_map<std::string, domain::EventHead> own_;
  std::unique_ptr<store::EventReader> reader_;
};

}  // namespace luodi::runtime
