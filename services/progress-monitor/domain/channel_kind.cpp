#include "services/progress-monitor/domain/channel_kind.hpp"

#include <algorithm>

namespace luodi::monitor {

namespace {
constexpr std::array k_common{k_minute_ms, 5 * k_minute_ms, 30 * k_minute_ms, 2 * k_hour_ms};
constexpr std::array k_webhook{5 * k_second_ms, 5 * k_minute_ms, 30 * k_minute_ms, 2 * k_hour_ms, 5 * k_hour_ms,
                               10 * k_hour_ms,  14 * k_hour_ms,  20 * k_hour_ms,   24 * k_hour_ms};

template <std::size_t N>
std::int64_t step(const std::array<std::int64_t, N>& pauses, int tries) {
  return pauses[static_cast<std::size_t>(std::clamp(tries, 1, static_cast<int>(N))) - 1];
}
}  // namespace

std::int64_t backoff_ms(ChannelKind kind, int tries) {
  return kind == ChannelKind::webhook ? step(k_webhook, tries) : step(k_common, tries);
}

int unknown_retries(ChannelKind kind) {
  return kind == ChannelKind::webhook ? k_send_tries - 1 : 1;
}

bool is_personal(ChannelKind kind) {
  switch (kind) {
    case ChannelKind::email:
    case ChannelKind::inbox:
    case ChannelKind::sms:
      return true;
    case ChannelKind::wecom:
    case ChannelKind::dingtalk:
    case ChannelKind::feishu:
    case ChannelKind::webhook:
      return false;
  }
  return false;
}

}  // namespace luodi::monitor
