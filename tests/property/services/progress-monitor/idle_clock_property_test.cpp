// The idle clock against an obvious, slow evaluator written from the rule's text on plain arrays of days, and against
// itself run day by day, late, or once.
#include <gtest/gtest.h>
// After gtest: it uses its macros.
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/property/services/progress-monitor/history.hpp"

namespace luodi::monitor::test {
namespace {
using Kind = Fact::Kind;

struct Expectation {
  int idle = 0;
  bool in_scope = false;
  std::vector<std::string> episodes;  // "first/yellow/red/interview"
};

// One entry for each day; nothing but loops.
Expectation reference(const History& h, int today) {
  const int start = h.begins + h.negotiates;
  auto in_scope = [&](int d) {
    if (d < start || origin().plus_days(d) < CivilDate::from_days(day("2022-05-25").days())) return false;
    int amount = h.lead_yi;
    for (const auto& f : h.facts) {
      if (f.day > d) continue;
      if (f.kind == Kind::sign || f.kind == Kind::amend) amount = f.value;
      if (f.kind == Kind::produce) return false;
    }
    return amount >= 5;
  };
  auto suspended = [&](int d) {
    bool away = false;
    for (const auto& f : h.facts) {
      if (f.day > d) continue;
      if (f.kind == Kind::suspend) away = true;
      if (f.kind == Kind::resume) away = false;
    }
    return away;
  };
  auto moved = [&](int d) {
    if (d == start) return true;  // the stage change into negotiation
    for (const auto& f : h.facts)
      if (f.day == d && (f.kind == Kind::progress || f.kind == Kind::sign || f.kind == Kind::produce)) return true;
    return false;
  };
  auto exempt = [&](HalfMonth c) {
    for (const auto& f : h.facts) {
      if (f.kind != Kind::exempt || f.day > today) continue;
      const HalfMonth from = HalfMonth::of(origin().plus_days(f.day));
      if (from <= c && c <= from.plus(f.value - 1)) return true;
    }
    return false;
  };
  Expectation out;
  std::vector<HalfMonth> row;
  int last_interview = -1000;
  std::optional<HalfMonth> interview;
  auto close = [&] {
    if (row.size() >= 2)
      out.episodes.push_back(row[0].str() + "/" + row[1].str() + "/" + (row.size() >= 3 ? row[2].str() : "-") + "/" +
                             (interview ? interview->str() : "-"));
    row.clear();
    interview.reset();
  };
  for (HalfMonth c = HalfMonth::of(origin());; c = c.plus(1)) {
    const int a = c.first_day().days() - origin().days();
    const int b = c.last_day().days() - origin().days();
    if (b >= today) {
      bool reset = !in_scope(today);
      for (int d = a; d <= today; ++d)
        reset = reset || moved(d);
      if (reset) close();
      break;
    }
    bool whole = true;
    bool progress = false;
    bool away = false;
    for (int d = a; d <= b; ++d) {
      whole = whole && in_scope(d);
      progress = progress || moved(d);
      away = away || suspended(d);
    }
    if (!whole || progress) {
      close();
    } else if (!away && !exempt(c)) {
      row.push_back(c);
      if (row.size() >= 4 && !interview && c.index() - last_interview > 2) {
        interview = c;
        last_interview = c.index();
      }
    }
  }
  out.in_scope = in_scope(today);
  out.idle = out.in_scope ? static_cast<int>(row.size()) : 0;
  close();
  return out;
}

std::string text(const std::vector<domain::Episode>& episodes) {
  std::string out;
  auto or_dash = [](const std::optional<HalfMonth>& c) { return c ? c->str() : std::string("-"); };
  for (const auto& e : episodes)
    out += e.first.str() + "/" + or_dash(e.yellow) + "/" + or_dash(e.red) + "/" + or_dash(e.interview) + "\n";
  return out;
}

RC_GTEST_PROP(IdleClockProperty, AgreesWithTheObviousEvaluator, ()) {
  const auto h = *any_history();
  auto s = begin(h);
  for (std::size_t i = 0; i < h.facts.size(); ++i)
    tell(s, h.facts[i], static_cast<int>(i));
  const int last = h.facts.empty() ? h.begins + h.negotiates : h.facts.back().day;
  const int today = last + *rc::gen::inRange(0, 200);
  const auto got = evaluate(s.project, book(), instant_at(origin().plus_days(today), 10));
  const auto wanted = reference(h, today);
  std::string episodes;
  for (const auto& e : wanted.episodes)
    episodes += e + "\n";
  RC_ASSERT(got.in_scope == wanted.in_scope);
  RC_ASSERT(got.idle_cycles == wanted.idle);
  RC_ASSERT(text(got.episodes) == episodes);
}

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
