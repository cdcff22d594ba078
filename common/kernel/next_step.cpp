#include "common/kernel/next_step.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi {

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
    const std::string now = english_of(error.detail);
    if (next.en.empty() || now.empty()) return now.empty() ? std::string(next.en) : now;
    return now + "; next: " + std::string(next.en);
  }
  if (next.zh.empty()) return error.detail;
  const std::string zh(next.zh);
  const std::string en(next.en);
  if (error.detail.empty()) return zh + " / " + en;
  return error.detail + "。下一步：" + zh + " / next: " + en;
}

}  // namespace luodi
