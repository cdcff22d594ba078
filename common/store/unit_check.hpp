#pragma once
// What makes a unit of work malformed, judged before anything is sent; both stores ask the same function.
// A malformed unit is a bug of the caller; the answer is Unavailable (certainly nothing was written) with the reason.
// Pure and thread-safe.
#include <optional>
#include <string>

#include "common/store/unit_of_work.hpp"

namespace luodi::store {

// An outcome without a ttl is kept as long as the interface promises.
inline constexpr std::int64_t k_default_outcome_ttl_ms = 72LL * 3600 * 1000;
// Longest times and terms that the scripts accept, in decimal digits of milliseconds (beyond the year 5000).
inline constexpr std::int64_t k_largest_ms = 999'999'999'999'999;
inline constexpr std::int64_t k_largest_ttl_ms = 9'999'999'999'999;

// The fault of the unit in one line, or nullopt. `city` is the city of the store.
std::optional<std::string> fault_of(const UnitOfWork& work, const std::string& city);

// SHA-256(0x00 || entry) in lower-case hex: the leaf of an RFC 9162 tree.
std::string audit_leaf(const std::string& entry);

}  // namespace luodi::store
