// The intake process over its bus, on a real Redis: what the gateway would ask, and what it would be answered.
#include <gtest/gtest.h>

#include "tests/support/services/service_process.hpp"

namespace luodi::intake {

namespace {
using Json = nlohmann::json;

using test::actor;
using test::Answer;
using test::request;

const Actor k_bureau = actor(Role::bureau);
const Actor k_park = actor(Role::park, "MY-GX");
const Actor k_reviewer = actor(Role::reviewer);

class IntakeService : public ::testing::Test {
 protected:
  IntakeService() { service_.start(); }

  Answer ask(bus::Request asked) { return service_.ask(std::move(asked)); }
  Answer query(const std::string& operation, Actor who, const std::string& id = "",
               std::map<std::string, std::string> filters = {}) {
    auto one = request(operation, std::move(who), nullptr, id);
    one.query = std::move(filters);
    return ask(std::move(one));
  }
  // A command on the project at its current version.
  Answer change(const std::string& operation, Actor who, const Json& body, bool dry_run = false) {
    auto one = request("project." + operation, std::move(who), body, project_);
    one.if_match = version_;
    one.dry_run = dry_run;
    auto answer = ask(std::move(one));
    if (answer.status == 200 && !dry_run) version_ = answer.body["version"];
    return answer;
  }

  static Json park(const std::string& code, const std::string& prefix) {
    return {{"code", code},
            {"name", code},
            {"region_code", "510703"},
            {"industries",
             {{{"prefix", prefix},
               {"role", "leading"},
               {"valid_from", "2020-01-01"},
               {"source", "test"},
               {"label", "主导"}}}}};
  }
  static Json office(const std::string& code) {
    return {{"code", code}, {"name", code}, {"city", "深圳"}, {"opened_on", "2020-01-01"}};
  }
  static Json lead(const std::string& name = "显示模组项目", const std::string& enterprise = "甲科技有限公司") {
    return {{"name", name},
            {"enterprise", {{"name", enterprise}}},
            {"industry_code", "3974"},
            {"agreed_amount_fen", 60'000'000'000},
            {"park_code", "MY-GX"},
            {"channel", "outpost"}};
  }
  void make_parks() {
    ASSERT_EQ(ask(request("park.register", k_bureau, park("MY-GX", "397"))).status, 201);
    ASSERT_EQ(ask(request("park.register", k_bureau, park("MY-JK", "384"))).status, 201);
  }
  void enter() {
    const auto answer = ask(request("project.register", k_park, lead()));
    ASSERT_EQ(answer.status, 201) << answer.body;
    project_ = answer.body["id"];
    version_ = 1;
    EXPECT_EQ(answer.headers.at("ETag"), "\"1\"");
    EXPECT_EQ(answer.headers.at("Location"), "/v1/projects/" + project_);
  }

  boost::asio::io_context io_;
  test::RedisServer redis_;
  test::ServiceProcess service_{io_, redis_, "intake"};
  std::string project_;
  std::int64_t version_ = 0;
};
}  // namespace

// A rehearsal tells what the registration would, and both tell the same.
TEST_F(IntakeService, ARehearsedLeadHearsOfDuplicatesAdmissionAndCreditCode) {
  make_parks();
  enter();
  auto other = lead();
  other["name"] = "另一个项目";
  other["park_code"] = "MY-JK";
  other["enterprise"]["uscc"] = "91350203M0001QAY9B";  // its check digit fails
  const auto ask_as = [&](bool dry_run) {
    auto one = request("project.register", actor(Role::office, "SZ-OFFICE"), other);
    one.dry_run = dry_run;
    return ask(one);
  };
  ASSERT_EQ(ask(request("office.register", k_bureau, office("SZ-OFFICE"))).status, 201);
  const auto rehearsed = ask_as(true);
  ASSERT_EQ(rehearsed.status, 200) << rehearsed.body;
  EXPECT_EQ(rehearsed.body["allowed"], true);
  const auto told = rehearsed.body["registration"];
  EXPECT_EQ(told["suspected_duplicates"], Json::array({project_}));
  EXPECT_EQ(told["uscc_check"], "bad_check_digit");
  EXPECT_EQ(told["admission"]["verdict"], "denied");
  EXPECT_FALSE(told.contains("first_talk")) << "the first registration is protected";
  const auto done = ask_as(false);
  ASSERT_EQ(done.status, 201) << done.body;
  for (const char* member : {"suspected_duplicates", "uscc_check", "admission"})
    EXPECT_EQ(done.body[member], told[member]) << member;
  const auto again = ask_as(true);
  EXPECT_EQ(again.body["allowed"], false) << again.body;
  EXPECT_EQ(again.body["refusal"]["name"], "duplicate_lead");
  other["enterprise"]["uscc"] = "123";
  EXPECT_EQ(ask_as(true).status, 422) << "a request that is wrong in itself";
}

TEST_F(IntakeService, LeadsAProjectFromLeadToSigning) {
  make_parks();
  enter();
  auto refused = change("review-decision", k_bureau, {{"verdict", "approved"}}, /*dry_run=*/true);
  EXPECT_EQ(refused.status, 200);
  EXPECT_EQ(refused.body["allowed"], false);
  EXPECT_EQ(refused.body["missing"][0]["item"], "opinion_given");
  EXPECT_EQ(change("review-opinions", actor(Role::reviewer), {{"verdict", "support"}}).status, 403);
  for (const char* department : {"STHJ", "CZJ"})
    ASSERT_EQ(change("review-opinions", actor(Role::reviewer, department), {{"verdict", "support"}}).status, 200);
  Json written = {{"department", "zrzy"}, {"verdict", "support"}, {"text", "函〔2022〕1号：同意"}};
  EXPECT_EQ(change("review-opinions", k_bureau, written, /*dry_run=*/true).body["missing"][0]["item"],
            "opinion_document");
  written["evidence"] = Json::array({{{"kind", "review_opinion"}, {"title", "自然资源部门书面意见"}}});
  const auto behalf = change("review-opinions", k_bureau, written);
  ASSERT_EQ(behalf.status, 200) << behalf.body;
  EXPECT_EQ(behalf.body["review"]["opinions"][2]["on_behalf"], true);
  EXPECT_EQ(behalf.body["review"]["opinions"][2]["department"], "ZRZY");
  EXPECT_EQ(change("review-decision", k_bureau, {{"verdict", "approved"}}, true).body["allowed"], true);
  ASSERT_EQ(change("review-decision", k_bureau, {{"verdict", "approved"}}).status, 200);
  ASSERT_EQ(change("allocation", k_bureau, {{"host", "MY-GX"}}).status, 200);
  ASSERT_EQ(change("negotiation", k_park, nullptr).status, 200);
  const auto steps = query("project.get", k_bureau, project_).body["next_steps"];
  const auto for_the_park = query("project.get", k_park, project_).body["next_steps"];
  for (const auto& step : for_the_park)
    EXPECT_NE(step["command"], "pre-assessment-decision") << "the bureau's";
  for (const auto& step : steps) {
    if (step["command"] != "pre-assessment-decision") continue;
    for (const auto& item : step["missing"]) {
      Json body = {{"item", item["item"]}, {"outcome", "passed"}};
      if (item["owner"] == "承载园区（MY-GX）") {
        EXPECT_EQ(change("pre-assessment-items", k_reviewer, body).status, 403);
        ASSERT_EQ(change("pre-assessment-items", k_park, body).status, 200) << body;
        continue;
      }
      if (item["owner"] == "投资促进部门") {
        EXPECT_EQ(change("pre-assessment-items", k_park, body).status, 403);
        ASSERT_EQ(change("pre-assessment-items", k_bureau, body).status, 200) << body;
        continue;
      }
      body["opinion"] = "函复：无意见";
      body["evidence"] = Json::array({{{"kind", "review_opinion"}, {"title", "书面意见"}}});
      ASSERT_EQ(change("pre-assessment-items", k_bureau, body).status, 200) << body;
    }
  }
  ASSERT_EQ(change("pre-assessment-decision", k_bureau, {{"verdict", "passed"}}).status, 200);
  const auto today = query("project.get", k_park, project_).body["updated_at"].get<std::string>().substr(0, 10);
  Json agreement = {{"agreement", "formal"}, {"signed_on", today}};
  const auto rehearsed = change("signing", k_park, agreement, /*dry_run=*/true);
  EXPECT_EQ(rehearsed.body["missing"][0]["item"], "agreement_document");
  agreement["evidence"] = Json::array({{{"kind", "agreement"}, {"title", "正式投资协议"}}});
  const auto signing = change("signing", k_park, agreement);
  ASSERT_EQ(signing.status, 200) << signing.body;
  EXPECT_EQ(signing.body["stage"], "signed");
  EXPECT_EQ(signing.body["agreed_amount_display"], "6亿元");
  EXPECT_EQ(signing.body["light"], "none");

  const auto timeline = query("project.timeline", k_bureau, project_, {{"limit", "3"}});
  ASSERT_EQ(timeline.status, 200) << timeline.body;
  EXPECT_EQ(timeline.headers.at("X-Total-Count"), std::to_string(version_));
  EXPECT_EQ(timeline.body["items"][0]["fact"], "lead_registered");
  ASSERT_EQ(timeline.body["items"].size(), 3U);
  std::int64_t told = 3;
  auto next = timeline.body;
  while (next.contains("next")) {
    next = query("project.timeline", k_bureau, project_, {{"limit", "3"}, {"cursor", next["next"]}}).body;
    told += static_cast<std::int64_t>(next["items"].size());
  }
  EXPECT_EQ(told, version_);
  EXPECT_EQ(next["items"].back()["fact"], "agreement_signed");
}

TEST_F(IntakeService, HidesWhatIsNotTheirs) {
  make_parks();
  enter();
  const auto other = actor(Role::park, "MY-JK");
  EXPECT_EQ(query("project.get", other, project_).status, 404);
  EXPECT_EQ(query("project.timeline", other, project_).status, 404);
  EXPECT_EQ(query("project.list", other).headers.at("X-Total-Count"), "0");
  EXPECT_EQ(query("project.list", actor(Role::auditor)).headers.at("X-Total-Count"), "1");
  EXPECT_EQ(query("project.get", actor(Role::sysadmin), project_).status, 403);
  auto signing = request("project.signing", other, {{"agreement", "formal"}, {"signed_on", "2026-01-01"}}, project_);
  EXPECT_EQ(ask(std::move(signing)).status, 404);
}

TEST_F(IntakeService, VersionsAreCheckedAndBodiesPointedAt) {
  make_parks();
  enter();
  auto blind =
      request("project.review-opinions", k_reviewer, {{"department", "ENV"}, {"verdict", "support"}}, project_);
  EXPECT_EQ(ask(blind).status, 428);
  blind.if_match = 9;
  EXPECT_EQ(ask(blind).status, 412);
  const auto bad = change("review-opinions", k_reviewer, {{"verdict", "maybe"}, {"colour", 1}});
  EXPECT_EQ(bad.status, 422);
  EXPECT_EQ(bad.body["errors"].size(), 2U);
  EXPECT_EQ(query("project.list", k_bureau, "", {{"stage", "nowhere"}}).status, 400);
  EXPECT_EQ(ask(request("park.register", k_bureau, park("MY-GX", "397"))).status, 409);
  EXPECT_EQ(ask(request("park.register", k_park, park("MY-XX", "397"))).status, 403);
}

TEST_F(IntakeService, TheSameKeyIsAnsweredWithTheSameProject) {
  make_parks();
  auto keyed = request("project.register", k_park, lead());
  keyed.idempotency_scope = "scope";
  keyed.idempotency_fingerprint = "print";
  const auto first = ask(keyed);
  const auto second = ask(keyed);
  EXPECT_EQ(second.status, 201);
  EXPECT_EQ(second.body, first.body);
  EXPECT_EQ(second.headers.at("Idempotency-Replayed"), "true");
  EXPECT_EQ(query("project.list", k_bureau).headers.at("X-Total-Count"), "1");
}

TEST_F(IntakeService, OfConcurrentRegistrationsOneIsProtectedAndTheOthersAreFlagged) {
  make_parks();
  constexpr int k_organisations = 8;
  std::vector<Answer> answers(k_organisations);
  int answered = 0;
  for (int i = 0; i < k_organisations; ++i) {
    const auto org = "ORG" + std::to_string(i);
    ASSERT_EQ(ask(request("office.register", k_bureau, office(org))).status, 201);
  }
  for (int i = 0; i < k_organisations; ++i) {
    auto one = request("project.register", actor(Role::office, "ORG" + std::to_string(i)), lead());
    boost::asio::co_spawn(io_, service_.client().call("intake", std::move(one)),
                          [&, i](std::exception_ptr, Expected<bus::Reply> reply) {
                            if (reply) answers[static_cast<std::size_t>(i)] = test::read_answer(*reply);
                            ++answered;
                          });
  }
  ASSERT_TRUE(test::run_until(io_, [&] { return answered == k_organisations; }));
  int with_protection = 0;
  int accepted = 0;
  for (const auto& answer : answers) {
    if (answer.status != 201) {
      EXPECT_EQ(answer.status, 409) << answer.body;  // lost the race three times: told so, nothing recorded
      continue;
    }
    ++accepted;
    if (!answer.body["first_talk"].is_null())
      ++with_protection;
    else
      EXPECT_FALSE(answer.body["suspected_duplicates"].empty());
  }
  EXPECT_EQ(with_protection, 1);
  EXPECT_GE(accepted, 2);
  EXPECT_EQ(query("project.list", k_bureau).headers.at("X-Total-Count"), std::to_string(accepted));
}

TEST_F(IntakeService, WhoIntroducesAndWhoReferredMustBeKnown) {
  make_parks();
  ASSERT_EQ(ask(request("office.register", k_bureau, office("OFFICE-SZ"))).status, 201);
  EXPECT_EQ(ask(request("office.register", k_bureau, office("OFFICE-SZ"))).status, 409);
  EXPECT_EQ(ask(request("office.register", k_bureau, office("MY-GX"))).status, 409);  // a park has this code
  EXPECT_EQ(ask(request("office.register", k_park, office("OFFICE-BJ"))).status, 403);
  EXPECT_EQ(query("office.get", k_park, "OFFICE-SZ").body["city"], "深圳");
  EXPECT_EQ(query("office.get", k_park, "OFFICE-XX").body["code"], "L1309");
  EXPECT_EQ(query("office.list", k_park).headers.at("X-Total-Count"), "1");
  auto body = lead();
  body["introduced_by"] = "OFFICE-XX";
  const auto nobody = ask(request("project.register", k_bureau, body));
  EXPECT_EQ(nobody.status, 422);
  EXPECT_EQ(nobody.body["errors"][0]["pointer"], "/introduced_by");
  body["introduced_by"] = "OFFICE-SZ";
  body["referrer_id"] = "ref_nonexistent";
  const auto unreferred = ask(request("project.register", k_bureau, body));
  EXPECT_EQ(unreferred.status, 422);
  EXPECT_EQ(unreferred.body["errors"][0]["pointer"], "/referrer_id");
  body.erase("referrer_id");
  EXPECT_EQ(ask(request("project.register", k_bureau, body)).status, 201);
}

TEST_F(IntakeService, KnowsEverythingAgainAfterARestart) {
  make_parks();
  ASSERT_EQ(ask(request("office.register", k_bureau, office("OFFICE-SZ"))).status, 201);
  enter();
  const auto before = query("project.get", k_park, project_).body;
  service_.kill();
  service_.start();
  EXPECT_EQ(query("project.get", k_park, project_).body, before);
  EXPECT_EQ(query("project.timeline", k_park, project_).body["items"].size(), 1U);
  EXPECT_EQ(ask(request("project.register", k_park, lead())).body["code"], "L1404");  // the index is there too
  EXPECT_EQ(query("park.list", k_bureau).body["items"].size(), 2U);
  EXPECT_EQ(query("office.list", k_bureau).body["items"].size(), 1U);
  service_.process().terminate();
  EXPECT_EQ(service_.process().wait(), 0);
}

}  // namespace luodi::intake
