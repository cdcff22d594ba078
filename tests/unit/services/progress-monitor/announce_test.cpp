#include "services/progress-monitor/domain/recipients.hpp"

#include <set>

#include "tests/unit/services/progress-monitor/ledger.hpp"

namespace luodi::monitor::test {
namespace {
domain::Account account(std::string name, std::string role, std::string org, std::string email) {
  domain::Account a;
  a.username = std::move(name);
  a.roles = {std::move(role)};
  a.org = std::move(org);
  a.email = std::move(email);
  return a;
}
std::optional<Announcement> told(const Interview& i, std::string_view fact, const Meeting* meeting = nullptr,
                                 const codec::Json* data = nullptr) {
  return announce_interview({"int_1", &i, meeting, std::string(fact), data}, {at("2022-08-16"), "l", {}});
}
Announcement interview_news(InterviewState state, std::string_view fact) {
  Interview i;
  i.state = state;
  i.project_name = "测试项目";
  i.responsible_org = "MY-GX";
  i.meeting_at = at("2022-08-24", 9, 30);
  return *told(i, fact);
}
std::vector<codec::Json> queue(const Announcement& news, const std::vector<domain::Account>& accounts,
                               const std::set<std::string>& known = {}, Reach reach = {}) {
  for (const auto& a : accounts)
    reach.accounts.push_back(&a);
  const auto d = queue_notifications(
      news, reach, [&](const std::string& id) { return known.contains(id); },
      context(at("2022-08-16"), actor(Role::bureau)));
  std::vector<codec::Json> out;
  for (const auto& e : d.events)
    out.push_back({{"id", e.subject},
                   {"to", e.data["address"]},
                   {"channel", e.data["channel"]},
                   {"role", e.data["role"]},
                   {"occasion", e.data["occasion"]},
                   {"undeliverable", e.data.value("undeliverable", "")},
                   {"parties", e.parties},
                   {"due_at", e.data.value("due_at", "")},
                   {"digest", e.data.value("digest", "")}});
  return out;
}

Announcement warned(const domain::Project& project, const domain::WarningRaised& warning) {
  return announce_warning({"prj_1", &project, &warning, nullptr}, {at("2022-08-16"), "l", {}});
}

TEST(Announce, ParkBureauAndCommitteeHearOfAnInterview) {
  const auto out = queue(interview_news(InterviewState::opened, "opened"),
                         {account("p", "park", "MY-GX", "p@x.cn"), account("q", "park", "MY-AX", "q@x.cn"),
                          account("b", "bureau", "", "b@x.cn"), account("c", "committee", "", "c@x.cn"),
                          account("l", "leader", "", "l@x.cn")});
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0]["to"], "p@x.cn");
  EXPECT_EQ(out[1]["to"], "b@x.cn");
  EXPECT_EQ(out[2]["to"], "c@x.cn");
  EXPECT_EQ(out[0]["parties"], "MY-GX");
  EXPECT_EQ(out[1]["parties"], "") << "the park does not see the addresses of the city";
}

TEST(Announce, OneMailForEachAddressAndNoneForDisabledAccounts) {
  auto gone = account("d", "bureau", "", "d@x.cn");
  gone.disabled = true;
  const auto out = queue(interview_news(InterviewState::opened, "opened"),
                         {account("p", "park", "MY-GX", "same@x.cn"), account("b", "bureau", "", "same@x.cn"), gone,
                          account("c", "committee", "", "c@x.cn")});
  ASSERT_EQ(out.size(), 2U);
}

TEST(Announce, TheOfficeThatAnswersForTheProjectHearsItAsAParkDoes) {
  auto news = interview_news(InterviewState::opened, "opened");
  news.org = "OFFICE-SZ";
  Reach reach;
  reach.targets = {{"sz-ding", ChannelKind::dingtalk, "office", "OFFICE-SZ"}};
  const auto out = queue(news,
                         {account("o", "office", "OFFICE-SZ", "o@x.cn"), account("n", "office", "OFFICE-BJ", "n@x.cn"),
                          account("r", "referrer", "OFFICE-SZ", "r@x.cn"), account("b", "bureau", "", "b@x.cn"),
                          account("c", "committee", "", "c@x.cn")},
                         {}, std::move(reach));
  ASSERT_EQ(out.size(), 4U);
  EXPECT_EQ(out[0]["to"], "o@x.cn");
  EXPECT_EQ(out[0]["role"], "office");
  EXPECT_EQ(out[0]["parties"], "OFFICE-SZ") << "the office sees what was sent to it";
  EXPECT_EQ(out[1]["to"], "sz-ding");
}

TEST(Announce, AnEntityWithoutAnyAccountIsADeadLetterAndTheCityIsTold) {
  auto gone = account("o", "office", "OFFICE-SZ", "o@x.cn");
  gone.disabled = true;
  auto news = interview_news(InterviewState::issued, "issued");
  news.org = "OFFICE-SZ";
  const std::vector<domain::Account> all{gone, account("b", "bureau", "", "b@x.cn"),
                                         account("c", "committee", "", "c@x.cn")};
  const auto out = queue(news, all);
  ASSERT_EQ(out.size(), 7U);
  EXPECT_NE(out[0]["undeliverable"], "");
  EXPECT_EQ(out[0]["parties"], "OFFICE-SZ");
  EXPECT_EQ(out[1]["to"], "b@x.cn");
  EXPECT_EQ(out[2]["to"], "c@x.cn");
  EXPECT_EQ(out[3]["to"], "b@x.cn");
  EXPECT_EQ(out[3]["occasion"], k_undeliverable);
  EXPECT_EQ(out[4]["channel"], "inbox") << "the mail that tells of it may fail as well";
  EXPECT_EQ(out[5]["to"], "c@x.cn");
  EXPECT_EQ(out[6]["channel"], "inbox");
  std::set<std::string> known;
  for (const auto& n : out)
    known.insert(n["id"].get<std::string>());
  EXPECT_TRUE(queue(news, all, known).empty()) << "and nothing twice";
}

TEST(Announce, AnUndeliverableLetterGoesOutOnceItsEntityHasAnAccount) {
  Notification letter;
  NotificationQueued message;
  message.channel = "inbox";
  message.occasion = "interview_issued";
  message.role = "office";
  message.org = "OFFICE-SZ";
  message.subject = "【约谈通知】";
  message.undeliverable = "没有账号";
  domain::EventMeta meta;
  meta.at = at("2022-08-16");
  apply(letter, message, meta);
  EXPECT_EQ(letter.state, NotificationState::dead);
  ASSERT_EQ(letter.attempts.size(), 1U);
  EXPECT_EQ(letter.attempts[0].detail, "没有账号");
  const auto nothing = [](const std::string&) { return false; };
  const auto c = context(at("2022-08-17"), actor(Role::bureau));
  EXPECT_EQ(decide_readdress("ntf_1", letter, {}, nothing, c).error().code, ErrorCode::wrong_state);
  const auto officer = account("o", "office", "OFFICE-SZ", "o@x.cn");
  Reach reach;
  reach.accounts = {&officer};
  const auto d = decide_readdress("ntf_1", letter, reach, nothing, c);
  ASSERT_TRUE(d);
  ASSERT_EQ(d->events.size(), 2U);
  EXPECT_EQ(d->events[0].data["address"], "o@x.cn");
  EXPECT_EQ(d->events[1].subject, "ntf_1");
  EXPECT_EQ(d->events[1].data["into"], d->events[0].subject);
}

TEST(Announce, WhatGoesOutWithOtherWordsReachesTheCityAndAGroupAsItDidBefore) {
  const auto c = context(at("2022-08-17"), actor(Role::bureau));
  const auto office = account("c", "committee", "", "c@x.cn"), park = account("p", "park", "MY-GX", "p@x.cn");
  Reach reach;
  reach.accounts = {&office, &park};
  const auto again = [&](const NotificationQueued& message) {
    Notification letter;
    letter.message = message;
    const auto d = decide_readdress(
        "ntf_1", letter, reach, [](const std::string&) { return false; }, c);
    return d && d->events.size() == 2 ? d->events[0].data : codec::Json::object();
  };
  NotificationQueued message;
  message.channel = "email";
  message.occasion = "interview_issued";
  message.role = "committee";
  message.recipient = "c";
  message.address = "c@x.cn";
  EXPECT_EQ(again(message).value("address", ""), "c@x.cn");
  message.channel = "dingtalk";
  message.role = "park";
  message.org = "MY-GX";
  message.recipient = "";
  message.address = message.name = "gx-robot";
  EXPECT_EQ(again(message).value("address", ""), "gx-robot");
  EXPECT_EQ(again(message).value("channel", ""), "dingtalk");
}

TEST(Announce, WithoutAnAddressTheInboxOfTheRoleHearsIt) {
  const auto out = queue(interview_news(InterviewState::opened, "opened"), {account("p", "park", "MY-GX", "")});
  ASSERT_EQ(out.size(), 3U);
  for (const auto& n : out) {
    EXPECT_EQ(n["channel"], "inbox");
    EXPECT_EQ(n["undeliverable"], "") << "somebody reads it";
  }
}

TEST(Announce, NobodyMailsADisabledAccount) {
  auto news = interview_news(InterviewState::issued, "issued");
  news.owner = "MY-JK";
  std::vector<domain::Account> all;
  for (const auto& [role, org] :
       std::map<std::string, std::string>{{"park", "MY-GX"}, {"bureau", ""}, {"office", "MY-JK"}})
    for (const bool disabled : {false, true}) {
      const std::string name = role + (disabled ? "-left" : "");
      all.push_back(account(name, role, org, name + "@x.cn"));
      all.back().disabled = disabled;
    }
  std::set<std::string> mailed;
  for (const auto& n : queue(news, all))
    if (n["channel"] == "email") mailed.insert(n["to"]);
  EXPECT_EQ(mailed, (std::set<std::string>{"park@x.cn", "bureau@x.cn", "office@x.cn"}));
}

TEST(Announce, GroupsAndSystemsOfARoleHearItToo) {
  Reach reach;
  reach.targets = {{"gx-ding", ChannelKind::dingtalk, "park", "MY-GX"},
                   {"ax-ding", ChannelKind::dingtalk, "park", "MY-AX"},
                   {"city", ChannelKind::webhook, "committee", ""}};
  const auto out =
      queue(interview_news(InterviewState::issued, "issued"),
            {account("p", "park", "MY-GX", "p@x.cn"), account("b", "bureau", "", "b@x.cn")}, {}, std::move(reach));
  ASSERT_EQ(out.size(), 5U);
  EXPECT_EQ(out[1]["channel"], "dingtalk");
  EXPECT_EQ(out[1]["to"], "gx-ding");
  EXPECT_EQ(out[1]["parties"], "MY-GX");
  EXPECT_EQ(out[3]["to"], "city");
  EXPECT_EQ(out[4]["channel"], "inbox") << "a webhook is no person: the committee has its inbox as well";
}

TEST(Announce, EachHearsItAsTheyLike) {
  NotificationPreference p;
  p.choice.channels = {{"default", {ChannelKind::email, ChannelKind::sms}}};
  p.choice.digest_at = *DayTime::parse("18:00");
  p.choice.phone = "138****8000";
  Reach reach;
  reach.texting = true;
  reach.preference_of = [&](const std::string& user) { return user == "p" ? &p : nullptr; };
  domain::WarningRaised w;
  w.light = domain::Light::red;
  const auto news = warned(negotiating().project, w);
  const auto out = queue(news, {account("p", "park", "MY-AX", "p@x.cn"), account("b", "bureau", "", "b@x.cn")}, {},
                         std::move(reach));
  ASSERT_EQ(out.size(), 3U);
  EXPECT_EQ(out[0]["due_at"], "2022-08-16T18:00:00+08:00");
  EXPECT_NE(out[0]["digest"], "");
  EXPECT_EQ(out[1]["channel"], "sms");
  EXPECT_EQ(out[1]["to"], "p") << "the number is no part of the message";
  EXPECT_EQ(out[1]["digest"], "");
  EXPECT_EQ(out[2]["digest"], "") << "the bureau said nothing";
}

TEST(Announce, ToldTwiceNobodyHearsItTwice) {
  const std::vector<domain::Account> all{account("p", "park", "MY-GX", "p@x.cn")};
  const auto news = interview_news(InterviewState::issued, "issued");
  std::set<std::string> known;
  for (const auto& n : queue(news, all))
    known.insert(n["id"].get<std::string>());
  EXPECT_TRUE(queue(news, all, known).empty());
}

TEST(Announce, AFactThatALaterOneHasOvertakenIsNotTold) {
  Interview i;
  i.state = InterviewState::withdrawn;
  EXPECT_FALSE(told(i, "opened"));
  EXPECT_FALSE(told(i, "blocked"));
  EXPECT_TRUE(told(i, "withdrawn"));
}

TEST(Announce, NoInvitationBeforeTheNoticeAndTheMeetingsAfterIt) {
  EXPECT_FALSE(interview_news(InterviewState::opened, "opened").invitation);
  Interview i;
  i.state = InterviewState::issued;
  i.meeting_id = "mtg_1";
  Meeting m;
  m.meeting_at = at("2022-08-24", 9, 30);
  m.sequence = 3;
  m.items = {{"int_1", "测试项目", "约谈〔2022〕1号"}};
  const auto notice = told(i, "issued", &m);
  ASSERT_TRUE(notice && notice->invitation);
  EXPECT_EQ(notice->invitation->uid, "mtg_1@l");
  EXPECT_EQ(notice->invitation->sequence, 3);
  EXPECT_FALSE(told(i, "scheduled", &m)) << "the meeting tells its move, once for all projects";
  EXPECT_TRUE(announce_meeting({"mtg_1", &m, nullptr, "moved", nullptr}, {at("2022-08-16"), "l", {}}));
  EXPECT_FALSE(announce_meeting({"mtg_1", &m, nullptr, "joined", nullptr}, {at("2022-08-16"), "l", {}}))
      << "the notice tells it";
  m.meeting_at = at("2022-08-15");
  EXPECT_FALSE(told(i, "issued", &m)->invitation) << "nobody is invited to what is over";
}

TEST(Announce, AReminderIsNewsOnlyWhileItsClockRuns) {
  Interview i;
  i.state = InterviewState::held;
  StepClock plan;
  plan.step = Step::plan;
  plan.due_at = at("2022-09-01");
  i.clocks = {plan};
  const codec::Json due = {{"step", "plan"}, {"due_at", at("2022-09-01").str()}};
  ASSERT_TRUE(told(i, "reminded", nullptr, &due));
  EXPECT_FALSE(told(i, "overdue", nullptr, &due)) << "not marked";
  const codec::Json moved = {{"step", "plan"}, {"due_at", at("2022-08-30").str()}};
  EXPECT_FALSE(told(i, "reminded", nullptr, &moved)) << "its date is another one by now";
  i.clocks[0].state = ClockState::overdue;
  i.clocks[0].overdue_at = at("2022-09-01");
  EXPECT_FALSE(told(i, "reminded", nullptr, &due));
  EXPECT_TRUE(told(i, "overdue", nullptr, &due));
  i.clocks[0].state = ClockState::done;
  EXPECT_TRUE(told(i, "overdue", nullptr, &due))
      << "a miss stays one, also where it was made up for in the same commit";
  i.state = InterviewState::closed;
  EXPECT_FALSE(told(i, "overdue", nullptr, &due));
}

TEST(Announce, LeadersAndTheOwnerHearWhatConcernsThem) {
  Announcement news;
  news.about = "prb_1:escalated";
  news.occasion = "problem_escalated";
  news.org = "bureau";
  news.to_leader = true;
  news.owner = "LAND";
  const auto out = queue(news, {account("b", "bureau", "", "b@x.cn"), account("l", "leader", "", "l@x.cn"),
                                account("r", "reviewer", "LAND", "r@x.cn"), account("q", "reviewer", "EIA", "q@x.cn")});
  ASSERT_EQ(out.size(), 3U) << "what the city itself answers for goes to the bureau, and is no dead letter";
  EXPECT_EQ(out[0]["to"], "b@x.cn");
  EXPECT_EQ(out[1]["to"], "l@x.cn");
  EXPECT_EQ(out[2]["to"], "r@x.cn");
}

TEST(Announce, AWarningNamesItsOwnCycle) {
  domain::WarningRaised w;
  w.light = domain::Light::yellow;
  w.cycle = cycle("2022-07-H1");
  w.episode_first = cycle("2022-06-H2");
  const auto news = warned(negotiating().project, w);
  EXPECT_NE(news.text.find("2022年7月上半月"), std::string::npos) << news.text;
  EXPECT_NE(news.text.find("close of 2022-07-H1"), std::string::npos) << news.text;
}

TEST(Announce, YellowGoesToTheHostRedToTheBureauToo) {
  const auto s = negotiating();
  domain::WarningRaised w;
  w.light = domain::Light::yellow;
  w.cycle = cycle("2022-07-H1");
  w.episode_first = cycle("2022-06-H2");
  EXPECT_FALSE(warned(s.project, w).to_bureau);
  EXPECT_EQ(warned(s.project, w).org, "MY-AX");
  w.light = domain::Light::red;
  EXPECT_TRUE(warned(s.project, w).to_bureau);
}
}  // namespace
}  // namespace luodi::monitor::test
