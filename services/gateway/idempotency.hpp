#pragma once
// Names one request for the services: the scope says "the same caller repeats the same key", the fingerprint says "and
// asks for the same thing". If-Match is no part of it: whoever repeats a request after reading the version again asks for
// the same thing. Both are SHA-256 over parts joined so that no two lists of parts give the same text. Pure.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/kernel/expected.hpp"

namespace luodi::gateway {

// The value of Idempotency-Key: 1 to 255 visible ASCII characters, taken as it stands. Absent =
// idempotency_key_required.
Expected<std::string> idempotency_key(const std::string* header);

std::string idempotency_scope(std::string_view principal, std::string_view method, std::string_view path,
                              std::string_view key);

std::string idempotency_fingerprint(std::string_view body,
                                    const std::vector<std::pair<std::string, std::string>>& query);

}  // namespace luodi::gateway
