#include "tests/integration/services/gateway/harness.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <future>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>
#include <thread>

#include "common/bus/zmq/feed.hpp"
#include "common/bus/zmq/rpc_server.hpp"
#include "common/domain/permission.hpp"
#include "common/store/redis/redis_store.hpp"

namespace luodi::test {

namespace asio = boost::asio;

namespace {
constexpr const char* k_city = "510700";
constexpr std::array<std::pair<Fake, const char*>, 3> k_fakes{{{Fake::intake, "intake"},
                                                               {Fake::progress_monitor, "progress-monitor"},
                                                               {Fake::incentive_calculator, "incentive-calculator"}}};

std::string name_of(Fake service) {
  for (const auto& [fake, name] : k_fakes)
    if (fake == service) return name;
  return {};
}

std::string accounts_json(bool every_role) {
  nlohmann::json accounts = nlohmann::json::array();
  auto add = [&](const std::string& user, const std::string& role, const std::string& org) {
    accounts.push_back({{"username", user}, {"password", k_password}, {"roles", {role}}, {"org", org}});
  };
  const std::set<std::string_view> few = {"bureau", "reviewer", "park", "sysadmin", "auditor"};
  for (const auto& [role, name] : k_role_names)
    if (every_role || few.contains(name))
      add(std::string(name), std::string(name), domain::k_by_organisation.has(role) ? "MY-GX" : "");
  add("park2", "park", "MY-AN");
  return accounts.dump();
}
}  // namespace

// Everything that runs on the second thread.
struct Harness::Side {
  Side(const std::string& redis_socket, const TempDir& folder)
      : dir(folder), store(io, store::Keys(k_city), store::redis::Options::unix_socket(redis_socket)) {
    context = std::make_shared<bus::zmq::Context>();
    bus::zmq::PublisherConfig feed;
    feed.endpoint = endpoint("intake", "feed");
    publisher.emplace(io, context, feed);
    store.start();
    thread = std::thread([this] { io.run(); });
  }
  ~Side() {
    call([this] {
      servers.clear();
      publisher.reset();
      work.reset();
      io.stop();
    });
    thread.join();
  }
  std::string endpoint(const std::string& service, const std::string& kind) const {
    return "ipc://" + dir.file(service + "." + kind);
  }
  void call(std::function<void()> f) {  // on the second thread, and waits
    std::promise<void> done;
    asio::post(io, [&] {
      f();
      done.set_value();
    });
    done.get_future().wait();
  }
  void start(Fake service) {
    call([&] {
      bus::zmq::RpcServerConfig config;
      config.endpoint = endpoint(name_of(service), "rpc");
      auto server = std::make_unique<bus::zmq::RpcServer>(io, context, config);
      server->serve([this, service](bus::Request request) { return answer(service, std::move(request)); });
      servers[service] = std::move(server);
    });
  }
  bus::Task<bus::Reply> answer(Fake service, bus::Request request) {
    Script script;
    {
      const std::lock_guard lock(mutex);
      heard.push_back(request);
      script = scripts[service];
    }
    std::optional<bus::Reply> reply;
    if (script)
      reply = script(request);
    else
      reply = bus::Reply(200, nlohmann::json{{"id", request.params.contains("id") ? request.params["id"] : ""}}.dump());
    if (!reply) {
      asio::steady_timer never(io, std::chrono::hours(1));
      boost::system::error_code ended;
      co_await never.async_wait(asio::redirect_error(asio::use_awaitable, ended));
      reply = bus::Reply(500, "{}");
    }
    co_return *reply;
  }
  std::int64_t commit(std::string kind, std::string subject, std::string parties, bool with_bell,
                      std::string fact = "changed", std::string data = "{}") {
    std::promise<std::int64_t> done;
    asio::co_spawn(io,
                   commit_one(std::move(kind), std::move(subject), std::move(parties), with_bell, std::move(fact),
                              std::move(data)),
                   [&](const std::exception_ptr& error, std::int64_t seq) {
                     if (error)
                       done.set_exception(error);
                     else
                       done.set_value(seq);
                   });
    return done.get_future().get();
  }
  store::Task<std::int64_t> commit_one(std::string kind, std::string subject, std::string parties, bool with_bell,
                                       std::string fact, std::string data) {
    static int count = 0;
    bus::FeedEvent bell;
    bell.city = k_city;
    bell.event_id = "0190c2f4-a5b4-7c3e-8d1f-" + std::to_string(100000000000 + ++count);
    bell.json = nlohmann::json{{"specversion", "1.0"},
                               {"id", bell.event_id},
                               {"source", "/luodi/test"},
                               {"type", "cn.luodi." + kind + "." + fact + ".v1"},
                               {"subject", subject},
                               {"time", "2022-05-25T09:00:00+08:00"},
                               {"datacontenttype", "application/json"},
                               {"city", k_city},
                               {"actor", "li"},
                               {"aggregateversion", 1},
                               {"parties", parties},
                               {"data", nlohmann::json::parse(data)}}
                    .dump();
    store::UnitOfWork unit(k_city);
    unit.append(bell.event_id, bell.json);
    const auto result = co_await store.commit(std::move(unit));
    const auto* committed = std::get_if<store::Committed>(&result);
    if (!committed) throw std::runtime_error("the event was not committed");
    bell.epoch = committed->epoch;
    bell.seq = committed->last_seq;
    const std::int64_t seq = bell.seq;
    if (with_bell) publisher->publish(std::move(bell));
    co_return seq;
  }

  const TempDir& dir;
  asio::io_context io{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  store::redis::RedisStore store;
  std::shared_ptr<bus::zmq::Context> context;
  std::optional<bus::zmq::Publisher> publisher;
  std::map<Fake, std::unique_ptr<bus::zmq::RpcServer>> servers;
  std::thread thread;
  std::mutex mutex;  // of what follows
  std::map<Fake, Script> scripts;
  std::vector<bus::Request> heard;
};

Harness::Harness(HarnessOptions options) : options_(std::move(options)) {
  side_ = std::make_unique<Side>(redis_.socket_path(), dir_);
  if (options_.services)
    for (const auto& [fake, name] : k_fakes)
      side_->start(fake);
  std::string config = "city = \"510700\"\nvirtual_clock = " + std::string(options_.virtual_clock ? "true" : "false") +
                       "\n[redis]\nsocket = \"" + redis_.socket_path() + "\"\n[bus.rpc]\n";
  for (const auto& [fake, name] : k_fakes)
    config += std::string(name) + " = \"" + side_->endpoint(name, "rpc") + "\"\n";
  config += "[bus.feed]\ngateway = \"" + side_->endpoint("gateway", "feed") + "\"\nintake = \"" +
            side_->endpoint("intake", "feed") + "\"\n[http]\nport = 0\n[bootstrap]\naccounts_file = \"" +
            dir_.write("accounts.json", accounts_json(options_.every_role)) + "\"\n" + options_.settings;
  dir_.write("gateway.toml", config);
  start_gateway();
}

Harness::~Harness() {
  gateway_.reset();
  side_.reset();
}

void Harness::start_gateway() {
  gateway_ = std::make_unique<Process>(LUODI_BIN_DIR "/gateway",
                                       std::vector<std::string>{"--config", dir_.file("gateway.toml")});
  if (!gateway_->wait_for_line("\"msg\":\"started\"")) throw std::runtime_error("no gateway:\n" + gateway_->output());
  const std::string log = gateway_->output();
  for (std::size_t from = 0; from < log.size();) {
    const auto end = std::min(log.find('\n', from), log.size());
    const auto line = nlohmann::json::parse(log.substr(from, end - from), nullptr, false);
    if (line.is_object() && line["msg"] == "listening") port_ = line["port"].get<std::uint16_t>();
    if (line.is_object() && line["msg"] == "starting") internal_port_ = line["internal_port"].get<std::uint16_t>();
    from = end + 1;
  }
  if (options_.services && options_.wait_ready && !wait_for_url(port_, "/readyz"))
    throw std::runtime_error("never ready:\n" + client().get("/readyz").body + gateway_->output());
}

void Harness::on(Fake service, Script script) {
  const std::lock_guard lock(side_->mutex);
  side_->scripts[service] = std::move(script);
}
void Harness::stop(Fake service) {
  side_->call([&] { side_->servers.erase(service); });
}
void Harness::start(Fake service) {
  side_->start(service);
}

std::vector<bus::Request> Harness::heard(const std::string& operation) const {
  const std::lock_guard lock(side_->mutex);
  std::vector<bus::Request> out;
  for (const auto& request : side_->heard)
    if (operation.empty() || request.operation == operation) out.push_back(request);
  return out;
}

std::int64_t Harness::commit(const std::string& kind, const std::string& subject, const std::string& parties,
                             bool with_bell) {
  return side_->commit(kind, subject, parties, with_bell);
}

void Harness::register_office(const std::string& code) {
  const nlohmann::json office = {{"code", code}, {"name", "驻外机构"}, {"city", "深圳"}, {"opened_on", "2022-01-01"}};
  side_->commit("office", code, "", /*with_bell=*/false, "registered", office.dump());
}

HttpResponse Harness::sign_in(const std::string& user, const std::string& password) {
  return client().post("/v1/sessions", nlohmann::json{{"username", user}, {"password", password}});
}

std::string Harness::token(const std::string& user) {
  auto& token = tokens_[user];
  if (token.empty()) {
    const auto answer = sign_in(user, k_password);
    if (answer.status != 201) throw std::runtime_error("no sign-in for " + user + ": " + answer.error + answer.body);
    token = answer.json()["token"].get<std::string>();
  }
  return token;
}

HttpClient Harness::as(const std::string& user) {
  HttpClient out(port_);
  out.set("Authorization", "Bearer " + token(user));
  return out;
}

}  // namespace luodi::test
