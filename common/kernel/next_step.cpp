#include "common/kernel/next_step.hpp"

namespace luodi {

NextStep next_step(ErrorCode code) {
#define NEXT(name, zh, en) \
  if (code == ErrorCode::name) return {zh, en};
#include "common/kernel/next_step.def"
#undef NEXT
  return {};
}

std::string detail_of(const Error& error) {
  const NextStep next = next_step(error.code);
  if (next.zh.empty()) return error.detail;
  const std::string zh(next.zh);
  const std::string en(next.en);
  if (error.detail.empty()) return zh + " / " + en;
  return error.detail + "。下一步：" + zh + " / next: " + en;
}

}  // namespace luodi
