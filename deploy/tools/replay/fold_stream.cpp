#include "deploy/tools/replay/fold_stream.hpp"

#include <algorithm>

#include "deploy/tools/replay/asked_for.hpp"

namespace luodi::replay {

namespace {
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
}  // namespace

store::Task<Expected<void>> fold_stream(store::Store& store, Folded& folded, ReplayReport& report, Progress progress) {
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

}  // namespace luodi::replay
