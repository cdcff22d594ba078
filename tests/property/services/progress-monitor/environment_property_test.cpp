// Measure 9 says the same however the service runs: every midnight, or only at random moments after outages; and
// folding its events again gives the stored states byte for byte.
#include <rapidcheck.h>

#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
// Runs the same story promptly and late. What people do falls between the runs.
struct Twins {
  Accord prompt = Accord::signed_on("2022-06-10");
  Accord late = Accord::signed_on("2022-06-10");
  template <class Do>
  void both(Do act) {
    act(prompt);
    act(late);
  }
};

TEST(EnvironmentProperty, ObligationsAndTicketsDoNotDependOnTheDueQueue) {
  int breached = 0;
  const bool holds = rc::check("prompt and late runs agree", [&] {
    Twins twins;
    const CivilDate first = day("2022-06-20");
    std::string owed;
    twins.both([&](Accord& a) { owed = *a.owe(ObligationKind::funds, "2022-07-31"); });
    for (CivilDate d = first; d < first.plus_days(120); d = d.plus_days(1)) {
      twins.prompt.run_due(instant_at(d));
      if (*rc::gen::inRange(0, 12) == 0) twins.late.run_due(instant_at(d));
      const int step = *rc::gen::inRange(0, 40);
      const int back = *rc::gen::inRange(0, 10);
      twins.both([&](Accord& a) {
        const std::string on = d.str();
        const std::string earlier = d.plus_days(-back).str();
        if (step == 0) (void)a.honour(owed, earlier, on);
        if (step == 1) {
          CorrectObligation c;
          c.due_on = d.plus_days(back);
          (void)a.correct(owed, c, on);
        }
        if (step == 2) {
          CorrectObligation c;
          c.not_honoured = true;
          (void)a.correct(owed, c, on);
        }
      });
    }
    const Instant end = instant_at(first.plus_days(121));
    twins.both([&](Accord& a) { a.run_due(end); });
    const auto& x = twins.prompt.obligations.at(owed);
    const auto& y = twins.late.obligations.at(owed);
    RC_ASSERT(x.state == y.state);
    RC_ASSERT(x.honoured_on == y.honoured_on && x.late == y.late && x.due_on == y.due_on);
    RC_ASSERT(twins.prompt.tickets.size() == twins.late.tickets.size());
    for (const auto& [id, ticket] : twins.prompt.tickets)
      RC_ASSERT(codec::encode(ticket.clocks) == codec::encode(twins.late.tickets.at(id).clocks));
    breached += x.state == ObligationState::breached ? 1 : 0;
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(breached, 0) << "the stories reach what they are about";
}

TEST(EnvironmentProperty, AnExitNoticeMeansThatNothingWasPerformedWithinItsLimit) {
  int noticed = 0;
  int cured = 0;
  const bool holds = rc::check("notice and days agree", [&] {
    auto a = Accord::signed_on("2022-06-10");
    const auto owed = *a.owe(ObligationKind::deposit, "2022-07-10");
    const int done = *rc::gen::inRange(0, 130);  // days after the agreed one
    const int told = done + *rc::gen::inRange(0, 40);
    const CivilDate due = day("2022-07-10");
    // Within the limit, across its end or after it; told on its days.
    const int suspended = *rc::gen::inRange(31, 80);
    const int resumed = suspended + *rc::gen::inRange(0, 40);
    for (int n = 0; n < 260; ++n) {
      const CivilDate d = due.plus_days(n);
      if (n == suspended && resumed > suspended) a.story.suspend(d.str());
      if (n == resumed && resumed > suspended) a.story.resume(d.str());
      if (*rc::gen::inRange(0, 4) != 0) a.run_due(instant_at(d));
      if (n == told) RC_ASSERT(a.honour(owed, due.plus_days(done).str(), d.str()).has_value());
    }
    a.run_due(instant_at(due.plus_days(261)));
    RC_ASSERT(a.exits.size() <= 1U);
    for (const auto& [id, exit] : a.exits) {
      // Day by day: those of the suspension do not run.
      CivilDate last = civil_date(exit.notice_at);
      for (int left = exit.notice.limit_until.days() - last.days(); left > 0;) {
        last = last.plus_days(1);
        const int n = last.days() - due.days();
        if (n < suspended || n >= resumed) --left;
      }
      last = *book().calendar().working_day_on_or_after(last);
      const bool in_time = due.plus_days(done) <= last;
      RC_ASSERT(exit.state == (in_time ? ExitState::cured : ExitState::noticed));
      noticed += in_time ? 0 : 1;
      cured += in_time ? 1 : 0;
    }
  });
  EXPECT_TRUE(holds);
  EXPECT_GT(noticed, 0);
  EXPECT_GT(cured, 0);
}

// What the stream rebuilds is what is stored: a state read back from its text folds on to the same bytes.
TEST(EnvironmentProperty, StatesSurviveTheirTextByteForByte) {
  auto a = Accord::signed_on("2022-06-10");
  const auto owed = *a.owe(ObligationKind::deposit, "2022-07-10", "2022-06-20", Fen::wan(100));
  a.run_due(at("2022-07-11"));
  a.run_due(at("2022-08-09"));
  a.run_due(at("2022-09-09"));
  ASSERT_TRUE(a.visit("2022-09-09", 2));
  ASSERT_TRUE(a.honour(owed, "2022-09-01", "2022-09-20", k_bureau, Fen::wan(100)));
  a.care("2022-09-20");
  a.story.leave("2022-10-10");
  a.care("2022-10-10");
  const auto again = [](const auto& state) {
    using A = std::decay_t<decltype(state)>;
    const auto text = codec::encode(state).dump();
    const auto read = codec::decode<A>(codec::Json::parse(text));
    ASSERT_TRUE(read);
    EXPECT_EQ(codec::encode(*read).dump(), text);
  };
  ASSERT_FALSE(a.tickets.empty());
  ASSERT_FALSE(a.exits.empty());
  for (const auto& [id, ticket] : a.tickets)
    again(ticket);
  for (const auto& [id, obligation] : a.obligations)
    again(obligation);
  for (const auto& [id, exit] : a.exits)
    again(exit);
  again(*a.revisits);
  again(a.story.project);
}
}  // namespace
}  // namespace luodi::monitor::test
