#include <cstring>

#include "services/progress-monitor/mailer.hpp"

namespace luodi::monitor {

namespace {
bool is_loopback(const std::string& url) {
  return url.find("//127.") != std::string::npos || url.find("//localhost") != std::string::npos ||
         url.find("//[::1]") != std::string::npos;
}

class Session final : public Transfer {
 public:
  Session(const SmtpOptions& options, const std::string& to, std::string mail) : mail_(std::move(mail)) {
    recipients_ = curl_slist_append(nullptr, ("<" + to + ">").c_str());
    const std::string from = "<" + options.from + ">";
    set(CURLOPT_URL, options.url.c_str());
    set(CURLOPT_MAIL_FROM, from.c_str());
    set(CURLOPT_MAIL_RCPT, recipients_);
    set(CURLOPT_UPLOAD, 1L);
    set(CURLOPT_READFUNCTION, &give);
    set(CURLOPT_READDATA, this);
    set(CURLOPT_CONNECTTIMEOUT_MS, options.connect_ms);
    set(CURLOPT_TIMEOUT_MS, options.total_ms);
    if (!options.user.empty()) {
      set(CURLOPT_USERNAME, options.user.c_str());
      set(CURLOPT_PASSWORD, options.password.c_str());
      // A password never crosses a network in the clear.
      if (!is_loopback(options.url)) set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_ALL));
    } else if (!is_loopback(options.url)) {
      set(CURLOPT_USE_SSL, static_cast<long>(CURLUSESSL_TRY));
    }
  }
  ~Session() override { curl_slist_free_all(recipients_); }

  SendReport judge(CURLcode code) const {
    const long answer = info<long>(CURLINFO_RESPONSE_CODE);
    if (code == CURLE_OK) return SendReport{SendOutcome::delivered, std::to_string(answer)};
    SendReport report{SendOutcome::deferred, std::to_string(answer) + " " + fault_text(code)};
    // Wrong credentials are the operator's fault, not the recipient's: the mail waits until they are right.
    if (code == CURLE_LOGIN_DENIED) {
      report.target_down = true;
    } else if (answer >= 500 && answer < 600) {
      report.outcome = SendOutcome::refused;
    } else if (answer >= 400 && answer < 500) {
      report.target_down = answer == 421;  // the server as such; the others speak of this recipient
    } else {
      if (ended_) report.outcome = SendOutcome::unknown;
      report.target_down = true;
    }
    return report;
  }

 private:
  static std::size_t give(char* to, std::size_t size, std::size_t count, void* user) {
    auto& self = *static_cast<Session*>(user);
    const std::size_t n = std::min(size * count, self.mail_.size() - self.at_);
    std::memcpy(to, self.mail_.data() + self.at_, n);
    self.at_ += n;
    if (n == 0) self.ended_ = true;
    return n;
  }
  std::string mail_;
  curl_slist* recipients_;
  std::size_t at_ = 0;
  bool ended_ = false;  // curl has been told that nothing follows: the end mark is on its way
};

class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(CurlLoop& curl, SmtpOptions options) : curl_(curl), options_(std::move(options)) {}
  Task<SendReport> send(std::string, std::string to, std::string mail) override {
    const auto session = std::make_shared<Session>(options_, to, std::move(mail));
    const CURLcode code = co_await curl_.perform(session);
    co_return session->judge(code);
  }

 private:
  CurlLoop& curl_;
  SmtpOptions options_;
};
}  // namespace

std::unique_ptr<Mailer> make_smtp_mailer(CurlLoop& curl, SmtpOptions options) {
  return std::make_unique<SmtpMailer>(curl, std::move(options));
}

}  // namespace luodi::monitor
