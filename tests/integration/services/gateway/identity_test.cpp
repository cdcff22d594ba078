// Signing in and out, expiry, lockout and accounts at the running gateway.
#include <gtest/gtest.h>

#include <regex>

#include <nlohmann/json.hpp>

#include "tests/integration/services/gateway/harness.hpp"

namespace luodi::test {
namespace {

using nlohmann::json;

HttpHeaders bearer(const std::string& token) {
  return {{"Authorization", "Bearer " + token}};
}

TEST(GatewayIdentity, SignInTellsTokenExpiryAndUser) {
  Harness h;
  const auto answer = h.sign_in("park", k_password);
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(answer.header("location"), "/v1/sessions/current");
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  const auto body = answer.json();
  EXPECT_EQ(body["token"].get<std::string>().size(), 43U);
  EXPECT_EQ(body["user"], (json{{"username", "park"}, {"roles", {"park"}}, {"org", "MY-GX"}}));
  EXPECT_TRUE(body["expires_at"].is_string());
  EXPECT_EQ(h.sign_in("park", "wrong").status, 401);
  EXPECT_EQ(h.sign_in("nobody", "wrong").status, 401);
  EXPECT_EQ(h.client().post("/v1/sessions", {{"username", "park"}}).status, 422);
  // Neither the token nor the password is anywhere in Redis or the log.
  const std::string everything = h.redis().dump() + h.gateway().output();
  EXPECT_EQ(everything.find(body["token"].get<std::string>()), std::string::npos);
  EXPECT_EQ(everything.find(k_password), std::string::npos);
  EXPECT_NE(everything.find("$argon2id$v=19$m=19456,t=2,p=1$"), std::string::npos);
}

TEST(GatewayIdentity, SignOutEndsTheSessionAtOnce) {
  Harness h;
  const auto token = h.token("park");
  EXPECT_EQ(h.client().get("/v1/me", bearer(token)).status, 200);
  EXPECT_EQ(h.client().remove("/v1/sessions/current", bearer(token)).status, 204);
  EXPECT_EQ(h.client().get("/v1/me", bearer(token)).status, 401);
  EXPECT_EQ(h.client().remove("/v1/sessions/current", bearer(token)).status, 401);
}

TEST(GatewayIdentity, IdleSessionsEndAndUsedOnesGoOn) {
  HarnessOptions options;
  options.settings = "[sessions]\nidle_ms = 600\n";
  Harness h(options);
  const auto used = h.token("park");
  const auto idle = h.token("bureau");
  const auto begun = std::chrono::steady_clock::now();
  ASSERT_TRUE(throughout([&] { return h.client().get("/v1/me", bearer(used)).status == 200; },
                         std::chrono::milliseconds(1'500)));
  EXPECT_GE(std::chrono::steady_clock::now() - begun, std::chrono::milliseconds(1'500));
  EXPECT_EQ(h.client().get("/v1/me", bearer(idle)).status, 401);
}

TEST(GatewayIdentity, SessionsEndAtTheirAbsoluteLimit) {
  HarnessOptions options;
  options.settings = "[sessions]\nabsolute_ms = 1000\n";
  Harness h(options);
  const auto token = h.token("park");
  EXPECT_EQ(h.client().get("/v1/me", bearer(token)).status, 200);
  EXPECT_TRUE(eventually([&] { return h.client().get("/v1/me", bearer(token)).status == 401; }));
}

TEST(GatewayIdentity, FiveFailuresLockTheName) {
  HarnessOptions options;
  options.settings = "[login]\nlock_ms = 2000\n";
  Harness h(options);
  for (int i = 0; i < 5; ++i)
    EXPECT_EQ(h.sign_in("park", "wrong").status, 401);
  const auto locked = h.sign_in("park", k_password);
  EXPECT_EQ(locked.status, 423);
  EXPECT_EQ(locked.json()["code"], "L1104");
  const auto told = locked.json()["detail"].get<std::string>();
  const std::regex until(
      "^连续失败次数过多，锁定至 (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d)（北京时间） / too many failures: locked until "
      "\\1");
  EXPECT_TRUE(std::regex_search(told, until)) << told;
  EXPECT_EQ(h.sign_in("bureau", k_password).status, 201);
  EXPECT_TRUE(eventually([&] { return h.sign_in("park", k_password).status == 201; }));
}

TEST(GatewayIdentity, TheSystemAdministratorMakesAndDisablesAccounts) {
  Harness h;
  auto admin = h.as("sysadmin");
  const json body = {{"username", "wang"}, {"password", "An0ther-pass"}, {"display_name", "王"}, {"roles", {"office"}},
                     {"org", "OFF-SZ"},    {"email", "wang@example.org"}};
  EXPECT_EQ(admin.post("/v1/accounts", body).status, 400);  // no key
  const auto unknown = admin.post("/v1/accounts", body, {{"Idempotency-Key", "a0"}});
  EXPECT_EQ(unknown.status, 422)
      << "an account of an office that nobody registered would see nothing and be told nothing";
  EXPECT_EQ(unknown.json()["errors"][0]["pointer"], "/org") << unknown.body;
  EXPECT_EQ(unknown.json()["errors"][0]["code"], "org_not_found") << unknown.body;
  h.register_office("OFF-SZ");  // without a bell: a refusal is judged on what the store holds by then
  EXPECT_EQ(admin.post("/v1/accounts?dry_run=true", body).json()["allowed"], true);
  const auto made = admin.post("/v1/accounts", body, {{"Idempotency-Key", "a1"}});
  ASSERT_EQ(made.status, 201) << made.body;
  EXPECT_EQ(made.header("location"), "/v1/accounts/wang");
  EXPECT_EQ(made.header("etag"), "\"1\"");
  EXPECT_FALSE(made.header("x-luodi-sequence").empty());
  EXPECT_EQ(made.body.find("An0ther-pass"), std::string::npos);
  const auto again = admin.post("/v1/accounts", body, {{"Idempotency-Key", "a1"}});
  EXPECT_EQ(again.status, 201);
  EXPECT_EQ(again.header("idempotency-replayed"), "true");
  EXPECT_EQ(admin.post("/v1/accounts", body, {{"Idempotency-Key", "a2"}}).status, 409);
  json other = body;
  other["org"] = "OFF-BJ";
  EXPECT_EQ(admin.post("/v1/accounts", other, {{"Idempotency-Key", "a1"}}).status, 422);

  const auto session = h.sign_in("wang", "An0ther-pass");
  ASSERT_EQ(session.status, 201);
  const auto token = session.json()["token"].get<std::string>();
  EXPECT_EQ(h.client().get("/v1/me", bearer(token)).json()["org"], "OFF-SZ");

  const auto list = admin.get("/v1/accounts?limit=2");
  EXPECT_EQ(list.json()["items"].size(), 2U);
  EXPECT_EQ(list.header("x-total-count"), "7");
  ASSERT_FALSE(list.header("link").empty());
  const auto next = list.header("link").substr(1, list.header("link").find('>') - 1);
  EXPECT_NE(admin.get(next).json()["items"][0]["username"], list.json()["items"][0]["username"]);

  EXPECT_EQ(admin.post("/v1/accounts/wang/disabling", {{"reason", "离职"}}, {{"Idempotency-Key", "d0"}}).status, 428);
  const auto disabled = admin.post("/v1/accounts/wang/disabling", {{"reason", "离职"}},
                                   {{"Idempotency-Key", "d1"}, {"If-Match", "\"1\""}});
  EXPECT_EQ(disabled.status, 200) << disabled.body;
  EXPECT_EQ(disabled.json()["disabled"], true);
  EXPECT_EQ(h.client().get("/v1/me", bearer(token)).status, 401);
  EXPECT_EQ(h.sign_in("wang", "An0ther-pass").status, 401);
  const std::string everything = h.redis().dump() + h.gateway().output();
  EXPECT_EQ(everything.find("An0ther-pass"), std::string::npos);
}

TEST(GatewayIdentity, AccountsThatBreakTheRulesAreRefusedWithPointers) {
  Harness h;
  auto admin = h.as("sysadmin");
  auto pointer = [&](const json& changes) {
    json body = {{"username", "wang"}, {"password", "An0ther-pass"}, {"roles", {"bureau"}}};
    body.update(changes);
    const auto answer = admin.post("/v1/accounts", body, {{"Idempotency-Key", "k"}});
    EXPECT_EQ(answer.status, 422) << answer.body;
    const auto problem = answer.json();
    return problem.contains("errors") ? problem["errors"][0].value("pointer", "") : std::string("none");
  };
  EXPECT_EQ(pointer({{"password", "short1A"}}), "/password");
  EXPECT_EQ(pointer({{"username", "Wang Li"}}), "/username");
  EXPECT_EQ(pointer({{"username", "system"}}), "/username");
  EXPECT_EQ(pointer({{"roles", {"sysadmin", "auditor"}}}), "/roles");
  EXPECT_EQ(pointer({{"roles", {"mayor"}}}), "/roles/0");
  EXPECT_EQ(pointer({{"roles", {"park"}}}), "/org");
  EXPECT_EQ(pointer({{"admin", true}}), "/admin");
  for (const char* no_address : {"nobody", "a@", "@b.cn", "a@b@c.cn", "a b@c.cn", "a@b.cn\r\nBcc: c@d.cn", "a@b.cn\n"})
    EXPECT_EQ(pointer({{"email", no_address}}), "/email") << no_address;
}

}  // namespace
}  // namespace luodi::test
