#pragma once
// Service tickets over the bus: request, assign, answer, confirm, reopen, and reading them. A ticket is seen by whoever
// sees its project, and by its asker. One io_context thread.
#include "services/progress-monitor/domain/ticket_decide.hpp"
#include "services/progress-monitor/object_desk.hpp"

namespace luodi::monitor {

template <>
struct ObjectKind<Ticket> {
  static constexpr std::string_view noun = "ticket";
  static constexpr std::string_view path = "/v1/tickets/";
  static bool is_own(const Actor& actor, const Ticket& ticket) { return is_asker(actor, ticket); }
  static void show(const Ticket& ticket, const domain::Project& project, Instant now, codec::Json& view);
  static void show_beside(const MonitorOverlay& world, const std::string& id, const Ticket& ticket, codec::Json& view);
  static Expected<std::function<bool(const Ticket&)>> filter(const runtime::Query& query, Instant now);
};

class Tickets {
 public:
  Tickets(MonitorBackend& backend, const Indexes& indexes, const Evaluation& evaluation)
      : indexes_(indexes), desk_(backend, indexes.tickets(), evaluation) {}
  void join();  // adds the operations to the backend

 private:
  std::vector<Served> tickets_of(const MonitorOverlay& world, const std::string& id,
                                 const domain::Project& project) const;

  const Indexes& indexes_;
  ObjectDesk<Ticket> desk_;
};

// "ticket:<id>": a clock that ran out is recorded.
JobKind ticket_job_kind();

}  // namespace luodi::monitor
