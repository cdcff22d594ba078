#include "deploy/tools/replay/replay_check.hpp"

#include <algorithm>
#include <utility>

#include "common/kernel/bilingual.hpp"
#include "deploy/tools/replay/asked_for.hpp"
#include "deploy/tools/replay/everything.hpp"

namespace luodi::replay {

namespace {
constexpr std::int64_t k_page = 500;
// A live suite writes while the check reads: so many looks at what differed, each after the events that came since.
constexpr int k_rounds = 20;

std::string position(const store::StreamPosition& at) {
  return std::to_string(at.epoch) + "-" + std::to_string(at.seq);
}

void break_off(ReplayReport& report, const std::string& what_zh, const std::string& what_en) {
  if (report.broken) return;  // the first break is the one to mend
  const std::string whole = report.last_event.empty() ? "无 / none" : report.last_event;
  report.broken = what_zh + "；最后一个完整事件 " + whole + " / " + what_en + "; the last whole event is " + whole;
}

// The stream holds every sequence once, in order.
void check_order(ReplayReport& report, const store::StreamPosition& at) {
  const std::int64_t missing = at.seq - report.head - 1;
  const auto id = position(at);
  const auto count = std::to_string(missing);
  if (missing > 0)
    break_off(report, "事件 " + id + " 之前缺 " + count + " 个事件", "events missing before " + id + ": " + count);
  else if (missing < 0)
    break_off(report, "事件 " + id + " 的序号已出现过", "the sequence of event " + id + " was there before");
  report.gaps += std::max<std::int64_t>(0, missing);
  report.head = std::max(report.head, at.seq);
}

void fold_event(Folded& folded, ReplayReport& report, const store::StoredEvent& event) {
  const auto id = position(event.at);
  check_order(report, event.at);
  ++report.events;
  const auto differs = [&](const std::string& zh, const std::string& en) {
    report.differences.push_back("事件 " + id + "：" + zh + " / event " + id + ": " + en);
  };
  auto envelope = domain::read_envelope(event.json);
  // An event that cannot be read breaks the stream as one that is missing does.
  if (!envelope) return break_off(report, "事件 " + id + " 残缺", "event " + id + " is not whole");
  const auto applied = folded.world.apply(*envelope);
  hear_registration(folded, *envelope);
  const std::string type = envelope->kind + "." + envelope->fact;
  if (!Everything::visit_kind(envelope->kind, []<class A>() {}))
    differs("本版程序不认识的种类 " + type, "of a kind this version does not know, " + type);
  else if (!applied && applied.error().code == ErrorCode::not_found)
    differs("本版程序不认识的事实 " + type, "a fact this version does not know, " + type);
  else if (!applied)
    differs("无法重放：" + applied.error().detail, "cannot be replayed: " + applied.error().detail);
  else if (!*applied)
    differs("重复", "repeated");
  report.last_event = id;
}

// False: none of them goes on in the sequence, so that reading on would give them again.
bool fold_page(Folded& folded, ReplayReport& report, const std::vector<store::StoredEvent>& page) {
  const auto before = report.head;
  for (const auto& event : page)
    fold_event(folded, report, event);
  return report.head != before;
}

void tell_unreadable(ReplayReport& report, const std::string& why) {
  break_off(report, "其后的条目无法读取（" + why + "）", "the entry behind it cannot be read (" + why + ")");
}

// The head and its events are written in one step: whichever ends first, the rest is lost.
void tell_lost_events(ReplayReport& report, std::int64_t head) {
  const auto told = std::to_string(head), lost = std::to_string(head - report.head);
  break_off(report, "事件流中断，头记录为 " + told + "，缺 " + lost + " 个事件",
            "the stream breaks off: its head is " + told + ", events missing: " + lost);
  report.gaps += head - report.head;
}
void tell_lost_head(ReplayReport& report, std::int64_t head) {
  const auto told = std::to_string(head), behind = std::to_string(report.head - head);
  break_off(report, (head == 0 ? "头记录缺失" : "头记录为 " + told) + "，其后还有 " + behind + " 个事件",
            (head == 0 ? "the head is missing" : "the head is " + told) + ", events behind it: " + behind);
}

// Folds what stands behind the head. What a living suite appended since, up to the head of then, is left for later.
store::Task<Expected<void>> fold_behind_head(store::Store& store, Folded& folded, ReplayReport& report) {
  for (;;) {
    auto page = co_await store.read_events(report.head, k_page);
    if (!page && page.error().code != ErrorCode::internal) co_return fail(page.error());
    const auto head = co_await store.head();
    if (!head) co_return fail(head.error());
    const bool living =
        page && !page->empty() && page->front().at.seq > report.head && page->back().at.seq <= head->seq;
    if (page && !page->empty() && !living && fold_page(folded, report, *page)) continue;
    if (report.head > head->seq) tell_lost_head(report, head->seq);
    if (!page) tell_unreadable(report, page.error().detail);
    co_return Expected<void>{};
  }
}

// Folds the events after report.head up to the head of the stream.
store::Task<Expected<void>> fold(store::Store& store, Folded& folded, ReplayReport& report, Progress progress) {
  const auto head = co_await store.head();
  if (!head) co_return fail(head.error());
  std::int64_t page_size = k_page;
  while (report.head < head->seq) {
    auto page = co_await store.read_events(report.head, page_size);
    if (!page && page.error().code == ErrorCode::internal && page_size > 1) {
      page_size = 1;  // one of the page is damaged: up to it one by one
      continue;
    }
    if (!page && page.error().code != ErrorCode::internal) co_return fail(page.error());
    if (!page) tell_unreadable(report, page.error().detail);
    if (!page || page->empty()) {
      tell_lost_events(report, head->seq);
      co_return Expected<void>{};
    }
    if (!fold_page(folded, report, *page)) co_return Expected<void>{};
    if (progress) progress(report.head, head->seq);
  }
  auto rest = co_await fold_behind_head(store, folded, report);
  co_return rest;
}

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

// What differs, by kind and id; beside a living suite some of it only because it was written between two reads.
using Differences = std::map<std::pair<std::string, std::string>, std::string>;

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

// Looks again at what differed. A state that was alike once needs no second look: what changes it later is an event.
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
// A kind that this version does not know holds states that no event of a known kind can have made.
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

// Unique values: how many each owner holds and how many its state asks for.
store::Task<Expected<void>> compare_values(store::Store& store, const Asked& asked, Differences& differences) {
  auto indexes = co_await store.unique_indexes();
  if (!indexes) co_return fail(indexes.error());
  auto left = asked.values;
  const auto differs = [&](const std::string& index, const std::string& owner, std::int64_t held, std::int64_t wanted) {
    differences[{"unique " + index, owner}] = bilingual(
        "唯一索引 {0}：{1} 占有 {2} 个值，按其状态应为 {3} 个 / unique index {0}: {1} holds {2} values, its "
        "state asks for {3}",
        index, owner, held, wanted);
  };
  for (const auto& index : *indexes) {
    auto owners = co_await store.unique_owners(index);
    if (!owners) co_return fail(owners.error());
    std::map<std::string, std::int64_t> held;
    for (const auto& [value, owner] : *owners)
      ++held[owner];
    for (const auto& [owner, count] : held) {
      const auto wanted = left.find({index, owner});
      const std::int64_t expected = wanted == left.end() ? 0 : wanted->second;
      if (count != expected) differs(index, owner, count, expected);
      if (wanted != left.end()) left.erase(wanted);
    }
  }
  for (const auto& [key, wanted] : left)
    differs(key.first, key.second, 0, wanted);
  co_return Expected<void>{};
}

store::Task<Expected<std::int64_t>> compare_jobs(store::Store& store, const Everything& world, const Asked& asked,
                                                 Differences& differences) {
  const auto jobs = co_await store.queue();
  if (!jobs) co_return fail(jobs.error());
  for (const auto& [id, job] : *jobs) {
    const std::pair<std::string, std::string> key("job", id);
    if (!may_stand(world, id))
      differences[key] =
          bilingual("到期队列中的 {0}：没有它所指的对象或种类 / job {0}: what it is about does not exist", id);
    else if (!job.in_order())
      differences[key] =
          bilingual("到期队列中的 {0}：记录与排队不符 / job {0}: its record and its place in the queue differ", id);
  }
  for (const auto& [id, whose] : asked.jobs)
    if (!jobs->contains(id))
      differences[{"job", id}] =
          bilingual("到期队列缺少 {0}，{1} 在等它 / job {0} is missing, {1} waits for it", id, whose);
  co_return static_cast<std::int64_t>(jobs->size());
}

// What stands beside the states.
store::Task<Expected<Differences>> compare_beside(store::Store& store, const Folded& folded, ReplayReport& report) {
  const auto asked = asked_for(folded);
  Differences differences;
  auto values = co_await compare_values(store, asked, differences);
  if (!values) co_return fail(values.error());
  auto jobs = co_await compare_jobs(store, folded.world, asked, differences);
  if (!jobs) co_return fail(jobs.error());
  report.jobs = *jobs;
  co_return differences;
}

// Only what differed at the look before as well: anything else changed by events that are not folded yet.
void keep_repeated(Differences& now, const Differences& before) {
  std::erase_if(now, [&](const auto& entry) { return !before.contains(entry.first); });
}
}  // namespace

store::Task<Expected<ReplayReport>> replay_check(store::Store& store, Progress progress) {
  ReplayReport report;
  Folded folded;
  auto done = co_await fold(store, folded, report, progress);
  if (!done) co_return fail(done.error());
  Differences states;
  for (auto kind : Everything::kinds()) {
    auto stored = co_await all_states(store, std::string(kind));
    if (!stored) co_return fail(stored.error());
    if (!stored->empty()) report.states[std::string(kind)] = static_cast<std::int64_t>(stored->size());
    Everything::visit_kind(kind, [&]<class A>() { compare_all<A>(folded.world, *stored, states); });
  }
  done = co_await check_kinds(store, report);
  if (!done) co_return fail(done.error());
  auto beside = co_await compare_beside(store, folded, report);
  if (!beside) co_return fail(beside.error());
  for (int round = 0; !(states.empty() && beside->empty()) && !report.broken; ++round) {
    if (round == k_rounds)
      co_return fail(
          ErrorCode::conflict,
          "写入过快，无法比较：请停止系统后再试 / the suite writes too fast for a comparison: stop it and try "
          "again");
    const auto before = report.head;
    done = co_await fold(store, folded, report, nullptr);
    if (!done) co_return fail(done.error());
    auto left = co_await compare_again(store, folded.world, states);
    if (!left) co_return fail(left.error());
    states = std::move(*left);
    auto now = co_await compare_beside(store, folded, report);
    if (!now) co_return fail(now.error());
    keep_repeated(*now, *beside);
    beside = std::move(now);
    const auto head = co_await store.head();
    if (!head) co_return fail(head.error());
    if (head->seq == before) break;  // nothing was written since: they do differ
  }
  for (const auto& all : {states, *beside})
    for (const auto& [key, text] : all)
      report.differences.push_back(text);
  co_return report;
}

}  // namespace luodi::replay
