// The idle clock against itself: run day by day, late, or once. idle_model_test compares it with a slow reference.
#include <gtest/gtest.h>
// After gtest: it uses its macros.
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/property/services/progress-monitor/history.hpp"

namespace luodi::monitor::test {
namespace {
// What must not depend on when the work was done.
std::string conclusion(const Ledger& l) {
  std::string out;
  // A project that was in scope for a few days only has an empty watch or none: both say "none".
  const bool empty = !l.watch || (l.watch->light == domain::Light::none && l.watch->episodes.empty());
  if (!empty) {
    auto watch = *l.watch;
    watch.updated_at = {};
    for (auto& episode : watch.episodes)
      episode.withdrawn = false;
    out = codec::encode(watch).dump() + "\n";
  }
  for (const auto& [id, i] : l.interviews)
    out += id + " " + i.trigger.str() + " " + codec::encode(i.cycles).dump() + "\n";
  return out;
}

// Facts become known on their day. prompt: every event is consumed and every job runs on time. late: jobs run only on
// the given days. blind: nothing runs until the end.
enum class Mode { prompt, late, blind };
Ledger run(const History& h, Mode mode, const std::set<int>& working_days, int end) {
  auto s = begin(h);
  Ledger l(s.project);
  const auto noon = [](int d) { return instant_at(origin().plus_days(d), 12); };
  std::size_t next = 0;
  for (int d = h.begins + h.negotiates; d <= end; ++d) {
    const bool works = mode == Mode::prompt || (mode == Mode::late && working_days.contains(d));
    if (works) l.run_due(noon(d).plus_ms(-1), mode == Mode::prompt ? Instant() : noon(d).plus_ms(-1));
    bool heard = d == h.begins + h.negotiates;
    for (; next < h.facts.size() && h.facts[next].day == d; ++next) {
      tell(s, h.facts[next], static_cast<int>(next));
      heard = true;
    }
    l.project = s.project;
    if (works && (heard || mode == Mode::late)) l.evaluate(noon(d));
  }
  l.evaluate(noon(end));
  return l;
}

RC_GTEST_PROP(IdleClockProperty, PromptLateAndBlindRunsConcludeTheSame, ()) {
  const auto h = *any_history();
  const int last = h.facts.empty() ? h.begins + h.negotiates : h.facts.back().day;
  const int end = last + *rc::gen::inRange(0, 120);
  const auto some = *rc::gen::container<std::set<int>>(rc::gen::inRange(0, end + 1));
  const auto prompt = run(h, Mode::prompt, {}, end);
  const auto wanted = conclusion(prompt);
  const auto late = conclusion(run(h, Mode::late, some, end));
  const auto blind = conclusion(run(h, Mode::blind, {}, end));
  RC_ASSERT(late == wanted);
  RC_ASSERT(blind == wanted);
}

RC_GTEST_PROP(IdleClockProperty, EachEpisodeHasExactlyOneInterview, ()) {
  const auto h = *any_history();
  const int last = h.facts.empty() ? h.begins + h.negotiates : h.facts.back().day;
  const auto l = run(h, Mode::prompt, {}, last + 150);
  std::multiset<std::string> named;
  for (const auto& episode : l.watch ? l.watch->episodes : std::vector<domain::Episode>{})
    if (episode.interview) named.insert(episode.interview_id);
  RC_ASSERT(named.size() == l.interviews.size());
  for (const auto& [id, interview] : l.interviews)
    RC_ASSERT(named.count(id) == 1U);
}
}  // namespace
}  // namespace luodi::monitor::test
