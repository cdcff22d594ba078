#pragma once
// Process is one child of a test: started with its own arguments and environment, its output kept in a file, ended by
// its pid. A child never outlives its Process, nor the thread that started it (PR_SET_PDEATHSIG), so a crashed test
// leaves nothing behind. Not thread-safe; start it on a thread that lives as long as the child should.
//
//   Process gateway(LUODI_BIN_DIR "/gateway", {"--config", dir.file("gateway.toml")});
//   ASSERT_TRUE(gateway.wait_for_line("ready")) << gateway.output();
//   gateway.terminate();                       // SIGTERM
//   EXPECT_EQ(gateway.wait(), 0);
#include <sys/types.h>

#include <chrono>
#include <csignal>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/process/eventually.hpp"
#include "tests/support/process/temp_dir.hpp"

namespace luodi::test {

class Process {
 public:
  using Environment = std::map<std::string, std::string>;  // added to (or replacing parts of) our own

  // Throws std::system_error when the program cannot be started (also when exec fails).
  explicit Process(std::string program, std::vector<std::string> arguments = {}, Environment environment = {});
  ~Process();  // SIGKILL if it still runs
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  bool running();
  void signal(int number);  // nothing happens when it has ended
  void terminate() { signal(SIGTERM); }
  void kill_hard() { signal(SIGKILL); }  // kill -9
  void suspend() { signal(SIGSTOP); }
  void resume() { signal(SIGCONT); }

  // Exit code, or -signal when it was killed; nullopt when it still runs at the limit.
  std::optional<int> wait(std::chrono::milliseconds limit = k_wait_limit);

  std::string output() const;  // stdout and stderr so far
  // True once the output holds the text; false at the limit or when the child ended without it.
  bool wait_for_line(const std::string& text, std::chrono::milliseconds limit = k_wait_limit);

 private:
  TempDir dir_;
  std::string log_;
  pid_t pid_ = -1;
  std::optional<int> ended_;
};

// A TCP port of the loopback that was free a moment ago. Prefer port 0 and asking the server where it can tell.
std::uint16_t free_port();

}  // namespace luodi::test
