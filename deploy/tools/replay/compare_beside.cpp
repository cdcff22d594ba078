#include "deploy/tools/replay/compare_beside.hpp"

#include "common/kernel/bilingual.hpp"
#include "deploy/tools/replay/asked_for.hpp"

namespace luodi::replay {

namespace {
// Unique values: how many each owner holds and how many its state asks for.
store::Task<Expected<void>> compare_values(store::Store& store, const Asked& asked, Differences& differences) {
  auto indexes = co_await store.unique_indexes();
  if (!indexes) co_return fail(indexes.error());
  auto left = asked.values;
  const auto differs = [&](const std::string& index, const std::string& owner, std::int64_t held, std::int64_t wanted) {
    differences[{"unique " + index, owner}] = bilingual(
        "唯一索引 {0}：{1} 占有 {2} 个值，按其状态应为 {3} 个 / unique index {0}: {1} holds {2} values, its "
        "state asks for {3}",
        index, owner, held, wanted);
  };
  for (const auto& index : *indexes) {
    auto owners = co_await store.unique_owners(index);
    if (!owners) co_return fail(owners.error());
    std::map<std::string, std::int64_t> held;
    for (const auto& [value, owner] : *owners)
      ++held[owner];
    for (const auto& [owner, count] : held) {
      if (const auto most = asked.at_most.find({index, owner}); most != asked.at_most.end()) {
        if (count > most->second) differs(index, owner, count, most->second);
        continue;
      }
      const auto wanted = left.find({index, owner});
      const std::int64_t expected = wanted == left.end() ? 0 : wanted->second;
      if (count != expected) differs(index, owner, count, expected);
      if (wanted != left.end()) left.erase(wanted);
    }
  }
  for (const auto& [key, wanted] : left)
    differs(key.first, key.second, 0, wanted);
  co_return Expected<void>{};
}

store::Task<Expected<std::int64_t>> compare_jobs(store::Store& store, const Everything& world, const Asked& asked,
                                                 Differences& differences) {
  const auto jobs = co_await store.queue();
  if (!jobs) co_return fail(jobs.error());
  for (const auto& [id, job] : *jobs) {
    const std::pair<std::string, std::string> key("job", id);
    if (!may_stand(world, id))
      differences[key] =
          bilingual("到期队列中的 {0}：没有它所指的对象或种类 / job {0}: what it is about does not exist", id);
    else if (!job.in_order())
      differences[key] =
          bilingual("到期队列中的 {0}：记录与排队不符 / job {0}: its record and its place in the queue differ", id);
  }
  for (const auto& [id, whose] : asked.jobs)
    if (!jobs->contains(id))
      differences[{"job", id}] =
          bilingual("到期队列缺少 {0}，{1} 在等它 / job {0} is missing, {1} waits for it", id, whose);
  co_return static_cast<std::int64_t>(jobs->size());
}
}  // namespace

store::Task<Expected<Differences>> compare_beside(store::Store& store, const Folded& folded, ReplayReport& report) {
  const auto asked = asked_for(folded);
  Differences differences;
  auto values = co_await compare_values(store, asked, differences);
  if (!values) co_return fail(values.error());
  auto jobs = co_await compare_jobs(store, folded.world, asked, differences);
  if (!jobs) co_return fail(jobs.error());
  report.jobs = *jobs;
  co_return differences;
}

}  // namespace luodi::replay
