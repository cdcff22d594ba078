// Award runs: whoever must act next is told, from what the event says, and no person is named.
#include "services/progress-monitor/domain/announce_award.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "services/progress-monitor/domain/recipients.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
const codec::Json k_run = {{"kind", "park_award"}, {"year", 2022}, {"total_fen", 100'000'000}};

Announcement told(std::string_view fact, codec::Json data = {{"run", k_run}}, std::int64_t version = 2) {
  const auto news = announce_award("awd_1", version, fact, data);
  EXPECT_TRUE(news) << fact;
  return news.value_or(Announcement());
}
std::vector<std::string> heard_by(const Announcement& news) {
  std::vector<domain::Account> accounts;
  for (const auto role : {Role::bureau, Role::committee, Role::leader, Role::finance, Role::reviewer, Role::park}) {
    domain::Account a;
    a.username = role_text(role);
    a.roles = {a.username};
    a.org = role == Role::park ? "MY-GX" : "";
    a.email = a.username + "@x.cn";
    accounts.push_back(a);
  }
  Reach reach;
  for (const auto& a : accounts)
    reach.accounts.push_back(&a);
  const auto d = queue_notifications(
      news, reach, [](const std::string&) { return false; }, context(at("2023-01-10"), actor(Role::bureau)));
  std::vector<std::string> out;
  for (const auto& e : d.events)
    out.push_back(e.data["address"].get<std::string>());
  return out;
}
using Heard = std::vector<std::string>;

TEST(AnnounceAward, WhoeverMustActNextHearsIt) {
  const codec::Json draft = {{"kind", "park_award"}, {"year", 2022}, {"figures", {{"total_fen", 100'000'000}}}};
  EXPECT_EQ(heard_by(told("drafted", draft)), (Heard{"bureau@x.cn"})) << "it verifies";
  EXPECT_EQ(heard_by(told("verified")), (Heard{"bureau@x.cn"})) << "it publishes";
  EXPECT_EQ(heard_by(told("published")), (Heard{"bureau@x.cn", "committee@x.cn", "leader@x.cn"})) << "they approve";
  EXPECT_EQ(heard_by(told("objected")), (Heard{"bureau@x.cn"})) << "it answers";
  EXPECT_EQ(heard_by(told("resumed")), (Heard{"bureau@x.cn", "committee@x.cn", "leader@x.cn"}));
  EXPECT_EQ(heard_by(told("approved")), (Heard{"bureau@x.cn", "finance@x.cn"})) << "it pays";
  EXPECT_EQ(heard_by(told("paid")), (Heard{"bureau@x.cn", "committee@x.cn", "leader@x.cn", "finance@x.cn"}));
  EXPECT_EQ(heard_by(told("replaced")), (Heard{"bureau@x.cn", "committee@x.cn", "leader@x.cn"}));
}

TEST(AnnounceAward, NamesAwardYearAmountAndNotice) {
  const auto news = told("published", {{"run", k_run}, {"notice", {{"from", "2023-01-09"}, {"until", "2023-01-13"}}}});
  EXPECT_EQ(news.subject, "【奖励公示】2022年度园区奖励");
  EXPECT_NE(news.text.find("合计：100万元"), std::string::npos) << news.text;
  EXPECT_NE(news.text.find("公示期：2023-01-09至2023-01-13（含当日）"), std::string::npos) << news.text;
  EXPECT_NE(news.text.find("Award run awd_1, park award of 2022, 100 ten thousand yuan: published;"), std::string::npos)
      << news.text;
  EXPECT_TRUE(news.text.ends_with("; the notice stands from 2023-01-09 to 2023-01-13 inclusive.")) << news.text;
  const codec::Json referral = {{"kind", "referral_award"}, {"year", 2022}, {"total_fen", 15'000'000}};
  EXPECT_EQ(told("approved", {{"run", referral}}).subject, "【奖励待兑付】2022年度引荐奖励");
}

TEST(AnnounceAward, EveryFactIsAnOccasionAndASecondObjectionIsOtherNews) {
  for (const auto* fact : {"drafted", "verified", "published", "objected", "resumed", "approved", "paid", "replaced"})
    EXPECT_TRUE(is_occasion("award_" + std::string(fact))) << fact;
  EXPECT_NE(told("objected", {{"run", k_run}}, 4).about, told("objected", {{"run", k_run}}, 5).about);
  EXPECT_EQ(told("objected", {{"run", k_run}}, 4).about, told("objected", {{"run", k_run}}, 4).about);
}

TEST(AnnounceAward, AnEventThatDoesNotSayWhatItIsAboutIsNoNews) {
  EXPECT_FALSE(announce_award("awd_1", 2, "verified", codec::Json::object()));
  EXPECT_FALSE(announce_award("awd_1", 2, "verified", {{"run", nullptr}}));
  EXPECT_FALSE(
      announce_award("awd_1", 2, "drafted", {{"kind", "nonsense"}, {"year", 2022}, {"figures", {{"total_fen", 1}}}}));
  EXPECT_FALSE(announce_award("awd_1", 2, "nonsense", {{"run", k_run}}));
}
}  // namespace
}  // namespace luodi::monitor::test
