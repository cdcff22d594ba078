#include "services/gateway/login.hpp"

#include <charconv>

#include "common/http/hash.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"

namespace luodi::gateway {

namespace {
// Hashed, because anything may be typed as a user name, a password included.
std::string failures_name(const std::string& username) {
  return "login-failures:" + http::sha256_base64url(username);
}

// A minute more than the clock says where it stands within one: then the lock is over for certain.
Error locked_error(std::int64_t until_ms) {
  return Error(ErrorCode::account_locked,
               bilingual("连续失败次数过多，锁定至 {0}（北京时间） / too many failures: locked until {0}, Beijing time",
                         minute_text(Instant::from_ms(until_ms + k_minute_ms - 1))));
}
}  // namespace

std::string password_secret(const std::string& username) {
  return "password:" + username;
}

Login::Login(std::string city, store::Store& store, PasswordHasher& hasher, Active active, LockoutLimits limits,
             Clock clock)
    : city_(std::move(city)),
      store_(store),
      hasher_(hasher),
      active_(std::move(active)),
      limits_(limits),
      clock_(std::move(clock)) {}

bool Login::locked(const std::string& name) const {
  const auto found = failures_.find(name);
  return found != failures_.end() && found->second.count >= limits_.failures && clock_() < found->second.until_ms;
}

// Takes over what another gateway, or this one before a restart, has counted. Stored as "<count> <until ms>".
store::Task<Expected<void>> Login::recall(std::string name) {
  auto stored = co_await store_.get_value(name);
  if (!stored) co_return fail(stored.error());
  const std::int64_t now = clock_();
  Failures known;
  if (*stored) {
    const std::string& text = **stored;
    const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), known.count);
    if (ec == std::errc() && end != text.data() + text.size())
      std::from_chars(end + 1, text.data() + text.size(), known.until_ms);
  }
  auto& mine = failures_[name];
  if (now >= mine.until_ms) mine = Failures{};
  if (known.count > mine.count && now < known.until_ms) mine = known;
  if (mine.count == 0) failures_.erase(name);
  co_return Expected<void>();
}

store::Task<Expected<void>> Login::count_failure(std::string name) {
  if (failures_.size() >= limits_.max_names && !failures_.contains(name)) failures_.erase(failures_.begin());
  auto& mine = failures_[name];
  ++mine.count;
  mine.until_ms = clock_() + limits_.lock_ms;
  std::string text = std::to_string(mine.count) + " " + std::to_string(mine.until_ms);
  co_return co_await store_.set_value(name, std::move(text), limits_.lock_ms);
}

store::Task<Expected<void>> Login::check(std::string username, std::string password) {
  const std::string name = failures_name(username);
  auto recalled = co_await recall(name);
  if (!recalled) co_return fail(recalled.error());
  if (locked(name)) co_return fail(locked_error(failures_[name].until_ms));
  auto stored = co_await store_.secret(password_secret(username));
  if (!stored) co_return fail(stored.error());
  auto verified = co_await hasher_.verify(stored->value_or(""), std::move(password));
  if (!verified) co_return fail(verified.error());
  if (locked(name))
    co_return fail(locked_error(failures_[name].until_ms));  // set by a twin while this one was being hashed
  if (!verified->right || !active_(username)) {
    auto counted = co_await count_failure(name);
    if (!counted) co_return fail(counted.error());
    co_return fail(ErrorCode::bad_credentials);
  }
  if (failures_.erase(name) > 0) {
    auto cleared = co_await store_.set_value(name, "", 0);
    (void)cleared;  // it expires by itself
  }
  if (!verified->better.empty()) {
    store::UnitOfWork work(city_);
    work.secret(password_secret(username), std::move(verified->better));
    auto result = co_await store_.commit(std::move(work));
    (void)result;  // the next sign-in tries again
  }
  co_return Expected<void>();
}

}  // namespace luodi::gateway
