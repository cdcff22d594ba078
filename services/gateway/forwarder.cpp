#include "services/gateway/forwarder.hpp"

#include <nlohmann/json.hpp>

#include "common/kernel/bilingual.hpp"

namespace luodi::gateway {

namespace {
struct InFlight {  // counts one request however it ends
  explicit InFlight(std::size_t& counter) : count(counter) { ++count; }
  ~InFlight() { --count; }
  InFlight(const InFlight&) = delete;
  InFlight& operator=(const InFlight&) = delete;
  std::size_t& count;
};

// The second attempt was not heard (its service stops, or has no room), or the first is still at work: for the client,
// who asked once, the outcome is simply not known yet.
bool says_nothing(const bus::Reply& reply) {
  if (reply.status == info(ErrorCode::service_unavailable).status) return true;
  if (reply.status != info(ErrorCode::idempotency_in_progress).status) return false;
  const auto problem = nlohmann::json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
  return problem.is_object() && problem.value("code", "") == info(ErrorCode::idempotency_in_progress).code;
}
}  // namespace

// Until the deadline of the request, however many instances are asked.
bus::Task<Expected<bus::Reply>> Forwarder::send(std::string service, bus::Request request) {
  request.deadline_ms = clock_() + limits_.deadline_ms;
  bus::Request again = request;
  auto reply = co_await rpc_.call(service, std::move(request));
  const auto not_taken = [&] { return reply && reply->headers.erase(bus::k_not_taken) > 0; };
  if (!not_taken() || !rpc_.connected(service)) co_return reply;
  auto second = co_await rpc_.call(service, std::move(again));
  if (second) {
    second->headers.erase(bus::k_not_taken);
    co_return second;
  }
  // Not sent: what the first one said holds.
  co_return second.error().code == ErrorCode::outcome_unknown ? std::move(second) : std::move(reply);
}

bus::Task<Expected<bus::Reply>> Forwarder::ask(Service service, bus::Request request) {
  if (in_flight_ >= limits_.max_in_flight)
    co_return fail(
        ErrorCode::overloaded,
        bilingual("正在处理的请求已达上限 {0} / too many requests in flight, limit {0}", limits_.max_in_flight));
  InFlight guard(in_flight_);
  const std::string name(service_name(service));
  const bool repeatable = !request.idempotency_scope.empty();
  bus::Request again = repeatable ? request : bus::Request();
  auto reply = co_await send(name, std::move(request));
  if (reply || reply.error().code != ErrorCode::outcome_unknown) co_return reply;
  if (!repeatable)
    co_return fail(ErrorCode::outcome_unknown,
                   bilingual("服务 {0} 未在时限内答复 / service {0} did not answer in time", name));
  auto second = co_await send(name, std::move(again));
  // Whatever went wrong with the second attempt, the first one may have worked.
  if (!second || says_nothing(*second))
    co_return fail(ErrorCode::outcome_unknown,
                   bilingual("服务 {0} 未在时限内答复，请用同一 Idempotency-Key 重试 / service {0} did not answer in "
                             "time, repeat with the same Idempotency-Key",
                             name));
  co_return second;
}

}  // namespace luodi::gateway
