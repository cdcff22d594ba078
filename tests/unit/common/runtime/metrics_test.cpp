#include "common/runtime/metrics.hpp"

#include <gtest/gtest.h>

namespace luodi::runtime {
namespace {

TEST(Metrics, TextHasWhatWasCounted) {
  Metrics metrics;
  metrics.counter("luodi_requests_total", "Requests", {{"code", "200"}}).add(2);
  metrics.gauge("luodi_lag", "Lag").set(7);
  metrics.histogram("luodi_time_seconds", "Time").observe(0.02);
  const std::string text = metrics.text();
  EXPECT_NE(text.find("# TYPE luodi_requests_total counter\nluodi_requests_total{code=\"200\"} 2\n"), std::string::npos)
      << text;
  EXPECT_NE(text.find("luodi_lag 7\n"), std::string::npos);
  EXPECT_NE(text.find("luodi_time_seconds_bucket{le=\"0.01\"} 0\n"), std::string::npos);
  EXPECT_NE(text.find("luodi_time_seconds_bucket{le=\"0.025\"} 1\n"), std::string::npos);
}

TEST(Metrics, TheSameNameAndLabelsAreTheSameSeries) {
  Metrics metrics;
  metrics.counter("luodi_x_total", "X", {{"a", "1"}}).add();
  auto again = metrics.counter("luodi_x_total", "X", {{"a", "1"}});
  again.add();
  EXPECT_EQ(again.value(), 2);
  EXPECT_EQ(metrics.counter("luodi_x_total", "X", {{"a", "2"}}).value(), 0);
}

TEST(Metrics, ATotalCountedElsewhereNeverGoesDown) {
  Metrics metrics;
  auto total = metrics.counter("luodi_x_total", "X");
  total.raise_to(5);
  total.raise_to(3);
  total.raise_to(6);
  EXPECT_EQ(total.value(), 6);
}

TEST(Metrics, CollectHooksRunBeforeEveryText) {
  Metrics metrics;
  auto gauge = metrics.gauge("luodi_queue", "Queue");
  int length = 3;
  metrics.on_collect([&, gauge]() mutable { gauge.set(length); });
  EXPECT_NE(metrics.text().find("luodi_queue 3\n"), std::string::npos);
  length = 4;
  EXPECT_NE(metrics.text().find("luodi_queue 4\n"), std::string::npos);
}

TEST(Metrics, ProcessMetricsAreReal) {
  Metrics metrics;
  add_process_metrics(metrics);
  metrics.text();
  EXPECT_GT(metrics.gauge("process_resident_memory_bytes", "Resident memory size in bytes").value(), 1e6);
  EXPECT_GE(metrics.gauge("process_open_fds", "Open file descriptors").value(), 3);
}

}  // namespace
}  // namespace luodi::runtime
