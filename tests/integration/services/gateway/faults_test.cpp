// What clients hear when a service, a reply, Redis or the gateway itself is lost, and when there is too much.
#include <gtest/gtest.h>

#include <future>
#include <nlohmann/json.hpp>

#include "tests/integration/services/gateway/harness.hpp"

namespace luodi::test {
namespace {

using nlohmann::json;
constexpr const char* k_landing = "/v1/projects/prj_1/landing";

HarnessOptions settings(const std::string& toml) {
  HarnessOptions options;
  options.settings = toml;
  return options;
}

TEST(GatewayFaults, AServiceThatIsGoneIs503AndComesBack) {
  Harness h;
  auto park = h.as("park");
  h.stop(Fake::progress_monitor);
  ASSERT_TRUE(eventually([&] { return h.client().get("/readyz").status == 503; }));
  const auto answer = park.post(k_landing, json::object(), {{"Idempotency-Key", "k"}});
  EXPECT_EQ(answer.status, 503) << answer.body;
  EXPECT_EQ(answer.json()["code"], "L1503");
  EXPECT_FALSE(answer.header("retry-after").empty());
  EXPECT_EQ(park.get("/v1/projects/prj_1").status, 200);  // another service is not concerned
  h.start(Fake::progress_monitor);
  ASSERT_TRUE(eventually([&] { return h.client().get("/readyz").status == 200; }));
  EXPECT_EQ(park.post(k_landing, json::object(), {{"Idempotency-Key", "k"}}).status, 200);
}

TEST(GatewayFaults, WithoutAReplyTheOutcomeIsUnknownAfterOneRepetition) {
  Harness h(settings("[limits]\nrequest_deadline_ms = 200\n"));
  auto park = h.as("park");
  h.on(Fake::progress_monitor, [](const bus::Request&) { return std::optional<bus::Reply>(); });
  auto answer = park.post(k_landing, json::object(), {{"Idempotency-Key", "k"}});
  EXPECT_EQ(answer.status, 504) << answer.body;
  EXPECT_EQ(answer.json()["name"], "outcome_unknown");
  const auto asked = h.heard("project.landing");
  ASSERT_EQ(asked.size(), 2U);
  EXPECT_EQ(asked[0].idempotency_scope, asked[1].idempotency_scope);
  h.on(Fake::intake, [](const bus::Request&) { return std::optional<bus::Reply>(); });
  answer = park.get("/v1/projects/prj_1");
  EXPECT_EQ(answer.status, 504);
  EXPECT_EQ(h.heard("project.get").size(), 1U);
}

TEST(GatewayFaults, ALostFirstReplyIsHealedByTheSecond) {
  Harness h(settings("[limits]\nrequest_deadline_ms = 200\n"));
  auto park = h.as("park");
  auto calls = std::make_shared<int>(0);
  h.on(Fake::progress_monitor, [calls](const bus::Request&) {
    return ++*calls == 1 ? std::optional<bus::Reply>() : bus::Reply(200, R"({"stage":"landed"})");
  });
  EXPECT_EQ(park.post(k_landing, json::object(), {{"Idempotency-Key", "k"}}).status, 200);
}

TEST(GatewayFaults, MoreThanTheLimitInFlightIs503) {
  Harness h(settings("[limits]\nmax_running = 1\nrequest_deadline_ms = 3000\n"));
  auto park = h.as("park");
  h.on(Fake::progress_monitor, [](const bus::Request&) { return std::optional<bus::Reply>(); });
  auto slow = std::async(std::launch::async, [&] {
    auto other = HttpClient(h.port());
    return other.get("/v1/interviews", {{"Authorization", "Bearer " + h.token("park")}}).status;
  });
  ASSERT_TRUE(eventually([&] { return h.heard("interview.list").size() == 1; }));
  const auto answer = park.get("/v1/parks");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.json()["name"], "overloaded");
  EXPECT_FALSE(answer.header("retry-after").empty());
  EXPECT_EQ(h.client().get("/livez").status, 200);
  EXPECT_EQ(slow.get(), 504);
  EXPECT_EQ(park.get("/v1/parks").status, 200);
}

TEST(GatewayFaults, RatesAreLimitedPerUserAndSaid) {
  Harness h(settings("[limits]\nrequests_per_minute = 20\n"));
  auto park = h.as("park");
  auto answer = park.get("/v1/me");
  EXPECT_EQ(answer.header("ratelimit-policy"), "\"default\";q=20;w=60");
  EXPECT_EQ(answer.header("ratelimit"), "\"default\";r=19;t=3");
  for (int i = 0; i < 40 && answer.status == 200; ++i)
    answer = park.get("/v1/me");
  EXPECT_EQ(answer.status, 429);
  EXPECT_EQ(answer.json()["code"], "L1501");
  EXPECT_FALSE(answer.header("retry-after").empty());
  EXPECT_EQ(h.client().get("/livez").status, 200);  // probes are never limited
  EXPECT_EQ(h.as("bureau").get("/v1/me").status, 200);
}

TEST(GatewayFaults, SignInsAreLimitedPerAddress) {
  Harness h(settings("[limits]\nsign_ins_per_minute = 5\n"));
  int status = 0;
  for (int i = 0; i < 10 && status != 429; ++i)
    status = h.sign_in("nobody" + std::to_string(i), "wrong").status;
  EXPECT_EQ(status, 429);
}

TEST(GatewayFaults, SessionsOutliveTheGateway) {
  Harness h;
  const std::string token = h.token("park");
  h.gateway().kill_hard();
  h.gateway().wait();
  h.start_gateway();
  EXPECT_EQ(h.client().get("/v1/me", {{"Authorization", "Bearer " + token}}).status, 200);
}

TEST(GatewayFaults, WithoutRedisNotReadyAndReadyAgain) {
  Harness h;
  auto park = h.as("park");
  EXPECT_EQ(park.get("/v1/me").status, 200);
  h.redis().kill9();
  ASSERT_TRUE(eventually([&] { return h.client().get("/readyz").status == 503; }));
  EXPECT_EQ(h.client().get("/livez").status, 200);
  EXPECT_EQ(park.get("/v1/me").status, 200);  // a known session is bridged
  EXPECT_EQ(h.sign_in("park", k_password).status, 503);
  h.redis().restart();
  ASSERT_TRUE(eventually([&] { return h.client().get("/readyz").status == 200; }));
  EXPECT_EQ(h.sign_in("park", k_password).status, 201);
}

TEST(GatewayFaults, WithRedisOutOfMemoryNotReadyAndReadyAgain) {
  Harness h;
  const auto park = h.token("park");
  h.redis().command({"CONFIG", "SET", "maxmemory", "1"});
  ASSERT_TRUE(eventually([&] { return h.client().get("/readyz").status == 503; }));
  const auto answer = h.client().get("/readyz");
  EXPECT_NE(answer.body.find("未通过的检查：writes"), std::string::npos) << answer.body;
  EXPECT_NE(answer.body.find("failed checks: writes"), std::string::npos) << answer.body;
  const auto inside = HttpClient(h.internal_port()).get("/readyz?verbose");
  EXPECT_EQ(inside.status, 503);
  EXPECT_NE(inside.body.find("[-]writes failed: OOM"), std::string::npos) << inside.body;
  EXPECT_NE(inside.body.find("[+]redis ok"), std::string::npos) << inside.body;
  EXPECT_EQ(h.client().get("/v1/me", {{"Authorization", "Bearer " + park}}).status, 200) << "reads go on";
  h.redis().command({"CONFIG", "SET", "maxmemory", "0"});
  ASSERT_TRUE(eventually([&] { return h.client().get("/readyz").status == 200; }));
}

TEST(GatewayFaults, NotReadyUntilTheServicesAreThere) {
  HarnessOptions options;
  options.services = false;
  Harness h(options);
  EXPECT_EQ(h.client().get("/livez").status, 200);
  const auto answer = h.client().get("/readyz");
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  for (Fake fake : {Fake::intake, Fake::progress_monitor, Fake::incentive_calculator})
    h.start(fake);
  EXPECT_TRUE(eventually([&] { return h.client().get("/readyz").status == 200; }));
}

TEST(GatewayFaults, EndsInOrderOnSigterm) {
  Harness h;
  EventStreamReader events(h.port(), "/v1/events", {{"Authorization", "Bearer " + h.token("park")}});
  ASSERT_EQ(events.status(), 200);
  h.gateway().terminate();
  EXPECT_EQ(h.gateway().wait(), 0) << h.gateway().output();
  EXPECT_FALSE(events.next().has_value());
  EXPECT_TRUE(events.ended());
}

}  // namespace
}  // namespace luodi::test
