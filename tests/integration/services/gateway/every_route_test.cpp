// Every refusal that the gateway itself makes, at every route of the table: problem+json with its stable code.
#include <gtest/gtest.h>

#include "services/gateway/routes.hpp"
#include "tests/integration/services/gateway/harness.hpp"

namespace luodi::test {
namespace {

using gateway::Access;
using gateway::Effect;
using gateway::Route;

void expect_problem(const HttpResponse& answer, int status, const char* code, const Route& route) {
  EXPECT_EQ(answer.status, status) << route.operation << " " << answer.error << answer.body;
  EXPECT_EQ(answer.header("content-type"), "application/problem+json") << route.operation;
  const auto body = answer.json();
  ASSERT_TRUE(body.is_object()) << route.operation;
  EXPECT_EQ(body.value("code", ""), code) << route.operation;
  EXPECT_EQ(body.value("status", 0), status) << route.operation;
}

std::string target_of(const Route& route) {
  std::string out(route.pattern);
  if (const auto id = out.find("{id}"); id != std::string::npos) out.replace(id, 4, "x1");
  return out;
}

class EveryRoute : public testing::Test {
 protected:
  EveryRoute() : h_(settings()) {
    for (const auto& [role, name] : k_role_names)
      clients_.emplace(role, h_.as(std::string(name)));
  }
  static HarnessOptions settings() {
    HarnessOptions options;
    options.virtual_clock = true;  // so that setting the clock is no exception
    options.every_role = true;
    return options;
  }
  // Somebody who may call the route.
  HttpClient& caller(const Route& route) {
    for (auto& [role, client] : clients_)
      if (route.access != Access::roles || route.roles.has(role)) return client;
    throw std::logic_error("nobody may call " + std::string(route.operation));
  }
  // Any refusal that stands behind the check in question would have another code.
  HttpResponse send(HttpClient& client, const Route& route, HttpHeaders headers, std::string body = {}) {
    return client.request(std::string(route.method), target_of(route), std::move(headers), std::move(body));
  }

  Harness h_;
  std::map<Role, HttpClient> clients_;
};

TEST_F(EveryRoute, RefusesStrangersAndOtherRoles) {
  auto nobody = h_.client();
  for (const Route& route : gateway::routes()) {
    if (route.access == Access::anyone) continue;
    expect_problem(send(nobody, route, {}), 401, "L1101", route);
    for (auto& [role, client] : clients_)
      if (route.access == Access::roles && !route.roles.has(role))
        expect_problem(send(client, route, {}), 403, "L1102", route);
  }
}

TEST_F(EveryRoute, NamesItsMethodsForAnyOther) {
  for (const Route& route : gateway::routes()) {
    const auto answer = caller(route).request("PATCH", target_of(route));
    expect_problem(answer, 405, "L1006", route);
    EXPECT_NE(answer.header("allow").find(route.method), std::string::npos) << route.operation;
    expect_problem(caller(route).request(std::string(route.method), target_of(route) + "/no/where/ever"), 404, "L1302",
                   route);
  }
}

TEST_F(EveryRoute, RefusesWhatIsTooLargeOrOfAnotherType) {
  const std::string long_field(64 * 1024, 'x');
  for (const Route& route : gateway::routes()) {
    expect_problem(send(caller(route), route, {{"X-Long", long_field}}), 431, "L1007", route);
    if (route.body_limit > 0) {
      const HttpHeaders json = {{"Content-Type", "application/json"}, {"Idempotency-Key", "k"}};
      expect_problem(send(caller(route), route, json, std::string(route.body_limit + 1, ' ')), 413, "L1003", route);
      expect_problem(send(caller(route), route, {{"Content-Type", "text/plain"}, {"Idempotency-Key", "k"}}, "{}"), 415,
                     "L1004", route);
      expect_problem(send(caller(route), route, json, "{"), 400, "L1002", route);
    } else if (route.effect == Effect::query) {
      expect_problem(send(caller(route), route, {{"Accept", "image/png"}}), 406, "L1015", route);
      const auto unheard_of = caller(route).get(target_of(route) + "?unheard_of=1");
      expect_problem(unheard_of, 400, "L1005", route);
      EXPECT_EQ(unheard_of.json()["errors"][0]["parameter"], "unheard_of") << route.operation;
    }
  }
}

}  // namespace
}  // namespace luodi::test
