// The incentive calculator as a process over its bus, on a real Redis under a virtual clock: a referral and an award
// run from draft to payment, what each role sees of it, and that nothing is paid twice, also after a kill -9.
#include <gtest/gtest.h>

#include "common/store/redis/redis_store.hpp"
#include "tests/support/services/service_process.hpp"
#include "tests/unit/services/incentive-calculator/city_samples.hpp"

namespace luodi::incentive::test {

namespace {
using Json = nlohmann::json;
using luodi::test::run_task;
using luodi::test::run_until;

using luodi::test::actor;
using luodi::test::Answer;

const Actor k_bureau = actor(Role::bureau);
const Actor k_leader = actor(Role::leader);
const Actor k_finance = actor(Role::finance);
const Actor k_park = actor(Role::park, "MY-GX");
const Actor k_referrer = actor(Role::referrer, "REF-01");
const Actor k_stranger = actor(Role::referrer, "REF-02");

class IncentiveService : public ::testing::Test {
 protected:
  IncentiveService() {
    store_.emplace(io_, store::Keys("510700"), store::redis::Options::unix_socket(redis_.socket_path()));
    store_->start();
    if (!run_until(io_, [&] { return store_->ready(); })) throw std::runtime_error("no redis");
    city_.park("MY-GX");
    put("park", "MY-GX", *city_.facts.parks.back().park, 0);
  }
  ~IncentiveService() override { run_task(io_, store_->stop()); }

  // What intake and the progress monitor would have written.
  template <class A>
  void put(const std::string& kind, const std::string& id, const A& state, std::int64_t expected) {
    store::UnitOfWork work("510700");
    work.put(kind, id, expected, expected + 1, codec::encode(state).dump());
    auto result = run_task(io_, store_->commit(std::move(work)));
    ASSERT_TRUE(std::holds_alternative<store::Committed>(result));
  }

  void start() { service_.start(); }
  void kill() { service_.kill(); }

  Answer ask(const std::string& operation, const Actor& who, const Json& body = nullptr, const std::string& id = "",
             std::map<std::string, std::string> query = {}) {
    auto request = luodi::test::request(operation, who, body, id);
    request.now = at(now_);
    request.query = std::move(query);
    if (const auto known = versions_.find(id); known != versions_.end()) request.if_match = known->second;
    if (!key_.empty()) {
      request.idempotency_scope = key_;
      request.idempotency_fingerprint = key_;
    }
    auto out = service_.ask(std::move(request));
    if (out.status < 300 && out.body.contains("version")) versions_[out.body["id"]] = out.body["version"];
    return out;
  }

  std::string create(const std::string& kind, const std::string& replaces = "") {
    Json body = {{"kind", kind}, {"year", 2022}};
    if (!replaces.empty()) {
      body["replaces"] = replaces;
      body["reason"] = "重新测算";
    }
    const auto answer = ask("award-run.create", k_bureau, body);
    EXPECT_EQ(answer.status, 201) << answer.body;
    return answer.body.value("id", "");
  }
  void approve_and_pay(const std::string& id, const std::string& after_notice) {
    ASSERT_EQ(ask("award-run.verify", k_bureau, Json::object(), id).status, 200);
    ASSERT_EQ(ask("award-run.publish", k_bureau, Json::object(), id).status, 200);
    now_ = after_notice;
    const auto approved = ask("award-run.approve", k_leader, {{"minutes", "纪要1号"}}, id);
    ASSERT_EQ(approved.status, 200) << approved.body;
    const auto paid = ask("award-run.pay", k_finance, {{"reference", "拨付1号"}}, id);
    ASSERT_EQ(paid.status, 200) << paid.body;
    EXPECT_EQ(paid.body["state"], "paid");
  }

  boost::asio::io_context io_;
  luodi::test::RedisServer redis_;
  luodi::test::ServiceProcess service_{io_, redis_, "incentive-calculator", "virtual_clock = true\n"};
  City city_;
  std::optional<store::redis::RedisStore> store_;
  std::map<std::string, std::int64_t> versions_;
  std::string now_ = "2022-05-25T09:00:00+08:00";
  std::string key_;
};

Json referral_body() {
  return {{"name", "张三"},
          {"kind", "individual"},
          {"enterprise", {{"name", "企业p"}}},
          {"declarations", {{"no_public_post", true}, {"unrelated_to_investor", true}, {"information_true", true}}}};
}
}  // namespace

TEST_F(IncentiveService, AReferralIsSeenByItsOwnersOnly) {
  start();
  const auto made = ask("referral.register", k_referrer, referral_body());
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string id = made.body["id"];
  EXPECT_EQ(made.headers.at("Location"), "/v1/referrals/" + id);
  EXPECT_EQ(ask("referral.get", k_referrer, nullptr, id).body["name"], "张三");
  EXPECT_EQ(ask("referral.get", k_bureau, nullptr, id).status, 200);
  EXPECT_EQ(ask("referral.get", k_stranger, nullptr, id).status, 404);
  EXPECT_EQ(ask("referral.get", k_park, nullptr, id).status, 404);
  EXPECT_EQ(ask("referral.list", k_stranger).headers.at("X-Total-Count"), "0");
  EXPECT_EQ(ask("referral.list", k_referrer).headers.at("X-Total-Count"), "1");

  auto again = referral_body();
  again["name"] = "张 三";
  again["summary"] = "另一份材料";
  for (const auto& who : {k_referrer, k_bureau}) {  // whoever sees it hears when it was registered and by whom
    const auto twice = ask("referral.register", who, again);
    EXPECT_EQ(twice.status, 409) << twice.body;
    EXPECT_EQ(twice.body["code"], "L1206");
    EXPECT_NE(twice.body["detail"].get<std::string>().find("于 2022-05-25 由 referrerREF-01 登记（" + id + "）"),
              std::string::npos)
        << twice.body;
  }
  EXPECT_EQ(ask("referral.register", k_stranger, again).status, 201) << "a stranger is told nothing of it";
  key_ = "key";
  auto keyed = referral_body();
  keyed["name"] = "李四";
  const auto once = ask("referral.register", k_referrer, keyed);
  const auto repeated = ask("referral.register", k_referrer, keyed);
  EXPECT_EQ(once.status, 201);
  EXPECT_EQ(repeated.status, 201);
  EXPECT_EQ(repeated.body["id"], once.body["id"]);
  EXPECT_EQ(repeated.headers.at("Idempotency-Replayed"), "true");
  key_.clear();

  auto officer = referral_body();
  officer["kind"] = "civil_servant";
  const auto refused = ask("referral.register", k_referrer, officer);
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.body["code"], "L1414");
  officer["surprise"] = 1;
  EXPECT_EQ(ask("referral.register", k_referrer, officer).status, 422);
}

TEST_F(IncentiveService, AReferralOfAnEnterpriseThatIsALeadAlreadyIsToldSo) {
  ProjectSpec spec;
  spec.id = "prj_early";
  spec.enterprise = "企业p";
  spec.recorded = "2022-05-26";
  put("project", spec.id, city_.project(spec), 0);
  start();
  now_ = "2022-06-10T09:00:00+08:00";
  const auto late = ask("referral.register", k_referrer, referral_body());
  ASSERT_EQ(late.status, 201) << late.body;
  EXPECT_EQ(late.body["first_contact"]["on"], "2022-05-26");
  const auto note = late.body["first_contact"]["note"].get<std::string>();
  EXPECT_TRUE(note.starts_with("该企业已于 2022-05-26 首次接洽；引荐须在首次接洽之前登记")) << note;
  EXPECT_EQ(note.find("prj_early"), std::string::npos) << "the lead of somebody else is not named";
  EXPECT_EQ(ask("referral.get", k_referrer, nullptr, late.body["id"]).body["first_contact"],
            late.body["first_contact"]);
  auto other = referral_body();
  other["enterprise"]["name"] = "企业q";
  EXPECT_FALSE(ask("referral.register", k_referrer, other).body.contains("first_contact"));
  now_ = "2022-05-25T09:00:00+08:00";
  EXPECT_FALSE(ask("referral.register", k_stranger, referral_body()).body.contains("first_contact")) << "in time";
}

TEST_F(IncentiveService, FromDraftToPaymentAndNeverTwice) {
  start();
  const auto made = ask("referral.register", k_referrer, referral_body());
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string referral = made.body["id"];
  ProjectSpec spec;
  spec.id = "prj_p";
  spec.referral = referral;
  spec.enterprise = "企业p";
  spec.agreed = yi(20);
  spec.verified_fixed = yi(20);
  spec.started_on = "2022-09-01";
  auto& project = city_.project(spec);
  put("project", "prj_p", project, 0);
  kill();  // and what was acknowledged is there again, with the project that others wrote
  start();

  now_ = "2022-12-19T09:00:00+08:00";
  EXPECT_EQ(ask("referral.get", k_referrer, nullptr, referral).body["project_id"], "prj_p");
  const auto run = create("referral_award");
  const auto draft = ask("award-run.get", k_bureau, nullptr, run).body;
  EXPECT_EQ(draft["figures"]["total_fen"], 15'000'000);
  EXPECT_EQ(draft["figures"]["policy_id"], "mianyang-2022");
  EXPECT_GT(draft["computed_at_sequence"].get<std::int64_t>(), 0);
  EXPECT_EQ(ask("award-run.get", k_park, nullptr, run).status, 404) << "a draft is not public";
  EXPECT_EQ(ask("award-run.verify", k_finance, Json::object(), run).status, 403);
  approve_and_pay(run, "2022-12-28T09:00:00+08:00");

  const auto shown = ask("award-run.get", k_park, nullptr, run);
  ASSERT_EQ(shown.status, 200);
  EXPECT_EQ(shown.body["figures"]["lines"][0]["payees"][0]["name"], "张*");
  EXPECT_EQ(shown.body.dump().find("张三"), std::string::npos);
  EXPECT_EQ(ask("award-run.get", k_bureau, nullptr, run).body["figures"]["lines"][0]["payees"][0]["name"], "张三");

  domain::ProductionStarted producing;
  producing.started_on = day("2022-12-20");
  domain::apply(project, producing, City::meta("2022-12-20"));
  put("project", "prj_p", project, 1);
  kill();
  start();
  const auto second = create("referral_award");
  const auto rest = ask("award-run.get", k_bureau, nullptr, second).body;
  ASSERT_EQ(rest["figures"]["lines"].size(), 1U);
  EXPECT_EQ(rest["figures"]["lines"][0]["part"], "production");
  EXPECT_EQ(rest["figures"]["total_fen"], 15'000'000) << "together the 30万元 of the ladder, not more and not less";
  approve_and_pay(second, "2023-01-06T09:00:00+08:00");
  const auto third = create("referral_award");
  EXPECT_EQ(ask("award-run.get", k_bureau, nullptr, third).body["figures"]["total_fen"], 0);
}

TEST_F(IncentiveService, AReferralIsShownWithTheLivingProjectOfItsEnterprise) {
  start();
  const auto made = ask("referral.register", k_referrer, referral_body());
  ASSERT_EQ(made.status, 201) << made.body;
  const std::string referral = made.body["id"];
  const auto named = [&](const std::string& id, const std::string& enterprise,
                         const std::string& recorded) -> domain::Project& {
    ProjectSpec spec;
    spec.id = id;
    spec.referral = referral;
    spec.enterprise = enterprise;
    spec.recorded = recorded;
    auto& project = city_.project(spec);
    put("project", id, project, 0);
    return project;
  };
  const auto shown = [&] {
    kill();
    start();
    const auto one = ask("referral.get", k_referrer, nullptr, referral).body.value("project_id", "");
    EXPECT_EQ(ask("referral.list", k_referrer).body["items"][0].value("project_id", ""), one);
    return one;
  };
  named("prj_other", "另一企业", "2022-05-25");
  EXPECT_EQ(shown(), "") << "it names the referral, but is another enterprise";
  auto& first = named("prj_first", "企业p", "2022-05-26");
  named("prj_next", "企业 p", "2022-05-27");
  EXPECT_EQ(shown(), "prj_first");
  first.stage = domain::Stage::rejected;
  put("project", "prj_first", first, 1);
  EXPECT_EQ(shown(), "prj_next");
}

TEST_F(IncentiveService, AnObjectionStopsTheNoticeAndStaysBetweenThem) {
  start();
  now_ = "2022-06-06T09:00:00+08:00";
  const auto run = create("referral_award");
  ASSERT_EQ(ask("award-run.verify", k_bureau, Json::object(), run).status, 200);
  ASSERT_EQ(ask("award-run.publish", k_bureau, Json::object(), run).body["notice"]["until"], "2022-06-10");
  EXPECT_EQ(ask("award-run.object", k_bureau, {{"text", "x"}}, run).status, 403);
  now_ = "2022-06-08T09:00:00+08:00";
  ask("award-run.get", k_park, nullptr, run);
  const auto objected = ask("award-run.object", k_park, {{"text", "数据有误"}}, run);
  ASSERT_EQ(objected.status, 200) << objected.body;
  EXPECT_EQ(objected.body["state"], "objection");
  EXPECT_EQ(objected.body["objections"].size(), 1U);
  EXPECT_FALSE(ask("award-run.get", k_stranger, nullptr, run).body.contains("objections"));
  now_ = "2022-06-20T09:00:00+08:00";
  EXPECT_EQ(ask("award-run.approve", k_leader, {{"minutes", "纪要"}}, run).status, 409);
  const auto resumed = ask("award-run.publish", k_bureau, {{"answer", "经复核无误"}}, run);
  ASSERT_EQ(resumed.status, 200) << resumed.body;
  EXPECT_EQ(resumed.body["notice"]["until"], "2022-06-22");
  now_ = "2022-06-23T09:00:00+08:00";
  const auto over = ask("award-run.approve", k_leader, {{"minutes", "纪要"}}, run);
  EXPECT_EQ(over.status, 409);
  const std::string why = over.body["detail"];
  EXPECT_NE(why.find("没有应奖励的园区或项目"), std::string::npos)
      << "the notice is over, but nobody is awarded: " << why;
}

TEST_F(IncentiveService, RepeatsAndStaleVersionsAndListsByFilter) {
  start();
  key_ = "scope-1";
  const auto once = create("park_award");
  EXPECT_EQ(create("park_award"), once);
  key_.clear();
  EXPECT_EQ(ask("award-run.list", k_bureau).headers.at("X-Total-Count"), "1");
  const auto second = create("referral_award");
  EXPECT_EQ(ask("award-run.list", k_bureau, nullptr, "", {{"kind", "park_award"}}).body["items"][0]["id"], once);
  EXPECT_EQ(ask("award-run.list", k_bureau, nullptr, "", {{"year", "2021"}}).headers.at("X-Total-Count"), "0");
  EXPECT_EQ(ask("award-run.list", k_bureau, nullptr, "", {{"state", "nonsense"}}).status, 400);
  EXPECT_EQ(ask("award-run.list", k_bureau, nullptr, "", {{"limit", "0"}}).status, 400);
  EXPECT_EQ(ask("award-run.list", k_park).headers.at("X-Total-Count"), "0");
  const auto first_page = ask("award-run.list", k_bureau, nullptr, "", {{"limit", "1"}}).body;
  const auto next_page = ask("award-run.list", k_bureau, nullptr, "", {{"limit", "1"}, {"cursor", first_page["next"]}});
  EXPECT_NE(first_page["items"][0]["id"], next_page.body["items"][0]["id"]);
  EXPECT_FALSE(next_page.body.contains("next"));

  versions_[second] = 7;
  EXPECT_EQ(ask("award-run.verify", k_bureau, Json::object(), second).status, 412);
  versions_.erase(second);
  EXPECT_EQ(ask("award-run.verify", k_bureau, Json::object(), second).status, 428);
}

TEST_F(IncentiveService, PoliciesSayWhatIsInForce) {
  start();
  const auto list = ask("policy.list", k_park).body;
  ASSERT_EQ(list["items"].size(), 1U);
  EXPECT_EQ(list["items"][0]["effective_from"], "2022-05-25");
  const auto policy = ask("policy.get", k_park, nullptr, "mianyang-2022").body;
  EXPECT_EQ(policy["clauses"].size(), 10U);
  EXPECT_EQ(policy["park_award"]["amount_fen"], 100'000'000);
  EXPECT_EQ(policy["digest"], list["items"][0]["digest"]);
  EXPECT_EQ(ask("policy.get", k_park, nullptr, "nothing").status, 404);
}

}  // namespace luodi::incentive::test
