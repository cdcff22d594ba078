#pragma once
// Health holds named checks with their last result and answers the probes: /livez (the loop turns), /startupz (start is
// finished), /readyz (all checks pass and the process is not draining). Results are pushed with set() by who knows
// them, or asked for with check() when the probe comes; a check must be quick and must not throw.
// One io_context thread.
//
//   health.set("redis", true, "master");
//   health.check("lag", [&] { return HealthResult(lag < 5000, std::to_string(lag) + " ms"); });
#include <functional>
#include <map>
#include <string>
#include <utility>

namespace luodi::runtime {

class HealthResult {
 public:
  HealthResult() = default;
  HealthResult(bool o, std::string n) : ok(o), note(std::move(n)) {}
  bool ok = false;
  std::string note;
};

class Health {
 public:
  void set(const std::string& name, bool ok, std::string note = {});
  void check(const std::string& name, std::function<HealthResult()> ask);
  void remove(const std::string& name);
  void started() { started_ = true; }
  void begin_drain() { draining_ = true; }
  bool draining() const { return draining_; }
  bool is_started() const { return started_; }
  bool ready() const { return failed().empty(); }
  std::string failed() const;  // names of the checks that fail, "redis, skew"; empty = ready
  // "[+]redis ok (master)\n[-]skew failed: 7000 ms\nnot ready\n"
  std::string verbose() const;

 private:
  std::map<std::string, HealthResult> results() const;
  std::map<std::string, HealthResult> pushed_;
  std::map<std::string, std::function<HealthResult()>> asked_;
  bool started_ = false;
  bool draining_ = false;
};

}  // namespace luodi::runtime
