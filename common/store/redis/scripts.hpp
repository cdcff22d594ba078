#pragma once
// The Lua scripts of this binary, embedded at build time. Each carries its SHA-1 as Redis will name it, so that
// commands are encoded before the first connection; the handshake loads every script and compares the name that Redis
// answers.
#include <array>
#include <string>
#include <string_view>

namespace luodi::store::redis {

enum class ScriptId { commit, claim, retry_later, epoch, read };

struct Script {
  ScriptId id;
  std::string_view name;    // file name under common/store/lua without .lua
  std::string_view source;  // byte exact
  std::string sha;          // 40 hex digits
};

const std::array<Script, 5>& scripts();
const Script& script(ScriptId id);

}  // namespace luodi::store::redis
