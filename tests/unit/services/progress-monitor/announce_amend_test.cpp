#include "services/progress-monitor/domain/announce_amend.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
// Before every policy: the basis is that of the day of what is told, whenever it is written.
Teller teller() {
  return {at("2022-05-01"), "", {}, &book()};
}

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
    return announce_retraction("prj_1", project, event, teller());
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
  EXPECT_NE(news->text.find("重新报送。\n依据：mianyang-2022/5\nThe report of "), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("was taken back by the bureau; it counts no more"), std::string::npos) << news->text;
}

TEST(AnnounceAmend, OneOrganisationIsToldOnce) {
  EXPECT_EQ(Reported("MY-AX").take_back("officer")->owner, "");
  EXPECT_EQ(Reported(std::nullopt).take_back("officer")->owner, "") << "a report of an earlier release";
}

TEST(AnnounceAmend, WhatItsReporterReopenedNeedsNoLetter) {
  EXPECT_FALSE(Reported("MY-GX").take_back(std::nullopt));
}

TEST(AnnounceAmend, AStageThatIsTakenBackIsToldToAllWhomItConcerns) {
  Story s;
  s.lead(yi(5), "2022-05-26").negotiate("2022-06-01").sign("2022-06-10", yi(5)).land("2022-06-20");
  domain::StageReturned event{domain::Stage::landed, day("2022-06-20"), "未办理用地", {}};
  event.evidence = {paper(domain::EvidenceKind::other)};
  event.evidence.front().reference = "核查〔2022〕3号";
  s.tell(event, "2022-07-02", "officer");
  const auto news = announce_stage_return("prj_1", 7, s.project, event, teller());
  EXPECT_EQ(news.org, "MY-AX") << "who answers for it now";
  EXPECT_EQ(news.owner, "MY-GX") << "who recorded it";
  EXPECT_TRUE(news.to_bureau && news.to_committee);
  EXPECT_FALSE(news.to_leader);
  EXPECT_TRUE(is_occasion(news.occasion));
  EXPECT_EQ(news.subject, "【阶段回退】测试项目：落地（2022-06-20）");
  for (const char* said :
       {"回退的阶段：落地（登记为2022年6月20日）", "原因：未办理用地\n", "材料：材料（核查〔2022〕3号）\n",
        "重新登记。\n依据：mianyang-2022/5\nThe record of the stage landed on 2022-06-20"})
    EXPECT_NE(news.text.find(said), std::string::npos) << said << "\n" << news.text;
  EXPECT_NE(announce_stage_return("prj_1", 9, s.project, event, teller()).about, news.about)
      << "taken back again is news";
}

struct Corrected : Story {
  domain::ExemptionCorrected event{"exm_1", false, 0, "洪水未及厂区", "防汛公告不含本园区"};
  Corrected() {
    lead(yi(5), "2022-05-26").negotiate("2022-06-01").claim("exm_1", "2022-06-H2", 2, "2022-06-20");
    decide("exm_1", true, 2, "2022-06-21").tell(event, "2022-07-20", "officer");
  }
  std::optional<Announcement> news(std::int64_t version = 7) const {
    return announce_exemption_corrected("prj_1", version, project, event, teller());
  }
};

TEST(AnnounceAmend, WhoClaimedAnExemptionHearsWhatStandsInPlaceOfWhat) {
  Corrected s;
  const auto news = s.news();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_EQ(news->owner, "MY-GX");
  EXPECT_TRUE(is_occasion(news->occasion));
  for (const char* said : {"不可抗力，自2022年6月下半月起", "原认定：批准2个周期（2022年6月21日，已核）",
                           "现认定：不予认定（洪水未及厂区）", "更正原因：防汛公告不含本园区",
                           "随即启动约谈。\n依据：mianyang-2022/6\nExemption ",
                           "of project prj_1 was approved for 2 cycles on 2022-06-21, is now refused by the bureau."})
    EXPECT_NE(news->text.find(said), std::string::npos) << said << "\n" << news->text;
  EXPECT_NE(s.news(8)->about, news->about) << "another correction is other news";
}

TEST(AnnounceAmend, ACorrectionThatALaterOneHasOvertakenIsNoNews) {
  Corrected s;
  s.tell(domain::ExemptionCorrected{"exm_1", true, 1, "部分属实", "厂区东侧进水"}, "2022-07-21", "officer");
  EXPECT_FALSE(s.news());
}

TEST(AnnounceAmend, ALaterCorrectionOvertakesItByItsReasonOrItsWordAlone) {
  for (const auto& [reason, correction] :
       {std::pair("洪水未及厂区", "厂区东侧进水"), std::pair("部分属实", "防汛公告不含本园区")}) {
    Corrected s;
    s.tell(domain::ExemptionCorrected{"exm_1", true, 1, reason, correction}, "2022-07-21", "officer");
    EXPECT_FALSE(s.news()) << reason << correction;
  }
}
}  // namespace
}  // namespace luodi::monitor::test
