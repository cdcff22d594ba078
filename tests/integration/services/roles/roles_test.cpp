// Who may call what, asked of the real services: every route of the gateway by every role, on the bus behind the
// gateway. A role that the gateway lets pass must not be refused for its role by the service, and the other way round.
#include <gtest/gtest.h>

#include "common/domain/permission.hpp"
#include "services/gateway/routes.hpp"
#include "tests/support/services/service_process.hpp"

namespace luodi::gateway {
namespace {

class ServiceRoles : public ::testing::TestWithParam<Service> {};

// Nothing with this id exists and the body is empty: what passes the role check is answered or fails on that.
bus::Request asked_by(Role role, const Route& route) {
  auto out =
      test::request(std::string(route.operation), test::actor(role, domain::k_by_organisation.has(role) ? "MY-GX" : ""),
                    route.body_limit > 0 ? nlohmann::json::object() : nlohmann::json(),
                    route.pattern.find("{id}") == std::string_view::npos ? "" : "none");
  if (route.if_match) out.if_match = 1;
  return out;
}

TEST_P(ServiceRoles, AreThoseOfTheGatewayRouteByRoute) {
  const std::string name(service_name(GetParam()));
  boost::asio::io_context io;
  test::RedisServer redis;
  test::ServiceProcess service(io, redis, name);
  service.start();
  int asked = 0;
  for (const Route& route : routes()) {
    if (route.service != GetParam()) continue;
    for (const auto& [role, role_name] : k_role_names) {
      const auto request = asked_by(role, route);
      const bool passes = may_call(route, &request.actor);
      const auto answer = service.ask(request);
      EXPECT_EQ(answer.status != 403, passes) << role_name << " " << route.operation << " " << answer.body;
      EXPECT_NE(answer.body.value("code", ""), "L1302") << route.operation << " is not served by " << name;
      ++asked;
    }
  }
  EXPECT_GT(asked, 12 * 5);
}

INSTANTIATE_TEST_SUITE_P(Behind, ServiceRoles,
                         ::testing::Values(Service::intake, Service::progress_monitor, Service::incentive_calculator),
                         [](const auto& param) {
                           std::string name(service_name(param.param));
                           std::erase(name, '-');
                           return name;
                         });

}  // namespace
}  // namespace luodi::gateway
