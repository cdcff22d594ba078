#pragma once
// Digests, MACs and randomness over OpenSSL 3 and getrandom(2): session tokens, idempotency fingerprints, cursors and
// signatures. Thread-safe. A failing primitive means a broken installation and throws std::runtime_error.
//
//   std::string token = random_base64url(32);      // goes to the client
//   std::string stored = sha256_base64url(token);  // is all that we keep
#include <optional>
#include <string>
#include <string_view>

namespace luodi::http {

enum class Digest { sha256, sm3 };

std::string digest(Digest algorithm, std::string_view data);                      // raw 32 bytes
std::string hmac(Digest algorithm, std::string_view key, std::string_view data);  // raw 32 bytes

std::string sha256_hex(std::string_view data);
std::string sha256_base64url(std::string_view data);
std::string hmac_hex(Digest algorithm, std::string_view key, std::string_view data);

// Cryptographic randomness straight from the kernel.
std::string random_bytes(std::size_t bytes);
std::string random_hex(std::size_t bytes);        // 2 characters per byte
std::string random_base64url(std::size_t bytes);  // no padding

std::string to_hex(std::string_view bytes);
std::string to_base64(std::string_view bytes);     // RFC 4648 §4, padded
std::string to_base64url(std::string_view bytes);  // RFC 4648 §5, no padding
std::optional<std::string> from_base64url(std::string_view text);

// Compares secrets in time that depends on the lengths only.
bool equal_constant_time(std::string_view a, std::string_view b);

}  // namespace luodi::http
