// Quiet hours, digests and preferences: they move a message, they never drop one; statutory notices know neither.
#include "services/progress-monitor/domain/breaker.hpp"
#include "services/progress-monitor/domain/digest.hpp"
#include "services/progress-monitor/domain/occasion.hpp"
#include "services/progress-monitor/domain/preference.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
DayTime time(std::string_view text) {
  return *DayTime::parse(text);
}
QuietHours quiet(std::string_view from, std::string_view to) {
  return {time(from), time(to)};
}
NotificationPreference preferring(const SetPreference& command, const NotificationPreference* before = nullptr) {
  const auto d = decide_preference("li", before, command);
  EXPECT_TRUE(d) << d.error().detail;
  NotificationPreference p;
  EXPECT_TRUE(domain::apply_fact(p, d->events.at(0).fact, d->events.at(0).data, {}));
  return p;
}

TEST(DayTime, ReadsAndWritesTheClock) {
  EXPECT_EQ(time("07:05").str(), "07:05");
  for (auto bad : {"", "7:05", "24:00", "12:60", "12:5", "12.05", "12:055", "ab:cd"})
    EXPECT_FALSE(DayTime::parse(bad)) << bad;
}

TEST(QuietHours, MoveToTheirEnd) {
  const auto night = quiet("22:00", "07:30");
  EXPECT_EQ(after_quiet(at("2022-08-16", 21, 59), night), at("2022-08-16", 21, 59));
  EXPECT_EQ(after_quiet(at("2022-08-16", 22, 0), night), at("2022-08-17", 7, 30));
  EXPECT_EQ(after_quiet(at("2022-12-31", 23, 0), night), at("2023-01-01", 7, 30));
  EXPECT_EQ(after_quiet(at("2022-08-16", 7, 29), night), at("2022-08-16", 7, 30));
  EXPECT_EQ(after_quiet(at("2022-08-16", 7, 30), night), at("2022-08-16", 7, 30));
  const auto noon = quiet("12:00", "14:00");
  EXPECT_EQ(after_quiet(at("2022-08-16", 12, 0), noon), at("2022-08-16", 14, 0));
  EXPECT_EQ(after_quiet(at("2022-08-16", 14, 0), noon), at("2022-08-16", 14, 0));
  EXPECT_EQ(after_quiet(at("2022-08-16", 3, 0), std::nullopt), at("2022-08-16", 3, 0));
}

TEST(Digest, TheNextOneIsLaterThanNow) {
  EXPECT_EQ(next_digest(at("2022-08-16", 17, 59), time("18:00")), at("2022-08-16", 18, 0));
  EXPECT_EQ(next_digest(at("2022-08-16", 18, 0), time("18:00")), at("2022-08-17", 18, 0));
  EXPECT_EQ(next_digest(at("2024-02-28", 18, 1), time("18:00")), at("2024-02-29", 18, 0));
}

TEST(Preference, PlansOrdinaryNewsAndLeavesStatutoryNewsAlone) {
  SetPreference command;
  command.digest_at = time("23:00");
  command.quiet = quiet("22:00", "07:30");
  const auto p = preferring(command);
  const Instant now = at("2022-08-16", 10);
  auto plan = plan_delivery(&p, ChannelKind::email, "warning_red", now);
  EXPECT_TRUE(plan.digest);
  EXPECT_EQ(plan.due_at, at("2022-08-17", 7, 30)) << "a digest in the quiet hours waits for their end";
  plan = plan_delivery(&p, ChannelKind::sms, "warning_red", at("2022-08-16", 23));
  EXPECT_FALSE(plan.digest);
  EXPECT_EQ(plan.due_at, at("2022-08-17", 7, 30));
  for (const char* statutory :
       {"interview_opened", "interview_issued", "interview_withdrawn", "interview_overdue", "meeting_moved"}) {
    plan = plan_delivery(&p, ChannelKind::email, statutory, at("2022-08-16", 23));
    EXPECT_FALSE(plan.digest || plan.due_at) << statutory;
  }
  plan = plan_delivery(nullptr, ChannelKind::email, "warning_red", at("2022-08-16", 23));
  EXPECT_FALSE(plan.digest || plan.due_at);
}

TEST(Preference, ChoosesChannelsAndKeepsMailForStatutoryNotices) {
  using Kinds = std::vector<ChannelKind>;
  SetPreference command;
  command.channels = {{"default", {ChannelKind::inbox}}, {"warning_red", {ChannelKind::sms, ChannelKind::inbox}}};
  command.phone = "13800138000";
  const auto p = preferring(command);
  EXPECT_EQ(channels_for(&p, "warning_yellow"), Kinds{ChannelKind::inbox});
  EXPECT_EQ(channels_for(&p, "warning_red"), (Kinds{ChannelKind::sms, ChannelKind::inbox}));
  EXPECT_EQ(channels_for(&p, "interview_issued"), (Kinds{ChannelKind::email, ChannelKind::inbox}));
  EXPECT_EQ(channels_for(nullptr, "warning_red"), Kinds{ChannelKind::email});
}

TEST(Preference, RefusesWhatCannotBeMeant) {
  const auto pointer = [](const SetPreference& command) {
    const auto d = decide_preference("li", nullptr, command);
    return d ? std::string() : d.error().fields.at(0).pointer;
  };
  SetPreference c;
  EXPECT_EQ(pointer(c), "");
  c.channels = {{"warning_red", {}}};
  EXPECT_EQ(pointer(c), "/channels/warning_red");
  c.channels = {{"warning_red", {ChannelKind::wecom}}};
  EXPECT_EQ(pointer(c), "/channels/warning_red");
  c.channels = {{"Warning", {ChannelKind::email}}};
  EXPECT_EQ(pointer(c), "/channels/Warning");
  c.channels = {{"warning_blue", {ChannelKind::email}}};
  EXPECT_EQ(pointer(c), "/channels/warning_blue") << "no such occasion";
  c.channels.clear();
  for (const auto& occasion : occasions())
    c.channels[std::string(occasion.id)] = {ChannelKind::email};
  EXPECT_EQ(pointer(c), "");
  c.channels = {{"default", {ChannelKind::sms}}};
  EXPECT_EQ(pointer(c), "/phone");
  c.phone = "110";
  EXPECT_EQ(pointer(c), "/phone");
  c = {};
  c.quiet = quiet("08:00", "08:00");
  EXPECT_EQ(pointer(c), "/quiet");
}

TEST(Preference, TheNumberIsASecretAndItsCoveredFormKeepsIt) {
  SetPreference command;
  command.phone = "13800138000";
  const auto d = decide_preference("li", nullptr, command);
  ASSERT_TRUE(d);
  EXPECT_EQ(d->events.at(0).data.dump().find("13800138000"), std::string::npos);
  EXPECT_EQ(d->secrets, (std::vector<std::pair<std::string, std::string>>{{"phone:li", "13800138000"}}));
  const auto before = preferring(command);
  command.phone = "138****8000";
  EXPECT_TRUE(decide_preference("li", &before, command)->secrets.empty());
  EXPECT_FALSE(decide_preference("li", nullptr, command)) << "there is nothing to keep";
  command.phone = "";
  EXPECT_EQ(decide_preference("li", &before, command)->secrets.at(0).second, "") << "forgotten";
}

Notification held(const std::string& subject, const std::string& role = "bureau", const std::string& org = "",
                  std::size_t size = 10) {
  Notification n;
  n.message.channel = "email";
  n.message.role = role;
  n.message.org = org;
  n.message.address = "li@x.cn";
  n.message.subject = subject;
  n.message.text = std::string(size, 't');
  n.created_at = at("2022-08-16");
  return n;
}
struct Made {
  std::map<std::string, std::string> told_by;  // message to digest
  std::map<std::string, codec::Json> mails;
};
Made make(const std::vector<HeldNotification>& all) {
  Made out;
  const auto d = decide_digest("li:1", all, context(at("2022-08-16", 18), actor(Role::bureau)));
  for (const auto& e : d.events) {
    if (e.fact == NotificationCoalesced::fact)
      out.told_by[e.subject] = e.data["into"];
    else
      out.mails[e.subject] = e.data;
  }
  EXPECT_EQ(d.deadlines.size(), out.mails.size());
  return out;
}

TEST(Digest, TellsEveryMessageInOneMail) {
  const auto a = held("甲"), b = held("乙"), c = held("丙");
  const auto made = make({{"ntf_a", &a}, {"ntf_b", &b}, {"ntf_c", &c}});
  ASSERT_EQ(made.mails.size(), 1U);
  EXPECT_EQ(made.told_by.size(), 3U);
  const auto& mail = made.mails.begin()->second;
  for (const char* part : {"甲", "乙", "丙", "ntf_a", "ntf_b", "ntf_c"})
    EXPECT_NE(mail["text"].get<std::string>().find(part), std::string::npos) << part;
  EXPECT_EQ(made.told_by.at("ntf_b"), made.mails.begin()->first);
}

TEST(Digest, ALongListBecomesSeveralMailsAndNoneIsLeftOut) {
  std::vector<Notification> all(40, held("甲", "bureau", "", 1000));
  std::vector<HeldNotification> list;
  for (std::size_t i = 0; i < all.size(); ++i)
    list.push_back({"ntf_" + std::to_string(i), &all[i]});
  const auto made = make(list);
  EXPECT_GT(made.mails.size(), 1U);
  EXPECT_EQ(made.told_by.size(), all.size());
  for (const auto& [id, mail] : made.mails)
    EXPECT_LE(mail["text"].get<std::string>().size(), 15'000U);
}

TEST(Digest, WhatNotTheSamePeopleMaySeeIsNotMixed) {
  const auto city = held("甲"), park = held("乙", "park", "MY-GX");
  const auto made = make({{"ntf_a", &city}, {"ntf_b", &park}});
  EXPECT_EQ(made.mails.size(), 2U);
  EXPECT_NE(made.told_by.at("ntf_a"), made.told_by.at("ntf_b"));
}

// Two organisations of one reader, their messages in turns: each has its own mail, in the order of their age.
TEST(Digest, EachOrganisationHasItsOwnInTheOrderOfTheirAge) {
  const auto of = [](const std::string& subject, const std::string& org, int hour) {
    auto n = held(subject, "park", org);
    n.created_at = at("2022-08-16", hour);
    return n;
  };
  const auto a = of("甲", "MY-GX", 9), b = of("乙", "MY-JK", 10), c = of("丙", "MY-GX", 8), d = of("丁", "MY-JK", 7);
  const auto made = make({{"ntf_a", &a}, {"ntf_b", &b}, {"ntf_c", &c}, {"ntf_d", &d}});
  ASSERT_EQ(made.mails.size(), 2U);
  EXPECT_EQ(made.told_by.at("ntf_a"), made.told_by.at("ntf_c"));
  EXPECT_EQ(made.told_by.at("ntf_b"), made.told_by.at("ntf_d"));
  const auto& mail = made.mails.at(made.told_by.at("ntf_a"));
  EXPECT_EQ(mail["org"], "MY-GX");
  const auto text = mail["text"].get<std::string>();
  EXPECT_NE(text.find("1. 丙"), std::string::npos) << text;
  EXPECT_NE(text.find("2. 甲"), std::string::npos) << text;
}

TEST(Digest, ALateMessageMakesAnotherDigestOfTheSameSlot) {
  const auto a = held("甲"), b = held("乙");
  EXPECT_NE(make({{"ntf_a", &a}}).mails.begin()->first, make({{"ntf_b", &b}}).mails.begin()->first);
  EXPECT_EQ(digest_job("li:17"), std::string(k_digest_job) + "li:17");
}

TEST(Breaker, OpensProbesAndCloses) {
  Breaker b;
  for (int i = 0; i < k_breaker_faults - 1; ++i) {
    EXPECT_TRUE(b.admits(0));
    b.failed(0);
  }
  EXPECT_TRUE(b.admits(0)) << "a few faults are nothing";
  b.failed(0);
  EXPECT_FALSE(b.admits(k_breaker_first_ms - 1));
  b.failed(1);  // began before it opened: it does not lengthen the pause
  EXPECT_EQ(b.retry_at_ms(), k_breaker_first_ms);
  EXPECT_TRUE(b.admits(k_breaker_first_ms)) << "half open";
  EXPECT_FALSE(b.admits(k_breaker_first_ms)) << "one probe at a time";
  b.failed(k_breaker_first_ms);
  EXPECT_EQ(b.retry_at_ms(), k_breaker_first_ms + 2 * k_breaker_first_ms);
  EXPECT_TRUE(b.admits(b.retry_at_ms()));
  b.succeeded();
  EXPECT_FALSE(b.open());
  EXPECT_TRUE(b.admits(0));
}

TEST(Breaker, OneAddressOpensItNotAndIsNoProbe) {
  Breaker b;
  for (int i = 0; i < 10; ++i)
    b.failed(0, "hung@x.cn");
  EXPECT_FALSE(b.open()) << "one mailbox that hangs is not the server";
  b.failed(0, "b@x.cn");
  EXPECT_FALSE(b.open());
  b.failed(0);  // before anybody was named
  ASSERT_TRUE(b.open());
  const auto at = b.retry_at_ms();
  EXPECT_FALSE(b.admits(at, "hung@x.cn"));
  EXPECT_TRUE(b.admits(at, "c@x.cn")) << "another one may probe";
  b.abandoned();
  EXPECT_TRUE(b.admits(at + k_breaker_first_ms, "hung@x.cn")) << "where nobody else has mail";
  b.failed(at, "hung@x.cn");
  EXPECT_EQ(b.retry_at_ms(), at + k_breaker_first_ms) << "which says nothing new of the server";
  ASSERT_TRUE(b.admits(b.retry_at_ms(), "c@x.cn"));
  b.succeeded();
  b.failed(at, "hung@x.cn");
  EXPECT_FALSE(b.open()) << "and all is counted anew";
}

TEST(Breaker, ManyThatHangOpenItForThemselvesAlone) {
  Breaker b;
  for (const char* domain : {"a.cn", "b.cn", "c.cn"})
    b.failed(0, domain);
  ASSERT_TRUE(b.open());
  const auto probe_at = 2 * k_breaker_first_ms;
  EXPECT_TRUE(b.admits(1, "d.cn"));
  EXPECT_EQ(b.opens_ms("d.cn"), 0);
  EXPECT_FALSE(b.admits(probe_at - 1, "a.cn"));
  EXPECT_EQ(b.opens_ms("a.cn"), probe_at);
  EXPECT_TRUE(b.admits(probe_at, "a.cn"));
  EXPECT_FALSE(b.admits(probe_at, "b.cn")) << "one probe at a time";
  EXPECT_TRUE(b.admits(probe_at, "d.cn")) << "which is no probe";
  b.failed(probe_at, "d.cn");
  EXPECT_EQ(b.opens_ms("d.cn"), probe_at + 2 * k_breaker_first_ms) << "no longer for one more";
  for (int i = 0; i < k_breaker_faults; ++i)
    b.failed(probe_at + i);  // the server itself
  EXPECT_FALSE(b.admits(probe_at + k_breaker_faults, "e.cn")) << "now for all";
  EXPECT_EQ(b.retry_at_ms(), probe_at + k_breaker_faults - 1 + k_breaker_first_ms) << "from its own last fault on";
  EXPECT_TRUE(b.admits(b.retry_at_ms(), "e.cn"));
}

TEST(Breaker, ThePauseHasALimit) {
  Breaker b;
  std::int64_t now = 0;
  for (int i = 0; i < 20; ++i) {
    if (b.admits(now)) b.failed(now);
    now = std::max(now, b.retry_at_ms());
  }
  EXPECT_TRUE(b.admits(now));
  b.failed(now);
  EXPECT_EQ(b.retry_at_ms() - now, k_breaker_longest_ms);
}
}  // namespace
}  // namespace luodi::monitor::test
