#pragma once
// Implementation of CommandRunner (see command_runner.hpp): tries, turns and repeats. Kept apart so that the header
// reads as a contract; what one try writes is in command_unit_impl.hpp.
#include "common/kernel/bilingual.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/command_unit_impl.hpp"

namespace luodi::runtime {

namespace detail {
inline constexpr const char* k_too_many = "并发修改过多，请稍后重试 / too many concurrent changes, retry";
inline constexpr const char* k_done_before =
    "这一请求此前已经办结，存储暂不可读，原答复暂不能给出 / this request was done before, but the store cannot be read "
    "at present, so its first answer cannot be given";

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

template <class W>
store::Task<void> CommandRunner<W>::hold(Turns::Turn& turn, std::string name) {
  if (turn.held()) co_return;
  const auto deadline = Turns::Clock::now() + config_.turn_limit;
  turn = co_await turns_.take(std::move(name), deadline);
}

template <class W>
store::Task<bool> CommandRunner<W>::queued(Turns::Turn& turn, const store::UnitOfWork& work) {
  if (turn.held()) co_return false;
  std::string name = contended(work);
  if (name.empty()) co_return false;
  co_await hold(turn, std::move(name));
  co_return true;  // the one before has changed what this was decided on
}

template <class W>
store::Task<Expected<void>> CommandRunner<W>::reach_head() {
  if (!reach) co_return Expected<void>();
  auto head = co_await store_.head();
  if (!head) co_return fail(head.error());
  co_return co_await reach(head->seq);
}

template <class W>
store::Task<Expected<void>> CommandRunner<W>::renew(Turns::Turn& turn, std::string kind, std::string id) {
  co_await hold(turn, detail::turn_name(kind, id));
  if (!turn.held()) co_return Expected<void>();
  co_await reload(std::move(kind), std::move(id));
  // What clashed may be decided by more than the one state: whoever was faster may have left other traces.
  co_return co_await reach_head();
}

// The answer of the first time. Its effect may have been committed by a try whose reply was lost, so this process may
// not have heard of it yet; whoever reads next with X-Luodi-Sequence must find it. The head of the stream, asked now,
// includes it: a world that gets there too late lets the reader wait. Without the head there is no answer yet.
template <class W>
store::Task<bus::Reply> CommandRunner<W>::repeat(std::string stored, const bus::Request& request) {
  auto reply = read_outcome(stored);
  reply.headers["Idempotency-Replayed"] = "true";
  if (!position) co_return reply;
  auto head = co_await store_.head();
  if (!head) {
    if (on_trouble) on_trouble(request.operation, head.error().detail);
    co_return problem_reply(Error(ErrorCode::service_unavailable, std::string(detail::k_done_before)), request);
  }
  if (reach && position() < head->seq) {
    auto reached = co_await reach(head->seq);
    (void)reached;
  }
  reply.headers["X-Luodi-Sequence"] = std::to_string(head->seq);
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
    reply = problem_reply(key_reused(request, read_outcome((*found)->response).status), request);
    co_return reply;
  }
  std::string response = (*found)->response;
  reply = co_await repeat(std::move(response), request);
  co_return reply;
}

namespace detail {
struct ScopeRelease {  // frees the idempotency scope however the coroutine ends
  std::unordered_set<std::string>& running;
  const std::string& scope;
  ~ScopeRelease() { running.erase(scope); }
};
}  // namespace detail

// Neither refused nor done: whether the refusal holds could not be found out.
template <class W>
bus::Reply CommandRunner<W>::not_judged(const Error& why, const bus::Request& request) const {
  if (on_trouble) on_trouble(request.operation, why.detail);
  return problem_reply(Error(ErrorCode::service_unavailable,
                             "存储暂不可读，无法核对最新状态，本次未办成 / the store cannot be read at present, so the "
                             "newest state is not confirmed and nothing was done"),
                       request);
}

template <class W>
bus::Reply CommandRunner<W>::not_committed(const store::CommitResult& result, const bus::Request& request) const {
  if (const auto what = trouble_of(result); !what.empty() && on_trouble) on_trouble(request.operation, what);
  return problem_reply(outcome_error(result), request);
}

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
      if (!repeated) co_return not_judged(repeated.error(), request);
      if (*repeated) co_return std::move(**repeated);
      if (!caught_up && reach) {
        caught_up = true;
        auto reached = co_await reach_head();
        if (!reached) co_return not_judged(reached.error(), request);
        // Since the decision, not since the question: a bell may have moved the world in between.
        if (position && position() > judged_at) continue;
      }
      if (request.dry_run) co_return dry_run_reply(&plan.error(), request);
      co_return problem_reply(plan.error(), request);
    }
    if (request.dry_run) co_return dry_run_reply(nullptr, request, plan->foretold);
    auto built = build(*plan, context, request.operation, request.traceparent);
    if (!built) co_return problem_reply(built.error(), request);
    if (co_await queued(turn, built->work)) {
      if (!turn.held()) break;
      continue;
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
      co_return co_await repeat(std::move(response), request);
    }
    if (const auto* clash = std::get_if<store::Conflict>(&result)) {
      auto renewed = co_await renew(turn, clash->kind, clash->id);
      if (!renewed) co_return not_judged(renewed.error(), request);
      if (!turn.held()) break;
      continue;
    }
    if (std::holds_alternative<store::KeyReused>(result)) {
      auto answered = co_await stored_outcome(request);  // says how
      if (answered && *answered) co_return std::move(**answered);
      co_return problem_reply(key_reused(request), request);
    }
    if (const auto* taken = std::get_if<store::Taken>(&result); taken && reach) {
      std::string name = detail::turn_name(taken->index, taken->value);
      // Twice the same: the rule does not look at what is claimed, so it has nothing better to say.
      if (name == lost) co_return not_committed(result, request);
      lost = name;
      co_await hold(turn, std::move(name));
      if (!turn.held()) break;
      auto reached = co_await reach_head();
      if (!reached) co_return not_judged(reached.error(), request);
      continue;
    }
    co_return not_committed(result, request);
  }
  // Not done by this try; whether it was done before, the stored answer tells.
  auto answered = co_await stored_outcome(request);
  if (!answered) co_return not_judged(answered.error(), request);
  if (*answered) co_return std::move(**answered);
  const auto code = turn.held() ? ErrorCode::conflict : ErrorCode::overloaded;  // lost races, or never got its turn
  co_return problem_reply(Error(code, detail::k_too_many), request);
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
    if (co_await queued(turn, work)) {
      if (!turn.held()) co_return fail(ErrorCode::overloaded, detail::k_too_many);
      continue;
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
    auto renewed = co_await renew(turn, clash->kind, clash->id);
    if (!renewed) co_return fail(renewed.error());
    if (!turn.held()) co_return last;
  }
  co_return last;
}

}  // namespace luodi::runtime
