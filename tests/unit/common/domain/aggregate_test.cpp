#include "common/domain/aggregate.hpp"

#include <gtest/gtest.h>

#include "common/domain/account.hpp"
#include "common/domain/park.hpp"
#include "common/domain/watch.hpp"

namespace luodi::domain {

namespace {
EventEnvelope sample() {
  EventEnvelope out;
  out.id = "01903e8a-6d1c-7a30-9f3e-0c5d9be1a001";
  out.source = "/luodi/intake";
  out.kind = "award_run";
  out.fact = "lead_registered";
  out.subject = "prj_1";
  out.meta.at = *Instant::parse("2022-05-25T09:00:00+08:00");
  out.meta.actor = "zhang";
  out.meta.version = 3;
  out.city = "510700";
  out.policy = "mianyang-2022";
  out.parties = "MY-GX,SZ";
  out.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  out.data = {{"name", "显示"}};
  return out;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}
}  // namespace

TEST(Envelope, IsCanonicalCloudEventsJson) {
  EXPECT_EQ(write_envelope(sample()),
            R"({"actor":"zhang","aggregateversion":3,"city":"510700","data":{"name":"显示"},)"
            R"("datacontenttype":"application/json","id":"01903e8a-6d1c-7a30-9f3e-0c5d9be1a001",)"
            R"("parties":"MY-GX,SZ","policy":"mianyang-2022","source":"/luodi/intake","specversion":"1.0",)"
            R"("subject":"prj_1","time":"2022-05-25T09:00:00+08:00",)"
            R"("traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",)"
            R"("type":"cn.luodi.award_run.lead_registered.v1"})");
}

TEST(Envelope, ReadsWhatItWrote) {
  const auto text = write_envelope(sample());
  auto back = read_envelope(text);
  ASSERT_TRUE(back) << back.error().detail;
  EXPECT_EQ(back->kind, "award_run");
  EXPECT_EQ(back->fact, "lead_registered");
  EXPECT_EQ(back->meta.version, 3);
  EXPECT_EQ(write_envelope(*back), text);
}

TEST(Envelope, LeavesOutEmptyAttributes) {
  auto envelope = sample();
  envelope.policy.clear();
  envelope.parties.clear();
  envelope.traceparent.clear();
  envelope.meta.actor.clear();
  const auto text = write_envelope(envelope);
  for (const char* name : {"policy", "parties", "traceparent", "actor"})
    EXPECT_EQ(text.find(name), std::string::npos) << name;
  auto back = read_envelope(text);
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->parties.empty());
}

TEST(Envelope, IgnoresUnknownAttributesButNotAnotherMajorVersion) {
  const auto text = write_envelope(sample());
  EXPECT_TRUE(read_envelope(replaced(text, R"("id":)", R"("sequence":"7","id":)")));
  for (const auto& bad :
       {replaced(text, "registered.v1", "registered.v2"), replaced(text, "registered.v1", "registered"),
        replaced(text, "cn.luodi.", "cn.other."), replaced(text, R"("specversion":"1.0")", R"("specversion":"2.0")"),
        replaced(text, "award_run.lead_registered", "award_run"),
        replaced(text, R"("aggregateversion":3)", R"("aggregateversion":0)"),
        replaced(text, R"("aggregateversion":3)", R"("aggregateversion":"3")"),
        replaced(text, R"("subject":"prj_1")", R"("subject":"")"),
        replaced(text, R"("subject":"prj_1")", R"("subject":1)"), replaced(text, "09:00:00+08:00", "09:00"),
        replaced(text, R"("data":)", R"("dat":)"), std::string("[]"), std::string("{")}) {
    EXPECT_FALSE(read_envelope(bad)) << bad;
    EXPECT_FALSE(read_head(bad)) << bad;
  }
}

TEST(Envelope, ItsHeadIsItselfWithoutTheData) {
  const auto text = write_envelope(sample());
  const auto head = read_head(text);
  ASSERT_TRUE(head) << head.error().detail;
  const auto whole_event = read_envelope(text);
  ASSERT_TRUE(whole_event);
  const EventHead& whole = *whole_event;
  EXPECT_EQ(head->id, whole.id);
  EXPECT_EQ(head->source, whole.source);
  EXPECT_EQ(head->kind, whole.kind);
  EXPECT_EQ(head->fact, whole.fact);
  EXPECT_EQ(head->subject, whole.subject);
  EXPECT_EQ(head->meta.at, whole.meta.at);
  EXPECT_EQ(head->meta.actor, whole.meta.actor);
  EXPECT_EQ(head->meta.version, whole.meta.version);
  EXPECT_EQ(head->city, whole.city);
  EXPECT_EQ(head->policy, whole.policy);
  EXPECT_EQ(head->parties, whole.parties);
  EXPECT_EQ(head->traceparent, whole.traceparent);
  EXPECT_FALSE(read_head(replaced(text, R"("name":"显示")", R"("name":)"))) << "broken data is no event";
}

TEST(ApplyFact, RefusesUnknownFactsAndUnreadableData) {
  Park park;
  EXPECT_EQ(apply_fact(park, "closed", codec::Json::object(), {}).error().code, ErrorCode::not_found);
  EXPECT_EQ(apply_fact(park, "registered", codec::Json::object(), {}).error().code, ErrorCode::invalid_body);
}

TEST(Watch, AWarningAnnouncesAndConcludesNothing) {
  Watch watch;
  IdleEvaluated evaluated;
  evaluated.idle_cycles = 2;
  evaluated.light = Light::yellow;
  EventMeta meta;
  meta.at = Instant::from_ms(5);
  apply(watch, evaluated, meta);
  WarningRaised warning;
  warning.light = Light::red;
  warning.idle_cycles = 9;
  meta.at = Instant::from_ms(6);
  apply(watch, warning, meta);
  EXPECT_EQ(watch.light, Light::yellow);
  EXPECT_EQ(watch.idle_cycles, 2);
  EXPECT_EQ(watch.updated_at.ms(), 6);
}

TEST(Account, DisablingKeepsTheRest) {
  Account account;
  AccountCreated created;
  created.username = "zhang";
  created.roles = {"park"};
  created.org = "MY-GX";
  apply(account, created, {});
  apply(account, AccountDisabled{"离职"}, {});
  EXPECT_TRUE(account.disabled);
  EXPECT_EQ(account.org, "MY-GX");
}

TEST(CheckRoles, ThreeAdministratorsExcludeEachOtherAndEveryBusinessRole) {
  for (const char* role : {"sysadmin", "secadmin", "auditor"}) {
    EXPECT_FALSE(check_roles({role}, ""));
    for (const char* other : {"sysadmin", "secadmin", "auditor", "bureau", "reviewer"})
      EXPECT_TRUE(check_roles({role, other}, "")) << role << "+" << other;
  }
}

TEST(CheckRoles, WhoClaimsDoesNotDecide) {
  EXPECT_TRUE(check_roles({"park", "bureau"}, "MY-GX"));
  EXPECT_TRUE(check_roles({"office", "finance"}, "SZ"));
  EXPECT_FALSE(check_roles({"bureau", "committee"}, ""));
  EXPECT_FALSE(check_roles({"reviewer"}, "ENV"));
  EXPECT_FALSE(check_roles({"park", "reviewer"}, "MY-GX"));
}

TEST(CheckRoles, OrganisationWhereItIsNeededAndWithoutComma) {
  for (const char* role : {"park", "office", "referrer"}) {
    EXPECT_TRUE(check_roles({role}, "")) << role;
    EXPECT_FALSE(check_roles({role}, "X")) << role;
    EXPECT_TRUE(check_roles({role}, "X,Y")) << role;
  }
}

TEST(CheckRoles, KnowsItsRoles) {
  EXPECT_TRUE(check_roles({}, ""));
  EXPECT_TRUE(check_roles({"king"}, ""));
  EXPECT_TRUE(check_roles({"bureau", "bureau"}, ""));
  EXPECT_EQ(check_roles({"bureau", "king"}, "")->fields[0].pointer, "/roles/1");
}

}  // namespace luodi::domain
