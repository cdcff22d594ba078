#include "services/progress-monitor/tickets.hpp"

#include "services/progress-monitor/answers.hpp"

namespace luodi::monitor {

using domain::Context;
using domain::Decision;
using domain::Project;
using runtime::path_id;
using runtime::problem_reply;
using runtime::query_choice;
using runtime::query_text;
using runtime::read_body;

namespace {
// The project is there as long as the ticket is: nothing is ever deleted.
Served served(const MonitorOverlay& world, const std::string& id, const Ticket& ticket) {
  return {id, &ticket, &world.find<Project>(ticket.project_id)->state};
}

codec::Json ticket_view(const std::string& id, const runtime::Versioned<Ticket>& ticket, Instant now) {
  auto view = codec::encode(ticket.state);
  view["id"] = id;
  view["version"] = ticket.version;
  view["due_at"] = codec::encode(ticket.state.clocks.back().due_at);
  view["overdue"] = is_overdue(ticket.state, now);
  return view;
}

bus::Reply reply_of(const MonitorOverlay& world, const std::string& id, Instant now, std::string location = {}) {
  const auto* ticket = world.find<Ticket>(id);
  return runtime::object_reply(ticket_view(id, *ticket, now), ticket->version, std::move(location));
}

Expected<const runtime::Versioned<Ticket>*> seen_ticket(const MonitorOverlay& world, const std::string& id,
                                                        const Actor& actor) {
  const auto* ticket = world.find<Ticket>(id);
  const auto* project = ticket ? world.find<Project>(ticket->state.project_id) : nullptr;
  if (!project || (!domain::sees(actor, project->state) && !is_asker(actor, ticket->state)))
    return fail(ErrorCode::not_found, id);
  return ticket;
}
}  // namespace

template <class Body>
void Tickets::on(const std::string& operation, Rule<Body> decide) {
  backend_.on("ticket." + operation,
              [this, decide](bus::Request request) { return run<Body>(decide, std::move(request)); });
}

template <class Body>
Task<bus::Reply> Tickets::run(Rule<Body> decide, bus::Request request) {
  auto body = read_body<Body>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [decide, request, body = std::move(*body), id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    auto ticket = seen_ticket(world, id, request.actor);
    if (!ticket) return fail(ticket.error());
    if (auto current = runtime::check_version(request, (*ticket)->version); !current) return fail(current.error());
    auto decision = decide(served(world, id, (*ticket)->state), body, context);
    if (!decision) return fail(decision.error());
    return MonitorPlan(std::move(*decision),
                       [id, now = context.now](const MonitorOverlay& after) { return reply_of(after, id, now); });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

Task<bus::Reply> Tickets::request(bus::Request request) {
  auto body = read_body<RequestTicket>(request);
  if (!body) co_return problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [request, body = std::move(*body), project_id = path_id(request)](
                                  const MonitorOverlay& world, const Context& context) -> Expected<MonitorPlan> {
    const auto* project = world.find<Project>(project_id);
    if (!project || !domain::sees(request.actor, project->state)) return fail(ErrorCode::project_not_found, project_id);
    auto decision = decide_request_ticket(project_id, project->state, body, context);
    if (!decision) return fail(decision.error());
    const std::string id = decision->events.front().subject;
    return MonitorPlan(std::move(*decision), [id, now = context.now](const MonitorOverlay& after) {
      return reply_of(after, id, now, "/v1/tickets/" + id);
    });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

Task<bus::Reply> Tickets::list(bus::Request request) {
  const auto page = runtime::read_page<ByAge>(request.query);
  if (!page) co_return problem_reply(page.error(), request);
  const auto state = query_choice<TicketState>(request.query, "state");
  if (!state) co_return problem_reply(state.error(), request);
  const auto service = query_choice<TicketService>(request.query, "service");
  if (!service) co_return problem_reply(service.error(), request);
  const std::string project = query_text(request.query, "project");
  const MonitorOverlay world(backend_.world());
  codec::Json items = codec::Json::array();
  const auto walked = runtime::walk(
      indexes_.tickets(), *page,
      [&](const ByAge& line) {
        const auto seen = seen_ticket(world, line.id, request.actor);
        if (!seen) return false;
        const auto& t = (*seen)->state;
        return (!*state || **state == t.state) && (!*service || **service == t.service) &&
               (project.empty() || project == t.project_id);
      },
      [&](const ByAge& line) { items.push_back(ticket_view(line.id, *world.find<Ticket>(line.id), backend_.now())); });
  co_return runtime::list_reply(items, walked);
}

Task<bus::Reply> Tickets::get(bus::Request request) {
  const auto id = path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto seen = seen_ticket(world, id, request.actor);
  if (!seen) co_return problem_reply(seen.error(), request);
  co_return reply_of(world, id, backend_.now());
}

void Tickets::join() {
  backend_.on("project.tickets", [this](bus::Request r) { return request(std::move(r)); });
  backend_.on("ticket.list", [this](bus::Request r) { return list(std::move(r)); });
  backend_.on("ticket.get", [this](bus::Request r) { return get(std::move(r)); });
  on<AssignTicket>("assign", decide_assign);
  on<AnswerTicket>("answer", decide_answer);
  on<ConfirmTicket>("confirm", decide_confirm);
  on<ReopenTicket>("reopen", decide_reopen);
}

JobKind ticket_job_kind() {
  JobKind kind;
  kind.prefix = "ticket:";
  kind.known = [](const MonitorWorld& world, const std::string& id) {
    return world.table<Ticket>().find(id) != nullptr;
  };
  kind.decide = [](const MonitorOverlay& world, const std::string& id, const Context& context) -> Expected<Decision> {
    const auto* ticket = world.find<Ticket>(id);
    if (!ticket || !world.find<Project>(ticket->state.project_id)) return Decision{};
    return decide_ticket_due(served(world, id, ticket->state), context);
  };
  return kind;
}

}  // namespace luodi::monitor
