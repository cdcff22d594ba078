// Sessions, sign-in with lockout, passwords and rate limits, over the memory store and a clock that the test moves.
#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "common/store/memory/memory_store.hpp"
#include "services/gateway/login.hpp"
#include "services/gateway/rate_limit.hpp"
#include "services/gateway/sessions.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::gateway {
namespace {

using test::run_task;

constexpr HashCost k_cheap{1, 8 * 1024};  // the least that libsodium takes
constexpr std::int64_t k_minute = 60'000;

class IdentityTest : public testing::Test {
 protected:
  std::int64_t now() const { return store_.now().ms(); }
  Sessions::Clock clock() {
    return [this] { return now(); };
  }
  std::optional<std::string> user(Sessions& sessions, const std::string& token,
                                  Sessions::Reason reason = Sessions::Reason::use) {
    auto found = run_task(io_, sessions.check(token, reason));
    EXPECT_TRUE(found.has_value());
    return found ? *found : std::nullopt;
  }
  boost::asio::io_context io_{1};
  store::memory::MemoryStore store_{"510700"};
};

class SessionsTest : public IdentityTest {
 protected:
  Sessions sessions_{store_, SessionLimits(), clock()};
  Sessions other_{store_, SessionLimits(), clock()};  // a second gateway on the same store
  std::string token_ = run_task(io_, sessions_.open("li"))->token;
};

TEST_F(SessionsTest, ATokenIs256BitsAndStoredNowhere) {
  EXPECT_EQ(token_.size(), 43U);
  EXPECT_NE(run_task(io_, sessions_.open("li"))->token, token_);
  EXPECT_EQ(store_.dump().find(token_), std::string::npos);
  EXPECT_NE(store_.dump().find("\"li\""), std::string::npos);
}

TEST_F(SessionsTest, AreKnownToEveryGatewayAndAfterARestart) {
  EXPECT_EQ(user(sessions_, token_), "li");
  EXPECT_EQ(user(other_, token_), "li");
  EXPECT_EQ(user(other_, std::string(43, 'A')), std::nullopt);
  EXPECT_EQ(user(other_, "short"), std::nullopt);
}

TEST_F(SessionsTest, AFreshCopyNeedsNoStore) {
  ASSERT_NE(sessions_.fresh(token_), nullptr);
  EXPECT_EQ(*sessions_.fresh(token_), "li");
  store_.advance_ms(999);
  EXPECT_NE(sessions_.fresh(token_), nullptr);
  store_.advance_ms(1);
  EXPECT_EQ(sessions_.fresh(token_), nullptr);
  EXPECT_EQ(other_.fresh(token_), nullptr);
}

TEST_F(SessionsTest, EndAfterHalfAnHourWithoutUse) {
  for (int i = 0; i < 5; ++i) {
    store_.advance_ms(29 * k_minute);
    EXPECT_EQ(user(sessions_, token_), "li");
  }
  store_.advance_ms(30 * k_minute);
  EXPECT_EQ(user(sessions_, token_), std::nullopt);
  EXPECT_EQ(user(other_, token_), std::nullopt);
}

TEST_F(SessionsTest, UseThroughAnotherGatewayCounts) {
  for (int i = 0; i < 3; ++i) {
    store_.advance_ms(20 * k_minute);
    EXPECT_EQ(user(other_, token_), "li");
  }
  EXPECT_EQ(user(sessions_, token_), "li");
}

TEST_F(SessionsTest, LookingKeepsNothingAlive) {
  for (int i = 0; i < 29; ++i) {
    store_.advance_ms(k_minute);
    EXPECT_EQ(user(sessions_, token_, Sessions::Reason::look), "li");
  }
  store_.advance_ms(k_minute);
  EXPECT_EQ(user(sessions_, token_, Sessions::Reason::look), std::nullopt);
}

TEST_F(SessionsTest, EndAfterTwelveHoursWhateverHappens) {
  for (int i = 0; i < 12 * 60 - 1; ++i) {
    store_.advance_ms(k_minute);
    ASSERT_EQ(user(sessions_, token_), "li") << i;
  }
  store_.advance_ms(k_minute);
  EXPECT_EQ(user(sessions_, token_), std::nullopt);
  EXPECT_EQ(sessions_.fresh(token_), nullptr);
}

TEST_F(SessionsTest, ClosingCountsAtOnceHereAndWithinASecondElsewhere) {
  EXPECT_EQ(user(other_, token_), "li");
  ASSERT_TRUE(run_task(io_, sessions_.close(token_)).has_value());
  EXPECT_EQ(sessions_.fresh(token_), nullptr);
  EXPECT_EQ(user(sessions_, token_), std::nullopt);
  store_.advance_ms(1000);
  EXPECT_EQ(user(other_, token_), std::nullopt);
}

TEST_F(SessionsTest, ALateTouchDoesNotReviveAClosedSession) {
  EXPECT_EQ(user(other_, token_), "li");
  ASSERT_TRUE(run_task(io_, sessions_.close(token_)).has_value());
  store_.advance_ms(10);
  EXPECT_EQ(user(other_, token_), "li");  // still within its second
  store_.advance_ms(2 * k_minute);
  EXPECT_EQ(user(other_, token_), std::nullopt);
  EXPECT_EQ(user(sessions_, token_), std::nullopt);
}

TEST_F(SessionsTest, AnOutageOfTheStoreIsBridgedForAMinute) {
  store_.advance_ms(1000);
  store_.faults().down = true;
  EXPECT_EQ(user(sessions_, token_), "li");
  const auto stranger = run_task(io_, other_.check(token_));
  ASSERT_FALSE(stranger.has_value());
  EXPECT_EQ(stranger.error().code, ErrorCode::service_unavailable);
  store_.advance_ms(k_minute);
  EXPECT_FALSE(run_task(io_, sessions_.check(token_)).has_value());
  store_.faults().down = false;
  EXPECT_EQ(user(sessions_, token_), "li");
}

TEST_F(SessionsTest, CopiesAreBounded) {
  SessionLimits limits;
  limits.max_copies = 3;
  Sessions few(store_, limits, clock());
  for (int i = 0; i < 10; ++i)
    ASSERT_TRUE(run_task(io_, few.open("li")).has_value());
  EXPECT_LE(few.copies(), 3U);
}

class LoginTest : public IdentityTest {
 protected:
  LoginTest() {
    store::UnitOfWork work("510700");
    work.secret(password_secret("li"), *run_task(io_, hasher_.hash("Right-pass-1")));
    run_task(io_, store_.commit(std::move(work)));
  }
  std::unique_ptr<Login> make() {
    return std::make_unique<Login>(
        "510700", store_, hasher_, [this](const std::string& name) { return name == "li" && active_; }, LockoutLimits(),
        clock());
  }
  std::optional<ErrorCode> attempt(Login& login, const std::string& name, const std::string& password) {
    const auto result = run_task(io_, login.check(name, password));
    if (result) return std::nullopt;
    return result.error().code;
  }
  PasswordHasher hasher_{io_, k_cheap};
  bool active_ = true;
  std::unique_ptr<Login> login_ = make();
};

TEST_F(LoginTest, TakesTheRightPasswordOnly) {
  EXPECT_EQ(attempt(*login_, "li", "Right-pass-1"), std::nullopt);
  EXPECT_EQ(attempt(*login_, "li", "right-pass-1"), ErrorCode::bad_credentials);
  EXPECT_EQ(attempt(*login_, "nobody", "Right-pass-1"), ErrorCode::bad_credentials);
  active_ = false;
  EXPECT_EQ(attempt(*login_, "li", "Right-pass-1"), ErrorCode::bad_credentials);
}

TEST_F(LoginTest, LocksAfterFiveFailuresForHalfAnHour) {
  for (const std::string name : {"li", "nobody"}) {  // an unknown name behaves the same
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(attempt(*login_, name, "wrong"), ErrorCode::bad_credentials);
    EXPECT_EQ(attempt(*login_, name, "Right-pass-1"), ErrorCode::account_locked) << name;
  }
  store_.advance_ms(30 * k_minute - 1);
  EXPECT_EQ(attempt(*login_, "li", "Right-pass-1"), ErrorCode::account_locked);
  store_.advance_ms(1);
  EXPECT_EQ(attempt(*login_, "li", "Right-pass-1"), std::nullopt);
}

TEST_F(LoginTest, ASuccessForgetsTheFailures) {
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 4; ++i)
      EXPECT_EQ(attempt(*login_, "li", "wrong"), ErrorCode::bad_credentials);
    EXPECT_EQ(attempt(*login_, "li", "Right-pass-1"), std::nullopt);
  }
}

TEST_F(LoginTest, NeitherARestartNorASecondGatewayGivesFurtherTries) {
  for (int i = 0; i < 3; ++i)
    EXPECT_EQ(attempt(*login_, "li", "wrong"), ErrorCode::bad_credentials);
  auto second = make();
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ(attempt(*second, "li", "wrong"), ErrorCode::bad_credentials);
  EXPECT_EQ(attempt(*second, "li", "Right-pass-1"), ErrorCode::account_locked);
  EXPECT_EQ(attempt(*login_, "li", "Right-pass-1"), ErrorCode::account_locked);
}

TEST_F(LoginTest, GuessesSideBySideGainNothing) {
  std::vector<std::optional<ErrorCode>> outcomes;
  int done = 0;
  auto guess = [&](std::string password) {
    boost::asio::co_spawn(io_, login_->check("li", std::move(password)),
                          [&](const std::exception_ptr&, const Expected<void>& result) {
                            ++done;
                            outcomes.push_back(result ? std::nullopt : std::optional(result.error().code));
                          });
  };
  for (int i = 0; i < 9; ++i)
    guess("wrong" + std::to_string(i));
  guess("Right-pass-1");  // hashed on the same two threads, behind nine wrong ones
  ASSERT_TRUE(test::run_until(io_, [&] { return done == 10; }));
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), std::optional(ErrorCode::bad_credentials)), 5);
  EXPECT_EQ(std::count(outcomes.begin(), outcomes.end(), std::optional(ErrorCode::account_locked)), 5);
}

TEST_F(LoginTest, MoreThanEighteenAtOnceAreTurnedAway) {
  int refused = 0;
  int done = 0;
  for (int i = 0; i < 30; ++i)
    boost::asio::co_spawn(io_, hasher_.hash("Right-pass-1"),
                          [&](const std::exception_ptr&, const Expected<std::string>& result) {
                            ++done;
                            if (!result && result.error().code == ErrorCode::overloaded) ++refused;
                          });
  ASSERT_TRUE(test::run_until(io_, [&] { return done == 30; }));
  EXPECT_EQ(refused, 30 - PasswordHasher::k_threads - PasswordHasher::k_waiting);
  EXPECT_EQ(hasher_.busy(), 0);
}

TEST_F(LoginTest, AHashOfLessCostIsRenewed) {
  const auto before = *run_task(io_, store_.secret(password_secret("li")));
  PasswordHasher stronger(io_, HashCost{2, 16 * 1024});
  Login login(
      "510700", store_, stronger, [](const std::string&) { return true; }, LockoutLimits(), clock());
  EXPECT_EQ(attempt(login, "li", "Right-pass-1"), std::nullopt);
  const auto after = *run_task(io_, store_.secret(password_secret("li")));
  EXPECT_NE(before, after);
  EXPECT_NE(after->find("m=16,t=2"), std::string::npos) << *after;
  EXPECT_EQ(attempt(login, "li", "Right-pass-1"), std::nullopt);
}

TEST_F(LoginTest, WithoutTheStoreNobodyIsToldAnything) {
  store_.faults().down = true;
  EXPECT_EQ(attempt(*login_, "li", "Right-pass-1"), ErrorCode::service_unavailable);
  EXPECT_EQ(attempt(*login_, "li", "wrong"), ErrorCode::service_unavailable);
}

TEST(Passwords, NeedEightCharactersOfThreeClasses) {
  for (const auto* good : {"Abcdefg1", "abcdef1!", "ABC-1234", "绵阳招商Ab1"})
    EXPECT_FALSE(check_password(good, "li").has_value()) << good;
  for (const auto* bad : {"Abcdef1", "abcdefgh", "abcdefg1", "12345678", "ABCDEFG!", ""})
    EXPECT_TRUE(check_password(bad, "li").has_value()) << bad;
  EXPECT_TRUE(check_password("Abc-1234", "Abc-1234").has_value());
  EXPECT_TRUE(check_password(std::string(126, 'a') + "A1!", "li").has_value());
}

TEST(RateLimiter, TakesUntilTheBucketIsEmptyAndRefillsEvenly) {
  RateLimiter limiter("default", 60, 60);
  for (int i = 0; i < 60; ++i)
    ASSERT_TRUE(limiter.take("u:li", 0).allowed) << i;
  const auto refused = limiter.take("u:li", 0);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.retry_after_s, 1);
  EXPECT_TRUE(limiter.take("u:wang", 0).allowed);
  EXPECT_FALSE(limiter.take("u:li", 999).allowed);
  EXPECT_TRUE(limiter.take("u:li", 1000).allowed);
  EXPECT_FALSE(limiter.take("u:li", 1000).allowed);
  EXPECT_EQ(limiter.take("u:li", 10'000'000).remaining, 59);  // never more than full
}

TEST(RateLimiter, SaysItInTheFieldsOfTheDraft) {
  RateLimiter limiter("default", 100, 60);
  EXPECT_EQ(limiter.policy_field(), "\"default\";q=100;w=60");
  EXPECT_EQ(limiter.state_field(limiter.take("u:li", 0)), "\"default\";r=99;t=1");
}

TEST(RateLimiter, ZeroMeansNoLimitAndCallersAreBounded) {
  RateLimiter open("default", 0, 60);
  EXPECT_FALSE(open.enabled());
  for (int i = 0; i < 1000; ++i)
    EXPECT_TRUE(open.take("u:li", 0).allowed);
  RateLimiter few("default", 10, 60, 3);
  for (int i = 0; i < 100; ++i)
    few.take("u:" + std::to_string(i), 0);
  EXPECT_EQ(few.callers(), 3U);
}

}  // namespace
}  // namespace luodi::gateway
