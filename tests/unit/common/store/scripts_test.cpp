#include "common/store/redis/scripts.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace luodi::store::redis {
namespace {

std::string file(std::string_view name) {
  std::ifstream in(std::string(LUODI_SOURCE_DIR) + "/common/store/lua/" + std::string(name) + ".lua", std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

TEST(Scripts, AreEmbeddedByteForByte) {
  for (const auto& one : scripts()) {
    ASSERT_FALSE(file(one.name).empty()) << one.name;
    EXPECT_EQ(one.source, file(one.name)) << one.name;
  }
}

// Redis refuses undeclared keys only in scripts that begin so.
TEST(Scripts, BeginWithTheEngineLine) {
  for (const auto& one : scripts())
    EXPECT_TRUE(one.source.starts_with("#!lua")) << one.name;
}

TEST(Scripts, AreFoundByTheirId) {
  for (const auto& one : scripts()) {
    EXPECT_EQ(&script(one.id), &one);
    EXPECT_EQ(one.sha.size(), 40u);
  }
}

// What the house forbids: JSON and amounts in Lua, and clocks outside the claim.
TEST(Scripts, KeepToTheRules) {
  for (const auto& one : scripts()) {
    EXPECT_EQ(one.source.find("cjson"), std::string_view::npos) << one.name;
    if (one.id != ScriptId::claim) {
      EXPECT_EQ(one.source.find("'TIME'"), std::string_view::npos) << one.name;
    }
  }
}

}  // namespace
}  // namespace luodi::store::redis
