// Whom a command may name is judged on the overlay that it decides on, not on the world below it.
#include "services/progress-monitor/city_bodies.hpp"

#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

TEST(CityBodies, AreThoseOfTheOverlay) {
  MonitorWorld world;
  MonitorOverlay below(world);
  MonitorOverlay over(world);
  const auto lay = [&]<class A>(MonitorOverlay& to, const std::string& id, A state) {
    runtime::Versioned<A> entry;
    entry.version = 1;
    entry.state = std::move(state);
    to.lay<A>(id, std::move(entry));
  };
  domain::Park park;
  park.name = "绵阳高新区";
  lay(over, "MY-GX", park);
  domain::Account reviewer;
  reviewer.roles = {std::string(role_text(Role::reviewer))};
  reviewer.org = "ZRZY";
  lay(over, "acc_1", reviewer);
  reviewer.org = "FGW";
  reviewer.disabled = true;
  lay(over, "acc_2", reviewer);
  EXPECT_TRUE(bodies_of(below).parks.empty());
  const auto bodies = bodies_of(over);
  ASSERT_EQ(bodies.parks.size(), 1U);
  EXPECT_EQ(bodies.parks.front().name, "绵阳高新区");
  EXPECT_EQ(bodies.departments, std::vector<std::string>{"ZRZY"});
}
}  // namespace
}  // namespace luodi::monitor::test
