#include "services/gateway/gateway.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "common/domain/permission.hpp"
#include "common/http/conditional.hpp"
#include "common/http/media_type.hpp"
#include "common/http/problem.hpp"
#include "common/http/target.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/gateway/preflight.hpp"
#include "services/gateway/visibility.hpp"

namespace luodi::gateway {

namespace {
constexpr std::string_view k_sequence_field = "X-Luodi-Sequence";
constexpr std::string_view k_project_prefix = "/v1/projects/{id}";
constexpr std::string_view k_unknown_route = "unknown";
constexpr int k_first_server_fault = 500;

http::Response no_route(const Match& match, const Asked& asked) {
  if (match.allow.empty()) return problem(Error(ErrorCode::route_not_found), asked);
  auto response =
      problem(Error(ErrorCode::method_not_allowed, bilingual("可用方法：{0} / allowed: {0}", match.allow)), asked);
  response.headers.emplace_back("Allow", match.allow);
  return response;
}

http::Response unauthenticated(const Asked& asked, bool token_sent) {
  auto response = problem(
      Error(ErrorCode::unauthenticated, token_sent ? "会话无效或已过期 / the session is not valid any more" : ""),
      asked);
  response.headers.emplace_back(
      "WWW-Authenticate", token_sent ? "Bearer realm=\"luodi\", error=\"invalid_token\"" : "Bearer realm=\"luodi\"");
  return response;
}

const std::string* subject_of(const Match& match) {
  if (!match.route->pattern.starts_with(k_project_prefix)) return nullptr;
  const auto found = match.params.find("id");
  return found == match.params.end() ? nullptr : &found->second;
}

std::int64_t sequence_of(const bus::Reply& reply) {
  const auto found = reply.headers.find(std::string(k_sequence_field));
  std::int64_t value = 0;
  if (found != reply.headers.end())
    std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
  return value;
}

bool is_probe(const Route& route) {
  return route.operation.starts_with("health.");
}
}  // namespace

std::string bearer_token(const std::string* authorization) {
  constexpr std::string_view k_scheme = "bearer ";
  if (!authorization || authorization->size() <= k_scheme.size()) return {};
  for (std::size_t i = 0; i < k_scheme.size(); ++i)
    if (std::tolower(static_cast<unsigned char>((*authorization)[i])) != k_scheme[i]) return {};
  return authorization->substr(k_scheme.size());
}

// Services write their keys in order, so a list that goes on ends in ],"next":"..."} and nothing else can look like it.
std::string next_link(const http::Request& request, std::string_view body) {
  constexpr std::string_view k_before = "],\"next\":\"";
  constexpr std::string_view k_after = "\"}";
  if (!body.ends_with(k_after)) return {};
  const auto at = body.rfind(k_before);
  if (at == std::string_view::npos) return {};
  const auto cursor = body.substr(at + k_before.size(), body.size() - k_after.size() - at - k_before.size());
  if (cursor.find('"') != std::string_view::npos) return {};
  std::string query;
  for (const auto& [name, value] : request.query)
    if (name != "cursor") query += http::percent_encode(name) + "=" + http::percent_encode(value) + "&";
  return "<" + request.path + "?" + query + "cursor=" + http::percent_encode(cursor) + ">; rel=\"next\"";
}

Gateway::Gateway(GatewayParts parts)
    : parts_(std::move(parts)),
      hits_(parts_.metrics.counter("luodi_gateway_cache_hits_total", "Reads answered from the answer cache")),
      misses_(parts_.metrics.counter("luodi_gateway_cache_misses_total", "Cacheable reads that asked a service")) {}

http::Task<http::Response> Gateway::handle(http::Request request) {
  const auto begun = std::chrono::steady_clock::now();
  Asked asked(http::TraceContext::continue_or_start(request.header("traceparent")));
  asked.path = request.path;
  asked.language = http::preferred_language(request.header("accept-language"));
  const Match match = find_route(request.method, request.path);
  http::Response response;
  if (match.route)
    response = co_await answer(request, match, asked);
  else
    response = no_route(match, asked);
  finish(response, asked);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
  count(match, request, response.status, took.count());
  co_return response;
}

void Gateway::recognise(Caller& caller, const std::string& username) const {
  const Actor* actor = parts_.directory.find(username);
  if (actor == nullptr) return;
  caller.actor = *actor;
  caller.known = true;
}

std::string Gateway::principal_of(const Caller& caller, const http::Request& request) {
  return caller.known ? "u:" + caller.actor.username : "a:" + request.peer;
}

http::Task<http::Response> Gateway::answer(const http::Request& request, const Match& match, const Asked& asked) {
  const Route& route = *match.route;
  Caller caller;
  if (route.access != Access::anyone) caller.token = bearer_token(request.header("authorization"));
  if (!caller.token.empty()) {
    if (const std::string* username = parts_.sessions.fresh(caller.token)) {
      recognise(caller, *username);
    } else {
      auto checked = co_await parts_.sessions.check(caller.token);
      if (!checked) co_return problem(checked.error(), asked);
      if (*checked) recognise(caller, **checked);
    }
  }
  RateVerdict rate;
  const bool limited = parts_.limiter.enabled() && !is_probe(route);
  if (limited) {
    rate = parts_.limiter.take(principal_of(caller, request), parts_.wall());
    if (!rate.allowed) {
      auto response = problem(Error(ErrorCode::too_many_requests), asked);
      std::erase_if(response.headers, [](const auto& field) { return field.first == "Retry-After"; });
      response.headers.emplace_back("Retry-After", std::to_string(rate.retry_after_s));
      response.headers.emplace_back("RateLimit-Policy", parts_.limiter.policy_field());
      response.headers.emplace_back("RateLimit", parts_.limiter.state_field(rate));
      co_return response;
    }
  }
  http::Response response;
  const std::string* accept = request.header("accept");
  if (route.access != Access::anyone && !caller.known) {
    response = unauthenticated(asked, !caller.token.empty());
  } else if (!may_call(route, caller.known ? &caller.actor : nullptr)) {
    response = problem(domain::role_needed(route.roles), asked);
  } else if (accept && http::negotiate(accept, {route.media_type}).empty()) {
    response =
        problem(Error(ErrorCode::not_acceptable, bilingual("可提供：{0} / available: {0}", route.media_type)), asked);
  } else {
    RequestFacts facts;
    facts.city = parts_.city;
    facts.traceparent = asked.trace.traceparent();
    facts.language = asked.language;
    if (parts_.clock.is_virtual()) facts.now = parts_.clock.now();
    std::string cache_key;
    const CachedAnswer* hit = nullptr;
    const bool cacheable = route.caching != Caching::none && parts_.cache_usable();
    if (cacheable) {
      cache_key = request.target + "\n" + visibility_class(caller.actor) + "\n" + asked.language;
      const std::string* subject = subject_of(match);
      const auto wanted = sequence_header(request.header("x-luodi-min-sequence"));
      if (wanted) hit = parts_.cache.find(cache_key, subject ? *subject : std::string(), *wanted, today());
      (hit ? hits_ : misses_).add();
    }
    if (hit) {
      response = from_cache(*hit, request);
    } else {
      auto message = preflight(request, match, caller.actor, facts);
      // Kept until the answer: whoever waits for a sequence holds a place among the waiting.
      const auto place = message
                             ? parts_.waiting.enter(principal_of(caller, request), message->min_sequence, parts_.head())
                             : Expected<WaitingReads::Place>(fail(message.error()));
      if (!place) {
        response = problem(place.error(), asked);
      } else if (route.service == Service::gateway) {
        LocalRequest in(std::move(*message), asked);
        in.token = std::move(caller.token);
        in.peer = request.peer;
        if (const std::string* last = request.header("last-event-id")) in.last_event_id = *last;
        response = co_await parts_.local.run(route, std::move(in));
        if (response.status == 200 && route.effect == Effect::query) {
          const std::string link = next_link(request, response.body);
          if (!link.empty()) response.headers.emplace_back("Link", link);
          not_modified(response, tag_with_body(response), request.header("if-none-match"));
        }
      } else {
        response = co_await forward(request, match, asked, std::move(*message), std::move(cache_key));
      }
    }
  }
  if (limited) {
    response.headers.emplace_back("RateLimit-Policy", parts_.limiter.policy_field());
    response.headers.emplace_back("RateLimit", parts_.limiter.state_field(rate));
  }
  co_return response;
}

http::Response Gateway::from_cache(const CachedAnswer& hit, const http::Request& request) const {
  http::Response response;
  response.headers = hit.headers;
  if (!not_modified(response, hit.etag, request.header("if-none-match"))) {
    response.content_type = hit.content_type;
    response.body = hit.body;
  }
  return response;
}

http::Task<http::Response> Gateway::forward(const http::Request& request, const Match& match, const Asked& asked,
                                            bus::Request message, std::string cache_key) {
  const Route& route = *match.route;
  const std::string* subject = subject_of(match);
  const std::string cached_subject = subject ? *subject : std::string();
  const std::int32_t day = today();
  if (!cache_key.empty()) message.min_sequence = std::max(message.min_sequence, parts_.cache.latest(cached_subject));
  const std::int64_t includes = message.min_sequence;
  const Service service = service_for(route, message.query);
  auto reply = co_await parts_.forwarder.ask(service, std::move(message));
  if (!reply) co_return problem(reply.error(), asked);
  if (route.effect == Effect::command) note_write(match, *reply);
  http::Response response = respond(std::move(*reply), asked);
  if (route.effect != Effect::query || response.status != 200) co_return response;
  const std::string etag = tag_with_body(response);
  const std::string link = next_link(request, response.body);
  if (!link.empty()) response.headers.emplace_back("Link", link);
  if (!cache_key.empty()) {
    CachedAnswer answer;
    answer.body = response.body;
    answer.content_type = response.content_type;
    answer.etag = etag;
    answer.headers = response.headers;
    parts_.cache.put(cache_key, cached_subject, includes, day, std::move(answer));
  }
  not_modified(response, etag, request.header("if-none-match"));
  co_return response;
}

void Gateway::note_write(const Match& match, const bus::Reply& reply) {
  const std::int64_t sequence = sequence_of(reply);
  if (sequence == 0) return;
  const std::string* subject = subject_of(match);
  parts_.cache.on_write(subject ? *subject : std::string(), sequence);
}

void Gateway::count(const Match& match, const http::Request& request, int status, double seconds) {
  const auto key = std::pair(match.route, status);
  auto found = durations_.find(key);
  if (found == durations_.end()) {
    const runtime::MetricLabels labels = {{"route", std::string(match.route ? match.route->pattern : k_unknown_route)},
                                          {"method", std::string(match.route ? match.route->method : k_unknown_route)},
                                          {"code", std::to_string(status)}};
    found = durations_
                .emplace(key, parts_.metrics.histogram("luodi_http_request_duration_seconds",
                                                       "Time from the parsed request to its answer", labels))
                .first;
  }
  found->second.observe(seconds);
  if (status >= k_first_server_fault && match.route && !is_probe(*match.route))
    parts_.log.warn("request failed", {{"method", request.method},
                                       {"route", match.route->pattern},
                                       {"status", status},
                                       {"ms", static_cast<std::int64_t>(seconds * 1000)}});
}

}  // namespace luodi::gateway
