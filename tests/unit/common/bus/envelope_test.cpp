#include "common/bus/envelope.hpp"

#include <gtest/gtest.h>

namespace luodi::bus {
namespace {

Request full_request() {
  Request r;
  r.operation = "project.landing";
  r.city = "510700";
  r.actor.username = "王芳";
  r.actor.roles = {Role::bureau, Role::committee};
  r.actor.org = "MY-GX";
  r.params = {{"id", "prj_1"}};
  r.query = {{"limit", "5"}, {"q", "a\"b"}};
  r.body = std::string("{\"x\":\0}", 7);
  r.idempotency_scope = "scope";
  r.idempotency_fingerprint = "print";
  r.if_match = 0;
  r.dry_run = true;
  r.min_sequence = 42;
  r.deadline_ms = 1767225600000;
  r.now = Instant::from_ms(-1);
  r.traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  r.language = "en";
  return r;
}

TEST(Envelope, RequestSurvivesTheWire) {
  const Request sent = full_request();
  const auto got = decode_request(encode_header(sent), sent.body);
  ASSERT_TRUE(got) << got.error().detail;
  EXPECT_EQ(got->operation, sent.operation);
  EXPECT_EQ(got->city, sent.city);
  EXPECT_EQ(got->actor.username, sent.actor.username);
  EXPECT_EQ(got->actor.roles, sent.actor.roles);
  EXPECT_EQ(got->actor.org, sent.actor.org);
  EXPECT_EQ(got->params, sent.params);
  EXPECT_EQ(got->query, sent.query);
  EXPECT_EQ(got->body, sent.body);
  EXPECT_EQ(got->idempotency_scope, sent.idempotency_scope);
  EXPECT_EQ(got->idempotency_fingerprint, sent.idempotency_fingerprint);
  EXPECT_EQ(got->if_match, sent.if_match);
  EXPECT_EQ(got->dry_run, sent.dry_run);
  EXPECT_EQ(got->min_sequence, sent.min_sequence);
  EXPECT_EQ(got->deadline_ms, sent.deadline_ms);
  EXPECT_EQ(got->now, sent.now);
  EXPECT_EQ(got->traceparent, sent.traceparent);
  EXPECT_EQ(got->language, sent.language);
}

TEST(Envelope, HeaderBytesAreThoseOfTheFormatPage) {
  Request r;
  r.operation = "project.landing";
  r.city = "510700";
  r.actor.username = "wangfang";
  r.actor.roles = {Role::bureau};
  r.params = {{"id", "prj_0190c2f4a5b47c3e8d1f"}};
  r.if_match = 7;
  r.deadline_ms = 1767225602000;
  EXPECT_EQ(encode_header(r), R"({"v":1,"op":"project.landing","city":"510700","user":"wangfang","roles":["bureau"],)"
                              R"("params":{"id":"prj_0190c2f4a5b47c3e8d1f"},"match":7,"deadline":1767225602000})");
  Reply reply(200, "{}");
  reply.headers["ETag"] = "\"8\"";
  EXPECT_EQ(encode_header(reply), R"({"v":1,"status":200,"headers":{"ETag":"\"8\""}})");
}

TEST(Envelope, AbsentFieldsKeepTheirDefaults) {
  const auto got = decode_request(R"({"v":1,"op":"x","deadline":5})", "");
  ASSERT_TRUE(got);
  EXPECT_EQ(got->language, "zh");
  EXPECT_FALSE(got->if_match);
  EXPECT_FALSE(got->now);
  EXPECT_FALSE(got->dry_run);
}

TEST(Envelope, UnknownFieldsAndRolesAreIgnored) {
  const auto got = decode_request(R"({"v":1,"op":"x","roles":["bureau","emperor"],"future":{"a":[1]}})", "");
  ASSERT_TRUE(got);
  EXPECT_EQ(got->actor.roles, std::vector<Role>{Role::bureau});
}

TEST(Envelope, UnknownMajorVersionIsRefusedAsNotExecuted) {
  const auto got = decode_request(R"({"v":2,"op":"x"})", "");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::service_unavailable);
  EXPECT_FALSE(decode_reply(R"({"v":2,"status":200})", ""));
}

TEST(Envelope, UnreadableHeadersAreMalformed) {
  for (const char* header : {"", "[]", "nonsense", "{\"op\":\"x\"}", "{\"v\":\"1\"}", "{\"v\":1,\"op\":5}",
                             "{\"v\":1,\"params\":{\"id\":1}}", "{\"v\":1,\"roles\":[1]}", "{\"v\":1,\"dry\":1}",
                             "{\"v\":1,\"op\":\"\xFF\"}"}) {
    const auto got = decode_request(header, "");
    ASSERT_FALSE(got) << header;
    EXPECT_EQ(got.error().code, ErrorCode::malformed_request) << header;
  }
  for (const char* header : {"{\"v\":1}", "{\"v\":1,\"status\":99}", "{\"v\":1,\"status\":600}"})
    EXPECT_FALSE(decode_reply(header, "")) << header;
}

TEST(Envelope, ReplySurvivesTheWire) {
  Reply sent(409, "\xFF binary");
  sent.content_type = "application/pdf";
  sent.headers = {{"Location", "/v1/x"}, {"X-Luodi-Sequence", "9"}};
  const auto got = decode_reply(encode_header(sent), sent.body);
  ASSERT_TRUE(got);
  EXPECT_EQ(got->status, 409);
  EXPECT_EQ(got->body, sent.body);
  EXPECT_EQ(got->content_type, sent.content_type);
  EXPECT_EQ(got->headers, sent.headers);
}

TEST(Envelope, TextThatIsNotUtf8StillMakesAReadableHeader) {
  Request r;
  r.query["q"] = "a\xFFz";
  const auto got = decode_request(encode_header(r), "");
  ASSERT_TRUE(got);
  EXPECT_EQ(got->query.at("q"), "a\xEF\xBF\xBDz");
}

TEST(Envelope, SizeLimitsAreExact) {
  Request r;
  r.body.assign(k_max_request_body, 'x');
  EXPECT_TRUE(check_size(r, ""));
  r.body += 'x';
  EXPECT_EQ(check_size(r, "").error().code, ErrorCode::body_too_large);
  r.body.clear();
  EXPECT_EQ(check_size(r, std::string(k_max_header + 1, 'h')).error().code, ErrorCode::headers_too_large);
}

TEST(Envelope, CorrelationIsEightBytesBigEndian) {
  const auto bytes = encode_correlation(0x0102030405060708ULL);
  EXPECT_EQ(std::string(bytes.data(), 8), "\x01\x02\x03\x04\x05\x06\x07\x08");
  EXPECT_EQ(decode_correlation({bytes.data(), 8}), 0x0102030405060708ULL);
  EXPECT_EQ(decode_correlation("1234567"), std::nullopt);
  const auto high = encode_correlation(UINT64_MAX);
  EXPECT_EQ(decode_correlation({high.data(), 8}), UINT64_MAX);
}

TEST(Envelope, EventsAndBells) {
  EXPECT_EQ(event_topic("510700"), "ev.510700");
  EXPECT_EQ(encode_position(7, 42), "7-42");
  const auto event = decode_event("ev.510700", "7-42", "{}");
  ASSERT_TRUE(event);
  EXPECT_EQ(event->city, "510700");
  EXPECT_EQ(event->epoch, 7);
  EXPECT_EQ(event->seq, 42);
  for (const char* position : {"", "7", "7-", "-1", "7-x", "7-1-2", "99999999999999999999-1"})
    EXPECT_FALSE(decode_event("ev.510700", position, "{}")) << position;
  EXPECT_FALSE(decode_event("bell.clock", "7-1", "{}"));
  EXPECT_EQ(decode_bell("bell.clock"), "clock");
  EXPECT_FALSE(decode_bell("ev.510700"));
}

TEST(Envelope, FaultReplySpeaksTheErrorTable) {
  const Reply reply = fault_reply(ErrorCode::overloaded, "en");
  EXPECT_EQ(reply.status, 503);
  EXPECT_EQ(
      reply.body,
      R"({"type":"https://luodi.example/problems/overloaded","title":"overloaded, retry later","status":503,"code":"L1502"})");
  EXPECT_EQ(reply.headers.at("Retry-After"), "1");
}

}  // namespace
}  // namespace luodi::bus
