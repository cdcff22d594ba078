#include <curl/curl.h>

#include <cstring>

#include "services/progress-monitor/mailer.hpp"

namespace luodi::monitor {

namespace {
struct Body {
  const std::string* text;
  std::size_t at = 0;
  bool ended = false;  // curl has been told that nothing follows: the end mark is on its way
};

std::size_t give(char* to, std::size_t size, std::size_t count, void* user) {
  auto& body = *static_cast<Body*>(user);
  const std::size_t n = std::min(size * count, body.text->size() - body.at);
  std::memcpy(to, body.text->data() + body.at, n);
  body.at += n;
  if (n == 0) body.ended = true;
  return n;
}

SendResult judge(CURLcode code, long answer, bool ended, const std::string& detail) {
  if (code == CURLE_OK) return SendResult(SendOutcome::delivered, std::to_string(answer));
  // Wrong credentials are the operator's fault, not the recipient's: the mail waits until they are right.
  if (code == CURLE_LOGIN_DENIED) return SendResult(SendOutcome::deferred, detail);
  if (answer >= 500 && answer < 600) return SendResult(SendOutcome::refused, detail);
  if (answer >= 400 && answer < 500) return SendResult(SendOutcome::deferred, detail);
  if (ended) return SendResult(SendOutcome::unknown, detail);
  return SendResult(SendOutcome::deferred, detail);
}

bool is_loopback(const std::string& url) {
  return url.find("//127.") != std::string::npos || url.find("//localhost") != std::string::npos ||
         url.find("//[::1]") != std::string::npos;
}

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(runtime::Pool& pool, SmtpOptions options) : pool_(pool), options_(std::move(options)) {}
  Task<SendResult> send(std::string, std::string to, std::string mail) override {
    auto work = [options = options_, to = std::move(to), mail = std::move(mail)] {
      return send_smtp(options, to, mail);
    };
    co_return co_await pool_.run(work);
  }

 private:
  runtime::Pool& pool_;
  SmtpOptions options_;
};
}  // namespace

SendResult send_smtp(const SmtpOptions& options, const std::string& to, const std::string& mail) {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> curl(curl_easy_init(), curl_easy_cleanup);
  if (ready != CURLE_OK || !curl) return SendResult(SendOutcome::deferred, "libcurl is not available");
  const std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> recipients(
      curl_slist_append(nullptr, ("<" + to + ">").c_str()), curl_slist_free_all);
  Body body{&mail};
  char fault[CURL_ERROR_SIZE] = "";
  const std::string from = "<" + options.from + ">";
  auto set = [&](CURLoption option, auto value) { curl_easy_setopt(curl.get(), option, value); };
  set(CURLOPT_URL, options.url.c_str());
  set(CURLOPT_MAIL_FROM, from.c_str());
  set(CURLOPT_MAIL_RCPT, recipients.get());
  set(CURLOPT_UPLOAD, 1L);
  set(CURLOPT_READFUNCTION, &give);
  set(CURLOPT_READDATA, &body);
  set(CURLOPT_CONNECTTIMEOUT_MS, options.connect_ms);
  set(CURLOPT_TIMEOUT_MS, options.total_ms);
  set(CURLOPT_NOSIGNAL, 1L);  // threads: no SIGALRM
  set(CURLOPT_ERRORBUFFER, fault);
  if (!options.user.empty()) {
    set(CURLOPT_USERNAME, options.user.c_str());
    set(CURLOPT_PASSWORD, options.password.c_str());
    // A password never crosses a network in the clear.
    if (!is_loopback(options.url)) set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
  } else if (!is_loopback(options.url)) {
    set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
  }
  const CURLcode code = curl_easy_perform(curl.get());
  long answer = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &answer);
  std::string detail = std::to_string(answer) + " " + (*fault ? fault : curl_easy_strerror(code));
  return judge(code, answer, body.ended, detail);
}

std::unique_ptr<Mailer> make_smtp_mailer(runtime::Pool& pool, SmtpOptions options) {
  return std::make_unique<SmtpMailer>(pool, std::move(options));
}

}  // namespace luodi::monitor
