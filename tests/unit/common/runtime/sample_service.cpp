// The smallest service: what service_main gives to every process, without any business. Used by service_main_test.
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <chrono>
#include <stdexcept>

#include "common/runtime/service_main.hpp"

namespace {

using luodi::runtime::Runtime;
using luodi::runtime::Task;

class SampleService final : public luodi::runtime::Service {
 public:
  explicit SampleService(Runtime& runtime) : runtime_(runtime), mode_(runtime.config.reader->text("sample.mode", "")) {}
  Task<void> start() override {
    if (mode_ == "fail") throw std::runtime_error("cannot reach the sample");
    runtime_.tasks.spawn("sample loop", loop());
    co_return;
  }
  Task<void> stop() override {
    runtime_.log.info("sample stopping");
    boost::asio::steady_timer timer(runtime_.io, std::chrono::milliseconds(50));
    co_await timer.async_wait(boost::asio::use_awaitable);
  }

 private:
  Task<void> loop() {
    boost::asio::steady_timer timer(runtime_.io);
    for (;;) {
      timer.expires_after(std::chrono::hours(1));
      co_await timer.async_wait(boost::asio::use_awaitable);
    }
  }
  Runtime& runtime_;
  std::string mode_;
};

}  // namespace

int main(int argc, char** argv) {
  return luodi::runtime::service_main(argc, argv, "intake",
                                      [](Runtime& runtime) { return std::make_unique<SampleService>(runtime); });
}
