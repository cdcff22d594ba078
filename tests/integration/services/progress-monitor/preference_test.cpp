// Preferences move messages and lose none, and what is secret about a reader stays out of the event log.
#include "tests/integration/services/progress-monitor/delivery.hpp"

namespace luodi::monitor::test {
namespace {

struct Preferences : Delivery {
  // Of a reader who is quiet from 22:00 to 07:30; it was due at midnight.
  void a_warning_waits_for_the_morning() {
    SetPreference command;
    command.quiet = QuietHours{*DayTime::parse("22:00"), *DayTime::parse("07:30")};
    prefers(command);
    projects(1);
    move_to(at("2022-07-16"));
    ASSERT_EQ(count("email", NotificationState::queued), 1U);
  }
};

TEST_F(Preferences, ANumberReachesTheGatewayAndNothingElse) {
  SetPreference command;
  command.channels = {{"warning_yellow", {ChannelKind::sms}}};
  command.phone = "13800138000";
  prefers(command);
  projects(1);
  move_to(at("2022-07-16"));
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

TEST_F(Preferences, QuietHoursAndDigestsMoveOrdinaryNewsOnly) {
  SetPreference command;
  command.digest_at = *DayTime::parse("07:00");
  command.quiet = QuietHours{*DayTime::parse("22:00"), *DayTime::parse("08:00")};
  prefers(command);
  projects(3);
  move_to(at("2022-07-16"));
  EXPECT_TRUE(site.mailer.sent.empty());
  move_to(at("2022-07-16", 7, 59));
  EXPECT_TRUE(site.mailer.sent.empty());
  move_to(at("2022-07-16", 8, 0));
  EXPECT_EQ(site.mailer.sent.size(), 1U) << "three warnings, one mail";
  EXPECT_EQ(count("email", NotificationState::coalesced), 3U);
  move_to(at("2022-08-16"));
  EXPECT_EQ(delivered("interview_opened"), 3U) << "at midnight: an interview waits for nobody's morning";
  move_to(at("2022-08-19"));
  EXPECT_EQ(delivered("interview_issued"), 3U);
}

TEST_F(Preferences, WhoComesRoundLateKeepsTheQuietHours) {
  a_warning_waits_for_the_morning();
  move_to(at("2022-07-16", 23));  // nobody looked all day
  EXPECT_TRUE(site.mailer.sent.empty()) << "due in the morning, and not in the next night";
  move_to(at("2022-07-17", 7, 29));
  EXPECT_TRUE(site.mailer.sent.empty());
  move_to(at("2022-07-17", 7, 30));
  EXPECT_EQ(site.mailer.sent.size(), 1U);
  move_to(at("2022-08-16", 0, 1));
  EXPECT_EQ(delivered("interview_opened"), 1U) << "statutory";
}

TEST_F(Preferences, WhoHasLeftIsSentNothingThatWaitedForTheMorning) {
  a_warning_waits_for_the_morning();
  site.happens<domain::Account>(*one, "park", domain::AccountDisabled{"离职"});
  move_to(at("2022-07-16", 7, 30));
  EXPECT_TRUE(site.mailer.sent.empty());
  ASSERT_EQ(count("email", NotificationState::failed), 1U);
  for (const auto& [id, n] : one->all<Notification>())
    if (n.message.channel == "email") {
      EXPECT_NE(n.attempts.at(0).detail.find("停用"), std::string::npos) << id;
    }
  EXPECT_EQ(robot.begun.size(), 1U) << "the group is told as before";
}

TEST_F(Preferences, WhoHasLeftIsSentNoDigest) {
  SetPreference command;
  command.digest_at = *DayTime::parse("18:00");
  prefers(command);
  projects(2);
  move_to(at("2022-07-16"));
  site.happens<domain::Account>(*one, "park", domain::AccountDisabled{"离职"});
  move_to(at("2022-07-16", 18));
  EXPECT_TRUE(site.mailer.sent.empty());
  EXPECT_EQ(count("email", NotificationState::coalesced), 2U);
  EXPECT_EQ(count("email", NotificationState::failed), 1U) << "the digest, with the reason";
}

TEST_F(Preferences, ADigestIsNotMadeBeforeEverythingIsSeen) {
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
TEST_F(Preferences, NothingIsLostWhateverIsPreferredAndWheneverItCrashes) {
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
    other.set_clock(at("2022-09-23", 12));  // whatever came round at night has had its morning
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
