// Many commands that want one counter at the same moment, on a real Redis: each gets its number, none is sent away.
#include <boost/asio/co_spawn.hpp>
#include <set>
#include <vector>

#include "common/bus/memory/memory_bus.hpp"
#include "common/domain/park.hpp"
#include "common/runtime/command_runner.hpp"
#include "tests/integration/common/store/fixture.hpp"

namespace luodi::runtime {
namespace {
using CounterWorld = World<domain::Park>;  // whose version is the counter

class Contention : public luodi::test::RedisFixture {
 protected:
  void SetUp() override { open_ready(store::redis::Ms(5'000)); }

  static policy::PolicyBook policies() {
    policy::Policy policy;
    policy.id = "test";
    policy.effective_from = *CivilDate::parse("2020-01-01");
    return *policy::PolicyBook::of({policy}, WorkingCalendar{});
  }
  static RunnerConfig config() {
    RunnerConfig out;
    out.service = "test";
    out.city = "510700";
    return out;
  }
  // Takes the next number of the counter; what the rule reads is what the world holds.
  static Expected<Plan<CounterWorld>> take_number(const Overlay<CounterWorld>&, const domain::Context&) {
    domain::ParkRegistered event;
    event.code = "MY-GX";
    event.name = "高新区";
    event.region_code = "510703";
    domain::Decision decision;
    decision.raise<domain::Park>("MY-GX", event);
    return Plan<CounterWorld>(std::move(decision), [](const Overlay<CounterWorld>& after) {
      return bus::Reply(201, std::to_string(after.find<domain::Park>("MY-GX")->version));
    });
  }

  // What each of twelve clients is answered that want a number at the same moment.
  std::vector<bus::Reply> ask_at_once(const RunnerConfig& settings) {
    CommandRunner<CounterWorld> runner(
        *store_, world_, publisher_, book_, [] { return Instant::from_ms(1'700'000'000'000); }, settings);
    std::vector<bus::Reply> replies;
    for (int i = 0; i < k_clients; ++i) {
      bus::Request request;
      request.operation = "park.register";
      request.idempotency_scope = "key-" + std::to_string(i);
      request.idempotency_fingerprint = "f";
      boost::asio::co_spawn(io_, runner.run(std::move(request), take_number),
                            [&](std::exception_ptr fault, bus::Reply reply) {
                              if (fault) std::rethrow_exception(fault);
                              replies.push_back(std::move(reply));
                            });
    }
    EXPECT_TRUE(luodi::test::run_until(io_, [&] { return replies.size() == k_clients; }));
    return replies;
  }

  static constexpr int k_clients = 12;
  bus::memory::Hub hub_{io_};
  bus::memory::Publisher publisher_{hub_};
  policy::PolicyBook book_ = policies();
  CounterWorld world_;
};

TEST_F(Contention, TwelveAtOnceGetTwelveNumbersWithoutAGap) {
  std::multiset<std::string> numbers;
  int refused = 0;
  for (const auto& reply : ask_at_once(config())) {
    if (reply.status == 201)
      numbers.insert(reply.body);
    else
      ++refused;
  }
  EXPECT_EQ(refused, 0);
  std::multiset<std::string> dense;
  for (int i = 1; i <= k_clients; ++i)
    dense.insert(std::to_string(i));
  EXPECT_EQ(numbers, dense);
}

// Nobody who waited in vain is told "no": nothing was judged and nothing was done.
TEST_F(Contention, WhoNeverGetsATurnIsTurnedAwayAsOverloadNotAsARefusal) {
  auto impatient = config();
  impatient.turn_limit = std::chrono::milliseconds(0);
  std::multiset<int> statuses;
  for (const auto& reply : ask_at_once(impatient))
    statuses.insert(reply.status);
  EXPECT_EQ(statuses.size(), std::size_t(k_clients));
  EXPECT_GT(statuses.count(503), 0U);
  EXPECT_EQ(statuses.count(201) + statuses.count(503), statuses.size());
}

}  // namespace
}  // namespace luodi::runtime
