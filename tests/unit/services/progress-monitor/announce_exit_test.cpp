#include "services/progress-monitor/domain/announce_exit.hpp"

#include "services/progress-monitor/domain/occasion.hpp"
#include "tests/unit/services/progress-monitor/accord.hpp"

namespace luodi::monitor::test {
namespace {
// A deposit of 10 July that nobody paid: called upon on 9 August, told to leave on 9 September.
struct Called {
  Accord accord = Accord::signed_on("2022-06-10");
  Called() {
    EXPECT_TRUE(accord.owe(ObligationKind::deposit, "2022-07-10"));
    accord.run_due(at("2022-08-09"));
  }
  const std::string& id() const { return accord.exits.begin()->first; }
  const ExitCase& exit() const { return accord.only_exit(); }
  const domain::Project& project() const { return accord.story.project; }
  std::optional<Announcement> limit() const {
    const OrgNames names({}, [](const std::string& clause) { return "《" + clause.substr(0, 8) + "》第九条"; });
    return announce_limit_notice(id(), exit(), exit().notice, project(), names);
  }
};

TEST(AnnounceExit, ALimitNoticeNamesTheLastDayAndGoesToWhoServesIt) {
  Called c;
  const auto news = c.limit();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->project_id, c.exit().project_id);
  EXPECT_EQ(news->org, domain::responsible_org(c.project()));
  EXPECT_TRUE(news->to_bureau && news->to_committee && !news->to_leader);
  const std::string server = c.project().host.empty() ? news->org : c.project().host;
  EXPECT_NE(news->text.find("\n由" + server +
                            "送达，并督促企业于2022-09-08前（含当日）履约；逾期未履约将发出退出通知。"
                            "其他收件单位知悉并配合，不另行送达。\n"),
            std::string::npos)
      << news->text;
  EXPECT_TRUE(news->text.ends_with(": to be performed by 2022-09-08 inclusive, or the exit notice follows. " + server +
                                   " serves it on the enterprise and urges it to perform; the others are told."))
      << news->text;
  EXPECT_NE(news->text.find("依据：《mianyang》第九条\n"), std::string::npos) << "as people cite it: " << news->text;
  EXPECT_NE(news->subject.find("履约保证金逾期未缴"), std::string::npos) << news->subject;
  EXPECT_TRUE(is_occasion(news->occasion) && is_statutory(news->occasion));
}

TEST(AnnounceExit, ItsSubjectNamesTheGround) {
  for (const auto& [kind, late, words] : {std::tuple(ObligationKind::company, "2022-08-09", "项目公司逾期未注册"),
                                          std::tuple(ObligationKind::start, "2023-01-10", "逾期未开工")}) {
    auto a = Accord::signed_on("2022-06-10");
    ASSERT_TRUE(a.owe(kind, "2022-07-10"));
    a.run_due(at(late));
    const auto& exit = a.only_exit();
    const auto news = announce_limit_notice(a.exits.begin()->first, exit, exit.notice, a.story.project, OrgNames());
    ASSERT_TRUE(news) << words;
    EXPECT_NE(news->subject.find(words), std::string::npos) << news->subject;
    EXPECT_NE(news->text.find(std::string("事由：") + words), std::string::npos) << news->text;
  }
}

TEST(AnnounceExit, TheHostIsToldBesideTheFirstTalkOwner) {
  Called c;
  auto project = c.project();
  project.landing.reset();
  project.host = "MY-GX";
  project.first_talk.emplace();
  project.first_talk->owner = "OF-SZ";
  auto news = announce_limit_notice(c.id(), c.exit(), c.exit().notice, project, OrgNames());
  EXPECT_EQ(news->org, "OF-SZ");
  EXPECT_EQ(news->owner, "MY-GX");
  EXPECT_NE(news->text.find("\n由MY-GX送达"), std::string::npos) << "the park, not the office: " << news->text;
  project.first_talk->owner = "MY-GX";
  news = announce_limit_notice(c.id(), c.exit(), c.exit().notice, project, OrgNames());
  EXPECT_EQ(news->org, "MY-GX");
  EXPECT_TRUE(news->owner.empty()) << "once";
}

TEST(AnnounceExit, ANoticeThatComesBackIsNewsOfItsOwn) {
  Called c;
  c.accord.run_due(at("2022-09-09"));
  const auto tell = [&] {
    return announce_exit_notice(c.id(), c.exit(), *c.exit().exit_notice, c.project(), OrgNames());
  };
  const auto tell_cure = [&] {
    return announce_exit_cured(c.id(), c.exit(), *c.exit().cured, c.project(), OrgNames());
  };
  const auto first = tell();
  ASSERT_TRUE(first);
  const std::string owed = c.accord.obligations.begin()->first;
  ASSERT_TRUE(c.accord.honour(owed, "2022-09-08", "2022-09-20"));
  c.accord.care("2022-09-20");
  const auto cured = tell_cure();
  ASSERT_TRUE(cured);
  CorrectObligation to;
  to.honoured_on = day("2022-09-12");
  ASSERT_TRUE(c.accord.correct(owed, to, "2022-09-21"));
  c.accord.care("2022-09-21");
  const auto second = tell();
  ASSERT_TRUE(second);
  EXPECT_NE(second->about, first->about) << "or nobody would be sent it";
  EXPECT_NE(second->text.find("不再成立"), std::string::npos) << second->text;
  EXPECT_NE(second->text.find(
                "期限内未履约（已于2022-09-12履约，逾期64日，晚于限期）。由市投资促进部门于2022-10-24前（含当日）办理"),
            std::string::npos)
      << second->text;
  EXPECT_NE(second->text.find("by 2022-09-08 (performed on 2022-09-12, 64 days late and after the limit);"),
            std::string::npos)
      << second->text;
  EXPECT_NE(first->text.find("期限内未履约。由市投资促进部门于2022-10-13前（含当日）办理"), std::string::npos)
      << first->text;
  EXPECT_EQ(first->text.find("不再成立"), std::string::npos);
  to.honoured_on = day("2022-09-07");
  ASSERT_TRUE(c.accord.correct(owed, to, "2022-09-23"));
  c.accord.care("2022-09-23");
  const auto cured_again = tell_cure();
  ASSERT_TRUE(cured_again);
  EXPECT_NE(cured_again->about, cured->about);
}

TEST(AnnounceExit, AnExitNoticeGoesToTheLeadersAsWell) {
  Called c;
  const auto limit = c.limit();
  c.accord.run_due(at("2022-09-09"));
  const auto news = announce_exit_notice(c.id(), c.exit(), *c.exit().exit_notice, c.project(), OrgNames());
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->to_bureau && news->to_committee && news->to_leader);
  EXPECT_NE(news->about, limit->about);
  EXPECT_TRUE(is_occasion(news->occasion) && is_statutory(news->occasion));
  EXPECT_EQ(c.limit()->about, limit->about) << "the limit notice was issued all the same, whoever reads of it late";
}

TEST(AnnounceExit, ANoticeIsToldWithTheNumberOfItsLetter) {
  Called c;
  const auto limit = c.limit();
  EXPECT_EQ(limit->letter, "限履〔2022〕1号");
  EXPECT_TRUE(limit->text.starts_with("文号：限履〔2022〕1号\n")) << limit->text;
  c.accord.run_due(at("2022-09-09"));
  auto told = *c.exit().exit_notice;
  EXPECT_EQ(announce_exit_notice(c.id(), c.exit(), told, c.project(), OrgNames())->letter, "退出〔2022〕1号");
  told.letter.reset();
  const auto old = announce_exit_notice(c.id(), c.exit(), told, c.project(), OrgNames());
  EXPECT_TRUE(old->letter.empty());
  EXPECT_TRUE(old->text.starts_with("项目：")) << "a notice from before the letters: " << old->text;
}

TEST(AnnounceExit, WhatStandsNoLongerIsToldAsSuch) {
  Called c;
  ASSERT_TRUE(c.accord.honour(c.accord.obligations.begin()->first, "2022-08-20"));
  c.accord.care("2022-08-20");
  EXPECT_FALSE(c.limit());
  const auto cured = announce_exit_cured(c.id(), c.exit(), *c.exit().cured, c.project(), OrgNames());
  ASSERT_TRUE(cured);
  EXPECT_NE(cured->text.find("2022-08-20"), std::string::npos);
  EXPECT_TRUE(cured->to_committee && !cured->to_leader) << "who was told of the notice";
  EXPECT_TRUE(is_occasion(cured->occasion) && is_statutory(cured->occasion));
  auto again = c.exit();
  again.cured->cured_on = day("2022-08-21");
  EXPECT_FALSE(announce_exit_cured(c.id(), again, *c.exit().cured, c.project(), OrgNames()));

  Called w;
  w.accord.run_due(at("2022-09-09"));
  const auto notice = *w.exit().exit_notice;
  const ExitWithdrawn back{"已协商"};
  EXPECT_FALSE(announce_exit_withdrawn(w.id(), w.exit(), back, w.project(), OrgNames())) << "not yet";
  const auto decided =
      decide_withdraw_exit({w.id(), &w.exit(), &w.project()}, back, context(at("2022-09-10", 9), k_bureau));
  ASSERT_TRUE(decided);
  w.accord.take(*decided, at("2022-09-10", 9), k_bureau);
  EXPECT_FALSE(announce_exit_notice(w.id(), w.exit(), notice, w.project(), OrgNames()));
  const auto news = announce_exit_withdrawn(w.id(), w.exit(), back, w.project(), OrgNames());
  ASSERT_TRUE(news);
  EXPECT_TRUE(news->to_leader) << "who had heard of the exit notice";
  EXPECT_NE(news->text.find("\n撤回的通知：限履〔2022〕1号、退出〔2022〕1号\n通知撤回：已协商\n"
                            "依据：mianyang-2022/9\nThe notice 限履〔2022〕1号 and 退出〔2022〕1号 of "),
            std::string::npos)
      << news->text;
  EXPECT_TRUE(news->text.ends_with(" is withdrawn: 已协商.")) << news->text;
  EXPECT_TRUE(is_occasion(news->occasion) && is_statutory(news->occasion));
}

TEST(AnnounceExit, ANoticeThatFellNamesTheDayOfThePerformanceOrTheDayThatWasMoved) {
  const auto tell = [](const CorrectObligation* moved) {
    Called c;
    const std::string owed = c.accord.obligations.begin()->first;
    if (moved)
      EXPECT_TRUE(c.accord.correct(owed, *moved, "2022-08-20"));
    else
      EXPECT_TRUE(c.accord.honour(owed, "2022-08-19", "2022-08-20"));
    c.accord.care("2022-08-20");
    return announce_exit_cured(c.id(), c.exit(), *c.exit().cured, c.project(), OrgNames())->text;
  };
  const auto performed = tell(nullptr);
  EXPECT_NE(performed.find("\n失效的通知：限履〔2022〕1号\n期限内已履约\n履约日期：2022-08-19，通知不再有效。\n"
                           "依据：mianyang-2022/9\nThe notice 限履〔2022〕1号 of "),
            std::string::npos)
      << performed;
  EXPECT_TRUE(performed.ends_with(" stands no longer: honoured within the limit, on 2022-08-19.")) << performed;
  CorrectObligation to;
  to.due_on = day("2022-10-10");
  const auto moved = tell(&to);
  EXPECT_NE(moved.find("\n约定期限经补充协议变更为 2022-10-10，原事由不再成立，通知不再有效。\n依据："),
            std::string::npos)
      << moved;
  EXPECT_EQ(moved.find("履约日期"), std::string::npos) << "nobody performed: " << moved;
  EXPECT_FALSE(codec::encode(ExitCured{day("2022-08-19"), "已履约"}).contains("moved_to")) << "as it was stored";
}

TEST(AnnounceExit, AnotherLimitIsOtherNews) {
  Called c;
  const auto first = *c.limit();
  auto later = c.exit();
  later.notice.limit_until = day("2022-10-21");
  EXPECT_FALSE(announce_limit_notice(c.id(), later, c.exit().notice, c.project(), OrgNames())) << "that one is gone";
  EXPECT_NE(announce_limit_notice(c.id(), later, later.notice, c.project(), OrgNames())->about, first.about);
  auto anew = c.exit();  // on another day, whose limit ends behind the same days off
  anew.notice.letter->number = "限履〔2022〕9号";
  EXPECT_NE(announce_limit_notice(c.id(), anew, anew.notice, c.project(), OrgNames())->about, first.about);
}

TEST(AnnounceExit, ALimitThatMovedIsToldToWhomTheNoticeWasTold) {
  Called c;
  c.accord.story.suspend("2022-09-01");
  c.accord.care("2022-09-01");
  c.accord.story.resume("2022-09-15");
  c.accord.care("2022-09-15");
  const auto tell = [&] {
    return announce_limit_moved(c.id(), c.exit(), *c.exit().limit_moved, c.project(), OrgNames());
  };
  const auto news = tell();
  ASSERT_TRUE(news);
  EXPECT_EQ(news->org, c.limit()->org);
  EXPECT_TRUE(news->to_bureau && news->to_committee && !news->to_leader);
  EXPECT_NE(news->about, c.limit()->about);
  EXPECT_TRUE(is_occasion(news->occasion) && is_statutory(news->occasion));
  EXPECT_NE(news->text.find("14日不计入：履约期限由2022-09-08顺延至2022-09-22（含当日）。由"), std::string::npos)
      << news->text;
  EXPECT_NE(news->text.find("告知企业并督促履约"), std::string::npos) << news->text;
  EXPECT_TRUE(news->text.ends_with(" tells the enterprise and urges it to perform; the others are told."))
      << news->text;
  c.accord.run_due(at("2022-09-23"));
  ASSERT_EQ(c.exit().state, ExitState::noticed);
  EXPECT_FALSE(tell()) << "no news once it has passed";
  const auto notice = announce_exit_notice(c.id(), c.exit(), *c.exit().exit_notice, c.project(), OrgNames());
  ASSERT_TRUE(notice);
  EXPECT_NE(notice->text.find("限期2022-09-22已满"), std::string::npos) << notice->text;
}

TEST(AnnounceExit, AnExitIsToldToTheSamePeopleWithoutACase) {
  Called c;
  c.accord.run_due(at("2022-09-09"));
  const auto notice = announce_exit_notice(c.id(), c.exit(), *c.exit().exit_notice, c.project(), OrgNames());
  auto plain = Accord::signed_on("2022-06-10");  // nobody called upon it
  const Teller teller{at("2022-09-10"), "", {}, &book()};
  EXPECT_FALSE(announce_exited("prj_1", plain.story.project, domain::ProjectExited(), teller)) << "not yet";
  plain.story.leave("2022-09-10");
  ASSERT_TRUE(plain.exits.empty());
  const auto news = announce_exited("prj_1", plain.story.project, *plain.story.project.exit, teller);
  ASSERT_TRUE(news && notice);
  EXPECT_EQ(news->org, notice->org);
  EXPECT_EQ(news->owner, notice->owner);
  EXPECT_TRUE(news->to_bureau && news->to_committee && news->to_leader);
  EXPECT_TRUE(is_occasion(news->occasion) && is_statutory(news->occasion));
  EXPECT_NE(news->text.find("退出日期：2022-09-10"), std::string::npos) << news->text;
  EXPECT_NE(news->text.find("\n依据：mianyang-2022/9\nProject prj_1 has exited"), std::string::npos) << news->text;
  auto owing = *plain.story.project.exit;
  owing.open_fen = yi(1);
  EXPECT_TRUE(announce_exited("prj_1", plain.story.project, owing, teller)
                  ->text.ends_with(" on 2022-09-10; not settled: 1 hundred million yuan."));
}

TEST(AnnounceExit, ACaseIsTitledByItsLatestNotice) {
  Called c;
  EXPECT_EQ(c.exit().title, "限期履约通知：约定事项 / limit notice: 约定事项");
  c.accord.run_due(at("2022-09-09"));
  EXPECT_EQ(c.exit().title, "退出通知：约定事项 / exit notice: 约定事项");
  EXPECT_NE(c.exit().text.find("2022-09-08"), std::string::npos);
  auto old = *c.exit().exit_notice;  // of a stream from before the notice carried its title
  old.title.reset();
  old.text.reset();
  ExitCase exit;
  exit.title = "限期履约通知";
  apply(exit, old, {});
  EXPECT_EQ(exit.title, "限期履约通知") << "folds as it did";
}
}  // namespace
}  // namespace luodi::monitor::test
