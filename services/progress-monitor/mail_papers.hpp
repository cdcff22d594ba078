#pragma once
// MailPapers makes the documents that go with mails: the notice of an interview with its issue, the minutes with their
// filing, the letters of an exit case with its notices. They are set on the pool when the mail is sent, from what the
// events hold, so a repeat carries the same bytes as GET /v1/interviews/{id}/notice.pdf answers. A paper that cannot be
// set (no fonts at all) is left out and the log says so: the mail itself says what is due, and a statutory notice waits
// for no font. One io_context thread.
//
//   MailPapers papers(press, world, indexes);
//   email.attach = [&papers](std::string, Notification n) { return papers.of(std::move(n)); };
#include <string>
#include <vector>

#include "services/progress-monitor/domain/mail.hpp"
#include "services/progress-monitor/indexes.hpp"
#include "services/progress-monitor/press.hpp"

namespace luodi::monitor {

class MailPapers {
 public:
  // All must outlive it.
  MailPapers(Press& press, const MonitorWorld& world, const Indexes& indexes)
      : press_(press), world_(world), indexes_(indexes) {}
  Task<std::vector<Attachment>> of(Notification notification);

 private:
  Task<std::vector<Attachment>> of_interview(Notification notification);
  Task<std::vector<Attachment>> of_exit(std::string project, std::string letter);
  template <class Document>
  Task<std::vector<Attachment>> set(Document paper, Instant created, std::string file, std::string object);

  Press& press_;
  const MonitorWorld& world_;
  const Indexes& indexes_;
};

}  // namespace luodi::monitor
