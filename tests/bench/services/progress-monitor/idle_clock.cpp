// How long the idle clock takes over a city in memory; one line of JSON for each figure.
//
//   bench_idle_clock [projects]        default 1,000,000
//
// The projects are lives of the model test under the policy in force (20,000 different ones, told by the real rules,
// then repeated; each project has marks of its own). A full as-of evaluation concludes every project as of one day:
// scope, count, light and running stall; days over four years alternate, so nothing is cached between two rounds. The
// anchor reads the same marks and adds up their days. The day's due set is what the worker decides of 10,000 projects
// whose cycle closes: reconcile(), with explanation, events and deadlines, but without the store.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "services/progress-monitor/domain/interview_reconcile.hpp"
#include "tests/property/services/progress-monitor/life.hpp"

namespace {
using namespace luodi;
using namespace luodi::monitor;
using namespace luodi::monitor::test;
using Clock = std::chrono::steady_clock;

constexpr std::size_t k_lives = 20'000;
constexpr std::size_t k_due = 10'000;
constexpr int k_rounds = 24;

int projects = 1'000'000;

template <class Run>
void report(const char* what, std::size_t count, int rounds, Run run) {
  std::vector<double> ms;
  std::int64_t found = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto began = Clock::now();
    found = run(round);
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
  }
  std::sort(ms.begin(), ms.end());
  const codec::Json line = {
      {"what", what}, {"projects", count}, {"found", found}, {"p50_ms", ms[ms.size() / 2]}, {"p99_ms", ms.back()}};
  std::printf("%s\n", line.dump().c_str());
  std::fflush(stdout);
}

domain::Project told(std::uint64_t seed) {
  Life life = life_of(seed);
  life.book = 0;  // the reading in force
  LifeTeller teller(life);
  while (teller.next())
    continue;
  return teller.project();
}
}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) projects = std::atoi(argv[1]);
  const auto& policies = real_book(0);
  const IdleTerms terms(policies);
  std::vector<domain::Project> lives;
  for (std::uint64_t seed = 0; lives.size() < k_lives; ++seed) {
    auto project = told(seed);
    if (idle_facts_of(project, policies).since) lives.push_back(std::move(project));
  }
  std::vector<IdleFacts> facts;
  for (const auto& project : lives)
    facts.push_back(idle_facts_of(project, policies));
  std::vector<IdleFacts> city;
  city.reserve(static_cast<std::size_t>(projects));
  for (int i = 0; i < projects; ++i)
    city.push_back(facts[static_cast<std::size_t>(i) % facts.size()]);

  report("marks read and added", city.size(), k_rounds, [&](int) {
    std::int64_t sum = 0;
    for (const auto& one : city)
      for (const Mark& mark : one.marks)
        sum += mark.day();
    return sum;
  });
  const std::int32_t first = civil_date(*Instant::parse("2022-08-01T00:00:00+08:00")).days();
  report("full as-of evaluation, found red", city.size(), k_rounds, [&](int round) {
    const CivilDate day = CivilDate::from_days(first + round * 61);
    std::int64_t red = 0;
    for (const auto& one : city)
      red += conclude(*one.since, one.marks, terms, day).light == domain::Light::red ? 1 : 0;
    return red;
  });
  report("one explained evaluation each", lives.size(), 3, [&](int round) {
    std::int64_t lines = 0;
    for (const auto& project : lives)
      lines += static_cast<std::int64_t>(
          evaluate(project, policies, instant_at(CivilDate::from_days(first + round * 365))).lines.size());
    return lines;
  });
  report("facts of a changed project", lives.size(), 3, [&](int) {
    std::int64_t sum = 0;
    for (const auto& project : lives)
      sum += static_cast<std::int64_t>(idle_facts_of(project, policies).marks.size());
    return sum;
  });
  report("a day's due set decided", k_due, 3, [&](int round) {
    std::int64_t events = 0;
    domain::Context context;
    context.policies = &policies;
    context.now = instant_at(HalfMonth::of(CivilDate::from_days(first + 400 + round * 100)).first_day());
    for (std::size_t i = 0; i < k_due; ++i)
      events += static_cast<std::int64_t>(reconcile("prj_1", lives[i], nullptr, {}, context).events.size());
    return events;
  });
  return 0;
}
