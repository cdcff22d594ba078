#include "deploy/tools/replay/replay_check.hpp"

#include "common/domain/account.hpp"
#include "common/domain/office.hpp"
#include "common/domain/park.hpp"
#include "common/domain/project.hpp"
#include "common/domain/referral.hpp"
#include "common/domain/watch.hpp"
#include "common/runtime/world.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/document_number.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/meeting.hpp"
#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/domain/obligation.hpp"
#include "services/progress-monitor/domain/preference.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/revisit.hpp"
#include "services/progress-monitor/domain/supply.hpp"
#include "services/progress-monitor/domain/talent_card.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::replay {

namespace {
using Everything =
    runtime::World<domain::Project, domain::Park, domain::Office, domain::Watch, domain::Account, monitor::Interview,
                   monitor::Meeting, monitor::Notification, monitor::NotificationPreference, monitor::DocumentCounter,
                   monitor::Problem, monitor::Ticket, monitor::Supply, monitor::TalentCard, monitor::Revisits,
                   monitor::Obligation, monitor::ExitCase, monitor::DispatchCycle, monitor::DispatchItem,
                   domain::Referral, incentive::AwardRun>;

constexpr std::int64_t k_page = 500;
// A live suite writes while the check reads: so many rounds until a moment without a write between two reads.
constexpr int k_rounds = 20;

void break_off(ReplayReport& report, const std::string& what_zh, const std::string& what_en) {
  if (report.broken) return;  // the first break is the one to mend
  const std::string whole = report.last_event.empty() ? "无 / none" : report.last_event;
  report.broken = what_zh + "；最后一个完整事件 " + whole + " / " + what_en + "; the last whole event is " + whole;
}

// An event that cannot be read breaks the stream as one that is missing does.
void fold_event(Everything& world, ReplayReport& report, const store::StoredEvent& event) {
  const std::string id = std::to_string(event.at.epoch) + "-" + std::to_string(event.at.seq);
  report.gaps += event.at.seq - report.head - 1;
  report.head = event.at.seq;
  ++report.events;
  auto envelope = domain::read_envelope(event.json);
  if (!envelope) break_off(report, "事件 " + id + " 残缺", "event " + id + " is not whole");
  auto applied = envelope ? world.apply(*envelope) : Expected<bool>(fail(envelope.error()));
  if (!applied)
    report.differences.push_back("event " + id + ": " + applied.error().detail);
  else if (!*applied)
    report.differences.push_back("event " + id + ": repeated, or of an unknown kind");
  if (envelope) report.last_event = id;
}

// Folds the events after report.head up to the head of the stream; counts holes in the sequence. The head and its event
// are written in one step: a stream that ends before the head has lost events.
store::Task<Expected<void>> fold(store::Store& store, Everything& world, ReplayReport& report, Progress progress) {
  auto head = co_await store.head();
  if (!head) co_return fail(head.error());
  std::int64_t page_size = k_page;
  while (report.head < head->seq) {
    auto page = co_await store.read_events(report.head, page_size);
    if (!page && page.error().code == ErrorCode::internal && page_size > 1) {
      page_size = 1;  // one of the page is damaged: up to it one by one
      continue;
    }
    if (!page && page.error().code != ErrorCode::internal) co_return fail(page.error());
    if (!page || page->empty()) {
      const auto lost = std::to_string(head->seq - report.head);
      break_off(report, "事件流中断，头记录为 " + std::to_string(head->seq) + "，缺 " + lost + " 个事件",
                "the stream breaks off: its head is " + std::to_string(head->seq) + ", events missing: " + lost);
      report.gaps += head->seq - report.head;
      co_return Expected<void>{};
    }
    for (const auto& event : *page)
      fold_event(world, report, event);
    if (progress) progress(report.head, head->seq);
  }
  co_return Expected<void>{};
}

template <class A>
void compare(const Everything& world, const std::map<std::string, store::StoredState>& stored, ReplayReport& report) {
  const std::string kind(A::kind);
  for (const auto& [id, state] : stored) {
    ++report.states[kind];
    const auto* entry = world.table<A>().find(id);
    if (!entry)
      report.differences.push_back(kind + " " + id + ": stored, but no event made it");
    else if (entry->version != state.version)
      report.differences.push_back(kind + " " + id + ": stored version " + std::to_string(state.version) +
                                   ", events give " + std::to_string(entry->version));
    else if (codec::encode(entry->state).dump() != state.json)
      report.differences.push_back(kind + " " + id + ": stored bytes differ from what the events give");
  }
  for (const auto& [id, entry] : world.table<A>().all())
    if (!stored.contains(id)) report.differences.push_back(kind + " " + id + ": events made it, but it is not stored");
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
}  // namespace

store::Task<Expected<ReplayReport>> replay_check(store::Store& store, Progress progress) {
  ReplayReport folded;
  Everything world;
  for (int round = 0; round < k_rounds; ++round) {
    auto done = co_await fold(store, world, folded, progress);
    if (!done) co_return fail(done.error());
    ReplayReport report = folded;
    std::map<std::string, std::map<std::string, store::StoredState>> stored;
    for (auto kind : Everything::kinds()) {
      auto states = co_await all_states(store, std::string(kind));
      if (!states) co_return fail(states.error());
      stored[std::string(kind)] = std::move(*states);
    }
    for (auto kind : Everything::kinds())
      Everything::visit_kind(kind, [&]<class A>() { compare<A>(world, stored[std::string(kind)], report); });
    auto head = co_await store.head();
    if (!head) co_return fail(head.error());
    // A break does not heal by reading again.
    if (report.differences.empty() || report.broken || head->seq == folded.head) co_return report;
  }
  co_return fail(ErrorCode::conflict, "the suite writes too fast for a comparison; stop it or try again");
}

}  // namespace luodi::replay
