#include "services/progress-monitor/http_sender.hpp"

#include <netinet/in.h>
#include <sys/socket.h>

namespace luodi::monitor {

namespace {
constexpr std::size_t k_longest_answer = 64 * 1024;

AddressBytes bytes_of(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    const auto& in = reinterpret_cast<const sockaddr_in&>(address).sin_addr;
    const auto* first = reinterpret_cast<const std::uint8_t*>(&in);
    return AddressBytes(first, first + sizeof in);
  }
  if (address.sa_family == AF_INET6) {
    const auto& in = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    const auto* first = reinterpret_cast<const std::uint8_t*>(&in);
    return AddressBytes(first, first + sizeof in);
  }
  return {};
}

class Exchange final : public Transfer {
 public:
  Exchange(HttpPost request, const HttpLimits& limits, const AddressList& allowed)
      : request_(std::move(request)), allowed_(allowed) {
    for (const auto& line : request_.headers)
      headers_ = curl_slist_append(headers_, line.c_str());
    for (const char* line : {"Content-Type: application/json; charset=utf-8", "User-Agent: Luodi", "Expect:"})
      headers_ = curl_slist_append(headers_, line);
    set(CURLOPT_URL, request_.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_PROXY, "");
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_HTTPHEADER, headers_);
    set(CURLOPT_POSTFIELDS, request_.body.c_str());
    set(CURLOPT_POSTFIELDSIZE, static_cast<long>(request_.body.size()));
    set(CURLOPT_CONNECTTIMEOUT_MS, limits.connect_ms);
    set(CURLOPT_TIMEOUT_MS, limits.total_ms);
    set(CURLOPT_OPENSOCKETFUNCTION, &open);
    set(CURLOPT_OPENSOCKETDATA, this);
    set(CURLOPT_WRITEFUNCTION, &keep);
    set(CURLOPT_WRITEDATA, this);
  }
  ~Exchange() override { curl_slist_free_all(headers_); }

  HttpAnswer read(CURLcode code) {
    HttpAnswer answer;
    answer.status = info<long>(CURLINFO_RESPONSE_CODE);
    answer.body = std::move(body_);
    answer.whole = code == CURLE_OK;
    if (const auto after = info<curl_off_t>(CURLINFO_RETRY_AFTER); after > 0) answer.retry_after_ms = after * 1000;
    const auto sent = info<curl_off_t>(CURLINFO_SIZE_UPLOAD_T);
    if (answer.status >= 200)
      answer.what = HttpAnswer::What::answered;
    else if (forbidden_ && code == CURLE_COULDNT_CONNECT)
      answer.what = HttpAnswer::What::forbidden;
    else if (sent >= static_cast<curl_off_t>(request_.body.size()))
      answer.what = HttpAnswer::What::unanswered;
    answer.detail = code == CURLE_OK ? "HTTP " + std::to_string(answer.status) : fault_text(code);
    return answer;
  }

 private:
  static curl_socket_t open(void* user, curlsocktype, curl_sockaddr* address) {
    auto& self = *static_cast<Exchange*>(user);
    if (!may_connect(bytes_of(address->addr), self.allowed_)) {
      self.forbidden_ = true;
      return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
  }
  static std::size_t keep(const char* data, std::size_t, std::size_t size, void* user) {
    auto& self = *static_cast<Exchange*>(user);
    if (self.body_.size() + size > k_longest_answer) return 0;  // ends the transfer
    self.body_.append(data, size);
    return size;
  }

  HttpPost request_;
  AddressList allowed_;
  curl_slist* headers_ = nullptr;
  std::string body_;
  bool forbidden_ = false;
};
}  // namespace

Task<HttpAnswer> HttpSender::post(HttpPost request) {
  const auto exchange = std::make_shared<Exchange>(std::move(request), limits_, allowed_);
  const CURLcode code = co_await curl_.perform(exchange);
  co_return exchange->read(code);
}

std::optional<SendReport> judge_http(const HttpAnswer& answer) {
  const auto report = [&](SendOutcome outcome, std::string detail, bool target_down) {
    return SendReport{outcome, std::move(detail), answer.retry_after_ms, target_down};
  };
  switch (answer.what) {
    case HttpAnswer::What::forbidden:
      return report(SendOutcome::refused, "the address is private and not on the list of channels.allow", false);
    case HttpAnswer::What::not_sent:
      return report(SendOutcome::deferred, answer.detail, true);
    case HttpAnswer::What::unanswered:
      return report(SendOutcome::unknown, answer.detail, true);
    case HttpAnswer::What::answered:
      break;
  }
  if (answer.status < 300) return std::nullopt;
  const std::string status = "HTTP " + std::to_string(answer.status);
  if (answer.status == 429 || answer.status >= 500) return report(SendOutcome::deferred, status, true);
  const bool come_again = answer.status == 408 || answer.status == 425;
  return report(come_again ? SendOutcome::deferred : SendOutcome::refused, status, false);
}

}  // namespace luodi::monitor
