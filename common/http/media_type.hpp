#pragma once
// Media types and content negotiation, as far as Luodi needs them. Pure.
//
//   if (!is_media_type(*request.header("content-type"), "application/json")) -> 415
#include <string>
#include <string_view>
#include <vector>

namespace luodi::http {

// True for `expected` itself and for `expected; charset=utf-8` in any case and spacing. Another charset or an unknown
// parameter is not accepted: JSON has no other encoding (RFC 8259 8.1).
bool is_media_type(std::string_view content_type, std::string_view expected);

// Which of `offered` (most preferred first) an Accept field takes; empty view when none. An absent field takes the
// first. Quality values count; "*/*" and "type/*" match.
std::string_view negotiate(const std::string* accept, const std::vector<std::string_view>& offered);

// "zh" or "en" from Accept-Language; Chinese unless English is asked for with a higher quality.
std::string preferred_language(const std::string* accept_language);
// The same of a header that no parser has read, for the answer to a request that is refused before; "zh" where it has
// no Accept-Language that can be seen.
std::string preferred_language_in(std::string_view header_bytes);

}  // namespace luodi::http
