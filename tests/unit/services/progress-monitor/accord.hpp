#pragma once
// Accord is a signed project in a test with what measure 9 hangs on it: tickets of its set, revisits, obligations, exit
// cases, problems and their due jobs; changed only by decisions, as the stream would change them.
#include <map>

#include "services/progress-monitor/domain/document_number.hpp"
#include "services/progress-monitor/domain/exit_judge.hpp"
#include "services/progress-monitor/domain/letter_numbers.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/revisit_decide.hpp"
#include "services/progress-monitor/domain/ticket_set.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

inline const Actor k_bureau = actor(Role::bureau, "", "bureauuser");
inline const Actor k_park = actor(Role::park, "MY-AX", "parkuser");
inline const Actor k_system = actor(Role::bureau, "", "system");

template <class T>
ErrorCode code(const Expected<T>& d) {
  return d ? ErrorCode::internal : d.error().code;
}

// Every object of a kind as it is stored: equal texts, equal states.
template <class A>
std::string text_of(const std::map<std::string, A>& objects) {
  std::string out;
  for (const auto& [id, state] : objects)
    out += id + codec::encode(state).dump() + "\n";
  return out;
}

class Accord {
 public:
  static constexpr const char* id = "prj_1";
  Story story = Story().lead(yi(5), "2022-06-01").negotiate("2022-06-01");
  std::map<std::string, Ticket> tickets;
  std::map<std::string, Obligation> obligations;
  std::map<std::string, ExitCase> exits;
  std::map<std::string, DocumentCounter> counters;
  std::map<std::string, Problem> problems;
  CityBodies bodies{{{"MY-GX", "绵阳高新区"}, {"MY-AX", "安州区"}, {"MY-JK", "绵阳经开区"}}, {}, {}};
  std::optional<Revisits> revisits;
  std::map<std::string, Instant> jobs;
  std::optional<Instant> next_care;
  int told = 0;  // events
  std::map<std::string, int> facts;
  bool past_is_meant = true;  // of the day of an obligation

  // How often something of this name was told.
  int told_of(std::string_view fact) { return facts[std::string(fact)]; }
  static Accord signed_on(std::string_view on) {
    Accord a;
    a.story.sign(on, yi(5));
    return a;
  }

  void take(const domain::Decision& decision, Instant when, const Actor& who = k_system) {
    domain::EventMeta meta;
    meta.at = when;
    meta.actor = who.username;
    for (const auto& raised : decision.events) {
      ++told;
      ++facts[raised.fact];
      const auto fold = [&](auto& state) {
        EXPECT_TRUE(domain::apply_fact(state, raised.fact, raised.data, meta)) << raised.kind << "." << raised.fact;
      };
      if (raised.kind == Ticket::kind) fold(tickets[raised.subject]);
      if (raised.kind == Obligation::kind) fold(obligations[raised.subject]);
      if (raised.kind == ExitCase::kind) fold(exits[raised.subject]);
      if (raised.kind == DocumentCounter::kind) fold(counters[raised.subject]);
      if (raised.kind == Problem::kind) fold(problems[raised.subject]);
      if (raised.kind == Revisits::kind) fold(revisits ? *revisits : revisits.emplace());
    }
    for (const auto& deadline : decision.deadlines) {
      if (deadline.verb == domain::Deadline::Verb::schedule)
        jobs[deadline.job] = deadline.at;
      else
        jobs.erase(deadline.job);
    }
  }

  // ---- what the service does by itself ----
  Performance performance() const {
    Performance of{id, &story.project, {}, {}};
    for (const auto& [key, state] : obligations)
      of.obligations.push_back({key, &state, &story.project});
    for (const auto& [key, state] : exits)
      of.exits.push_back({key, &state});
    return of;
  }
  LastNumber last_number() const {
    return [this](const std::string& counter) {
      const auto known = counters.find(counter);
      return known == counters.end() ? 0 : known->second.last;
    };
  }
  void care(Instant when, const policy::PolicyBook& policies = book()) {
    const auto now = context(when, k_system, policies);
    auto set = open_ticket_set(
        id, story.project, [this](const std::string& ticket) { return tickets.contains(ticket); }, now);
    next_care = set.again;
    take(set.decision, when);
    for (const auto& [key, state] : std::map(tickets))
      take(withdraw_ticket({key, &state, &story.project}), when);
    take(plan_revisits(id, story.project, revisits ? &*revisits : nullptr, now), when);
    for (const auto& [key, state] : std::map(obligations))
      take(follow_project({key, &state, &story.project}), when);
    auto exit = judge_exit(performance(), now);
    number_letters(exit.decision, civil_date(when), last_number());
    take(exit.decision, when);
    if (exit.next_at && (!next_care || *exit.next_at < *next_care)) next_care = exit.next_at;
  }
  void care(std::string_view on) { care(at(on, 9)); }
  // What is due at `when`, done at `when`, until nothing is due any more.
  void run_due(Instant when) {
    for (int round = 0; round < 20; ++round) {
      const auto due = std::map(jobs);
      bool moved = false;
      for (const auto& [job, since] : due) {
        if (when < since) continue;
        moved = true;
        jobs.erase(job);
        const auto now = context(when, k_system);
        const auto subject = job.substr(job.find(':') + 1);
        if (job.starts_with("obligation:"))
          take(decide_obligation_due({subject, &obligations.at(subject), &story.project}, now), when);
        if (job.starts_with("revisit:")) take(decide_revisit_due({subject, &*revisits, &story.project}, now), when);
        if (job.starts_with("ticket:"))
          take(decide_ticket_due({subject, &tickets.at(subject), &story.project}, now), when);
      }
      if (!moved) break;
    }
    care(when);
  }

  // ---- what people do ----
  Expected<std::string> owe(ObligationKind kind, std::string_view due, std::string_view on = "2022-06-20",
                            std::optional<Fen> amount = {}, ObligationSide side = ObligationSide::enterprise,
                            const std::string& owner = {}) {
    RegisterObligation c;
    c.side = side;
    c.kind = kind;
    c.title = "约定事项";
    c.due_on = day(due);
    c.amount_fen = amount;
    c.owner = owner;
    c.already_due = past_is_meant;
    auto now = context(at(on, 9), k_bureau);
    now.fresh_id = "0000000000000000000000000000000" + std::to_string(obligations.size());
    const auto d = decide_register_obligation(id, story.project, performance().obligations, bodies, c, now);
    if (!d) return fail(d.error());
    take(*d, now.now, k_bureau);
    return d->events.front().subject;
  }
  Expected<void> honour(const std::string& key, std::string_view done, std::string_view recorded = {},
                        const Actor& who = k_bureau, std::optional<Fen> amount = {}) {
    HonourObligation c;
    c.honoured_on = day(done);
    c.amount_fen = amount;
    c.evidence = {paper(domain::EvidenceKind::bank_slip)};
    return give(decide_honour, key, c, recorded.empty() ? done : recorded, who);
  }
  Expected<void> correct(const std::string& key, CorrectObligation c, std::string_view on) {
    c.reason = "补充协议";
    c.evidence = {paper(domain::EvidenceKind::agreement)};
    c.already_due = past_is_meant;
    const auto rule = [this](const Owed& owed, const CorrectObligation& body, const domain::Context& now) {
      return decide_correct(owed, performance().obligations, body, now);
    };
    return give(rule, key, c, on, k_bureau);
  }
  template <class Decide, class Body>
  Expected<void> give(Decide decide, const std::string& key, const Body& body, std::string_view on, const Actor& who) {
    const auto d = decide({key, &obligations.at(key), &story.project}, body, context(at(on, 10), who));
    if (!d) return fail(d.error());
    take(*d, at(on, 10), who);
    return {};
  }
  Expected<void> visit(std::string_view on, int satisfaction, std::string_view recorded = {}) {
    const Instant when = at(recorded.empty() ? on : recorded, 9);
    const auto d = decide_revisit(id, story.project, revisits ? &*revisits : nullptr,
                                  RecordRevisit{day(on), satisfaction, "面访"}, context(when, k_bureau));
    if (!d) return fail(d.error());
    take(*d, when, k_bureau);
    return {};
  }
  const ExitCase& only_exit() const {
    static const ExitCase none;
    EXPECT_EQ(exits.size(), 1U);
    return exits.empty() ? none : exits.begin()->second;
  }
};

// Signed on 10 June, with one obligation of the enterprise.
inline Accord owing(ObligationKind kind, std::string_view due) {
  auto a = Accord::signed_on("2022-06-10");
  EXPECT_TRUE(a.owe(kind, due));
  return a;
}
inline const std::string& first_owed(const Accord& a) {
  return a.obligations.begin()->first;
}
// Everything that is due between two days, prompt.
inline void days(Accord& a, std::string_view from, std::string_view to) {
  for (CivilDate d = day(from); d <= day(to); d = d.plus_days(1))
    a.run_due(instant_at(d));
}

}  // namespace luodi::monitor::test
