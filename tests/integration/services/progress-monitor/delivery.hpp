#pragma once
// Delivery is a site with one park, its robot and an SMS gateway, both of which the test tells what to do.
#include <algorithm>
#include <set>

#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {

// A group's robot, or the SMS gateway. While it hangs, whatever is sent waits.
class FakeTarget final : public Channel {
 public:
  explicit FakeTarget(boost::asio::io_context& io) : released_(io) {}
  std::vector<Outgoing> begun;
  bool hangs = false;
  SendReport says{SendOutcome::delivered, "test"};

  Task<SendReport> send(Outgoing message) override {
    begun.push_back(std::move(message));
    while (hangs)
      co_await released_.wait_until(store::AsyncEvent::Clock::now() + std::chrono::seconds(1));
    co_return says;
  }
  void release() {
    hangs = false;
    released_.notify_all();
  }

 private:
  store::AsyncEvent released_;
};

struct Delivery : testing::Test {
  Site site;
  FakeTarget robot{site.io};
  FakeTarget gateway{site.io};
  std::unique_ptr<Site::Instance> one;

  void SetUp() override {
    // Jobs of this one sort before those of mail.
    site.reach.targets = {{"gx-robot", ChannelKind::dingtalk, "park", "MY-GX"}};
    site.reach.texting = true;
    begin();
    site.account(*one, "park", Role::park, "MY-GX", "park@luodi.example");
    site.set_clock(at("2022-06-01", 10));
  }
  void begin() {
    one.reset();
    one = std::make_unique<Site::Instance>(site);
    one->lanes.add("gx-robot", ChannelKind::dingtalk, robot, {1, 0});
    one->lanes.add("sms", ChannelKind::sms, gateway, {1, 0});
  }
  using Rule = std::function<Expected<domain::Decision>(const MonitorOverlay& world, const domain::Context& context)>;
  void decides(const Rule& rule) {
    MonitorRunner::Decide decide = [&](const MonitorOverlay& world,
                                       const domain::Context& context) -> Expected<MonitorPlan> {
      auto decision = rule(world, context);
      if (!decision) return fail(decision.error());
      return MonitorPlan(std::move(*decision), [](const MonitorOverlay&) { return bus::Reply(); });
    };
    auto done = run_task(site.io, one->runner.run_internal(std::move(decide)));
    ASSERT_TRUE(done) << done.error().detail;
  }
  void prefers(const SetPreference& command) {
    decides([&](const MonitorOverlay& world, const domain::Context&) {
      const auto* before = world.find<NotificationPreference>("park");
      return decide_preference("park", before ? &before->state : nullptr, command);
    });
  }
  void projects(int count) {
    for (int i = 0; i < count; ++i)
      site.project(*one, "prj_" + std::to_string(i), yi(5));
    one->settle();
  }
  void move_to(Instant to) {
    site.set_clock(to);
    one->settle();
  }
  // Steps until the condition holds; what hangs meanwhile goes on hanging.
  bool work_until(const std::function<bool()>& done) {
    const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!done() && std::chrono::steady_clock::now() < limit) {
      run_task(site.io, one->consumer.step());
      run_task(site.io, one->worker.step());
      site.io.restart();
      site.io.run_one_for(std::chrono::milliseconds(5));
      site.io.poll();
    }
    return done();
  }
  std::size_t delivered(const std::string& occasion) const {
    std::size_t n = 0;
    for (const auto& [id, entry] : one->all<Notification>())
      n += entry.message.occasion == occasion && entry.message.channel == "email" &&
                   entry.state == NotificationState::delivered
               ? 1U
               : 0U;
    return n;
  }
  std::size_t count(const std::string& channel, NotificationState state) const {
    std::size_t n = 0;
    for (const auto& [id, entry] : one->all<Notification>())
      n += entry.message.channel == channel && entry.state == state ? 1U : 0U;
    return n;
  }
};

}  // namespace luodi::monitor::test
