#pragma once
// Errand is one service ticket with its project and its due job in a test, changed only by decisions.
#include <map>

#include "services/progress-monitor/domain/ticket_decide.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {

class Errand {
 public:
  Story story = Story().lead(yi(5), "2022-06-01").negotiate("2022-06-01");
  std::string id;
  std::optional<Ticket> ticket;
  std::map<std::string, Instant> jobs;
  int told = 0;  // events

  Served on() const { return {id, &*ticket, &story.project}; }
  Expected<void> request(TicketService service, std::optional<std::int64_t> quantity, Instant when, const Actor& who) {
    return take(
        decide_request_ticket("prj_1", story.project, RequestTicket{service, "事项", "", quantity}, context(when, who)),
        when, who);
  }
  template <class Decide, class Body>
  Expected<void> give(Decide decide, const Body& body, Instant when, const Actor& who) {
    return take(decide(on(), body, context(when, who)), when, who);
  }
  // What is due at `when`, done at `when`.
  void run_due(Instant when) {
    const Actor system = actor(Role::bureau, "", "system");
    while (!jobs.empty() && jobs.begin()->second <= when) {
      jobs.clear();
      EXPECT_TRUE(take(decide_ticket_due(on(), context(when, system)), when, system));
    }
  }

 private:
  Expected<void> take(Expected<domain::Decision> decision, Instant when, const Actor& who) {
    if (!decision) return fail(decision.error());
    for (const auto& raised : decision->events) {
      domain::EventMeta meta;
      meta.at = when;
      meta.actor = who.username;
      if (!ticket) ticket.emplace();
      id = raised.subject;
      ++told;
      EXPECT_TRUE(domain::apply_fact(*ticket, raised.fact, raised.data, meta)) << raised.fact;
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
