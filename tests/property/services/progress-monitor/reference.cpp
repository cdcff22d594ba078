// The clock of the reference, day by day.
#include "tests/property/services/progress-monitor/reference.hpp"

#include <algorithm>
#include <set>

#include "tests/property/services/progress-monitor/reference_calendar.hpp"

namespace luodi::monitor::test {

namespace {
// Units at which a light is due: that share of the whole way, rounded up.
int due_at(const PlainPolicy& p, int cycles) {
  int units = 0;
  while (units * p.cycles < cycles * p.limit)
    ++units;
  return units;
}
}  // namespace

const PlainPolicy* Reference::policy_on(int d) const {
  for (const auto& p : policies_)
    if (p.from <= d && d <= p.to) return &p;
  return nullptr;
}

// From some months before the registration, so that the first unit is a whole one under its reading, to two months
// beyond today, so that its end is known.
std::vector<Reference::Day> Reference::days_until(int today) const {
  const int begin = life_.registered - 200;
  std::vector<Day> days(static_cast<std::size_t>(today - begin + 70));
  auto at = [&](int d) -> Day* {
    const int i = d - begin;
    return i >= 0 && i < static_cast<int>(days.size()) ? &days[static_cast<std::size_t>(i)] : nullptr;
  };
  const int last = begin + static_cast<int>(days.size()) - 1;
  int talks = k_not_back;
  int over = k_not_back;
  for (const auto& [on, name] : stages_) {
    if (name == "negotiate") talks = on;
    if (name == "over" || name == "gone") over = std::min(over, on);
    if (auto* day = at(on)) {
      day->moved = true;
      if (name != "gone") day->told = true;  // nobody calls an exit progress
    }
  }
  auto moved = moved_days();
  moved.insert(life_.registered);  // becoming a lead is a stage, too
  for (const int on : moved)
    if (auto* day = at(on)) day->moved = day->told = true;
  for (const auto& [from, back] : away_)
    for (int d = std::max(from, begin); d < std::min(back, last + 1); ++d)
      at(d)->away = true;
  std::set<int> exempt;
  for (const auto& [id, claim] : claims_)
    if (claim.state == "approved") exempt.insert(claim.cycles.begin(), claim.cycles.end());
  for (int d = begin; d <= last; ++d) {
    Day& day = *at(d);
    day.policy = policy_on(d);
    day.watched = d >= talks && d >= life_.registered && d < over;
    const auto amount = day.watched ? amount_on(d) : std::nullopt;
    day.in_scope = day.watched && day.policy && amount && *amount >= day.policy->threshold;
    day.exempt = exempt.contains(cycle_number(d));
  }
  return days;
}

Expectation Reference::evaluate(int today) const {
  const auto days = days_until(today);
  const int begin = life_.registered - 200;
  auto at = [&](int d) -> const Day& { return days[static_cast<std::size_t>(d - begin)]; };
  auto cycle_before = [](int d) {
    int i = d;
    while (cycle_number(i) == cycle_number(d))
      --i;
    return cycle_name(i);
  };
  Expectation out;
  int since = life_.registered;
  for (const auto& [on, name] : stages_)
    if (name == "negotiate") since = std::max(since, on);
  out.through = cycle_before(since);
  int count = 0;
  std::string first, yellow, red, interview;
  int last_interview = -1000;
  std::string reading;
  auto start_anew = [&] {
    if (!yellow.empty())
      out.episodes.push_back(first + "/" + yellow + "/" + (red.empty() ? "-" : red) + "/" +
                             (interview.empty() ? "-" : interview));
    first = yellow = red = interview = "";
    count = 0;
  };
  int d = begin + 100;
  while (d <= today) {
    const Day& one = at(d);
    if (!one.policy || one.policy->reading != reading) start_anew();
    if (!one.policy) {
      reading.clear();
      ++d;
      continue;
    }
    reading = one.policy->reading;
    auto unit = [&](int i) { return unit_of(reading, i); };
    int last = d;
    while (at(last + 1).policy && at(last + 1).policy->reading == reading && unit(last + 1) == unit(d))
      ++last;
    if (last >= today) break;  // not complete on this day
    // Whole: the days before and after belong to other units of the same reading, not to this one cut short.
    const bool whole = unit(d - 1) != unit(d) && unit(last + 1) != unit(last);
    bool scope = whole;
    bool moved = false, away = false, exempt = false;
    for (int i = d; i <= last; ++i) {
      scope = scope && at(i).in_scope;
      moved = moved || at(i).moved;
      away = away || at(i).away;
      exempt = exempt || at(i).exempt;
    }
    std::string verdict = "idle";
    if (!scope)
      verdict = "partial";
    else if (moved)
      verdict = "progress";
    else if (away)
      verdict = "suspended";
    else if (exempt)
      verdict = "exempt";
    if (verdict == "progress" || (verdict == "partial" && (moved || !whole))) start_anew();
    if (verdict == "partial" && count > 0) verdict = "outside";
    if (verdict == "idle") {
      const PlainPolicy& p = *at(last).policy;
      ++count;
      if (first.empty()) first = cycle_name(d);
      if (count >= due_at(p, p.yellow) && yellow.empty()) yellow = cycle_name(last);
      if (count >= due_at(p, p.red) && red.empty()) red = cycle_name(last);
      if (count >= p.limit && interview.empty() && cycle_number(last) > last_interview + p.cooldown) {
        interview = cycle_name(last);
        last_interview = cycle_number(last);
      }
    }
    if (verdict != "partial" || at(last).in_scope) out.units.push_back({last, verdict, count});
    if (at(last).in_scope) out.through = cycle_before(last + 1);
    d = last + 1;
  }
  bool reset = false;
  for (; d <= today; ++d)
    reset = reset || at(d).moved;
  for (int i = begin; i <= today; ++i)
    if (at(i).told) out.last_progress = i;
  if (reset) start_anew();
  out.in_scope = at(today).in_scope;
  if (out.in_scope) {
    const PlainPolicy& p = *at(today).policy;
    out.idle_cycles = count * p.cycles / p.limit;
    out.light = count >= due_at(p, p.red) ? "red" : count >= due_at(p, p.yellow) ? "yellow" : "green";
  }
  out.current = out.in_scope ? first : "";
  start_anew();
  return out;
}

}  // namespace luodi::monitor::test
