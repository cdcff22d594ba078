#pragma once
// MailPapers makes the documents that go with the mails of an interview: the notice with its issue, the minutes with
// their filing. They are set on the pool when the mail is sent, from what the events hold, so a repeat carries the same
// bytes as GET /v1/interviews/{id}/notice.pdf answers. A paper that cannot be set (a character without a font) is
// logged and left out: the mail itself says what is due, and a statutory notice waits for no font. One io_context
// thread.
//
//   MailPapers papers(pool, world, fonts, log);
//   email.attach = [&papers](std::string, Notification n) { return papers.of(std::move(n)); };
#include <string>
#include <vector>

#include "common/document/fonts.hpp"
#include "common/runtime/log.hpp"
#include "common/runtime/pool.hpp"
#include "services/progress-monitor/domain/mail.hpp"
#include "services/progress-monitor/world.hpp"

namespace luodi::monitor {

class MailPapers {
 public:
  // All must outlive it.
  MailPapers(runtime::Pool& pool, const MonitorWorld& world, const document::FontFamilies& fonts, runtime::Log& log)
      : pool_(pool), world_(world), fonts_(fonts), log_(log) {}
  Task<std::vector<Attachment>> of(Notification notification);

 private:
  template <class Document>
  Task<std::vector<Attachment>> set(Document paper, Instant created, std::string file, std::string interview);

  runtime::Pool& pool_;
  const MonitorWorld& world_;
  const document::FontFamilies& fonts_;
  runtime::Log& log_;
};

}  // namespace luodi::monitor
