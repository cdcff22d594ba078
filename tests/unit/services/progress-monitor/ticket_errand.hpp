#pragma once
// Errand is one service ticket with its project, the supply that it promised and their due jobs in a test, changed only
// by decisions.
#include <map>
#include <type_traits>

#include "services/progress-monitor/domain/supply_decide.hpp"
#include "services/progress-monitor/domain/ticket_set.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

class Errand {
 public:
  Story story = Story().lead(yi(5), "2022-06-01").negotiate("2022-06-01");
  std::string id;
  std::optional<Ticket> ticket;
  std::string supply_key;
  std::optional<Supply> supply;
  std::map<std::string, Instant> jobs;
  int told = 0;                             // events
  std::vector<domain::UniqueClaim> claims;  // of the last decision
  std::vector<Served> others;               // tickets of the project beside it
  CityBodies bodies{{{"MY-GX", "绵阳高新区"}, {"MY-JK", "绵阳经开区"}}, {{"MY-BJ", "驻北京办事处"}}, {"FGW", "ZJW"}};

  // Somebody whose service it is.
  Actor server() const {
    const auto bureau = actor(Role::bureau, "", "bureauuser");
    return ticket->owner_org ? actor(Role::reviewer, *ticket->owner_org, "serveruser") : bureau;
  }
  Served on() const { return {id, &*ticket, &story.project}; }
  Supplied supplied() const { return {supply_key, &*supply, &story.project}; }
  Expected<void> request(TicketService service, std::optional<std::int64_t> quantity, Instant when, const Actor& who,
                         std::optional<QuantityUnit> unit = {}) {
    const RequestTicket body{service, "事项", "", quantity, unit};
    return take(decide_request_ticket("prj_1", story.project, others, body, context(when, who)), when, who);
  }
  template <class Decide, class Body>
  Expected<void> give(Decide decide, const Body& body, Instant when, const Actor& who) {
    const auto now = context(when, who);
    if constexpr (std::is_invocable_v<Decide, Served, CityBodies, Body, domain::Context>)
      return take(decide(on(), bodies, body, now), when, who);
    else if constexpr (std::is_invocable_v<Decide, Served, std::vector<Served>, Body, domain::Context>)
      return take(decide(on(), others, body, now), when, who);
    else
      return take(decide(on(), body, now), when, who);
  }
  template <class Decide, class Body>
  Expected<void> give_supply(Decide decide, const Body& body, Instant when, const Actor& who) {
    return take(decide(supplied(), body, context(when, who)), when, who);
  }
  // What is due at `when`, done at `when`.
  void run_due(Instant when) {
    const Actor system = actor(Role::bureau, "", "system");
    for (bool moved = true; moved;) {
      moved = false;
      for (const auto& [job, since] : std::map(jobs)) {
        if (when < since) continue;
        moved = true;
        jobs.erase(job);
        const auto now = context(when, system);
        EXPECT_TRUE(take(job == ticket_job(id) ? decide_ticket_due(on(), now) : decide_supply_due(supplied(), now),
                         when, system));
      }
    }
  }
  void end_project(std::string_view on_day) {
    story.leave(on_day);
    const Actor system = actor(Role::bureau, "", "system");
    const Instant when = at(on_day, 9);
    EXPECT_TRUE(take(withdraw_ticket(on()), when, system));
    if (supply) {
      EXPECT_TRUE(take(end_supply(supplied()), when, system));
    }
  }

 private:
  Expected<void> take(Expected<domain::Decision> decision, Instant when, const Actor& who) {
    if (!decision) return fail(decision.error());
    claims = decision->claims;
    for (const auto& raised : decision->events) {
      domain::EventMeta meta;
      meta.at = when;
      meta.actor = who.username;
      ++told;
      const bool of_ticket = raised.kind == Ticket::kind;
      (of_ticket ? id : supply_key) = raised.subject;
      const auto folded = of_ticket
                              ? domain::apply_fact(ticket ? *ticket : ticket.emplace(), raised.fact, raised.data, meta)
                              : domain::apply_fact(supply ? *supply : supply.emplace(), raised.fact, raised.data, meta);
      EXPECT_TRUE(folded) << raised.fact;
    }
    for (const auto& deadline : decision->deadlines) {
      if (deadline.verb == domain::Deadline::Verb::schedule)
        jobs[deadline.job] = deadline.at;
      else
        jobs.erase(deadline.job);
    }
    return {};
  }
};

}  // namespace luodi::monitor::test
