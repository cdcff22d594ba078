#include "common/store/memory/memory_store.hpp"

#include <algorithm>
#include <utility>

#include "common/store/redis/records.hpp"

namespace luodi::store::memory {
namespace {

tl::unexpected<Error> switched_off() {
  return fail(ErrorCode::service_unavailable, "fault switch: unavailable");
}

}  // namespace

MemoryStore::MemoryStore(std::string city, Instant now) : city_(std::move(city)), now_(now) {}

bool MemoryStore::read_fails() {
  if (faults_.down) return true;
  return faults_.reads_unavailable > 0 && faults_.reads_unavailable-- > 0;
}

StreamPosition MemoryStore::head_position() const {
  if (data_.events.empty()) return StreamPosition{data_.epoch, 0, {}};
  const auto& last = data_.events.back().at;
  return StreamPosition{data_.epoch, last.seq, last.event_id};
}

void MemoryStore::fail_over_to(Data older) {
  const auto epoch = data_.epoch + 1;
  data_ = std::move(older);
  data_.epoch = epoch;
}

Task<Expected<std::optional<StoredState>>> MemoryStore::load(std::string kind, std::string id) {
  if (read_fails()) co_return switched_off();
  const auto states = data_.states.find(kind);
  if (states == data_.states.end()) co_return std::optional<StoredState>();
  const auto state = states->second.find(id);
  if (state == states->second.end()) co_return std::optional<StoredState>();
  co_return std::optional<StoredState>(state->second);
}

Task<Expected<StatePage>> MemoryStore::scan(std::string kind, std::string from, std::int64_t count) {
  if (read_fails()) co_return switched_off();
  StatePage page;
  const auto& states = data_.states[kind];
  auto at = states.upper_bound(from);
  for (; at != states.end() && static_cast<std::int64_t>(page.states.size()) < std::max<std::int64_t>(1, count); ++at)
    page.states.push_back(at->second);
  if (at != states.end()) page.next = page.states.back().id;
  co_return page;
}

Task<Expected<std::map<std::string, std::string>>> MemoryStore::unique_owners(std::string index) {
  if (read_fails()) co_return switched_off();
  const auto found = data_.unique.find(index);
  if (found == data_.unique.end()) co_return std::map<std::string, std::string>();
  co_return found->second;
}

Task<Expected<StreamPosition>> MemoryStore::head() {
  if (faults_.heads_unavailable > 0 && faults_.heads_unavailable-- > 0) co_return switched_off();
  if (read_fails()) co_return switched_off();
  co_return head_position();
}

Task<Expected<std::vector<StoredEvent>>> MemoryStore::read_events(std::int64_t after, std::int64_t count) {
  if (read_fails()) co_return switched_off();
  std::vector<StoredEvent> page;
  const auto begin = std::upper_bound(data_.events.begin(), data_.events.end(), after,
                                      [](std::int64_t seq, const StoredEvent& event) { return seq < event.at.seq; });
  const auto left = data_.events.end() - begin;
  const auto size = std::min<std::int64_t>(left, std::max<std::int64_t>(1, count));
  page.assign(begin, begin + static_cast<std::ptrdiff_t>(size));
  co_return page;
}

Task<Expected<std::optional<StreamPosition>>> MemoryStore::cursor(std::string consumer) {
  if (read_fails()) co_return switched_off();
  const auto found = data_.cursors.find(consumer);
  if (found == data_.cursors.end()) co_return std::optional<StreamPosition>();
  co_return std::optional<StreamPosition>(found->second);
}

Task<Expected<std::optional<IdempotentOutcome>>> MemoryStore::find_outcome(std::string scope) {
  if (read_fails()) co_return switched_off();
  const auto found = data_.outcomes.find(scope);
  if (found == data_.outcomes.end() || found->second.until_ms <= now_.ms())
    co_return std::optional<IdempotentOutcome>();
  IdempotentOutcome outcome;
  outcome.scope = scope;
  outcome.fingerprint = found->second.fingerprint;
  outcome.response = found->second.response;
  outcome.ttl_ms = found->second.until_ms - now_.ms();
  co_return std::optional<IdempotentOutcome>(std::move(outcome));
}

Task<Expected<std::vector<Job>>> MemoryStore::claim(ClaimRequest request) {
  if (read_fails()) co_return switched_off();
  const auto real = now_.ms();
  const auto now = request.now ? request.now->ms() : real;
  std::vector<std::pair<std::int64_t, std::string>> found;  // due, id
  std::vector<Job> damaged;
  for (const auto& [id, job] : data_.jobs) {
    const bool due = job.leased ? job.lease_until_ms <= real : job.due_ms <= now;
    if (due && faults_.damaged_jobs.contains(id))
      damaged.push_back(Job{id, 0, 0, 0, {}});
    else if (due)
      found.emplace_back(job.due_ms, id);
  }
  std::sort(found.begin(), found.end());
  if (static_cast<std::int64_t>(found.size()) > request.limit) found.resize(static_cast<std::size_t>(request.limit));
  std::vector<Job> claimed;
  for (const auto& [due, id] : found) {
    auto& job = data_.jobs[id];
    job.fence = ++data_.last_fence;
    ++job.attempts;
    job.leased = true;
    job.lease_until_ms = real + request.lease_ms;
    claimed.push_back(Job{id, due, job.fence, job.attempts, job.payload});
  }
  claimed.insert(claimed.end(), damaged.begin(), damaged.end());
  co_return claimed;
}

Task<Expected<bool>> MemoryStore::retry_later(Job job, Instant at) {
  if (read_fails()) co_return switched_off();
  const auto found = data_.jobs.find(job.id);
  if (found == data_.jobs.end() || found->second.fence != job.fence) co_return false;
  auto& record = found->second;
  record.fence = ++data_.last_fence;
  record.due_ms = at.ms();
  record.leased = false;
  record.lease_until_ms = 0;
  co_return true;
}

Task<Expected<std::optional<Instant>>> MemoryStore::next_due() {
  if (read_fails()) co_return switched_off();
  std::optional<Instant> first;
  for (const auto& [id, job] : data_.jobs)
    if (!job.leased && (!first || job.due_ms < first->ms())) first = Instant::from_ms(job.due_ms);
  co_return first;
}

Task<Expected<std::optional<std::string>>> MemoryStore::secret(std::string name) {
  if (read_fails()) co_return switched_off();
  const auto found = data_.secrets.find(name);
  if (found == data_.secrets.end()) co_return std::optional<std::string>();
  co_return std::optional<std::string>(found->second);
}

Task<Expected<std::map<std::string, std::string>>> MemoryStore::audit_page(std::int64_t after, std::int64_t count) {
  if (read_fails()) co_return switched_off();
  std::map<std::string, std::string> page;
  const auto size = static_cast<std::int64_t>(data_.audit.size());
  const auto first = std::max<std::int64_t>(0, after);
  for (auto i = first; i < size && i < first + std::max<std::int64_t>(1, count); ++i) {
    const auto& [leaf, entry] = data_.audit[static_cast<std::size_t>(i)];
    page.emplace(redis::audit_key(i + 1), leaf + " " + entry);
  }
  co_return page;
}

Task<Expected<std::vector<std::string>>> MemoryStore::kinds() {
  if (read_fails()) co_return switched_off();
  std::vector<std::string> out;
  for (const auto& [kind, states] : data_.states)
    if (!states.empty()) out.push_back(kind);
  co_return out;
}

Task<Expected<std::vector<std::string>>> MemoryStore::unique_indexes() {
  if (read_fails()) co_return switched_off();
  std::vector<std::string> out;
  for (const auto& [index, owners] : data_.unique)
    if (!owners.empty()) out.push_back(index);
  co_return out;
}

Task<Expected<std::map<std::string, QueuedJob>>> MemoryStore::queue() {
  if (read_fails()) co_return switched_off();
  std::map<std::string, QueuedJob> out;
  for (const auto& [id, job] : data_.jobs) {
    QueuedJob queued;
    queued.due_ms = job.due_ms;
    queued.leased = job.leased;
    if (!job.leased) queued.waits_ms = job.due_ms;
    out.emplace(id, queued);
  }
  co_return out;
}

Task<Expected<void>> MemoryStore::set_value(std::string name, std::string value, std::int64_t ttl_ms) {
  if (read_fails()) co_return switched_off();
  if (value.empty())
    data_.values.erase(name);
  else
    data_.values[name] = Data::Term{std::move(value), ttl_ms > 0 ? now_.ms() + ttl_ms : 0};
  co_return Expected<void>();
}

Task<Expected<std::optional<std::string>>> MemoryStore::get_value(std::string name) {
  if (read_fails()) co_return switched_off();
  const auto found = data_.values.find(name);
  if (found == data_.values.end()) co_return std::optional<std::string>();
  if (found->second.until_ms != 0 && found->second.until_ms <= now_.ms()) co_return std::optional<std::string>();
  co_return std::optional<std::string>(found->second.value);
}

Task<Expected<Instant>> MemoryStore::time() {
  if (read_fails()) co_return switched_off();
  co_return now_;
}

std::string MemoryStore::dump() const {
  std::string out = "epoch " + std::to_string(data_.epoch) + " fence " + std::to_string(data_.last_fence) + "\n";
  const auto line = [&out](const std::string& what, const std::string& key, const std::string& value) {
    out += what + " " + key + " = " + value + "\n";
  };
  for (const auto& [kind, states] : data_.states)
    for (const auto& [id, state] : states)
      line("state " + kind, id, std::to_string(state.version) + " " + state.json);
  for (const auto& event : data_.events)
    line("event", std::to_string(event.at.seq), event.at.event_id + event.json);
  for (const auto& [id, job] : data_.jobs)
    line("job", id,
         std::to_string(job.fence) + " " + std::to_string(job.attempts) + " " + std::to_string(job.due_ms) + " " +
             std::to_string(job.lease_until_ms) + " " + job.payload);
  for (const auto& [scope, outcome] : data_.outcomes)
    line("outcome", scope, outcome.fingerprint + outcome.response);
  for (const auto& [name, at] : data_.cursors)
    line("cursor", name, std::to_string(at.seq) + " " + at.event_id);
  for (const auto& [name, owners] : data_.unique)
    for (const auto& [value, owner] : owners)
      line("unique " + name, value, owner);
  for (const auto& [name, members] : data_.members)
    for (const auto& member : members)
      line("set " + name, member, "");
  for (const auto& [name, scores] : data_.scores)
    for (const auto& [member, score] : scores)
      line("score " + name, member, score);
  for (const auto& [name, value] : data_.secrets)
    line("secret", name, value);
  for (const auto& [leaf, entry] : data_.audit)
    line("audit", leaf, entry);
  for (const auto& [name, value] : data_.values)
    line("value", name, value.value);
  return out;
}

}  // namespace luodi::store::memory
