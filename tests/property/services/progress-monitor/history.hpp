#pragma once
// A random history of one project as plain numbers of days, and its telling as real events, fact by fact on its day.
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <vector>

#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {

// A hundred histories (rapidcheck's default) miss edges that five hundred find; RC_PARAMS still overrides.
inline const int k_more_histories = setenv("RC_PARAMS", "max_success=500", /*overwrite=*/0);

struct Fact {
  enum class Kind { progress, idle_talk, amend, exempt, suspend, resume, sign, produce } kind;
  int day;        // since the first day of the history
  int value = 0;  // amend, sign: 亿元; exempt: cycles
};
struct History {
  int begins = 0;      // days after 2022-05-20: registration
  int negotiates = 0;  // days after registration
  int lead_yi = 5;
  std::vector<Fact> facts;  // by day
  int length = 300;         // days
};

inline void showValue(const Fact& f, std::ostream& out) {
  static constexpr const char* k_names[] = {"progress", "talk",   "amend", "exempt",
                                            "suspend",  "resume", "sign",  "produce"};
  out << k_names[static_cast<int>(f.kind)] << "@" << f.day << "(" << f.value << ") ";
}
inline void showValue(const History& h, std::ostream& out) {
  out << "registered " << h.begins << ", talks " << h.begins + h.negotiates << ", " << h.lead_yi << "亿: ";
  for (const auto& fact : h.facts)
    showValue(fact, out);
}

inline CivilDate origin() {
  return day("2022-05-20");
}

// Half of the facts fall on a first or last day of a cycle, where rules break.
inline int near_an_edge(int d, int dice, int least) {
  const HalfMonth c = HalfMonth::of(origin().plus_days(d));
  if (dice == 0 || dice == 1) d = c.first_day().days() - origin().days();
  if (dice == 2) d = c.last_day().days() - origin().days();
  return std::max(d, least);
}

inline rc::Gen<History> any_history() {
  return rc::gen::exec([] {
    History h;
    h.begins = *rc::gen::inRange(0, 40);
    h.negotiates = *rc::gen::inRange(0, 50);
    h.lead_yi = *rc::gen::element(4, 5, 6);
    h.length = *rc::gen::inRange(60, 500);
    const int first = h.begins + h.negotiates;
    const int count = *rc::gen::inRange(0, 10);
    std::vector<int> days;
    for (int i = 0; i < count; ++i)
      days.push_back(near_an_edge(*rc::gen::inRange(first, first + h.length), *rc::gen::inRange(0, 6), first));
    std::sort(days.begin(), days.end());
    bool suspended = false;
    bool signed_already = false;
    int exempt_until = -1;  // index of the last exempt cycle
    for (const int d : days) {
      const int dice = *rc::gen::inRange(0, 10);
      if (dice < 3) {
        h.facts.push_back({Fact::Kind::progress, d});
      } else if (dice < 4) {
        h.facts.push_back({Fact::Kind::idle_talk, d});
      } else if (dice < 6) {
        const auto kind = signed_already ? Fact::Kind::amend : Fact::Kind::sign;
        signed_already = true;
        h.facts.push_back({kind, d, *rc::gen::element(4, 5, 7)});
      } else if (dice < 8) {
        const int cycle_index = HalfMonth::of(origin().plus_days(d)).index();
        if (cycle_index <= exempt_until) continue;
        const int cycles = *rc::gen::inRange(1, 3);
        exempt_until = cycle_index + cycles - 1;
        h.facts.push_back({Fact::Kind::exempt, d, cycles});
      } else {
        h.facts.push_back({suspended ? Fact::Kind::resume : Fact::Kind::suspend, d});
        suspended = !suspended;
      }
    }
    if (*rc::gen::inRange(0, 4) == 0 && !suspended) h.facts.push_back({Fact::Kind::produce, first + h.length});
    return h;
  });
}

inline Story begin(const History& h) {
  const CivilDate registered = origin().plus_days(h.begins);
  Story s;
  s.lead(yi(h.lead_yi), registered.str());
  s.negotiate(registered.plus_days(h.negotiates).str());
  return s;
}

inline void tell(Story& s, const Fact& fact, int number) {
  const std::string on = origin().plus_days(fact.day).str();
  const std::string id = "exm_" + std::to_string(number);
  switch (fact.kind) {
    case Fact::Kind::progress:
      s.progress(on);
      break;
    case Fact::Kind::idle_talk:
      s.progress(on, domain::ProgressKind::visit, false);
      break;
    case Fact::Kind::amend:
      s.amend(on, yi(fact.value));
      break;
    case Fact::Kind::sign:
      s.sign(on, yi(fact.value));
      break;
    case Fact::Kind::exempt:
      s.claim(id, HalfMonth::of(day(on)).str(), fact.value, on).decide(id, true, fact.value, on);
      break;
    case Fact::Kind::suspend:
      s.suspend(on);
      break;
    case Fact::Kind::resume:
      s.resume(on);
      break;
    case Fact::Kind::produce:
      s.produce(on);
      break;
  }
}

}  // namespace luodi::monitor::test
