#pragma once
// A random life of one project as plain numbers: what was told, for which day, and on which day it was recorded. The
// same life is told to the real rules (LifeTeller) and to the slow reference (reference.hpp). A life is made from a
// seed alone, so a failure names a seed and any life can be made again.
//
// Days are days since 1970, amounts fen, cycles HalfMonth indexes. Facts stand in the order of their record; the day a
// fact is about may lie before (late evidence, corrected amounts), for amounts and exemptions also after it. In an
// outage facts are recorded as ever, but the monitor does not look.
//
//   const Life life = life_of(17);
//   LifeTeller teller(life);
//   while (teller.next()) ... teller.project()
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

enum class Tell {
  milestone,  // evidence-typed progress
  visit,      // never counts
  minutes,    // counts while negotiating, two cycles running, each paper once
  funds,      // counts by the sum of its days
  negotiate,  // the stages, in order
  assess,
  sign,
  land,
  start,
  produce,
  leave,      // exit
  framework,  // an agreement that never counts
  amend,
  lead_amount,  // of the lead: another one from today on
  slip,         // of the lead: what was registered never was so
  suspend,
  resume,
  claim,  // an exemption
  decide,
  correct,  // funds that were verified wrongly
  go_back   // the latest stage was recorded in error
};

struct Told {
  Tell kind = Tell::visit;
  int on = 0;        // the day it is about
  int recorded = 0;  // the day it was told
  std::int64_t fen = 0;
  int slip = 0;             // funds, correct: number of the voucher; 0 = none is named
  std::int64_t proved = 0;  // fen that the voucher proves
  int from = 0;             // claim: first cycle
  int cycles = 0;           // claim: asked for; decide: granted
  int about = -1;  // index in `told`. decide: of the claim; claim: of the claim that it renews; correct: of the funds
  int ground = 0;  // claim
  int paper = 0;   // minutes: which paper was filed
  bool approved = false;
  bool again = false;  // decide: corrects what was decided before
};

// A policy as the reference reads it: dates and numbers.
struct PlainPolicy {
  int from = 0;
  int to = 0;  // inclusive
  std::string reading;
  int limit = 0;  // in units of the reading
  int yellow = 2;
  int red = 3;
  int cycles = 4;
  int cooldown = 2;
  std::int64_t threshold = 0;
  int minutes = 2;  // cycles running
  std::int64_t funds_min = 100'000'000;
  int funds_bp = 50;
};

struct Outage {
  int from = 0;
  int back = 0;  // first day on which the monitor looks again
};

struct Life {
  std::uint64_t seed = 0;
  std::size_t book = 0;  // index into plain_books()
  int registered = 0;
  std::optional<std::int64_t> lead_fen;
  std::vector<Told> told;       // by day of record
  int end = 0;                  // last day of interest
  std::vector<Outage> outages;  // apart from each other, by day; one life in three has any
};

const std::vector<std::vector<PlainPolicy>>& plain_books();
const policy::PolicyBook& real_book(std::size_t index);  // the same as a policy book

Life life_of(std::uint64_t seed);
std::string text_of(const Life& life);

// Tells a life to the real project, one fact at a time, through the rules that judge it: what the rules refuse is not
// told. outcome() is what they said of the last fact.
class LifeTeller {
 public:
  enum class Outcome { recorded, refused, effective, not_effective };
  explicit LifeTeller(const Life& life);
  bool next();  // false = everything is told
  const Told& fact() const { return life_.told[at_ - 1]; }
  std::size_t index() const { return at_ - 1; }
  std::size_t told() const { return at_; }
  Outcome outcome() const { return outcome_; }
  const domain::Project& project() const { return story_.project; }

 private:
  void report(const Told& fact);
  void funds(const Told& fact);
  void correct(const Told& fact);
  template <class Event>
  void money(const Expected<domain::Decision>& decided, const Told& fact);
  void claim(const Told& fact);
  void decide(const Told& fact);
  void go_back(const Told& fact);

  const Life& life_;
  const policy::PolicyBook& book_;
  Story story_;
  std::size_t at_ = 0;
  Outcome outcome_ = Outcome::recorded;
};

}  // namespace luodi::monitor::test
