#include "services/gateway/answers.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/http/conditional.hpp"
#include "common/http/problem.hpp"

namespace luodi::gateway {

namespace {
constexpr int k_first_problem = 400;

bool has_field(const http::Response& response, std::string_view name) {
  return std::any_of(response.headers.begin(), response.headers.end(),
                     [&](const auto& field) { return field.first == name; });
}
}  // namespace

http::Response problem(const Error& error, const Asked& asked) {
  const http::ProblemContext context(asked.path, asked.trace.trace_id(), asked.language);
  return http::problem_response(error, context);
}

http::Response respond(bus::Reply reply, const Asked& asked) {
  const bool is_problem = reply.status >= k_first_problem;
  http::Response response;
  response.status = reply.status;
  response.content_type = reply.content_type;
  for (auto& [name, value] : reply.headers)
    response.headers.emplace_back(name, std::move(value));
  if (!is_problem) {
    if (response.content_type.empty()) response.content_type = "application/json";
    response.body = std::move(reply.body);
    return response;
  }
  auto body = nlohmann::ordered_json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
  if (!body.is_object() || !body.contains("code"))
    return problem(Error(ErrorCode::internal, "服务的答复无法解读 / unreadable reply of a service"), asked);
  body["instance"] = asked.path;
  body["trace_id"] = asked.trace.trace_id();
  response.content_type = std::string(http::k_problem_media_type);
  response.body = body.dump();
  const bool later = reply.status == 503 || reply.status == 429;
  if (later && !has_field(response, "Retry-After")) response.headers.emplace_back("Retry-After", "1");
  return response;
}

std::string tag_with_body(http::Response& response) {
  const auto tag = std::find_if(response.headers.begin(), response.headers.end(),
                                [](const auto& field) { return field.first == "ETag"; });
  if (tag == response.headers.end()) return {};
  tag->second = http::etag_of_body(tag->second, response.body);
  return tag->second;
}

bool not_modified(http::Response& response, const std::string& etag, const std::string* if_none_match) {
  if (!if_none_match || etag.empty() || !http::none_match(if_none_match, etag)) return false;
  response.status = 304;
  response.body.clear();
  response.content_type.clear();
  return true;
}

void finish(http::Response& response, const Asked& asked) {
  auto& fields = response.headers;
  fields.emplace_back("X-Trace-Id", asked.trace.trace_id());
  fields.emplace_back("traceparent", asked.trace.traceparent());
  // Only what comes in two languages says in which; everything else is the same whatever was asked for. A repeated
  // answer keeps the language of its first time.
  if (response.content_type == http::k_problem_media_type && !has_field(response, "Content-Language"))
    fields.emplace_back("Content-Language", asked.language);
  if (has_field(response, "Content-Language") && !has_field(response, "Vary"))
    fields.emplace_back("Vary", "Accept-Language");
  if (!has_field(response, "Cache-Control")) fields.emplace_back("Cache-Control", "no-store");
  fields.emplace_back("X-Content-Type-Options", "nosniff");
  fields.emplace_back("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
  fields.emplace_back("Referrer-Policy", "no-referrer");
  fields.emplace_back("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
}

}  // namespace luodi::gateway
