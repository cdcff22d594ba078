#include "deploy/tools/replay/replay_check.hpp"

#include <utility>

#include "deploy/tools/replay/compare_beside.hpp"
#include "deploy/tools/replay/fold_stream.hpp"

namespace luodi::replay {

namespace {
// A live suite writes while the check reads: so many looks at what differed, each after the events that came since.
constexpr int k_rounds = 20;

// Only what differed at the look before as well: anything else changed by events that are not folded yet.
void keep_repeated(Differences& now, const Differences& before) {
  std::erase_if(now, [&](const auto& entry) { return !before.contains(entry.first); });
}
}  // namespace

store::Task<Expected<ReplayReport>> replay_check(store::Store& store, Progress progress) {
  ReplayReport report;
  Folded folded;
  auto done = co_await fold_stream(store, folded, report, progress);
  if (!done) co_return fail(done.error());
  Differences states;
  done = co_await compare_states(store, folded.world, report, states);
  if (!done) co_return fail(done.error());
  auto beside = co_await compare_beside(store, folded, report);
  if (!beside) co_return fail(beside.error());
  for (int round = 0; !(states.empty() && beside->empty()) && !report.broken; ++round) {
    if (round == k_rounds)
      co_return fail(
          ErrorCode::conflict,
          "写入过快，无法比较：请停止系统后再试 / the suite writes too fast for a comparison: stop it and try "
          "again");
    const auto before = report.head;
    done = co_await fold_stream(store, folded, report, nullptr);
    if (!done) co_return fail(done.error());
    auto left = co_await compare_again(store, folded.world, states);
    if (!left) co_return fail(left.error());
    states = std::move(*left);
    auto now = co_await compare_beside(store, folded, report);
    if (!now) co_return fail(now.error());
    keep_repeated(*now, *beside);
    beside = std::move(now);
    const auto head = co_await store.head();
    if (!head) co_return fail(head.error());
    if (head->seq == before) break;  // nothing was written since: they do differ
  }
  for (const auto& all : {states, *beside})
    for (const auto& [key, text] : all)
      report.differences.push_back(text);
  co_return report;
}

}  // namespace luodi::replay
