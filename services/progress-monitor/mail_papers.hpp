#pragma once
// MailPapers makes the documents that go with the mails of an interview: the notice with its issue, the minutes with
// their filing. They are set on the pool when the mail is sent, from what the events hold, so a repeat carries the same
// bytes as GET /v1/interviews/{id}/notice.pdf answers. A paper that cannot be set (no fonts at all) is left out and the
// log says so: the mail itself says what is due, and a statutory notice waits for no font. One io_context thread.
//
//   MailPapers papers(press, world);
//   email.attach = [&papers](std::string, Notification n) { return papers.of(std::move(n)); };
#include <string>
#include <vector>

#include "services/progress-monitor/domain/mail.hpp"
#include "services/progress-monitor/press.hpp"

namespace luodi::monitor {

class MailPapers {
 public:
  // Both must outlive it.
  MailPapers(Press& press, const MonitorWorld& world) : press_(press), world_(world) {}
  Task<std::vector<Attachment>> of(Notification notification);

 private:
  template <class Document>
  Task<std::vector<Attachment>> set(Document paper, Instant created, std::string file, std::string interview);

  Press& press_;
  const MonitorWorld& world_;
};

}  // namespace luodi::monitor
