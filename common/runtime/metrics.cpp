#include "common/runtime/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <utility>

namespace luodi::runtime {

void Counter::add(double by) {
  series_->Increment(by);
}
void Counter::raise_to(double total) {
  const double missing = total - series_->Value();
  if (missing > 0) series_->Increment(missing);
}
double Counter::value() const {
  return series_->Value();
}
void Gauge::set(double value) {
  series_->Set(value);
}
void Gauge::add(double by) {
  series_->Increment(by);
}
double Gauge::value() const {
  return series_->Value();
}
void Histogram::observe(double value) {
  series_->Observe(value);
}

struct Metrics::Impl {
  prometheus::Registry registry;
  std::vector<std::function<void()>> refreshers;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

Counter Metrics::counter(const std::string& name, const std::string& help, const MetricLabels& labels) {
  return Counter(prometheus::BuildCounter().Name(name).Help(help).Register(impl_->registry).Add(labels));
}
Gauge Metrics::gauge(const std::string& name, const std::string& help, const MetricLabels& labels) {
  return Gauge(prometheus::BuildGauge().Name(name).Help(help).Register(impl_->registry).Add(labels));
}
Histogram Metrics::histogram(const std::string& name, const std::string& help, const MetricLabels& labels,
                             const std::vector<double>& buckets) {
  return Histogram(prometheus::BuildHistogram().Name(name).Help(help).Register(impl_->registry).Add(labels, buckets));
}

void Metrics::on_collect(std::function<void()> refresh) {
  impl_->refreshers.push_back(std::move(refresh));
}

std::string Metrics::text() {
  for (const auto& refresh : impl_->refreshers)
    refresh();
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace luodi::runtime
