#include "services/progress-monitor/domain/announce_reports.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
const OrgNames k_names([](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; },
                       [](const std::string& clause) { return clause == "mianyang-2022/5" ? "《措施》第五条" : ""; });
Teller teller() {
  return {at("2022-07-01"), "", k_names, &book()};
}

DispatchItem item(const std::string& org, const std::string& name, std::optional<Instant> filed = {}) {
  DispatchItem out;
  out.line.org = org;
  out.line.project_name = name;
  if (filed) {
    out.reports.emplace_back();
    out.reports.back().filed_at = *filed;
  }
  return out;
}

struct MissingReports : testing::Test {
  DispatchCycle c;
  std::map<std::string, domain::Project> projects;  // those that are known
  const FindProject find_project = [this](const std::string& id) -> const domain::Project* {
    const auto found = projects.find(id);
    return found == projects.end() ? nullptr : &found->second;
  };
  const std::vector<DispatchItem> items{item("MY-GX", "乙"), item("MY-GX", "甲"), item("MY-AX", "丙", at("2022-07-05")),
                                        item("MY-JK", "丁", at("2022-07-06"))};
  MissingReports() {
    c.first_day = day("2022-06-16");
    c.deadlines.report_due_at = at("2022-07-01", 17);
    c.deadlines.meeting_by = day("2022-07-05");
    c.deadlines.closes_at = at("2022-07-06");
  }
  std::vector<Announcement> told(MissedBy by, CycleState state) {
    c.state = state;
    std::vector<const DispatchItem*> all;
    for (const auto& i : items)
      all.push_back(&i);
    return announce_missing_reports("2022-06-H2", c, by, all, find_project, teller());
  }
};

TEST_F(MissingReports, AtTheCloseAreToldOnceForEachEntityAndInOneListToTheCity) {
  const auto news = told(MissedBy::close, CycleState::closed);
  ASSERT_EQ(news.size(), 3U);
  EXPECT_EQ(news[0].org, "MY-GX");
  EXPECT_EQ(news[0].subject, "【调度缺报】2022年6月下半月：绵阳高新区 2个项目");
  EXPECT_NE(news[0].text.find("责任单位：绵阳高新区\n下列项目到调度会期满仍未报送"), std::string::npos) << news[0].text;
  EXPECT_NE(news[0].text.find("1. 乙\n2. 甲\n依据：《措施》第五条\n2 reports of 2022-06-H2"), std::string::npos)
      << news[0].text;
  EXPECT_EQ(news[1].org, "MY-JK") << "filed with the close is after it";
  EXPECT_FALSE(news[0].to_bureau || news[0].to_committee) << "they have the list";
  const auto& list = news[2];
  EXPECT_TRUE(list.org.empty() && list.to_bureau && list.to_committee && !list.to_leader);
  EXPECT_EQ(list.subject, "【调度缺报】2022年6月下半月：2家单位 3个项目");
  EXPECT_NE(list.text.find("\n绵阳高新区（2个）：乙、甲\nMY-JK（1个）：丁\n依据：《措施》第五条\n3 reports"),
            std::string::npos)
      << list.text;
  for (const auto& each : news)
    EXPECT_TRUE(is_occasion(each.occasion));
  EXPECT_TRUE(told(MissedBy::close, CycleState::reporting).empty());
}

TEST_F(MissingReports, AtTheDeadlineAreToldWhileTheMeetingIsAhead) {
  const auto news = told(MissedBy::report_deadline, CycleState::reporting);
  ASSERT_EQ(news.size(), 2U) << "one entity and the list: the others have filed by now";
  EXPECT_EQ(news[0].org, "MY-GX");
  EXPECT_EQ(news[0].subject, "【调度催报】2022年6月下半月：绵阳高新区 2个项目");
  EXPECT_NE(news[0].text.find("请立即补报；截止2022年7月1日17时00分，调度会议于2022年7月5日（含当日）前召开：\n1. 乙\n"
                              "2. 甲\n依据：《措施》第五条\n2 reports of 2022-06-H2 were due by 2022-07-01 17:00 and "
                              "are missing; the meeting is held by 2022-07-05 inclusive."),
            std::string::npos)
      << news[0].text;
  EXPECT_TRUE(news[1].org.empty() && news[1].to_bureau && news[1].to_committee);
  EXPECT_NE(news[1].text.find("请督促补报；"), std::string::npos) << news[1].text;
  EXPECT_NE(news[1].text.find("\n绵阳高新区（2个）：乙、甲\n"), std::string::npos) << news[1].text;
  EXPECT_NE(news[0].about, told(MissedBy::close, CycleState::closed)[0].about) << "other news than that of the close";
  EXPECT_TRUE(told(MissedBy::report_deadline, CycleState::closed).empty()) << "the close tells it";
}

TEST_F(MissingReports, WhatHasGoneToAnotherEntityIsToldApartAndToThatOneAsWell) {
  auto gone = item("MY-GX", "乙");
  gone.line.project_id = "prj_1";
  projects["prj_1"] = negotiating().project;  // MY-AX answers for it
  const auto stays = item("MY-GX", "甲");
  c.state = CycleState::reporting;
  const auto news =
      announce_missing_reports("2022-06-H2", c, MissedBy::report_deadline, {&gone, &stays}, find_project, teller());
  ASSERT_EQ(news.size(), 3U);
  const auto& own = news[0];
  EXPECT_TRUE(own.org == "MY-GX" && own.also.empty());
  EXPECT_EQ(own.text.find("乙"), std::string::npos) << own.text;
  const auto& over = news[1];
  EXPECT_EQ(over.org, "MY-GX");
  EXPECT_EQ(over.also, std::vector<std::string>{"MY-AX"});
  EXPECT_NE(over.text.find("责任单位：绵阳高新区\n现责任单位：MY-AX，也可由其报送\n下列项目"), std::string::npos)
      << over.text;
  EXPECT_NE(over.text.find("\n1. 乙\n依据：《措施》第五条\n1 report"), std::string::npos) << over.text;
  EXPECT_EQ(over.text.find("甲"), std::string::npos) << "it does not read of others' projects: " << over.text;
  EXPECT_NE(over.about, own.about);
  const auto& list = news[2];
  EXPECT_EQ(list.subject, "【调度催报】2022年6月下半月：1家单位 2个项目");
  EXPECT_NE(list.text.find(
                "\n绵阳高新区（1个）：甲\n绵阳高新区（现责任单位MY-AX）（1个）：乙\n依据：《措施》第五条\n2 reports"),
            std::string::npos)
      << list.text;
}

TEST_F(MissingReports, ALetterNamesNoMoreThanPeopleRead) {
  std::vector<DispatchItem> many(61, item("MY-GX", "项目"));
  c.state = CycleState::reporting;
  std::vector<const DispatchItem*> all;
  for (const auto& i : many)
    all.push_back(&i);
  const auto text = [&] {
    return announce_missing_reports("2022-06-H2", c, MissedBy::report_deadline, all, find_project, teller());
  };
  EXPECT_NE(text()[0].text.find("\n60. 项目\n等61个项目\n依据：《措施》第五条\n61 reports"), std::string::npos)
      << text()[0].text;
  EXPECT_NE(text()[1].text.find("项目、项目等61个项目\n"), std::string::npos) << text()[1].text;
  all.pop_back();
  EXPECT_NE(text()[0].text.find("\n60. 项目\n依据：《措施》第五条\n60 reports"), std::string::npos) << text()[0].text;
  all.resize(1);
  EXPECT_TRUE(
      text()[0].text.ends_with("1. 项目\n依据：《措施》第五条\n1 report of 2022-06-H2 was due by 2022-07-01 17:00 and "
                               "is missing; the meeting is held by 2022-07-05 inclusive."))
      << text()[0].text;
  all.clear();
  EXPECT_TRUE(text().empty()) << "nothing is missing";
}
}  // namespace
}  // namespace luodi::monitor::test
