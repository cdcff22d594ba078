#pragma once
// What the policy tests share: the shipped files, and small policies made by hand.
#include <fstream>
#include <sstream>
#include <string>

#include "common/policy/policy_book.hpp"

namespace luodi::policy::test {

inline std::string shipped_directory() {
  return std::string(LUODI_SOURCE_DIR) + "/deploy/policy";
}
inline std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}
inline std::string shipped_toml() {
  return read_file(shipped_directory() + "/mianyang-2022.toml");
}
inline std::string schema() {
  return read_file(shipped_directory() + "/policy.schema.json");
}
inline CivilDate day(const char* text) {
  return *CivilDate::parse(text);
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("no such text: " + from);
  return text.replace(at, from.size(), to);
}

inline Policy policy_of(std::string id, const char* from, const char* to = nullptr) {
  Policy out;
  out.id = std::move(id);
  out.effective_from = day(from);
  if (to) out.effective_to = day(to);
  return out;
}

}  // namespace luodi::policy::test
