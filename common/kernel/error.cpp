#include "common/kernel/error.hpp"

#include <array>
#include <cstddef>

namespace luodi {

namespace {
constexpr auto k_table = std::to_array<ErrorInfo>({
#define ERR(name, status, code, zh, en) {#name, status, code, zh, en},
#include "common/kernel/error.def"
#undef ERR
});

// Clients keep these: a code or name that two errors share would make one of them unreadable.
constexpr bool all_distinct() {
  for (std::size_t i = 0; i < k_table.size(); ++i)
    for (std::size_t j = i + 1; j < k_table.size(); ++j)
      if (k_table[i].code == k_table[j].code || k_table[i].name == k_table[j].name) return false;
  return true;
}
static_assert(all_distinct(), "error.def: a name or a code stands twice");
}  // namespace

const ErrorInfo& info(ErrorCode code) {
  return k_table.at(static_cast<std::size_t>(code));
}

}  // namespace luodi
