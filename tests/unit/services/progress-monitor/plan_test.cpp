#include "services/progress-monitor/domain/plan.hpp"

#include "services/progress-monitor/domain/plan_light.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::Light;
using domain::Milestone;
using domain::MonthTarget;
using domain::Stage;

const Actor k_park = actor(Role::park, "MY-GX", "parkuser");
const Actor k_bureau = actor(Role::bureau, "", "officer");

MonthTarget month(std::string_view text, std::int64_t wan) {
  return {*Month::parse(text), Fen::wan(wan)};
}
Milestone milestone(std::string id, std::string_view on, std::optional<Stage> stage = {}) {
  return {id, "节点" + id, day(on), stage};
}
struct Planned : Story {
  Expected<domain::Decision> plan(const SetPlan& body, std::string_view on, const Actor& who = k_park) {
    auto d = decide_plan("prj_1", project, body, context(at(on, 9), who));
    if (d) tell(*codec::decode<domain::ProjectPlanned>(d->events.at(0).data), on, who.username);
    return d;
  }
  PlanLag lag(std::string_view on) const { return plan_lag(project, book().all().front(), day(on)); }
  QuarterPace pace(std::string_view on) const {
    return quarter_pace(project, book().all().front(), quarter_of(day(on)));
  }
};
Planned signed_story() {
  Planned s;
  s.lead(yi(5), "2022-05-26").negotiate("2022-06-01").sign("2022-06-20", yi(5));
  return s;
}
SetPlan body(std::vector<Milestone> milestones, std::vector<MonthTarget> months, std::string reason = {}) {
  return {std::move(milestones), std::move(months), std::move(reason)};
}
std::string field_of(const Expected<domain::Decision>& d) {
  return d || d.error().fields.empty() ? std::string() : d.error().fields.front().pointer;
}

TEST(Plan, AChangedTargetNeedsAReasonAndIsListed) {
  auto s = signed_story();
  ASSERT_TRUE(s.plan(body({milestone("base", "2022-08-31")}, {month("2022-07", 1000)}), "2022-06-21"));
  const auto moved = body({milestone("base", "2022-09-30")}, {month("2022-07", 800)});
  EXPECT_EQ(field_of(s.plan(moved, "2022-06-22")), "/reason");
  EXPECT_EQ(field_of(s.plan(body({}, {month("2022-07", 1000)}), "2022-06-22")), "/reason") << "a milestone is gone";
  auto explained = moved;
  explained.reason = "用地交付推迟";
  ASSERT_TRUE(s.plan(explained, "2022-06-22"));
  const auto& revision = s.project.plans.back();
  ASSERT_EQ(revision.plan.changes.size(), 2U);
  EXPECT_EQ(revision.plan.changes[0].target, "base");
  EXPECT_EQ(revision.plan.changes[0].before, "2022-08-31");
  EXPECT_EQ(revision.plan.changes[0].after, "2022-09-30");
  EXPECT_EQ(revision.plan.changes[1].before, "1000000000");
  EXPECT_EQ(revision.by, "parkuser");
  EXPECT_EQ(s.project.plans.size(), 2U) << "the first revision stands beside it";
  auto more = explained;
  more.reason.clear();
  more.milestones.push_back(milestone("roof", "2022-12-31"));
  EXPECT_TRUE(s.plan(more, "2022-06-23")) << "adding needs no reason";
}

TEST(Plan, AnotherTitleOrStageIsAChangeOfTheTarget) {
  auto s = signed_story();
  ASSERT_TRUE(s.plan(body({milestone("base", "2022-08-31"), milestone("site", "2022-09-30", Stage::landed)}, {}),
                     "2022-06-21"));
  auto renamed = body({milestone("base", "2022-08-31"), milestone("site", "2022-09-30", Stage::landed)}, {});
  renamed.milestones[0].title = "临时围墙";
  EXPECT_EQ(field_of(s.plan(renamed, "2022-06-22")), "/reason") << "what is promised is another thing";
  renamed.reason = " 　";
  EXPECT_EQ(field_of(s.plan(renamed, "2022-06-22")), "/reason") << "blanks are no reason";
  auto unbound = body({milestone("base", "2022-08-31"), milestone("site", "2022-09-30")}, {});
  EXPECT_EQ(field_of(s.plan(unbound, "2022-06-22")), "/reason") << "a photo would meet it now";
  auto bound =
      body({milestone("base", "2022-08-31", Stage::landed), milestone("site", "2022-09-30", Stage::landed)}, {});
  EXPECT_EQ(field_of(s.plan(bound, "2022-06-22")), "/reason");
  unbound.milestones[0].title = "临时围墙";
  unbound.reason = "落地由区里另行考核";
  ASSERT_TRUE(s.plan(unbound, "2022-06-22"));
  const auto& changes = s.project.plans.back().plan.changes;
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(codec::encode(changes[0]).dump(),
            R"({"after":"临时围墙","before":"节点base","part":"title","target":"base"})");
  EXPECT_EQ(codec::encode(changes[1]).dump(), R"({"after":"","before":"landed","part":"stage","target":"site"})");
  const auto old = codec::decode<domain::TargetChange>(
      codec::Json{{"target", "base"}, {"before", "2022-06-10"}, {"after", "2022-06-12"}});
  ASSERT_TRUE(old) << "a change of an earlier release";
  EXPECT_FALSE(old->part);
}

TEST(Plan, AStartOfConstructionIsMetByItsStageAlone) {
  auto s = signed_story();
  ASSERT_TRUE(s.plan(body({milestone("go", "2022-08-01", Stage::started)}, {}), "2022-06-21"));
  for (const auto& stage : {std::optional<Stage>(), std::optional(Stage::landed)}) {
    const auto made_over = s.plan(body({milestone("go", "2022-08-01", stage)}, {}, "改以材料为准"), "2022-06-22");
    EXPECT_EQ(field_of(made_over), "/milestones/0/stage") << "whatever the reason";
  }
  ASSERT_TRUE(s.plan(body({milestone("base", "2022-08-01")}, {}, "取消"), "2022-06-23"));
  EXPECT_EQ(field_of(s.plan(body({milestone("base", "2022-08-01"), milestone("go", "2022-08-01")}, {}), "2022-06-24")),
            "/milestones/1/stage")
      << "taken out and put in again";
  EXPECT_TRUE(
      s.plan(body({milestone("base", "2022-08-01"), milestone("go", "2022-09-01", Stage::started)}, {}), "2022-06-24"));
  EXPECT_TRUE(
      s.plan(body({milestone("base", "2022-08-01", Stage::started), milestone("go", "2022-09-01", Stage::started)}, {},
                  "与开工一并考核"),
             "2022-06-25"))
      << "the other way is a change like any other";
}

TEST(Plan, AStageThatWasReachedIsNoTarget) {
  auto s = signed_story();
  EXPECT_EQ(field_of(s.plan(body({milestone("a", "2022-12-31", Stage::negotiating)}, {}), "2022-06-21")),
            "/milestones/0/stage");
  ASSERT_TRUE(
      s.plan(body({milestone("a", "2022-12-31"), milestone("b", "2022-12-31", Stage::landed)}, {}), "2022-06-21"));
  const auto at_once = s.plan(
      body({milestone("a", "2022-12-31", Stage::negotiating), milestone("b", "2022-12-31", Stage::landed)}, {}, "改"),
      "2022-06-22");
  ASSERT_FALSE(at_once);
  EXPECT_EQ(field_of(at_once), "/milestones/0/stage");
  EXPECT_NE(at_once.error().detail.find("2022-06-01"), std::string::npos) << "the day on which it was";
  s.land("2022-07-01");
  EXPECT_TRUE(s.plan(body({milestone("a", "2022-12-31"), milestone("b", "2022-12-31", Stage::landed),
                           milestone("c", "2022-12-31", Stage::started)},
                          {}),
                     "2022-07-02"))
      << "what was reached since stands in the plan";
}

TEST(Plan, TargetsLieAheadAndInTheOrderOfTheStages) {
  auto s = signed_story();
  EXPECT_EQ(field_of(s.plan(body({milestone("a", "2022-06-20")}, {}), "2022-06-21")), "/milestones/0/target_on");
  ASSERT_TRUE(s.plan(body({milestone("a", "2022-06-21")}, {}), "2022-06-21")) << "today";
  EXPECT_TRUE(s.plan(body({milestone("a", "2022-06-21"), milestone("b", "2022-07-30")}, {}), "2022-06-30")) << "kept";
  const auto backwards =
      s.plan(body({milestone("a", "2022-06-21"), milestone("b", "2022-07-30"),
                   milestone("go", "2022-08-01", Stage::started), milestone("land", "2022-08-02", Stage::landed)},
                  {}),
             "2022-06-30");
  ASSERT_EQ(field_of(backwards), "/milestones/2/target_on");
  for (const char* told : {"开工", "2022-08-01", "落地", "2022-08-02"})
    EXPECT_NE(backwards.error().detail.find(told), std::string::npos) << backwards.error().detail;
  EXPECT_TRUE(
      s.plan(body({milestone("a", "2022-06-21"), milestone("b", "2022-07-30"),
                   milestone("go", "2022-08-01", Stage::started), milestone("land", "2022-08-01", Stage::landed)},
                  {}),
             "2022-06-30"))
      << "of one day";
}

TEST(Plan, MonthlyTargetsTogetherStayWithinTheAgreement) {
  auto s = signed_story();
  ASSERT_TRUE(s.plan(body({}, {month("2022-07", 30'000), month("2022-08", 20'000)}), "2022-06-21"));
  const auto above =
      s.plan(body({}, {month("2022-07", 30'000), month("2022-08", 20'000), month("2022-09", 1)}), "2022-06-22");
  ASSERT_EQ(field_of(above), "/months");
  EXPECT_NE(above.error().detail.find("5亿元"), std::string::npos) << above.error().detail;
  s.amend("2022-06-23", yi(4));
  EXPECT_TRUE(s.plan(body({}, {month("2022-07", 30'000), month("2022-08", 15'000)}, "调减"), "2022-06-24"))
      << "what stood above it may be lowered";
  auto lead = Planned();
  lead.lead(yi(5), "2022-05-26").negotiate("2022-06-01");
  EXPECT_TRUE(lead.plan(body({}, {month("2022-07", 60'000)}), "2022-06-21")) << "nothing is agreed yet";
}

// A park that is behind lowers what it owed: the light would turn, and nothing was built.
TEST(Plan, AMonthThatHasEndedKeepsItsTarget) {
  auto s = signed_story();
  ASSERT_TRUE(s.plan(body({}, {month("2022-07", 5'000), month("2022-09", 5'000)}), "2022-06-21"));
  s.funds("2022-07-20", Fen::wan(3'000), true);
  ASSERT_EQ(s.lag("2022-08-01").light, Light::yellow);
  const auto lowered = [](std::int64_t july, std::int64_t september) {
    return body({}, {month("2022-07", july), month("2022-09", september)}, "口径调整");
  };
  auto in_time = s;
  EXPECT_TRUE(in_time.plan(lowered(3'000, 7'000), "2022-07-31")) << "its last day belongs to it";
  const auto refused = s.plan(lowered(3'000, 7'000), "2022-08-01");
  ASSERT_EQ(field_of(refused), "/months/0");
  EXPECT_EQ(refused.error().fields[0].code, "ended");
  for (const char* told : {"2022-07", "5000万元", "2022-08", "投资促进部门"})
    EXPECT_NE(refused.error().detail.find(told), std::string::npos) << refused.error().detail;
  EXPECT_EQ(s.lag("2022-08-01").light, Light::yellow);
  EXPECT_EQ(field_of(s.plan(body({}, {month("2022-09", 5'000)}, "取消"), "2022-08-01")), "/months");
  const auto widened = body({}, {month("2022-06", 0), month("2022-07", 5'000), month("2022-09", 5'000)});
  EXPECT_EQ(field_of(s.plan(widened, "2022-08-01")), "/months/0") << "earlier funds would count";
  EXPECT_TRUE(s.plan(lowered(5'000, 4'000), "2022-08-01")) << "what lies ahead is moved with a reason";
  auto late = signed_story();
  EXPECT_TRUE(late.plan(body({}, {month("2022-07", 5'000)}), "2022-08-01")) << "a first plan may name it";
}

TEST(Plan, TheBureauCorrectsAnEndedMonthWithAReason) {
  auto s = signed_story();
  const auto right = body({}, {month("2022-07", 500)}, "");
  EXPECT_EQ(s.plan(right, "2022-06-21", k_bureau).error().code, ErrorCode::forbidden) << "it does not plan";
  ASSERT_TRUE(s.plan(body({}, {month("2022-07", 5'000)}), "2022-06-21"));
  EXPECT_EQ(field_of(s.plan(right, "2022-08-10", k_bureau)), "/reason");
  const auto added = body({}, {month("2022-06", 1), month("2022-07", 5'000)});
  EXPECT_EQ(field_of(s.plan(added, "2022-08-10", k_bureau)), "/reason") << "of a correction always";
  auto why = right;
  why.reason = "多写一个零";
  ASSERT_TRUE(s.plan(why, "2022-08-10", k_bureau));
  EXPECT_EQ(s.project.plans.back().by, "officer");
  EXPECT_EQ(s.project.plans.back().plan.changes.at(0).before, "5000000000");
  s.funds("2022-07-20", Fen::wan(500), true);
  EXPECT_EQ(s.lag("2022-08-11").light, Light::green);
  EXPECT_TRUE(s.plan(body({}, {month("2022-07", 500), month("2022-08", 10)}), "2022-08-12"))
      << "the host goes on from what is right";
}

TEST(Plan, AMonthlyTargetIsAnAmountLikeOthers) {
  Planned s;
  s.lead(yi(5), "2022-05-26").negotiate("2022-06-01");
  auto most = body({}, {{*Month::parse("2022-07"), Fen::wan(1)}, {*Month::parse("2022-08"), k_largest_amount}});
  EXPECT_TRUE(s.plan(most, "2022-06-21"));
  most.months[1].target_fen = Fen::of(k_largest_amount.value() + 1);
  most.reason = "追加";
  const auto more = s.plan(most, "2022-06-22");
  ASSERT_EQ(field_of(more), "/months/1/target_fen");
  EXPECT_NE(more.error().detail.find("10000亿元"), std::string::npos) << more.error().detail;
}

TEST(Plan, RefusesWhatCannotBeRead) {
  auto s = signed_story();
  EXPECT_EQ(field_of(s.plan(body({}, {}), "2022-06-21")), "/milestones");
  EXPECT_EQ(field_of(s.plan(body({milestone("a", "2022-08-01"), milestone("a", "2022-09-01")}, {}), "2022-06-21")),
            "/milestones/1/id");
  EXPECT_EQ(field_of(s.plan(body({}, {month("2022-08", 1), month("2022-08", 1)}), "2022-06-21")), "/months/1/month");
}

TEST(Plan, AReachedMilestoneKeepsItsDateAndIsReachedOnce) {
  auto s = signed_story();
  ASSERT_TRUE(
      s.plan(body({milestone("base", "2022-07-10"), milestone("go", "2022-08-01", Stage::started)}, {}), "2022-06-21"));
  Report report;
  report.kind = domain::ProgressKind::milestone;
  report.occurred_on = day("2022-07-12");
  report.evidence = {paper(domain::EvidenceKind::site_photo)};
  auto tell = [&](std::string id) {
    report.milestone = std::move(id);
    return decide_progress("prj_1", s.project, report, context(at("2022-07-13"), k_park));
  };
  EXPECT_EQ(field_of(tell("nothing")), "/milestone");
  EXPECT_NE(tell("nothing").error().detail.find("计划中没有节点 nothing；可填：base / "), std::string::npos);
  EXPECT_EQ(field_of(tell("go")), "/milestone") << "it is reached with its stage";
  EXPECT_NE(tell("go").error().detail.find("“开工”完成，不另行填报"), std::string::npos);
  const auto done = tell("base");
  ASSERT_TRUE(done);
  s.tell(*codec::decode<domain::ProgressReported>(done->events.at(0).data), "2022-07-13");
  EXPECT_EQ(tell("base").error().code, ErrorCode::already_exists);
  EXPECT_EQ(milestone_reached_on(s.project, milestone("base", "2022-07-10")), day("2022-07-12"));
  const auto later = body({milestone("base", "2022-07-31"), milestone("go", "2022-08-01", Stage::started)}, {}, "推迟");
  EXPECT_EQ(field_of(s.plan(later, "2022-07-14")), "/milestones");
  report.kind = domain::ProgressKind::note;
  EXPECT_EQ(field_of(tell("base")), "/milestone");
}

// brief §7: lag in points of the whole plan. 10 is green, just above yellow, 30 yellow, 30.1 red.
TEST(PlanLag, TurnsAtTenAndThirtyPoints) {
  auto light = [](std::int64_t verified_wan) {
    auto s = signed_story();
    EXPECT_TRUE(s.plan(body({}, {month("2022-07", 5000), month("2022-08", 5000)}), "2022-06-21"));
    s.funds("2022-07-20", Fen::wan(verified_wan), true);
    return s.lag("2022-07-31").light;  // 50% is owed
  };
  EXPECT_EQ(light(4000), Light::green) << "10 points";
  EXPECT_EQ(light(3999), Light::yellow);
  EXPECT_EQ(light(2000), Light::yellow) << "30 points";
  EXPECT_EQ(light(1999), Light::red);
  EXPECT_EQ(light(6000), Light::green) << "ahead";
}

TEST(PlanLag, AMonthIsOwedWithItsLastDay) {
  auto s = signed_story();
  ASSERT_TRUE(s.plan(body({}, {month("2024-02", 100)}), "2022-06-21"));
  EXPECT_EQ(s.lag("2024-02-28").light, Light::green);
  EXPECT_EQ(s.lag("2024-02-29").light, Light::red);
  auto year = signed_story();
  ASSERT_TRUE(year.plan(body({}, {month("2022-12", 100)}), "2022-06-21"));
  EXPECT_EQ(year.lag("2022-12-30").light, Light::green);
  EXPECT_EQ(year.lag("2022-12-31").light, Light::red);
}

TEST(PlanLag, TheWorseOfMoneyAndMilestonesDecidesAndSaysWhy) {
  auto s = signed_story();
  EXPECT_EQ(s.lag("2022-07-31").light, Light::none) << "no plan";
  ASSERT_TRUE(s.plan(body({milestone("a", "2022-07-15"), milestone("b", "2022-08-15"), milestone("c", "2022-09-15"),
                           milestone("d", "2022-10-15")},
                          {month("2022-07", 100)}),
                     "2022-06-21"));
  s.funds("2022-07-20", Fen::wan(100), true);
  EXPECT_EQ(s.lag("2022-07-14").light, Light::green);
  const auto one = s.lag("2022-07-31");
  EXPECT_EQ(one.light, Light::yellow) << "one of four is 25 points";
  EXPECT_EQ(one.overdue, std::vector<std::string>{"a"});
  EXPECT_EQ(one.explanation.clause, "mianyang-2022/5");
  EXPECT_EQ(s.lag("2022-08-31").light, Light::red);
}

// brief §1.3 and §7: above 30% AND at least 5000万 above.
TEST(QuarterPace, ASteedNeedsBothThresholds) {
  auto pace = [](std::int64_t target_wan, Fen verified) {
    auto s = signed_story();
    EXPECT_TRUE(s.plan(body({}, {month("2022-07", target_wan)}), "2022-06-21"));
    s.funds("2022-07-20", verified, true);
    return s.pace("2022-09-30").pace;
  };
  EXPECT_EQ(pace(10'000, Fen::wan(13'000)), Pace::steady) << "+30.0% is not more than 30%";
  EXPECT_EQ(pace(10'000, Fen::wan(15'000)), Pace::steed) << "+50% and 5000万";
  EXPECT_EQ(pace(10'000, Fen::of(Fen::wan(15'000).value() - 1)), Pace::steady) << "a fen short of 5000万";
  EXPECT_EQ(pace(20'000, Fen::wan(26'000)), Pace::steady) << "6000万, and exactly 30%";
  EXPECT_EQ(pace(20'000, Fen::of(Fen::wan(26'000).value() + 1)), Pace::steed);
  EXPECT_EQ(pace(10'000, Fen::wan(10'000)), Pace::steady);
  auto slow = signed_story();
  EXPECT_TRUE(slow.plan(body({}, {month("2022-07", 1000)}), "2022-06-21"));
  EXPECT_EQ(slow.pace("2022-09-30").explanation.outcome, "蜗牛 / snail");
  EXPECT_TRUE(slow.pace("2022-09-30").explanation.formula.starts_with("骏马：")) << "Chinese first";
  EXPECT_EQ(pace(10'000, Fen::of(Fen::wan(10'000).value() - 1)), Pace::snail);
}

TEST(QuarterPace, OnlyTheQuartersOwnFundsCount) {
  auto s = signed_story();
  ASSERT_TRUE(s.plan(body({}, {month("2022-09", 100), month("2022-10", 100)}), "2022-06-21"));
  s.funds("2022-09-30", Fen::wan(100), true).funds("2022-12-31", Fen::wan(100), true);
  EXPECT_EQ(s.pace("2022-07-01").quarter, "2022-Q3");
  EXPECT_EQ(s.pace("2022-07-01").pace, Pace::steady);
  EXPECT_EQ(s.pace("2022-10-01").verified_fen, Fen::wan(100));
  EXPECT_EQ(s.pace("2023-01-01").pace, Pace::none) << "no target, no verdict";
  EXPECT_EQ(last_complete_quarter(day("2023-01-01")).label, "2022-Q4");
  EXPECT_EQ(last_complete_quarter(day("2022-12-31")).label, "2022-Q3");
}

// What the judged party moves once the quarter is over changes nothing of it.
TEST(QuarterPace, IsJudgedByThePlanInForceAtItsEnd) {
  auto s = signed_story();
  EXPECT_EQ(s.pace("2022-06-30").pace, Pace::none);
  ASSERT_TRUE(s.plan(body({milestone("go", "2022-09-30", Stage::started)}, {month("2022-09", 20'000)}), "2022-07-01"));
  EXPECT_EQ(s.pace("2022-06-30").pace, Pace::none) << "no plan at its end";
  s.funds("2022-09-20", Fen::wan(15'000), true);
  const auto easier = body({milestone("go", "2022-12-30", Stage::started)}, {month("2022-09", 10'000)}, "口径调整");
  auto in_time = s;
  ASSERT_TRUE(in_time.plan(easier, "2022-09-30"));
  EXPECT_EQ(in_time.pace("2022-09-30").pace, Pace::steed);
  ASSERT_TRUE(s.plan(easier, "2022-10-01", k_bureau));
  const auto judged = s.pace("2022-09-30");
  EXPECT_EQ(judged.pace, Pace::snail);
  EXPECT_EQ(judged.target_fen, Fen::wan(20'000));
  EXPECT_TRUE(judged.late_start);
  EXPECT_TRUE(s.pace("2022-12-31").late_start) << "the next quarter goes by the later plan: due 2022-12-30";
}

TEST(QuarterPace, ALateStartMakesASnailUnlessForceMajeure) {
  auto late = [] {
    auto s = signed_story();
    EXPECT_TRUE(s.plan(body({milestone("go", "2022-08-15", Stage::started)}, {}), "2022-06-21"));
    return s;
  };
  auto s = late();
  EXPECT_EQ(s.pace("2022-06-30").pace, Pace::none) << "not due yet";
  EXPECT_EQ(s.pace("2022-09-30").pace, Pace::snail);
  s.land("2022-07-01").start("2022-08-15");
  EXPECT_EQ(s.pace("2022-09-30").pace, Pace::none) << "in time";
  auto made_up = late();
  made_up.land("2022-07-01").start("2022-10-08");
  EXPECT_EQ(made_up.pace("2022-12-31").pace, Pace::snail);
  EXPECT_EQ(made_up.pace("2023-03-31").pace, Pace::none) << "a start made up for is the matter of its own quarter";
  auto flood = late();
  flood.claim("exm_1", "2022-08-H1", 2, "2022-08-02");
  EXPECT_EQ(flood.pace("2022-09-30").pace, Pace::snail) << "a claim is not an approval";
  flood.decide("exm_1", true, 2, "2022-08-03");
  EXPECT_EQ(flood.pace("2022-09-30").pace, Pace::excused);
  EXPECT_EQ(flood.pace("2022-12-31").pace, Pace::snail) << "of its own quarter only";
}
}  // namespace
}  // namespace luodi::monitor::test
