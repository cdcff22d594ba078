#include "services/progress-monitor/domain/not_counted.hpp"

#include "common/domain/words.hpp"
#include "common/kernel/civil_text.hpp"

namespace luodi::monitor {

namespace {
std::string pause_en(const PausedSpan& span) {
  if (span.because == k_suspended) return "the project was suspended";
  if (span.because == k_out_of_scope) return "not wholly in the scope of interviews";
  return "exempt, " + std::string(domain::ground_word(span.because).en);
}
}  // namespace

Twin not_counted(const IdleCount& count) {
  Twin out;
  for (const auto& span : count.paused) {
    out.zh += "\n不计：" + date_zh(span.first) + "至" + date_zh(span.last) + "，" + pause_zh(span);
    out.en += (out.en.empty() ? "; not counted: " : ", ") + span.first.str() + " to " + span.last.str() + " (" +
              pause_en(span) + ")";
  }
  return out;
}

}  // namespace luodi::monitor
