// Model test of what the monitor stores: lives with spans in which it does not look, while facts are recorded as ever.
// Afterwards it looks once. Then, after every fact that it hears, and at the end its watch (light, count, stalls), the
// warnings that it announced and the interviews that it opened are what the slow reference says, as if it had looked
// every day. Notices are withheld: interviews then follow from the facts alone. How many lives: histories.hpp.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/property/services/progress-monitor/histories.hpp"
#include "tests/property/services/progress-monitor/reference_calendar.hpp"
#include "tests/property/services/progress-monitor/reference_story.hpp"
#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
// The monitor of one project: it looks when a fact is told and when its own due queue says so.
class Monitor {
 public:
  explicit Monitor(const Life& life) : ledger_(domain::Project(), real_book(life.book)) {}
  const Ledger& ledger() const { return ledger_; }
  void know(const domain::Project& project) { ledger_.project = project; }
  void look(int d, int hour) {
    ledger_.deadlines.clear();
    ledger_.evaluate(instant_at(CivilDate::from_days(d), hour));
  }
  // Whatever is due until the beginning of this day.
  void run_due(int d) {
    for (;;) {
      const auto job = ledger_.deadlines.find(evaluate_job("prj_1"));
      if (job == ledger_.deadlines.end() || civil_date(job->second).days() > d) return;
      look(civil_date(job->second).days(), 0);
    }
  }

 private:
  Ledger ledger_;
};

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const auto& part : parts)
    out += part + ", ";
  return out;
}

std::string watch_text(const Ledger& ledger) {
  if (!ledger.watch) return "none 0 ";
  std::string out =
      std::string(codec::enum_text(ledger.watch->light)) + " " + std::to_string(ledger.watch->idle_cycles);
  auto or_dash = [](const std::optional<HalfMonth>& c) { return c ? c->str() : std::string("-"); };
  for (const auto& e : ledger.watch->episodes)
    out += " " + e.first.str() + "/" + or_dash(e.yellow) + "/" + or_dash(e.red) + "/" + or_dash(e.interview);
  return out + " ";
}
std::string watch_text(const Expectation& said) {
  std::string out = said.light + " " + std::to_string(said.idle_cycles);
  for (const auto& e : said.episodes)
    out += " " + e;
  return out + " ";
}

std::vector<std::string> warnings_of(const Ledger& ledger) {
  std::vector<std::string> out;
  for (const auto& [raised, when] : ledger.log) {
    if (raised.fact != domain::WarningRaised::fact) continue;
    const auto w = *codec::decode<domain::WarningRaised>(raised.data);
    out.push_back(std::string(codec::enum_text(w.light)) + " " + w.cycle.str() + " " + std::to_string(w.idle_cycles) +
                  " of " + w.episode_first.str());
  }
  return out;
}

// Every stall that asks for an interview has one that stands, and every one that stands has such a stall.
std::string compare_interviews(const Ledger& ledger, const Expectation& said) {
  std::vector<ToldEpisode> due;
  for (const auto& text : said.episodes)
    if (auto e = read_episode(text); e.interview != "-") due.push_back(std::move(e));
  auto overlap = [](const Interview& i, const ToldEpisode& e) {
    return i.episode_first.str() <= e.interview && e.first <= i.trigger.str();
  };
  const bool exited = ledger.project.stage == domain::Stage::exited;
  for (const auto& [id, i] : ledger.interviews) {
    if (exited && !has_ended(i)) return "interview " + id + " of a project that has exited";
    const bool has_stall = std::any_of(due.begin(), due.end(), [&](const auto& e) { return overlap(i, e); });
    if (!has_ended(i) && !has_stall) return "interview " + id + " stands without a stall";
  }
  for (const auto& e : due) {
    const bool has_one = std::any_of(ledger.interviews.begin(), ledger.interviews.end(), [&](const auto& known) {
      return known.second.state != InterviewState::withdrawn && overlap(known.second, e);
    });
    if (!has_one) return "no interview for the stall from " + e.first;
  }
  return {};
}

// The life, day by day, with what the monitor, the reference's monitor and one that is never down make of it.
class Telling {
 public:
  explicit Telling(const Life& life)
      : life_(life), teller_(life), reference_(life), monitor_(life), wanted_(policies()), daily_(policies()) {}

  std::string fault() {
    monitor_.know(teller_.project());
    bool was_up = true;
    for (int d = life_.registered; d <= life_.end; ++d) {
      const bool up = std::none_of(life_.outages.begin(), life_.outages.end(),
                                   [&](const Outage& o) { return o.from <= d && d < o.back; });
      if (up && !was_up) monitor_.look(d, 0);
      if (up) monitor_.run_due(d);
      const bool back = up && !was_up;
      if (back || unit_begins(d) || d == life_.end) reference_looks(d, up);
      if (back || d == life_.end)
        if (auto fault = compare(d); !fault.empty()) return fault;
      while (teller_.told() < life_.told.size() && life_.told[teller_.told()].recorded == d) {
        teller_.next();
        reference_.take(teller_.index());
        monitor_.know(teller_.project());
        if (up) monitor_.look(d, 10);
        reference_looks(d, up);
        if (up)
          if (auto fault = compare(d); !fault.empty()) return fault;
      }
      was_up = up;
    }
    return {};
  }

 private:
  const std::vector<PlainPolicy>& policies() const { return plain_books()[life_.book]; }
  // Between such days and facts nothing new can stand in the list of stalls.
  bool unit_begins(int d) const {
    const auto rolling = [&](const PlainPolicy& p) {
      return p.reading == "rolling_days" && p.from < d && d <= p.to + 1;
    };
    return cycle_number(d) != cycle_number(d - 1) || std::any_of(policies().begin(), policies().end(), rolling);
  }
  void reference_looks(int d, bool up) {
    said_ = reference_.evaluate(d);
    daily_.look(said_, d);
    if (up) wanted_.look(said_, d);
  }
  std::string compare(int d) const {
    const Ledger& ledger = monitor_.ledger();
    auto differs = [&](const std::string& what, const std::string& a, const std::string& b) {
      return "stored on " + CivilDate::from_days(d).str() + ": " + what + " " + a + ", wanted " + b;
    };
    if (watch_text(ledger) != watch_text(said_)) return differs("watch", watch_text(ledger), watch_text(said_));
    if (ledger.watch && ledger.watch->through.str() != said_.through)
      return differs("through", ledger.watch->through.str(), said_.through);
    const auto warnings = warnings_of(ledger);
    if (warnings != wanted_.warnings()) return differs("warnings", joined(warnings), joined(wanted_.warnings()));
    for (const auto& announced : wanted_.announced())
      if (!daily_.announced().contains(announced)) return differs("announced", announced, "what daily looks announce");
    for (const auto& text : said_.episodes) {
      const auto e = read_episode(text);
      for (const std::string light : {"yellow", "red"})
        if (daily_.announced().contains(light + " of " + e.first) && (light == "yellow" || e.red != "-") &&
            !wanted_.announced().contains(light + " of " + e.first))
          return differs("announced", "not " + light + " of " + e.first, "what daily looks announce");
    }
    if (!governed_until(d)) return {};  // where nothing is in force nothing may be opened
    auto fault = compare_interviews(ledger, said_);
    return fault.empty() ? fault : differs("interviews", fault, watch_text(said_));
  }
  // Under some policy on every day since the first.
  bool governed_until(int d) const {
    int next = policies().front().from;
    for (const auto& p : policies()) {
      if (p.from != next) return false;
      if (d <= p.to) return true;
      next = p.to + 1;
    }
    return false;
  }

  const Life& life_;
  LifeTeller teller_;
  Reference reference_;
  Monitor monitor_;
  ReferenceStory wanted_;  // looks when the monitor does
  ReferenceStory daily_;   // is never down
  Expectation said_;
};

std::string fault_of(const Life& life) {
  return life.outages.empty() ? std::string() : Telling(life).fault();
}

class OutageModel : public testing::TestWithParam<std::uint64_t> {};

TEST_P(OutageModel, WhatIsStoredIsThatOfDailyLooks) {
  try_lives(GetParam(), fault_of);
}
INSTANTIATE_TEST_SUITE_P(Shards, OutageModel, testing::Range<std::uint64_t>(0, k_shards));

TEST(OutageModel, OneLife) {
  try_one_life(fault_of);
}
}  // namespace
}  // namespace luodi::monitor::test
