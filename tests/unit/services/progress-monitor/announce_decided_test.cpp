// Who hears of an exemption that is claimed or decided, and of what a dispatch meeting decided.
#include "services/progress-monitor/domain/announce_exemption.hpp"
#include "services/progress-monitor/domain/announce_minutes.hpp"
#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/desk.hpp"

namespace luodi::monitor::test {
namespace {
const OrgNames k_names([](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; });
Teller teller() {
  return {at("2022-07-03"), "", k_names, &book()};
}

domain::ExemptionClaimed claim_of() {
  domain::ExemptionClaimed claim;
  claim.id = "exm_1";
  claim.ground = "force_majeure";
  claim.text = "洪灾";
  claim.evidence = {paper(domain::EvidenceKind::approval)};
  claim.evidence[0].reference = "防指〔2022〕1号";
  return claim;
}

TEST(AnnounceExemption, AClaimIsToldToTheBureauWhichDecidesIt) {
  auto s = negotiating().claim("exm_1", "2022-06-H2", 2, "2022-07-01");
  const auto news = announce_claim("prj_1", s.project, claim_of(), teller());
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->to_bureau && news->org.empty() && news->owner.empty()) << "the bureau alone";
  EXPECT_TRUE(is_occasion(news->occasion));
  for (const char* part :
       {"测试项目", "不可抗力", "2022年6月下半月起2个周期", "申请单位：绵阳高新区（2022年7月1日申请）", "说明：洪灾",
        "《材料》（防指〔2022〕1号）", "宽限期不停。\n依据：mianyang-2022/6\n"})
    EXPECT_NE(news->text.find(part), std::string::npos) << part << " in " << news->text;
  EXPECT_NE(news->text.find("claimed by MY-GX on 2022-07-01) of project prj_1 is claimed for 2 cycles and waits"),
            std::string::npos)
      << news->text;
  EXPECT_FALSE(announce_claim("prj_1", Story(s).leave("2022-07-01").project, claim_of(), teller()));
  s.decide("exm_1", true, 1, "2022-07-02");
  EXPECT_FALSE(announce_claim("prj_1", s.project, claim_of(), teller())) << "decided by now";
}

TEST(AnnounceExemption, ItsDecisionIsToldToTheClaimantAndTheEntity) {
  auto s = negotiating().claim("exm_1", "2022-06-H2", 2, "2022-07-01");
  const domain::ExemptionDecided granted{"exm_1", true, 1, "已核"};
  EXPECT_FALSE(announce_decision("prj_1", s.project, granted, teller()));
  s.decide("exm_1", true, 1, "2022-07-02");
  const auto news = announce_decision("prj_1", s.project, granted, teller());
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-AX");
  EXPECT_EQ(news->owner, "MY-GX") << "who claimed it";
  EXPECT_FALSE(news->to_bureau);
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->text.find("审批：批准1个周期（市投资促进部门，2022年7月2日）\n理由：已核\n依据：mianyang-2022/6\n"),
            std::string::npos)
      << news->text;
  EXPECT_TRUE(news->text.ends_with(" is approved for 1 cycle by the bureau on 2022-07-02.")) << news->text;
  s.project.exemptions[0].claimed_org = "MY-AX";
  const domain::ExemptionDecided refused{"exm_1", false, 0, "融资问题"};
  const auto no = announce_decision("prj_1", s.project, refused, teller());
  EXPECT_TRUE(no->owner.empty()) << "told once";
  EXPECT_NE(no->subject.find("不予认定"), std::string::npos) << no->subject;
}

struct Meeting : testing::Test {
  Desk desk = slow_and_quick();
  const std::string id = "2022-06-H2";
  FileDispatchMinutes body;
  const FindProject find_project = [this](const std::string& project) { return &desk.projects.at(project); };
  std::vector<const DispatchItem*> lines() { return {&desk.items.at(id + "_prj_1"), &desk.items.at(id + "_prj_2")}; }
  void SetUp() override {
    desk.items.at(id + "_prj_2").line.org = "MY-GX";
    desk.projects.at("prj_2").first_talk->owner = "MY-GX";
    body.number = "会议纪要〔2022〕3号";
    body.met_on = day("2022-07-04");
    body.sha256 = std::string(64, 'a');
    body.matters = {{"各园区每周报送一次", ""}, {"补齐用地手续", "prj_1"}, {"本月进场", "prj_1"}};
  }
  std::vector<Announcement> file(const char* correction = "") {
    body.correction = correction;
    EXPECT_TRUE(desk.file_minutes(id, body, at("2022-07-05", 9), actor(Role::bureau, "", "bureauuser")));
    return announce_minutes(id, desk.cycles.at(id), body, lines(), find_project, teller());
  }
};

TEST_F(Meeting, WhatItDecidedAboutAProjectIsToldToItsHost) {
  const auto told = file();
  ASSERT_EQ(told.size(), 1U) << "the other host has no matter of its own";
  EXPECT_EQ(told[0].org, "MY-AX");
  EXPECT_TRUE(is_occasion(told[0].occasion) && !told[0].to_bureau);
  EXPECT_NE(told[0].text.find("1. 停滞项目：补齐用地手续\n2. 停滞项目：本月进场\n依据：mianyang-2022/5\nThe "),
            std::string::npos)
      << told[0].text;
  EXPECT_TRUE(told[0].text.ends_with("of 2022-06-H2, held on 2022-07-04, decide 2 matters of your projects."))
      << told[0].text;
  EXPECT_EQ(told[0].text.find("各园区"), std::string::npos);
  body.matters.resize(1);
  EXPECT_TRUE(announce_minutes(id, desk.cycles.at(id), body, lines(), find_project, teller()).empty())
      << "not these minutes";
}

TEST_F(Meeting, ACorrectionIsToldToWhomItChangesSomething) {
  const auto first = file();
  body.matters.push_back({"按期投产", "prj_2"});
  const auto added = file("漏记一项");
  ASSERT_EQ(added.size(), 1U);
  EXPECT_EQ(added[0].org, "MY-GX");
  EXPECT_NE(added[0].text.find("原因：漏记一项"), std::string::npos) << added[0].text;
  body.matters.erase(body.matters.begin() + 1, body.matters.begin() + 3);
  const auto gone = file("误记");
  ASSERT_EQ(gone.size(), 1U);
  EXPECT_EQ(gone[0].org, "MY-AX");
  EXPECT_NE(gone[0].text.find("不再有涉及本单位项目的议定事项"), std::string::npos) << gone[0].text;
  EXPECT_NE(gone[0].about, first.at(0).about);
}

TEST_F(Meeting, WhoeverHasTakenAProjectOverSinceHearsItAsWell) {
  desk.projects.at("prj_1").first_talk->owner = "MY-JK";
  const auto told = file();
  ASSERT_EQ(told.size(), 2U);
  EXPECT_EQ(told[0].org, "MY-AX") << "that of the line, which answered on its day";
  EXPECT_EQ(told[1].org, "MY-JK");
  EXPECT_NE(told[0].about, told[1].about);
  for (const auto& letter : told)
    EXPECT_NE(letter.text.find("1. 停滞项目：补齐用地手续（责任单位已由MY-AX变更为MY-JK）\n2. "), std::string::npos)
        << letter.text;
  body.matters.push_back({"按期投产", "prj_2"});
  const auto added = file("漏记一项");
  ASSERT_EQ(added.size(), 1U) << "nothing changes for the two";
  EXPECT_EQ(added[0].org, "MY-GX");
}
}  // namespace
}  // namespace luodi::monitor::test
