// Real SMTP over loopback: what the server says becomes what Luodi says, no more and no less.
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "services/progress-monitor/mailer.hpp"
#include "tests/support/process/process.hpp"
#include "tests/support/redis/run_task.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using luodi::test::eventually;

SendReport send_smtp(const SmtpOptions& options, const std::string& to, const std::string& mail) {
  boost::asio::io_context io{1};
  const auto mailer = make_smtp_mailer(io, options);
  return luodi::test::run_task(io, mailer->send("ntf_1", to, mail));
}

const std::string k_pdf("%PDF-\r\n\0\xff\n.\n", 12);  // what a careless mailer would change

struct Smtp : testing::Test {
  luodi::test::Process peer{LUODI_PYTHON, {LUODI_HERE "/smtp_peer.py"}};
  SmtpOptions options;
  std::string closed_port;

  void SetUp() override {
    ASSERT_TRUE(peer.wait_for_line("port ")) << peer.output();
    ASSERT_TRUE(eventually([&] { return peer.output().find('\n') != std::string::npos; }));
    const std::string out = peer.output();
    std::istringstream ports(out.substr(5));
    std::string port;
    ports >> port >> closed_port;
    options.url = "smtp://127.0.0.1:" + port;
    options.from = "office@luodi.example";
  }
  SendReport send(const std::string& to) {
    Notification n;
    n.message.address = to;
    n.message.subject = "【约谈通知】约谈〔2022〕1号：测试项目";
    n.message.text = "正文第一行\n.以点开头的一行\n最后一行";
    n.created_at = at("2022-08-19");
    n.message.invitation =
        Invitation{"int_1@l", 1, "REQUEST", "CONFIRMED", n.created_at, at("2022-08-24", 9, 30), 60, "约谈", "", ""};
    return send_smtp(options, to,
                     compose_mail("ntf_1", n, {{"工委办", options.from}, "luodi.example"},
                                  {{"notice.pdf", "application/pdf", k_pdf}}));
  }
  // The mails that the peer saw.
  std::vector<codec::Json> mails() {
    std::vector<codec::Json> out;
    std::istringstream lines(peer.output());
    for (std::string line; std::getline(lines, line);)
      if (line.starts_with("{")) out.push_back(codec::Json::parse(line));
    return out;
  }
};

TEST_F(Smtp, DeliversWhatAMailReaderUnderstands) {
  const auto result = send("park@luodi.example");
  EXPECT_EQ(result.outcome, SendOutcome::delivered) << result.detail;
  ASSERT_EQ(mails().size(), 1U);
  const auto mail = mails()[0];
  EXPECT_EQ(mail["subject"], "【约谈通知】约谈〔2022〕1号：测试项目");
  EXPECT_EQ(mail["text"], "正文第一行\r\n.以点开头的一行\r\n最后一行\r\n");
  EXPECT_EQ(mail["id"], "<ntf_1@luodi.example>");
  EXPECT_EQ(mail["auto"], "auto-generated");
  EXPECT_EQ(mail["from"], "office@luodi.example");
  EXPECT_EQ(
      mail["parts"].dump(),
      R"([["multipart/mixed",null,null],["multipart/alternative",null,null],["text/plain",null,null],["text/html",null,null],)"
      R"(["text/calendar","REQUEST",null],["text/calendar","REQUEST","notice.ics"],["application/pdf",null,"notice.pdf"]])");
  EXPECT_EQ(mail["pdf"].dump(), R"(["255044462d0d0a00ff0a2e0a"])") << "byte for byte";
}

TEST_F(Smtp, DeferredFirstThenDelivered) {
  const auto first = send("later@luodi.example");
  EXPECT_EQ(first.outcome, SendOutcome::deferred) << first.detail;
  EXPECT_EQ(first.detail, "451 4.3.2 try again later") << "in the server's own words";
  EXPECT_FALSE(first.target_down);
  EXPECT_EQ(send("later@luodi.example").outcome, SendOutcome::delivered);
}

TEST_F(Smtp, RefusedRecipient) {
  const auto result = send("nobody@luodi.example");
  EXPECT_EQ(result.outcome, SendOutcome::refused) << result.detail;
  EXPECT_FALSE(result.target_down || result.refuses_us) << result.detail;
  EXPECT_TRUE(mails().empty());
}

TEST_F(Smtp, WhatIsRefusedBeforeTheRecipientIsNamedIsAboutUs) {
  const std::string server = options.url;
  options.from = "stranger@luodi.example";
  const auto sender = send("park@luodi.example");
  EXPECT_EQ(sender.detail, "550-5.7.1 发件人未授权 550 5.7.1 sender not allowed");
  options.from = "office@luodi.example";
  options.url = "smtp://127.0.0.1:" + closed_port;
  const auto greeting = send("park@luodi.example");
  EXPECT_EQ(greeting.detail, "554 5.3.2 no service for you");
  for (const auto& report : {sender, greeting}) {
    EXPECT_EQ(report.outcome, SendOutcome::deferred) << report.detail;
    EXPECT_TRUE(report.target_down && report.refuses_us) << report.detail;
  }
  options.url = server;
  options.from = "busy@luodi.example";
  const auto busy = send("park@luodi.example");
  EXPECT_EQ(busy.outcome, SendOutcome::deferred);
  EXPECT_TRUE(busy.target_down && !busy.refuses_us) << busy.detail;
  EXPECT_TRUE(mails().empty());
}

TEST_F(Smtp, AnswersAfterTheMessageAreAnswers) {
  const auto full = send("full@luodi.example");
  EXPECT_EQ(full.outcome, SendOutcome::deferred);
  EXPECT_FALSE(full.target_down) << "one full mailbox says nothing about the server";
  EXPECT_EQ(send("big@luodi.example").outcome, SendOutcome::refused);
}

TEST_F(Smtp, ALostConnectionAfterTheMessageIsUnknown) {
  const auto result = send("drop@luodi.example");
  EXPECT_EQ(result.outcome, SendOutcome::unknown) << result.detail;
  EXPECT_TRUE(result.target_down && result.named) << "it may be this mailbox alone";
  EXPECT_EQ(mails().size(), 1U) << "the server had it";
}

// libcurl waits by itself for this answer: with one loop for all, every other mail and message would wait as well.
TEST_F(Smtp, AMailboxThatHangsDelaysNoOtherMailAndNoEnd) {
  boost::asio::io_context io{1};
  const auto mailer = make_smtp_mailer(io, options);
  std::optional<SendReport> hung;
  boost::asio::co_spawn(io, mailer->send("ntf_1", "hang@luodi.example", "x\r\n"),
                        [&](std::exception_ptr, SendReport report) { hung = std::move(report); });
  ASSERT_TRUE(luodi::test::run_until(io, [&] { return mails().size() == 1; })) << "it has the whole message";
  const auto other = luodi::test::run_task(io, mailer->send("ntf_2", "park@luodi.example", "y\r\n"));
  EXPECT_EQ(other.outcome, SendOutcome::delivered) << other.detail;
  ASSERT_FALSE(hung) << "it is still waiting";
  mailer->stop();
  ASSERT_TRUE(luodi::test::run_until(io, [&] { return hung.has_value(); }));
  EXPECT_EQ(hung->outcome, SendOutcome::unknown);
  EXPECT_TRUE(hung->named);
}

TEST_F(Smtp, NobodyWaitsForTheAnswerToTheGoodbye) {
  const auto report = send("gone@luodi.example");
  EXPECT_EQ(report.outcome, SendOutcome::refused) << report.detail;
  EXPECT_EQ(report.detail, "550 5.1.1 no such user");
}

TEST_F(Smtp, NoServerIsDeferred) {
  options.url = "smtp://127.0.0.1:" + std::to_string(luodi::test::free_port());
  const auto report = send("park@luodi.example");
  EXPECT_EQ(report.outcome, SendOutcome::deferred);
  EXPECT_TRUE(report.target_down && !report.named);
}

TEST(SmtpSilence, AServerThatNeverAnswersIsDeferredInTime) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(listen(fd, 1), 0);
  socklen_t size = sizeof address;
  getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  SmtpOptions options;
  options.url = "smtp://127.0.0.1:" + std::to_string(ntohs(address.sin_port));
  options.from = "a@luodi.example";
  options.total_ms = 300;
  const auto began = std::chrono::steady_clock::now();
  EXPECT_EQ(send_smtp(options, "b@luodi.example", "x\r\n").outcome, SendOutcome::deferred);
  EXPECT_LT(std::chrono::steady_clock::now() - began, std::chrono::seconds(10));
  close(fd);
}
}  // namespace
}  // namespace luodi::monitor::test
