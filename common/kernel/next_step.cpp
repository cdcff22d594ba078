#include "common/kernel/next_step.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"

namespace luodi {

namespace {
// Of this time. What has no Chinese (an id) gets the title before it, in both languages; of an outage, where it is what
// the store or a peer said and belongs into the log, the title alone is told.
std::string told(const Error& error) {
  const auto& d = error.detail;
  if (d.empty() || std::any_of(d.begin(), d.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
    return d;
  const ErrorInfo& about = info(error.code);
  if (about.status >= 500) return std::string(about.zh) + " / " + std::string(about.en);
  return std::string(about.zh) + "：" + d + " / " + std::string(about.en) + ": " + d;
}
}  // namespace

NextStep next_step(ErrorCode code) {
#define NEXT(name, zh, en) \
  if (code == ErrorCode::name) return {zh, en};
#include "common/kernel/next_step.def"
#undef NEXT
  return {};
}

std::string detail_of(const Error& error, std::string_view language) {
  const NextStep next = error.next_zh.empty() ? next_step(error.code) : NextStep{error.next_zh, error.next_en};
  if (language == "en") {
    const std::string now = english_of(told(error));
    if (next.en.empty() || now.empty()) return now.empty() ? std::string(next.en) : now;
    return now + "; next: " + std::string(next.en);
  }
  const std::string now = told(error);
  if (next.zh.empty()) return now;
  const std::string zh(next.zh);
  const std::string en(next.en);
  if (now.empty()) return zh + " / " + en;
  return now + "。下一步：" + zh + " / next: " + en;
}

}  // namespace luodi
