// The change feed and the event streams at the running gateway: filter, resume, live, reset; and the virtual clock.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/integration/services/gateway/harness.hpp"

namespace luodi::test {
namespace {

using nlohmann::json;

class Feed : public testing::Test {
 protected:
  EventStreamReader listen(const std::string& user, const std::string& last_id = {}) {
    HttpHeaders headers = {{"Authorization", "Bearer " + h.token(user)}};
    if (!last_id.empty()) headers.emplace_back("Last-Event-ID", last_id);
    return EventStreamReader(h.port(), "/v1/events", headers);
  }
  Harness h{[] {
    HarnessOptions options;
    options.settings = "[limits]\nstream_ping_ms = 100\n";
    return options;
  }()};
};

TEST_F(Feed, AParkPullsItsOwnChangesOnly) {
  const auto first = h.commit("project", "prj_1", "MY-GX");
  h.commit("project", "prj_2", "MY-AN");
  const auto third = h.commit("project", "prj_3", "MY-AN,MY-GX");
  const auto page = h.as("park").get("/v1/changes?after=0&limit=500").json();
  ASSERT_EQ(page["items"].size(), 2U) << page.dump();
  EXPECT_EQ(page["items"][0]["subject"], "prj_1");
  EXPECT_EQ(page["items"][0].value("sequence", ""), std::to_string(first));
  EXPECT_EQ(page["items"][1].value("sequence", ""), std::to_string(third));
  EXPECT_EQ(page["next_after"], third);
  EXPECT_EQ(page["head"], third);
  EXPECT_EQ(h.as("bureau").get("/v1/changes").json()["items"].size(), 3U);
  // The six accounts are events too, for the administrators; the auditor sees both.
  EXPECT_EQ(h.as("sysadmin").get("/v1/changes").json()["items"].size(), 6U);
  EXPECT_EQ(h.as("auditor").get("/v1/changes").json()["items"].size(), 9U);
  EXPECT_EQ(h.as("park").get("/v1/changes?after=-1").status, 400);
  EXPECT_EQ(h.as("park").get("/v1/changes?limit=501").status, 400);
  EXPECT_EQ(h.as("park").get("/v1/changes?after=" + std::to_string(third)).status, 200);
  const auto beyond = h.as("park").get("/v1/changes?after=99999999");
  EXPECT_EQ(beyond.status, 400);
  const auto many = h.as("park").get("/v1/changes?limit=501").json();
  EXPECT_EQ(beyond.json()["code"], many["code"]);
  EXPECT_EQ(many["errors"][0]["parameter"], "limit") << many;
  EXPECT_NE(beyond.body.find("after=" + std::to_string(third)), std::string::npos) << beyond.body;
  EXPECT_EQ(h.as("park").get("/v1/changes?since=1").status, 400);
}

TEST_F(Feed, AStreamResumesAfterItsLastIdAndGoesOnLive) {
  const auto first = h.commit("project", "prj_1", "MY-GX");
  const auto second = h.commit("project", "prj_2", "MY-GX");
  h.commit("project", "prj_3", "MY-AN");
  auto events = listen("park", std::to_string(first));
  ASSERT_EQ(events.status(), 200);
  EXPECT_EQ(events.head().header("content-type"), "text/event-stream");
  EXPECT_EQ(events.head().header("cache-control"), "no-store");
  auto event = events.next();
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->id, std::to_string(second));
  EXPECT_EQ(event->event, "cn.luodi.project.changed.v1");
  EXPECT_EQ(json::parse(event->data).value("sequence", ""), std::to_string(second));
  h.commit("project", "prj_4", "MY-AN");
  const auto fifth = h.commit("project", "prj_5", "MY-GX");
  event = events.next();
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->id, std::to_string(fifth));
}

TEST_F(Feed, AnEventWhoseBellIsLostStillComes) {
  auto events = listen("bureau");
  ASSERT_EQ(events.status(), 200);
  const auto seq = h.commit("project", "prj_1", "MY-GX", /*with_bell=*/false);
  const auto event = events.next();
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->id, std::to_string(seq));
}

TEST_F(Feed, EveryEventComesOnceAcrossReconnections) {
  std::string last = "0";
  std::vector<std::string> got;
  for (int round = 0; round < 5; ++round) {
    auto events = listen("bureau", last);
    for (int i = 0; i < 4; ++i)
      h.commit("project", "prj_" + std::to_string(round * 4 + i), "MY-GX");
    for (int i = 0; i < 4; ++i) {
      const auto event = events.next();
      ASSERT_TRUE(event.has_value());
      got.push_back(json::parse(event->data)["subject"]);
      last = event->id;
    }
  }
  for (int i = 0; i < 20; ++i)
    EXPECT_EQ(got[static_cast<std::size_t>(i)], "prj_" + std::to_string(i));
}

TEST_F(Feed, AnIdAheadOfTheLogMeansReset) {
  auto events = listen("bureau", "1000000");
  const auto event = events.next();
  ASSERT_TRUE(event.has_value());
  EXPECT_EQ(event->event, "reset");
  EXPECT_EQ(json::parse(event->data)["head"], event->id);
  EXPECT_EQ(listen("bureau", "x").status(), 400);
}

TEST_F(Feed, SilenceIsFilledWithPingsAndSignOutEndsTheStream) {
  auto events = listen("park");
  const auto ping = events.next(k_http_limit, /*with_comments=*/true);
  ASSERT_TRUE(ping.has_value());
  EXPECT_EQ(ping->comment, "ping");
  EXPECT_EQ(h.as("park").remove("/v1/sessions/current").status, 204);
  EXPECT_FALSE(events.next().has_value());
  EXPECT_TRUE(events.ended());
}

TEST(VirtualClock, MovesForwardOnlyIsToldToServicesAndSurvivesARestart) {
  HarnessOptions options;
  options.virtual_clock = true;
  Harness h(options);
  auto bureau = h.as("bureau");
  const std::string noon = "2022-07-31T12:00:00+08:00";
  EXPECT_EQ(h.as("park").post("/v1/clock", {{"now", noon}}).status, 403);
  EXPECT_EQ(bureau.post("/v1/clock", {{"now", "noon"}}).status, 422);
  for (const auto* far : {"2101-01-01T00:00:00+08:00", "9999-12-31T23:59:59+08:00"}) {
    const auto refused = bureau.post("/v1/clock", {{"now", far}});
    EXPECT_EQ(refused.status, 422) << far;
    EXPECT_EQ(refused.json()["errors"][0]["pointer"], "/now");
  }
  const auto moved = bureau.post("/v1/clock", {{"now", noon}});
  ASSERT_EQ(moved.status, 200) << moved.body;
  EXPECT_EQ(moved.json(), (json{{"now", noon}, {"virtual", true}}));
  EXPECT_EQ(bureau.post("/v1/clock", {{"now", "2022-07-31T11:59:59+08:00"}}).status, 409);
  EXPECT_EQ(bureau.post("/v1/clock", {{"now", noon}}).status, 200);
  bureau.get("/v1/parks");
  ASSERT_TRUE(h.heard("park.list").back().now.has_value());
  EXPECT_EQ(h.heard("park.list").back().now->str(), noon);
  h.gateway().kill_hard();
  h.gateway().wait();
  h.start_gateway();
  EXPECT_EQ(h.as("bureau").get("/v1/clock").json()["now"], noon);
}

}  // namespace
}  // namespace luodi::test
