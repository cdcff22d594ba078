// The decisions of commit.lua on maps: the same checks in the same order, then the same writes.
#include <utility>

#include "common/store/memory/memory_store.hpp"
#include "common/store/unit_check.hpp"

namespace luodi::store::memory {
namespace {

template <class Map, class Key>
const typename Map::mapped_type* find(const Map& map, const Key& key) {
  const auto at = map.find(key);
  return at == map.end() ? nullptr : &at->second;
}

std::int64_t version_of(const MemoryStore::Data& data, const std::string& kind, const std::string& id) {
  const auto* states = find(data.states, kind);
  const auto* state = states ? find(*states, id) : nullptr;
  return state ? state->version : 0;
}

std::optional<CommitResult> version_refusal(const MemoryStore::Data& data, const UnitOfWork& work) {
  for (const auto& put : work.puts) {
    const auto actual = version_of(data, put.kind, put.id);
    if (actual != put.expected) return Conflict{put.kind, put.id, actual};
  }
  for (const auto& guard : work.guards) {
    const auto actual = version_of(data, guard.kind, guard.id);
    if (actual != guard.expected) return Conflict{guard.kind, guard.id, actual};
  }
  return std::nullopt;
}

// Unique values in order, against what the unit itself has released or claimed so far. nullopt owner = free.
using Owners = std::map<std::pair<std::string, std::string>, std::optional<std::string>>;

std::optional<CommitResult> judge_unique(const MemoryStore::Data& data, const UnitOfWork& work, Owners& owners) {
  for (const auto& change : work.indexes) {
    if (change.verb != IndexVerb::unique_claim && change.verb != IndexVerb::unique_release) continue;
    auto [at, fresh] = owners.try_emplace({change.name, change.member});
    auto& owner = at->second;
    if (fresh) {
      const auto* index = find(data.unique, change.name);
      if (const auto* stored = index ? find(*index, change.member) : nullptr) owner = *stored;
    }
    if (change.verb == IndexVerb::unique_claim) {
      if (owner && *owner != change.value) return Taken{change.name, change.member, *owner};
      owner = change.value;
    } else if (owner == change.value) {
      owner.reset();
    }
  }
  return std::nullopt;
}

void write_index(MemoryStore::Data& data, const IndexChange& change) {
  switch (change.verb) {
    case IndexVerb::set_add:
      data.members[change.name].insert(change.member);
      break;
    case IndexVerb::set_remove:
      data.members[change.name].erase(change.member);
      break;
    case IndexVerb::score_set:
      data.scores[change.name][change.member] = change.value;
      break;
    case IndexVerb::score_remove:
      data.scores[change.name].erase(change.member);
      break;
    case IndexVerb::unique_claim:
    case IndexVerb::unique_release:
      break;  // written from the judged owners
  }
}

void write_due(MemoryStore::Data& data, DueChange change) {
  switch (change.verb) {
    case DueVerb::schedule: {
      MemoryStore::Data::JobRecord job;
      job.fence = ++data.last_fence;
      job.due_ms = change.at_ms;
      job.payload = std::move(change.payload);
      data.jobs[change.job] = std::move(job);
      break;
    }
    case DueVerb::cancel:
    case DueVerb::complete:
      data.jobs.erase(change.job);
      break;
  }
}

}  // namespace

std::optional<CommitResult> MemoryStore::refusal(const UnitOfWork& work) const {
  if (work.idempotency) {
    const auto* seen = find(data_.outcomes, work.idempotency->scope);
    if (seen && seen->until_ms > now_.ms()) {
      if (seen->fingerprint == work.idempotency->fingerprint) return Replayed{seen->response};
      return KeyReused{};
    }
  }
  if (work.cursor) {
    const auto* at = find(data_.cursors, work.cursor->consumer);
    const auto actual = at ? at->seq : 0;
    if (actual != work.cursor->expected_seq) return StaleCursor{actual};
  }
  for (const auto& change : work.due) {
    if (change.verb != DueVerb::complete) continue;
    const auto* job = find(data_.jobs, change.job);
    if (!job || job->fence != change.fence) return StaleFence{change.job};
  }
  if (auto refused = version_refusal(data_, work)) return refused;
  Owners owners;
  return judge_unique(data_, work, owners);
}

CommitResult MemoryStore::write(UnitOfWork work) {
  Owners owners;
  judge_unique(data_, work, owners);
  Committed done;
  done.epoch = data_.epoch;
  if (!work.events.empty()) done.first_seq = head_position().seq + 1;
  for (auto& event : work.events) {
    StreamPosition at{data_.epoch, head_position().seq + 1, std::move(event.id)};
    data_.events.push_back(StoredEvent{std::move(at), std::move(event.json)});
  }
  done.last_seq = head_position().seq;
  if (!work.audit.empty()) {
    auto leaf = audit_leaf(work.audit);
    data_.audit.emplace_back(std::move(leaf), std::move(work.audit));
  }
  for (auto& put : work.puts)
    data_.states[put.kind][put.id] = StoredState{put.id, put.next, std::move(put.json)};
  for (const auto& change : work.indexes)
    write_index(data_, change);
  for (auto& [key, owner] : owners) {
    if (owner)
      data_.unique[key.first][key.second] = *owner;
    else
      data_.unique[key.first].erase(key.second);
  }
  for (auto& change : work.due)
    write_due(data_, std::move(change));
  for (auto& secret : work.secrets) {
    if (secret.value.empty())
      data_.secrets.erase(secret.name);
    else
      data_.secrets[secret.name] = std::move(secret.value);
  }
  if (work.cursor) data_.cursors[work.cursor->consumer] = work.cursor->next;
  if (work.idempotency) {
    auto& outcome = *work.idempotency;
    const auto ttl = outcome.ttl_ms > 0 ? outcome.ttl_ms : k_default_outcome_ttl_ms;
    data_.outcomes[outcome.scope] =
        Data::OutcomeRecord{std::move(outcome.fingerprint), std::move(outcome.response), now_.ms() + ttl};
  }
  return done;
}

Task<CommitResult> MemoryStore::commit(UnitOfWork work) {
  const auto strikes = [](int& counter) { return counter > 0 && counter-- > 0; };
  if (auto fault = fault_of(work, city_)) co_return Unavailable{"malformed unit of work: " + *fault};
  if (faults_.down || strikes(faults_.unavailable)) co_return Unavailable{"fault switch: not sent"};
  if (strikes(faults_.lose_before)) co_return Unknown{"fault switch: lost before it was executed"};
  if ((!work.puts.empty() || !work.guards.empty()) && strikes(faults_.conflict)) {
    const auto& kind = work.puts.empty() ? work.guards[0].kind : work.puts[0].kind;
    const auto& id = work.puts.empty() ? work.guards[0].id : work.puts[0].id;
    co_return Conflict{kind, id, version_of(data_, kind, id)};
  }
  CommitResult result;
  if (auto refused = refusal(work))
    result = std::move(*refused);
  else
    result = write(std::move(work));
  if (strikes(faults_.lose_reply)) co_return Unknown{"fault switch: the reply was lost"};
  co_return result;
}

}  // namespace luodi::store::memory
