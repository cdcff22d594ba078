#pragma once
// RedisServer is a real redis-server on a unix socket in its own temporary directory, with the configuration that
// deploy/redis ships. It is ended by its process id, and by the kernel when the test process dies. Blocking; test code.
//
//   RedisServer redis;                       // running and answering
//   connect_to(redis.socket_path());
//   redis.kill9(); redis.restart();          // same directory: what was acknowledged is there again
#include <sys/types.h>

#include <string>
#include <vector>

namespace luodi::test {

class RedisServer {
 public:
  struct Options {
    std::string appendfsync = "always";  // always | everysec | no
    std::vector<std::string> arguments;  // more of redis-server's command line: {"--maxmemory", "50mb"}
    bool started = true;                 // false: call start() yourself
    Options() {}
  };
  explicit RedisServer(Options options = Options());
  ~RedisServer();
  RedisServer(const RedisServer&) = delete;
  RedisServer& operator=(const RedisServer&) = delete;

  void start();               // returns when PING is answered; throws after 20 s
  void start_without_wait();  // returns at once: the server may still be loading
  void wait_until_answering();
  void kill9();      // SIGKILL and reap
  void terminate();  // SIGTERM and reap
  void restart();    // kill9 if it still runs, then start
  void pause();      // SIGSTOP
  void resume();     // SIGCONT

  bool running() const { return pid_ > 0; }
  pid_t pid() const { return pid_; }
  const std::string& socket_path() const { return socket_path_; }
  const std::string& dir() const { return dir_; }
  void set_arguments(std::vector<std::string> arguments) { options_.arguments = std::move(arguments); }

  // One command over a connection of its own; the answer as text, nested lists as "[a, b]", errors as "(error) ...".
  std::string command(const std::vector<std::string>& words) const;
  // Every key with its type, term (none or some) and content: two dumps are equal when the data are.
  std::string dump() const;

 private:
  void end(int signal);
  Options options_;
  std::string dir_;
  std::string socket_path_;
  pid_t pid_ = -1;
};

}  // namespace luodi::test
