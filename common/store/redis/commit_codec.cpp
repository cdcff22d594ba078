#include "common/store/redis/commit_codec.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "common/store/redis/scripts.hpp"
#include "common/store/unit_check.hpp"

namespace luodi::store::redis {
namespace {

// The keys that ARGV names by number, each declared once.
class NumberedKeys {
 public:
  explicit NumberedKeys(std::int64_t first) : first_(first) {}
  std::int64_t number(std::string key) {
    const auto found = std::find(keys_.begin(), keys_.end(), key);
    if (found != keys_.end()) return first_ + (found - keys_.begin());
    keys_.push_back(std::move(key));
    return first_ + static_cast<std::int64_t>(keys_.size()) - 1;
  }
  const std::vector<std::string>& all() const { return keys_; }

 private:
  std::int64_t first_;
  std::vector<std::string> keys_;
};

constexpr std::int64_t k_fixed_keys = 9;

std::string_view verb_text(IndexVerb verb) {
  switch (verb) {
    case IndexVerb::set_add:
      return "sa";
    case IndexVerb::set_remove:
      return "sr";
    case IndexVerb::score_set:
      return "za";
    case IndexVerb::score_remove:
      return "zr";
    case IndexVerb::unique_claim:
      return "uc";
    case IndexVerb::unique_release:
      return "ur";
  }
  return {};
}

std::string index_key(const IndexChange& change, const Keys& keys) {
  switch (change.verb) {
    case IndexVerb::set_add:
    case IndexVerb::set_remove:
      return keys.members(change.name);
    case IndexVerb::score_set:
    case IndexVerb::score_remove:
      return keys.scores(change.name);
    case IndexVerb::unique_claim:
    case IndexVerb::unique_release:
      return keys.unique(change.name);
  }
  return {};
}

std::string_view verb_text(DueVerb verb) {
  switch (verb) {
    case DueVerb::schedule:
      return "s";
    case DueVerb::cancel:
      return "c";
    case DueVerb::complete:
      return "f";
  }
  return {};
}

std::int64_t size_of(const auto& list) {
  return static_cast<std::int64_t>(list.size());
}

// Codes with which Redis refuses a script before its first write; WRONGTYPE is raised by a read of our check phase,
// NOSCRIPT remains when reloading did not help.
constexpr std::array<std::string_view, 18> k_refusals = {
    "BADUNIT", "BADSTATE", "WRONGTYPE",  "NOSCRIPT",   "LOADING",     "READONLY", "OOM",   "MISCONF", "BUSY",
    "NOAUTH",  "NOPERM",   "MASTERDOWN", "NOREPLICAS", "CLUSTERDOWN", "TRYAGAIN", "MOVED", "ASK",     "CROSSSLOT"};

}  // namespace

bool refused_unexecuted(const Reply& reply) {
  return std::find(k_refusals.begin(), k_refusals.end(), reply.error_code()) != k_refusals.end();
}

std::optional<std::int64_t> to_integer(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<StreamPosition> to_position(std::string_view stream_id) {
  const auto dash = stream_id.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto epoch = to_integer(stream_id.substr(0, dash));
  const auto seq = to_integer(stream_id.substr(dash + 1));
  if (!epoch || !seq) return std::nullopt;
  return StreamPosition{*epoch, *seq, {}};
}

namespace {
// About what the unit needs as a command: its texts, and room for keys and numbers.
std::size_t encoded_size(const UnitOfWork& work) {
  constexpr std::size_t k_keys_and_numbers = 1536;
  constexpr std::size_t k_per_text = 64;  // id, version and lengths beside it
  std::size_t bytes = k_keys_and_numbers + work.audit.size();
  if (work.idempotency) bytes += work.idempotency->response.size();
  for (const auto& put : work.puts)
    bytes += put.json.size() + k_per_text;
  for (const auto& event : work.events)
    bytes += event.json.size() + k_per_text;
  return bytes;
}
}  // namespace

Command encode_commit(const UnitOfWork& work, const Keys& keys) {
  NumberedKeys numbered(k_fixed_keys + 1);
  std::vector<std::int64_t> numbers;
  numbers.reserve(work.puts.size() + work.guards.size() + work.indexes.size());
  for (const auto& put : work.puts)
    numbers.push_back(numbered.number(keys.state(put.kind)));
  for (const auto& guard : work.guards)
    numbers.push_back(numbered.number(keys.state(guard.kind)));
  for (const auto& change : work.indexes)
    numbers.push_back(numbered.number(index_key(change, keys)));

  Command out("EVALSHA", encoded_size(work));
  out.arg(script(ScriptId::commit).sha).arg(k_fixed_keys + size_of(numbered.all()));
  out.arg(keys.head()).arg(keys.events()).arg(keys.jobs()).arg(keys.due()).arg(keys.leased());
  out.arg(keys.cursors()).arg(keys.secrets()).arg(keys.audit());
  out.arg(work.idempotency ? keys.idempotency(work.idempotency->scope) : keys.head());
  for (const auto& key : numbered.all())
    out.arg(key);

  out.arg(work.idempotency ? 1 : 0).arg(work.cursor ? 1 : 0);
  out.arg(size_of(work.puts)).arg(size_of(work.guards)).arg(size_of(work.due)).arg(size_of(work.indexes));
  out.arg(size_of(work.secrets)).arg(size_of(work.events)).arg(work.audit.empty() ? 0 : 1);

  if (work.idempotency) {
    const auto& outcome = *work.idempotency;
    out.arg(outcome.fingerprint).arg(outcome.response);
    out.arg(outcome.ttl_ms > 0 ? outcome.ttl_ms : k_default_outcome_ttl_ms);
  }
  if (work.cursor) {
    const auto& [consumer, expected, next] = *work.cursor;
    out.arg(consumer).arg(expected);
    out.arg(next.epoch, std::to_string(next.seq) + " " + next.event_id);
  }
  auto number = numbers.begin();
  for (const auto& put : work.puts)
    out.arg(*number++).arg(put.id).arg(put.expected).arg(put.next, put.json);
  for (const auto& guard : work.guards)
    out.arg(*number++).arg(guard.id).arg(guard.expected);
  for (const auto& change : work.due)
    out.arg(verb_text(change.verb)).arg(change.job).arg(change.at_ms).arg(change.fence).arg(change.payload);
  for (const auto& change : work.indexes)
    out.arg(verb_text(change.verb)).arg(*number++).arg(change.member).arg(change.value);
  for (const auto& secret : work.secrets)
    out.arg(secret.name).arg(secret.value);
  for (const auto& event : work.events)
    out.arg(event.id).arg(event.json);
  if (!work.audit.empty()) out.arg(audit_leaf(work.audit)).arg(work.audit);
  return out;
}

namespace {

CommitResult decode_refusal(const std::vector<Reply>& items, const UnitOfWork& work) {
  const auto& kind = items[0].text;
  const auto number = items.size() > 1 ? to_integer(items[1].text).value_or(0) : 0;
  const auto nth = static_cast<std::size_t>(number) - 1;  // 0 wraps to an index that no list has
  if (kind == "REPLAYED" && items.size() == 2) return Replayed{items[1].text};
  if (kind == "KEY_REUSED") return KeyReused{};
  if (kind == "STALE_CURSOR" && items.size() == 2) return StaleCursor{number};
  if (kind == "STALE_FENCE" && nth < work.due.size()) return StaleFence{work.due[nth].job};
  if (kind == "TAKEN" && items.size() == 3 && nth < work.indexes.size())
    return Taken{work.indexes[nth].name, work.indexes[nth].member, items[2].text};
  if (kind == "CONFLICT" && items.size() == 3) {
    const auto actual = to_integer(items[2].text).value_or(0);
    if (nth < work.puts.size()) return Conflict{work.puts[nth].kind, work.puts[nth].id, actual};
    const auto guard = nth - work.puts.size();
    if (guard < work.guards.size()) return Conflict{work.guards[guard].kind, work.guards[guard].id, actual};
  }
  return Unknown{"commit.lua answered " + kind + " in a form that this version does not know"};
}

}  // namespace

CommitResult decode_commit(const Answer& answer, const UnitOfWork& work) {
  switch (answer.outcome) {
    case Answer::Outcome::not_sent:
      return Unavailable{answer.why};
    case Answer::Outcome::lost:
      return Unknown{answer.why};
    case Answer::Outcome::answered:
      break;
  }
  const auto& reply = answer.reply;
  if (refused_unexecuted(reply)) return Unavailable{reply.text};
  if (reply.is_error()) return Unknown{reply.text};
  if (reply.kind != Reply::Kind::array || reply.items.empty()) return Unknown{"commit.lua answered no list"};
  if (reply.items[0].text != "COMMITTED") return decode_refusal(reply.items, work);
  if (reply.items.size() != 4) return Unknown{"commit.lua answered a short list"};
  return Committed{to_integer(reply.items[1].text).value_or(0), to_integer(reply.items[2].text).value_or(0),
                   to_integer(reply.items[3].text).value_or(0)};
}

}  // namespace luodi::store::redis
