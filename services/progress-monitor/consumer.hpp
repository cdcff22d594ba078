#pragma once
// Consumer follows the event stream behind a stored cursor. For every event after it: the projects that it touches are
// evaluated and cared for, and people are told of warnings and of steps of interviews. One batch (up to 128 events) is
// one commit together with the move of the cursor, so its effects inside the store happen exactly once, whoever crashes
// when and however many instances run: a stale cursor means that another one was faster. One io_context thread.
//
//   Consumer consumer(io, store, runner, model, evaluation, care, log, "luodi.example");
//   tasks.spawn("consumer", consumer.run());
//   backend.on_event = [&](auto&, auto&) { consumer.poke(); };
#include <boost/asio/io_context.hpp>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "common/runtime/log.hpp"
#include "common/store/async_event.hpp"
#include "services/progress-monitor/care.hpp"
#include "services/progress-monitor/evaluation.hpp"
#include "services/progress-monitor/reach.hpp"

namespace luodi::monitor {

inline constexpr std::string_view k_consumer = "progress-monitor";
inline constexpr std::int64_t k_consumer_batch = 128;  // events a commit: some ten milliseconds of Redis at most
inline constexpr std::chrono::milliseconds k_monitor_tick{1000};  // bounds what a lost bell costs

class Consumer {
 public:
  Consumer(boost::asio::io_context& io, store::Store& store, MonitorRunner& runner, MonitorModel& model,
           const Evaluation& evaluation, const Care& care, runtime::Log& log, std::string uid_domain,
           Reach configured = {});
  std::function<void()> on_deadlines;  // after a commit that set deadlines

  Task<void> run();   // until stop()
  Task<bool> step();  // one batch; false = nothing left, or not now
  void poke();
  void stop();
  std::int64_t position() const { return position_.seq; }

 private:
  using Batch = std::vector<store::StoredEvent>;
  Task<bool> find_position();
  domain::Decision digest(const Batch& batch, const MonitorOverlay& world, const domain::Context& context) const;
  void tell(const domain::EventEnvelope& event, const MonitorOverlay& world, const domain::Context& context,
            std::set<std::string>& told, domain::Decision& decision) const;

  store::Store& store_;
  MonitorRunner& runner_;
  MonitorModel& model_;
  const Evaluation& evaluation_;
  const Care& care_;
  runtime::Log& log_;
  std::string uid_domain_;
  Reach configured_;  // groups and systems; who has an account is asked each time
  store::AsyncEvent wake_;
  store::StreamPosition position_;
  bool positioned_ = false;
  bool poked_ = false;
  bool stopping_ = false;
};

}  // namespace luodi::monitor
