// Whatever is asked by whomever in whatever order, and however late the jobs run: an interview is never in a state that
// its life does not lead to, its numbers have no gaps, and its events rebuild it byte for byte.
#include <gtest/gtest.h>
// After gtest: it uses its macros.
#include <rapidcheck/gtest.h>

#include <map>
#include <set>

#include "services/progress-monitor/domain/interview_steps.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
using S = InterviewState;

bool leads_to(S from, S to) {
  static const std::map<S, std::set<S>> k_life{{S::opened, {S::held_back, S::issued, S::withdrawn, S::closed}},
                                               {S::held_back, {S::issued, S::withdrawn, S::closed}},
                                               {S::issued, {S::held, S::withdrawn, S::closed}},
                                               {S::held, {S::planned, S::escalated, S::withdrawn, S::closed}},
                                               {S::planned, {S::reported, S::escalated, S::withdrawn, S::closed}},
                                               {S::reported, {S::closed, S::escalated, S::withdrawn}},
                                               {S::withdrawn, {S::opened}},
                                               {S::closed, {}},
                                               {S::escalated, {}}};
  return k_life.at(from).contains(to);
}

Actor somebody(int who) {
  switch (who) {
    case 0:
      return actor(Role::committee);
    case 1:
      return actor(Role::bureau);
    case 2:
      return actor(Role::park, "MY-AX");
    default:
      return actor(Role::park, "MY-GX");
  }
}

void ask(Ledger& l, const std::string& id, int command, const Actor& who, Instant now, bool again) {
  const auto why = again ? std::optional<std::string>("更正原因") : std::nullopt;
  switch (command) {
    case 0:
      (void)l.give(decide_hold_back, id, HoldBack{"核实"}, now, who);
      break;
    case 1:
      (void)l.give(decide_issue, id, Issue{}, now, who);
      break;
    case 2:
      (void)l.give(decide_schedule, id, Schedule{instant_at(civil_date(now).plus_days(6), 15), "会议室", ""}, now, who);
      break;
    case 3:
      (void)l.give(decide_explanation, id, Explain{"说明", {}, why}, now, who);
      break;
    case 4:
      (void)l.give(decide_minutes, id, FileMinutes{"纪要", {"负责人"}, again, {}, {}, {}, {}}, now, who);
      break;
    case 5:
      (void)l.give(decide_rectification, id, Rectify{RectificationKind::plan, "方案", {}, why}, now, who);
      break;
    case 6:
      (void)l.give(decide_rectification, id, Rectify{RectificationKind::report, "报告", {}, why}, now, who);
      break;
    case 7:
      (void)l.give(decide_verification, id, Verify{again, "核实结论", {}}, now, who);
      break;
    default:
      if (again) (void)l.give(decide_withdraw, id, Withdraw{"撤销"}, now, who);
      break;
  }
}

// The states in the order of the events, and the state that the events alone give.
void check_log(const Ledger& l) {
  std::map<std::string, Interview> rebuilt;
  std::map<std::string, Meeting> meetings;
  std::map<std::string, int> numbers;  // of each year
  for (const auto& [event, when] : l.log) {
    domain::EventMeta meta;
    meta.at = when;
    meta.actor = "system";
    if (event.kind == "doc_counter") RC_ASSERT(event.data["number"].get<int>() == ++numbers[event.subject]);
    if (event.kind == "meeting") {
      const int before = meetings.contains(event.subject) ? meetings[event.subject].sequence : -1;
      RC_ASSERT(domain::apply_fact(meetings[event.subject], event.fact, event.data, meta));
      RC_ASSERT(meetings[event.subject].sequence == before + 1);
    }
    if (event.kind != "interview") continue;
    const bool first = !rebuilt.contains(event.subject);
    const S before = rebuilt[event.subject].state;
    RC_ASSERT(domain::apply_fact(rebuilt[event.subject], event.fact, event.data, meta));
    const S after = rebuilt[event.subject].state;
    const bool led = first ? after == S::opened : before == after || leads_to(before, after);
    RC_ASSERT(led);
  }
  RC_ASSERT(rebuilt.size() == l.interviews.size());
  for (const auto& [id, state] : l.interviews) {
    RC_ASSERT(codec::encode(rebuilt.at(id)) == codec::encode(state));
    const auto read = codec::decode<Interview>(codec::encode(state));
    RC_ASSERT(read.has_value());
    RC_ASSERT(codec::encode(*read) == codec::encode(state));
  }
}

RC_GTEST_PROP(InterviewProperty, NeverInAStateThatItsLifeDoesNotLeadTo, ()) {
  Ledger l(negotiating().project);
  l.evaluate(at("2022-08-16"));
  Instant now = at("2022-08-16", 9);
  const auto steps = *rc::gen::container<std::vector<std::tuple<int, int, int, bool>>>(
      60, rc::gen::tuple(rc::gen::inRange(0, 9), rc::gen::inRange(0, 4), rc::gen::inRange(0, 12),
                         rc::gen::arbitrary<bool>()));
  for (const auto& [command, who, days, again] : steps) {
    now = now.plus_ms(days * 12LL * 3600 * 1000);
    if (again || days % 2 == 0) l.run_due(now, now);  // otherwise the worker is late
    std::vector<std::string> ids;
    for (const auto& [id, state] : l.interviews)
      ids.push_back(id);
    ask(l, ids[static_cast<std::size_t>(days) % ids.size()], command, somebody(who), now, again);
  }
  l.run_due(now, now);
  check_log(l);
  int second = 0;
  for (const auto& [id, state] : l.interviews)
    second += state.level == 2 ? 1 : 0;
  RC_ASSERT(second <= 1);
}
}  // namespace
}  // namespace luodi::monitor::test
