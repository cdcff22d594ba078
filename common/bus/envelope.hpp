#pragma once
// Envelope turns Request, Reply and FeedEvent into frames and back. Every transport uses it, the memory one too, so
// that what does not survive the wire does not survive a test either. Layout and byte examples: common/codec/FORMAT.md,
// section "Bus". Guarantees: bodies are binary safe and untouched; readers ignore unknown fields and refuse an unknown
// major version; header text that is not UTF-8 is written with U+FFFD. Pure; no exceptions leave it.
//
//   std::string header = encode_header(request);
//   Expected<Request> back = decode_request(header, body);
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "common/bus/message.hpp"
#include "common/kernel/expected.hpp"

namespace luodi::bus {

inline constexpr int k_envelope_version = 1;
inline constexpr std::size_t k_max_request_body = 1024 * 1024;     // bytes; api.md admits no larger request
inline constexpr std::size_t k_max_reply_body = 16 * 1024 * 1024;  // bytes; exports of a whole city fit
inline constexpr std::size_t k_max_header = 64 * 1024;             // bytes; a request line and header are at most 8 KiB

std::string encode_header(const Request& request);
std::string encode_header(const Reply& reply);

// unsupported version: service_unavailable (certainly not executed); anything else unreadable: malformed_request.
Expected<Request> decode_request(std::string_view header, std::string body);
Expected<Reply> decode_reply(std::string_view header, std::string body);

// Refuses what the other side would cut the connection for: body_too_large, headers_too_large.
Expected<void> check_size(const Request& request, std::string_view header);

// The correlation is eight bytes, big endian, unique per client.
using Correlation = std::array<char, 8>;
Correlation encode_correlation(std::uint64_t value);
std::optional<std::uint64_t> decode_correlation(std::string_view bytes);

// Feed: [topic "ev.<city>"]["<epoch>-<seq> <event id>"][json], bell: [topic "bell.<name>"][""][""].
std::string event_topic(std::string_view city);
std::string bell_topic(std::string_view name);
std::string encode_position(std::int64_t epoch, std::int64_t seq, std::string_view event_id = {});
std::optional<FeedEvent> decode_event(std::string_view topic, std::string_view position, std::string json);
std::optional<std::string> decode_bell(std::string_view topic);

// fault_reply is the bus's own answer when no handler ran or the handler threw: problem+json from the error table.
Reply fault_reply(ErrorCode code, std::string_view language, std::string_view detail = {});

}  // namespace luodi::bus
