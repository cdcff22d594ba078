#include "common/store/unit_check.hpp"

#include <openssl/evp.h>

#include <set>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace luodi::store {
namespace {

// Digits with an optional sign and an optional fraction: what ZADD takes and every reader prints the same way.
bool is_decimal(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const auto dot = text.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  if (dot == std::string_view::npos) return digits(text);
  return digits(text.substr(0, dot)) && digits(text.substr(dot + 1));
}

std::optional<std::string> fault_of_states(const UnitOfWork& work) {
  std::set<std::pair<std::string_view, std::string_view>> written;
  for (const auto& put : work.puts) {
    if (put.kind.empty() || put.id.empty()) return "a put without kind or id";
    if (put.expected < 0 || put.next <= put.expected) return "put " + put.id + ": the version does not advance";
    if (!written.emplace(put.kind, put.id).second) return "put " + put.id + ": written twice";
  }
  for (const auto& guard : work.guards)
    if (guard.kind.empty() || guard.id.empty() || guard.expected < 0) return "guard " + guard.id + ": malformed";
  return std::nullopt;
}

std::optional<std::string> fault_of_indexes(const UnitOfWork& work) {
  for (const auto& change : work.indexes) {
    if (change.name.empty()) return "an index change without index name";
    switch (change.verb) {
      case IndexVerb::score_set:
        if (!is_decimal(change.value)) return "index " + change.name + ": the score is not a decimal number";
        break;
      case IndexVerb::unique_claim:
      case IndexVerb::unique_release:
        if (change.value.empty()) return "index " + change.name + ": no owner";
        break;
      case IndexVerb::set_add:
      case IndexVerb::set_remove:
      case IndexVerb::score_remove:
        break;
    }
  }
  return std::nullopt;
}

std::optional<std::string> fault_of_due(const UnitOfWork& work) {
  for (const auto& change : work.due) {
    if (change.job.empty()) return "a due change without job";
    if (change.at_ms > k_largest_ms || change.at_ms < -k_largest_ms) return "job " + change.job + ": time out of range";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of(const UnitOfWork& work, const std::string& city) {
  if (work.city != city) return "unit of work of city " + work.city + " given to the store of " + city;
  if (auto fault = fault_of_states(work)) return fault;
  if (auto fault = fault_of_indexes(work)) return fault;
  if (auto fault = fault_of_due(work)) return fault;
  for (const auto& event : work.events)
    if (event.id.empty() || event.json.empty()) return "an event without id or text";
  for (const auto& secret : work.secrets)
    if (secret.name.empty()) return "a secret without name";
  if (work.idempotency) {
    if (work.idempotency->scope.empty()) return "an idempotent outcome without scope";
    if (work.idempotency->ttl_ms < 0 || work.idempotency->ttl_ms > k_largest_ttl_ms)
      return "an idempotent outcome with a ttl out of range";
  }
  if (work.cursor) {
    const auto& cursor = *work.cursor;
    if (cursor.consumer.empty() || cursor.expected_seq < 0 || cursor.next.seq <= 0 || cursor.next.epoch < 0)
      return "cursor " + cursor.consumer + ": malformed";
  }
  return std::nullopt;
}

std::string audit_leaf(const std::string& entry) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  const std::string text = std::string(1, '\0') + entry;
  if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha256(), nullptr) != 1)
    throw std::runtime_error("SHA-256 is not available");
  static constexpr char k_hex[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * size);
  for (unsigned int i = 0; i < size; ++i) {
    out.push_back(k_hex[digest[i] >> 4]);
    out.push_back(k_hex[digest[i] & 15]);
  }
  return out;
}

}  // namespace luodi::store
