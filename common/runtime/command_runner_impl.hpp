#pragma once
// Implementation of CommandRunner (see command_runner.hpp). Kept apart so that the header reads as a contract.
#include "common/codec/encode_text.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/uuid7.hpp"

namespace luodi::runtime {

template <class W>
domain::Context CommandRunner<W>::context_for(const Actor& actor, std::optional<Instant> now) const {
  domain::Context context;
  context.now = now.value_or(now_());
  context.actor = actor;
  context.policies = &policies_;
  context.fresh_id = new_id("").substr(1);
  return context;
}

// Folds the raised events over the world and collects every write. An event that its own aggregate cannot apply is a
// bug of the rule and nothing is written.
template <class W>
auto CommandRunner<W>::build(const Plan<W>& plan, const domain::Context& context, const std::string& operation,
                             const std::string& traceparent) -> Expected<Built> {
  Built built(world_, config_.city);
  std::string event_ids;
  for (const auto& raised : plan.decision.events) {
    std::optional<Error> fault;
    domain::EventHead envelope;
    const bool known = W::visit_kind(raised.kind, [&]<class A>() {
      const auto* entry = built.after.template find<A>(raised.subject);
      Versioned<A> next = entry ? *entry : Versioned<A>{};
      envelope.meta.at = std::max(context.now, next.state.updated_at);  // time never goes back within one aggregate
      envelope.meta.actor = context.actor.username;
      envelope.meta.version = ++next.version;
      auto applied = domain::apply_fact(next.state, raised.fact, raised.data, envelope.meta);
      if (!applied)
        fault = applied.error();
      else
        built.after.lay(raised.subject, std::move(next));
    });
    if (!known) fault = Error(ErrorCode::internal, "no aggregate kind " + raised.kind);
    if (fault) return fail(ErrorCode::internal, raised.kind + "." + raised.fact + ": " + fault->detail);
    envelope.id = uuid7();
    envelope.source = "/luodi/" + config_.service;
    envelope.kind = raised.kind;
    envelope.fact = raised.fact;
    envelope.subject = raised.subject;
    envelope.city = config_.city;
    envelope.policy = plan.decision.policy;
    envelope.parties = raised.parties;
    envelope.traceparent = traceparent;
    event_ids += (event_ids.empty() ? "\"" : ",\"") + envelope.id + "\"";
    built.work.append(envelope.id, domain::write_envelope(envelope, raised.data));
  }
  built.after.for_each_changed([&]<class A>(const std::string& id, Versioned<A>& entry) {
    const auto* before = world_.template table<A>().find(id);
    built.work.put(std::string(A::kind), id, before ? before->version : 0, entry.version,
                   codec::encode_text(entry.state));
  });
  for (const auto& [kind, id] : plan.decision.guards)
    W::visit_kind(kind, [&]<class A>() {
      const auto* entry = world_.template table<A>().find(id);
      built.work.guard(kind, id, entry ? entry->version : 0);
    });
  for (const auto& deadline : plan.decision.deadlines) {
    switch (deadline.verb) {
      case domain::Deadline::Verb::schedule:
        built.work.schedule(deadline.job, deadline.at, deadline.payload);
        break;
      case domain::Deadline::Verb::cancel:
        built.work.cancel(deadline.job);
        break;
    }
  }
  for (const auto& claim : plan.decision.claims)
    built.work.index(claim.release ? store::IndexVerb::unique_release : store::IndexVerb::unique_claim, claim.index,
                     claim.value, claim.owner);
  for (const auto& [name, value] : plan.decision.secrets)
    built.work.secret(name, value);
  for (const auto& [job, fence] : plan.completes)
    built.work.complete(job, fence);
  built.work.cursor = plan.cursor;
  if (!event_ids.empty())
    built.work.audit = "{\"actor\":" + codec::dump(context.actor.username) + ",\"at\":\"" + context.now.str() +
                       "\",\"events\":[" + event_ids + "],\"operation\":" + codec::dump(operation) + "}";
  return built;
}

template <class W>
void CommandRunner<W>::settle(Built& built, const std::vector<store::UnitOfWork::Event>& events,
                              const store::Committed& committed) {
  built.after.for_each_changed([&]<class A>(const std::string& id, Versioned<A>& entry) {
    world_.template table<A>().set(id, std::move(entry.state), entry.version);
  });
  for (std::size_t i = 0; i < events.size(); ++i) {
    store::StoredEvent stored;
    stored.at.epoch = committed.epoch;
    stored.at.seq = committed.first_seq + static_cast<std::int64_t>(i);
    stored.at.event_id = events[i].id;
    stored.json = events[i].json;
    if (on_committed) on_committed(stored);
    bus::FeedEvent bell;
    bell.city = config_.city;
    bell.epoch = stored.at.epoch;
    bell.seq = stored.at.seq;
    bell.event_id = stored.at.event_id;
    bell.json = std::move(stored.json);
    publisher_.publish(std::move(bell));
  }
}

template <class W>
store::Task<void> CommandRunner<W>::reload(std::string kind, std::string id) {
  auto stored = co_await store_.load(kind, id);
  if (stored && *stored) {
    auto loaded = world_.load(kind, **stored);
    (void)loaded;  // unreadable state: the next try conflicts again and ends in 409; the read model reports the fault
  }
}

namespace detail {
inline constexpr const char* k_too_many = "并发修改过多，请稍后重试 / too many concurrent changes, retry";

inline std::string turn_name(const std::string& kind, const std::string& id) {
  return kind + " " + id;
}
}  // namespace detail

template <class W>
std::string CommandRunner<W>::contended(const store::UnitOfWork& work) const {
  if (turns_.empty()) return {};
  const auto wanted = [this](const std::string& kind, const std::string& id) {
    auto name = detail::turn_name(kind, id);
    return turns_.is_taken(name) ? name : std::string();
  };
  for (const auto& put : work.puts)
    if (auto name = wanted(put.kind, put.id); !name.empty()) return name;
  for (const auto& guard : work.guards)
    if (auto name = wanted(guard.kind, guard.id); !name.empty()) return name;
  for (const auto& index : work.indexes)
    if (index.verb == store::IndexVerb::unique_claim)
      if (auto name = wanted(index.name, index.member); !name.empty()) return name;
  return {};
}

// The answer of the first time. The world is brought up to the head first: the effect may have been committed by a try
// whose reply was lost, and whoever reads next with X-Luodi-Sequence must find it.
template <class W>
store::Task<bus::Reply> CommandRunner<W>::repeat(std::string stored) {
  auto reply = read_outcome(stored);
  reply.headers["Idempotency-Replayed"] = "true";
  if (catch_up) {
    auto reached = co_await catch_up();
    (void)reached;  // the answer of the first time holds anyway
  }
  if (position) reply.headers["X-Luodi-Sequence"] = std::to_string(position());
  co_return reply;
}

template <class W>
store::Task<Expected<std::optional<bus::Reply>>> CommandRunner<W>::stored_outcome(bus::Request request) {
  std::optional<bus::Reply> reply;
  if (request.idempotency_scope.empty() || request.dry_run) co_return reply;
  auto found = co_await store_.find_outcome(request.idempotency_scope);
  if (!found) co_return fail(found.error());
  if (!*found) co_return reply;
  if ((*found)->fingerprint != request.idempotency_fingerprint) {
    reply = problem_reply(Error(ErrorCode::idempotency_key_reused), request);
    co_return reply;
  }
  std::string response = (*found)->response;
  reply = co_await repeat(std::move(response));
  co_return reply;
}

namespace detail {
// Neither refused nor done: whether the refusal holds could not be found out.
inline bus::Reply not_judged(const Error& why, const bus::Request& request) {
  return problem_reply(
      Error(ErrorCode::service_unavailable,
            "暂时无法核对最新状态，请重试 / the newest state cannot be confirmed, try again: " + why.detail),
      request);
}

struct ScopeRelease {  // frees the idempotency scope however the coroutine ends
  std::unordered_set<std::string>& running;
  const std::string& scope;
  ~ScopeRelease() { running.erase(scope); }
};
}  // namespace detail

template <class W>
store::Task<bus::Reply> CommandRunner<W>::run(bus::Request request, Decide decide) {
  const std::string scope = request.dry_run ? std::string() : request.idempotency_scope;
  if (!scope.empty() && !running_.insert(scope).second)
    co_return problem_reply(Error(ErrorCode::idempotency_in_progress), request);
  detail::ScopeRelease release{running_, scope};

  bool caught_up = false;
  Turns::Turn turn;
  std::string lost;  // the unique value that was taken at the last try
  for (int tries = 0; tries < config_.max_tries;) {
    const auto context = context_for(request.actor, request.now);
    const auto judged_at = position ? position() : 0;
    auto plan = decide(Overlay<W>(world_), context);
    if (!plan) {
      auto repeated = co_await stored_outcome(request);
      if (!repeated) co_return detail::not_judged(repeated.error(), request);
      if (*repeated) co_return std::move(**repeated);
      if (!caught_up && catch_up) {
        caught_up = true;
        auto reached = co_await catch_up();
        if (!reached) co_return detail::not_judged(reached.error(), request);
        // Since the decision, not since the question: a bell may have moved the world in between.
        if (position && position() > judged_at) continue;
      }
      if (request.dry_run) co_return dry_run_reply(&plan.error(), request);
      co_return problem_reply(plan.error(), request);
    }
    if (request.dry_run) co_return dry_run_reply(nullptr, request);
    auto built = build(*plan, context, request.operation, request.traceparent);
    if (!built) co_return problem_reply(built.error(), request);
    if (!turn.held()) {
      if (std::string name = contended(built->work); !name.empty()) {
        turn = co_await turn_for(std::move(name));
        if (!turn.held()) break;
        continue;  // the one before has changed what this was decided on
      }
    }
    ++tries;
    bus::Reply reply = plan->answer(built->after);
    if (!scope.empty()) {
      store::IdempotentOutcome outcome;
      outcome.scope = scope;
      outcome.fingerprint = request.idempotency_fingerprint;
      outcome.response = write_outcome(reply);
      outcome.ttl_ms = config_.idempotency_ttl_ms;
      built->work.idempotency = std::move(outcome);
    }
    const auto events = built->work.events;
    auto result = co_await store_.commit(std::move(built->work));
    if (const auto* committed = std::get_if<store::Committed>(&result)) {
      settle(*built, events, *committed);
      reply.headers["X-Luodi-Sequence"] = std::to_string(committed->last_seq);
      co_return reply;
    }
    if (const auto* replayed = std::get_if<store::Replayed>(&result)) {
      std::string response = replayed->response;
      co_return co_await repeat(std::move(response));
    }
    if (const auto* clash = std::get_if<store::Conflict>(&result)) {
      const std::string kind = clash->kind;
      const std::string id = clash->id;
      if (!turn.held()) turn = co_await turn_for(detail::turn_name(kind, id));
      if (!turn.held()) break;
      co_await reload(kind, id);
      continue;
    }
    if (const auto* taken = std::get_if<store::Taken>(&result); taken && catch_up) {
      std::string name = detail::turn_name(taken->index, taken->value);
      // Twice the same: the rule does not look at what is claimed, so it has nothing better to say.
      if (name == lost) co_return problem_reply(outcome_error(result), request);
      lost = name;
      if (!turn.held()) turn = co_await turn_for(std::move(name));
      if (!turn.held()) break;
      auto reached = co_await catch_up();
      if (!reached) co_return detail::not_judged(reached.error(), request);
      continue;
    }
    co_return problem_reply(outcome_error(result), request);
  }
  co_return problem_reply(Error(ErrorCode::conflict, detail::k_too_many), request);
}

template <class W>
store::Task<InternalResult> CommandRunner<W>::run_internal(Decide decide) {
  Actor actor;
  actor.username = "system";
  store::CommitResult last = store::Committed{};
  Turns::Turn turn;
  for (int tries = 0; tries < config_.max_tries;) {
    const auto context = context_for(actor, std::nullopt);
    auto plan = decide(Overlay<W>(world_), context);
    if (!plan) co_return fail(plan.error());
    auto built = build(*plan, context, "internal", "");
    if (!built) co_return fail(built.error());
    const auto& work = built->work;
    if (work.events.empty() && work.due.empty() && work.indexes.empty() && !work.cursor) co_return last;
    if (!turn.held()) {
      if (std::string name = contended(work); !name.empty()) {
        turn = co_await turn_for(std::move(name));
        if (!turn.held()) co_return fail(ErrorCode::conflict, detail::k_too_many);
        continue;
      }
    }
    ++tries;
    const auto events = work.events;
    last = co_await store_.commit(std::move(built->work));
    if (const auto* committed = std::get_if<store::Committed>(&last)) {
      settle(*built, events, *committed);
      co_return last;
    }
    const auto* clash = std::get_if<store::Conflict>(&last);
    if (!clash) co_return last;
    const std::string kind = clash->kind;
    const std::string id = clash->id;
    if (!turn.held()) turn = co_await turn_for(detail::turn_name(kind, id));
    if (!turn.held()) co_return last;
    co_await reload(kind, id);
  }
  co_return last;
}

}  // namespace luodi::runtime
