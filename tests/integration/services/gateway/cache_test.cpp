// Answers to reads come from the cache only while they hold.
#include <gtest/gtest.h>

#include <atomic>
#include <nlohmann/json.hpp>

#include "common/http/conditional.hpp"
#include "tests/integration/services/gateway/harness.hpp"

namespace luodi::test {
namespace {

using nlohmann::json;
constexpr const char* k_project = "/v1/projects/prj_1";

class Cache : public testing::Test {
 protected:
  Cache() {
    h.on(Fake::intake, [](const bus::Request& request) {
      bus::Reply reply(200, json{{"asked", request.operation}, {"org", request.actor.org}}.dump());
      reply.headers["ETag"] = "\"7\"";
      return reply;
    });
  }
  std::size_t asked() const { return h.heard("project.get").size(); }
  Harness h;
  HttpClient bureau = h.as("bureau");
  HttpClient park = h.as("park");
};

TEST_F(Cache, ASecondReadAsksNobody) {
  const auto first = bureau.get(k_project);
  const auto second = bureau.get(k_project);
  EXPECT_EQ(first.status, 200);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.header("etag").substr(0, 3), "\"7-");
  EXPECT_EQ(second.header("etag"), first.header("etag"));
  EXPECT_EQ(second.header("content-type"), "application/json");
  EXPECT_EQ(asked(), 1U);
}

TEST_F(Cache, NotModifiedWithAndWithoutTheCache) {
  const std::string tag = http::etag_of_body("\"7\"", R"({"asked":"project.get","org":""})");
  auto answer = bureau.get(k_project, {{"If-None-Match", tag}});
  EXPECT_EQ(answer.status, 304);
  EXPECT_EQ(answer.body, "");
  EXPECT_EQ(answer.header("etag"), tag);
  answer = bureau.get(k_project, {{"If-None-Match", "\"6\", " + tag}});
  EXPECT_EQ(answer.status, 304);
  EXPECT_EQ(bureau.get(k_project, {{"If-None-Match", "\"6\""}}).status, 200);
  EXPECT_EQ(asked(), 1U);
}

TEST_F(Cache, CallersOfAnotherClassAskForThemselves) {
  EXPECT_EQ(bureau.get(k_project).json()["org"], "");
  EXPECT_EQ(park.get(k_project).json()["org"], "MY-GX");
  EXPECT_EQ(h.as("park2").get(k_project).json()["org"], "MY-AN");
  EXPECT_EQ(bureau.get(k_project, {{"Accept-Language", "en"}}).status, 200);
  EXPECT_EQ(asked(), 4U);
}

TEST_F(Cache, ThePastIsAnotherServicesAnswer) {
  h.on(Fake::progress_monitor, [](const bus::Request& request) {
    return bus::Reply(200, json{{"past", request.query.at("as_of")}}.dump());
  });
  EXPECT_EQ(bureau.get(k_project).json()["asked"], "project.get");
  const std::string past = std::string(k_project) + "?as_of=2022-07-31";
  EXPECT_EQ(bureau.get(past).json()["past"], "2022-07-31");
  EXPECT_EQ(bureau.get(past).json()["past"], "2022-07-31");
  EXPECT_EQ(bureau.get(std::string(k_project) + "?as_of=2022-07-30").json()["past"], "2022-07-30");
  EXPECT_EQ(bureau.get(k_project).json()["asked"], "project.get");
  EXPECT_EQ(asked(), 3U) << "each question once";
}

TEST_F(Cache, AnEventOfTheProjectEndsIt) {
  bureau.get(k_project);
  const auto seq = h.commit("project", "prj_1", "MY-GX");
  ASSERT_TRUE(eventually([&] {
    bureau.get(k_project);
    return asked() == 2;
  }));
  EXPECT_GE(h.heard("project.get").back().min_sequence, seq);  // the fresh answer must include the event
  h.commit("project", "prj_2", "MY-GX");
  const auto last = h.commit("interview", "int_1", "MY-GX");
  bureau.get(k_project, {{"X-Luodi-Min-Sequence", std::to_string(last)}});
  const auto now = asked();
  ASSERT_TRUE(eventually([&] {
    const auto before = asked();
    bureau.get(k_project, {{"X-Luodi-Min-Sequence", std::to_string(last)}});
    return asked() == before;
  }));
  EXPECT_LE(asked() - now, 3U);
}

TEST_F(Cache, AnEventWhoseBellIsLostEndsItWithinTheTick) {
  bureau.get(k_project);
  h.commit("watch", "prj_1", "MY-GX", /*with_bell=*/false);
  EXPECT_TRUE(eventually(
      [&] {
        bureau.get(k_project);
        return asked() == 2;
      },
      std::chrono::milliseconds(3'000)));
}

TEST_F(Cache, AWriteThroughTheGatewayEndsItAtOnce) {
  bureau.get(k_project);
  bureau.get("/v1/projects");
  h.on(Fake::progress_monitor, [](const bus::Request&) {
    bus::Reply reply(200, "{}");
    reply.headers["X-Luodi-Sequence"] = "999";
    return reply;
  });
  EXPECT_EQ(park.post("/v1/projects/prj_1/landing", json::object(), {{"Idempotency-Key", "k"}}).status, 200);
  bureau.get(k_project);
  ASSERT_EQ(asked(), 2U);
  EXPECT_EQ(h.heard("project.get").back().min_sequence, 999);
  bureau.get("/v1/projects");
  EXPECT_EQ(h.heard("project.list").size(), 2U);
}

TEST_F(Cache, ListsEndWithAnyEvent) {
  bureau.get("/v1/projects?limit=5");
  bureau.get("/v1/projects?limit=5");
  EXPECT_EQ(h.heard("project.list").size(), 1U);
  h.commit("project", "prj_9", "MY-AN");
  EXPECT_TRUE(eventually([&] {
    bureau.get("/v1/projects?limit=5");
    return h.heard("project.list").size() == 2;
  }));
}

TEST_F(Cache, RefusalsAreNotKept) {
  h.on(Fake::intake, [](const bus::Request&) { return bus::Reply(404, R"({"code":"L1303","status":404})"); });
  EXPECT_EQ(bureau.get(k_project).status, 404);
  EXPECT_EQ(bureau.get(k_project).status, 404);
  EXPECT_EQ(asked(), 2U);
}

}  // namespace
}  // namespace luodi::test
