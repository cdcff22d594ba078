// From news to delivery over several channels: one that is dead delays no other, preferences move messages and lose
// none, and what is secret about a reader stays out of the event log.
#include <algorithm>
#include <set>

#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

// A group's robot, or the SMS gateway. While it hangs, whatever is sent waits.
class FakeTarget final : public Channel {
 public:
  explicit FakeTarget(boost::asio::io_context& io) : released_(io) {}
  std::vector<Outgoing> begun;
  bool hangs = false;
  SendReport says{SendOutcome::delivered, "test"};

  Task<SendReport> send(Outgoing message) override {
    begun.push_back(std::move(message));
    while (hangs)
      co_await released_.wait_until(store::AsyncEvent::Clock::now() + std::chrono::seconds(1));
    co_return says;
  }
  void release() {
    hangs = false;
    released_.notify_all();
  }

 private:
  store::AsyncEvent released_;
};

struct Delivery : testing::Test {
  Site site;
  FakeTarget robot{site.io};
  FakeTarget gateway{site.io};
  std::unique_ptr<Site::Instance> one;

  void SetUp() override {
    // Jobs of this one sort before those of mail.
    site.reach.targets = {{"gx-robot", ChannelKind::dingtalk, "park", "MY-GX"}};
    site.reach.texting = true;
    begin();
    site.account(*one, "park", Role::park, "MY-GX", "park@luodi.example");
    site.set_clock(at("2022-06-01", 10));
  }
  void begin() {
    one.reset();
    one = std::make_unique<Site::Instance>(site);
    one->lanes.add("gx-robot", ChannelKind::dingtalk, robot, {1, 0});
    one->lanes.add("sms", ChannelKind::sms, gateway, {1, 0});
  }
  void prefers(const SetPreference& command) {
    MonitorRunner::Decide decide = [&](const MonitorOverlay& world, const domain::Context&) -> Expected<MonitorPlan> {
      const auto* before = world.find<NotificationPreference>("park");
      auto decision = decide_preference("park", before ? &before->state : nullptr, command);
      if (!decision) return fail(decision.error());
      return MonitorPlan(std::move(*decision), [](const MonitorOverlay&) { return bus::Reply(); });
    };
    auto done = run_task(site.io, one->runner.run_internal(std::move(decide)));
    ASSERT_TRUE(done) << done.error().detail;
  }
  void projects(int count) {
    for (int i = 0; i < count; ++i)
      site.project(*one, "prj_" + std::to_string(i), yi(5));
    one->settle();
  }
  // Steps until the condition holds; what hangs meanwhile goes on hanging.
  bool work_until(const std::function<bool()>& done) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!done() && std::chrono::steady_clock::now() < limit) {
      run_task(site.io, one->consumer.step());
      run_task(site.io, one->worker.step());
      site.io.restart();
      site.io.run_one_for(std::chrono::milliseconds(5));
      site.io.poll();
    }
    return done();
  }
  std::size_t delivered(const std::string& occasion) const {
    std::size_t n = 0;
    for (const auto& [id, entry] : one->all<Notification>())
      n += entry.message.occasion == occasion && entry.message.channel == "email" &&
                   entry.state == NotificationState::delivered
               ? 1U
               : 0U;
    return n;
  }
  std::size_t count(const std::string& channel, NotificationState state) const {
    std::size_t n = 0;
    for (const auto& [id, entry] : one->all<Notification>())
      n += entry.message.channel == channel && entry.state == state ? 1U : 0U;
    return n;
  }
};

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

TEST_F(Delivery, AnUncertainMessageIsRepeatedOnceUnderItsId) {
  projects(1);
  robot.says = SendReport{SendOutcome::unknown, "no answer"};
  site.set_clock(at("2022-07-16"));
  one->settle();
  EXPECT_EQ(count("dingtalk", NotificationState::uncertain), 1U);
  site.set_clock(at("2022-07-17"));
  one->settle();
  site.set_clock(at("2022-07-20"));
  one->settle();
  ASSERT_EQ(robot.begun.size(), 2U);
  EXPECT_EQ(robot.begun[0].id, robot.begun[1].id);
  EXPECT_EQ(count("dingtalk", NotificationState::uncertain), 1U) << "never called failed, never called delivered";
}

TEST_F(Delivery, WhatIsAttachedIsMadeWhenTheMailIsSent) {
  std::vector<std::string> asked;
  site.email.attach = [&](std::string id, Notification n) -> Task<std::vector<Attachment>> {
    asked.push_back(n.message.occasion);
    co_return std::vector<Attachment>{{"notice.pdf", "application/pdf", "%PDF- " + id}};
  };
  projects(1);
  EXPECT_TRUE(asked.empty());
  site.set_clock(at("2022-07-16"));
  one->settle();
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

TEST_F(Delivery, ANumberReachesTheGatewayAndNothingElse) {
  SetPreference command;
  command.channels = {{"warning_yellow", {ChannelKind::sms}}};
  command.phone = "13800138000";
  prefers(command);
  projects(1);
  site.set_clock(at("2022-07-16"));
  one->settle();
  ASSERT_EQ(gateway.begun.size(), 1U);
  EXPECT_EQ(gateway.begun[0].number, "13800138000");
  EXPECT_TRUE(site.mailer.sent.empty()) << "the park chose otherwise";
  for (const auto& event : site.store.data().events)
    EXPECT_EQ(event.json.find("13800138000"), std::string::npos) << event.json;
  EXPECT_EQ(site.log_text.str().find("13800138000"), std::string::npos);
  command.phone.clear();
  command.channels.clear();
  prefers(command);
  EXPECT_TRUE(site.store.data().secrets.empty()) << "forgotten when it is taken back";
}

TEST_F(Delivery, QuietHoursAndDigestsMoveOrdinaryNewsOnly) {
  SetPreference command;
  command.digest_at = *DayTime::parse("07:00");
  command.quiet = QuietHours{*DayTime::parse("22:00"), *DayTime::parse("08:00")};
  prefers(command);
  projects(3);
  site.set_clock(at("2022-07-16"));
  one->settle();
  EXPECT_TRUE(site.mailer.sent.empty());
  site.set_clock(at("2022-07-16", 7, 59));
  one->settle();
  EXPECT_TRUE(site.mailer.sent.empty());
  site.set_clock(at("2022-07-16", 8, 0));
  one->settle();
  EXPECT_EQ(site.mailer.sent.size(), 1U) << "three warnings, one mail";
  EXPECT_EQ(count("email", NotificationState::coalesced), 3U);
  site.set_clock(at("2022-08-16"));
  one->settle();
  EXPECT_EQ(delivered("interview_opened"), 3U) << "at midnight: an interview waits for nobody's morning";
  site.set_clock(at("2022-08-19"));
  one->settle();
  EXPECT_EQ(delivered("interview_issued"), 3U);
}

TEST_F(Delivery, ADigestIsNotMadeBeforeEverythingIsSeen) {
  SetPreference command;
  command.digest_at = *DayTime::parse("08:00");
  prefers(command);
  projects(3);
  site.set_clock(at("2022-07-16"));
  Site::Instance two(site);
  site.hub.faults().drop_events = 1'000;
  two.settle();
  site.hub.faults().drop_events = 0;
  site.set_clock(at("2022-07-16", 8, 0));
  site.store.faults().heads_unavailable = 1;
  run_task(site.io, one->worker.step());
  EXPECT_TRUE(site.mailer.sent.empty());
  one->settle();
  EXPECT_EQ(site.mailer.sent.size(), 1U) << "what the other one queued is in it";
  EXPECT_EQ(count("email", NotificationState::coalesced), 3U);
}

// Whatever the reader prefers and whenever the process dies, each warning is told exactly once, by itself or by one
// digest.
TEST_F(Delivery, NothingIsLostWhateverIsPreferredAndWheneverItCrashes) {
  constexpr int k_projects = 4;
  for (unsigned seed = 0; seed < 12; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Site other;
    auto instance = std::make_unique<Site::Instance>(other);
    other.account(*instance, "park", Role::park, "MY-GX", "park@luodi.example");
    other.set_clock(at("2022-06-01", 10));
    PreferenceSet choice;
    if (seed % 3 != 0) choice.digest_at = *DayTime::parse(seed % 2 == 0 ? "18:00" : "00:00");
    if (seed % 4 != 0)
      choice.quiet = QuietHours{*DayTime::parse("21:00"), *DayTime::parse("0" + std::to_string(seed % 10) + ":30")};
    other.happens<NotificationPreference>(*instance, "park", choice);
    unsigned random = seed * 2654435761U + 1;
    const auto next = [&](unsigned below) {
      random = random * 1664525U + 1013904223U;
      return (random >> 16U) % below;
    };
    for (int i = 0; i < k_projects; ++i) {
      other.project(*instance, "prj_" + std::to_string(i), yi(5));
      other.set_clock(other.clock.now().plus_ms(static_cast<std::int64_t>(next(20)) * 86'400'000));
    }
    while (other.clock.now() < at("2022-09-20")) {
      other.set_clock(other.clock.now().plus_ms(static_cast<std::int64_t>(1 + next(50)) * 3'600'000));
      for (unsigned step = 0; step < 3; ++step) {
        run_task(other.io, instance->consumer.step());
        if (next(3) == 0) instance = std::make_unique<Site::Instance>(other);
        run_task(other.io, instance->worker.step());
        run_until(other.io, [&] { return instance->lanes.sending() == 0; });
      }
    }
    instance->settle();
    other.set_clock(at("2022-09-23"));
    instance->settle();
    const auto all = instance->all<Notification>();
    std::map<std::string, int> told;
    for (const auto& mail : other.mailer.sent)
      ++told[mail.id];
    std::size_t ordinary = 0;
    for (const auto& [id, n] : all) {
      if (n.message.channel != "email") continue;
      if (n.state == NotificationState::coalesced) {
        EXPECT_TRUE(choice.digest_at);
        EXPECT_EQ(told.count(id), 0U) << id;
        ASSERT_TRUE(all.contains(n.coalesced_into)) << id;
        EXPECT_NE(all.at(n.coalesced_into).message.text.find(id), std::string::npos) << id;
      } else {
        EXPECT_EQ(n.state, NotificationState::delivered) << id;
        EXPECT_EQ(told[id], 1) << id;
      }
      ordinary += is_statutory(n.message.occasion) ? 0U : 1U;
    }
    EXPECT_GE(ordinary, static_cast<std::size_t>(k_projects));
  }
}
}  // namespace
}  // namespace luodi::monitor::test
