// One contract for every channel that speaks HTTP, against a real server in another process: what the receiver does
// becomes what Luodi says, no more and no less, whoever the receiver is.
#include "common/http/hash.hpp"
#include "services/progress-monitor/http_channels.hpp"
#include "tests/integration/services/progress-monitor/http_peer.hpp"
#include "tests/support/redis/run_task.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using luodi::test::run_task;

constexpr const char* k_token = "CANARY-token-5e1f";
constexpr const char* k_secret = "CANARY-secret-77aa";

struct Case {
  const char* path;
  SendOutcome robot;
  SendOutcome webhook;
  bool target_down;
};
// Where robots and gateways say more than a status, their word counts; a webhook has none but its status.
constexpr Case k_cases[] = {
    {"ok", SendOutcome::delivered, SendOutcome::delivered, false},
    {"refuse", SendOutcome::refused, SendOutcome::delivered, false},
    {"echo", SendOutcome::refused, SendOutcome::delivered, false},
    {"busy", SendOutcome::deferred, SendOutcome::deferred, true},
    {"fault", SendOutcome::deferred, SendOutcome::deferred, true},
    {"slow", SendOutcome::unknown, SendOutcome::unknown, true},
    {"cut", SendOutcome::unknown, SendOutcome::unknown, true},
    {"half", SendOutcome::unknown, SendOutcome::delivered, false},
    {"huge", SendOutcome::unknown, SendOutcome::delivered, false},
    {"stingy", SendOutcome::unknown, SendOutcome::delivered, false},
    {"moved", SendOutcome::refused, SendOutcome::deferred, false},
    {"gone", SendOutcome::refused, SendOutcome::refused, false},
    {"absent", SendOutcome::refused, SendOutcome::deferred, false},
};

class Contract : public testing::TestWithParam<ChannelKind> {
 protected:
  boost::asio::io_context io{1};
  HttpPeer peer;
  CurlLoop curl{io};

  TargetSettings settings(const std::string& url) const {
    TargetSettings s;
    s.target = {"there", GetParam(), "bureau", ""};
    s.url = url;
    s.token = k_token;
    s.secret = k_secret;
    s.keys = {"0123456789abcdef01234567"};
    if (GetParam() == ChannelKind::sms)
      s.text =
          *SmsTemplate::parse(R"({"mobile":"{phone}","text":"{sign}{subject}","id":"{id}"})", "/code", "0", "【落地】");
    return s;
  }
  SendReport send_to(const std::string& url, const std::string& allow = "127.0.0.1", long total_ms = 15'000) {
    HttpLimits limits;
    limits.total_ms = total_ms;
    HttpSender sender(curl, *AddressList::parse({allow}), limits);
    const auto channel = make_http_channel(sender, settings(url), [] { return std::int64_t{1767225600000}; });
    Notification n;
    n.message.occasion = "interview_issued";
    n.message.subject = "【约谈通知】";
    n.message.text = "正文";
    n.created_at = at("2022-08-16");
    Outgoing message("ntf_1", n);
    message.number = "13800138000";
    return run_task(io, channel->send(std::move(message)));
  }
};

TEST_P(Contract, WhatTheReceiverDoesIsWhatWeSay) {
  for (const Case& c : k_cases) {
    const bool slow = std::string_view(c.path) == "slow";
    const auto report = send_to(peer.url(c.path), "127.0.0.1", slow ? 1'500 : 15'000);
    EXPECT_EQ(report.outcome, GetParam() == ChannelKind::webhook ? c.webhook : c.robot)
        << c.path << ": " << report.detail;
    EXPECT_EQ(report.target_down, c.target_down) << c.path << ": " << report.detail;
    EXPECT_EQ(report.target_gone, GetParam() == ChannelKind::webhook && std::string_view(c.path) == "gone") << c.path;
    EXPECT_EQ(report.detail.find("CANARY"), std::string::npos) << c.path << ": " << report.detail;
    EXPECT_EQ(report.detail.find("13800138000"), std::string::npos) << c.path << ": " << report.detail;
  }
  EXPECT_TRUE(peer.requests("/ok?").size() + peer.requests("/ok").size() > 0);
  EXPECT_EQ(peer.requests("/slow").size(), 1U) << "sent once, and not again behind our back";
  EXPECT_EQ(peer.requests("/cut").size(), 1U) << "sent once, and not again behind our back";
}

TEST_P(Contract, ARedirectIsNotFollowed) {
  send_to(peer.url("moved"));
  EXPECT_EQ(peer.requests("/moved").size(), 1U);
  EXPECT_TRUE(peer.requests("/ok").empty());
}

TEST_P(Contract, TheReceiversWishToWaitIsPassedOn) {
  EXPECT_EQ(send_to(peer.url("busy")).retry_after_ms, 7'000);
}

TEST_P(Contract, NobodyThereIsDeferred) {
  const auto report = send_to("http://127.0.0.1:" + std::to_string(luodi::test::free_port()) + "/ok");
  EXPECT_EQ(report.outcome, SendOutcome::deferred) << report.detail;
  EXPECT_TRUE(report.target_down);
  EXPECT_EQ(report.detail.find("CANARY"), std::string::npos) << report.detail;
}

TEST_P(Contract, APrivateAddressIsRefusedInWhateverClothes) {
  for (const std::string host :
       {"127.0.0.1", "localhost", "2130706433", "0x7f.1", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"}) {
    const auto report = send_to("http://" + host + ":" + peer.port() + "/ok", "10.9.9.9");
    EXPECT_EQ(report.outcome, SendOutcome::refused) << host << ": " << report.detail;
    EXPECT_NE(report.detail.find("private"), std::string::npos) << host << ": " << report.detail;
  }
  EXPECT_TRUE(peer.requests("/").empty());
}

TEST_P(Contract, CarriesItsIdAndProvesItsSender) {
  send_to(peer.url("ok"));
  const auto seen = peer.requests("/ok");
  ASSERT_EQ(seen.size(), 1U);
  const auto headers = seen[0]["headers"];
  const auto path = seen[0]["path"].get<std::string>();
  const auto body = seen[0]["body"].get<std::string>();
  EXPECT_NE(headers.dump().find("application/json"), std::string::npos);
  EXPECT_FALSE(headers.contains("expect"));
  EXPECT_NE(body.find("ntf_1"), std::string::npos);
  EXPECT_EQ(seen[0].dump().find(k_secret), std::string::npos) << "a signing key stays at home";
  switch (GetParam()) {
    case ChannelKind::wecom:
      EXPECT_EQ(path, "/ok?key=CANARY-token-5e1f");
      break;
    case ChannelKind::dingtalk:
      EXPECT_TRUE(path.starts_with("/ok?access_token=CANARY-token-5e1f&timestamp=1767225600000&sign=")) << path;
      break;
    case ChannelKind::feishu:
      EXPECT_EQ(path, "/ok/CANARY-token-5e1f");
      EXPECT_EQ(codec::Json::parse(body)["timestamp"], "1767225600");
      break;
    case ChannelKind::sms:
      EXPECT_EQ(headers["authorization"], "Bearer CANARY-token-5e1f");
      EXPECT_EQ(headers["idempotency-key"], "ntf_1");
      EXPECT_EQ(codec::Json::parse(body)["mobile"], "13800138000");
      break;
    case ChannelKind::webhook: {
      EXPECT_EQ(headers["webhook-id"], "ntf_1");
      const auto mac = http::hmac(http::Digest::sha256, "0123456789abcdef01234567", "ntf_1.1767225600." + body);
      EXPECT_EQ(headers["webhook-signature"], "v1," + http::to_base64(mac));
      break;
    }
    case ChannelKind::email:
    case ChannelKind::inbox:
      break;
  }
}

INSTANTIATE_TEST_SUITE_P(Of, Contract,
                         testing::Values(ChannelKind::wecom, ChannelKind::dingtalk, ChannelKind::feishu,
                                         ChannelKind::sms, ChannelKind::webhook),
                         [](const auto& param) { return std::string(codec::enum_text(param.param)); });

TEST(CurlLoop, StopEndsWhatRuns) {
  boost::asio::io_context io{1};
  HttpPeer peer;
  CurlLoop curl(io);
  HttpSender sender(curl, *AddressList::parse({"127.0.0.1"}), HttpLimits{});
  std::optional<HttpAnswer> answer;
  auto body = [&]() -> Task<void> {
    HttpPost request(peer.url("slow"), {}, "{}");
    answer = co_await sender.post(std::move(request));
  };
  boost::asio::co_spawn(io, body, [](std::exception_ptr) {});
  ASSERT_TRUE(luodi::test::run_until(io, [&] { return !peer.requests("/slow").empty(); }));
  EXPECT_FALSE(answer);
  curl.stop();
  ASSERT_TRUE(luodi::test::run_until(io, [&] { return answer.has_value(); }));
  EXPECT_EQ(answer->what, HttpAnswer::What::unanswered);
}
}  // namespace
}  // namespace luodi::monitor::test
