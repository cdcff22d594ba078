// The seeded generator of the benchmarks: same seed same bytes, and what it makes is what the services would store.
#include "tests/support/synthetic/synthetic_city.hpp"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "common/policy/files/policy_files.hpp"
#include "common/store/memory/memory_store.hpp"
#include "deploy/tools/replay/replay_check.hpp"
#include "tests/support/redis/run_task.hpp"

namespace luodi::test {
namespace {

constexpr int k_projects = 400;

const policy::PolicyBook& policies() {
  static const auto k_book = *policy::load_policy_book(LUODI_SOURCE_DIR "/deploy/policy");
  return k_book;
}

std::string bytes_of(std::uint64_t seed) {
  SyntheticCity city(seed, policies());
  std::string out;
  const auto add = [&](const store::UnitOfWork& work) {
    for (const auto& put : work.puts)
      out += put.id + put.json;
    for (const auto& event : work.events)
      out += event.id + event.json;
    for (const auto& index : work.indexes)
      out += index.name + index.member + index.value;
    out += work.audit;
  };
  for (const auto& organisation : city.organisations())
    add(organisation);
  for (int i = 0; i < k_projects; ++i)
    add(city.project());
  return out;
}

TEST(SyntheticCity, SameSeedGivesTheSameBytes) {
  EXPECT_EQ(bytes_of(7), bytes_of(7));
}

TEST(SyntheticCity, AnotherSeedGivesAnotherCity) {
  EXPECT_NE(bytes_of(7), bytes_of(8));
}

TEST(SyntheticCity, StreamRebuildsWhatIsStored) {
  boost::asio::io_context io;
  store::memory::MemoryStore store("510700");
  SyntheticCity city(7, policies());
  std::vector<store::UnitOfWork> works = city.organisations();
  for (int i = 0; i < k_projects; ++i)
    works.push_back(city.project());
  for (auto& work : works) {
    const auto result = run_task(io, store.commit(std::move(work)));
    ASSERT_TRUE(std::holds_alternative<store::Committed>(result));
  }
  const auto report = run_task(io, replay::replay_check(store, nullptr));
  ASSERT_TRUE(report.has_value()) << report.error().detail;
  EXPECT_TRUE(report->differences.empty()) << report->differences.front();
  EXPECT_EQ(report->gaps, 0);
  EXPECT_EQ(report->states.at("project"), k_projects);
}

}  // namespace
}  // namespace luodi::test
