#pragma once
// ObjectDesk is the frame of objects of a project over the bus: a command that begins one on a project, commands on
// one, the list, one by its id, and its due job. One is seen by whoever sees its project, and by whoever it is named
// for; what is not seen answers as if it did not exist. A dry run shows the object as it would be. A command is one on
// the project: what is due of it comes first, and what it changes about the lights goes with it (Evaluation::promptly).
// A kind says what is its own:
//
//   template <>
//   struct ObjectKind<Ticket> {
//     static constexpr std::string_view noun = "ticket";         // operations "ticket.get", ...; due job "ticket:<id>"
//     static constexpr std::string_view path = "/v1/tickets/";
//     static bool is_own(const Actor& actor, const Ticket& ticket);            // sees it without seeing the project
//     // adds what depends on the moment, and on its project as it stands
//     static void show(const Ticket& ticket, const domain::Project& project, Instant now, codec::Json& view);
//     // if there is any: adds what another object says of it; not in a dry run, where that one is not there yet
//     static void show_beside(const MonitorOverlay& world, const std::string& id, const Ticket& ticket, codec::Json&
//     view); static Expected<std::function<bool(const Ticket&)>> filter(const runtime::Query& query, Instant now);
//   };
//   ObjectDesk<Ticket> desk(backend, indexes.tickets(), evaluation);
//   desk.begins<RequestTicket>("project.tickets", decide_request_ticket);
//   desk.on<AssignTicket>("assign", decide_assign);
//   desk.reads();
//
// One io_context thread.
#include <functional>

#include "services/progress-monitor/answers.hpp"
#include "services/progress-monitor/commands.hpp"
#include "services/progress-monitor/domain/project_object.hpp"
#include "services/progress-monitor/due_jobs.hpp"

namespace luodi::monitor {

template <class A>
struct ObjectKind;

template <class A>
class ObjectDesk {
  using Kind = ObjectKind<A>;

 public:
  ObjectDesk(MonitorBackend& backend, const ObjectIndex& index, const Evaluation& evaluation)
      : backend_(backend), index_(index), evaluation_(evaluation) {}

  // rule(world, project id, project, body, context); its first event names the object.
  template <class Body, class Rule>
  void begins(std::string operation, Rule rule) {
    backend_.on(std::move(operation), [this, rule](bus::Request r) { return run_begin<Body>(rule, std::move(r)); });
  }
  // rule(Concerning<A>, body, context), or with the world before them.
  template <class Body, class Rule>
  void on(const std::string& command, Rule rule) {
    backend_.on(operation(command), [this, rule](bus::Request r) { return run<Body>(rule, std::move(r)); });
  }
  void reads() {
    backend_.on(operation("list"), [this](bus::Request r) { return list(std::move(r)); });
    backend_.on(operation("get"), [this](bus::Request r) { return get(std::move(r)); });
  }
  // Who sees its project, and whom it is named for; not_found for everybody else.
  static Expected<const runtime::Versioned<A>*> seen(const MonitorOverlay& world, const std::string& id,
                                                     const Actor& actor) {
    const auto* object = world.find<A>(id);
    const auto* project = object ? world.find<domain::Project>(object->state.project_id) : nullptr;
    if (!project || (!domain::sees(actor, project->state) && !Kind::is_own(actor, object->state)))
      return fail(ErrorCode::not_found, id);
    return object;
  }

 private:
  static std::string operation(const std::string& command) { return std::string(Kind::noun) + "." + command; }
  static codec::Json view(const MonitorOverlay& world, const std::string& id, const runtime::Versioned<A>& object,
                          Instant now) {
    auto out = codec::encode(object.state);
    out["id"] = id;
    out["version"] = object.version;
    Kind::show(object.state, world.find<domain::Project>(object.state.project_id)->state, now, out);
    if constexpr (requires { Kind::show_beside(world, id, object.state, out); })
      Kind::show_beside(world, id, object.state, out);
    return out;
  }
  // What a dry run shows: the object as the decision would leave it.
  static codec::Json foretold(const domain::Decision& decision, const std::string& id, A state,
                              const domain::Project& project, const domain::Context& context) {
    domain::EventMeta meta;
    meta.at = context.now;
    meta.actor = context.actor.username;
    for (const auto& raised : decision.events) {
      if (raised.kind != A::kind || raised.subject != id) continue;
      if (auto folded = domain::apply_fact(state, raised.fact, raised.data, meta); !folded) return {};
    }
    auto after = codec::encode(state);
    Kind::show(state, project, context.now, after);
    return {{"after", std::move(after)}};
  }
  static bus::Reply reply_of(const MonitorOverlay& world, const std::string& id, Instant now,
                             const std::string& location = {}) {
    const auto* object = world.find<A>(id);
    return runtime::object_reply(view(world, id, *object, now), object->version, location);
  }
  template <class Body, class Rule>
  Task<bus::Reply> run_begin(Rule rule, bus::Request request);
  template <class Body, class Rule>
  Task<bus::Reply> run(Rule rule, bus::Request request);
  Task<bus::Reply> list(bus::Request request);
  Task<bus::Reply> get(bus::Request request);

  MonitorBackend& backend_;
  const ObjectIndex& index_;
  const Evaluation& evaluation_;
};

// The project is there as long as its object is: nothing is ever deleted.
template <class A>
Concerning<A> concerning(const MonitorOverlay& world, const std::string& id, const A& object) {
  return {id, &object, &world.find<domain::Project>(object.project_id)->state};
}

// A rule about one object, on what a prompt worker would have left of its project. The object is known.
template <class A, class Rule, class Body>
Expected<domain::Decision> decide_on(const Evaluation& evaluation, const MonitorOverlay& world, const std::string& id,
                                     const Rule& rule, const Body& body, const domain::Context& context) {
  const auto asked = [&](const MonitorOverlay& prompt) -> Expected<domain::Decision> {
    const auto on = concerning(prompt, id, prompt.find<A>(id)->state);
    if constexpr (std::is_invocable_v<Rule, const MonitorOverlay&, const Concerning<A>&, const Body&,
                                      const domain::Context&>)
      return rule(prompt, on, body, context);
    else
      return rule(on, body, context);
  };
  return evaluation.promptly(world, world.find<A>(id)->state.project_id, asked, context);
}

template <class A>
template <class Body, class Rule>
Task<bus::Reply> ObjectDesk<A>::run_begin(Rule rule, bus::Request request) {
  auto body = runtime::read_body<Body>(request);
  if (!body) co_return runtime::problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [this, rule, request, body = std::move(*body), project_id = runtime::path_id(request)](
                                  const MonitorOverlay& world,
                                  const domain::Context& context) -> Expected<MonitorPlan> {
    const auto* project = world.find<domain::Project>(project_id);
    if (!project || !domain::sees(request.actor, project->state)) return fail(ErrorCode::project_not_found, project_id);
    if (auto own = domain::check_acts_on(context, request.operation, project->state); !own) return fail(own.error());
    std::string id;
    const auto begin = [&](const MonitorOverlay& prompt) {
      auto asked = rule(prompt, project_id, prompt.find<domain::Project>(project_id)->state, body, context);
      if (asked) id = asked->events.front().subject;
      return asked;
    };
    auto decision = evaluation_.promptly(world, project_id, begin, context);
    if (!decision) return fail(decision.error());
    const auto* known = world.find<A>(id);  // of what a project has one of, such as its revisits
    auto outlook =
        request.dry_run ? foretold(*decision, id, known ? known->state : A(), project->state, context) : codec::Json();
    MonitorPlan plan(std::move(*decision), [id, now = context.now](const MonitorOverlay& after) {
      return reply_of(after, id, now, std::string(Kind::path) + id);
    });
    plan.foretold = std::move(outlook);
    return plan;
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

template <class A>
template <class Body, class Rule>
Task<bus::Reply> ObjectDesk<A>::run(Rule rule, bus::Request request) {
  auto body = runtime::read_body<Body>(request);
  if (!body) co_return runtime::problem_reply(body.error(), request);
  MonitorRunner::Decide ask = [this, rule, request, body = std::move(*body), id = runtime::path_id(request)](
                                  const MonitorOverlay& world,
                                  const domain::Context& context) -> Expected<MonitorPlan> {
    const auto object = seen(world, id, request.actor);
    if (!object) return fail(object.error());
    if (auto current = runtime::check_version(request, (*object)->version); !current) return fail(current.error());
    const auto& state = (*object)->state;
    const auto& project = *concerning(world, id, state).project;
    if (!Kind::is_own(request.actor, state))
      if (auto own = domain::check_acts_on(context, request.operation, project); !own) return fail(own.error());
    auto decision = decide_on<A>(evaluation_, world, id, rule, body, context);
    if (!decision) return fail(decision.error());
    auto outlook = request.dry_run ? foretold(*decision, id, state, project, context) : codec::Json();
    MonitorPlan plan(std::move(*decision),
                     [id, now = context.now](const MonitorOverlay& after) { return reply_of(after, id, now); });
    plan.foretold = std::move(outlook);
    return plan;
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

template <class A>
Task<bus::Reply> ObjectDesk<A>::list(bus::Request request) {
  const auto page = runtime::read_page<ByAge>(request.query);
  if (!page) co_return runtime::problem_reply(page.error(), request);
  const auto wanted = Kind::filter(request.query, backend_.now());
  if (!wanted) co_return runtime::problem_reply(wanted.error(), request);
  const std::string project = runtime::query_text(request.query, "project");
  const MonitorOverlay world(backend_.world());
  codec::Json items = codec::Json::array();
  const auto walked = runtime::walk(
      index_.by_age(), *page,
      [&](const ByAge& line) {
        const auto object = seen(world, line.id, request.actor);
        return object && (project.empty() || project == (*object)->state.project_id) && (*wanted)((*object)->state);
      },
      [&](const ByAge& line) { items.push_back(view(world, line.id, *world.find<A>(line.id), backend_.now())); });
  co_return runtime::list_reply(items, walked);
}

template <class A>
Task<bus::Reply> ObjectDesk<A>::get(bus::Request request) {
  const auto id = runtime::path_id(request);
  const MonitorOverlay world(backend_.world());
  const auto object = seen(world, id, request.actor);
  if (!object) co_return runtime::problem_reply(object.error(), request);
  co_return reply_of(world, id, backend_.now());
}

// "<noun>:<id>": rule(Concerning<A>, context) on whatever is known.
template <class A, class Rule>
JobKind object_job_kind(Rule rule) {
  JobKind kind;
  kind.prefix = std::string(ObjectKind<A>::noun) + ":";
  kind.known = [](const MonitorWorld& world, const std::string& id) { return world.table<A>().find(id) != nullptr; };
  kind.decide = [rule](const MonitorOverlay& world, const std::string& id,
                       const domain::Context& context) -> Expected<domain::Decision> {
    const auto* object = world.find<A>(id);
    if (!object || !world.find<domain::Project>(object->state.project_id)) return domain::Decision{};
    return rule(concerning(world, id, object->state), context);
  };
  return kind;
}

}  // namespace luodi::monitor
