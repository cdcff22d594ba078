// What counts follows from the facts and their dates: told in any order they leave the same clock, day by day, and the
// same project in the eyes of its readers.
#include <gtest/gtest.h>
// After gtest: it uses its macros.
#include <rapidcheck/gtest.h>

#include <numeric>

#include "common/domain/project_view.hpp"
#include "tests/property/services/progress-monitor/history.hpp"

namespace luodi::monitor::test {
namespace {
constexpr int k_days = 200;
constexpr int k_first = 12;  // 2022-06-01, when the negotiation begins

struct Dated {
  enum class Kind { funds, minutes, milestone } kind;
  int day;      // after origin()
  int wan = 0;  // minutes: number of the paper
};
void showValue(const Dated& fact, std::ostream& out) {
  static constexpr const char* k_names[] = {"funds", "minutes", "milestone"};
  out << k_names[static_cast<int>(fact.kind)] << "@" << origin().plus_days(fact.day).str() << "(" << fact.wan << ") ";
}

rc::Gen<std::vector<Dated>> any_facts() {
  return rc::gen::exec([] {
    std::vector<Dated> facts;
    const int count = *rc::gen::inRange(2, 12);
    for (int i = 0; i < count; ++i) {
      const auto kind = *rc::gen::element(Dated::Kind::funds, Dated::Kind::funds, Dated::Kind::minutes,
                                          Dated::Kind::minutes, Dated::Kind::minutes, Dated::Kind::milestone);
      const int day = near_an_edge(*rc::gen::inRange(k_first, k_days), *rc::gen::inRange(0, 6), k_first);
      facts.push_back({kind, day, *rc::gen::element(50, 100, 200, 300)});
    }
    return facts;
  });
}

void tell(Story& s, const Dated& fact) {
  const std::string on = origin().plus_days(fact.day).str();
  switch (fact.kind) {
    case Dated::Kind::funds:
      s.funds(on, Fen::wan(fact.wan), false);
      break;
    case Dated::Kind::minutes:
      s.minutes(on, fact.wan == 50 ? "" : std::to_string(fact.wan), false);
      break;
    case Dated::Kind::milestone:
      s.progress(on);
      break;
  }
}

// Which entries count and why, without their ids.
std::string shown(const domain::Project& project) {
  const auto view = domain::project_view({"prj_1", 1, &project, nullptr}, book(), origin().plus_days(k_days),
                                         domain::Reader("zh", Actor()));
  std::vector<std::string> lines;
  for (const auto& e : view.progress)
    lines.push_back(e.occurred_on.str() + std::string(codec::enum_text(e.kind)) + (e.effective ? "+" : "-") + e.reason);
  for (const auto& e : view.funds)
    lines.push_back(e.injected_on.str() + e.amount_fen.display() + (e.effective ? "+" : "-") + e.reason);
  std::sort(lines.begin(), lines.end());
  return std::accumulate(lines.begin(), lines.end(), std::string());
}

std::string clock_of(const domain::Project& project, CivilDate today) {
  const auto r = evaluate(project, book(), instant_at(today));
  std::string out = today.str() + codec::encode(explain_idle(r, book(), {}, {})).dump();
  for (const auto& episode : r.episodes)
    out += codec::encode(episode).dump();
  return out;
}

RC_GTEST_PROP(RecordingOrderProperty, AnyOrderLeavesTheSame, ()) {
  const auto facts = *any_facts();
  std::vector<std::size_t> order(facts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1], order[*rc::gen::inRange<std::size_t>(0, i)]);
  const int signs = *rc::gen::inRange(30, k_days);
  const auto amount = *rc::gen::element(yi(5), yi(6), yi(20));
  auto begun = [&] {
    auto s = negotiating(yi(6));
    s.sign(origin().plus_days(signs).str(), amount);
    return s;
  };
  auto straight = begun();
  auto shuffled = begun();
  for (std::size_t i = 0; i < facts.size(); ++i) {
    tell(straight, facts[i]);
    tell(shuffled, facts[order[i]]);
  }
  RC_ASSERT(shown(straight.project) == shown(shuffled.project));
  for (int d = k_first; d <= k_days; d += 5)
    RC_ASSERT(clock_of(straight.project, origin().plus_days(d)) == clock_of(shuffled.project, origin().plus_days(d)));
}

// What counts on a day follows from the facts up to then: nothing later speaks into it.
RC_GTEST_PROP(RecordingOrderProperty, LaterFactsLeaveEarlierDaysAlone, ()) {
  const auto facts = *any_facts();
  const int until = *rc::gen::inRange(k_first, k_days);
  auto all = negotiating(yi(6));
  auto some = negotiating(yi(6));
  for (const auto& fact : facts) {
    tell(all, fact);
    if (fact.day <= until) tell(some, fact);
  }
  const CivilDate today = origin().plus_days(until);
  RC_ASSERT(clock_of(all.project, today) == clock_of(some.project, today));
}
}  // namespace
}  // namespace luodi::monitor::test
