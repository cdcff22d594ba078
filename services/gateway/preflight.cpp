#include "services/gateway/preflight.hpp"

#include <charconv>
#include <utility>

#include "common/codec/fields.hpp"
#include "common/http/conditional.hpp"
#include "common/http/header_fault.hpp"
#include "common/http/media_type.hpp"
#include "common/http/parameter_fault.hpp"
#include "services/gateway/idempotency.hpp"

namespace luodi::gateway {

namespace {
// RFC 8259 sets no limit; deeper documents serve only to exhaust a stack.
constexpr int k_json_depth = 32;

tl::unexpected<Error> given_twice(const std::string& name) {
  return fail(http::parameter_fault(name, "duplicate", "重复 / given twice"));
}

Expected<void> read_query(const http::Request& request, const Route& route, bus::Request& out) {
  bool dry_run_given = false;
  for (const auto& [name, value] : request.query) {
    if (!query_allowed(route, name))
      return fail(http::parameter_fault(name, "unknown_field", "不认识的参数 / unknown parameter"));
    if (name == "dry_run") {
      if (std::exchange(dry_run_given, true)) return given_twice(name);
      if (value != "true" && value != "false")
        return fail(http::parameter_fault(name, "not_allowed", "应为 true 或 false / must be true or false"));
      out.dry_run = value == "true";
    } else if (!out.query.emplace(name, value).second) {
      return given_twice(name);
    }
  }
  return {};
}
}  // namespace

Expected<std::string> json_body(const http::Request& request) {
  if (request.header("content-encoding"))
    return fail(ErrorCode::unsupported_media_type, "请求体不得压缩 / an encoded body is not accepted");
  const std::string* type = request.header("content-type");
  if (request.body.empty() && !type) return std::string("{}");
  if (!type || !http::is_media_type(*type, "application/json"))
    return fail(ErrorCode::unsupported_media_type, "应为 application/json / send application/json");
  if (request.body.empty()) return std::string("{}");
  auto parsed = codec::parse_json(request.body, k_json_depth);
  if (!parsed) return fail(parsed.error());
  return request.body;
}

Expected<std::optional<std::int64_t>> if_match_version(const std::string* header) {
  auto condition = http::optional_if_match(header);
  if (!condition)
    return fail(http::header_fault(condition.error().code, "If-Match", "format", condition.error().detail));
  if (!*condition) return std::optional<std::int64_t>();
  const auto& versions = (*condition)->versions();
  if ((*condition)->any() || versions.size() > 1)
    return fail(
        http::header_fault(ErrorCode::malformed_request, "If-Match", "format",
                           "只接受一个版本，应为一个 ETag，连同引号，如 \"7\" / takes one version: one ETag in its "
                           "quotes, such as \"7\""));
  if (versions.empty())
    return fail(ErrorCode::stale_version, "If-Match 不是本系统给出的版本 / not a version given by this interface");
  return std::optional<std::int64_t>(versions.front());
}

Expected<std::int64_t> sequence_header(const std::string* header) {
  if (!header) return 0;
  std::int64_t value = 0;
  const auto [end, ec] = std::from_chars(header->data(), header->data() + header->size(), value);
  if (ec != std::errc() || end != header->data() + header->size() || value < 0)
    return fail(http::header_fault(ErrorCode::malformed_request, "X-Luodi-Min-Sequence", "format",
                                   "应为非负整数 / must be a sequence number, 0 or more"));
  return value;
}

Expected<bus::Request> preflight(const http::Request& request, const Match& match, const Actor& actor,
                                 const RequestFacts& facts) {
  const Route& route = *match.route;
  bus::Request out;
  out.operation = std::string(route.operation);
  out.city = facts.city;
  out.actor = actor;
  out.params = match.params;
  out.deadline_ms = facts.deadline_ms;
  out.now = facts.now;
  out.traceparent = facts.traceparent;
  out.language = facts.language;
  if (auto query = read_query(request, route, out); !query) return fail(query.error());
  auto sequence = sequence_header(request.header("x-luodi-min-sequence"));
  if (!sequence) return fail(sequence.error());
  out.min_sequence = *sequence;
  if (route.effect == Effect::query) return out;

  auto body = json_body(request);
  if (!body) return fail(body.error());
  out.body = std::move(*body);
  auto version = if_match_version(request.header("if-match"));
  if (!version) return fail(version.error());
  out.if_match = *version;
  if (route.effect == Effect::command && !out.dry_run) {
    auto key = idempotency_key(request.header("idempotency-key"));
    if (!key) return fail(key.error());
    out.idempotency_scope = idempotency_scope(actor.username, request.method, request.path, *key);
    out.idempotency_fingerprint = idempotency_fingerprint(out.body, request.query);
  }
  return out;
}

}  // namespace luodi::gateway
