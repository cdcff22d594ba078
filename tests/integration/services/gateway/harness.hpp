#pragma once
// Harness is a whole neighbourhood for one gateway process: a real Redis, the real ZeroMQ bus, and in place of the
// three services fakes that the test scripts. Fakes and store run on a thread of their own; all methods may be called
// from the test's thread.
//
//   Harness h;                                     // Redis, fakes and the gateway, ready
//   h.on(Fake::intake, [](bus::Request r) { return bus::Reply(200, "{}"); });
//   auto answer = h.as("bureau").get("/v1/projects/prj_1");
//   h.commit("project", "prj_1", "MY-GX");          // an event as a service would commit and ring it
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/bus/message.hpp"
#include "tests/support/http_client/event_stream_reader.hpp"
#include "tests/support/http_client/http_client.hpp"
#include "tests/support/process/process.hpp"
#include "tests/support/redis/redis_server.hpp"

namespace luodi::test {

enum class Fake { intake, progress_monitor, incentive_calculator };
inline constexpr const char* k_password = "Right-pass-1";

struct HarnessOptions {
  std::string settings;  // further TOML: "[limits]\n..."
  bool virtual_clock = false;
  bool services = true;     // all three fakes answer
  bool every_role = false;  // a user for each, instead of the few that most tests need
  bool wait_ready = true;
};

class Harness {
 public:
  using Script = std::function<std::optional<bus::Reply>(const bus::Request&)>;  // nullopt = never answers
  explicit Harness(HarnessOptions options = {});
  ~Harness();

  void on(Fake service, Script script);  // default: 200 {"id": <path id>}
  void stop(Fake service);
  void start(Fake service);
  std::vector<bus::Request> heard(const std::string& operation = {}) const;  // by all fakes, in order
  // Commits one event and rings its bell; answers its sequence.
  std::int64_t commit(const std::string& kind, const std::string& subject, const std::string& parties,
                      bool with_bell = true);
  void register_office(const std::string& code);  // as intake would, without a bell

  std::uint16_t port() const { return port_; }
  HttpClient client() const { return HttpClient(port_); }
  HttpClient as(const std::string& user);  // signed in; users are named after their role
  std::string token(const std::string& user);
  HttpResponse sign_in(const std::string& user, const std::string& password);

  Process& gateway() { return *gateway_; }
  RedisServer& redis() { return redis_; }
  void start_gateway();  // after gateway().kill_hard()
  std::uint16_t internal_port() const { return internal_port_; }

 private:
  struct Side;
  HarnessOptions options_;
  RedisServer redis_;
  TempDir dir_;
  std::unique_ptr<Side> side_;
  std::unique_ptr<Process> gateway_;
  std::uint16_t port_ = 0;
  std::uint16_t internal_port_ = 0;
  std::map<std::string, std::string> tokens_;
};

}  // namespace luodi::test
