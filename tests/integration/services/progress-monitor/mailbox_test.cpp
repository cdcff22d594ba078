// Mailboxes that do not take their mail: the city hears of a letter that was lost there, and others' mail goes on.
#include "services/progress-monitor/reach.hpp"
#include "tests/integration/services/progress-monitor/delivery.hpp"

namespace luodi::monitor::test {
namespace {

// The mail server. One address is bad, or all that end alike: their mail waits as long as `waits`, and is answered with
// `says`.
class Mailboxes final : public Channel {
 public:
  explicit Mailboxes(boost::asio::io_context& io) : released_(io) {}
  std::string bad = "park@luodi.example";
  bool waits = false;
  SendReport says{SendOutcome::unknown, "no answer"};
  int to_bad = 0;
  std::map<std::string, int> delivered;
  std::vector<std::string> begun;  // to whom, in order

  Task<SendReport> send(Outgoing message) override {
    const std::string address = message.notification.message.address;
    begun.push_back(address);
    if (!address.ends_with(bad)) {
      ++delivered[address];
      co_return SendReport{SendOutcome::delivered, "250"};
    }
    ++to_bad;
    while (waits)
      co_await released_.wait_until(store::AsyncEvent::Clock::now() + std::chrono::seconds(1));
    co_return says;
  }
  void release() {
    waits = false;
    released_.notify_all();
  }

 private:
  store::AsyncEvent released_;
};

struct Mailbox : Delivery {
  Mailboxes server{site.io};

  void SetUp() override {
    Delivery::SetUp();
    one->lanes.add("email", ChannelKind::email, server, {4, 0});
    server.says.target_down = server.says.named = true;
  }
  std::vector<Notification> told(std::string_view occasion, std::string_view channel) {
    std::vector<Notification> out;
    for (const auto& [id, n] : one->all<Notification>())
      if (n.message.occasion == occasion && n.message.channel == channel) out.push_back(n);
    return out;
  }
  std::string letter(std::string_view occasion) {
    for (const auto& [id, n] : one->all<Notification>())
      if (n.message.occasion == occasion && n.message.channel == "email" && n.message.org == "MY-GX") return id;
    return {};
  }
  void steps(int count) {
    for (int i = 0; i < count; ++i) {
      run_task(site.io, one->consumer.step());
      run_task(site.io, one->worker.step());
      site.io.restart();
      site.io.run_one_for(std::chrono::milliseconds(5));
      site.io.poll();
    }
  }
  // A letter that is due now.
  void mail(const std::string& id, const std::string& to) {
    decides([&](const MonitorOverlay&, const domain::Context& context) -> Expected<domain::Decision> {
      NotificationQueued letter;
      letter.channel = "email";
      letter.occasion = "warning_yellow";
      letter.recipient = "park";
      letter.address = to;
      letter.subject = letter.text = "信";
      domain::Decision decision;
      decision.raise<Notification>(id, letter);
      decision.schedule(send_job(letter, id), context.now);
      return decision;
    });
  }
  // One mailbox of each domain, from the first on.
  void mail_domains(const std::string& mailbox, int count) {
    for (int i = 0; i < count; ++i) {
      const std::string to = mailbox + "@d" + std::to_string(i) + server.bad;
      mail("ntf_" + to, to);
    }
  }
  // To the opening of the interview, with the report that the bad mailbox then gives.
  void opened_with(const SendReport& report) {
    server.says = SendReport{SendOutcome::delivered, "250"};
    projects(1);
    move_to(at("2022-07-16"));
    move_to(at("2022-08-01"));
    ASSERT_TRUE(told(k_undeliverable, "inbox").empty());
    server.says = report;
    move_to(at("2022-08-16"));
  }
};

TEST_F(Mailbox, AStatutoryLetterThatIsRefusedIsToldToTheCityOnce) {
  site.account(*one, "bureau", Role::bureau, "", "bureau@luodi.example");
  opened_with(SendReport{SendOutcome::refused, "550 5.1.1 no such user"});
  auto alarms = told(k_undeliverable, "inbox");
  ASSERT_EQ(alarms.size(), 2U) << "the bureau and the committee, which need no channel for it";
  for (const auto& alarm : alarms) {
    EXPECT_NE(alarm.message.text.find("550 5.1.1 no such user"), std::string::npos);
    EXPECT_NE(alarm.message.text.find("park@luodi.example"), std::string::npos);
    EXPECT_NE(alarm.message.subject.find("【无法送达】"), std::string::npos);
    EXPECT_FALSE(alarm.message.interview_id.empty());
  }
  EXPECT_EQ(told(k_undeliverable, "email").size(), 1U) << "who has an address is mailed as well";
  const auto copies = told("interview_opened", "inbox");
  EXPECT_TRUE(std::any_of(copies.begin(), copies.end(), [](const auto& n) {
    return n.message.recipient == "park" && n.state == NotificationState::delivered;
  })) << "the reader finds it in the inbox";
  decides([&](const MonitorOverlay& world, const domain::Context& context) {
    const auto id = letter("interview_opened");
    return decide_resend(id, world.find<Notification>(id)->state, NotificationResent{"再发"}, context);
  });
  one->settle();
  EXPECT_EQ(server.to_bad, 4);
  EXPECT_EQ(told(k_undeliverable, "inbox").size(), 2U) << "once for each letter";
}

TEST_F(Mailbox, SoIsOneWhoseTriesAreUsedUp) {
  opened_with(SendReport{SendOutcome::deferred, "451 4.3.2 later"});
  for (int i = 1; i < k_send_tries; ++i) {
    EXPECT_TRUE(told(k_undeliverable, "inbox").empty()) << i;
    site.set_clock(site.clock.now().plus_ms(2 * 3'600'000));
    one->settle();
  }
  EXPECT_EQ(one->all<Notification>().at(letter("interview_opened")).state, NotificationState::dead);
  EXPECT_EQ(told(k_undeliverable, "inbox").size(), 2U);
}

TEST_F(Mailbox, AndOneOfWhichNobodyKnows) {
  opened_with(SendReport{SendOutcome::unknown, "no answer"});
  EXPECT_TRUE(told(k_undeliverable, "inbox").empty()) << "it is tried once more";
  move_to(site.clock.now().plus_ms(2 * 3'600'000));
  const auto alarms = told(k_undeliverable, "inbox");
  ASSERT_EQ(alarms.size(), 2U);
  EXPECT_NE(alarms[0].message.subject.find("【送达存疑】"), std::string::npos);
}

TEST_F(Mailbox, AWarningThatIsRefusedIsNoStatutoryLetter) {
  server.says = SendReport{SendOutcome::refused, "550 5.1.1 no such user"};
  projects(1);
  move_to(at("2022-07-16"));
  EXPECT_EQ(count("email", NotificationState::failed), 1U);
  EXPECT_TRUE(told(k_undeliverable, "inbox").empty());
}

TEST_F(Mailbox, ALostLetterGoesToAnotherAccountOnceTheOldOneIsDisabled) {
  opened_with(SendReport{SendOutcome::refused, "550 5.1.1 no such user"});
  site.account(*one, "park2", Role::park, "MY-GX", "right@luodi.example");
  site.happens<domain::Account>(*one, "park", domain::AccountDisabled{"地址有误"});
  const auto id = letter("interview_opened");
  decides([&](const MonitorOverlay& world, const domain::Context& context) -> Expected<domain::Decision> {
    const auto& lost = world.find<Notification>(id)->state;
    const auto reach = reach_of(world, {});
    if (!has_no_reader(lost, reach)) return fail(ErrorCode::wrong_state, "it still has its reader");
    return decide_readdress(
        id, lost, reach, [](const std::string&) { return false; }, context);
  });
  one->settle();
  EXPECT_EQ(server.delivered["right@luodi.example"], 1);
  EXPECT_EQ(one->all<Notification>().at(id).state, NotificationState::coalesced);
}

TEST_F(Mailbox, WhoHasHadTheLetterIsNotSentItOnceMore) {
  site.account(*one, "park2", Role::park, "MY-GX", "right@luodi.example");
  opened_with(SendReport{SendOutcome::refused, "550 5.1.1 no such user"});
  const int had = server.delivered["right@luodi.example"];
  site.account(*one, "park3", Role::park, "MY-GX", "new@luodi.example");
  site.happens<domain::Account>(*one, "park", domain::AccountDisabled{"地址有误"});
  decides([&](const MonitorOverlay& world, const domain::Context& context) -> Expected<domain::Decision> {
    for (const auto& [id, n] : world.table<Notification>().all())
      if (n.state.message.occasion == "interview_opened" && n.state.message.address == server.bad)
        return decide_readdress(
            id, n.state, without_readers_of(n.state, world, reach_of(world, {})),
            [](const std::string&) { return false; }, context);
    return fail(ErrorCode::not_found, "the lost letter");
  });
  one->settle();
  EXPECT_EQ(server.delivered["new@luodi.example"], 1);
  EXPECT_EQ(server.delivered["right@luodi.example"], had);
}

// Sent again in other words, as the notice of a meeting that was moved is.
TEST_F(Mailbox, ACopyInTheInboxIsNoMailThatArrived) {
  site.account(*one, "park2", Role::park, "MY-GX", "two@luodi.example");
  site.account(*one, "park3", Role::park, "MY-GX", "three@park.example");
  server.bad = "@luodi.example";
  opened_with(SendReport{SendOutcome::refused, "550 5.1.1 no such user"});
  server.bad = "@nowhere.example";
  const auto of = [&](const std::string& address) {
    for (const auto& [id, n] : one->all<Notification>())
      if (n.message.occasion == "interview_opened" && n.message.address == address) return id;
    return std::string();
  };
  const std::string first = of("park@luodi.example"), second = of("two@luodi.example");
  const int had = server.delivered["three@park.example"];
  decides([&](const MonitorOverlay& world, const domain::Context& context) {
    Notification letter = world.find<Notification>(first)->state;
    const auto reach = without_readers_of(letter, world, reach_of(world, {}));
    letter.message.text = "约谈时间已变更。\n" + letter.message.text + " It was moved.";
    return decide_readdress(
        first, letter, reach, [](const std::string&) { return false; }, context);
  });
  one->settle();
  EXPECT_EQ(server.delivered["park@luodi.example"], 1) << "its own reader";
  EXPECT_EQ(server.delivered["two@luodi.example"], 1) << "who has not had it either";
  EXPECT_EQ(server.delivered["three@park.example"], had);
  const MonitorOverlay world(one->world);
  const auto left = without_readers_of(world.find<Notification>(second)->state, world, reach_of(world, {}));
  EXPECT_TRUE(std::none_of(left.accounts.begin(), left.accounts.end(), [](const auto* account) {
    return account->org == "MY-GX";
  })) << "all have had it by now, if in other words";
}

TEST_F(Mailbox, ALetterToTheCityThatIsLostIsToldInItsInboxes) {
  server.bad = "bureau@luodi.example";
  site.account(*one, "bureau", Role::bureau, "", server.bad);
  opened_with(SendReport{SendOutcome::refused, "550 5.1.1 no such user"});
  const auto alarms = told(k_undeliverable, "inbox");
  ASSERT_EQ(alarms.size(), 2U);
  EXPECT_NE(alarms[0].message.text.find("请核实地址"), std::string::npos) << alarms[0].message.text;
}

TEST_F(Mailbox, OneThatHangsOpensNoBreakerForOthers) {
  site.account(*one, "bureau", Role::bureau, "", "bureau@luodi.example");
  projects(5);
  site.set_clock(at("2022-07-16"));
  ASSERT_TRUE(work_until([&] { return server.to_bad > 0; }));
  steps(60);
  EXPECT_EQ(server.to_bad, 1) << "it is left alone for a while";
  EXPECT_EQ(one->lanes.open_breakers(ChannelKind::email), 0U);
  site.set_clock(at("2022-08-01"));
  EXPECT_TRUE(work_until([&] { return server.delivered["bureau@luodi.example"] == 5; })) << "others' mail goes on";
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

// The mail server of a park: each of its mailboxes hangs, and three of them must not close the lane for the city.
TEST_F(Mailbox, AllOfADomainThatHangsAreLeftAloneTogether) {
  server.bad = "@park.example";
  site.account(*one, "bureau", Role::bureau, "", "bureau@luodi.example");
  for (const char* name : {"p1", "p2", "p3", "p4", "p5", "p6"})
    site.account(*one, name, Role::park, "MY-GX", std::string(name) + server.bad);
  projects(1);
  site.set_clock(at("2022-07-16"));
  ASSERT_TRUE(work_until([&] { return server.to_bad > 1; }));
  steps(60);
  EXPECT_LE(server.to_bad, 4) << "as many as are sent at once; nothing arrived in between, so the domain waits";
  EXPECT_EQ(one->lanes.open_breakers(ChannelKind::email), 0U);
  site.set_clock(at("2022-08-01"));
  EXPECT_TRUE(work_until([&] { return server.delivered["bureau@luodi.example"] == 1; }));
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Mailbox, OneThatHangsTakesOnePlaceOfFour) {
  site.account(*one, "bureau", Role::bureau, "", "bureau@luodi.example");
  server.waits = true;
  projects(30);
  site.set_clock(at("2022-07-16"));
  ASSERT_TRUE(work_until([&] { return server.to_bad > 0; }));
  steps(60);
  EXPECT_EQ(server.to_bad, 1);
  site.set_clock(at("2022-08-01"));
  EXPECT_TRUE(work_until([&] { return server.delivered["bureau@luodi.example"] == 30; })) << "others' mail goes on";
  server.release();
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Mailbox, ManyDomainsThatHangOpenTheBreakerForThemselvesAlone) {
  server.bad = ".hang.example";
  mail_domains("a", 12);
  EXPECT_TRUE(work_until([&] { return server.to_bad == 12; })) << "each is tried once: nobody knew of it";
  mail("ntf_healthy", "bureau@luodi.example");
  mail_domains("b", 12);
  EXPECT_TRUE(work_until([&] { return server.delivered["bureau@luodi.example"] == 1; }));
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Mailbox, WhileNothingArrivesWhatHasHungIsLeftAlone) {
  server.bad = ".hang.example";
  mail_domains("a", 4);
  ASSERT_TRUE(work_until([&] { return server.to_bad == 4; }));
  mail_domains("b", 4);
  steps(60);
  EXPECT_EQ(server.to_bad, 4) << "it may be the server itself";
  EXPECT_EQ(one->lanes.open_breakers(ChannelKind::email), 1U);
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Mailbox, WhatHasHungHasHalfOfThePlaces) {
  server.bad = ".hang.example";
  mail_domains("a", 4);
  ASSERT_TRUE(work_until([&] { return server.to_bad == 4; }));
  mail("ntf_first", "bureau@luodi.example");  // something arrives: the breaker is closed
  ASSERT_TRUE(work_until([&] { return server.delivered["bureau@luodi.example"] == 1; }));
  server.waits = true;
  mail_domains("b", 4);
  ASSERT_TRUE(work_until([&] { return server.to_bad == 6; }));
  steps(60);
  EXPECT_EQ(server.to_bad, 6) << "two of four places, whoever waits";
  mail("ntf_second", "bureau@luodi.example");
  mail("ntf_third", "new@other.example");
  EXPECT_TRUE(work_until([&] { return server.delivered["bureau@luodi.example"] == 2; }));
  EXPECT_TRUE(work_until([&] { return server.delivered["new@other.example"] == 1; }));
  server.release();
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Mailbox, WhatHasHungWaitsInARoomOfItsOwn) {
  server.bad = ".hang.example";
  mail_domains("a", 1);
  ASSERT_TRUE(work_until([&] { return server.to_bad == 1; }));
  server.waits = true;
  for (int i = 0; i < 30; ++i)
    mail_domains("b" + std::to_string(i), 1);
  steps(5);
  mail("ntf_healthy", "bureau@luodi.example");
  steps(20);  // less than the patience of those who wait
  EXPECT_EQ(server.delivered["bureau@luodi.example"], 1);
  EXPECT_EQ(server.to_bad, 2);
  server.release();
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Mailbox, WhatAnswersGoesFirstAndWhatHasHungLast) {
  server.bad = ".hang.example";
  one->lanes.add("email", ChannelKind::email, server, {1, 0});
  mail("ntf_0", "bureau@luodi.example");
  mail("ntf_1", "a@d0.hang.example");
  ASSERT_TRUE(work_until([&] { return server.begun.size() == 2; }));
  ASSERT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
  server.waits = true;
  mail("ntf_2", "a@d1.hang.example");
  ASSERT_TRUE(work_until([&] { return server.begun.size() == 3; }));
  mail("ntf_3", "b@d0.hang.example");  // in the order of the queue
  mail("ntf_4", "new@other.example");
  mail("ntf_5", "office@luodi.example");
  steps(20);
  ASSERT_EQ(server.begun.size(), 3U);
  server.release();
  ASSERT_TRUE(work_until([&] { return server.begun.size() == 6; }));
  const std::vector<std::string> last(server.begun.end() - 3, server.begun.end());
  EXPECT_EQ(last, (std::vector<std::string>{"office@luodi.example", "new@other.example", "b@d0.hang.example"}));
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}

TEST_F(Mailbox, AServerThatIsDownTellsNothingOfADomainThatHung) {
  server.bad = ".hang.example";
  one->lanes.add("email", ChannelKind::email, server, {1, 0});
  mail("ntf_1", "a@d0.hang.example");
  ASSERT_TRUE(work_until([&] { return server.begun.size() == 1; }));
  server.says.named = false;  // no connection
  mail("ntf_2", "b@d0.hang.example");
  ASSERT_TRUE(work_until([&] { return server.begun.size() == 2; }));
  ASSERT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
  server.waits = true;
  mail("ntf_3", "x@d1.hang.example");
  ASSERT_TRUE(work_until([&] { return server.begun.size() == 3; }));
  mail("ntf_4", "c@d0.hang.example");
  mail("ntf_5", "new@other.example");
  steps(20);
  server.says = SendReport{SendOutcome::refused, "550"};
  server.release();
  ASSERT_TRUE(work_until([&] { return server.begun.size() == 5; }));
  EXPECT_EQ(server.begun.back(), "c@d0.hang.example");
  EXPECT_TRUE(run_until(site.io, [&] { return one->lanes.sending() == 0; }));
}
}  // namespace
}  // namespace luodi::monitor::test
