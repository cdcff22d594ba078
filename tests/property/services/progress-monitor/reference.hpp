#pragma once
// The slow, obvious evaluator that the real clock is compared with. It knows the rules only from their text: an array
// with one entry for each day, filled by loops, and a walk over these days. It shares nothing with
// services/progress-monitor/domain: no project, no policy book, no cycle arithmetic (only the calendar of
// common/kernel, which has tests of its own).
//
//   Reference reference(life);
//   auto said = reference.take(i);          // what the rules should say of this fact
//   auto wanted = reference.evaluate(day);  // at any instant of that day, with what was taken so far
#include <map>
#include <set>

#include "tests/property/services/progress-monitor/life.hpp"

namespace luodi::monitor::test {

struct JudgedUnit {  // as the explanation tells it
  int last = 0;
  std::string verdict;
  int count = 0;
};

struct Expectation {
  bool in_scope = false;
  int idle_cycles = 0;
  std::string light = "none";
  std::string through;                // last complete cycle that was judged
  std::string current;                // first cycle of the running episode, "" = none
  std::vector<std::string> episodes;  // "first/yellow/red/interview", "-" = not due
  std::vector<JudgedUnit> units;
  int last_progress = 0;  // 0 = none
};

class Reference {
 public:
  explicit Reference(const Life& life) : life_(life), policies_(plain_books()[life.book]) {
    if (life.lead_fen) leads_ = {{life.registered, *life.lead_fen}};
  }
  LifeTeller::Outcome take(std::size_t index);
  Expectation evaluate(int today) const;

 private:
  struct Day {
    const PlainPolicy* policy = nullptr;
    bool watched = false;
    bool in_scope = false;
    bool moved = false;
    bool told = false;  // as progress
    bool away = false;
    bool exempt = false;
  };
  struct Claim {
    std::vector<int> cycles;
    int asked = 0;
    int ground = 0;
    int renews = -1;
    std::string state = "claimed";
  };
  struct Money {
    int day = 0;
    std::int64_t fen = 0;
    int slip = 0;  // 0 = none
    std::int64_t proved = 0;
    int dated = 0;  // the slip
  };
  std::vector<Day> days_until(int today) const;
  const PlainPolicy* policy_on(int d) const;
  std::optional<std::int64_t> amount_on(int d) const;
  std::string stage_on(int d) const;
  std::set<int> days_of_funds() const;
  bool talk_counts_on(int d) const;
  bool filed_before(int d, int paper) const;
  std::set<int> days_of_minutes() const;
  std::set<int> moved_days() const;  // stages apart
  bool claim_fits(const Told& fact) const;
  // The claim with this index, or a new one (-2), with these cycles beside all others.
  bool may_stand(int id, const Claim& claim) const;
  LifeTeller::Outcome decide(const Told& fact);
  bool slip_fits(int entry, const Money& money) const;
  LifeTeller::Outcome enter(int entry, const Money& money);
  LifeTeller::Outcome correct(const Told& fact);
  bool row_fits(int id, const Claim& claim) const;

  static constexpr int k_not_back = 1'000'000;  // a day that never comes

  const Life& life_;
  const std::vector<PlainPolicy>& policies_;
  std::vector<std::pair<int, std::string>> stages_;   // in order of record
  std::vector<std::pair<int, std::int64_t>> formal_;  // day, fen; in order of record
  std::vector<std::pair<int, std::int64_t>> leads_;   // the same of the lead
  std::vector<std::pair<int, int>> away_;             // from, first day back
  std::vector<int> deeds_;                            // days of milestones
  std::vector<std::pair<int, int>> minutes_;          // day of signed minutes, number of the paper
  std::map<int, std::int64_t> funds_;                 // fen by day
  std::map<int, Money> money_;                        // what they add up from, by index of the fact
  std::vector<std::pair<int, Claim>> claims_;
  bool ended_ = false;
};

}  // namespace luodi::monitor::test
