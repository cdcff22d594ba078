#include "tests/property/services/progress-monitor/reference.hpp"

#include <algorithm>
#include <set>

namespace luodi::monitor::test {

namespace {
using Outcome = LifeTeller::Outcome;
constexpr int k_not_back = 1'000'000;

// The calendar written out, a line for each day of sixty years: cycle and month are numbered through.
struct CalendarDay {
  int cycle = 0;
  int month = 0;
};
const CalendarDay& calendar(int d) {
  static const int k_begin = day("2015-01-01").days();
  static const auto lines = [] {
    std::vector<CalendarDay> all;
    for (CivilDate date = CivilDate::from_days(k_begin); date.year() < 2075; date = date.plus_days(1)) {
      const int month = date.year() * 12 + date.month() - 1;
      all.push_back({month * 2 + (date.day() <= 15 ? 0 : 1), month});
    }
    return all;
  }();
  return lines.at(static_cast<std::size_t>(d - k_begin));
}
int unit_of(const std::string& reading, int d) {
  if (reading == "half_months") return calendar(d).cycle;
  if (reading == "calendar_months") return calendar(d).month;
  return d;
}
std::string cycle_name(int d) {
  const CivilDate date = CivilDate::from_days(d);
  return date.str().substr(0, 8) + (date.day() <= 15 ? "H1" : "H2");
}
int cycle_number(int d) {
  return calendar(d).cycle;
}
// Units at which a light is due: that share of the whole way, rounded up.
int due_at(const PlainPolicy& p, int cycles) {
  int units = 0;
  while (units * p.cycles < cycles * p.limit)
    ++units;
  return units;
}
}  // namespace

// ---- what the rules should say of a fact when it is told ----

std::string Reference::stage_on(int d) const {
  std::string stage;
  for (const auto& [on, name] : stages_)
    if (on <= d) stage = name;
  return stage;
}

std::optional<std::int64_t> Reference::amount_on(int d) const {
  int best = -1;
  std::int64_t fen = 0;
  for (const auto& [from, amount] : formal_)
    if (from <= d && from >= best) {
      best = from;
      fen = amount;
    }
  if (best >= 0) return fen;
  return d >= life_.registered ? life_.lead_fen : std::nullopt;
}

bool Reference::minutes_count(int on) const {
  if (stage_on(on) != "negotiate") return false;
  std::set<int> by_minutes;
  std::set<int> otherwise;
  for (const auto& [d, minutes] : progress_)
    (minutes ? by_minutes : otherwise).insert(cycle_number(d));
  by_minutes.insert(cycle_number(on));
  otherwise.erase(cycle_number(on));
  // With these minutes, no three cycles in a row that include theirs may live by minutes only.
  for (int first = cycle_number(on) - 2; first <= cycle_number(on); ++first) {
    bool all = true;
    for (int c = first; c < first + 3; ++c)
      all = all && by_minutes.contains(c) && !otherwise.contains(c);
    if (all) return false;
  }
  return true;
}

bool Reference::funds_count(std::int64_t fen, int on) const {
  std::int64_t needed = 100'000'000;
  if (const auto amount = amount_on(on)) needed = std::max(needed, (*amount + 199) / 200);
  return uncounted_funds_ + fen >= needed;
}

bool Reference::claim_fits(const Told& fact) const {
  if (ended_ || policy_on(fact.recorded) == nullptr) return false;
  if (fact.cycles < 1 || fact.cycles > 2) return false;
  const Claim* renewed = nullptr;
  if (fact.about >= 0) {
    for (const auto& [id, claim] : claims_)
      if (id == fact.about) renewed = &claim;
    if (renewed == nullptr || renewed->state != "approved" || renewed->ground != fact.ground) return false;
    if (renewed->renews >= 0 || renewed->cycles.back() + 1 != fact.from) return false;
  }
  for (const auto& [id, claim] : claims_) {
    if (claim.state == "refused") continue;
    for (const int theirs : claim.cycles)
      for (int mine = fact.from; mine < fact.from + fact.cycles; ++mine) {
        if (mine == theirs) return false;
        const bool neighbours = mine == theirs + 1 || mine == theirs - 1;
        if (neighbours && claim.ground == fact.ground && fact.about != id) return false;
      }
  }
  return true;
}

Outcome Reference::take(std::size_t index) {
  const Told& fact = life_.told[index];
  auto counted = [&](bool counts) {
    if (counts) progress_.emplace_back(fact.on, fact.kind == Tell::minutes);
    return counts ? Outcome::effective : Outcome::not_effective;
  };
  if (fact.kind == Tell::claim) {
    if (!claim_fits(fact)) return Outcome::refused;
    Claim claim;
    for (int c = fact.from; c < fact.from + fact.cycles; ++c)
      claim.cycles.push_back(c);
    claim.ground = fact.ground;
    claim.renews = fact.about;
    claims_.emplace_back(static_cast<int>(index), claim);
    return Outcome::recorded;
  }
  if (fact.kind == Tell::decide) {
    for (auto& [id, claim] : claims_) {
      if (id != fact.about || claim.state != "claimed") continue;
      if (fact.approved && fact.cycles > static_cast<int>(claim.cycles.size())) return Outcome::refused;
      claim.state = fact.approved ? "approved" : "refused";
      if (fact.approved) claim.cycles.resize(static_cast<std::size_t>(fact.cycles));
      return Outcome::recorded;
    }
    return Outcome::refused;
  }
  if (ended_) return Outcome::refused;
  switch (fact.kind) {
    case Tell::milestone:
      return counted(true);
    case Tell::visit:
      return counted(false);
    case Tell::minutes:
      return counted(minutes_count(fact.on));
    case Tell::funds: {
      const bool counts = funds_count(fact.fen, fact.on);
      uncounted_funds_ = counts ? 0 : uncounted_funds_ + fact.fen;
      return counted(counts);
    }
    case Tell::negotiate:
      stages_.emplace_back(fact.on, "negotiate");
      break;
    case Tell::sign:
      formal_.emplace_back(fact.on, fact.fen);
      stages_.emplace_back(fact.on, "later");
      break;
    case Tell::assess:
    case Tell::land:
    case Tell::start:
      stages_.emplace_back(fact.on, "later");
      break;
    case Tell::produce:
      stages_.emplace_back(fact.on, "over");
      break;
    case Tell::leave:
      stages_.emplace_back(fact.on, "over");
      ended_ = true;
      break;
    case Tell::amend:
      formal_.emplace_back(fact.on, fact.fen);
      break;
    case Tell::suspend:
      away_.emplace_back(fact.on, k_not_back);
      break;
    case Tell::resume:
      away_.back().second = fact.on;
      break;
    case Tell::framework:
    case Tell::claim:
    case Tell::decide:
      break;
  }
  return Outcome::recorded;
}

// ---- the clock, day by day ----

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
    if (name == "over") over = std::min(over, on);
    if (auto* day = at(on)) day->moved = true;
  }
  if (auto* day = at(life_.registered)) day->moved = true;  // becoming a lead is a stage, too
  for (const auto& [on, minutes] : progress_)
    if (auto* day = at(on)) day->moved = true;
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
  Expectation out;
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
    if (verdict == "partial" || verdict == "progress") start_anew();
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
    d = last + 1;
  }
  bool reset = !at(today).in_scope;
  for (; d <= today; ++d)
    reset = reset || at(d).moved;
  for (int i = begin; i <= today; ++i)
    if (at(i).moved) out.last_progress = i;
  if (reset) start_anew();
  out.in_scope = at(today).in_scope;
  if (out.in_scope) {
    const PlainPolicy& p = *at(today).policy;
    out.idle_cycles = count * p.cycles / p.limit;
    out.light = count >= due_at(p, p.red) ? "red" : count >= due_at(p, p.yellow) ? "yellow" : "green";
  }
  out.current = first;
  start_anew();
  return out;
}

}  // namespace luodi::monitor::test
