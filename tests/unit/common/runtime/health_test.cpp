#include "common/runtime/health.hpp"

#include <gtest/gtest.h>

namespace luodi::runtime {
namespace {

TEST(Health, ReadyMeansStartedAllChecksOkAndNotDraining) {
  Health health;
  EXPECT_FALSE(health.ready());
  health.started();
  EXPECT_TRUE(health.ready());
  health.set("redis", false, "LOADING");
  EXPECT_FALSE(health.ready());
  health.set("redis", true, "master");
  bool lag_ok = false;
  health.check("lag", [&] { return HealthResult(lag_ok, "9 s"); });
  EXPECT_FALSE(health.ready());
  lag_ok = true;
  EXPECT_TRUE(health.ready());
  health.begin_drain();
  EXPECT_FALSE(health.ready());
}

TEST(Health, VerboseNamesEveryCheck) {
  Health health;
  health.started();
  health.set("redis", true, "master");
  health.set("skew", false, "7000 ms");
  EXPECT_EQ(health.verbose(),
            "[+]draining ok\n[+]redis ok (master)\n[-]skew failed: 7000 ms\n[+]started ok\nnot ready\n");
  health.remove("skew");
  EXPECT_EQ(health.verbose(), "[+]draining ok\n[+]redis ok (master)\n[+]started ok\nready\n");
}

}  // namespace
}  // namespace luodi::runtime
