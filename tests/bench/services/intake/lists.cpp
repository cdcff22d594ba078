// Time of list queries over 100,000 projects, and of the duplicate search before a registration, inside the process
// that owns them; first the anchor, one comparison with each element of a plain vector. One line of JSON for each.
//   bench_intake_lists [projects]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

#include "services/intake/lead_index.hpp"
#include "services/intake/project_rows.hpp"

namespace {
using namespace luodi;
using namespace luodi::intake;
using Clock = std::chrono::steady_clock;
constexpr int k_rounds = 200;

domain::Project sample(int number) {
  domain::Project out;
  out.name = "绵阳新型显示产业项目 " + std::to_string(number);
  out.enterprise.name = "某某科技（绵阳）第" + std::to_string(number) + "有限公司";
  out.industry_code = number % 3 == 0 ? "3974" : "3841";
  out.channel = number % 2 == 0 ? domain::LeadChannel::outpost : domain::LeadChannel::platform;
  out.introduced_by = "ORG" + std::to_string(number % 40);
  out.host = "MY-" + std::to_string(number % 13);
  out.stage = static_cast<domain::Stage>(number % 9);
  out.created_at = Instant::from_ms(1'650'000'000'000 + number);
  out.amounts.push_back({CivilDate(), Fen::of((number * 7919LL) % 100'000'000'000), "lead"});
  return out;
}

int projects = 100'000;

void report(const char* what, const std::function<std::int64_t()>& run) {
  std::vector<double> ms;
  std::int64_t found = 0;
  for (int i = 0; i < k_rounds; ++i) {
    const auto began = Clock::now();
    found = run();
    ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - began).count());
  }
  std::sort(ms.begin(), ms.end());
  const codec::Json line = {{"what", what},
                            {"projects", projects},
                            {"found", found},
                            {"p50_ms", ms[ms.size() / 2]},
                            {"p99_ms", ms[ms.size() * 99 / 100]}};
  std::printf("%s\n", line.dump().c_str());
}

// What any list has to do at least: look at one number of every project.
void report_anchor() {
  struct Plain {
    std::int64_t amount;
    std::int64_t created_ms;
    std::int32_t host;
    std::int32_t stage;
  };
  std::vector<Plain> rows;
  for (int i = 0; i < projects; ++i)
    rows.push_back({(i * 7919LL) % 100'000'000'000, i, i % 13, i % 9});
  report("std::count_if, vector<struct>", [&] {
    return std::count_if(rows.begin(), rows.end(), [](const Plain& row) { return row.amount >= 1'000'000'000; });
  });
}
}  // namespace

int main(int argc, char** argv) {
  if (argc > 1) projects = std::atoi(argv[1]);
  report_anchor();
  ProjectRows rows;
  LeadIndex leads;
  runtime::Table<domain::Project> table;
  for (int i = 0; i < projects; ++i) {
    const auto id = "prj_" + std::to_string(i);
    table.set(id, sample(i), 1);
    rows.set(id, table.find(id)->state);
    leads.add(id, table.find(id)->state);
  }
  Actor bureau;
  bureau.roles = {Role::bureau};
  Actor park;
  park.roles = {Role::park};
  park.org = "MY-3";
  const auto list = [&](const char* what, const Actor& actor, const std::map<std::string, std::string>& filters) {
    const auto query = *read_project_query(filters);
    report(what, [&] { return rows.select(query, actor).total; });
  };
  list("all, newest first", bureau, {});
  list("all, 500 by amount", bureau, {{"sort", "-amount"}, {"limit", "500"}});
  list("all, by name", bureau, {{"sort", "name"}});
  list("stage, host, channel, industry, amount", bureau,
       {{"stage", "signed,landed"},
        {"host", "MY-3"},
        {"channel", "outpost"},
        {"industry", "C384"},
        {"min_amount_fen", "1000000000"}});
  list("text, found rarely", bureau, {{"q", "第99999有限"}});
  list("text, found everywhere", bureau, {{"q", "有限公司"}});
  list("own projects of a park", park, {});
  report("duplicate search", [&] {
    const auto lead = identity_of(sample(77));
    policy::AdmissionParameters parameters;
    return static_cast<std::int64_t>(
        find_duplicates(lead, leads.known(lead, table), parameters, CivilDate()).suspected.size());
  });
  return 0;
}
