// Every convention of the interface at the real gateway, the real bus and a real Redis, with scripted services.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <nlohmann/json.hpp>

#include "tests/integration/services/gateway/harness.hpp"
#include "tests/support/http_client/connection.hpp"

namespace luodi::test {
namespace {

using nlohmann::json;

constexpr const char* k_project = "/v1/projects/prj_1";
constexpr const char* k_landing = "/v1/projects/prj_1/landing";

bus::Reply refusal(int status, const char* code, const char* name) {
  return bus::Reply(status, json{{"type", "https://luodi.example/problems/x"},
                                 {"title", "t"},
                                 {"status", status},
                                 {"code", code},
                                 {"name", name},
                                 {"errors", json::array({{{"pointer", "/landed_on"}, {"code", "required"}}})}}
                                .dump());
}

void expect_problem(const HttpResponse& answer, int status, const std::string& code) {
  EXPECT_EQ(answer.status, status) << answer.body << answer.error;
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  const auto body = answer.json();
  ASSERT_TRUE(body.is_object()) << answer.body;
  EXPECT_EQ(body.value("code", ""), code) << answer.body;
  EXPECT_EQ(body.value("status", 0), status);
  EXPECT_FALSE(body.value("title", "").empty());
  EXPECT_TRUE(body.value("type", "").starts_with("https://")) << answer.body;
  EXPECT_EQ(body.value("trace_id", ""), answer.header("x-trace-id"));
  EXPECT_EQ(answer.header("cache-control"), "no-store");
  EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
}

class Conventions : public testing::Test {
 protected:
  static void SetUpTestSuite() { h = new Harness(); }
  static void TearDownTestSuite() {
    delete h;
    h = nullptr;
  }
  static Harness* h;
  HttpClient park = h->as("park");
  HttpClient bureau = h->as("bureau");
};
Harness* Conventions::h = nullptr;

TEST_F(Conventions, WithoutASession401) {
  auto nobody = h->client();
  auto answer = nobody.get("/v1/projects");
  expect_problem(answer, 401, "L1101");
  EXPECT_EQ(answer.header("www-authenticate"), "Bearer realm=\"luodi\"");
  answer = nobody.get("/v1/projects", {{"Authorization", "Bearer " + std::string(43, 'A')}});
  expect_problem(answer, 401, "L1101");
  EXPECT_NE(answer.header("www-authenticate").find("invalid_token"), std::string::npos);
  expect_problem(nobody.get("/v1/projects", {{"Authorization", "Basic eDp5"}}), 401, "L1101");
  EXPECT_TRUE(h->heard("project.list").empty());
}

TEST_F(Conventions, WithAnotherRole403) {
  expect_problem(h->as("sysadmin").get("/v1/projects"), 403, "L1102");
  expect_problem(bureau.post(k_landing, json::object(), {{"Idempotency-Key", "k"}}), 403, "L1102");
  expect_problem(park.get("/v1/accounts"), 403, "L1102");
}

TEST_F(Conventions, UnknownRoute404) {
  auto answer = park.get("/v1/nowhere");
  expect_problem(answer, 404, "L1302");
  EXPECT_EQ(answer.json()["instance"], "/v1/nowhere");
  expect_problem(park.get("/metrics"), 404, "L1302");
  expect_problem(park.get("/v1/projects/prj_1/"), 404, "L1302");
}

TEST_F(Conventions, AnUnknownMethodIsAProblemWithAllowOnEveryPath) {
  for (const std::string path : {"/v1/projects", "/no/such/path"}) {
    Connection connection("127.0.0.1", h->port());
    ASSERT_TRUE(connection.send("BREW " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    const auto answer = connection.read_until_closed();
    EXPECT_NE(answer.find("HTTP/1.1 501"), std::string::npos) << answer;
    EXPECT_NE(answer.find("Allow: GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"), std::string::npos) << answer;
    EXPECT_NE(answer.find("application/problem+json"), std::string::npos) << answer;
  }
}

TEST_F(Conventions, AnotherMethod405WithAllow) {
  auto answer = park.remove("/v1/projects");
  expect_problem(answer, 405, "L1006");
  EXPECT_EQ(answer.header("allow"), "GET, HEAD, POST");
  answer = park.get(k_landing);
  EXPECT_EQ(answer.status, 405);
  EXPECT_EQ(answer.header("allow"), "POST");
}

TEST_F(Conventions, AnotherFormat406) {
  expect_problem(park.get(k_project, {{"Accept", "text/html"}}), 406, "L1015");
  EXPECT_EQ(park.get(k_project, {{"Accept", "application/*"}}).status, 200);
}

TEST_F(Conventions, TooLarge413) {
  const json body = {{"text", std::string(70'000, 'x')}};
  const auto told = park.post(k_landing, body, {{"Idempotency-Key", "k"}}).json()["detail"].get<std::string>();
  EXPECT_TRUE(told.starts_with("请求体超过上限 65536 字节 / the request body exceeds 65536 bytes。下一步：")) << told;
  expect_problem(
      [&] {
        auto answer = park.post(k_landing, body, {{"Idempotency-Key", "k"}});
        answer.headers.emplace_back("x-trace-id",
                                    answer.json().value("trace_id", ""));  // refused before a trace begins
        answer.headers.emplace_back("x-content-type-options", "nosniff");
        return answer;
      }(),
      413, "L1003");
}

TEST_F(Conventions, AnotherMediaType415) {
  expect_problem(park.request("POST", k_landing, {{"Idempotency-Key", "k"}, {"Content-Type", "text/plain"}}, "{}"), 415,
                 "L1004");
}

TEST_F(Conventions, BrokenJson400) {
  expect_problem(
      park.request("POST", k_landing, {{"Idempotency-Key", "k"}, {"Content-Type", "application/json"}}, "{\"a\":"), 400,
      "L1002");
}

TEST_F(Conventions, UnknownParameter400) {
  expect_problem(park.get("/v1/projects?stag=lead"), 400, "L1005");
}

TEST_F(Conventions, CommandWithoutIdempotencyKey400) {
  const auto before = h->heard("project.landing").size();
  const auto refused = park.post(k_landing, json::object());
  expect_problem(refused, 400, "L1009");
  EXPECT_EQ(refused.json()["errors"][0]["parameter"], "Idempotency-Key");
  EXPECT_EQ(h->heard("project.landing").size(), before);
}

TEST_F(Conventions, ARefusalOfTheServicePassesWithPathAndTrace) {
  for (const auto& [status, code, name] : std::vector<std::tuple<int, const char*, const char*>>{
           {422, "L1001", "invalid_body"}, {428, "L1201", "precondition_required"}, {412, "L1202", "stale_version"}}) {
    h->on(Fake::progress_monitor, [=](const bus::Request&) { return refusal(status, code, name); });
    const auto answer = park.post(k_landing, json::object(), {{"Idempotency-Key", "k"}});
    expect_problem(answer, status, code);
    EXPECT_EQ(answer.json()["instance"], k_landing);
    EXPECT_EQ(answer.json()["errors"][0]["pointer"], "/landed_on");
  }
}

TEST_F(Conventions, AServiceThatAnswersNonsenseIs500) {
  h->on(Fake::progress_monitor, [](const bus::Request&) { return bus::Reply(500, "not json"); });
  expect_problem(park.post(k_landing, json::object(), {{"Idempotency-Key", "k"}}), 500, "L1599");
}

TEST_F(Conventions, TheServiceHearsWhoAsksForWhatAndUntilWhen) {
  h->on(Fake::progress_monitor, [](const bus::Request&) {
    bus::Reply reply(201, R"({"stage":"landed"})");
    reply.headers = {
        {"ETag", "\"8\""}, {"Location", "/v1/x"}, {"X-Luodi-Sequence", "0"}, {"Idempotency-Replayed", "true"}};
    return reply;
  });
  const auto answer = park.post(std::string(k_landing) + "?dry_run=false", {{"landed_on", "2022-05-25"}},
                                {{"Idempotency-Key", "key-1"},
                                 {"If-Match", "\"7\""},
                                 {"X-Luodi-Min-Sequence", "0"},
                                 {"Accept-Language", "en"},
                                 {"traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}});
  EXPECT_EQ(answer.status, 201) << answer.body;
  EXPECT_EQ(answer.header("etag"), "\"8\"");
  EXPECT_EQ(answer.header("location"), "/v1/x");
  EXPECT_EQ(answer.header("idempotency-replayed"), "true");
  EXPECT_EQ(answer.header("x-trace-id"), "0af7651916cd43dd8448eb211c80319c");
  const auto request = h->heard("project.landing").back();
  EXPECT_EQ(request.actor.username, "park");
  EXPECT_EQ(request.actor.org, "MY-GX");
  ASSERT_EQ(request.actor.roles.size(), 1U);
  EXPECT_EQ(request.actor.roles[0], Role::park);
  EXPECT_EQ(request.params.at("id"), "prj_1");
  EXPECT_EQ(request.body, R"({"landed_on":"2022-05-25"})");
  EXPECT_EQ(request.if_match, 7);
  EXPECT_EQ(request.language, "en");
  EXPECT_EQ(request.city, "510700");
  EXPECT_FALSE(request.dry_run);
  EXPECT_FALSE(request.now.has_value());
  EXPECT_TRUE(request.traceparent.starts_with("00-0af7651916cd43dd8448eb211c80319c-"));
  EXPECT_GT(request.deadline_ms, 1'600'000'000'000);
}

TEST_F(Conventions, ScopesFollowCallerPathAndKey) {
  h->on(Fake::progress_monitor, nullptr);
  auto scope = [&](HttpClient& who, const std::string& path, const std::string& key, const json& body) {
    who.post(path, body, {{"Idempotency-Key", key}});
    const auto request = h->heard().back();
    EXPECT_FALSE(request.idempotency_scope.empty());
    return std::pair(request.idempotency_scope, request.idempotency_fingerprint);
  };
  auto other = h->as("park2");
  const auto base = scope(park, k_landing, "k1", {{"a", 1}});
  EXPECT_EQ(scope(park, k_landing, "k1", {{"a", 1}}), base);
  EXPECT_EQ(scope(park, k_landing, "k1", {{"a", 2}}).first, base.first);
  EXPECT_NE(scope(park, k_landing, "k1", {{"a", 2}}).second, base.second);
  EXPECT_NE(scope(park, k_landing, "k2", {{"a", 1}}).first, base.first);
  EXPECT_NE(scope(park, "/v1/projects/prj_2/landing", "k1", {{"a", 1}}).first, base.first);
  EXPECT_NE(scope(other, k_landing, "k1", {{"a", 1}}).first, base.first);
}

TEST_F(Conventions, ADryRunIsToldToTheService) {
  h->on(Fake::progress_monitor,
        [](const bus::Request&) { return bus::Reply(200, R"({"allowed":false,"missing":[]})"); });
  const auto answer = park.post(std::string(k_landing) + "?dry_run=true", json::object());
  EXPECT_EQ(answer.status, 200) << answer.body;
  const auto request = h->heard("project.landing").back();
  EXPECT_TRUE(request.dry_run);
  EXPECT_EQ(request.idempotency_scope, "");
}

TEST_F(Conventions, AListNamesItsNextPage) {
  h->on(Fake::intake, [](const bus::Request&) {
    bus::Reply reply(200, R"({"items":[{"id":"prj_1"}],"next":"abc="})");
    reply.headers["X-Total-Count"] = "7";
    return reply;
  });
  const auto answer = bureau.get("/v1/projects?limit=1&q=%E7%BB%B5");
  EXPECT_EQ(answer.header("link"), "</v1/projects?limit=1&q=%E7%BB%B5&cursor=abc%3D>; rel=\"next\"");
  EXPECT_EQ(answer.header("x-total-count"), "7");
}

TEST_F(Conventions, HeadIsGetWithoutBody) {
  h->on(Fake::intake, nullptr);
  const auto answer = bureau.request("HEAD", "/v1/projects/prj_77");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(answer.header("content-type"), "application/json");
}

TEST_F(Conventions, TheContractIsServed) {
  const auto answer = h->client().get("/openapi.json");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.json()["openapi"], "3.1.0");
}

TEST_F(Conventions, MeTellsWhoIAm) {
  auto me = park.get("/v1/me").json();
  const auto rights = me["rights"];
  me.erase("rights");
  EXPECT_EQ(me, (json{{"username", "park"}, {"roles", {"park"}}, {"org", "MY-GX"}}));
  const json sign{{"method", "POST"}, {"path", "/v1/projects/{id}/signing"}, {"title", "签约"}};
  EXPECT_NE(std::find(rights.begin(), rights.end(), sign), rights.end()) << rights;
  const auto paths = [&](const std::string& path) {
    return std::count_if(rights.begin(), rights.end(), [&](const json& right) { return right["path"] == path; });
  };
  EXPECT_EQ(paths("/v1/projects"), 2) << "read and register";
  EXPECT_EQ(paths("/v1/projects/{id}/allocation"), 0) << "the bureau's";
  EXPECT_EQ(paths("/v1/accounts"), 0);
}

TEST_F(Conventions, WhoIsNotSignedInOrNotThereIsToldWhatToDo) {
  const auto nobody = h->client().get("/v1/projects").json();
  EXPECT_NE(nobody["detail"].get<std::string>().find("POST /v1/sessions"), std::string::npos) << nobody;
  const auto nowhere = park.get("/v1/nowhere").json();
  EXPECT_NE(nowhere["detail"].get<std::string>().find("GET /openapi.json"), std::string::npos) << nowhere;
  const auto hidden = bureau.get("/v1/accounts/acc_0").json();
  EXPECT_NE(hidden["detail"].get<std::string>().find("GET /v1/me"), std::string::npos) << hidden;
}

TEST_F(Conventions, AnswersSayInWhichLanguageTheySpeak) {
  h->on(Fake::intake, nullptr);
  for (const char* language : {"zh", "en"}) {
    for (const auto& answer : {bureau.get("/v1/me", {{"Accept-Language", language}}),
                               bureau.get("/v1/nowhere", {{"Accept-Language", language}})}) {
      EXPECT_EQ(answer.header("content-language"), language);
      EXPECT_EQ(answer.header("vary"), "Accept-Language");
    }
    const auto same = bureau.get("/v1/projects/prj_77", {{"Accept-Language", language}});
    EXPECT_EQ(same.header("content-language"), "") << "the same for everybody";
    EXPECT_EQ(same.header("vary"), "");
  }
}

TEST_F(Conventions, EachBodyOfAVersionHasATagOfItsOwnAndAConditionOnAChangeTakesEither) {
  h->on(Fake::intake, [](const bus::Request& request) {
    bus::Reply reply(200, json{{"language", request.language}}.dump());
    reply.headers["ETag"] = "\"7\"";
    if (request.operation == "project.get") reply.headers["Content-Language"] = request.language;
    return reply;
  });
  const auto read = [&](const char* language, const std::string& known = {}) {
    HttpHeaders headers{{"Accept-Language", language}};
    if (!known.empty()) headers.push_back({"If-None-Match", known});
    return bureau.get("/v1/projects/prj_78", std::move(headers));
  };
  const std::string zh(read("zh").header("etag"));
  const std::string en(read("en").header("etag"));
  EXPECT_EQ(zh.substr(0, 3), "\"7-");
  EXPECT_NE(zh, en);
  EXPECT_EQ(read("en").header("vary"), "Accept-Language");
  for (int again = 0; again < 2; ++again) {  // the second time from the cache
    EXPECT_EQ(read("en", en).status, 304);
    EXPECT_EQ(read("zh", zh).status, 304);
    EXPECT_EQ(read("zh", zh).header("etag"), zh);
    EXPECT_EQ(read("en", zh).status, 200) << "the Chinese body is another one";
    EXPECT_EQ(read("zh", "\"7\"").status, 200) << "what a change answered is the tag of no body";
  }
  for (const auto& tag : {std::string("\"7\""), zh, en}) {
    const auto changed = park.post("/v1/projects/prj_78/signing", json::object(),
                                   {{"If-Match", tag}, {"Idempotency-Key", "either-" + tag.substr(1, tag.size() - 2)}});
    EXPECT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.header("etag"), "\"7\"");
    EXPECT_EQ(h->heard("project.signing").back().if_match, 7) << tag;
  }
}

// The same version on another day, or of another reader: nothing may hide a light that has changed.
TEST_F(Conventions, AnotherBodyOfTheSameVersionIsSentInFull) {
  std::atomic<bool> red = false;
  h->on(Fake::intake, [&red](const bus::Request& request) {
    bus::Reply reply(200, json{{"light", red ? "red" : "yellow"}, {"org", request.actor.org}}.dump());
    reply.headers["ETag"] = "\"7\"";
    return reply;
  });
  const std::string yellow(bureau.get("/v1/projects/prj_79").header("etag"));
  EXPECT_EQ(park.get("/v1/projects/prj_79", {{"If-None-Match", yellow}}).status, 200);
  red = true;
  HttpHeaders known{{"If-None-Match", yellow}};
  known.push_back({"X-Luodi-Min-Sequence", std::to_string(h->commit("watch", "prj_79", "MY-GX"))});
  const auto later = bureau.get("/v1/projects/prj_79", std::move(known));
  EXPECT_EQ(later.status, 200);
  EXPECT_EQ(later.json()["light"], "red");
  EXPECT_NE(later.header("etag"), yellow);
}

TEST_F(Conventions, ProbesAndMetrics) {
  EXPECT_EQ(h->client().get("/livez").status, 200);
  const auto ready = h->client().get("/readyz");
  EXPECT_EQ(ready.status, 200) << ready.body;
  EXPECT_EQ(ready.body.find("redis"), std::string::npos);  // details are for the internal listener
  HttpClient internal(h->internal_port());
  EXPECT_NE(internal.get("/readyz?verbose").body.find("[+]redis ok"), std::string::npos);
  const auto metrics = internal.get("/metrics").body;
  EXPECT_NE(metrics.find("luodi_http_request_duration_seconds_count{code=\"200\",method=\"GET\",route=\"/livez\"}"),
            std::string::npos);
  EXPECT_NE(metrics.find("luodi_gateway_cache_hits_total"), std::string::npos);
}

TEST_F(Conventions, TheClockStandsStillForNobody) {
  const auto clock = park.get("/v1/clock").json();
  EXPECT_EQ(clock["virtual"], false);
  expect_problem(bureau.post("/v1/clock", {{"now", "2030-01-01T00:00:00+08:00"}}), 404, "L1302");
}

}  // namespace
}  // namespace luodi::test
