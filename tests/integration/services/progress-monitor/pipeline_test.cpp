// The monitor's work from event to mail over the memory store and bus: on time, in one jump, after a crash, with two
// instances, and with every fault that the store can show.
#include <set>

#include "tests/integration/services/progress-monitor/site.hpp"

namespace luodi::monitor::test {
namespace {

struct Pipeline : testing::Test {
  Site site;
  std::unique_ptr<Site::Instance> one = std::make_unique<Site::Instance>(site);

  void SetUp() override {
    site.account(*one, "park", Role::park, "MY-GX", "park@luodi.example");
    site.account(*one, "bureau", Role::bureau, "", "bureau@luodi.example");
    site.account(*one, "office", Role::committee, "", "office@luodi.example");
  }
  void begin(Fen amount = yi(5)) {
    site.set_clock(at("2022-06-01", 10));
    site.project(*one, "prj_1", amount);
    one->settle();
  }
  void move_to(Instant to) {
    site.set_clock(to);
    one->settle();
  }
  void restart() {
    one.reset();
    one = std::make_unique<Site::Instance>(site);
  }
  std::int64_t mails_with(const std::string& part) const {
    std::int64_t n = 0;
    for (const auto& mail : site.mailer.sent)
      n += mail.mail.find(part) != std::string::npos ? 1 : 0;
    return n;
  }
};

TEST_F(Pipeline, FromSilenceToNoticeWithoutAnybodyDoingAnything) {
  begin();
  for (auto d : {"2022-07-01", "2022-07-16", "2022-08-01", "2022-08-16"})
    move_to(at(d));
  auto interviews = one->all<Interview>();
  ASSERT_EQ(interviews.size(), 1U);
  EXPECT_EQ(interviews.begin()->second.state, InterviewState::opened);
  EXPECT_EQ(interviews.begin()->second.trigger, cycle("2022-08-H1"));
  // yellow: park; red: park and bureau; opened: park, bureau, committee
  EXPECT_EQ(site.mailer.sent.size(), 6U);
  move_to(at("2022-08-19"));
  interviews = one->all<Interview>();
  EXPECT_EQ(interviews.begin()->second.document_number, "约谈〔2022〕1号");
  EXPECT_EQ(site.mailer.sent.size(), 9U);
  EXPECT_EQ(mails_with("text/calendar; method=REQUEST"), 3) << "invitations go out with the notice, not before";
  for (const auto& [id, n] : one->all<Notification>())
    EXPECT_EQ(n.state, NotificationState::delivered) << id;
  EXPECT_EQ(one->settle(), 0) << "nothing is left";
  restart();
  EXPECT_EQ(one->settle(), 0) << "a new process goes on behind the stored cursor";
  EXPECT_EQ(site.store.data().cursors.at("progress-monitor").seq,
            static_cast<std::int64_t>(site.store.data().events.size()));
}

// The meetings that are there already are those of the world, and those of the same commit.
TEST_F(Pipeline, NoticesOfTwoEntitiesThatGoOutTogetherHaveTheirOwnHours) {
  begin();
  site.project(*one, "prj_2", yi(5), "MY-AX");
  move_to(at("2022-08-16"));
  move_to(at("2022-08-19"));
  std::map<std::string, Instant> hours;
  for (const auto& [id, interview] : one->all<Interview>())
    hours[interview.document_number] = interview.meeting_at.value();
  EXPECT_EQ(hours, (std::map<std::string, Instant>{{"约谈〔2022〕1号", at("2022-08-24", 9, 30)},
                                                   {"约谈〔2022〕2号", at("2022-08-24", 10, 30)}}));
  EXPECT_EQ(mails_with("text/calendar; method=REQUEST"), 5) << "the second park has no account";
}

TEST_F(Pipeline, BelowTheThresholdNothingHappens) {
  begin(Fen::of(49'999'000'000));
  move_to(at("2022-12-01"));
  EXPECT_TRUE(one->all<Interview>().empty());
  EXPECT_TRUE(site.mailer.sent.empty());
  EXPECT_TRUE(site.store.data().jobs.empty());
}

TEST_F(Pipeline, OneJumpConcludesLikeEveryDay) {
  begin();
  auto conclude = [](Site::Instance& i) {
    auto watch = i.all<domain::Watch>().at("prj_1");
    watch.updated_at = {};
    std::string text = codec::encode(watch).dump();
    for (const auto& [id, interview] : i.all<Interview>())
      text += id + interview.trigger.str();
    // The mails as well: yellow and red, each once, each in the words of its own cycle.
    std::multiset<std::string> warnings;
    for (const auto& [id, n] : i.all<Notification>())
      if (n.message.occasion.starts_with("warning_"))
        warnings.insert(id + n.message.address + n.message.subject + n.message.text);
    EXPECT_EQ(warnings.size(), 3U) << "yellow: park; red: park and bureau";
    for (const auto& warning : warnings)
      text += warning;
    for (const auto& stored : i.site.store.data().events) {
      const auto event = domain::read_envelope(stored.json);
      if (event && event->fact == domain::WarningRaised::fact) text += event->data.dump();
    }
    return text;
  };
  move_to(at("2022-10-05"));
  const std::string jumped = conclude(*one);

  Site other;
  Site::Instance daily(other);
  other.account(daily, "park", Role::park, "MY-GX", "park@luodi.example");
  other.account(daily, "bureau", Role::bureau, "", "bureau@luodi.example");
  other.account(daily, "office", Role::committee, "", "office@luodi.example");
  other.set_clock(at("2022-06-01", 10));
  other.project(daily, "prj_1", yi(5));
  for (CivilDate d = day("2022-06-02"); d <= day("2022-10-05"); d = d.plus_days(1)) {
    other.set_clock(instant_at(d));
    daily.settle();
  }
  EXPECT_EQ(jumped, conclude(daily));
}

// Nearly two thousand cycles are due at once: each is opened by a commit of its own, and nobody waits for them.
TEST_F(Pipeline, AFarJumpKeepsNobodyWaitingForTheCyclesThatItOpens) {
  begin();
  MonitorRunner::Decide decide = [](const MonitorOverlay&, const domain::Context&) -> Expected<MonitorPlan> {
    domain::Decision d;
    d.schedule(dispatch_job(cycle("2022-06-H1")), at("2022-06-01"));
    return MonitorPlan(std::move(d), [](const MonitorOverlay&) { return bus::Reply(); });
  };
  ASSERT_TRUE(run_task(site.io, one->runner.run_internal(std::move(decide))));
  site.set_clock(at("2100-12-31"));
  for (int turn = 0; turn < 3; ++turn) {
    run_task(site.io, one->worker.step());
    run_task(site.io, one->consumer.step());
  }
  EXPECT_EQ(one->all<Interview>().size(), 1U) << "the interview is opened at once";
  EXPECT_LE(one->all<DispatchCycle>().size(), 4U) << "one commit a cycle, a few in between";
}

TEST_F(Pipeline, AnEntityWithoutAccountsIsADeadLetterThatTheCityHears) {
  site.set_clock(at("2022-06-01", 10));
  domain::LeadRegistered lead;
  lead.name = "驻外项目";
  lead.enterprise.name = "企业";
  lead.agreed_amount_fen = yi(5);
  lead.introduced_by = "OFFICE-SZ";
  lead.park_code = "MY-GX";
  lead.first_talk = domain::FirstTalk{"OFFICE-SZ", day("2022-06-01"), day("2022-11-28")};
  site.happens<domain::Project>(*one, "prj_o", lead, "OFFICE-SZ");
  domain::NegotiationStarted talks;
  talks.started_on = day("2022-06-01");
  site.happens<domain::Project>(*one, "prj_o", talks, "OFFICE-SZ");
  one->settle();
  move_to(at("2022-08-16"));
  int dead = 0;
  int alarms = 0;
  for (const auto& [id, n] : one->all<Notification>()) {
    dead += n.state == NotificationState::dead && n.message.org == "OFFICE-SZ" ? 1 : 0;
    alarms += n.message.occasion == k_undeliverable ? 1 : 0;
  }
  EXPECT_EQ(dead, 3) << "yellow, red, opened";
  EXPECT_EQ(alarms, 12) << "each to the bureau and to the committee, by mail and in their inboxes";
  EXPECT_EQ(one->indexes.undelivered(), 3U);
}

TEST_F(Pipeline, LateEvidenceBeforeTheNoticeWithdraws) {
  begin();
  move_to(at("2022-08-16"));
  site.set_clock(at("2022-08-17", 10));
  site.progress(*one, "prj_1", "2022-07-20");
  one->settle();
  EXPECT_EQ(one->all<Interview>().begin()->second.state, InterviewState::withdrawn);
  EXPECT_EQ(mails_with("method="), 0) << "nobody was invited, so nothing is cancelled";
  move_to(at("2022-08-25"));
  EXPECT_EQ(site.count("interview.issued"), 0);
}

TEST_F(Pipeline, ACrashBetweenAnyTwoStepsChangesNothing) {
  begin();
  for (auto d : {"2022-07-16", "2022-08-01", "2022-08-16", "2022-08-19", "2022-08-20"}) {
    site.set_clock(at(d));
    for (int i = 0; i < 12; ++i) {  // one step, then a new process
      run_task(site.io, one->consumer.step());
      restart();
      run_task(site.io, one->worker.step());
      run_until(site.io, [&] { return one->lanes.sending() == 0; });
      restart();
    }
    one->settle();
  }
  EXPECT_EQ(site.count("interview.opened"), 1);
  EXPECT_EQ(site.count("interview.issued"), 1);
  EXPECT_EQ(site.mailer.sent.size(), 9U);
  std::set<std::string> ids;
  for (const auto& mail : site.mailer.sent)
    EXPECT_TRUE(ids.insert(mail.id).second) << "sent twice: " << mail.id;
}

TEST_F(Pipeline, TwoInstancesDoItOnce) {
  begin();
  Site::Instance two(site);
  for (auto d : {"2022-07-16", "2022-08-01", "2022-08-16", "2022-08-19"}) {
    site.set_clock(at(d));
    for (int i = 0; i < 6; ++i) {
      run_task(site.io, one->consumer.step());
      run_task(site.io, two.consumer.step());
      run_task(site.io, two.worker.step());
      run_task(site.io, one->worker.step());
      run_until(site.io, [&] { return one->lanes.sending() + two.lanes.sending() == 0; });
    }
    one->settle();
    two.settle();
  }
  EXPECT_EQ(site.count("interview.opened"), 1);
  EXPECT_EQ(site.count("interview.issued"), 1);
  EXPECT_EQ(site.mailer.sent.size(), 9U);
}

TEST_F(Pipeline, FaultsOfTheStoreCostTimeNotTruth) {
  begin();
  int turn = 0;
  for (CivilDate d = day("2022-06-02"); d <= day("2022-08-22"); d = d.plus_days(1)) {
    site.set_clock(instant_at(d));
    switch (turn++ % 5) {
      case 0:
        site.store.faults().lose_reply = 1;
        break;
      case 1:
        site.store.faults().lose_before = 1;
        break;
      case 2:
        site.store.faults().conflict = 2;
        break;
      case 3:
        site.store.faults().unavailable = 1;
        break;
      default:
        site.store.faults().reads_unavailable = 1;
        break;
    }
    one->settle();
    site.store.faults() = {};
    site.hub.faults().drop_events = 1;
  }
  // What a fault left leased comes back when its lease or its pause is over.
  for (int i = 1; i <= 5; ++i)
    move_to(at("2022-08-22").plus_ms(i * 120'000));
  EXPECT_EQ(site.count("interview.opened"), 1);
  EXPECT_EQ(site.count("interview.issued"), 1);
  for (const auto& [id, n] : one->all<Notification>())
    EXPECT_EQ(n.state, NotificationState::delivered) << id;
}

TEST_F(Pipeline, ADeferredMailIsTriedAgainAndARefusedOneIsNot) {
  begin();
  site.mailer.outcomes = {SendOutcome::deferred, SendOutcome::refused};
  move_to(at("2022-07-16"));
  ASSERT_EQ(one->all<Notification>().size(), 1U);
  EXPECT_EQ(one->all<Notification>().begin()->second.state, NotificationState::queued);
  move_to(at("2022-07-16").plus_ms(59'999));
  EXPECT_EQ(site.mailer.sent.size(), 1U);
  move_to(at("2022-07-16").plus_ms(60'000));
  EXPECT_EQ(site.mailer.sent.size(), 2U);
  EXPECT_EQ(site.mailer.sent[0].mail, site.mailer.sent[1].mail) << "the same bytes, the same Message-ID";
  EXPECT_EQ(one->all<Notification>().begin()->second.state, NotificationState::failed);
  EXPECT_EQ(one->indexes.undelivered(), 1U);
  move_to(at("2022-07-17"));
  EXPECT_EQ(site.mailer.sent.size(), 2U);
}

TEST_F(Pipeline, ADamagedJobHoldsUpNoOtherAndTheLogTellsItOnce) {
  site.set_clock(at("2022-06-01", 10));
  for (const char* project : {"prj_1", "prj_2", "prj_3"})
    site.project(*one, project, yi(5));
  one->settle();
  site.store.faults().damaged_jobs = {"evaluate:prj_2"};
  site.set_clock(at("2022-07-01"));
  one->settle();
  EXPECT_EQ(one->worker.counts().done.at("evaluate:"), 2);
  EXPECT_EQ(one->worker.counts().damaged, 1);
  const auto log = site.log_text.str();
  const auto told = log.find("damaged");
  ASSERT_NE(told, std::string::npos) << log;
  EXPECT_NE(log.find("evaluate:prj_2", told), std::string::npos);
  EXPECT_EQ(log.find("damaged", told + 1), std::string::npos) << "once";
  site.store.faults().damaged_jobs.clear();
  one->settle();
  EXPECT_EQ(one->worker.counts().done.at("evaluate:"), 3) << "mended by hand, it is done";
  EXPECT_EQ(one->worker.counts().damaged, 0);
}

TEST_F(Pipeline, AnUnreadableQueueIsTold) {
  begin();
  site.store.faults().reads_unavailable = 1;
  run_task(site.io, one->worker.step());
  EXPECT_NE(site.log_text.str().find("the due queue cannot be read"), std::string::npos);
}

TEST_F(Pipeline, ManyProjectsAreEvaluatedInFewCommits) {
  site.set_clock(at("2022-06-01", 10));
  for (int i = 0; i < 2 * k_claim_batch; ++i)
    site.project(*one, "prj_" + std::to_string(i), yi(5));
  one->settle();
  const auto before = site.store.data().audit.size();
  site.set_clock(at("2022-07-01"));
  run_task(site.io, one->worker.step());
  EXPECT_EQ(one->worker.counts().done.at("evaluate:"), k_claim_batch);
  EXPECT_EQ(site.store.data().audit.size(), before + 1) << "one commit for all that were claimed";
  one->settle();
  EXPECT_EQ(one->worker.counts().done.at("evaluate:"), 2 * k_claim_batch);
}
}  // namespace
}  // namespace luodi::monitor::test
