#include "services/progress-monitor/press.hpp"

#include "common/document/words.hpp"

namespace luodi::monitor {

void Press::note(const Expected<document::Pdf>& pdf, const std::string& what) {
  if (!pdf) return log_.warn("a document cannot be set", {{"document", what}, {"what", pdf.error().detail}});
  if (pdf->replaced.empty()) return;
  replaced_ += static_cast<std::int64_t>(pdf->replaced.size());
  log_.warn("characters without a font are replaced",
            {{"document", what}, {"characters", document::joined(pdf->replaced, " ")}});
}

}  // namespace luodi::monitor
