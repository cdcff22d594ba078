#include "services/progress-monitor/domain/announce_suspension.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
const OrgNames k_names([](const std::string& code) { return code == "bureau" ? "市投资促进局" : ""; },
                       [](const std::string& clause) { return clause == "mianyang-2022/6" ? "《措施》第六条" : ""; });
// Before every policy: the basis is that of the day of what is told.
Teller teller() {
  return {at("2022-05-01"), "", k_names, &book()};
}

TEST(AnnounceSuspension, ThePauseSaysSinceWhenWhyAndWhatCountsNoMore) {
  auto s = negotiating();
  s.project.host = "MY-GX";
  const domain::ProjectSuspended pause{day("2022-06-16"), "汛情", {"2022-06-H2", "2022-07-H1"}, {}};
  const auto news = announce_suspension("prj_1", 7, s.project, pause, teller());
  EXPECT_TRUE(is_occasion(news.occasion));
  EXPECT_EQ(news.org, "MY-AX") << "answers for it before landing";
  EXPECT_EQ(news.owner, "MY-GX") << "hosts it";
  EXPECT_TRUE(news.to_committee && !news.to_bureau && !news.to_leader) << "the bureau has recorded it";
  EXPECT_EQ(news.subject, "【项目暂停】测试项目：自2022-06-16起");
  for (const auto* part : {"登记，自2022年6月16日起暂停", "原因：汛情", "现不再计入的周期：2022-06-H2、2022-07-H1",
                           "依据：", "\nProject prj_1 is suspended by the bureau from 2022-06-16 on",
                           " Counted before and not any more: 2022-06-H2, 2022-07-H1."})
    EXPECT_NE(news.text.find(part), std::string::npos) << part << " in " << news.text;
  const auto ahead = announce_suspension("prj_1", 8, s.project, {day("2022-08-01"), "汛情", {}, {}}, teller());
  EXPECT_EQ(ahead.text.find("不再计入"), std::string::npos) << ahead.text;
  EXPECT_EQ(ahead.text.find("any more"), std::string::npos) << ahead.text;
  EXPECT_NE(ahead.about, news.about) << "each is news of its own";
}

TEST(AnnounceSuspension, TheEndOfItSaysSinceWhen) {
  const auto s = negotiating();
  const auto news = announce_resumption("prj_1", 9, s.project, {day("2022-08-20"), "汛情结束"}, teller());
  EXPECT_TRUE(is_occasion(news.occasion));
  EXPECT_EQ(news.subject, "【项目恢复】测试项目：自2022-08-20起");
  for (const auto* part :
       {"自2022年8月20日起恢复", "原因：汛情结束", "依据：", "\nProject prj_1 resumes on 2022-08-20"})
    EXPECT_NE(news.text.find(part), std::string::npos) << part << " in " << news.text;
}

TEST(AnnounceSuspension, OfASecretProjectAGroundStandsInThePlaceOfWords) {
  auto s = negotiating();
  s.project.secret = true;
  const auto news = announce_suspension("prj_1", 7, s.project, {day("2022-08-01"), "force_majeure", {}, {}}, teller());
  EXPECT_NE(news.text.find("原因：不可抗力"), std::string::npos) << news.text;
}
}  // namespace
}  // namespace luodi::monitor::test
