// Who sees which event, the form of a feed item, and the public side of the stream over the memory store.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <nlohmann/json.hpp>

#include "common/store/memory/memory_store.hpp"
#include "services/gateway/event_hub.hpp"
#include "services/gateway/visibility.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::gateway {
namespace {

using test::run_task;

Actor actor(Role role, std::string org = {}) {
  Actor out;
  out.username = "somebody";
  out.roles = {role};
  out.org = std::move(org);
  return out;
}

std::string event_text(const std::string& kind, const std::string& subject, const std::string& parties) {
  return nlohmann::json{{"specversion", "1.0"},
                        {"id", "e-" + subject},
                        {"type", "cn.luodi." + kind + ".changed.v1"},
                        {"subject", subject},
                        {"parties", parties}}
      .dump();
}

class Ears : public http::EventStream {
 public:
  bool push(std::string chunk) override {
    text += chunk;
    return !gone;
  }
  void close() override { closed = true; }
  std::string text;
  bool closed = false;
  bool gone = false;
};

TEST(Visibility, CityLevelRolesSeeEveryProject) {
  for (Role role :
       {Role::bureau, Role::committee, Role::reviewer, Role::leader, Role::finance, Role::auditor, Role::portal})
    EXPECT_TRUE(sees_event(actor(role), "project", "MY-GX")) << role_text(role);
  EXPECT_FALSE(sees_event(actor(Role::sysadmin), "project", "MY-GX"));
  EXPECT_FALSE(sees_event(actor(Role::secadmin), "project", ""));
}

TEST(Visibility, OrganisationsSeeWhatTheyArePartyTo) {
  EXPECT_TRUE(sees_event(actor(Role::park, "MY-GX"), "project", "MY-GX,OFF-SZ"));
  EXPECT_TRUE(sees_event(actor(Role::office, "OFF-SZ"), "project", "MY-GX,OFF-SZ"));
  EXPECT_FALSE(sees_event(actor(Role::park, "MY-G"), "project", "MY-GX,OFF-SZ"));
  EXPECT_FALSE(sees_event(actor(Role::park, "MY-GX,OFF-SZ"), "project", "MY-GX,OFF-SZ"));
  EXPECT_FALSE(sees_event(actor(Role::park, ""), "project", ""));
  EXPECT_FALSE(sees_event(actor(Role::park, ""), "project", ",MY-GX"));
}

TEST(Visibility, WhatNamesPersonsIsNotForReviewersAndPortals) {
  for (const char* kind : {"referral", "award_run", "talent_card", "notification"}) {
    for (Role role : {Role::bureau, Role::committee, Role::leader, Role::finance, Role::auditor})
      EXPECT_TRUE(sees_event(actor(role), kind, "OFF-SZ")) << kind << role_text(role);
    for (Role role : {Role::reviewer, Role::portal, Role::sysadmin, Role::secadmin})
      EXPECT_FALSE(sees_event(actor(role, "OFF-SZ"), kind, "OFF-SZ")) << kind << role_text(role);
  }
  EXPECT_TRUE(sees_event(actor(Role::referrer, "OFF-SZ"), "referral", "OFF-SZ"));
  EXPECT_FALSE(sees_event(actor(Role::referrer, "OFF-BJ"), "referral", "OFF-SZ"));
  EXPECT_FALSE(sees_event(actor(Role::referrer, "OFF-SZ"), "award_run", "OFF-SZ"));
  EXPECT_FALSE(sees_event(actor(Role::referrer, "OFF-SZ"), "talent_card", "OFF-SZ"));
  EXPECT_TRUE(sees_event(actor(Role::office, "OFF-SZ"), "notification", "OFF-SZ")) << "what was sent to it";
  EXPECT_TRUE(sees_event(actor(Role::park, "MY-GX"), "talent_card", "MY-GX,OFF-SZ")) << "who accompanies the project";
  EXPECT_FALSE(sees_event(actor(Role::park, "MY-JK"), "talent_card", "MY-GX,OFF-SZ"));
  EXPECT_FALSE(sees_event(actor(Role::park, "MY-GX"), "referral", "MY-GX"));
}

TEST(Visibility, AccountsAreForTheThreeAdministrators) {
  for (const auto& [role, name] : k_role_names) {
    const bool administrator = role == Role::sysadmin || role == Role::secadmin || role == Role::auditor;
    EXPECT_EQ(sees_event(actor(role, "MY-GX"), "account", "MY-GX"), administrator) << name;
  }
}

TEST(Visibility, ClassesDifferByRolesAndOrganisation) {
  EXPECT_NE(visibility_class(actor(Role::park, "A")), visibility_class(actor(Role::park, "B")));
  EXPECT_NE(visibility_class(actor(Role::park, "A")), visibility_class(actor(Role::office, "A")));
  Actor both = actor(Role::bureau);
  both.roles = {Role::bureau, Role::reviewer};
  Actor other = actor(Role::bureau);
  other.roles = {Role::reviewer, Role::bureau};
  EXPECT_EQ(visibility_class(both), visibility_class(other));
}

TEST(FeedItem, CarriesItsSequenceAsText) {
  const auto item = read_feed_item(42, event_text("project", "prj_1", "MY-GX"));
  ASSERT_TRUE(item.has_value());
  EXPECT_EQ(item->kind, "project");
  EXPECT_EQ(item->subject, "prj_1");
  EXPECT_EQ(item->parties, "MY-GX");
  EXPECT_EQ(nlohmann::json::parse(item->json)["sequence"], "42");
  EXPECT_EQ(server_sent(*item).substr(0, 44), "id: 42\nevent: cn.luodi.project.changed.v1\nda");
  EXPECT_EQ(server_sent(*item).find('\n', 60), server_sent(*item).size() - 2);  // the data are one line
}

TEST(FeedItem, IsNothingForForeignText) {
  for (const auto* text : {"", "no json", "[]", "{}", R"({"type":"other.project.x"})", R"({"type":"cn.luodi.x"})"})
    EXPECT_FALSE(read_feed_item(1, text).has_value()) << text;
}

class EventHubTest : public testing::Test {
 protected:
  void commit(const std::string& kind, const std::string& subject, const std::string& parties) {
    store::UnitOfWork work("510700");
    work.append("e-" + subject + std::to_string(++count_), event_text(kind, subject, parties));
    const auto result = run_task(io_, store_.commit(std::move(work)));
    ASSERT_TRUE(std::holds_alternative<store::Committed>(result));
  }
  void tell_all() {
    const auto events = run_task(io_, store_.read_events(told_, 500));
    for (const auto& event : *events) {
      hub_.on_event(event);
      told_ = event.at.seq;
    }
  }
  nlohmann::json changes(const Actor& who, std::int64_t after, std::optional<std::int64_t> limit = {}) {
    const auto page = run_task(io_, hub_.changes(who, after, limit));
    EXPECT_TRUE(page.has_value());
    return nlohmann::json::parse(*page);
  }
  std::shared_ptr<Ears> listen(const Actor& who, std::optional<std::int64_t> after) {
    auto ears = std::make_shared<Ears>();
    auto still = [this, who]() -> store::Task<std::optional<Actor>> {
      if (!valid_) co_return std::nullopt;
      co_return who;
    };
    hub_.stream(ears, who, after, still);
    io_.restart();
    io_.run();
    return ears;
  }
  static int count(const std::string& text, const std::string& part) {
    int n = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
      ++n;
    return n;
  }

  boost::asio::io_context io_{1};
  store::memory::MemoryStore store_{"510700"};
  HubLimits limits_ = [] {
    HubLimits limits;
    limits.ping_ms = 1;
    limits.max_streams = 2;
    return limits;
  }();
  EventHub hub_{io_, store_, limits_};
  bool valid_ = true;
  std::int64_t told_ = 0;
  int count_ = 0;
};

TEST_F(EventHubTest, ChangesArePagedByWhatWasLookedAt) {
  for (int i = 0; i < 10; ++i)
    commit("project", "prj_" + std::to_string(i), i % 2 == 0 ? "MY-GX" : "MY-AN");
  const auto first = changes(actor(Role::park, "MY-GX"), 0, 3);
  ASSERT_EQ(first["items"].size(), 3U);
  EXPECT_EQ(first["items"][2]["subject"], "prj_4");
  EXPECT_EQ(first["next_after"], 5);
  EXPECT_EQ(first["head"], 10);
  const auto second = changes(actor(Role::park, "MY-GX"), 5, 3);
  EXPECT_EQ(second["items"].size(), 2U);
  EXPECT_EQ(second["next_after"], 10);
  EXPECT_EQ(changes(actor(Role::park, "MY-GX"), 10)["items"].size(), 0U);
  EXPECT_EQ(changes(actor(Role::bureau), 0)["items"].size(), 10U);
  EXPECT_EQ(changes(actor(Role::park, "MY-XX"), 0)["next_after"], 10);
}

TEST_F(EventHubTest, ChangesBeyondTheHeadAreRefused) {
  const auto asked = [&](std::int64_t after) { return run_task(io_, hub_.changes(actor(Role::bureau), after, {})); };
  EXPECT_TRUE(asked(0)) << "nothing has happened yet";
  commit("project", "prj_1", "MY-GX");
  commit("project", "prj_2", "MY-GX");
  EXPECT_TRUE(asked(2)) << "up to date";
  const auto refused = asked(3);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_parameter);
  EXPECT_NE(refused.error().detail.find("当前序号 2"), std::string::npos) << refused.error().detail;
  ASSERT_EQ(refused.error().fields.size(), 1U);
  EXPECT_EQ(refused.error().fields[0].pointer, "after");
  EXPECT_NE(refused.error().next_zh.find("after=0"), std::string::npos) << refused.error().next_zh;
  EXPECT_NE(refused.error().next_en.find("after=2"), std::string::npos) << refused.error().next_en;
}

TEST_F(EventHubTest, AStreamCatchesUpAndThenGoesOnLiveWithoutGapOrRepeat) {
  commit("project", "prj_1", "MY-GX");
  commit("project", "prj_2", "MY-AN");
  commit("project", "prj_3", "MY-GX");
  tell_all();
  auto ears = listen(actor(Role::park, "MY-GX"), 0);
  commit("project", "prj_4", "MY-GX");
  commit("project", "prj_5", "MY-AN");
  tell_all();
  for (const auto* id : {"id: 1\n", "id: 3\n", "id: 4\n"})
    EXPECT_EQ(count(ears->text, id), 1) << ears->text;
  for (const auto* id : {"id: 2\n", "id: 5\n"})
    EXPECT_EQ(count(ears->text, id), 0) << ears->text;
}

TEST_F(EventHubTest, AStreamThatIsAheadOfTheFeedHearsNothingTwice) {
  commit("project", "prj_1", "MY-GX");
  tell_all();
  commit("project", "prj_2", "MY-GX");  // committed, but the feed has not told the hub yet
  auto ears = listen(actor(Role::bureau), 0);
  tell_all();
  EXPECT_EQ(count(ears->text, "id: 1\n"), 1);
  EXPECT_EQ(count(ears->text, "id: 2\n"), 1);
}

TEST_F(EventHubTest, WithoutAnIdItStartsNow) {
  commit("project", "prj_1", "MY-GX");
  tell_all();
  auto ears = listen(actor(Role::bureau), std::nullopt);
  commit("project", "prj_2", "MY-GX");
  tell_all();
  EXPECT_EQ(count(ears->text, "id: 1\n"), 0);
  EXPECT_EQ(count(ears->text, "id: 2\n"), 1);
}

TEST_F(EventHubTest, AnIdAheadOfTheLogMeansReset) {
  commit("project", "prj_1", "MY-GX");
  tell_all();
  auto ears = listen(actor(Role::bureau), 99);
  EXPECT_NE(ears->text.find("event: reset\ndata: {\"head\":\"1\"}"), std::string::npos) << ears->text;
  commit("project", "prj_2", "MY-GX");
  tell_all();
  EXPECT_EQ(count(ears->text, "id: 2\n"), 1);
}

TEST_F(EventHubTest, AReaderThatIsGoneIsForgotten) {
  auto ears = listen(actor(Role::bureau), std::nullopt);
  EXPECT_EQ(hub_.streams(), 1U);
  ears->gone = true;
  commit("project", "prj_1", "MY-GX");
  tell_all();
  EXPECT_EQ(hub_.streams(), 0U);
}

TEST_F(EventHubTest, StreamsAreLimited) {
  auto a = listen(actor(Role::bureau), std::nullopt);
  EXPECT_TRUE(hub_.admit().has_value());
  auto b = listen(actor(Role::bureau), std::nullopt);
  ASSERT_FALSE(hub_.admit().has_value());
  EXPECT_EQ(hub_.admit().error().code, ErrorCode::overloaded);
}

TEST_F(EventHubTest, PingsAndEndsWithTheSession) {
  auto ears = listen(actor(Role::bureau), std::nullopt);
  boost::asio::co_spawn(io_, hub_.run(), [](const std::exception_ptr&) {});
  ASSERT_TRUE(test::run_until(io_, [&] { return ears->text.find(": ping\n\n") != std::string::npos; }));
  valid_ = false;
  ASSERT_TRUE(test::run_until(io_, [&] { return ears->closed; }));
  EXPECT_EQ(hub_.streams(), 0U);
  hub_.stop();
}

TEST_F(EventHubTest, EndsTheStreamWhenTheStoreStaysAway) {
  commit("project", "prj_1", "MY-GX");
  tell_all();
  store_.faults().down = true;
  auto ears = listen(actor(Role::bureau), 0);
  EXPECT_TRUE(ears->closed);
  EXPECT_EQ(hub_.streams(), 0U);
}

TEST_F(EventHubTest, StopEndsAll) {
  auto ears = listen(actor(Role::bureau), std::nullopt);
  hub_.stop();
  EXPECT_TRUE(ears->closed);
  EXPECT_FALSE(hub_.admit().has_value());
}

}  // namespace
}  // namespace luodi::gateway
