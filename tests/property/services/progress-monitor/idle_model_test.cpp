// Model test of the idle clock: generated lives of projects (late facts, corrected amounts and funds, exemptions
// claimed, approved, refused, cut and renewed, suspensions, stages, exits, leap days, year ends, holidays, policies
// that follow each other) told to the real rules and to the slow reference. Both must say the same of every fact when
// it is told and, at several instants of the life, of every day up to then.
//
// How many lives, and how one is told alone: histories.hpp. What the monitor stores of them: outage_model_test.
#include <gtest/gtest.h>

#include "common/domain/counted_progress.hpp"
#include "tests/property/services/progress-monitor/histories.hpp"
#include "tests/property/services/progress-monitor/life_kinds.hpp"
#include "tests/property/services/progress-monitor/reference.hpp"

namespace luodi::monitor::test {
namespace {
std::string text_of(const domain::Episode& e) {
  auto or_dash = [](const std::optional<HalfMonth>& c) { return c ? c->str() : std::string("-"); };
  return e.first.str() + "/" + or_dash(e.yellow) + "/" + or_dash(e.red) + "/" + or_dash(e.interview);
}

const char* text_of(UnitVerdict verdict) {
  switch (verdict) {
    case UnitVerdict::partial:
      return "partial";
    case UnitVerdict::progress:
      return "progress";
    case UnitVerdict::outside:
      return "outside";
    case UnitVerdict::suspended:
      return "suspended";
    case UnitVerdict::exempt:
      return "exempt";
    case UnitVerdict::idle:
      return "idle";
  }
  return "";
}

// Lines may tell a run of units judged alike; together they must tell every unit.
std::string compare_lines(const std::vector<UnitLine>& lines, const std::vector<JudgedUnit>& units) {
  std::size_t unit = 0;
  for (const auto& line : lines) {
    const JudgedUnit* told = nullptr;
    for (; unit < units.size() && units[unit].last <= line.last.days(); ++unit) {
      told = &units[unit];
      if (told->verdict != text_of(line.verdict))
        return line.label + " is " + text_of(line.verdict) + ", wanted " + told->verdict + " until " +
               CivilDate::from_days(told->last).str();
    }
    if (told == nullptr || told->last != line.last.days()) return line.label + " is no unit";
    if (told->count != line.count)
      return line.label + " counts " + std::to_string(line.count) + ", wanted " + std::to_string(told->count);
  }
  if (unit != units.size()) return "no line for the unit until " + CivilDate::from_days(units[unit].last).str();
  return {};
}

// "" = the clock and the reference say the same of this day.
std::string compare(const domain::Project& project, const policy::PolicyBook& policies, const Reference& reference,
                    int today) {
  const auto got = evaluate(project, policies, instant_at(CivilDate::from_days(today), 10));
  const auto wanted = reference.evaluate(today);
  auto differs = [](const std::string& what, const std::string& a, const std::string& b) {
    return what + " is " + a + ", wanted " + b;
  };
  std::string episodes, wanted_episodes;
  for (const auto& e : got.episodes)
    episodes += text_of(e) + " ";
  for (const auto& e : wanted.episodes)
    wanted_episodes += e + " ";
  const std::string current = got.current_first ? got.current_first->str() : "";
  const int last_progress = got.last_progress && got.since ? got.last_progress->days() : 0;
  if (got.in_scope != wanted.in_scope) return differs("scope", got.scope_en, wanted.in_scope ? "in" : "out");
  if (auto line = compare_lines(got.lines, wanted.units); !line.empty()) return line;
  if (got.idle_cycles != wanted.idle_cycles)
    return differs("idle_cycles", std::to_string(got.idle_cycles), std::to_string(wanted.idle_cycles));
  if (codec::enum_text(got.light) != wanted.light)
    return differs("light", std::string(codec::enum_text(got.light)), wanted.light);
  if (episodes != wanted_episodes) return differs("episodes", episodes, wanted_episodes);
  if (current != wanted.current) return differs("current_first", current, wanted.current);
  if (got.since && got.through.str() != wanted.through) return differs("through", got.through.str(), wanted.through);
  if (got.since && last_progress != wanted.last_progress)
    return differs("last_progress", got.last_progress ? got.last_progress->str() : "none",
                   CivilDate::from_days(wanted.last_progress).str());
  return {};
}

bool same(const IdleConclusion& a, const IdleConclusion& b) {
  auto text = [](const std::optional<Stall>& s) {
    return s ? text_of(domain::Episode{s->first, s->yellow, s->red, s->interview, {}, false}) : std::string();
  };
  return a.in_scope == b.in_scope && a.idle_cycles == b.idle_cycles && a.light == b.light && a.through == b.through &&
         text(a.running) == text(b.running);
}

// "" = conclude() says what evaluate() tells, and between two looks nothing changes by itself: otherwise the due queue
// would come too late.
std::string compare_conclusion(const domain::Project& project, const policy::PolicyBook& policies, int today) {
  const auto told = evaluate(project, policies, instant_at(CivilDate::from_days(today), 10));
  const auto facts = idle_facts_of(project, policies);
  if (!facts.since || facts.since->days() > today) return told.lines.empty() ? "" : "lines without facts";
  const IdleTerms terms(policies);
  auto as_of = [&](int d) { return conclude(*facts.since, facts.marks, terms, CivilDate::from_days(d)); };
  const auto said = as_of(today);
  if (said.in_scope != told.in_scope || said.idle_cycles != told.idle_cycles || said.light != told.light ||
      said.through != told.through || said.running.has_value() != told.current_first.has_value() ||
      (said.running && said.running->first != *told.current_first))
    return "the conclusion differs from the evaluation";
  const int next = told.next_at ? civil_date(*told.next_at).days() : today + 800;
  for (int d = today + 1; d < next; ++d)
    if (!same(as_of(d), said)) return "the conclusion changes by itself on " + CivilDate::from_days(d).str();
  if (told.next_at && instant_at(civil_date(*told.next_at)) != *told.next_at) return "the next look is not a midnight";
  return {};
}

std::string fault_of(const Life& life) {
  LifeTeller teller(life);
  Reference reference(life);
  const auto& policies = real_book(life.book);
  auto look = [&](int today) {
    auto fault = compare(teller.project(), policies, reference, today);
    return fault.empty() ? fault
                         : "after " + std::to_string(teller.told()) + " facts, as of " +
                               CivilDate::from_days(today).str() + ": " + fault;
  };
  while (teller.next()) {
    const auto said = reference.take(teller.index());
    if (said != teller.outcome())
      return "fact " + std::to_string(teller.index()) + ": the rules say " +
             std::to_string(static_cast<int>(teller.outcome())) + ", wanted " + std::to_string(static_cast<int>(said));
    // On the day it is told, and as of an earlier day on what is known now.
    if ((teller.told() + life.seed) % 4 != 0) continue;
    const int today = teller.fact().recorded;
    if (auto fault = look(today); !fault.empty()) return fault;
    const int before = life.registered + static_cast<int>(life.seed * 7 % 97) * (today - life.registered) / 97;
    if (auto fault = look(before); !fault.empty()) return fault;
  }
  if (auto fault = look(life.end); !fault.empty()) return fault;
  if (life.seed % 3 == 0)
    if (auto fault = compare_conclusion(teller.project(), policies, life.end); !fault.empty()) return fault;
  // The close of a cycle, to the day.
  return look(HalfMonth::of(CivilDate::from_days(life.end)).first_day().days());
}

class IdleModel : public testing::TestWithParam<std::uint64_t> {};

TEST_P(IdleModel, AgreesWithTheSlowReference) {
  try_lives(GetParam(), fault_of);
}
INSTANTIATE_TEST_SUITE_P(Shards, IdleModel, testing::Range<std::uint64_t>(0, k_shards));

TEST(IdleModel, OneLife) {
  try_one_life(fault_of);
}

// A model test that generates only dull lives proves nothing: what must be covered is counted by name.
TEST(IdleModel, TheLivesHoldWhatTheyAreMeantToHold) {
  std::map<std::string, int> seen;
  for (std::uint64_t seed = 0; seed < 5'000; ++seed) {
    const Life life = life_of(seed);
    LifeTeller teller(life);
    while (teller.next()) {
      const Told& fact = teller.fact();
      const CivilDate on = CivilDate::from_days(fact.on);
      if (teller.outcome() == LifeTeller::Outcome::refused) {
        if (fact.kind == Tell::claim) ++seen["claim refused by the rules"];
        if (fact.kind == Tell::funds) ++seen["funds refused by the rules"];
        if (fact.kind == Tell::correct) ++seen["funds correction refused by the rules"];
        continue;
      }
      if (fact.on < fact.recorded) ++seen["late fact"];
      if (on.month() == 2 && on.day() == 29) ++seen["29 February"];
      if (on.month() == 12 && on.day() == 31) ++seen["31 December"];
      const auto& calendar = real_book(life.book).calendar();
      const auto work = calendar.is_working_day(on);
      const auto next = calendar.is_working_day(on.plus_days(1));
      if (work && next && *work && !*next && on.weekday() < 5) ++seen["day before a holiday"];
      if (fact.kind == Tell::amend && fact.on < fact.recorded) ++seen["amount corrected for the past"];
      if (fact.kind == Tell::amend && fact.on > fact.recorded) ++seen["amount from a later day on"];
      if (fact.kind == Tell::slip) ++seen["amount that never was"];
      if (fact.kind == Tell::lead_amount) ++seen["amount of the lead changed"];
      if (fact.kind == Tell::claim && fact.about >= 0) ++seen["exemption renewed"];
      if (fact.kind == Tell::decide && !fact.again) ++seen[fact.approved ? "exemption approved" : "exemption refused"];
      if (fact.kind == Tell::decide && fact.again)
        ++seen[fact.approved ? "exemption granted again" : "exemption taken back"];
      if (fact.kind == Tell::minutes && teller.outcome() == LifeTeller::Outcome::not_effective)
        ++seen["minutes that do not count"];
      if (fact.kind == Tell::minutes) {
        const auto verdict = domain::count_progress(teller.project(), real_book(life.book)).progress.back().minutes;
        if (verdict->filed_for) ++seen["minutes filed again"];
        if (verdict->running > 2 * verdict->limit.value_or(9)) ++seen["minutes of a long row"];
      }
      if (fact.kind == Tell::correct) ++seen[correction_of(life, teller.index())];
      if (fact.kind == Tell::resume) ++seen["suspension ended"];
      if (fact.kind == Tell::leave) ++seen["exit"];
      if (fact.kind == Tell::produce) ++seen["production"];
      if (fact.kind == Tell::go_back) ++seen["stage taken back"];
      const auto& back = teller.project().returns;
      if ((fact.kind == Tell::land || fact.kind == Tell::start || fact.kind == Tell::produce) && !back.empty() &&
          back.back().stage == teller.project().stage)
        ++seen["stage recorded anew"];
      if (fact.kind == Tell::go_back && back.back().stage == domain::Stage::producing) ++seen["production taken back"];
    }
    const auto r = evaluate(teller.project(), real_book(life.book), instant_at(CivilDate::from_days(life.end)));
    for (const auto& e : r.episodes)
      if (e.interview) ++seen["interview due"];
    for (std::size_t i = 1; i < r.lines.size(); ++i)
      if (r.lines[i - 1].verdict == UnitVerdict::outside && r.lines[i].verdict == UnitVerdict::idle)
        ++seen["count that waits out of scope"];
    for (const auto& outage : life.outages)
      count_outage(seen, life, outage, r.episodes);
    if (r.episodes.size() > 1) ++seen["several episodes"];
  }
  for (const auto* wanted : {"claim refused by the rules",
                             "late fact",
                             "29 February",
                             "31 December",
                             "day before a holiday",
                             "amount corrected for the past",
                             "amount from a later day on",
                             "amount that never was",
                             "amount of the lead changed",
                             "exemption renewed",
                             "exemption approved",
                             "exemption refused",
                             "exemption granted again",
                             "exemption taken back",
                             "count that waits out of scope",
                             "funds refused by the rules",
                             "funds correction refused by the rules",
                             "funds corrected down",
                             "funds corrected up",
                             "funds corrected to nothing",
                             "funds corrected to another day",
                             "funds corrected to a voucher set free",
                             "outage",
                             "outage of a week or more",
                             "fact recorded in an outage",
                             "warning due in an outage",
                             "interview due in an outage",
                             "minutes that do not count",
                             "suspension ended",
                             "exit",
                             "production",
                             "stage taken back",
                             "stage recorded anew",
                             "production taken back",
                             "interview due",
                             "several episodes"})
    EXPECT_GE(seen[wanted], 20) << wanted;
}
}  // namespace
}  // namespace luodi::monitor::test
