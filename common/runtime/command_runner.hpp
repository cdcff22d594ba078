#pragma once
// CommandRunner turns a pure decision into one durable commit and one honest answer, the same way in every service:
// look at the read model, decide, fold the events, commit (versions, idempotency outcome, events, deadlines, audit in
// one script), apply, ring the bell, answer. On a version conflict it reloads and decides again, and where a unique
// value was taken meanwhile it catches up and decides again, so that the rule names who has it. From the first clash on
// it waits for its turn among those of this process that want the same (a counter, one enterprise), so that n of them
// get on in n commits. Whose turn does not come within turn_limit hears 503 (overloaded), who loses max_tries commits
// although it has its turn, 409 (conflict); both only after the stored outcome of an earlier try was looked for. A
// refusal whose Idempotency-Key has a stored outcome is answered with that outcome (a repeat, not an error).
//
//   co_return co_await runner.run(request, [&](const Overlay<World>& world, const Context& ctx) -> Expected<Plan> {
//     auto decision = decide_landing(*world.find<Project>(id), command, ctx);
//     if (!decision) return fail(decision.error());
//     return Plan(std::move(*decision), [](const Overlay<World>& after) { return Reply(200, ...); });
//   });
//
// decide runs on the io_context thread, must be pure, and may run several times. dry_run: decide only, answers
// {allowed, missing, refusal} and what the plan foretold. Guarantee: a reply below 300 means that the effect is
// durable.
#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <unordered_set>

#include "common/bus/bus.hpp"
#include "common/codec/encode_text.hpp"
#include "common/domain/decision.hpp"
#include "common/runtime/turns.hpp"
#include "common/runtime/world.hpp"
#include "common/store/store.hpp"

namespace luodi::runtime {

// Overlay shows the world with the prospective states of a decision laid over it.
template <class W>
class Overlay {
 public:
  explicit Overlay(const W& world) : world_(&world) {}
  template <class A>
  const Versioned<A>* find(const std::string& id) const {
    const auto& mine = std::get<std::unordered_map<std::string, Versioned<A>>>(changed_);
    if (auto it = mine.find(id); it != mine.end()) return &it->second;
    return world_->template table<A>().find(id);
  }
  template <class A>
  const Table<A>& table() const {  // without the overlay: for rules that look at all (duplicates, ranking)
    return world_->template table<A>();
  }
  template <class A>
  void lay(const std::string& id, Versioned<A> entry) {
    std::get<std::unordered_map<std::string, Versioned<A>>>(changed_)[id] = std::move(entry);
  }
  // f(id, const Versioned<A>&) for every one of this kind that is laid over the world; in no order.
  template <class A, class F>
  void for_each_laid(F&& f) const {
    for (const auto& [id, entry] : std::get<std::unordered_map<std::string, Versioned<A>>>(changed_))
      f(id, entry);
  }
  // for_each_changed(f): f(id, Versioned<A>&) for every changed aggregate.
  template <class F>
  void for_each_changed(F&& f) {
    std::apply(
        [&](auto&... maps) {
          (([&] {
             for (auto& [id, entry] : maps)
               f(id, entry);
           }()),
           ...);
        },
        changed_);
  }

 private:
  template <class X>
  struct MapsOf;
  template <class... As>
  struct MapsOf<World<As...>> {
    using type = std::tuple<std::unordered_map<std::string, Versioned<As>>...>;
  };
  const W* world_;
  typename MapsOf<W>::type changed_;
};

// Names of parks, offices and accounts for rules that refuse; looked up when somebody asks.
template <class W>
domain::Names names_of_world(const W& world);

template <class W>
struct Plan {
  using Answer = std::function<bus::Reply(const Overlay<W>& after)>;
  Plan(domain::Decision d, Answer a) : decision(std::move(d)), answer(std::move(a)) {}
  domain::Decision decision;
  Answer answer;         // runs on the prospective state before the commit; must be pure
  codec::Json foretold;  // members that a dry run shows beside "allowed"; null = none
  // Extra conditions of the commit, for consumers and due-queue workers.
  std::optional<store::CursorMove> cursor;
  // (job, fence). A job that the decision schedules again stays scheduled; the fence is checked all the same.
  std::vector<std::pair<std::string, std::int64_t>> completes;
};

struct RunnerConfig {
  std::string service;  // "intake"
  std::string city;
  std::int64_t idempotency_ttl_ms = 7LL * 24 * 3600 * 1000;  // api.md asks for at least 72 h; a week covers a holiday
  // Of commits. In one process a turn clashes with those at most that were on their way when it began; the rest is for
  // other processes, each of whose turns costs one try.
  int max_tries = 8;
  std::chrono::milliseconds turn_limit{1'500};  // below the gateway's patience: nothing is written while one waits
};

// What internal work came to: the store's outcome, or a refusal of the rule (then nothing was written).
using InternalResult = Expected<store::CommitResult>;

template <class W>
class CommandRunner {
 public:
  using Decide = std::function<Expected<Plan<W>>(const Overlay<W>& world, const domain::Context& context)>;
  using Now = std::function<Instant()>;
  // Everything is borrowed and must outlive the runner.
  CommandRunner(store::Store& store, W& world, bus::EventPublisher& publisher, const policy::PolicyBook& policies,
                Now now, RunnerConfig config)
      : store_(store),
        world_(world),
        publisher_(publisher),
        policies_(policies),
        names_(names_of_world(world)),
        now_(std::move(now)),
        config_(std::move(config)) {}

  // Hears each event that this runner committed (the read model advances by it without waiting for the bell).
  std::function<void(const domain::EventHead&, const store::StoredEvent&)> on_committed;
  // Brings the world to this sequence of the stream, or says why not. A refusal is judged again at the head, because
  // another service may just have committed what this one has not heard of yet; without it a refusal is no answer but
  // 503.
  std::function<store::Task<Expected<void>>(std::int64_t sequence)> reach;
  std::function<std::int64_t()> position;  // sequence that the world includes
  // Hears what the store or the link said when a command was not done or not known to be: its words are for the log.
  std::function<void(const std::string& operation, const std::string& what)> on_trouble;

  // A command of a user: idempotency, If-Match (through decide), dry_run, problem+json.
  store::Task<bus::Reply> run(bus::Request request, Decide decide);
  // Work of the service itself (consumers, deadlines) as actor "system", at the clock's now. A plan that changes
  // nothing is not committed and answers Committed with sequence 0.
  store::Task<InternalResult> run_internal(Decide decide);

 private:
  struct Built {
    explicit Built(const W& world, const std::string& city) : after(world), work(city) {}
    Overlay<W> after;
    store::UnitOfWork work;
    std::vector<domain::EventHead> heads;  // of the events of the unit, in their order
  };
  Expected<Built> build(const Plan<W>& plan, const domain::Context& context, const std::string& operation,
                        const std::string& traceparent);
  domain::Context context_for(const Actor& actor, std::optional<Instant> now) const;
  void settle(Built& built, const std::vector<store::UnitOfWork::Event>& events, const store::Committed& committed);
  store::Task<void> reload(std::string kind, std::string id);
  // The name of a turn that others wait for and this unit wants as well; empty = none.
  std::string contended(const store::UnitOfWork& work) const;
  // The turn of that name, unless one is held already; not held afterwards = it did not come within turn_limit.
  store::Task<void> hold(Turns::Turn& turn, std::string name);
  // True: others stand in line for what this unit wants, and the line was joined; decide again (or give up without
  // turn).
  store::Task<bool> queued(Turns::Turn& turn, const store::UnitOfWork& work);
  // After a clash: the turn, then the newest state. Without a turn nothing is read.
  store::Task<Expected<void>> renew(Turns::Turn& turn, std::string kind, std::string id);
  store::Task<Expected<void>> reach_head();  // as it is now; at once where the world is brought nowhere
  bus::Reply not_judged(const Error& why, const bus::Request& request) const;
  bus::Reply not_committed(const store::CommitResult& result, const bus::Request& request) const;
  store::Task<Expected<std::optional<bus::Reply>>> stored_outcome(bus::Request request);
  store::Task<bus::Reply> repeat(std::string stored, const bus::Request& request);

  store::Store& store_;
  W& world_;
  bus::EventPublisher& publisher_;
  const policy::PolicyBook& policies_;
  domain::Names names_;
  Now now_;
  RunnerConfig config_;
  Turns turns_;
  std::unordered_set<std::string> running_;  // idempotency scopes in flight: a twin gets 409 instead of a race
};

// Refusals and outcomes as replies; the only place where a service makes problem+json.
bus::Reply problem_reply(const Error& error, const bus::Request& request);
// "7" from If-Match compared with the version; precondition_required when absent.
Expected<void> check_if_match(const bus::Request& request, std::int64_t version);
std::string etag(std::int64_t version);
// idempotency_key_reused: which command had the key, and how it was answered (0 = not known here).
Error key_reused(const bus::Request& request, int answered = 0);
// One object with its version as ETag: 200, or 201 with the Location of what was created. A view is a described struct
// or a JSON document.
bus::Reply object_text_reply(std::string text, std::int64_t version, const std::string& created_at);
template <class View>
bus::Reply object_reply(const View& view, std::int64_t version, const std::string& created_at = {}) {
  return object_text_reply(codec::encode_text(view), version, created_at);
}
// A reply whose body depends on the language of the reader names it: the gateway then gives each language an entity tag
// of its own. Bodies that are the same for everybody name none.
bus::Reply spoken(bus::Reply reply, const std::string& language);
// The refusal with the id of this request's path where its next step names the path of the same object with "{id}".
Error at_this_path(Error error, const bus::Request& request);
// What the store said about a commit of which it took nothing, or nobody knows whether; empty for any other outcome.
std::string trouble_of(const store::CommitResult& result);
// What people hear when a commit did not stand: refused, failed and unknown are three different answers.
Error outcome_error(const store::CommitResult& result);
// What dry_run answers: {allowed, missing, refusal}, and what the plan foretold. Faults of the request itself stay
// problems.
bus::Reply dry_run_reply(const Error* refusal, const bus::Request& request, const codec::Json& foretold = {});
// The stored form of an answer (Idempotency-Key): one line of status and headers, then the body.
std::string write_outcome(const bus::Reply& reply);
bus::Reply read_outcome(const std::string& stored);

}  // namespace luodi::runtime

#include "common/runtime/command_runner_impl.hpp"
