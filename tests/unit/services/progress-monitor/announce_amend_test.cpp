#include "services/progress-monitor/domain/announce_amend.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
// Reported by the host, answered for by the first-talk owner.
struct Reported : Story {
  explicit Reported(std::optional<std::string> org) {
    lead(yi(5), "2022-05-26").negotiate("2022-06-01");
    domain::ProgressReported e;
    e.id = "prg_9";
    e.kind = domain::ProgressKind::milestone;
    e.occurred_on = day("2022-06-20");
    e.effective = true;
    e.reason = "节点完成，附材料 / a milestone with its paper";
    e.org = std::move(org);
    tell(e, "2022-06-20", "parkuser");
  }
  std::optional<Announcement> take_back(std::optional<std::string> by) {
    auto event = taken_back(project, "prg_9", "已撤销：现场核查未见 / taken back: 现场核查未见");
    event.by = std::move(by);
    tell(event, "2022-07-02", "officer");
    return announce_retraction("prj_1", project, event, {});
  }
};

TEST(AnnounceAmend, WhoReportedHearsWhatWasTakenBackAndWhy) {
  const auto news = Reported("MY-GX").take_back("officer");
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_EQ(news->owner, "MY-GX") << "and the entity";
  EXPECT_FALSE(news->to_bureau || news->to_committee || news->to_leader);
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->subject.find("2022-06-20 节点完成"), std::string::npos) << news->subject;
  EXPECT_NE(news->text.find("已撤销：现场核查未见\n"), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("撤销前认定：节点完成，附材料"), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("was taken back: 现场核查未见"), std::string::npos) << news->text;
}

TEST(AnnounceAmend, OneOrganisationIsToldOnce) {
  EXPECT_EQ(Reported("MY-AX").take_back("officer")->owner, "");
  EXPECT_EQ(Reported(std::nullopt).take_back("officer")->owner, "") << "a report of an earlier release";
}

TEST(AnnounceAmend, WhatItsReporterReopenedNeedsNoLetter) {
  EXPECT_FALSE(Reported("MY-GX").take_back(std::nullopt));
}

}  // namespace
}  // namespace luodi::monitor::test
