#include "services/gateway/sessions.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/http/hash.hpp"

namespace luodi::gateway {

namespace {
constexpr std::size_t k_token_bytes = 32;
constexpr std::size_t k_token_length = 43;  // of 32 bytes in base64url

std::string session_name(const std::string& hash) {
  return "session:" + hash;
}
std::string seen_name(const std::string& hash) {
  return "session-seen:" + hash;
}
}  // namespace

Sessions::Sessions(store::Store& store, SessionLimits limits, Clock clock)
    : store_(store), limits_(limits), clock_(std::move(clock)) {
  // Otherwise a session in steady use could pass its idle limit between two writes.
  limits_.touch_ms = std::min(limits_.touch_ms, limits_.idle_ms / 4);
}

store::Task<Expected<OpenedSession>> Sessions::open(std::string username) {
  OpenedSession opened;
  opened.token = http::random_base64url(k_token_bytes);
  const std::string hash = http::sha256_base64url(opened.token);
  const std::int64_t now = clock_();
  Copy copy;
  copy.username = username;
  copy.expires_ms = now + limits_.absolute_ms;
  copy.seen_ms = copy.touched_ms = copy.checked_ms = now;
  opened.expires_at = Instant::from_ms(copy.expires_ms);
  const nlohmann::json stored = {{"expires_ms", copy.expires_ms}, {"username", username}};
  std::string text = stored.dump();
  auto seen = co_await store_.set_value(seen_name(hash), std::to_string(now), limits_.idle_ms);
  if (!seen) co_return fail(seen.error());
  auto written = co_await store_.set_value(session_name(hash), std::move(text), limits_.absolute_ms);
  if (!written) co_return fail(written.error());
  keep(hash, std::move(copy));
  co_return opened;
}

store::Task<Expected<void>> Sessions::close(std::string token) {
  return forget(http::sha256_base64url(token));
}

store::Task<Expected<void>> Sessions::forget(std::string hash) {
  copies_.erase(hash);
  auto gone = co_await store_.set_value(session_name(hash), "", 0);
  if (!gone) co_return fail(gone.error());
  co_return co_await store_.set_value(seen_name(hash), "", 0);
}

const std::string* Sessions::fresh(const std::string& token) {
  if (token.size() != k_token_length) return nullptr;
  const auto found = copies_.find(http::sha256_base64url(token));
  if (found == copies_.end()) return nullptr;
  Copy& copy = found->second;
  const std::int64_t now = clock_();
  if (now >= copy.expires_ms || now - copy.seen_ms >= limits_.idle_ms) return nullptr;
  if (now - copy.checked_ms >= limits_.trust_ms || now - copy.touched_ms >= limits_.touch_ms) return nullptr;
  copy.seen_ms = now;
  return &copy.username;
}

store::Task<Expected<std::optional<Sessions::Copy>>> Sessions::load(std::string hash) {
  auto stored = co_await store_.get_value(session_name(hash));
  if (!stored) co_return fail(stored.error());
  if (!*stored) co_return std::optional<Copy>();
  const auto session = nlohmann::json::parse(**stored, nullptr, /*allow_exceptions=*/false);
  if (!session.is_object()) co_return std::optional<Copy>();
  Copy copy;
  copy.username = session.value("username", "");
  copy.expires_ms = session.value("expires_ms", std::int64_t{0});
  co_return std::optional<Copy>(std::move(copy));
}

store::Task<Expected<std::optional<std::string>>> Sessions::check(std::string token, Reason reason) {
  std::optional<std::string> nobody;
  if (token.size() != k_token_length) co_return nobody;
  if (reason == Reason::use) {
    if (const std::string* username = fresh(token)) co_return std::optional<std::string>(*username);
  }
  const std::string hash = http::sha256_base64url(token);
  auto loaded = co_await load(hash);
  const std::int64_t now = clock_();
  const auto known = copies_.find(hash);
  if (!loaded) {
    const bool holds = known != copies_.end() && now < known->second.expires_ms &&
                       now - known->second.seen_ms < limits_.idle_ms &&
                       now - known->second.checked_ms < limits_.outage_ms;
    if (holds) co_return std::optional<std::string>(known->second.username);
    co_return fail(loaded.error());
  }
  if (!*loaded) {
    copies_.erase(hash);
    co_return nobody;
  }
  Copy copy = std::move(**loaded);
  if (known != copies_.end()) {
    copy.seen_ms = known->second.seen_ms;
    copy.touched_ms = known->second.touched_ms;
  }
  bool live = now < copy.expires_ms;
  if (live && now - copy.seen_ms >= limits_.idle_ms) {  // not used here lately: perhaps through another gateway
    auto seen = co_await store_.get_value(seen_name(hash));
    if (!seen) co_return fail(seen.error());
    live = seen->has_value();
  }
  if (!live) {
    auto forgotten = co_await forget(hash);
    (void)forgotten;  // it has expired all the same; the store drops it by itself later
    co_return nobody;
  }
  copy.checked_ms = now;
  if (reason == Reason::use) copy.seen_ms = now;
  if (reason == Reason::use && now - copy.touched_ms >= limits_.touch_ms) {
    copy.touched_ms = now;
    auto touched = co_await store_.set_value(seen_name(hash), std::to_string(now), limits_.idle_ms);
    (void)touched;  // the next use tries again, after touch_ms
  }
  std::optional<std::string> username = copy.username;
  keep(hash, std::move(copy));
  co_return username;
}

void Sessions::keep(const std::string& hash, Copy copy) {
  if (copies_.size() >= limits_.max_copies && !copies_.contains(hash)) {
    const std::int64_t now = clock_();
    std::erase_if(copies_, [&](const auto& entry) { return now - entry.second.checked_ms >= limits_.trust_ms; });
    if (copies_.size() >= limits_.max_copies) copies_.erase(copies_.begin());
  }
  copies_[hash] = std::move(copy);
}

}  // namespace luodi::gateway
