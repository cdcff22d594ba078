#include "services/gateway/local_operations.hpp"

#include <charconv>

#include "common/domain/refusals.hpp"
#include "common/http/parameter_fault.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/gateway/openapi.hpp"

namespace luodi::gateway {

using codec::Json;

namespace {
constexpr std::string_view k_virtual_clock = "virtual_clock";  // every service reads it at start and on the bell
constexpr std::string_view k_clock_bell = "clock";

struct Credentials {
  std::string username;
  std::string password;
  static constexpr auto fields() {
    using codec::Text;
    return described(codec::field("username", &Credentials::username, Text{1, 64}),
                     codec::field("password", &Credentials::password, Text{1, 1000}));
  }
};
struct ClockMove {
  Instant now;
  static constexpr auto fields() { return described(codec::field("now", &ClockMove::now)); }
};

// A city on a clock of the year 9999 would open every dispatch cycle until then.
Instant clock_limit() {
  return *Instant::parse("2101-01-01T00:00:00+08:00");
}

Json user_json(const Actor& actor) {
  Json roles = Json::array();
  for (Role role : actor.roles)
    roles.push_back(std::string(role_text(role)));
  return {{"org", actor.org}, {"roles", std::move(roles)}, {"username", actor.username}};
}

http::Response json_response(int status, const Json& body) {
  return http::Response(status, "application/json", body.dump());
}
}  // namespace

Expected<std::optional<std::int64_t>> whole_number(const bus::Request& request, const std::string& name,
                                                   std::int64_t least, std::int64_t most) {
  const auto found = request.query.find(name);
  if (found == request.query.end()) return std::optional<std::int64_t>();
  const std::string& text = found->second;
  std::int64_t value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc() || parsed.ptr != text.data() + text.size() || value < least || value > most)
    return fail(http::parameter_fault(
        name, "out_of_range",
        bilingual("应为 {0} 至 {1} 的整数 / must be a whole number from {0} to {1}", least, most)));
  return std::optional<std::int64_t>(value);
}

store::Task<Expected<void>> ClockSetter::set(Instant to) {
  // One move at a time: a slower earlier one must not overwrite a later one in the store.
  if (moving_) co_return fail(ErrorCode::conflict, "时钟正在拨动 / the clock is being moved");
  struct Moving {
    bool& flag;
    explicit Moving(bool& f) : flag(f) { flag = true; }
    ~Moving() { flag = false; }
  } moving(moving_);
  auto stored = co_await store_.get_value(std::string(k_virtual_clock));
  if (!stored) co_return fail(stored.error());
  Instant latest = clock_.now();
  if (*stored) {
    std::int64_t ms = 0;
    const std::string& text = **stored;
    std::from_chars(text.data(), text.data() + text.size(), ms);
    latest = std::max(latest, Instant::from_ms(ms));
  }
  if (to < latest)
    co_return fail(ErrorCode::clock_backwards,
                   bilingual("现为 {0}，不能拨回 {1} / it is {0} now and cannot be put back to {1}", latest, to));
  auto written = co_await store_.set_value(std::string(k_virtual_clock), std::to_string(to.ms()), 0);
  if (!written) co_return fail(written.error());
  clock_.set(to);
  publisher_.ring(std::string(k_clock_bell));
  co_return Expected<void>();
}

http::Task<http::Response> LocalOperations::run(const Route& route, LocalRequest in) {
  const std::string_view operation = route.operation;
  if (operation == "session.create") co_return co_await open_session(std::move(in));
  if (operation == "session.delete") co_return co_await close_session(std::move(in));
  if (operation == "me.get") co_return me(in);
  if (operation.starts_with("account.")) co_return co_await account(route, std::move(in));
  if (operation == "change.list") co_return co_await changes(std::move(in));
  if (operation == "event.stream") co_return events(std::move(in));
  if (operation == "clock.get") co_return clock();
  if (operation == "clock.set") co_return co_await set_clock(std::move(in));
  if (operation == "openapi.get") co_return http::Response(200, "application/json", std::string(openapi_json()));
  if (operation == "health.live") co_return http::Response(200, "application/json", "{\"status\":\"ok\"}");
  if (operation == "health.ready") {
    const std::string failed = parts_.failed_checks();
    if (failed.empty()) co_return http::Response(200, "application/json", "{\"status\":\"ready\"}");
    co_return problem(
        Error(ErrorCode::service_unavailable,
              bilingual("尚未就绪，未通过的检查：{0}；原因见内部端口 /readyz?verbose / not ready, failed checks: "
                        "{0}; the reasons stand at /readyz?verbose of the internal port",
                        failed)),
        in.asked);
  }
  co_return problem(Error(ErrorCode::internal, "no handler for " + std::string(operation)), in.asked);
}

http::Task<http::Response> LocalOperations::open_session(LocalRequest in) {
  const auto verdict = parts_.logins.take(in.peer, parts_.wall());
  if (!verdict.allowed) {
    auto response = problem(Error(ErrorCode::too_many_requests, "登录过于频繁 / too many sign-ins"), in.asked);
    std::erase_if(response.headers, [](const auto& field) { return field.first == "Retry-After"; });
    response.headers.emplace_back("Retry-After", std::to_string(verdict.retry_after_s));
    co_return response;
  }
  auto credentials = codec::parse<Credentials>(in.request.body);
  if (!credentials) co_return problem(credentials.error(), in.asked);
  auto checked = co_await parts_.login.check(credentials->username, std::move(credentials->password));
  if (!checked) co_return problem(checked.error(), in.asked);
  auto opened = co_await parts_.sessions.open(credentials->username);
  if (!opened) co_return problem(opened.error(), in.asked);
  const Actor* actor = parts_.directory.find(credentials->username);
  if (!actor) co_return problem(Error(ErrorCode::bad_credentials), in.asked);  // disabled meanwhile
  auto response = json_response(
      201, {{"expires_at", opened->expires_at.str()}, {"token", opened->token}, {"user", user_json(*actor)}});
  response.headers.emplace_back("Location", "/v1/sessions/current");
  co_return response;
}

http::Task<http::Response> LocalOperations::close_session(LocalRequest in) {
  auto closed = co_await parts_.sessions.close(in.token);
  if (!closed) co_return problem(closed.error(), in.asked);
  http::Response response;
  response.status = 204;
  co_return response;
}

// Who is signed in, and what the account may call: what a refusal for want of a right points to.
http::Response LocalOperations::me(const LocalRequest& in) const {
  const bool english = in.asked.language == "en";
  Json body = user_json(in.request.actor);
  body["rights"] = Json::array();
  for (const Route& route : routes())
    if (route.access == Access::roles && may_call(route, &in.request.actor))
      body["rights"].push_back(
          {{"method", route.method}, {"path", route.pattern}, {"title", english ? route.title_en : route.title_zh}});
  auto response = json_response(200, body);
  response.headers.emplace_back("Content-Language", in.asked.language);
  return response;
}

http::Task<http::Response> LocalOperations::account(const Route& route, LocalRequest in) {
  const Asked asked = in.asked;
  if (route.effect == Effect::query) {
    auto reached = co_await parts_.wait_for(in.request.min_sequence);
    if (!reached) co_return problem(reached.error(), asked);
    if (route.operation == "account.list") co_return respond(parts_.accounts.list(in.request), asked);
    co_return respond(parts_.accounts.get(in.request), asked);
  }
  bus::Reply reply;
  if (route.operation == "account.create")
    reply = co_await parts_.accounts.create(std::move(in.request));
  else
    reply = co_await parts_.accounts.disable(std::move(in.request));
  co_return respond(std::move(reply), asked);
}

http::Task<http::Response> LocalOperations::changes(LocalRequest in) {
  auto after = whole_number(in.request, "after", 0, INT64_MAX);
  if (!after) co_return problem(after.error(), in.asked);
  auto limit = whole_number(in.request, "limit", 1, 500);
  if (!limit) co_return problem(limit.error(), in.asked);
  auto page = co_await parts_.hub.changes(in.request.actor, after->value_or(0), *limit);
  if (!page) co_return problem(page.error(), in.asked);
  co_return http::Response(200, "application/json", std::move(*page));
}

http::Response LocalOperations::events(LocalRequest in) {
  if (auto admitted = parts_.hub.admit(); !admitted) return problem(admitted.error(), in.asked);
  std::optional<std::int64_t> after;
  if (in.last_event_id) {
    bus::Request field;
    field.query["Last-Event-ID"] = *in.last_event_id;
    auto number = whole_number(field, "Last-Event-ID", 0, INT64_MAX);
    if (!number) return problem(number.error(), in.asked);
    after = *number;
  }
  EventHub::StillValid valid = [this, token = in.token]() -> store::Task<std::optional<Actor>> {
    auto username = co_await parts_.sessions.check(token, Sessions::Reason::look);
    if (!username || !*username) co_return std::nullopt;
    const Actor* actor = parts_.directory.find(**username);
    if (!actor) co_return std::nullopt;
    co_return *actor;
  };
  http::Response response(200, "text/event-stream", "");
  response.stream = [this, actor = in.request.actor, after, valid](std::shared_ptr<http::EventStream> to) {
    parts_.hub.stream(std::move(to), actor, after, valid);
  };
  return response;
}

http::Response LocalOperations::clock() const {
  return json_response(200, {{"now", parts_.clock.now().str()}, {"virtual", parts_.clock.is_virtual()}});
}

http::Task<http::Response> LocalOperations::set_clock(LocalRequest in) {
  if (!parts_.clock_setter)
    co_return problem(Error(ErrorCode::route_not_found, "仅在虚拟时钟下可用 / only under a virtual clock"), in.asked);
  auto move = codec::parse<ClockMove>(in.request.body);
  if (!move) co_return problem(move.error(), in.asked);
  if (move->now >= clock_limit())
    co_return problem(domain::field_fault("/now", "out_of_range", "最晚 / at the latest 2100-12-31"), in.asked);
  auto moved = co_await parts_.clock_setter->set(move->now);
  if (!moved) co_return problem(moved.error(), in.asked);
  co_return clock();
}

}  // namespace luodi::gateway
