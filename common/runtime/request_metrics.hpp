#pragma once
// RequestMetrics counts and times what a service answers, by operation and status. The series are made once and kept,
// because looking them up costs more than counting. Names nobody serves share one series, so that they cannot grow
// without end. One io_context thread.
//
//   metrics.count("project.landing", 200, took);
#include <chrono>
#include <map>
#include <string>

#include "common/runtime/metrics.hpp"

namespace luodi::runtime {

class RequestMetrics {
 public:
  explicit RequestMetrics(Metrics& metrics) : metrics_(metrics) {}

  void count(const std::string& operation, int status, std::chrono::steady_clock::duration took) {
    const std::string& name = status == 404 && !operations_.contains(operation) ? k_unknown : operation;
    auto found = operations_.find(name);
    if (found == operations_.end())
      found = operations_
                  .emplace(name, Operation{metrics_.histogram("luodi_request_seconds",
                                                              "Time to answer a request of the bus",
                                                              {{"operation", name}}),
                                           {}})
                  .first;
    found->second.seconds.observe(std::chrono::duration<double>(took).count());
    auto counter = found->second.by_status.find(status);
    if (counter == found->second.by_status.end())
      counter = found->second.by_status
                    .emplace(status, metrics_.counter("luodi_requests_total", "Requests of the bus that were answered",
                                                      {{"operation", name}, {"status", std::to_string(status)}}))
                    .first;
    counter->second.add();
  }

 private:
  struct Operation {
    Histogram seconds;
    std::map<int, Counter> by_status;
  };
  inline static const std::string k_unknown = "unknown";
  Metrics& metrics_;
  std::map<std::string, Operation> operations_;
};

}  // namespace luodi::runtime
