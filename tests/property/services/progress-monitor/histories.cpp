#include "tests/property/services/progress-monitor/histories.hpp"

#include <gtest/gtest.h>

#include <charconv>

namespace luodi::monitor::test {

namespace {
// Without one fact. A claim or an entry of funds stays while something names it.
std::optional<Life> without_fact(const Life& life, std::size_t at) {
  // Suspensions and their ends come in pairs, every later stage has the negotiation behind it, and funds the signing.
  const Tell kind = life.told[at].kind;
  if (kind == Tell::suspend || kind == Tell::resume || kind == Tell::negotiate || kind == Tell::sign)
    return std::nullopt;
  Life less = life;
  less.told.erase(less.told.begin() + static_cast<std::ptrdiff_t>(at));
  for (auto& fact : less.told) {
    if (fact.about == static_cast<int>(at)) return std::nullopt;
    if (fact.about > static_cast<int>(at)) --fact.about;
  }
  return less;
}

Life cut_down(Life life, const LifeCheck& fault_of) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    for (std::size_t i = life.told.size(); i-- > 0;) {
      auto less = without_fact(life, i);
      if (!less || fault_of(*less).empty()) continue;
      life = std::move(*less);
      smaller = true;
    }
    for (std::size_t i = life.outages.size(); i-- > 0;) {
      Life less = life;
      less.outages.erase(less.outages.begin() + static_cast<std::ptrdiff_t>(i));
      if (fault_of(less).empty()) continue;
      life = std::move(less);
      smaller = true;
    }
  }
  return life;
}
}  // namespace

std::uint64_t setting(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  if (text == nullptr) return otherwise;
  const std::string_view value(text);
  std::uint64_t number = 0;
  const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
  if (read.ec != std::errc() || read.ptr != value.data() + value.size())
    throw std::runtime_error(std::string(name) + " is not a number: " + text);
  return number;
}

void try_lives(std::uint64_t shard, const LifeCheck& fault_of) {
  const auto lives = setting("LUODI_HISTORIES", k_lives);
  for (std::uint64_t seed = shard; seed < lives; seed += k_shards) {
    const Life life = life_of(seed);
    const auto fault = fault_of(life);
    if (fault.empty()) continue;
    const Life least = cut_down(life, fault_of);
    FAIL() << fault << "\ncut down: " << fault_of(least) << "\n" << text_of(least);
  }
}

void try_one_life(const LifeCheck& fault_of) {
  const Life life = life_of(setting("LUODI_SEED", 0));
  EXPECT_EQ(fault_of(life), "") << text_of(life);
}

}  // namespace luodi::monitor::test
