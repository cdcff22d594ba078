// How long after a commit another process has applied its event, beside bare ZeroMQ PUB/SUB over ipc.
//
// One command at a time goes through the gateway of a running suite. For each event four moments are noted, all by the
// same clock (CLOCK_MONOTONIC): the commit is durable (a client that blocks in XREAD on the stream is answered after
// the sync of the log, like intake itself), the feed reader of this process has applied it (Subscriber and EventReader,
// the parts that every service uses), the HTTP answer is here, and the event stream of the gateway has shown it. In
// turn with blocks of commands a child process publishes messages of the same size on a bare PUB socket, at the same
// pace, and this process receives them on a bare SUB. Prints microseconds as one line of JSON.
//
//   bench_event_latency --port 8080 --token T --redis SOCK --feed ipc://... --scratch DIR --commands 1000
#include <hiredis/hiredis.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zmq.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <thread>
#include <vector>

#include "common/bus/zmq/feed.hpp"
#include "common/store/event_reader.hpp"
#include "common/store/keys.hpp"
#include "common/store/redis/redis_store.hpp"
#include "tests/support/http_client/event_stream_reader.hpp"

namespace {
using namespace luodi;
using Clock = std::chrono::steady_clock;

constexpr const char* k_city = "510700";
constexpr std::chrono::seconds k_limit{10};  // for one event to arrive
constexpr int k_pause_ms = 1;                // between two raw messages: the pace of the commands
constexpr std::size_t k_block = 100;         // commands, then raw messages, and so on
constexpr int k_warm_up = 50;
constexpr int k_warm_up_limit = 5000;

struct Options {
  std::uint16_t port = 0;
  std::string token, redis, feed, scratch;
  int commands = 1000;
};

std::int64_t now_ns() {
  return std::chrono::nanoseconds(Clock::now().time_since_epoch()).count();
}

// When each event was seen, by its sequence; written by one thread, awaited by another.
class Moments {
 public:
  void note(std::int64_t seq) {
    const auto at = now_ns();
    const std::lock_guard lock(mutex_);
    seen_.emplace(seq, at);
    changed_.notify_all();
  }
  std::int64_t of(std::int64_t seq) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, k_limit, [&] { return seen_.contains(seq); }))
      throw std::runtime_error("event " + std::to_string(seq) + " was not seen");
    return seen_.at(seq);
  }
  bool has(std::int64_t seq) {
    const std::lock_guard lock(mutex_);
    return seen_.contains(seq);
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<std::int64_t, std::int64_t> seen_;
};

// The feed reader as the services have it, on a loop and a thread of its own.
class FeedReader {
 public:
  FeedReader(const Options& options, Moments& moments)
      : store_(io_, store::Keys(k_city), store::redis::Options::unix_socket(options.redis)) {
    bus::zmq::SubscriberConfig config;
    config.endpoints = {options.feed};
    config.city = k_city;
    subscriber_.emplace(io_, std::make_shared<bus::zmq::Context>(), std::move(config));
    store_.start();
    boost::asio::co_spawn(io_, follow(moments), [](const std::exception_ptr& error) {
      if (error) std::rethrow_exception(error);
    });
    thread_ = std::thread([this] { io_.run(); });
  }
  ~FeedReader() {
    io_.stop();
    thread_.join();
  }

 private:
  store::Task<void> follow(Moments& moments) {
    const auto limit = store::redis::Clock::now() + k_limit;
    if (!co_await store_.wait_ready(limit)) throw std::runtime_error("no Redis: " + store_.link().last_fault());
    auto head = co_await store_.head();
    if (!head) throw std::runtime_error("no head: " + head.error().detail);
    reader_.emplace(io_, store_, *head, [&moments](const store::StoredEvent& event) { moments.note(event.at.seq); });
    subscriber_->on_event([this](bus::FeedEvent bell) {
      store::StoredEvent event;
      event.at.epoch = bell.epoch;
      event.at.seq = bell.seq;
      event.at.event_id = bell.event_id;
      event.json = std::move(bell.json);
      reader_->bell(std::move(event));
    });
    co_await reader_->run();
  }

  boost::asio::io_context io_{1};
  store::redis::RedisStore store_;
  std::optional<bus::zmq::Subscriber> subscriber_;
  std::optional<store::EventReader> reader_;
  std::thread thread_;
};

// Notes when each entry of the stream can be read by a client, which is when it is on the disk.
void watch_commits(const std::string& socket, Moments& moments, const std::atomic<bool>& stop) {
  redisContext* redis = redisConnectUnix(socket.c_str());
  std::string last = "$";
  while (!stop) {
    auto* reply = static_cast<redisReply*>(
        redisCommand(redis, "XREAD BLOCK 100 STREAMS %s %s", store::Keys(k_city).events().c_str(), last.c_str()));
    if (reply == nullptr) break;
    if (reply->type == REDIS_REPLY_ARRAY) {
      const redisReply* entries = reply->element[0]->element[1];
      for (std::size_t i = 0; i < entries->elements; ++i) {
        last = entries->element[i]->element[0]->str;
        moments.note(std::stoll(last.substr(last.find('-') + 1)));
      }
    }
    freeReplyObject(reply);
  }
  redisFree(redis);
}

// A bare publisher in a process of its own: a byte on the pipe makes it send one message with the time of sending.
class RawPublisher {
 public:
  RawPublisher(std::string endpoint, std::size_t size) : endpoint_(std::move(endpoint)) {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("pipe");
    child_ = fork();
    if (child_ == 0) {
      close(ends[1]);
      publish(ends[0], size);
      _exit(0);
    }
    close(ends[0]);
    orders_ = ends[1];
  }
  ~RawPublisher() {
    close(orders_);
    waitpid(child_, nullptr, 0);
  }
  void connect() {
    context_ = zmq_ctx_new();
    socket_ = zmq_socket(context_, ZMQ_SUB);
    zmq_setsockopt(socket_, ZMQ_SUBSCRIBE, "", 0);
    const int limit_ms = 500;
    zmq_setsockopt(socket_, ZMQ_RCVTIMEO, &limit_ms, sizeof limit_ms);
    if (zmq_connect(socket_, endpoint_.c_str()) != 0) throw std::runtime_error("connect " + endpoint_);
    for (int tries = 0; measure() < 0; ++tries)  // until the subscription has reached the publisher
      if (tries > 20) throw std::runtime_error("the raw publisher is not heard");
  }
  void disconnect() {
    zmq_close(socket_);
    zmq_ctx_term(context_);
  }
  // Microseconds from sending to having received; -1 = it did not come.
  double measure() {
    if (write(orders_, "x", 1) != 1) throw std::runtime_error("the raw publisher is gone");
    std::vector<char> message(64 * 1024);
    const int size = zmq_recv(socket_, message.data(), message.size(), 0);
    if (size < 0) return -1;
    std::int64_t sent = 0;
    std::memcpy(&sent, message.data(), sizeof sent);
    return static_cast<double>(now_ns() - sent) / 1000;
  }

 private:
  void publish(int orders, std::size_t size) const {
    void* context = zmq_ctx_new();
    void* socket = zmq_socket(context, ZMQ_PUB);
    if (zmq_bind(socket, endpoint_.c_str()) != 0) return;
    std::string message(std::max(size, sizeof(std::int64_t)), 'x');
    for (char order = 0; read(orders, &order, 1) == 1;) {
      const auto sent = now_ns();
      std::memcpy(message.data(), &sent, sizeof sent);
      zmq_send(socket, message.data(), message.size(), 0);
    }
    zmq_close(socket);
    zmq_ctx_term(context);
  }

  std::string endpoint_;
  pid_t child_ = -1;
  int orders_ = -1;
  void* context_ = nullptr;
  void* socket_ = nullptr;
};

class Commands {
 public:
  explicit Commands(const Options& options) : client_(options.port), tag_(std::to_string(getpid())) {
    client_.set("Authorization", "Bearer " + options.token);
  }
  std::int64_t run() {  // sequence of its event
    const std::string name = "事件时延 " + tag_ + " " + std::to_string(++count_);
    const nlohmann::json body = {{"name", name},
                                 {"enterprise", {{"name", name + "有限公司"}}},
                                 {"industry_code", "3985"},
                                 {"agreed_amount_fen", 60'000'000'000},
                                 {"park_code", "MY-GX"},
                                 {"channel", "outpost"}};
    const auto answer = client_.post("/v1/projects", body, {{"Idempotency-Key", tag_ + "-" + std::to_string(count_)}});
    if (answer.status != 201) throw std::runtime_error("a command was refused: " + answer.body + answer.error);
    return std::stoll(answer.header("x-luodi-sequence"));
  }

 private:
  test::HttpClient client_;
  std::string tag_;
  int count_ = 0;
};

nlohmann::json quantiles(std::vector<double> us) {
  std::sort(us.begin(), us.end());
  const auto at = [&](double q) { return us[static_cast<std::size_t>(q * static_cast<double>(us.size() - 1))]; };
  return {{"p50_us", at(0.5)}, {"p99_us", at(0.99)}, {"count", us.size()}};
}

void follow_stream(const Options& options, Moments& moments, const std::atomic<bool>& stop) {
  test::EventStreamReader events(options.port, "/v1/events", {{"Authorization", "Bearer " + options.token}});
  while (!stop && !events.ended())
    if (const auto event = events.next(std::chrono::milliseconds(100))) moments.note(std::stoll(event->id));
}

nlohmann::json measure(const Options& options) {
  // Before any thread: a fork copies only the one that calls it. The size is that of the event of a registration.
  RawPublisher raw("ipc://" + options.scratch + "/raw.feed", 1200);
  Moments committed, applied, streamed;
  std::atomic<bool> stop{false};
  std::vector<double> command_us, feed_us, stream_us, raw_us;
  FeedReader reader(options, applied);
  std::thread commits([&] { watch_commits(options.redis, committed, stop); });
  std::thread stream([&] { follow_stream(options, streamed, stop); });
  raw.connect();
  Commands commands(options);
  try {
    // Until all three hear: a command of before is then past their beginnings.
    std::int64_t before = 0;
    for (int i = 0; i < k_warm_up || !(committed.has(before) && applied.has(before) && streamed.has(before)); ++i) {
      if (i == k_warm_up_limit) throw std::runtime_error("not everybody hears the events");
      before = commands.run();
    }
    while (feed_us.size() < static_cast<std::size_t>(options.commands)) {
      for (std::size_t i = 0; i < k_block; ++i) {
        const auto sent = now_ns();
        const auto seq = commands.run();
        const auto answered = now_ns();
        const auto us = [](std::int64_t from, std::int64_t to) { return static_cast<double>(to - from) / 1000; };
        command_us.push_back(us(sent, answered));
        feed_us.push_back(us(committed.of(seq), applied.of(seq)));
        stream_us.push_back(us(committed.of(seq), streamed.of(seq)));
      }
      for (std::size_t i = 0; i < k_block; ++i) {
        poll(nullptr, 0, k_pause_ms);
        raw_us.push_back(raw.measure());
      }
    }
  } catch (...) {
    stop = true;
    commits.join();
    stream.join();
    throw;
  }
  stop = true;
  commits.join();
  stream.join();
  raw.disconnect();
  return {{"command", quantiles(command_us)},
          {"commit_to_reader", quantiles(feed_us)},
          {"commit_to_stream", quantiles(stream_us)},
          {"raw", quantiles(raw_us)}};
}
}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Time from commit to event, beside bare ZeroMQ PUB/SUB.");
  Options options;
  app.add_option("--port", options.port, "Port of the gateway")->required();
  app.add_option("--token", options.token, "Of a session that may register and sees everything")->required();
  app.add_option("--redis", options.redis, "Unix socket of Redis")->required();
  app.add_option("--feed", options.feed, "Feed endpoint of intake")->required();
  app.add_option("--scratch", options.scratch, "Folder for the raw socket")->required();
  app.add_option("--commands", options.commands, "How many");
  CLI11_PARSE(app, argc, argv);
  std::signal(SIGPIPE, SIG_IGN);
  try {
    std::printf("%s\n", measure(options).dump().c_str());
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
  return 0;
}
