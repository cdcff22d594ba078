#pragma once
// Mailer hands one composed mail to the outside. Two ways: SMTP through libcurl, or, where no server is configured,
// files in an outbox. EmailChannel composes the mail, with what is attached to it at the moment of sending. One
// io_context thread.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/runtime/pool.hpp"
#include "services/progress-monitor/channel.hpp"
#include "services/progress-monitor/curl_loop.hpp"
#include "services/progress-monitor/domain/mail.hpp"

namespace luodi::monitor {

class Mailer {
 public:
  virtual ~Mailer() = default;
  virtual Task<SendReport> send(std::string id, std::string to, std::string mail) = 0;
  virtual void stop() {}  // cuts short what is under way
};

struct SmtpOptions {
  std::string url;   // "smtp://127.0.0.1:25", "smtps://mail.example.org"
  std::string from;  // envelope sender
  std::string user;
  std::string password;
  long connect_ms = 5'000;  // a server that does not answer for so long is tried again later
  long total_ms = 15'000;   // shorter than the lease of the job, so that no second worker sends meanwhile
};
//   accepted: delivered. 5xx of the recipient or of the message: refused. 4xx, no connection: deferred.
//   5xx before the recipient is named (greeting, wrong credentials, our own sender): deferred, and refuses_us.
//   No answer although the whole message was handed over: unknown, because the server may have it.
//   Mails do not wait for each other, nor any for the answer to its goodbye.
std::unique_ptr<Mailer> make_smtp_mailer(boost::asio::io_context& io, SmtpOptions options);
// Writes <folder>/<id>.eml: complete or not at all, the same file again for a repeat.
std::unique_ptr<Mailer> make_outbox_mailer(runtime::Pool& pool, std::string folder);

class EmailChannel final : public Channel {
 public:
  EmailChannel(std::unique_ptr<Mailer> mailer, MailSender sender)
      : mailer_(std::move(mailer)), sender_(std::move(sender)) {}
  // What is to be attached to this message, made when it is sent. Empty = nothing ever is.
  std::function<Task<std::vector<Attachment>>(std::string id, Notification notification)> attach;

  Task<SendReport> send(Outgoing message) override {
    std::vector<Attachment> attached;
    if (attach) {
      auto making = attach(message.id, message.notification);
      attached = co_await std::move(making);
    }
    std::string to = message.notification.message.address;
    std::string mail = compose_mail(message.id, message.notification, sender_, attached);
    std::string id = std::move(message.id);
    co_return co_await mailer_->send(std::move(id), std::move(to), std::move(mail));
  }
  void stop() { mailer_->stop(); }

 private:
  std::unique_ptr<Mailer> mailer_;
  MailSender sender_;
};

}  // namespace luodi::monitor
