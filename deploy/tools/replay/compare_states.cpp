#include "deploy/tools/replay/compare_states.hpp"

#include <algorithm>
#include <optional>

#include "common/kernel/bilingual.hpp"
#include "deploy/tools/replay/fold_stream.hpp"

namespace luodi::replay {

namespace {
// One stored state against what the events give.
template <class A>
std::optional<std::string> compare_one(const Everything& world, const std::string& id,
                                       const store::StoredState* state) {
  const auto* entry = world.table<A>().find(id);
  const auto differs = [&](const std::string& zh, const std::string& en) {
    const std::string name = std::string(A::kind) + " " + id;
    return std::optional(name + "：" + zh + " / " + name + ": " + en);
  };
  if (!entry && !state) return std::nullopt;
  if (!entry) return differs("已存储，但没有事件产生它", "stored, but no event made it");
  if (!state) return differs("事件产生了它，但没有存储", "events made it, but it is not stored");
  const auto stored = std::to_string(state->version), given = std::to_string(entry->version);
  if (entry->version != state->version)
    return differs("存储的版本为 " + stored + "，事件给出 " + given,
                   "stored version " + stored + ", events give " + given);
  if (codec::encode(entry->state).dump() != state->json)
    return differs("存储的字节与事件给出的不同", "stored bytes differ from what the events give");
  return std::nullopt;
}

template <class A>
void compare_all(const Everything& world, const std::map<std::string, store::StoredState>& stored,
                 Differences& differences) {
  const auto one = [&](const std::string& id, const store::StoredState* state) {
    if (auto text = compare_one<A>(world, id, state)) differences[{std::string(A::kind), id}] = std::move(*text);
  };
  for (const auto& [id, state] : stored)
    one(id, &state);
  for (const auto& [id, entry] : world.table<A>().all())
    if (!stored.contains(id)) one(id, nullptr);
}

store::Task<Expected<std::map<std::string, store::StoredState>>> all_states(store::Store& store, std::string kind) {
  std::map<std::string, store::StoredState> states;
  std::string from;
  do {
    auto page = co_await store.scan(kind, from, k_page);
    if (!page) co_return fail(page.error());
    for (auto& state : page->states)
      states[state.id] = std::move(state);
    from = page->next;
  } while (!from.empty());
  co_return states;
}

store::Task<Expected<void>> check_kinds(store::Store& store, ReplayReport& report) {
  const auto stored = co_await store.kinds();
  if (!stored) co_return fail(stored.error());
  const auto known = Everything::kinds();
  for (const auto& kind : *stored)
    if (std::find(known.begin(), known.end(), kind) == known.end())
      report.differences.push_back(
          bilingual("存储中有本版程序不认识的种类 {0} / states of a kind this version does not know: {0}", kind));
  co_return Expected<void>{};
}
}  // namespace

store::Task<Expected<void>> compare_states(store::Store& store, const Everything& world, ReplayReport& report,
                                           Differences& differences) {
  for (auto kind : Everything::kinds()) {
    auto stored = co_await all_states(store, std::string(kind));
    if (!stored) co_return fail(stored.error());
    if (!stored->empty()) report.states[std::string(kind)] = static_cast<std::int64_t>(stored->size());
    Everything::visit_kind(kind, [&]<class A>() { compare_all<A>(world, *stored, differences); });
  }
  auto checked = co_await check_kinds(store, report);
  co_return checked;
}

store::Task<Expected<Differences>> compare_again(store::Store& store, const Everything& world,
                                                 const Differences& before) {
  Differences left;
  for (const auto& [key, text] : before) {
    auto state = co_await store.load(key.first, key.second);
    if (!state) co_return fail(state.error());
    Everything::visit_kind(key.first, [&]<class A>() {
      if (auto differs = compare_one<A>(world, key.second, *state ? &**state : nullptr))
        left[key] = std::move(*differs);
    });
  }
  co_return left;
}

}  // namespace luodi::replay
