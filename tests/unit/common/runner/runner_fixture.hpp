#pragma once
// A command runner over the memory store and the memory bus, and the command that the tests run by it.
//
//   run(request("key"), rename_to("高新区"))     // one POST with that Idempotency-Key; its answer
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "common/bus/memory/memory_bus.hpp"
#include "common/domain/park.hpp"
#include "common/domain/watch.hpp"
#include "common/runtime/command_runner.hpp"
#include "common/runtime/read_model.hpp"
#include "common/store/memory/memory_store.hpp"

namespace luodi::runtime {

using TestWorld = World<domain::Park, domain::Watch>;
using TestPlan = Plan<TestWorld>;

inline policy::PolicyBook empty_policies() {
  policy::Policy policy;
  policy.id = "test";
  policy.effective_from = *CivilDate::parse("2020-01-01");
  return *policy::PolicyBook::of({policy}, WorkingCalendar{});
}

inline domain::ParkRegistered park(std::string name) {
  domain::ParkRegistered event;
  event.code = "MY-GX";
  event.name = std::move(name);
  event.region_code = "510703";
  return event;
}

struct CountingStore : store::memory::MemoryStore {
  using MemoryStore::MemoryStore;
  int heads = 0;  // how often the head of the stream was asked for
  store::Task<Expected<store::StreamPosition>> head() override {
    ++heads;
    return MemoryStore::head();
  }
};

struct CommandRunnerTest : testing::Test {
  boost::asio::io_context io{1};
  CountingStore store{"510700"};
  bus::memory::Hub hub{io};
  bus::memory::Publisher publisher{hub};
  bus::memory::Subscriber subscriber{hub, "510700"};
  policy::PolicyBook policies = empty_policies();
  TestWorld world;
  CommandRunner<TestWorld> runner{store,
                                  world,
                                  publisher,
                                  policies,
                                  [this] { return store.now(); },
                                  [] {
                                    RunnerConfig config;
                                    config.service = "test";
                                    config.city = "510700";
                                    return config;
                                  }()};
  int decided = 0;

  bus::Request request(std::string key = {}, std::string fingerprint = "f") {
    bus::Request r;
    r.operation = "park.register";
    r.actor.username = "li";
    r.idempotency_scope = std::move(key);
    r.idempotency_fingerprint = std::move(fingerprint);
    return r;
  }
  CommandRunner<TestWorld>::Decide rename_to(std::string name) {
    return [this, name](const Overlay<TestWorld>&, const domain::Context&) -> Expected<TestPlan> {
      ++decided;
      domain::Decision d;
      d.raise<domain::Park>("MY-GX", park(name));
      return TestPlan(std::move(d), [](const Overlay<TestWorld>& after) {
        const auto* entry = after.find<domain::Park>("MY-GX");
        bus::Reply reply(200, entry->state.name);
        reply.headers["ETag"] = etag(entry->version);
        return reply;
      });
    };
  }
  bus::Reply run(bus::Request r, CommandRunner<TestWorld>::Decide decide) {
    std::optional<bus::Reply> reply;
    boost::asio::co_spawn(io, runner.run(std::move(r), std::move(decide)),
                          [&](std::exception_ptr fault, bus::Reply answer) {
                            if (fault) std::rethrow_exception(fault);
                            reply = std::move(answer);
                          });
    io.restart();
    io.run();
    return reply.value();
  }
};

}  // namespace luodi::runtime
