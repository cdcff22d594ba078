// Quiet hours and digests for any clock and any choice: they move an instant forward by less than two days, to an
// instant that is not quiet, and asking again changes nothing.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "services/progress-monitor/domain/preference.hpp"

namespace luodi::monitor {
namespace {

DayTime any_time() {
  const int minute = *rc::gen::inRange(0, 24 * 60);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return *DayTime::parse(two(minute / 60) + ":" + two(minute % 60));
}
QuietHours any_quiet() {
  QuietHours quiet{any_time(), any_time()};
  RC_PRE(quiet.from != quiet.to);
  return quiet;
}
Instant any_instant() {
  return Instant::from_ms(*rc::gen::inRange<std::int64_t>(1'640'966'400'000, 1'798'732'800'000));
}
// Minute by minute, as one would on paper.
bool is_quiet(Instant at, const QuietHours& quiet) {
  const auto minute = (at.ms() - instant_at(civil_date(at)).ms()) / 60'000;
  for (int m = quiet.from.minutes(); m != quiet.to.minutes(); m = (m + 1) % (24 * 60))
    if (m == minute) return true;
  return false;
}

RC_GTEST_PROP(QuietHoursProperty, MoveForwardOutOfThemAndNoFarther, ()) {
  const auto quiet = any_quiet();
  const Instant at = any_instant();
  const Instant moved = after_quiet(at, quiet);
  RC_ASSERT(is_quiet(at, quiet) == (moved > at));
  RC_ASSERT(!is_quiet(moved, quiet));
  RC_ASSERT(moved.ms() - at.ms() < k_day_ms);
  RC_ASSERT(after_quiet(moved, quiet) == moved);
}

RC_GTEST_PROP(DigestProperty, OrdinaryNewsIsDueLaterAndNeverQuietStatutoryNewsAtOnce, ()) {
  NotificationPreference p;
  const auto quiet = any_quiet();
  p.choice.quiet = quiet;
  if (*rc::gen::arbitrary<bool>()) p.choice.digest_at = any_time();
  const Instant now = any_instant();
  const auto plan = plan_delivery(&p, ChannelKind::email, "warning_yellow", now);
  const Instant due = plan.due_at.value_or(now);
  RC_ASSERT(!is_quiet(due, quiet));
  RC_ASSERT(due.ms() - now.ms() < 2 * k_day_ms);
  RC_ASSERT(plan.digest == p.choice.digest_at.has_value());
  RC_ASSERT(!plan.digest || due > now);
  const auto statutory = plan_delivery(&p, ChannelKind::email, "interview_issued", now);
  RC_ASSERT(!statutory.due_at && !statutory.digest);
}
}  // namespace
}  // namespace luodi::monitor
