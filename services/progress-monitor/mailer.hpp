#pragma once
// Mailer hands one composed mail to the outside and tells what is known about it: delivered, refused, deferred or
// unknown; never more than that. Two ways: SMTP through libcurl, or, where no server is configured, files in an outbox.
// Both run on the pool; one io_context thread asks.
#include <memory>
#include <string>

#include "common/runtime/pool.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

class SendResult {
 public:
  SendResult() = default;
  SendResult(SendOutcome o, std::string d) : outcome(o), detail(std::move(d)) {}
  SendOutcome outcome = SendOutcome::deferred;
  std::string detail;
};

class Mailer {
 public:
  virtual ~Mailer() = default;
  virtual Task<SendResult> send(std::string id, std::string to, std::string mail) = 0;
};

struct SmtpOptions {
  std::string url;   // "smtp://127.0.0.1:25", "smtps://mail.example.org"
  std::string from;  // envelope sender
  std::string user;
  std::string password;
  long connect_ms = 5'000;  // a server that does not answer for so long is tried again later
  long total_ms = 15'000;   // shorter than the lease of the job, so that no second worker sends meanwhile
};
// What came of one SMTP session. Blocking; call it on a pool thread.
//   accepted: delivered. 5xx: refused. 4xx, no connection, wrong credentials: deferred.
//   No answer although the whole message was handed over: unknown, because the server may have it.
SendResult send_smtp(const SmtpOptions& options, const std::string& to, const std::string& mail);

std::unique_ptr<Mailer> make_smtp_mailer(runtime::Pool& pool, SmtpOptions options);
// Writes <folder>/<id>.eml: complete or not at all, the same file again for a repeat.
std::unique_ptr<Mailer> make_outbox_mailer(runtime::Pool& pool, std::string folder);

}  // namespace luodi::monitor
