#include "common/store/redis/redis_store.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "common/store/redis/commit_codec.hpp"
#include "common/store/redis/records.hpp"
#include "common/store/unit_check.hpp"

namespace luodi::store::redis {
namespace {

constexpr std::int64_t k_scan_page = 1'000;  // keys looked at in one turn of Redis' loop

Command script_command(ScriptId id, std::int64_t key_count) {
  Command out("EVALSHA");
  out.arg(script(id).sha).arg(key_count);
  return out;
}

// Setting no bytes changes nothing and makes no key, yet it is a write that needs memory: Redis refuses it exactly when
// it refuses commits (memory full, log not written, too few replicas).
Command write_probe(const Keys& keys) {
  Command set_nothing("SETRANGE");
  set_nothing.arg(keys.value("write_probe")).arg("0").arg("");
  return set_nothing;
}

// Runs in every handshake: a Redis that restarted or failed over begins a new epoch.
Link::Prepare epoch_check(Keys keys) {
  return [keys](Link::Ask ask) -> Task<std::string> {
    Command check = script_command(ScriptId::epoch, 2);
    check.arg(keys.head()).arg(keys.epochs());
    const Answer answer = co_await ask(check);
    const bool right = answer.outcome == Answer::Outcome::answered && answer.reply.kind == Reply::Kind::array &&
                       answer.reply.items.size() == 2;
    if (right) co_return std::string();
    co_return "epoch check: " + (answer.why.empty() ? answer.reply.text : answer.why);
  };
}

}  // namespace

RedisStore::RedisStore(boost::asio::io_context& io, Keys keys, const Options& options)
    : keys_(std::move(keys)),
      limit_(options.limits.command),
      lanes_(io, options, options.read_only ? Link::Prepare() : epoch_check(keys_),
             options.read_only ? std::nullopt : std::optional(write_probe(keys_))) {}

Task<CommitResult> RedisStore::commit(UnitOfWork work) {
  if (auto fault = fault_of(work, keys_.city())) co_return Unavailable{"malformed unit of work: " + *fault};
  const auto until = deadline();
  const Command command = encode_commit(work, keys_);
  Answer answer = co_await lanes_.pick().run(command, until);
  if (answer.outcome == Answer::Outcome::lost && work.idempotency && Clock::now() < until) {
    Answer second = co_await lanes_.pick().run(command, until);
    // Not sent the second time says nothing about the first: the outcome stays unknown.
    if (second.outcome == Answer::Outcome::answered && !refused_unexecuted(second.reply)) answer = std::move(second);
  }
  co_return decode_commit(answer, work);
}

Task<Expected<Reply>> RedisStore::ask(const Command& command, Repeat repeat) {
  const auto until = deadline();
  Answer answer = co_await lanes_.pick().run(command, until);
  if (answer.outcome == Answer::Outcome::lost && repeat == Repeat::once_more && Clock::now() < until)
    answer = co_await lanes_.pick().run(command, until);
  switch (answer.outcome) {
    case Answer::Outcome::not_sent:
      co_return fail(ErrorCode::service_unavailable, answer.why);
    case Answer::Outcome::lost:
      if (repeat == Repeat::once_more) co_return fail(ErrorCode::service_unavailable, answer.why);
      co_return fail(ErrorCode::outcome_unknown, answer.why);
    case Answer::Outcome::answered:
      break;
  }
  if (!answer.reply.is_error()) co_return std::move(answer.reply);
  const auto code = answer.reply.error_code();
  const bool damaged = code == "WRONGTYPE" || code == "BADSTATE" || code == "BADUNIT";
  const bool passing = refused_unexecuted(answer.reply) && !damaged;
  co_return fail(passing ? ErrorCode::service_unavailable : ErrorCode::internal, answer.reply.text);
}

Task<Expected<std::optional<StoredState>>> RedisStore::load(std::string kind, std::string id) {
  Command get("HGET");
  get.arg(keys_.state(kind)).arg(id);
  auto reply = co_await ask(get, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  if (reply->kind == Reply::Kind::nil) co_return std::optional<StoredState>();
  auto state = parse_state(std::move(id), reply->text);
  if (!state) co_return fail(ErrorCode::internal, "state " + kind + ": damaged record");
  co_return state;
}

Task<Expected<StatePage>> RedisStore::scan(std::string kind, std::string from, std::int64_t count) {
  Command next("HSCAN");
  next.arg(keys_.state(kind)).arg(from.empty() ? std::string_view("0") : std::string_view(from));
  next.arg("COUNT").arg(std::max<std::int64_t>(1, count));
  auto reply = co_await ask(next, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  auto page = parse_state_page(std::move(*reply));
  if (!page) co_return fail(ErrorCode::internal, "state " + kind + ": damaged page");
  co_return std::move(*page);
}

Task<Expected<std::map<std::string, std::string>>> RedisStore::unique_owners(std::string index) {
  Command all("HGETALL");
  all.arg(keys_.unique(index));
  auto reply = co_await ask(all, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  std::map<std::string, std::string> owners;
  for (std::size_t i = 0; i + 1 < reply->items.size(); i += 2)
    owners.emplace(std::move(reply->items[i].text), std::move(reply->items[i + 1].text));
  co_return owners;
}

Task<Expected<StreamPosition>> RedisStore::head() {
  Command get("HMGET");
  get.arg(keys_.head()).arg("epoch").arg("seq").arg("id");
  auto reply = co_await ask(get, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  auto position = parse_head(*reply);
  if (!position) co_return fail(ErrorCode::internal, "head: damaged record");
  co_return std::move(*position);
}

Task<Expected<std::vector<StoredEvent>>> RedisStore::read_events(std::int64_t after, std::int64_t count) {
  Command read = script_command(ScriptId::read, 2);
  read.arg(keys_.events()).arg(keys_.epochs());
  read.arg(std::max<std::int64_t>(0, after)).arg(std::max<std::int64_t>(1, count));
  auto reply = co_await ask(read, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  auto events = parse_events(std::move(*reply));
  if (!events) co_return fail(ErrorCode::internal, "events: damaged entry");
  co_return std::move(*events);
}

Task<Expected<std::optional<StreamPosition>>> RedisStore::cursor(std::string consumer) {
  Command get("HGET");
  get.arg(keys_.cursors()).arg(consumer);
  auto reply = co_await ask(get, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  if (reply->kind == Reply::Kind::nil) co_return std::optional<StreamPosition>();
  auto position = parse_cursor(reply->text);
  if (!position) co_return fail(ErrorCode::internal, "cursor " + consumer + ": damaged record");
  co_return position;
}

Task<Expected<std::optional<IdempotentOutcome>>> RedisStore::find_outcome(std::string scope) {
  const auto key = keys_.idempotency(scope);
  // The term first: a record that ends in between then reads as absent, never as one without a term.
  Command term("PTTL");
  term.arg(key);
  auto left = co_await ask(term, Repeat::once_more);
  if (!left) co_return fail(std::move(left.error()));
  Command get("HMGET");
  get.arg(key).arg("f").arg("r");
  auto reply = co_await ask(get, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  if (reply->items.size() != 2 || reply->items[0].kind == Reply::Kind::nil)
    co_return std::optional<IdempotentOutcome>();
  IdempotentOutcome outcome;
  outcome.scope = std::move(scope);
  outcome.fingerprint = std::move(reply->items[0].text);
  outcome.response = std::move(reply->items[1].text);
  outcome.ttl_ms = std::max<std::int64_t>(0, left->integer);
  co_return std::optional<IdempotentOutcome>(std::move(outcome));
}

Task<Expected<std::vector<Job>>> RedisStore::claim(ClaimRequest request) {
  Command take = script_command(ScriptId::claim, 4);
  take.arg(keys_.head()).arg(keys_.jobs()).arg(keys_.due()).arg(keys_.leased());
  take.arg(request.now ? std::to_string(request.now->ms()) : std::string());
  take.arg(request.lease_ms).arg(request.limit);
  auto reply = co_await ask(take, Repeat::never);
  if (!reply) co_return fail(std::move(reply.error()));
  auto jobs = parse_jobs(std::move(*reply));
  if (!jobs) co_return fail(ErrorCode::internal, "claim: damaged answer");
  co_return std::move(*jobs);
}

Task<Expected<bool>> RedisStore::retry_later(Job job, Instant at) {
  Command give_back = script_command(ScriptId::retry_later, 4);
  give_back.arg(keys_.head()).arg(keys_.jobs()).arg(keys_.due()).arg(keys_.leased());
  give_back.arg(job.id).arg(job.fence).arg(at.ms());
  auto reply = co_await ask(give_back, Repeat::never);
  if (!reply) co_return fail(std::move(reply.error()));
  co_return reply->integer == 1;
}

Task<Expected<std::optional<Instant>>> RedisStore::next_due() {
  Command first("ZRANGE");
  first.arg(keys_.due()).arg("0").arg("0").arg("WITHSCORES");
  auto reply = co_await ask(first, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  if (reply->items.size() != 2) co_return std::optional<Instant>();
  const auto ms = to_integer(reply->items[1].text);
  if (!ms) co_return fail(ErrorCode::internal, "due queue: damaged score");
  co_return std::optional<Instant>(Instant::from_ms(*ms));
}

Task<Expected<std::optional<std::string>>> RedisStore::secret(std::string name) {
  Command get("HGET");
  get.arg(keys_.secrets()).arg(name);
  auto reply = co_await ask(get, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  if (reply->kind == Reply::Kind::nil) co_return std::optional<std::string>();
  co_return std::optional<std::string>(std::move(reply->text));
}

Task<Expected<std::map<std::string, std::string>>> RedisStore::audit_page(std::int64_t after, std::int64_t count) {
  Command range("XRANGE");
  const auto behind = std::string("(").append(std::to_string(std::max<std::int64_t>(0, after))).append("-0");
  range.arg(keys_.audit()).arg(behind).arg("+");
  range.arg("COUNT").arg(std::max<std::int64_t>(1, count));
  auto reply = co_await ask(range, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  auto page = parse_audit(std::move(*reply));
  if (!page) co_return fail(ErrorCode::internal, "audit: damaged entry");
  co_return std::move(*page);
}

Task<Expected<std::vector<std::string>>> RedisStore::names(std::string prefix) {
  std::set<std::string> found;  // a key may be given twice
  std::string from = "0";
  do {
    Command next("SCAN");
    next.arg(from).arg("MATCH").arg(prefix + "*").arg("COUNT").arg(k_scan_page);
    auto reply = co_await ask(next, Repeat::once_more);
    if (!reply) co_return fail(std::move(reply.error()));
    if (reply->items.size() != 2) co_return fail(ErrorCode::internal, "SCAN: unexpected answer");
    for (const auto& key : reply->items[1].items)
      found.insert(key.text.substr(prefix.size()));
    from = reply->items[0].text;
  } while (from != "0");
  co_return std::vector<std::string>(found.begin(), found.end());
}

Task<Expected<std::vector<std::string>>> RedisStore::kinds() {
  return names(keys_.state(""));
}
Task<Expected<std::vector<std::string>>> RedisStore::unique_indexes() {
  return names(keys_.unique(""));
}

Task<Expected<std::map<std::string, QueuedJob>>> RedisStore::queue() {
  std::map<std::string, QueuedJob> jobs;
  Command records("HGETALL");
  records.arg(keys_.jobs());
  auto reply = co_await ask(records, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  for (std::size_t i = 0; i + 1 < reply->items.size(); i += 2)
    jobs[reply->items[i].text].due_ms = parse_job_due(reply->items[i + 1].text);
  Command waiting("ZRANGE");
  waiting.arg(keys_.due()).arg("0").arg("-1").arg("WITHSCORES");
  reply = co_await ask(waiting, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  for (std::size_t i = 0; i + 1 < reply->items.size(); i += 2)
    jobs[reply->items[i].text].waits_ms = to_integer(reply->items[i + 1].text);
  Command leased("ZRANGE");
  leased.arg(keys_.leased()).arg("0").arg("-1");
  reply = co_await ask(leased, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  for (const auto& job : reply->items)
    jobs[job.text].leased = true;
  co_return jobs;
}

Task<Expected<void>> RedisStore::set_value(std::string name, std::string value, std::int64_t ttl_ms) {
  const auto key = keys_.value(name);
  Command set(value.empty() ? "DEL" : "SET");
  set.arg(key);
  if (!value.empty()) {
    set.arg(value);
    if (ttl_ms > 0) set.arg("PX").arg(ttl_ms);
  }
  auto reply = co_await ask(set, Repeat::never);
  if (!reply) co_return fail(std::move(reply.error()));
  co_return Expected<void>();
}

Task<Expected<std::optional<std::string>>> RedisStore::get_value(std::string name) {
  Command get("GET");
  get.arg(keys_.value(name));
  auto reply = co_await ask(get, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  if (reply->kind == Reply::Kind::nil) co_return std::optional<std::string>();
  co_return std::optional<std::string>(std::move(reply->text));
}

Task<Expected<Instant>> RedisStore::time() {
  const Command now("TIME");
  auto reply = co_await ask(now, Repeat::once_more);
  if (!reply) co_return fail(std::move(reply.error()));
  if (reply->items.size() != 2) co_return fail(ErrorCode::internal, "TIME: unexpected answer");
  const auto seconds = to_integer(reply->items[0].text);
  const auto micros = to_integer(reply->items[1].text);
  if (!seconds || !micros) co_return fail(ErrorCode::internal, "TIME: unexpected answer");
  co_return Instant::from_ms(*seconds * 1000 + *micros / 1000);
}

}  // namespace luodi::store::redis
