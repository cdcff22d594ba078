#include "services/progress-monitor/domain/notification.hpp"

#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
class Sending {
 public:
  Notification n;
  Instant now = at("2022-08-16");
  std::optional<Instant> due;

  Sending() {
    NotificationQueued e;
    e.channel = "email";
    e.address = "a@example.org";
    apply(n, e, meta());
  }
  void attempt(SendOutcome outcome, const std::string& detail = "x") {
    const auto d = decide_attempt("ntf_1", n, outcome, detail, context(now, actor(Role::bureau)));
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

TEST(Notification, ResendStartsAnew) {
  Sending s;
  EXPECT_FALSE(s.resend()) << "still queued";
  s.attempt(SendOutcome::refused);
  const auto d = s.resend();
  ASSERT_TRUE(d);
  EXPECT_EQ(d->deadlines.at(0).job, "send:ntf_1");
  EXPECT_EQ(s.n.state, NotificationState::queued);
  EXPECT_EQ(s.n.tries, 0);
  EXPECT_EQ(s.n.attempts.size(), 1U) << "history stays";
}

TEST(Notification, IdIsMadeOfWhatIsToldToWhomAndHow) {
  const auto id = notification_id("int_1:issued:1", "a@example.org", "email");
  EXPECT_EQ(id, notification_id("int_1:issued:1", "a@example.org", "email"));
  EXPECT_EQ(id.size(), 36U);
  EXPECT_NE(id, notification_id("int_1:issued:2", "a@example.org", "email"));
  EXPECT_NE(id, notification_id("int_1:issued:1", "b@example.org", "email"));
  EXPECT_NE(id, notification_id("int_1:issued:1", "a@example.org", "inbox"));
}
}  // namespace
}  // namespace luodi::monitor::test
