#pragma once
// World is a service's in-memory read model: one typed table per aggregate kind, built from the stored states at start
// and kept current by the same events (architecture.md, "Queries"). Each entry has the version of its last event, so an
// event is applied once however often it arrives. One io_context thread, no locks.
//
//   using World = runtime::World<domain::Project, domain::Park, domain::Watch>;
//   world.apply(envelope);
//   const auto* p = world.table<domain::Project>().find("prj_...");
#include <functional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/store/store.hpp"

namespace luodi::runtime {

template <class A>
struct Versioned {
  A state{};
  std::int64_t version = 0;
};

template <class A>
class Table {
 public:
  using Map = std::unordered_map<std::string, Versioned<A>>;
  const Versioned<A>* find(const std::string& id) const {
    auto it = entries_.find(id);
    return it == entries_.end() ? nullptr : &it->second;
  }
  const Map& all() const { return entries_; }
  // Called after an entry changed: old state (nullptr = new) and new state. For secondary indexes of a service.
  std::function<void(const std::string& id, const A* before, const A& after)> on_change;

  void set(const std::string& id, A state, std::int64_t version) {
    auto it = entries_.find(id);
    if (it == entries_.end()) {
      auto& entry = entries_.emplace(id, Versioned<A>{std::move(state), version}).first->second;
      if (on_change) on_change(id, nullptr, entry.state);
    } else if (version > it->second.version) {
      A before = on_change ? it->second.state : A{};
      it->second = Versioned<A>{std::move(state), version};
      if (on_change) on_change(id, &before, it->second.state);
    }
  }

 private:
  Map entries_;
};

template <class... As>
class World {
 public:
  template <class A>
  Table<A>& table() {
    return std::get<Table<A>>(tables_);
  }
  template <class A>
  const Table<A>& table() const {
    return std::get<Table<A>>(tables_);
  }

  // False when the kind is not ours or the event was applied before; an error when it cannot be read or leaves a gap.
  Expected<bool> apply(const domain::EventEnvelope& envelope) {
    Expected<bool> result = false;
    auto one = [&]<class A>() {
      if (envelope.kind != A::kind) return;
      const auto* entry = table<A>().find(envelope.subject);
      const std::int64_t version = entry ? entry->version : 0;
      if (envelope.meta.version <= version) return;
      if (envelope.meta.version != version + 1) {
        result = fail(ErrorCode::internal, "gap in " + envelope.kind + " " + envelope.subject);
        return;
      }
      A state = entry ? entry->state : A{};
      auto applied = domain::apply_fact(state, envelope.fact, envelope.data, envelope.meta);
      if (!applied) {
        result = fail(applied.error());
        return;
      }
      table<A>().set(envelope.subject, std::move(state), envelope.meta.version);
      result = true;
    };
    (one.template operator()<As>(), ...);
    return result;
  }

  // Whether apply would look at the data of this event: the kind is ours and the event is not applied yet.
  bool lacks(const domain::EventHead& event) const {
    bool result = false;
    visit_kind(event.kind, [&]<class A>() {
      const auto* entry = table<A>().find(event.subject);
      result = entry == nullptr || entry->version < event.meta.version;
    });
    return result;
  }

  // A stored state as read from the store; older than what is known = ignored.
  Expected<void> load(std::string_view kind, const store::StoredState& stored) {
    Expected<void> result{};
    auto one = [&]<class A>() {
      if (kind != A::kind) return;
      auto state = codec::parse<A>(stored.json);
      if (state)
        table<A>().set(stored.id, std::move(*state), stored.version);
      else
        result = fail(state.error());
    };
    (one.template operator()<As>(), ...);
    return result;
  }

  static std::vector<std::string_view> kinds() { return {As::kind...}; }

  // Calls f.template operator()<A>() for the aggregate type of this kind; false = not ours.
  template <class F>
  static bool visit_kind(std::string_view kind, F&& f) {
    bool found = false;
    auto one = [&]<class A>() {
      if (kind == A::kind) {
        f.template operator()<A>();
        found = true;
      }
    };
    (one.template operator()<As>(), ...);
    return found;
  }

 private:
  std::tuple<Table<As>...> tables_;
};

}  // namespace luodi::runtime
