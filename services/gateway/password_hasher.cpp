#include "services/gateway/password_hasher.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

#include "common/http/hash.hpp"

namespace luodi::gateway {

namespace {
constexpr std::size_t k_shortest = 8;
constexpr std::size_t k_longest = 128;  // longer ones only make hashing and transport slow

Error too_busy() {
  return Error(ErrorCode::overloaded, "登录请求过多，请稍后重试 / too many sign-ins, retry later");
}

struct Busy {  // counts one piece of work however it ends
  explicit Busy(int& counter) : count(counter) { ++count; }
  ~Busy() { --count; }
  Busy(const Busy&) = delete;
  Busy& operator=(const Busy&) = delete;
  int& count;
};
}  // namespace

PasswordHasher::PasswordHasher(boost::asio::io_context& io, HashCost cost) : cost_(cost), pool_(io, k_threads) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot start");
  nobody_ = hash_now(http::random_base64url(32));
  if (nobody_.empty()) throw std::runtime_error("argon2id cannot allocate its memory");
}

std::string PasswordHasher::hash_now(const std::string& password) const {
  std::array<char, crypto_pwhash_STRBYTES> out{};
  if (crypto_pwhash_str(out.data(), password.data(), password.size(), cost_.passes, cost_.memory_bytes) != 0) return {};
  return std::string(out.data());
}

PasswordHasher::Task<Expected<std::string>> PasswordHasher::hash(std::string password) {
  if (busy_ >= k_threads + k_waiting) co_return fail(too_busy());
  Busy busy(busy_);
  auto work = [this, password = std::move(password)] { return hash_now(password); };
  std::string hashed = co_await pool_.run(work);
  if (hashed.empty()) co_return fail(too_busy());
  co_return hashed;
}

PasswordHasher::Task<Expected<Verified>> PasswordHasher::verify(std::string hash, std::string password) {
  if (busy_ >= k_threads + k_waiting) co_return fail(too_busy());
  Busy busy(busy_);
  auto work = [this, hash = std::move(hash), password = std::move(password)] {
    const std::string& against = hash.empty() ? nobody_ : hash;
    Verified out;
    out.right = crypto_pwhash_str_verify(against.c_str(), password.data(), password.size()) == 0 && !hash.empty();
    if (out.right && crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.passes, cost_.memory_bytes) > 0)
      out.better = hash_now(password);
    return out;
  };
  co_return co_await pool_.run(work);
}

std::optional<Error> check_password(std::string_view password, std::string_view username) {
  bool lower = false;
  bool upper = false;
  bool digit = false;
  bool other = false;
  for (const char c : password) {
    if (c >= 'a' && c <= 'z')
      lower = true;
    else if (c >= 'A' && c <= 'Z')
      upper = true;
    else if (c >= '0' && c <= '9')
      digit = true;
    else
      other = true;
  }
  const int classes = int(lower) + int(upper) + int(digit) + int(other);
  std::string message;
  if (password.size() < k_shortest || password.size() > k_longest || classes < 3)
    message = "口令须 8 至 128 位，含大写、小写、数字、其他字符中的三类 / 8 to 128 characters of 3 of the 4 classes";
  else if (password == username)
    message = "口令不得与用户名相同 / must differ from the user name";
  if (message.empty()) return std::nullopt;
  Error error(ErrorCode::invalid_body, message);
  error.fields.push_back({"/password", "weak", message});
  return error;
}

}  // namespace luodi::gateway
