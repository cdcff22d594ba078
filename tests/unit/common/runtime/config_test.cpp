#include "common/runtime/config.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace luodi::runtime {
namespace {

std::string refusal(const std::function<void()>& act) {
  try {
    act();
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "accepted";
}

TEST(ConfigReader, TypedValuesDefaultsAndEnvironment) {
  auto reader = ConfigReader::from_text("[redis]\nport = 7000\nuser = \"a\"\n",
                                        {{"LUODI_REDIS_USER", "b"}, {"LUODI_X_FLAG", "true"}, {"LUODI_X_LIST", "p,q"}});
  EXPECT_EQ(reader.integer("redis.port", 6379, 0, 65535), 7000);
  EXPECT_EQ(reader.text("redis.user", ""), "b");
  EXPECT_EQ(reader.text("redis.host", "127.0.0.1"), "127.0.0.1");
  EXPECT_TRUE(reader.boolean("x.flag", false));
  EXPECT_EQ(reader.texts("x.list"), (std::vector<std::string>{"p", "q"}));
  reader.refuse_unknown();
}

TEST(ConfigReader, UnknownKeysAreRefusedWithTheirPosition) {
  auto reader = ConfigReader::from_text("city = \"510700\"\n[redis]\nprot = 1\n");
  reader.text("city", "");
  reader.integer("redis.port", 0, 0, 1);
  EXPECT_EQ(refusal([&] { reader.refuse_unknown(); }), "config:3:8: unknown key redis.prot");
}

TEST(ConfigReader, WrongTypesAndLimitsAreRefused) {
  auto reader = ConfigReader::from_text("port = \"x\"\nbig = 70000\nflag = 1\nlist = [1]\n", {{"LUODI_E", "12x"}});
  EXPECT_EQ(refusal([&] { reader.integer("port", 0, 0, 9); }), "config:1:8: port must be an integer from 0 to 9");
  EXPECT_NE(refusal([&] { reader.integer("big", 0, 0, 65535); }), "accepted");
  EXPECT_NE(refusal([&] { reader.boolean("flag", false); }), "accepted");
  EXPECT_NE(refusal([&] { reader.texts("list"); }), "accepted");
  EXPECT_EQ(refusal([&] { reader.integer("e", 0, 0, 99); }), "environment: LUODI_E must be an integer from 0 to 99");
  EXPECT_NE(refusal([&] { reader.required_text("absent"); }), "accepted");
}

TEST(ConfigReader, SyntaxErrorsNameTheirPlace) {
  EXPECT_EQ(refusal([] { ConfigReader::from_text("a = \n"); }).rfind("config:1:", 0), 0u);
  EXPECT_EQ(refusal([] { ConfigReader("/nonexistent/x.toml", {}); }), "/nonexistent/x.toml: cannot be opened");
}

TEST(ConfigReader, UnknownVariablesAreReported) {
  auto reader = ConfigReader::from_text("", {{"LUODI_KNOWN", "1"}, {"LUODI_TYPO", "1"}});
  reader.text("known", "");
  EXPECT_EQ(reader.unknown_environment(), std::vector<std::string>{"LUODI_TYPO"});
}

constexpr char k_full[] = R"(
city = "510700"
virtual_clock = true
log_level = "debug"
[redis]
socket = "/run/redis.sock"
[bus.rpc]
intake = "ipc:///run/a"
progress-monitor = ["tcp://127.0.0.1:1", "tcp://127.0.0.1:2"]
[bus.feed]
intake = "ipc:///run/b"
[http]
port = 0
)";

TEST(ServiceConfig, ReadsAllSections) {
  const auto config =
      read_service_config("intake", ConfigReader::from_text(k_full, {{"LUODI_BUS_RPC_INTAKE", "ipc:///x"}}));
  config.reader->refuse_unknown();
  EXPECT_EQ(config.city, "510700");
  EXPECT_TRUE(config.virtual_clock);
  EXPECT_EQ(config.log_level, Level::debug);
  EXPECT_EQ(config.redis.socket, "/run/redis.sock");
  EXPECT_EQ(config.own_rpc_endpoint(), "ipc:///x");
  EXPECT_EQ(config.own_feed_endpoint(), "ipc:///run/b");
  EXPECT_EQ(config.bus.rpc.at("progress-monitor").size(), 2u);
  EXPECT_EQ(config.all_feed_endpoints(), std::vector<std::string>{"ipc:///run/b"});
  EXPECT_EQ(config.http.port, 0);
  EXPECT_EQ(config.max_running, 1024u);
}

TEST(ServiceConfig, RefusesWhatCannotBe) {
  const auto read = [](const std::string& toml) {
    return refusal([&] { read_service_config("intake", ConfigReader::from_text(toml)); });
  };
  EXPECT_NE(read(""), "accepted");
  EXPECT_NE(read("city = \"5107\""), "accepted");
  EXPECT_NE(read("city = \"51070x\""), "accepted");
  EXPECT_NE(read("city = \"510700\"\nlog_level = \"loud\""), "accepted");
  EXPECT_NE(read("city = \"510700\"\n[bus.rpc]\nintake = \"http://x\""), "accepted");
  EXPECT_EQ(read("city = \"510700\""), "accepted");
  const auto config = read_service_config("intake", ConfigReader::from_text("city = \"510700\""));
  EXPECT_EQ(refusal([&] { (void)config.own_rpc_endpoint(); }), "config: bus.rpc.intake is required");
}

TEST(SecretFile, LastNewlineIsNotPartOfIt) {
  char path[] = "/tmp/luodi-secret-XXXXXX";
  close(mkstemp(path));
  std::ofstream(path) << "s3cret \n";
  EXPECT_EQ(read_secret_file(path), "s3cret ");
  std::remove(path);
  EXPECT_NE(refusal([&] { read_secret_file(path); }), "accepted");
  EXPECT_EQ(read_secret_file(""), "");
}

}  // namespace
}  // namespace luodi::runtime
