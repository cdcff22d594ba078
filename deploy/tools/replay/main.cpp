// luodi-replay --check: does the event stream rebuild the stored state byte for byte? For operators: after a restore,
// before an upgrade, and whenever in doubt. Reads only. Exit codes: 0 identical, 1 different, 2 cannot be read; none
// without a text: what differs on the standard output, why it cannot be read on the standard error.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <new>
#include <optional>
#include <string>

#include "common/store/redis/redis_store.hpp"
#include "deploy/tools/replay/replay_check.hpp"

namespace {

using luodi::Expected;
using luodi::replay::ReplayReport;

constexpr std::chrono::seconds k_connect_limit{5};
// A check is in no hurry, and a Redis that works for a whole city may be: a user's 2 s would end it in the middle.
constexpr std::chrono::seconds k_command_limit{30};
constexpr std::size_t k_shown = 20;  // differences on the screen; the count tells the rest

// Nobody who redirects it wants a line for each page.
void show_progress(std::int64_t done, std::int64_t all) {
  if (isatty(STDERR_FILENO) == 0) return;
  std::fprintf(stderr, "\r%lld / %lld", static_cast<long long>(done), static_cast<long long>(all));
  if (done >= all) std::fputc('\n', stderr);
}

int cannot_be_read(const std::string& why) {
  std::fprintf(stderr, "无法读取 / cannot be read: %s\n", why.empty() ? "没有原因 / no reason given" : why.c_str());
  return 2;
}

luodi::store::Task<Expected<ReplayReport>> check(luodi::store::redis::RedisStore& store) {
  const auto limit = luodi::store::redis::Clock::now() + k_connect_limit;
  if (!co_await store.wait_ready(limit))
    co_return luodi::fail(luodi::ErrorCode::service_unavailable, store.link().last_fault());
  auto report = co_await luodi::replay::replay_check(store, show_progress);
  co_await store.stop();
  co_return report;
}

int show(const ReplayReport& report, const std::string& city) {
  std::printf("事件 / events: %lld, 序号至 / up to sequence %lld, 缺号 / gaps: %lld\n",
              static_cast<long long>(report.events), static_cast<long long>(report.head),
              static_cast<long long>(report.gaps));
  for (const auto& [kind, count] : report.states)
    std::printf("  %s: %lld\n", kind.c_str(), static_cast<long long>(count));
  std::printf("到期队列 / due queue: %lld\n", static_cast<long long>(report.jobs));
  for (std::size_t i = 0; i < report.differences.size() && i < k_shown; ++i)
    std::printf("  ! %s\n", report.differences[i].c_str());
  if (const auto count = report.differences.size(); count > k_shown)
    std::printf("  ! 另有 %zu 处不同 / and %zu more differences\n", count - k_shown, count - k_shown);
  if (report.broken)
    std::printf(
        "  ! %s\n下一步：停止系统（deploy/up.sh --stop），另存数据目录的 redis "
        "文件夹备查，换上最近一份校验一致的备份，再补录其后的"
        "事项（审计流 {%s}:audit 列有办理记录）\nnext: stop the suite (deploy/up.sh --stop), keep a copy of the data "
        "folder's "
        "redis, put back its newest backup that passes this check, and record again what came after it (the audit "
        "stream "
        "{%s}:audit lists what was done)\n",
        report.broken->c_str(), city.c_str(), city.c_str());
  const bool same = report.differences.empty() && report.gaps == 0 && !report.broken;
  if (same && report.events == 0)
    std::printf(
        "城市 %s 没有事件也没有存储，请核对 --redis 与 --city / no event and nothing stored for city %s: check "
        "--redis and --city\n",
        city.c_str(), city.c_str());
  else
    std::printf("%s\n", same ? "一致：事件重放与存储逐字节相同 / identical, byte for byte"
                             : "不一致，见以上各行 / different: see the lines above");
  if (std::fflush(stdout) != 0) return cannot_be_read("标准输出无法写入 / the standard output cannot be written");
  return same ? 0 : 1;
}

int run(const std::string& socket, const std::string& city) {
  auto options = luodi::store::redis::Options::unix_socket(socket);
  options.limits.command = k_command_limit;
  options.read_only = true;
  boost::asio::io_context io(1);
  luodi::store::redis::RedisStore store(io, luodi::store::Keys(city), options);
  store.start();
  std::optional<Expected<ReplayReport>> outcome;
  boost::asio::co_spawn(io, check(store), [&](const std::exception_ptr& fault, Expected<ReplayReport> report) {
    if (fault) std::rethrow_exception(fault);  // leaves through io.run
    outcome = std::move(report);
    io.stop();
  });
  io.run();
  if (!outcome) return cannot_be_read("未得出结果即已结束 / it ended without a result");
  if (!*outcome) return cannot_be_read(outcome->error().detail);
  return show(**outcome, city);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Rebuilds the state from the event stream and compares it with what is stored.");
  std::string socket;
  std::string city = "510700";
  bool wanted = false;
  app.add_option("--redis", socket, "Unix socket of Redis, e.g. DATA/redis/redis.sock")->required();
  app.add_option("--city", city, "GB/T 2260 code of the city");
  app.add_flag("--check", wanted, "Compare and report (the only mode)")->required();
  CLI11_PARSE(app, argc, argv);

  try {
    return run(socket, city);
  } catch (const std::bad_alloc&) {
    return cannot_be_read("内存不足 / out of memory");
  } catch (const std::exception& error) {
    return cannot_be_read(error.what());
  }
}
