#include "tests/support/services/service_process.hpp"

#include <gtest/gtest.h>

namespace luodi::test {

namespace {
constexpr const char* k_city = "510700";
constexpr std::int64_t k_deadline_ms = 20'000;  // a loaded machine must not fail a test
}  // namespace

Answer read_answer(const bus::Reply& reply) {
  Answer out;
  out.status = reply.status;
  out.headers = reply.headers;
  out.body = nlohmann::json::parse(reply.body, nullptr, /*allow_exceptions=*/false);
  return out;
}

Actor actor(Role role, std::string org) {
  Actor out;
  out.username = std::string(role_text(role)) + org;
  out.roles = {role};
  out.org = std::move(org);
  return out;
}

bus::Request request(const std::string& operation, Actor who, const nlohmann::json& body, const std::string& id) {
  bus::Request out;
  out.operation = operation;
  out.city = k_city;
  out.actor = std::move(who);
  if (!body.is_null()) out.body = body.dump();
  if (!id.empty()) out.params["id"] = id;
  return out;
}

ServiceProcess::ServiceProcess(boost::asio::io_context& io, const RedisServer& redis, std::string name,
                               const std::string& settings)
    : io_(io), name_(std::move(name)) {
  const auto endpoint = [&](const char* file) { return name_ + " = \"ipc://" + dir_.file(file) + "\"\n"; };
  config_ =
      dir_.write("service.toml",
                 "city = \"" + std::string(k_city) + "\"\n" + settings + "data_dir = \"" + dir_.path().string() +
                     "\"\npolicy_dir = \"" LUODI_SOURCE_DIR "/deploy/policy\"\n[redis]\nsocket = \"" +
                     redis.socket_path() + "\"\n[bus.rpc]\n" + endpoint("rpc") + "[bus.feed]\n" + endpoint("feed"));
}

void ServiceProcess::start() {
  client_.reset();
  process_.emplace(LUODI_BIN_DIR "/" + name_, std::vector<std::string>{"--config", config_});
  if (!process_->wait_for_line("\"started\"")) throw std::runtime_error(process_->output());
  bus::zmq::RpcClientConfig client;
  client.endpoints[name_] = {"ipc://" + dir_.file("rpc")};
  client.default_deadline_ms = k_deadline_ms;
  client_.emplace(io_, std::make_shared<bus::zmq::Context>(), client);
  if (!run_until(io_, [&] { return client_->connected(name_); })) throw std::runtime_error(process_->output());
}

void ServiceProcess::kill() {
  process_->kill_hard();
  ASSERT_TRUE(process_->wait());
}

Answer ServiceProcess::ask(bus::Request request) {
  const auto reply = run_task(io_, client_->call(name_, std::move(request)));
  if (reply) return read_answer(*reply);
  ADD_FAILURE() << reply.error().detail << process_->output();
  return {};
}

}  // namespace luodi::test
