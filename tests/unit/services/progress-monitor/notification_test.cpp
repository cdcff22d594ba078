#include "services/progress-monitor/domain/notification.hpp"

#include <algorithm>

#include "services/progress-monitor/domain/channel_alarm.hpp"
#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
class Sending {
 public:
  Notification n;
  Instant now = at("2022-08-16");
  std::optional<Instant> due;
  std::optional<std::int64_t> retry_after;
  std::optional<QuietHours> quiet;

  explicit Sending(const std::string& channel = "email", const std::string& occasion = "warning_red") {
    NotificationQueued e;
    e.channel = channel;
    e.occasion = occasion;
    e.address = "a@example.org";
    apply(n, e, meta());
  }
  void attempt(SendOutcome outcome, const std::string& detail = "x") {
    const auto d = decide_attempt("ntf_1", n, {outcome, detail, retry_after}, quiet, context(now, actor(Role::bureau)));
    ASSERT_EQ(d.events.size(), 1U);
    ASSERT_TRUE(domain::apply_fact(n, d.events[0].fact, d.events[0].data, meta()));
    due.reset();
    if (!d.deadlines.empty()) due = d.deadlines[0].at;
  }
  Expected<domain::Decision> resend(Role role = Role::committee) {
    auto d = decide_resend("ntf_1", n, NotificationResent{"再发"}, context(now, actor(role)));
    if (d) {
      EXPECT_TRUE(domain::apply_fact(n, d->events[0].fact, d->events[0].data, meta()));
    }
    return d;
  }
  domain::EventMeta meta() const {
    domain::EventMeta m;
    m.at = now;
    return m;
  }
};

TEST(Notification, DeliveredIsTheEnd) {
  Sending s;
  s.attempt(SendOutcome::delivered);
  EXPECT_EQ(s.n.state, NotificationState::delivered);
  EXPECT_FALSE(s.due);
}

TEST(Notification, RefusedFailsAtOnce) {
  Sending s;
  s.attempt(SendOutcome::refused, "550 no such user\r\n");
  EXPECT_EQ(s.n.state, NotificationState::failed);
  EXPECT_FALSE(s.due);
  EXPECT_EQ(s.n.attempts.at(0).detail.find('\r'), std::string::npos);
}

TEST(Notification, DeferredBacksOffAndDiesAfterTen) {
  Sending s;
  const std::vector<std::int64_t> minutes{1, 5, 30, 120, 120, 120, 120, 120, 120};
  for (const auto m : minutes) {
    s.attempt(SendOutcome::deferred, "451 later");
    ASSERT_TRUE(s.due);
    EXPECT_EQ(s.due->ms() - s.now.ms(), m * 60'000);
    EXPECT_EQ(s.n.state, NotificationState::queued);
  }
  s.attempt(SendOutcome::deferred);
  EXPECT_EQ(s.n.state, NotificationState::dead);
  EXPECT_FALSE(s.due);
}

TEST(Notification, UnknownIsRepeatedOnceAndNeverCalledFailed) {
  Sending s;
  s.attempt(SendOutcome::unknown);
  EXPECT_EQ(s.n.state, NotificationState::uncertain);
  EXPECT_TRUE(s.due);
  s.attempt(SendOutcome::unknown);
  EXPECT_EQ(s.n.state, NotificationState::uncertain);
  EXPECT_FALSE(s.due);
}

TEST(Notification, ADoubtIsNotForgottenByALaterDeferral) {
  Sending s;
  s.attempt(SendOutcome::unknown);
  s.attempt(SendOutcome::deferred);
  EXPECT_EQ(s.n.state, NotificationState::uncertain);
  s.attempt(SendOutcome::delivered);
  EXPECT_EQ(s.n.state, NotificationState::delivered);
}

TEST(Notification, WhatMayBeOutIsNeverCalledFailedOrDead) {
  for (const bool refused : {true, false}) {
    Sending s("webhook");
    s.attempt(SendOutcome::unknown);
    for (int i = 1; i < (refused ? 2 : k_send_tries); ++i)
      s.attempt(refused ? SendOutcome::refused : SendOutcome::deferred);
    EXPECT_EQ(s.n.state, NotificationState::uncertain);
    EXPECT_FALSE(s.due) << "it is over";
    ASSERT_TRUE(s.resend());
    s.attempt(SendOutcome::refused);
    EXPECT_EQ(s.n.state, NotificationState::uncertain) << "the first one may still be out";
    EXPECT_TRUE(s.resend());
    for (int i = 0; i < 100; ++i)
      s.attempt(SendOutcome::refused);
    EXPECT_EQ(s.n.state, NotificationState::uncertain);
    EXPECT_EQ(s.n.attempts.size(), 50U);
    EXPECT_EQ(s.n.attempts.front().outcome, SendOutcome::unknown) << "why it is uncertain stays readable";
  }
}

TEST(Notification, WhatAServerSaysStaysReadable) {
  std::string longer;
  for (int i = 0; i < 200; ++i)
    longer += "长";
  const std::vector<std::pair<std::string, std::string>> table{
      {"errcode 310000 关键词不匹配", "errcode 310000 关键词不匹配"},
      {"451 4.7.1 灰名单\r\n", "451 4.7.1 灰名单  "},
      {"a\tb\x7f"
       "c\xc2\x85"
       "d",
       "a b c d"},
      {"\xb9\xd8 GBK", "   GBK"},
      {"\xe7\xbb", "  "},
      {"x\xe2\x80\xae"
       "y",
       "x y"},
  };
  for (const auto& [said, kept] : table) {
    Sending s;
    s.attempt(SendOutcome::refused, said);
    EXPECT_EQ(s.n.attempts.at(0).detail, kept);
  }
  Sending s;
  s.attempt(SendOutcome::refused, longer);
  const auto& kept = s.n.attempts.at(0).detail;
  EXPECT_LE(kept.size(), 500U);
  EXPECT_TRUE(kept.ends_with("长…")) << kept;
  EXPECT_EQ(kept.size() % 3, 0U) << "no character is cut";
}

TEST(Notification, AChannelThatRefusesUsIsToldToTheCityOnceADay) {
  Sending s;
  std::vector<std::string> stored;
  const auto told_at = [&](Instant when) {
    const auto known = [&](const std::string& id) {
      return std::find(stored.begin(), stored.end(), id) != stored.end();
    };
    const auto d = alarm_refused(s.n.message, "535 5.7.8 认证失败\r\n", known, context(when, actor(Role::bureau)));
    for (const auto& e : d.events)
      stored.push_back(e.subject);
    EXPECT_TRUE(d.deadlines.empty()) << "an inbox needs no sending";
    return d.events;
  };
  const auto first = told_at(at("2022-08-16", 9));
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].data["role"], "bureau");
  EXPECT_EQ(first[1].data["role"], "committee");
  for (const auto& e : first) {
    EXPECT_EQ(e.data["channel"], "inbox");
    EXPECT_TRUE(is_occasion(e.data["occasion"].get<std::string>()));
    EXPECT_NE(e.data["text"].get<std::string>().find("535 5.7.8 认证失败"), std::string::npos);
    EXPECT_EQ(e.data["text"].get<std::string>().find('\r'), std::string::npos);
  }
  EXPECT_TRUE(told_at(at("2022-08-16", 23)).empty()) << "however many messages wait";
  EXPECT_EQ(told_at(at("2022-08-17", 1)).size(), 2U) << "it still lasts";
}

TEST(Notification, ResendStartsAnew) {
  Sending s;
  EXPECT_FALSE(s.resend()) << "still queued";
  s.attempt(SendOutcome::refused);
  const auto d = s.resend();
  ASSERT_TRUE(d);
  EXPECT_EQ(d->deadlines.at(0).job, "send:email:ntf_1");
  EXPECT_EQ(s.n.state, NotificationState::queued);
  EXPECT_EQ(s.n.tries, 0);
  EXPECT_EQ(s.n.attempts.size(), 1U) << "history stays";
}

TEST(Notification, ADoubtAfterAResendIsRepeatedOnceAgain) {
  Sending s;
  s.attempt(SendOutcome::unknown);
  s.attempt(SendOutcome::unknown);
  ASSERT_FALSE(s.due);
  ASSERT_TRUE(s.resend());
  s.attempt(SendOutcome::unknown);
  EXPECT_TRUE(s.due);
  s.attempt(SendOutcome::unknown);
  EXPECT_FALSE(s.due);
}

TEST(Notification, AReceiverThatDropsRepeatsIsAskedAgain) {
  Sending s("webhook");
  s.attempt(SendOutcome::unknown);
  s.attempt(SendOutcome::unknown);
  EXPECT_TRUE(s.due) << "the webhook-id tells it";
  for (int i = 2; i < k_send_tries; ++i)
    s.attempt(SendOutcome::unknown);
  EXPECT_FALSE(s.due);
  EXPECT_EQ(s.n.state, NotificationState::uncertain);
}

TEST(Notification, WebhooksAreTriedForThreeDays) {
  Sending s("webhook");
  std::int64_t whole = 0;
  for (int i = 0; i < k_send_tries - 1; ++i) {
    s.attempt(SendOutcome::deferred);
    ASSERT_TRUE(s.due);
    whole += s.due->ms() - s.now.ms();
  }
  EXPECT_GT(whole, 72 * 3'600'000LL);
}

TEST(Notification, TheReceiversWishIsHonouredWithinADay) {
  Sending s("webhook");
  s.retry_after = 3'600'000;
  s.attempt(SendOutcome::deferred);
  EXPECT_EQ(s.due->ms() - s.now.ms(), 3'600'000);
  s.retry_after = 1;
  s.attempt(SendOutcome::deferred);
  EXPECT_EQ(s.due->ms() - s.now.ms(), 300'000) << "not earlier than we would";
  s.retry_after = 365LL * 86'400'000;
  s.attempt(SendOutcome::deferred);
  EXPECT_EQ(s.due->ms() - s.now.ms(), 86'400'000);
}

TEST(Notification, ARepeatKeepsTheQuietHoursUnlessTheNoticeIsStatutory) {
  for (const bool statutory : {false, true}) {
    Sending s("email", statutory ? "interview_issued" : "warning_red");
    s.now = at("2022-08-16", 21, 59);
    s.quiet = QuietHours{*DayTime::parse("22:00"), *DayTime::parse("07:00")};
    s.attempt(SendOutcome::deferred);
    EXPECT_EQ(s.due, statutory ? at("2022-08-16", 22) : at("2022-08-17", 7));
  }
}

TEST(Notification, TheJobNamesItsChannel) {
  NotificationQueued m;
  m.channel = "wecom";
  const auto job = read_send_job(send_job(m, "ntf_1"));
  EXPECT_EQ(job.channel, ChannelKind::wecom);
  EXPECT_EQ(job.notification, "ntf_1");
  EXPECT_EQ(read_send_job("send:ntf_1").notification, "ntf_1") << "as it was written before channels";
}

TEST(Notification, IdIsMadeOfWhatIsToldToWhomAndHow) {
  const auto id = notification_id("int_1:issued:1", "a@example.org", "email");
  EXPECT_EQ(id, notification_id("int_1:issued:1", "a@example.org", "email"));
  EXPECT_EQ(id.size(), 36U);
  EXPECT_NE(id, notification_id("int_1:issued:2", "a@example.org", "email"));
  EXPECT_NE(id, notification_id("int_1:issued:1", "b@example.org", "email"));
  EXPECT_NE(id, notification_id("int_1:issued:1", "a@example.org", "inbox"));
}

TEST(Notification, CoalescedItIsNotSentByItself) {
  Sending s;
  s.attempt(SendOutcome::deferred);
  ASSERT_TRUE(s.n.next_at);
  apply(s.n, NotificationCoalesced{"ntf_2"}, s.meta());
  EXPECT_EQ(s.n.state, NotificationState::coalesced);
  EXPECT_EQ(s.n.coalesced_into, "ntf_2") << "where to read it";
  EXPECT_FALSE(s.n.next_at) << "no moment at which it would be sent";
}
}  // namespace
}  // namespace luodi::monitor::test
