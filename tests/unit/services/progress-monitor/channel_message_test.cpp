// What leaves over robots, webhooks and SMS, byte for byte, and what their answers mean. The signatures are compared
// with values computed by other programs.
#include "common/codec/text.hpp"
#include "common/http/hash.hpp"
#include "services/progress-monitor/domain/sms_message.hpp"
#include "services/progress-monitor/domain/webhook_message.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
std::string mac(std::string_view key, std::string_view data) {
  return http::hmac(http::Digest::sha256, key, data);
}
NotificationQueued message(const std::string& text = "正文") {
  NotificationQueued m;
  m.occasion = "interview_issued";
  m.role = "bureau";
  m.subject = "【约谈通知】";
  m.text = text;
  return m;
}
codec::Json json(const std::string& text) {
  return codec::Json::parse(text);
}
const Instant k_now = Instant::from_ms(1767225600000);

TEST(DingTalk, SignatureOfThePublishedScheme) {
  const RobotAccess access{"https://r.example/robot/send", "T0ken", "SECluodi"};
  const auto post = robot_post(ChannelKind::dingtalk, access, message(), "ntf_1", k_now, &mac);
  EXPECT_EQ(post.url,
            "https://r.example/robot/send?access_token=T0ken&timestamp=1767225600000"
            "&sign=XfEQvcf3bc7wkfpWhSZu1TOSUIlH1T%2BI%2FWf81EhqHy8%3D");
  EXPECT_EQ(json(post.body)["text"]["content"], "【约谈通知】\n正文\n通知编号 / notification: ntf_1");
  EXPECT_EQ(post.body.find("SECluodi"), std::string::npos);
}

TEST(Feishu, SignatureIsTheOtherWayRoundAndInTheBody) {
  const auto post =
      robot_post(ChannelKind::feishu, {"https://r.example/hook", "T0ken", "luodi"}, message(), "ntf_1", k_now, &mac);
  EXPECT_EQ(post.url, "https://r.example/hook/T0ken");
  EXPECT_EQ(json(post.body)["timestamp"], "1767225600");
  EXPECT_EQ(json(post.body)["sign"], "bNpOi+U1wNhdFVfVptYqapUjIiHj1tda5PC5yluMGQE=");
  EXPECT_EQ(json(post.body)["msg_type"], "text");
}

TEST(Robots, NoTextOfAProjectRingsEverybody) {
  const std::vector<std::pair<const char*, const char*>> table{
      {R"(<at user_id="all"></at>)", R"(＜at user_id="all">＜/at>)"},
      {R"(< AT user_id='all'>)", R"(＜ AT user_id='all'>)"},
      {"<@all>", "＜＠all>"},
      {"@all 请看", "＠all 请看"},
      {"@ALL", "＠ALL"},
      {"@所有人", "＠所有人"},
      {"@Everyone", "＠Everyone"},
      {"li@parks.example", "li@parks.example"},
      {"@", "@"},
      {"产能 <5%", "产能 ＜5%"},
  };
  for (const auto kind : {ChannelKind::wecom, ChannelKind::dingtalk, ChannelKind::feishu}) {
    for (const auto& [written, sent] : table) {
      auto m = message(written);
      m.subject = written;
      const auto body = json(robot_post(kind, {"https://r.example", "T", ""}, m, "ntf_1", k_now, &mac).body);
      const auto& text = kind == ChannelKind::feishu ? body["content"]["text"] : body["text"]["content"];
      EXPECT_EQ(text, std::string(sent) + "\n" + sent + "\n通知编号 / notification: ntf_1") << written;
    }
  }
}

TEST(WeCom, KeepsTheIdWithinItsLimitOfBytes) {
  std::string text;
  for (int i = 0; i < 2000; ++i)
    text += "长";
  const auto post =
      robot_post(ChannelKind::wecom, {"https://r.example/send", "K", ""}, message(text), "ntf_1", k_now, &mac);
  EXPECT_EQ(post.url, "https://r.example/send?key=K");
  const auto content = json(post.body)["text"]["content"].get<std::string>();
  EXPECT_LE(content.size(), 2048U);
  EXPECT_GT(content.size(), 2040U) << "no more is cut than must be";
  EXPECT_TRUE(content.ends_with("…\n通知编号 / notification: ntf_1"));
}

TEST(Clipped, NeverCutsACharacter) {
  EXPECT_EQ(clipped("约谈", 6), "约谈");
  EXPECT_EQ(clipped("约谈通知", 9), "约谈…");
  EXPECT_EQ(clipped("约谈通知", 11), "约谈…");
  EXPECT_EQ(clipped("约谈通知", 2), "…");
}

TEST(RobotAnswer, TheCodeInTheBodyCounts) {
  const auto outcome = [](ChannelKind kind, const char* body) { return read_robot_answer(kind, body).outcome; };
  EXPECT_EQ(outcome(ChannelKind::wecom, R"({"errcode":0,"errmsg":"ok"})"), SendOutcome::delivered);
  EXPECT_EQ(outcome(ChannelKind::wecom, R"({"errcode":45009})"), SendOutcome::deferred);
  EXPECT_EQ(outcome(ChannelKind::wecom, R"({"errcode":93000})"), SendOutcome::refused);
  EXPECT_EQ(outcome(ChannelKind::dingtalk, R"({"errcode":310000})"), SendOutcome::deferred);
  EXPECT_EQ(outcome(ChannelKind::dingtalk, R"({"errcode":45009})"), SendOutcome::refused) << "another house's code";
  EXPECT_EQ(outcome(ChannelKind::feishu, R"({"code":0})"), SendOutcome::delivered);
  EXPECT_EQ(outcome(ChannelKind::feishu, R"({"code":19021,"msg":"sign"})"), SendOutcome::deferred);
  for (const char* strange : {"", "<html>", "{}", "[]", R"({"errcode":"0"})", R"({"errcode":0)"})
    EXPECT_EQ(outcome(ChannelKind::wecom, strange), SendOutcome::unknown) << strange;
  EXPECT_NE(read_robot_answer(ChannelKind::wecom, R"({"errcode":93000,"errmsg":"no"})").detail.find("93000 no"),
            std::string::npos);
}

TEST(Webhook, SignatureOfTheStandard) {
  const std::string body = R"({"type":"luodi.interview.confirmed","data":{"id":"iv_1"}})";
  EXPECT_EQ(webhook_signature("msg_01J0LUODI", 1767225600, body, {"luodi-test-secret-0001"}, &mac),
            "v1,HLUwKy1QTrAASjd3mo9DL7qIe68sZUnd+jb0XfPj9Rk=");
  const auto two = webhook_signature("msg_01J0LUODI", 1767225600, body, {"other", "luodi-test-secret-0001"}, &mac);
  EXPECT_TRUE(two.ends_with(" v1,HLUwKy1QTrAASjd3mo9DL7qIe68sZUnd+jb0XfPj9Rk="));
}

TEST(Webhook, BodyIsTheSameOnEveryTry) {
  Notification n;
  n.message = message();
  n.created_at = at("2022-08-16");
  const auto body = webhook_body("ntf_1", n);
  n.tries = 3;
  n.updated_at = at("2022-08-17");
  EXPECT_EQ(webhook_body("ntf_1", n), body);
  EXPECT_EQ(json(body)["type"], "luodi.notification.interview_issued");
  EXPECT_EQ(json(body)["data"]["id"], "ntf_1");
  n.message.text = std::string(100'000, 'x');
  EXPECT_LT(webhook_body("ntf_1", n).size(), 20U * 1024);
}

TEST(Webhook, AnInvitationIsAMeetingThatAProgramCanRead) {
  Notification n;
  n.message = message();
  EXPECT_FALSE(json(webhook_body("ntf_1", n))["data"].contains("meeting"));
  auto& meeting = n.message.invitation.emplace();
  meeting.uid = "int_1";
  meeting.sequence = 2;
  meeting.status = "CANCELLED";
  meeting.start = at("2022-08-24", 9, 30);
  meeting.minutes = 90;
  n.message.project_id = "prj_1";
  n.message.interview_id = "int_1";
  const auto data = json(webhook_body("ntf_1", n))["data"];
  EXPECT_EQ(data["meeting"], (codec::Json{{"uid", "int_1"},
                                          {"sequence", 2},
                                          {"status", "CANCELLED"},
                                          {"start", "2022-08-24T09:30:00+08:00"},
                                          {"minutes", 90}}));
  EXPECT_EQ(data["project_id"], "prj_1");
  EXPECT_EQ(data["interview_id"], "int_1");
}

TEST(Sms, ValuesCannotBreakOutOfTheTemplate) {
  const auto sms =
      SmsTemplate::parse(R"({"to":["{phone}"],"args":["{sign}","{subject}"],"id":"{id}"})", "/code", "0", "落地");
  ASSERT_TRUE(sms) << sms.error().detail;
  const auto body = json(sms->fill("13800138000", R"(x","to":["1"],"{id}":"{phone})", "ntf_1"));
  EXPECT_EQ(body["to"].dump(), R"(["13800138000"])");
  EXPECT_EQ(body["args"][1], R"(x","to":["1"],"{id}":"{phone})");
  EXPECT_EQ(body["args"][0], "落地");
  EXPECT_EQ(body["id"], "ntf_1");
}

TEST(Sms, TemplatesThatCannotWorkAreRefused) {
  EXPECT_FALSE(SmsTemplate::parse("{", "", "", ""));
  EXPECT_FALSE(SmsTemplate::parse("[]", "", "", ""));
  EXPECT_FALSE(SmsTemplate::parse(R"({"to":"13800138000"})", "", "", ""));
  EXPECT_FALSE(SmsTemplate::parse(R"({"to":"{phone}"})", "code", "0", ""));
}

TEST(Sms, AcceptedIsWhatTheGatewayCallsSo) {
  const auto sms = *SmsTemplate::parse(R"({"to":"{phone}"})", "/result/code", "0", "");
  EXPECT_EQ(sms.read_answer(R"({"result":{"code":0}})").outcome, SendOutcome::delivered);
  EXPECT_EQ(sms.read_answer(R"({"result":{"code":"0"}})").outcome, SendOutcome::delivered);
  EXPECT_EQ(sms.read_answer(R"({"result":{"code":7}})").outcome, SendOutcome::refused);
  EXPECT_EQ(sms.read_answer(R"({"result":7})").outcome, SendOutcome::unknown);
  EXPECT_EQ(sms.read_answer("oops").outcome, SendOutcome::unknown);
  EXPECT_EQ(SmsTemplate::parse(R"({"to":"{phone}"})", "", "", "")->read_answer("oops").outcome, SendOutcome::delivered);
}

TEST(Sms, WhatTheGatewayAsksToRepeatIsNotRefusedForGood) {
  const std::vector<std::string> retry{"isv.BUSINESS_LIMIT_CONTROL", "7"};
  const auto sms = *SmsTemplate::parse(R"({"to":"{phone}"})", "/code", "OK", "", retry);
  EXPECT_EQ(sms.read_answer(R"({"code":"OK"})").outcome, SendOutcome::delivered);
  EXPECT_EQ(sms.read_answer(R"({"code":"isv.BUSINESS_LIMIT_CONTROL"})").outcome, SendOutcome::deferred);
  EXPECT_EQ(sms.read_answer(R"({"code":7})").outcome, SendOutcome::deferred);
  EXPECT_EQ(sms.read_answer(R"({"code":"isv.MOBILE_NUMBER_ILLEGAL"})").outcome, SendOutcome::refused);
  EXPECT_EQ(sms.read_answer(R"({"code":""})").outcome, SendOutcome::refused);
  EXPECT_FALSE(SmsTemplate::parse(R"({"to":"{phone}"})", "", "", "", retry)) << "read from where?";
  EXPECT_FALSE(SmsTemplate::parse(R"({"to":"{phone}"})", "/code", "7", "", retry)) << "both accepted and not";
}

TEST(Sms, Numbers) {
  EXPECT_TRUE(is_mobile_number("13800138000"));
  for (const char* bad : {"", "1380013800", "23800138000", "12800138000", "+8613800138000", "1380013800a"})
    EXPECT_FALSE(is_mobile_number(bad)) << bad;
  EXPECT_EQ(masked_number("13800138000"), "138****8000");
  EXPECT_EQ(masked_number("123"), "***");
}
}  // namespace
}  // namespace luodi::monitor::test
