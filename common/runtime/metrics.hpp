#pragma once
// Metrics is the process's registry of counters, gauges and histograms in Prometheus text form. Names begin with
// luodi_, carry base units (_seconds, _bytes) and _total for counters; labels never hold ids of projects or people,
// because each value of a label is a series for ever. Asking again for the same name and labels gives the same series.
// Handles are cheap to copy and live as long as the registry. Thread-safe except on_collect.
//
//   auto requests = metrics.counter("luodi_requests_total", "Requests answered", {{"code", "200"}});
//   requests.add();
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace prometheus {
class Counter;
class Gauge;
class Histogram;
}  // namespace prometheus

namespace luodi::runtime {

using MetricLabels = std::map<std::string, std::string>;

class Counter {
 public:
  explicit Counter(prometheus::Counter& series) : series_(&series) {}
  void add(double by = 1);
  void raise_to(double total);  // for totals counted elsewhere; never goes down
  double value() const;

 private:
  prometheus::Counter* series_;
};

class Gauge {
 public:
  explicit Gauge(prometheus::Gauge& series) : series_(&series) {}
  void set(double value);
  void add(double by);
  double value() const;

 private:
  prometheus::Gauge* series_;
};

class Histogram {
 public:
  explicit Histogram(prometheus::Histogram& series) : series_(&series) {}
  void observe(double value);

 private:
  prometheus::Histogram* series_;
};

// Seconds: from a memory lookup to the longest admitted request.
inline const std::vector<double> k_latency_buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

class Metrics {
 public:
  Metrics();
  ~Metrics();
  Counter counter(const std::string& name, const std::string& help, const MetricLabels& labels = {});
  Gauge gauge(const std::string& name, const std::string& help, const MetricLabels& labels = {});
  Histogram histogram(const std::string& name, const std::string& help, const MetricLabels& labels = {},
                      const std::vector<double>& buckets = k_latency_buckets);
  // Runs before each text(), to copy values that are counted elsewhere (bus statistics, queue lengths).
  void on_collect(std::function<void()> refresh);
  std::string text();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// Memory, descriptors and start time of this process under the customary names process_*.
void add_process_metrics(Metrics& metrics);

}  // namespace luodi::runtime
