#include "tests/support/redis/redis_server.hpp"

#include <fcntl.h>
#include <hiredis/hiredis.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

namespace luodi::test {
namespace {

using ContextPtr = std::unique_ptr<redisContext, decltype(&redisFree)>;

ContextPtr connect(const std::string& path) {
  timeval limit{5, 0};
  ContextPtr context(redisConnectUnixWithTimeout(path.c_str(), limit), &redisFree);
  if (context && !context->err) redisSetTimeout(context.get(), limit);
  return context;
}

std::string text_of(const redisReply& reply) {
  switch (reply.type) {
    case REDIS_REPLY_INTEGER:
      return std::to_string(reply.integer);
    case REDIS_REPLY_NIL:
      return "(nil)";
    case REDIS_REPLY_ERROR:
      return "(error) " + std::string(reply.str, reply.len);
    case REDIS_REPLY_ARRAY: {
      std::string out = "[";
      for (std::size_t i = 0; i < reply.elements; ++i)
        out += (i ? ", " : "") + text_of(*reply.element[i]);
      return out + "]";
    }
    default:
      return std::string(reply.str, reply.len);
  }
}

std::string run(redisContext* context, const std::vector<std::string>& words) {
  std::vector<const char*> argv;
  std::vector<std::size_t> sizes;
  for (const auto& word : words) {
    argv.push_back(word.data());
    sizes.push_back(word.size());
  }
  auto* raw =
      static_cast<redisReply*>(redisCommandArgv(context, static_cast<int>(argv.size()), argv.data(), sizes.data()));
  if (!raw) return std::string("(error) ") + context->errstr;
  const std::string out = text_of(*raw);
  freeReplyObject(raw);
  return out;
}

// The shipped configuration with this directory in it, so that tests run what operators run.
void write_config(const std::string& dir) {
  std::ifstream in(LUODI_REDIS_CONFIG);
  std::ofstream out(dir + "/redis.conf");
  if (!in || !out) throw std::runtime_error("cannot read " LUODI_REDIS_CONFIG " or write into " + dir);
  for (std::string line; std::getline(in, line);) {
    for (auto at = line.find("@DIR@"); at != std::string::npos; at = line.find("@DIR@", at + dir.size()))
      line.replace(at, 5, dir);
    out << line << '\n';
  }
}

}  // namespace

RedisServer::RedisServer(Options options) : options_(std::move(options)) {
  std::string pattern = (std::filesystem::temp_directory_path() / "luodi-redis-XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp failed");
  dir_ = pattern;
  socket_path_ = dir_ + "/redis.sock";
  write_config(dir_);
  if (options_.started) start();
}

RedisServer::~RedisServer() {
  if (running()) end(SIGKILL);
  std::error_code ignored;
  std::filesystem::remove_all(dir_, ignored);
}

void RedisServer::start_without_wait() {
  if (running()) throw std::logic_error("redis-server runs already");
  std::vector<std::string> words = {"redis-server", dir_ + "/redis.conf", "--appendfsync", options_.appendfsync};
  words.insert(words.end(), options_.arguments.begin(), options_.arguments.end());
  std::vector<char*> argv;
  for (auto& word : words)
    argv.push_back(word.data());
  argv.push_back(nullptr);
  const std::string log = dir_ + "/redis.log";
  const pid_t parent = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("fork failed");
  if (child == 0) {
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);  // the parent died before prctl took effect
    const int fd = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (fd >= 0) {
      dup2(fd, 1);
      dup2(fd, 2);
    }
    execvp(argv[0], argv.data());
    _exit(127);
  }
  pid_ = child;
}

void RedisServer::wait_until_answering() {
  const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  std::string last = "never connected";
  while (std::chrono::steady_clock::now() < limit) {
    if (waitpid(pid_, nullptr, WNOHANG) == pid_) {
      pid_ = -1;
      std::ifstream log(dir_ + "/redis.log");
      std::stringstream text;
      text << log.rdbuf();
      throw std::runtime_error("redis-server ended at start: " + text.str());
    }
    auto context = connect(socket_path_);
    if (context && !context->err) {
      last = run(context.get(), {"PING"});
      if (last == "PONG") return;
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  throw std::runtime_error("redis-server does not answer: " + last);
}

void RedisServer::start() {
  start_without_wait();
  wait_until_answering();
}

void RedisServer::end(int signal) {
  if (!running()) return;
  ::kill(pid_, signal);
  if (signal != SIGKILL) ::kill(pid_, SIGCONT);
  while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
  }
  pid_ = -1;
}

void RedisServer::kill9() {
  end(SIGKILL);
}
void RedisServer::terminate() {
  end(SIGTERM);
}

void RedisServer::restart() {
  kill9();
  start();
}

void RedisServer::pause() {
  ::kill(pid_, SIGSTOP);
}
void RedisServer::resume() {
  ::kill(pid_, SIGCONT);
}

std::string RedisServer::command(const std::vector<std::string>& words) const {
  auto context = connect(socket_path_);
  if (!context || context->err) return std::string("(error) ") + (context ? context->errstr : "no memory");
  return run(context.get(), words);
}

std::string RedisServer::dump() const {
  auto context = connect(socket_path_);
  if (!context || context->err) throw std::runtime_error("dump: no connection");
  // DEBUG DIGEST-VALUE is not always allowed, and DUMP depends on the encoding: read every type by its own command.
  auto* raw = static_cast<redisReply*>(redisCommand(context.get(), "KEYS *"));
  if (!raw || raw->type != REDIS_REPLY_ARRAY) throw std::runtime_error("dump: KEYS failed");
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < raw->elements; ++i)
    keys.emplace_back(raw->element[i]->str, raw->element[i]->len);
  freeReplyObject(raw);
  std::sort(keys.begin(), keys.end());
  std::string out;
  for (const auto& key : keys) {
    const auto type = run(context.get(), {"TYPE", key});
    std::string content;
    if (type == "string") content = run(context.get(), {"GET", key});
    if (type == "hash") content = run(context.get(), {"HGETALL", key});
    if (type == "set") content = run(context.get(), {"SORT", key, "ALPHA"});
    if (type == "zset") content = run(context.get(), {"ZRANGE", key, "0", "-1", "WITHSCORES"});
    if (type == "list") content = run(context.get(), {"LRANGE", key, "0", "-1"});
    if (type == "stream") content = run(context.get(), {"XRANGE", key, "-", "+"});
    const bool passing = run(context.get(), {"PTTL", key}) != "-1";
    out += key + " " + type + (passing ? " with term " : " ") + content + "\n";
  }
  return out;
}

}  // namespace luodi::test
