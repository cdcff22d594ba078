#include <algorithm>
#include <cstring>

#include "services/progress-monitor/mailer.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_reply_bytes = 2'000;

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
    // A connection carries one mail: libcurl would repeat a mail on a kept one that has died, and says goodbye to kept
    // ones when the process ends, which a server may leave unanswered.
    set(CURLOPT_FRESH_CONNECT, 1L);
    set(CURLOPT_FORBID_REUSE, 1L);
    set(CURLOPT_READFUNCTION, &give);
    set(CURLOPT_READDATA, this);
    set(CURLOPT_CONNECTTIMEOUT_MS, options.connect_ms);
    set(CURLOPT_TIMEOUT_MS, options.total_ms);
    set(CURLOPT_VERBOSE, 1L);  // into hear() alone
    set(CURLOPT_DEBUGFUNCTION, &hear);
    set(CURLOPT_DEBUGDATA, this);
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
  bool is_over() const override { return leaving_; }

  SendReport judge(CURLcode code) const {
    const long answer = info<long>(CURLINFO_RESPONSE_CODE);
    if (code == CURLE_OK) return SendReport{SendOutcome::delivered, std::to_string(answer)};
    SendReport report{SendOutcome::deferred, std::to_string(answer) + " " + fault_text(code)};
    const bool permanent = answer >= 500 && answer < 600;
    const bool passing = answer >= 400 && answer < 500;
    if ((permanent || passing) && said_.starts_with(std::to_string(answer))) report.detail = said_;
    // Before the recipient was named a refusal is about the server or about us (a wrong password, a sender that it does
    // not take), and no fault of the recipient: the mail waits until that is put right.
    if (code == CURLE_LOGIN_DENIED || (permanent && !named_)) {
      report.target_down = true;
      report.refuses_us = true;
    } else if (permanent) {
      report.outcome = SendOutcome::refused;
    } else if (passing) {
      report.target_down = !named_ || answer == 421;  // the server as such; the others speak of this recipient
    } else {
      if (ended_) report.outcome = SendOutcome::unknown;
      report.target_down = true;
      report.named = named_;  // one mailbox that hangs is not the server that serves all
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
  // Commands go by here with what is secret in them, so nothing of them is kept but that the recipient was named.
  static int hear(CURL*, curl_infotype what, char* data, std::size_t size, void* user) {
    auto& self = *static_cast<Session*>(user);
    const std::string_view text(data, size);
    if (what == CURLINFO_HEADER_OUT) {
      self.named_ = self.named_ || text.starts_with("RCPT TO:");
      self.leaving_ = self.leaving_ || text.starts_with("QUIT");
    }
    if (what == CURLINFO_HEADER_IN) self.keep_reply(text);
    return 0;
  }
  // The last refusal, with the lines before its last one ("550-"); what is said of the goodbye after it is none.
  void keep_reply(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r'))
      line.remove_suffix(1);
    if (whole_reply_) {
      refusal_ = line.starts_with('4') || line.starts_with('5');
      if (refusal_) said_.clear();
    }
    whole_reply_ = line.size() < 4 || line[3] != '-';
    if (!refusal_ || said_.size() >= k_reply_bytes) return;
    if (!said_.empty()) said_ += " ";
    said_ += line;
  }

  std::string mail_;
  curl_slist* recipients_;
  std::size_t at_ = 0;
  bool named_ = false;    // the recipient, to the server
  bool leaving_ = false;  // the goodbye is said; what the server says to that changes nothing
  std::string said_;
  bool whole_reply_ = true;
  bool refusal_ = false;  // the reply that is being read
  bool ended_ = false;    // curl has been told that nothing follows: the end mark is on its way
};

// Each mail under way has a loop of its own: libcurl waits within it for the answer to the end of the data.
class SmtpMailer final : public Mailer {
 public:
  SmtpMailer(boost::asio::io_context& io, SmtpOptions options) : io_(io), options_(std::move(options)) {}
  Task<SendReport> send(std::string, std::string to, std::string mail) override {
    const Seat seat(free_line());
    const auto session = std::make_shared<Session>(options_, to, std::move(mail));
    const CURLcode code = co_await seat.line.curl.perform(session);
    co_return session->judge(code);
  }
  void stop() override {
    for (const auto& line : lines_)
      line->curl.stop();
    stopped_ = true;
  }

 private:
  struct Line {
    explicit Line(boost::asio::io_context& io) : curl(io) {}
    CurlLoop curl;
    bool taken = false;
  };
  struct Seat {  // until its mail is judged, however that ends
    explicit Seat(Line& l) : line(l) { line.taken = true; }
    ~Seat() { line.taken = false; }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    Line& line;
  };
  // As many as the lane of the channel ever sends at once.
  Line& free_line() {
    const auto found = std::find_if(lines_.begin(), lines_.end(), [](const auto& line) { return !line->taken; });
    if (found != lines_.end()) return **found;
    lines_.push_back(std::make_unique<Line>(io_));
    if (stopped_) lines_.back()->curl.stop();
    return *lines_.back();
  }

  boost::asio::io_context& io_;
  SmtpOptions options_;
  std::vector<std::unique_ptr<Line>> lines_;
  bool stopped_ = false;
};
}  // namespace

std::unique_ptr<Mailer> make_smtp_mailer(boost::asio::io_context& io, SmtpOptions options) {
  return std::make_unique<SmtpMailer>(io, std::move(options));
}

}  // namespace luodi::monitor
