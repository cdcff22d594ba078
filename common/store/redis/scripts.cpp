#include "common/store/redis/scripts.hpp"

#include <openssl/evp.h>

#include <stdexcept>

#include "common/store/redis/lua_scripts.hpp"

namespace luodi::store::redis {
namespace {

std::string sha1_hex(std::string_view text) {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  if (EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr) != 1)
    throw std::runtime_error("SHA-1 is not available, and Redis names its scripts by it");
  static constexpr char k_hex[] = "0123456789abcdef";
  std::string out;
  for (unsigned int i = 0; i < size; ++i)
    out.append(1, k_hex[digest[i] >> 4]).append(1, k_hex[digest[i] & 15]);
  return out;
}

Script make(ScriptId id, std::string_view name, std::string_view source) {
  return Script{id, name, source, sha1_hex(source)};
}

}  // namespace

const std::array<Script, 5>& scripts() {
  static const std::array<Script, 5> k_all = {
      make(ScriptId::commit, "commit", lua::k_commit),
      make(ScriptId::claim, "claim", lua::k_claim),
      make(ScriptId::retry_later, "retry_later", lua::k_retry_later),
      make(ScriptId::epoch, "epoch", lua::k_epoch),
      make(ScriptId::read, "read", lua::k_read),
  };
  return k_all;
}

const Script& script(ScriptId id) {
  return scripts()[static_cast<std::size_t>(id)];
}

}  // namespace luodi::store::redis
