// From news to delivery over several channels: one that is dead delays no other, and every outcome shows.
#include "tests/integration/services/progress-monitor/delivery.hpp"

namespace luodi::monitor::test {
namespace {

TEST_F(Delivery, ADeadRobotDelaysNoMail) {
  constexpr std::size_t k_many = 60;  // several batches of claims, more than fit into its lane
  projects(k_many);
  robot.hangs = true;
  site.set_clock(at("2022-07-16"));
  ASSERT_TRUE(work_until([&] { return count("email", NotificationState::delivered) == k_many; }))
      << site.mailer.sent.size() << " mails\n"
      << site.log_text.str();
  EXPECT_EQ(robot.begun.size(), 1U) << "the first message still hangs, and nothing waited for it";
  EXPECT_EQ(count("dingtalk", NotificationState::queued), k_many);
  robot.release();
  ASSERT_TRUE(work_until([&] { return count("dingtalk", NotificationState::delivered) == k_many; }));
  std::set<std::string> ids;
  for (const auto& sent : robot.begun)
    EXPECT_TRUE(ids.insert(sent.id).second) << "sent twice: " << sent.id;
  EXPECT_EQ(one->lanes.attempts(ChannelKind::dingtalk, SendOutcome::delivered), static_cast<std::int64_t>(k_many));
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Delivery, ATargetThatIsDownIsLeftAlone) {
  projects(20);
  robot.says = SendReport{SendOutcome::deferred, "connection refused"};
  robot.says.target_down = true;
  site.set_clock(at("2022-07-16"));
  ASSERT_TRUE(work_until([&] { return count("email", NotificationState::delivered) == 20; }));
  ASSERT_TRUE(work_until([&] { return one->lanes.open_breakers(ChannelKind::dingtalk) == 1; }));
  for (int i = 0; i < 20; ++i)
    run_task(site.io, one->worker.step());
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
  EXPECT_EQ(robot.begun.size(), 3U) << "three faults are enough";
  std::size_t tried = 0;
  for (const auto& [id, n] : one->all<Notification>())
    if (n.message.channel == "dingtalk") tried += n.tries > 0 ? 1U : 0U;
  EXPECT_EQ(tried, 3U) << "the others have lost none of their tries";
}

TEST_F(Delivery, ATargetThatAsksForTimeIsGivenItByAllThatWait) {
  projects(5);
  robot.says = SendReport{SendOutcome::deferred, "HTTP 429"};
  robot.says.target_down = true;
  robot.says.retry_after_ms = 2 * 3'600'000;
  site.set_clock(at("2022-07-16"));
  ASSERT_TRUE(work_until([&] { return count("email", NotificationState::delivered) == 5; })) << "other lanes go on";
  ASSERT_TRUE(work_until([&] { return robot.begun.size() == 1; }));
  for (int i = 0; i < 20; ++i)
    run_task(site.io, one->worker.step());
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
  EXPECT_EQ(robot.begun.size(), 1U) << "it has said so to all of us";
  EXPECT_EQ(one->lanes.open_breakers(ChannelKind::dingtalk), 0U) << "one fault opens no breaker";
}

TEST_F(Delivery, ATargetThatIsGoneIsAskedNoMore) {
  projects(3);
  robot.says = SendReport{SendOutcome::refused, "HTTP 410"};
  robot.says.target_gone = true;
  move_to(at("2022-07-16"));
  EXPECT_EQ(robot.begun.size(), 1U);
  EXPECT_EQ(count("dingtalk", NotificationState::failed), 3U);
  EXPECT_EQ(one->lanes.gone(ChannelKind::dingtalk), 1U);
  EXPECT_EQ(count("email", NotificationState::delivered), 3U);
  EXPECT_NE(site.log_text.str().find("gx-robot"), std::string::npos) << site.log_text.str();
  begin();  // the configuration is read anew
  EXPECT_EQ(one->lanes.gone(ChannelKind::dingtalk), 0U);
}

TEST_F(Delivery, ATargetThatRefusesUsIsToldInTheInboxesOnce) {
  projects(3);
  robot.says = SendReport{SendOutcome::deferred, "535 wrong password"};
  robot.says.refuses_us = true;
  move_to(at("2022-07-16"));
  EXPECT_EQ(robot.begun.size(), 3U);
  std::vector<std::string> roles;
  for (const auto& [id, n] : one->all<Notification>())
    if (n.message.occasion == "channel_refuses") {
      roles.push_back(n.message.role);
      EXPECT_EQ(n.state, NotificationState::delivered) << "in the inbox";
    }
  std::sort(roles.begin(), roles.end());
  EXPECT_EQ(roles, (std::vector<std::string>{"bureau", "committee"}));
}

TEST_F(Delivery, AnUncertainMessageIsRepeatedOnceUnderItsId) {
  projects(1);
  robot.says = SendReport{SendOutcome::unknown, "no answer"};
  move_to(at("2022-07-16"));
  EXPECT_EQ(count("dingtalk", NotificationState::uncertain), 1U);
  move_to(at("2022-07-17"));
  move_to(at("2022-07-20"));
  ASSERT_EQ(robot.begun.size(), 2U);
  EXPECT_EQ(robot.begun[0].id, robot.begun[1].id);
  EXPECT_EQ(count("dingtalk", NotificationState::uncertain), 1U) << "never called failed, never called delivered";
}

TEST_F(Delivery, TheReceiverSaysWhenToComeAgain) {
  constexpr std::int64_t k_wish_ms = 3 * 3'600'000;
  projects(1);
  robot.says = SendReport{SendOutcome::deferred, "HTTP 429"};
  robot.says.retry_after_ms = k_wish_ms;
  move_to(at("2022-07-16"));
  site.set_clock(site.clock.now().plus_ms(k_wish_ms - 1));
  one->settle();
  EXPECT_EQ(robot.begun.size(), 1U);
  robot.says = SendReport{SendOutcome::delivered, "test"};
  site.set_clock(site.clock.now().plus_ms(1));
  one->settle();
  EXPECT_EQ(robot.begun.size(), 2U);
  EXPECT_EQ(count("dingtalk", NotificationState::delivered), 1U);
}

TEST_F(Delivery, ADeadLetterIsSentAgainUnderItsId) {
  projects(1);
  robot.says = SendReport{SendOutcome::deferred, "busy"};
  site.set_clock(at("2022-07-16"));
  for (int i = 0; i < k_send_tries + 2; ++i) {
    one->settle();
    site.set_clock(site.clock.now().plus_ms(2 * 3'600'000));
  }
  ASSERT_EQ(robot.begun.size(), static_cast<std::size_t>(k_send_tries));
  EXPECT_EQ(count("dingtalk", NotificationState::dead), 1U);
  EXPECT_EQ(one->indexes.undelivered(), 1U);
  robot.says = SendReport{SendOutcome::delivered, "test"};
  const std::string id = robot.begun[0].id;
  decides([&](const MonitorOverlay& world, const domain::Context& context) {
    return decide_resend(id, world.find<Notification>(id)->state, NotificationResent{"the robot is back"}, context);
  });
  one->settle();
  ASSERT_EQ(robot.begun.size(), k_send_tries + 1U);
  EXPECT_EQ(robot.begun.back().id, id);
  EXPECT_EQ(count("dingtalk", NotificationState::delivered), 1U);
  EXPECT_EQ(one->indexes.undelivered(), 0U);
}

TEST_F(Delivery, WhatIsAttachedIsMadeWhenTheMailIsSent) {
  std::vector<std::string> asked;
  site.email.attach = [&](std::string id, Notification n) -> Task<std::vector<Attachment>> {
    asked.push_back(n.message.occasion);
    co_return std::vector<Attachment>{{"notice.pdf", "application/pdf", "%PDF- " + id}};
  };
  projects(1);
  EXPECT_TRUE(asked.empty());
  move_to(at("2022-07-16"));
  EXPECT_EQ(asked, std::vector<std::string>{"warning_yellow"});
  ASSERT_EQ(site.mailer.sent.size(), 1U);
  const auto& sent = site.mailer.sent[0];
  EXPECT_NE(sent.mail.find(base64("%PDF- " + sent.id).substr(0, 40)), std::string::npos);
}

TEST_F(Delivery, ATargetThatIsNoLongerConfiguredFailsVisibly) {
  projects(1);
  site.set_clock(at("2022-07-16"));
  run_task(site.io, one->worker.step());
  while (run_task(site.io, one->consumer.step())) {
  }
  one = std::make_unique<Site::Instance>(site);  // without the robot
  one->settle();
  EXPECT_EQ(count("dingtalk", NotificationState::failed), 1U);
  EXPECT_EQ(one->indexes.undelivered(), 1U);
}
}  // namespace
}  // namespace luodi::monitor::test
