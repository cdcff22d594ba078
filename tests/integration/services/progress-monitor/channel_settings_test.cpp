// The section [channels]: what it becomes, and that nothing half configured starts.
#include "services/progress-monitor/channel_settings.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/process/temp_dir.hpp"

namespace luodi::monitor::test {
namespace {
using runtime::ConfigError;
using runtime::ConfigReader;

class Settings : public testing::Test {
 protected:
  Settings() {
    secret("token", "T0ken-1");
    secret("key", "SECkey");
    secret("whsec", "whsec_bHVvZGktdGVzdC1zZWNyZXQtMDAwMTIzNDU= whsec_bHVvZGktdGVzdC1zZWNyZXQtOTk5OTk5OTk=");
  }
  void secret(const std::string& name, const std::string& text, int mode = 0600) {
    dir.write(name, text + "\n");
    std::filesystem::permissions(dir.file(name), static_cast<std::filesystem::perms>(mode));
  }
  std::string file(const std::string& key, const std::string& name) const {
    return key + " = \"" + dir.file(name) + "\"\n";
  }
  std::string robot() const {
    return "kind = \"wecom\"\nrole = \"bureau\"\nurl = \"https://r.example/send\"\n" + file("token_file", "token");
  }
  ChannelSettings read(const std::string& toml) const {
    auto reader = ConfigReader::from_text(toml);
    auto settings = read_channel_settings(reader);
    reader.refuse_unknown();
    return settings;
  }
  ChannelSettings one(const std::string& body, const std::string& name = "a") const {
    return read("[channels]\ntargets = [\"" + name + "\"]\n[channels." + name + "]\n" + body);
  }
  luodi::test::TempDir dir;
};

TEST_F(Settings, NothingConfiguredIsNothing) {
  const auto settings = read("");
  EXPECT_TRUE(settings.targets.empty());
  EXPECT_EQ(settings.timeout_ms, 15'000);
}

TEST_F(Settings, ReadsTargetsWithTheirSecrets) {
  const auto robots = one(robot());
  EXPECT_EQ(robots.targets.at(0).token, "T0ken-1");
  EXPECT_EQ(robots.targets[0].target.role, "bureau");
  const auto hook =
      one("kind = \"webhook\"\nrole = \"committee\"\nurl = \"https://r.example/\"\n" + file("secret_file", "whsec"));
  ASSERT_EQ(hook.targets.at(0).keys.size(), 2U) << "while a key is being changed";
  EXPECT_EQ(hook.targets[0].keys[0], "luodi-test-secret-00012345");
  const auto sms = one("kind = \"sms\"\nurl = \"https://s.example/\"\ntemplate = '{\"to\":\"{phone}\"}'\n");
  ASSERT_TRUE(sms.targets.at(0).text);
  const auto patient =
      one("kind = \"sms\"\nurl = \"https://s.example/\"\ntemplate = '{\"to\":\"{phone}\"}'\nsuccess_pointer = "
          "\"/code\"\nsuccess_value = \"0\"\nretry_values = [\"9\"]\n");
  EXPECT_EQ(patient.targets.at(0).text->read_answer(R"({"code":9})").outcome, SendOutcome::deferred);
}

TEST_F(Settings, ASecretThatOthersCanReadIsNone) {
  for (const int mode : {0640, 0604, 0660}) {
    secret("token", "T0ken-1", mode);
    EXPECT_THROW(one(robot()), ConfigError) << mode;
  }
  secret("token", "T0ken-1", 0400);
  EXPECT_NO_THROW(one(robot()));
  std::filesystem::remove(dir.file("token"));
  EXPECT_THROW(one(robot()), ConfigError) << "it is not there";
}

TEST_F(Settings, WhatCannotWorkDoesNotStart) {
  const auto with = [&](const std::string& from, const std::string& to) {
    auto body = robot();
    body.replace(body.find(from), from.size(), to);
    return body;
  };
  EXPECT_THROW(one(with("wecom", "email")), ConfigError);
  EXPECT_THROW(one(with("wecom", "wechat")), ConfigError);
  EXPECT_THROW(one(with("bureau", "leader")), ConfigError);
  EXPECT_THROW(one(with("bureau", "park")), ConfigError) << "which park?";
  EXPECT_THROW(one(robot() + "org = \"MY-GX\"\n"), ConfigError) << "the bureau is no park";
  EXPECT_THROW(one(with("https://r.example/send", "ftp://r.example/")), ConfigError);
  EXPECT_THROW(one(with("https://r.example/send", "https://u:p@r.example/")), ConfigError);
  EXPECT_THROW(one(with("https://r.example/send", "https://r.example/?key=1")), ConfigError);
  EXPECT_THROW(one(robot() + "tokn_file = \"x\"\n"), ConfigError) << "misspelt";
  EXPECT_THROW(one(robot(), "sms"), ConfigError);
  EXPECT_THROW(one(robot(), "email"), ConfigError);
  EXPECT_THROW(one(robot(), "A"), ConfigError);
  EXPECT_THROW(read("[channels]\ntargets = [\"a\"]\n"), ConfigError) << "named and not described";
  EXPECT_THROW(read("[channels]\nallow = [\"localhost\"]\n"), ConfigError);
  EXPECT_THROW(read("[channels]\ntimeout_ms = 20000\n"), ConfigError) << "longer than the lease of a job";
  secret("token", "a/../b");
  EXPECT_THROW(one(robot()), ConfigError) << "a token that is no part of a path";
  secret("whsec", "whsec_c2hvcnQ=");
  EXPECT_THROW(
      one("kind = \"webhook\"\nrole = \"bureau\"\nurl = \"https://r.example/\"\n" + file("secret_file", "whsec")),
      ConfigError);
}
}  // namespace
}  // namespace luodi::monitor::test
