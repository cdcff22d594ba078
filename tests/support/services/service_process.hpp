#pragma once
// ServiceProcess is one of the services behind the gateway as a real process on a test's Redis, asked over its bus as
// the gateway asks it.
//
//   ServiceProcess intake(io, redis, "intake");
//   intake.start();
//   const auto answer = intake.ask(request("project.get", actor(Role::bureau), nullptr, "prj_1"));
#include <nlohmann/json.hpp>
#include <optional>

#include "common/bus/zmq/rpc_client.hpp"
#include "tests/support/process/process.hpp"
#include "tests/support/redis/redis_server.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::test {

struct Answer {
  int status = 0;
  nlohmann::json body;
  std::map<std::string, std::string> headers;
};
Answer read_answer(const bus::Reply& reply);

// A user with one role, named after it and its organisation.
Actor actor(Role role, std::string org = {});
bus::Request request(const std::string& operation, Actor who, const nlohmann::json& body = nullptr,
                     const std::string& id = {});

class ServiceProcess {
 public:
  // `settings`: further TOML before the tables ("virtual_clock = true\n").
  ServiceProcess(boost::asio::io_context& io, const RedisServer& redis, std::string name,
                 const std::string& settings = {});
  void start();  // again after kill(); returns when it answers, throws with its log when it does not
  void kill();   // -9
  Answer ask(bus::Request request);  // no answer is a failure of the test
  Process& process() { return *process_; }
  bus::zmq::RpcClient& client() { return *client_; }

 private:
  boost::asio::io_context& io_;
  std::string name_;
  TempDir dir_;
  std::string config_;
  std::optional<Process> process_;
  std::optional<bus::zmq::RpcClient> client_;
};

}  // namespace luodi::test
