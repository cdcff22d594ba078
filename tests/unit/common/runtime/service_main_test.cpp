// A real process from start to SIGTERM: exit codes, the log it leaves, the probes it answers.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "tests/support/process/eventually.hpp"

namespace luodi::runtime {
namespace {

using namespace std::chrono_literals;

bool wait_until(const std::function<bool()>& done, std::chrono::milliseconds limit = 20s) {
  return test::eventually(done, limit);
}

class ServiceMain : public ::testing::Test {
 protected:
  void SetUp() override {
    char name[] = "/tmp/luodi-main-XXXXXX";
    dir_ = mkdtemp(name);
  }
  void TearDown() override {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
    std::filesystem::remove_all(dir_);
  }
  void start(const std::string& toml, std::vector<std::string> arguments = {"--config", "CONFIG"},
             std::vector<std::string> variables = {}) {
    const std::string config = dir_ + "/config.toml";
    std::ofstream(config) << toml;
    std::vector<std::string> words{LUODI_BIN_DIR "/sample_service"};
    for (auto& a : arguments)
      words.push_back(a == "CONFIG" ? config : a);
    std::vector<char*> argv;
    for (auto& w : words)
      argv.push_back(w.data());
    argv.push_back(nullptr);
    std::vector<char*> envp;
    for (auto& v : variables)
      envp.push_back(v.data());
    envp.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 2, (dir_ + "/log").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ASSERT_EQ(posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), envp.data()), 0);
    posix_spawn_file_actions_destroy(&actions);
  }
  std::string log() const {
    std::ifstream file(dir_ + "/log");
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  bool logged(const std::string& text) {
    return wait_until([&] { return log().find(text) != std::string::npos; });
  }
  int exit_code() {
    int status = 0;
    EXPECT_TRUE(wait_until([&] { return waitpid(pid_, &status, WNOHANG) == pid_; }));
    pid_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
  }
  std::string ask(const std::string& target) {
    const std::string text = log();
    const std::string key = "\"internal_port\":";
    const int port = std::stoi(text.substr(text.find(key) + key.size()));
    boost::asio::io_context io;
    boost::asio::ip::tcp::socket socket(io);
    socket.connect({boost::asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(port)});
    boost::asio::write(socket,
                       boost::asio::buffer("GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"));
    std::string answer;
    boost::system::error_code error;
    boost::asio::read(socket, boost::asio::dynamic_buffer(answer), error);
    return answer;
  }
  std::string dir_;
  pid_t pid_ = -1;
};

constexpr char k_config[] = "city = \"510700\"\n[http]\ninternal_port = 0\n";

TEST_F(ServiceMain, StartsAnswersProbesAndLeavesOnSigtermWithZero) {
  start(std::string("lame_duck_ms = 700\n") + k_config, {"--config", "CONFIG"}, {"LUODI_NO_SUCH_KEY=1"});
  ASSERT_TRUE(logged("\"msg\":\"started\"")) << log();
  EXPECT_EQ(ask("/readyz").rfind("HTTP/1.1 200", 0), 0u);
  const std::string metrics = ask("/metrics");
  EXPECT_NE(metrics.find("process_resident_memory_bytes"), std::string::npos);
  EXPECT_NE(metrics.find("luodi_loop_stalls_total"), std::string::npos);
  EXPECT_NE(log().find("LUODI_NO_SUCH_KEY"), std::string::npos);
  kill(pid_, SIGTERM);
  ASSERT_TRUE(logged("draining"));
  EXPECT_EQ(ask("/readyz").rfind("HTTP/1.1 503", 0), 0u);
  EXPECT_EQ(ask("/livez").rfind("HTTP/1.1 200", 0), 0u);
  EXPECT_EQ(exit_code(), 0);
  EXPECT_NE(log().find("sample stopping"), std::string::npos);
  EXPECT_NE(log().find("\"msg\":\"stopped\""), std::string::npos);
  EXPECT_EQ(log().find("did not end in time"), std::string::npos);
}

TEST_F(ServiceMain, SigintIsLikeSigtermAndASecondSignalEndsAtOnce) {
  start(std::string("lame_duck_ms = 60000\n") + k_config);
  ASSERT_TRUE(logged("\"msg\":\"started\""));
  kill(pid_, SIGINT);
  ASSERT_TRUE(logged("draining"));
  kill(pid_, SIGTERM);
  EXPECT_EQ(exit_code(), 1000 + SIGTERM);
}

TEST_F(ServiceMain, AFailedStartExitsWithOne) {
  start(std::string(k_config) + "[sample]\nmode = \"fail\"\n");
  EXPECT_EQ(exit_code(), 1);
  EXPECT_NE(log().find("cannot reach the sample"), std::string::npos);
}

TEST_F(ServiceMain, AnUnknownKeyExitsWithTwoAndItsPosition) {
  start(std::string(k_config) + "prot = 5\n");
  EXPECT_EQ(exit_code(), 2);
  EXPECT_NE(log().find("config.toml:4:8: unknown key http.prot"), std::string::npos) << log();
}

TEST_F(ServiceMain, WrongArgumentsExitWithTwo) {
  start(k_config, {"--bogus"});
  EXPECT_EQ(exit_code(), 2);
}

}  // namespace
}  // namespace luodi::runtime
