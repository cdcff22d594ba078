#include "services/progress-monitor/domain/announce_unregistered.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
std::optional<Announcement> told(const Story& s, std::string_view closed) {
  return announce_unregistered(cycle(closed), "prj_1", s.project, {at("2022-05-01"), "", {}, &book()});
}

TEST(AnnounceUnregistered, HostAndBureauHearItWithTheFirstCycleAfterTheSigning) {
  auto s = negotiating();
  EXPECT_FALSE(told(s, "2022-06-H2")) << "nothing is signed";
  s.sign("2022-06-10", yi(5));
  const auto news = told(s, "2022-06-H2");
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-GX");
  EXPECT_TRUE(news->to_bureau);
  EXPECT_FALSE(news->to_committee || news->to_leader);
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->text.find("正式协议于2022年6月10日签订，到2022年6月下半月"), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("\n依据：mianyang-2022/9\nNo obligation "), std::string::npos) << news->text;
  EXPECT_TRUE(
      news->text.ends_with("signed on 2022-06-10, was registered by the close of the dispatch of 2022-06-H2; the "
                           "host or the bureau registers what either side owes."))
      << news->text;
  EXPECT_FALSE(announce_unregistered(cycle("2022-06-H2"), "prj_1", s.project, {at("2022-07-06"), "", {}}))
      << "no measure is known";
  for (const auto* other : {"2022-06-H1", "2022-07-H1", "2022-07-H2"})
    EXPECT_FALSE(told(s, other)) << other;
}

TEST(AnnounceUnregistered, ASigningThatIsRecordedLateIsAskedThen) {
  auto s = negotiating();
  domain::AgreementSigned late;
  late.agreement = "formal";
  late.signed_on = day("2022-06-10");
  late.agreed_amount_fen = yi(5);
  s.tell(late, "2022-08-20");
  EXPECT_FALSE(told(s, "2022-06-H2"));
  EXPECT_TRUE(told(s, "2022-09-H1"));
}

TEST(AnnounceUnregistered, NotOfWhatHasEndedIsSecretOrIsOlderThanEveryPolicy) {
  auto s = negotiating();
  s.sign("2022-06-10", yi(5));
  auto gone = s;
  gone.leave("2022-06-20");
  EXPECT_FALSE(told(gone, "2022-06-H2"));
  auto secret = s;
  secret.project.secret = true;
  EXPECT_FALSE(told(secret, "2022-06-H2"));
  auto old = s;
  old.project.agreement->signed_on = day("2015-01-05");
  EXPECT_FALSE(told(old, "2022-06-H2"));
  auto framework = negotiating();
  framework.sign("2022-06-10", yi(5), "framework");
  EXPECT_FALSE(told(framework, "2022-06-H2")) << "no formal agreement";
}
}  // namespace
}  // namespace luodi::monitor::test
