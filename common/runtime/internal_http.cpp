#include "common/runtime/internal_http.hpp"

#include <algorithm>
#include <utility>

#include "common/http/server.hpp"

namespace luodi::runtime {
namespace {

constexpr std::size_t k_internal_connections = 64;  // probes and one or two scrapers
constexpr char k_text[] = "text/plain; charset=utf-8";
constexpr char k_prometheus_text[] = "text/plain; version=0.0.4; charset=utf-8";

http::Response answer(const http::Request& request, const Health& health, Metrics& metrics) {
  if (request.method != "GET" && request.method != "HEAD") {
    http::Response response(405, k_text, "method not allowed\n");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const bool verbose = std::any_of(request.query.begin(), request.query.end(),
                                   [](const auto& parameter) { return parameter.first == "verbose"; });
  if (request.path == "/livez") return http::Response(200, k_text, "ok\n");
  if (request.path == "/startupz") {
    const bool started = health.is_started();
    return http::Response(started ? 200 : 503, k_text, started ? "ok\n" : "starting\n");
  }
  if (request.path == "/readyz") {
    const bool ready = health.ready();
    return http::Response(ready ? 200 : 503, k_text, verbose ? health.verbose() : ready ? "ok\n" : "not ready\n");
  }
  if (request.path == "/metrics") return http::Response(200, k_prometheus_text, metrics.text());
  return http::Response(404, k_text, "not found\n");
}

}  // namespace

InternalHttp::InternalHttp(boost::asio::io_context& io, const std::string& address, std::uint16_t port, Health& health,
                           Metrics& metrics) {
  http::ServerConfig config;
  config.address = address;
  config.port = port;
  config.max_connections = k_internal_connections;
  config.max_connections_per_peer = k_internal_connections;
  http::Handler handler = [&health, &metrics](http::Request request) -> http::Task<http::Response> {
    co_return answer(request, health, metrics);
  };
  server_ = std::make_unique<http::Server>(io, std::move(config), std::move(handler));
  server_->start();
}
InternalHttp::~InternalHttp() = default;
std::uint16_t InternalHttp::port() const {
  return server_->port();
}
bus::Task<void> InternalHttp::drain() {
  return server_->drain();
}

}  // namespace luodi::runtime
