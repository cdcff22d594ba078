#include "common/http/deadlines.hpp"

namespace luodi::http {

void Deadlines::arm(Timed& timed, Phase phase) {
  disarm(timed);
  const auto index = static_cast<std::size_t>(phase);
  timed.deadline_ = std::chrono::steady_clock::now() + durations_[index];
  queues_[index].push_back(timed);
  if (!waiting_ || timed.deadline_ < timer_.expiry()) wake_at(timed.deadline_);
}

void Deadlines::wake_at(std::chrono::steady_clock::time_point when) {
  waiting_ = true;
  timer_.expires_at(when);
  timer_.async_wait([weak = weak_from_this()](boost::system::error_code ec) {
    if (ec) return;  // replaced by an earlier wake-up, or stopped
    if (const auto self = weak.lock()) self->sweep();
  });
}

void Deadlines::sweep() {
  waiting_ = false;
  const auto now = std::chrono::steady_clock::now();
  auto next = std::chrono::steady_clock::time_point::max();
  for (std::size_t i = 0; i < k_phases; ++i) {
    while (!queues_[i].empty() && queues_[i].front().deadline_ <= now) {
      Timed& due = queues_[i].front();
      due.unlink();
      due.on_deadline(static_cast<Phase>(i));
    }
  }
  for (const Queue& queue : queues_) {
    if (!queue.empty()) next = std::min(next, queue.front().deadline_);
  }
  if (next != std::chrono::steady_clock::time_point::max()) wake_at(next);
}

}  // namespace luodi::http
