#pragma once
// Every answer other than 2xx and 3xx is a problem document (RFC 9457, application/problem+json). Pure.
//
//   return problem_response(error, ProblemContext(request.path, trace.trace_id(), language));
#include <string>
#include <string_view>

#include "common/http/server.hpp"
#include "common/kernel/error.hpp"

namespace luodi::http {

inline constexpr std::string_view k_problem_media_type = "application/problem+json";

class ProblemContext {
 public:
  ProblemContext() = default;
  ProblemContext(std::string i, std::string t, std::string l = "zh")
      : instance(std::move(i)), trace_id(std::move(t)), language(std::move(l)) {}
  std::string instance;         // path of the request; empty = left out
  std::string trace_id;         // 32 hex digits; empty = left out
  std::string language = "zh";  // "zh" or "en": of titles, details and messages
};

// "https://luodi.example/problems/stale-version"
std::string problem_type(ErrorCode code);

// type, title, status, detail, instance, code, name, trace_id, errors, missing. Bytes that are not UTF-8 are replaced.
std::string problem_body(const Error& error, const ProblemContext& context);

// With Content-Language and Vary, Retry-After for 429 and 503, Allow for 501, and Cache-Control: no-store.
Response problem_response(const Error& error, const ProblemContext& context);

}  // namespace luodi::http
