#include "tests/support/process/process.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

extern char** environ;

namespace luodi::test {

namespace {
std::vector<std::string> environment_with(const Process::Environment& changes) {
  std::vector<std::string> out;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    std::string text = *entry;
    if (!changes.contains(text.substr(0, text.find('=')))) out.push_back(std::move(text));
  }
  for (const auto& [name, value] : changes)
    out.push_back(name + "=" + value);
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> out;
  for (auto& text : texts)
    out.push_back(text.data());
  out.push_back(nullptr);
  return out;
}
}  // namespace

Process::Process(std::string program, std::vector<std::string> arguments, Environment environment)
    : log_(dir_.file("output")) {
  arguments.insert(arguments.begin(), program);
  std::vector<std::string> variables = environment_with(environment);
  std::vector<char*> argv = pointers(arguments);
  std::vector<char*> envp = pointers(variables);
  const int log = ::open(log_.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
  // A failed exec is reported through this pipe; a successful one closes it.
  int report[2];
  if (log < 0 || ::pipe2(report, O_CLOEXEC) != 0) throw std::system_error(errno, std::generic_category(), "Process");
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    ::execve(program.c_str(), argv.data(), envp.data());
    const int why = errno;
    if (::write(report[1], &why, sizeof why) < 0) ::_exit(126);
    ::_exit(127);
  }
  const int fork_error = errno;
  ::close(log);
  ::close(report[1]);
  int why = pid_ < 0 ? fork_error : 0;
  if (pid_ > 0 && ::read(report[0], &why, sizeof why) == static_cast<ssize_t>(sizeof why)) ::waitpid(pid_, nullptr, 0);
  ::close(report[0]);
  if (why != 0) throw std::system_error(why, std::generic_category(), program);
}

Process::~Process() {
  kill_hard();
  wait();
}

bool Process::running() {
  if (ended_) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
  ended_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return false;
}

void Process::signal(int number) {
  // Only while it is unreaped: afterwards the pid may belong to somebody else.
  if (running()) ::kill(pid_, number);
}

std::optional<int> Process::wait(std::chrono::milliseconds limit) {
  eventually([&] { return !running(); }, limit);
  return ended_;
}

std::string Process::output() const {
  return read_file(log_);
}

bool Process::wait_for_line(const std::string& text, std::chrono::milliseconds limit) {
  auto found = [&] { return output().find(text) != std::string::npos; };
  eventually([&] { return found() || !running(); }, limit);
  return found();
}

std::uint16_t free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (fd < 0 || ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0)
    throw std::system_error(errno, std::generic_category(), "free_port");
  ::close(fd);
  return ntohs(address.sin_port);
}

}  // namespace luodi::test
