#include "common/runtime/log.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "common/kernel/civil.hpp"

namespace luodi::runtime {
namespace {

using Json = nlohmann::json;

TEST(Log, WritesOneJsonObjectPerLine) {
  std::ostringstream out;
  Log log("intake", Level::info, out);
  log.warn("慢", {{"oldest_ms", 4100}, {"link", "1"}});
  const Json line = Json::parse(out.str());
  EXPECT_EQ(line["level"], "warn");
  EXPECT_EQ(line["service"], "intake");
  EXPECT_EQ(line["msg"], "慢");
  EXPECT_EQ(line["oldest_ms"], 4100);
  EXPECT_EQ(line["link"], "1");
  EXPECT_TRUE(Instant::parse(line["ts"].get<std::string>()));
  EXPECT_NE(line["ts"].get<std::string>().find("+08:00"), std::string::npos);
}

TEST(Log, AValueCannotForgeALineOrAField) {
  std::ostringstream out;
  Log log("x", Level::info, out);
  log.info("a\nb\r{\"level\":\"error\"}\x1b[31m", {{"user", "\",\"admin\":\"yes\n"}});
  const std::string text = out.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1);
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  const Json line = Json::parse(text);
  EXPECT_FALSE(line.contains("admin"));
  EXPECT_EQ(line["user"], "\",\"admin\":\"yes\n");
}

TEST(Log, SecretsAreNeverWritten) {
  std::ostringstream out;
  Log log("x", Level::info, out);
  log.info("login", {{"Password", "canary1"}, {"access_token", "canary2"}, {"Cookie", "canary3"}, {"user", "wang"}});
  EXPECT_EQ(out.str().find("canary"), std::string::npos);
  EXPECT_EQ(Json::parse(out.str())["Password"], "[redacted]");
}

TEST(Log, BelowTheLevelNothingIsWrittenAndLongValuesAreCut) {
  std::ostringstream out;
  Log log("x", Level::warn, out);
  log.info("quiet");
  EXPECT_EQ(out.str(), "");
  log.error("long", {{"text", std::string(100'000, 'x')}});
  EXPECT_LT(out.str().size(), 3000u);
}

TEST(Log, LevelNames) {
  EXPECT_EQ(level_of("debug"), Level::debug);
  EXPECT_EQ(level_of("error"), Level::error);
  EXPECT_FALSE(level_of("loud"));
}

}  // namespace
}  // namespace luodi::runtime
