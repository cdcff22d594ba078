#include "services/progress-monitor/press.hpp"

#include "common/document/words.hpp"
#include "common/http/hash.hpp"

namespace luodi::monitor {

bus::Reply Press::reply_of(document::Pdf pdf, const std::string& file) {
  bus::Reply reply(200, std::move(pdf.bytes));
  reply.content_type = "application/pdf";
  reply.headers["Content-Disposition"] = "inline; filename=\"" + file + "\"";
  reply.headers["ETag"] = "\"" + http::sha256_hex(reply.body) + "\"";
  return reply;
}

void Press::note(const Expected<document::Pdf>& pdf, const std::string& what) {
  if (!pdf) return log_.warn("a document cannot be set", {{"document", what}, {"what", pdf.error().detail}});
  if (pdf->replaced.empty()) return;
  replaced_ += static_cast<std::int64_t>(pdf->replaced.size());
  log_.warn("characters without a font are replaced",
            {{"document", what}, {"characters", document::joined(pdf->replaced, " ")}});
}

}  // namespace luodi::monitor
