// The form of a request: what is refused before any service hears of it, and what the service is told.
#include "services/gateway/preflight.hpp"

#include <gtest/gtest.h>

#include "services/gateway/idempotency.hpp"

namespace luodi::gateway {
namespace {

class PreflightTest : public testing::Test {
 protected:
  PreflightTest() {
    actor_.username = "li";
    actor_.roles = {Role::park};
    actor_.org = "MY-GX";
    facts_.city = "510700";
    facts_.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    facts_.deadline_ms = 5;
    request_.method = "POST";
    request_.path = "/v1/projects/prj_1/landing";
    request_.headers = {{"content-type", "application/json"}, {"idempotency-key", "k1"}, {"if-match", "\"7\""}};
    request_.body = R"({"landed_on":"2022-05-25"})";
  }
  Expected<bus::Request> run() {
    return preflight(request_, find_route(request_.method, request_.path), actor_, facts_);
  }
  ErrorCode refusal() {
    const auto result = run();
    EXPECT_FALSE(result.has_value());
    return result ? ErrorCode::internal : result.error().code;
  }
  // "code parameter" of the one that is refused.
  std::string refused_parameter(ErrorCode kind = ErrorCode::invalid_parameter) {
    const auto result = run();
    if (result || result.error().code != kind || result.error().fields.size() != 1) return {};
    const FieldError& field = result.error().fields[0];
    return field.code + " " + field.pointer;
  }
  void set(const std::string& name, const std::string& value) {
    unset(name);
    request_.headers.emplace_back(name, value);
  }
  void unset(const std::string& name) {
    std::erase_if(request_.headers, [&](const auto& field) { return field.first == name; });
  }
  void read(const std::string& path) {
    request_ = http::Request();
    request_.method = "GET";
    request_.path = path;
  }

  Actor actor_;
  RequestFacts facts_;
  http::Request request_;
};

TEST_F(PreflightTest, TellsTheServiceEverythingItNeeds) {
  facts_.now = Instant::from_ms(42);
  facts_.language = "en";
  set("x-luodi-min-sequence", "17");
  const auto out = run();
  ASSERT_TRUE(out.has_value());
  EXPECT_EQ(out->operation, "project.landing");
  EXPECT_EQ(out->city, "510700");
  EXPECT_EQ(out->actor.username, "li");
  EXPECT_EQ(out->actor.org, "MY-GX");
  EXPECT_EQ(out->params.at("id"), "prj_1");
  EXPECT_EQ(out->body, request_.body);
  EXPECT_EQ(out->if_match, 7);
  EXPECT_EQ(out->min_sequence, 17);
  EXPECT_EQ(out->now, Instant::from_ms(42));
  EXPECT_EQ(out->traceparent, facts_.traceparent);
  EXPECT_EQ(out->language, "en");
  EXPECT_EQ(out->idempotency_scope, idempotency_scope("li", "POST", request_.path, "k1"));
  EXPECT_FALSE(out->idempotency_fingerprint.empty());
  EXPECT_FALSE(out->dry_run);
}

TEST_F(PreflightTest, RefusesOtherMediaTypes) {
  for (const auto* type : {"text/plain", "application/xml", "application/json; charset=gbk", "json", ""}) {
    set("content-type", type);
    EXPECT_EQ(refusal(), ErrorCode::unsupported_media_type) << type;
  }
  unset("content-type");
  EXPECT_EQ(refusal(), ErrorCode::unsupported_media_type);
}

TEST_F(PreflightTest, RefusesEncodedBodies) {
  set("content-encoding", "gzip");
  EXPECT_EQ(refusal(), ErrorCode::unsupported_media_type);
}

TEST_F(PreflightTest, AnEmptyBodyIsAnEmptyObject) {
  request_.body.clear();
  unset("content-type");
  ASSERT_TRUE(run().has_value());
  EXPECT_EQ(run()->body, "{}");
}

TEST_F(PreflightTest, RefusesWhatIsNoJson) {
  for (const auto* body : {"{", "{\"a\":1}x", "{'a':1}", "{\"a\":1,\"a\":2}", "\xff"}) {
    request_.body = body;
    EXPECT_EQ(refusal(), ErrorCode::malformed_json) << body;
  }
}

TEST_F(PreflightTest, RefusesJsonDeeperThan32) {
  request_.body = std::string(32, '[') + std::string(32, ']');
  EXPECT_TRUE(run().has_value());
  request_.body = std::string(33, '[') + std::string(33, ']');
  EXPECT_EQ(refusal(), ErrorCode::malformed_json);
}

TEST_F(PreflightTest, AsksForAnIdempotencyKey) {
  unset("idempotency-key");
  EXPECT_EQ(refused_parameter(ErrorCode::idempotency_key_required), "required Idempotency-Key");
  set("idempotency-key", "");
  EXPECT_EQ(refused_parameter(ErrorCode::idempotency_key_required), "required Idempotency-Key");
  set("idempotency-key", "two words");
  EXPECT_EQ(refused_parameter(ErrorCode::malformed_request), "format Idempotency-Key");
  set("idempotency-key", std::string(256, 'k'));
  EXPECT_EQ(refused_parameter(ErrorCode::malformed_request), "format Idempotency-Key");
  set("idempotency-key", std::string(255, 'k'));
  EXPECT_TRUE(run().has_value());
}

TEST_F(PreflightTest, ADryRunNeedsNoKeyAndGetsNoScope) {
  unset("idempotency-key");
  request_.query = {{"dry_run", "true"}};
  const auto out = run();
  ASSERT_TRUE(out.has_value());
  EXPECT_TRUE(out->dry_run);
  EXPECT_EQ(out->idempotency_scope, "");
  EXPECT_TRUE(out->query.empty());
  request_.query = {{"dry_run", "yes"}};
  EXPECT_EQ(refused_parameter(), "not_allowed dry_run");
  request_.query = {{"dry_run", "true"}, {"dry_run", "false"}};
  EXPECT_EQ(refused_parameter(), "duplicate dry_run") << "what was meant to be tried must not be done";
}

TEST_F(PreflightTest, IfMatchNamesOneVersion) {
  unset("if-match");
  EXPECT_EQ(run()->if_match, std::nullopt);  // 428 is the service's word: only it knows whether a version is needed
  for (const auto* value : {"*", "\"7\", \"8\"", "7", "\"7"}) {
    set("if-match", value);
    EXPECT_EQ(refused_parameter(ErrorCode::malformed_request), "format If-Match") << value;
    EXPECT_NE(run().error().detail.find("ETag，连同引号，如 \"7\""), std::string::npos) << run().error().detail;
  }
  for (const auto* value : {"\"abc\"", "W/\"7\""}) {
    set("if-match", value);
    EXPECT_EQ(refusal(), ErrorCode::stale_version) << value;
  }
}

TEST_F(PreflightTest, RefusesUnknownAndDoubledParameters) {
  read("/v1/projects");
  request_.query = {{"stage", "landed"}, {"q", "绵"}};
  ASSERT_TRUE(run().has_value());
  EXPECT_EQ(run()->query.at("q"), "绵");
  request_.query = {{"stage", "landed"}, {"stage", "lead"}};
  EXPECT_EQ(refused_parameter(), "duplicate stage");
  request_.query = {{"stages", "landed"}};
  EXPECT_EQ(refused_parameter(), "unknown_field stages");
  request_.query = {{"dry_run", "true"}};
  EXPECT_EQ(refused_parameter(), "unknown_field dry_run");
}

TEST_F(PreflightTest, MinSequenceIsANumber) {
  read("/v1/projects");
  for (const auto* value : {"-1", "x", "1x", "", "99999999999999999999"}) {
    set("x-luodi-min-sequence", value);
    EXPECT_EQ(refused_parameter(ErrorCode::malformed_request), "format X-Luodi-Min-Sequence") << value;
  }
}

TEST(Idempotency, ScopeTellsCallersMethodsPathsAndKeysApart) {
  const auto base = idempotency_scope("li", "POST", "/a", "k");
  EXPECT_EQ(base, idempotency_scope("li", "POST", "/a", "k"));
  EXPECT_EQ(base.size(), 64U);
  EXPECT_NE(base, idempotency_scope("wang", "POST", "/a", "k"));
  EXPECT_NE(base, idempotency_scope("li", "PUT", "/a", "k"));
  EXPECT_NE(base, idempotency_scope("li", "POST", "/b", "k"));
  EXPECT_NE(base, idempotency_scope("li", "POST", "/a", "j"));
  EXPECT_NE(idempotency_scope("ab", "c", "d", "e"), idempotency_scope("a", "bc", "d", "e"));
}

TEST(Idempotency, FingerprintCoversBodyAndQuery) {
  const auto base = idempotency_fingerprint("{}", {{"a", "1"}, {"b", "2"}});
  EXPECT_EQ(base, idempotency_fingerprint("{}", {{"b", "2"}, {"a", "1"}}));
  EXPECT_NE(base, idempotency_fingerprint("{ }", {{"a", "1"}, {"b", "2"}}));
  EXPECT_NE(base, idempotency_fingerprint("{}", {{"a", "1"}}));
}

}  // namespace
}  // namespace luodi::gateway
