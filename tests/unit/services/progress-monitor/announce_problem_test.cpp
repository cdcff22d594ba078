#include "services/progress-monitor/domain/announce_problem.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/trouble.hpp"

namespace luodi::monitor::test {
namespace {
Teller teller() {
  Teller t;
  t.now = at("2022-06-20", 9);
  t.names = OrgNames([](const std::string& code) { return code == "MY-GX" ? "绵阳高新区" : ""; });
  t.policies = &book();
  return t;
}
struct Owed : Trouble {
  std::int64_t version = 1;
  std::function<bool(const std::string&)> has_account;  // empty: whoever is asked has one
  template <class Fact>
  std::optional<Announcement> heard() const {
    const auto fact = codec::decode<Fact>(last.events.back().data);
    EXPECT_EQ(last.events.back().fact, Fact::fact);
    auto by = teller();
    by.has_account = has_account;
    return announce_problem({id, version, &*problem, &story.project}, *fact, by);
  }
  std::optional<Announcement> assign(const std::string& owner, std::optional<CivilDate> due_on = {}) {
    AssignProblem c;
    c.owner = owner;
    c.due_on = due_on;
    c.reason = due_on ? "缓期" : "";
    EXPECT_TRUE(give(decide_assign, c, at("2022-06-21", 9), k_bureau));
    ++version;
    return heard<ProblemAssigned>();
  }
};

TEST(AnnounceProblem, WhoIsToSolveAProblemHearsOfIt) {
  Owed t;
  ASSERT_TRUE(t.report(k_bureau));
  const auto news = t.heard<ProblemReported>();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, "MY-AX") << "the entity, where nobody else was named";
  EXPECT_EQ(news->owner, "");
  EXPECT_FALSE(news->to_bureau || news->to_committee || news->to_leader);
  EXPECT_TRUE(is_occasion(news->occasion));
  EXPECT_NE(news->subject.find("【问题交办】用地指标未落实"), std::string::npos) << news->subject;
  EXPECT_NE(news->text.find("由MY-AX负责解决，截止："), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("确认销号。\n依据：mianyang-2022/5\nProblem "), std::string::npos) << news->text;
}

TEST(AnnounceProblem, NobodyIsToldOfItsOwnProblemByItself) {
  Owed t;
  ASSERT_TRUE(t.report(k_park));
  EXPECT_FALSE(t.heard<ProblemReported>());
}

TEST(AnnounceProblem, EachNewOwnerHearsOfIt) {
  Owed t;
  ASSERT_TRUE(t.report(k_park));
  const auto department = t.assign("自然资源部门");
  ASSERT_TRUE(department);
  EXPECT_EQ(department->owner, "ZRZY") << "the organisation of its accounts";
  EXPECT_EQ(department->org, "MY-AX");
  const auto park = t.assign("MY-GX");
  EXPECT_EQ(park->owner, "MY-GX");
  EXPECT_NE(park->text.find("由绵阳高新区负责解决"), std::string::npos) << park->text;
  EXPECT_TRUE(t.assign("bureau")->to_bureau);
  EXPECT_TRUE(t.assign("committee")->to_committee);
  const auto leader = t.assign("leader");
  EXPECT_TRUE(leader->to_leader);
  EXPECT_EQ(leader->owner, "") << "a role has accounts, no organisation";
  EXPECT_NE(t.assign("MY-GX")->about, park->about) << "given to it again, it is told again";
  EXPECT_NE(t.assign("MY-GX", day("2022-07-15"))->text.find("原因：缓期"), std::string::npos);
}

TEST(AnnounceProblem, WhereItsOwnerHasNoAccountTheBureauHearsInItsPlace) {
  Owed t;
  ASSERT_TRUE(t.report(k_park));
  t.has_account = [](const std::string& org) { return org == "ZRZY"; };
  const auto department = t.assign("自然资源部门");
  ASSERT_TRUE(department);
  EXPECT_FALSE(department->to_bureau);
  EXPECT_EQ(department->text.find("没有可用账号"), std::string::npos) << department->text;
  const auto park = t.assign("MY-GX");
  ASSERT_TRUE(park);
  EXPECT_TRUE(park->to_bureau);
  EXPECT_NE(park->text.find("责任单位在本平台没有可用账号，由市投资促进部门代为接收：请转告责任单位，解决后代为报告"),
            std::string::npos)
      << park->text;
  EXPECT_TRUE(park->text.ends_with("pass it on and report it solved for it, or assign another body.")) << park->text;
  const auto leader = t.assign("leader");
  EXPECT_TRUE(leader->to_leader && !leader->to_bureau) << "a role is no organisation";
}

TEST(AnnounceProblem, AReopenedOneIsOwedAgain) {
  Owed t;
  ASSERT_TRUE(t.report(k_bureau));
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-22"), k_park));
  ReopenProblem again;
  again.reason = "指标仍未下达 / no quota yet";
  ASSERT_TRUE(t.give(decide_reopen, again, at("2022-06-23"), k_bureau));
  const auto news = t.heard<ProblemReopened>();
  ASSERT_TRUE(news);
  EXPECT_NE(news->subject.find("【问题重开】"), std::string::npos) << news->subject;
  EXPECT_NE(news->text.find("原因：指标仍未下达 / no quota yet\n"), std::string::npos) << news->text;
}

TEST(AnnounceProblem, WhatIsNoLongerSoIsNoNews) {
  Owed t;
  ASSERT_TRUE(t.report(k_bureau));
  const auto reported = t.last;
  t.problem->owner = "MY-GX";
  EXPECT_FALSE(t.heard<ProblemReported>()) << "given to somebody else by now";
  t.problem->owner = "MY-AX";
  t.problem->due_at = at("2022-09-01");
  EXPECT_FALSE(t.heard<ProblemReported>()) << "due on another day by now";
  t.problem->due_at = codec::decode<ProblemReported>(reported.events.back().data)->due_at;
  ASSERT_TRUE(t.heard<ProblemReported>());
  ASSERT_TRUE(t.give(decide_resolve, solved(), at("2022-06-22"), k_park));
  t.last = reported;
  EXPECT_FALSE(t.heard<ProblemReported>()) << "said to be solved";
}

TEST(AnnounceProblem, OfTwoAssignmentsOfOneDayTheLastOneIsTold) {
  Owed t;
  ASSERT_TRUE(t.report(k_park));
  ASSERT_TRUE(t.assign("MY-GX"));
  const auto first = t.last;
  ASSERT_TRUE(t.assign("自然资源部门"));
  t.last = first;
  EXPECT_FALSE(t.heard<ProblemAssigned>());
}

TEST(AnnounceProblem, NothingIsOwedToAProjectThatHasEnded) {
  Owed t;
  ASSERT_TRUE(t.report(k_bureau));
  ASSERT_TRUE(t.heard<ProblemReported>());
  t.story.leave("2022-06-21");
  EXPECT_FALSE(t.heard<ProblemReported>());
}
}  // namespace
}  // namespace luodi::monitor::test
