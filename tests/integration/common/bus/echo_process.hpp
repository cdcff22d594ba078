#pragma once
// A bus_echo_server process that ends with its object.
#include <spawn.h>
#include <sys/wait.h>

#include <csignal>
#include <stdexcept>
#include <string>

namespace luodi::bus {

class EchoProcess {
 public:
  explicit EchoProcess(std::string endpoint) {
    std::string program = LUODI_BIN_DIR "/bus_echo_server";
    char* argv[] = {program.data(), endpoint.data(), nullptr};
    char* envp[] = {nullptr};
    if (posix_spawn(&pid_, program.c_str(), nullptr, nullptr, argv, envp) != 0)
      throw std::runtime_error("cannot start " + program);
  }
  ~EchoProcess() { end(SIGKILL); }
  EchoProcess(const EchoProcess&) = delete;
  void signal(int number) const { kill(pid_, number); }
  bool ended() {  // by itself
    if (pid_ > 0 && waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
    return pid_ <= 0;
  }
  void end(int number) {
    if (pid_ <= 0) return;
    kill(pid_, number);
    waitpid(pid_, nullptr, 0);
    pid_ = -1;
  }

 private:
  pid_t pid_ = -1;
};

}  // namespace luodi::bus
