// Reports of progress: what they need, what makes two of them one.
#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;

const Actor k_park = actor(Role::park, "MY-GX", "parkuser");
const Actor k_bureau = actor(Role::bureau, "", "bureauuser");

template <class T>
ErrorCode code(const Expected<T>& d) {
  return d ? ErrorCode::internal : d.error().code;
}

TEST(Progress, AProjectCodeProvesAStepWhereItIsWholeAndOfThisCity) {
  const auto s = negotiating();
  Report report;
  report.kind = domain::ProgressKind::statutory_step;
  report.occurred_on = day("2022-06-20");
  report.evidence = {paper(EvidenceKind::project_code)};
  const auto decide = [&] { return decide_progress("prj_1", s.project, report, context(at("2022-06-20", 9), k_park)); };
  const auto fault = [&](std::optional<std::string> number) {
    report.evidence[0].reference = std::move(number);
    const auto d = decide();
    return d ? std::string() : d.error().fields.at(0).pointer + " " + d.error().fields.at(0).code;
  };
  EXPECT_EQ(fault({}), "/evidence/0/reference required");
  EXPECT_EQ(fault("2205-510703"), "/evidence/0/reference format");
  EXPECT_EQ(fault("2205-510104-04-01-130950"), "/evidence/0/reference out_of_territory") << "Chengdu";
  EXPECT_EQ(fault("2205-510703-04-01-130950"), "");
  report.kind = domain::ProgressKind::note;
  EXPECT_EQ(fault("2205-510703"), "") << "it proves nothing";
}

TEST(Progress, NothingMovedBeforeTheLead) {
  const auto s = negotiating();
  Report report;
  report.kind = domain::ProgressKind::milestone;
  report.evidence = {paper(EvidenceKind::site_photo)};
  report.occurred_on = day("2022-05-25");
  const auto before = decide_progress("prj_1", s.project, report, context(at("2022-06-20", 9), k_park));
  ASSERT_EQ(code(before), ErrorCode::invalid_body);
  EXPECT_EQ(before.error().fields.at(0).code, "before_lead");
  report.occurred_on = day("2022-05-26");
  EXPECT_TRUE(decide_progress("prj_1", s.project, report, context(at("2022-06-20", 9), k_park)));
}

TEST(Progress, LateEvidenceIsRecordedAndTheFutureIsNot) {
  const auto s = negotiating();
  Report c;
  c.kind = domain::ProgressKind::milestone;
  c.occurred_on = day("2022-06-20");
  c.evidence = {paper(EvidenceKind::other)};
  const auto d = decide_progress("prj_1", s.project, c, context(at("2022-08-20"), k_park));
  ASSERT_TRUE(d);
  EXPECT_EQ(d->events.at(0).data["effective"], false) << "nobody finds this paper again";
  EXPECT_EQ(d->events.at(0).data["occurred_on"], "2022-06-20");
  c.evidence[0].reference = "监理〔2022〕1号";
  c.evidence[0].dated = day("2022-06-20");
  const auto proved = decide_progress("prj_1", s.project, c, context(at("2022-08-20"), k_park));
  ASSERT_TRUE(proved);
  EXPECT_EQ(proved->events.at(0).data["effective"], true);
  c.occurred_on = day("2022-08-21");
  EXPECT_EQ(code(decide_progress("prj_1", s.project, c, context(at("2022-08-20"), k_park))), ErrorCode::in_future);
}

TEST(Progress, TheSameStatutoryStepIsReportedOnce) {
  auto s = negotiating();
  Report c;
  c.kind = domain::ProgressKind::statutory_step;
  c.occurred_on = day("2022-06-20");
  c.text = "环评批复";
  c.evidence = {{EvidenceKind::approval, "环评批复", "川环审〔2022〕1号", {}, day("2022-06-20")}};
  const auto report = [&] { return decide_progress("prj_1", s.project, c, context(at("2022-08-20", 9), k_park)); };
  const auto first = report();
  ASSERT_TRUE(first);
  domain::EventMeta meta;
  meta.at = at("2022-08-20", 9);
  ASSERT_TRUE(domain::apply_fact(s.project, first->events.at(0).fact, first->events.at(0).data, meta));
  c.text = "环评 批复";
  const auto twice = report();
  ASSERT_EQ(code(twice), ErrorCode::already_exists);
  EXPECT_NE(twice.error().detail.find("于 2022-08-20 由 " + k_park.username + " 登记（" + s.project.progress.back().id +
                                      "）"),
            std::string::npos)
      << twice.error().detail;
  c.evidence[0].reference = "川环审〔2022〕2号";
  EXPECT_TRUE(report()) << "another paper";
}

TEST(Progress, OnePaperProvesAStatutoryStepOnceWhateverDayAndText) {
  auto s = negotiating();
  Report c;
  c.kind = domain::ProgressKind::statutory_step;
  c.text = "环评批复";
  c.evidence = {{EvidenceKind::approval, "环评批复", "川环审〔2022〕2号", {}, {}}};
  const auto report = [&](std::string_view on) {
    c.occurred_on = day(on);
    auto d = decide_progress("prj_1", s.project, c, context(at(on, 9), k_park));
    domain::EventMeta meta;
    meta.at = at(on, 9);
    if (d) {
      EXPECT_TRUE(domain::apply_fact(s.project, d->events.at(0).fact, d->events.at(0).data, meta));
    }
    return d;
  };
  ASSERT_TRUE(report("2022-06-20"));
  const auto first = s.project.progress.back().id;
  c.text = "再次办结";
  c.evidence[0] = {EvidenceKind::approval, "环评 批复（副本）", "川环审(2022)2号", {}, day("2022-06-19")};
  c.evidence.push_back(paper(EvidenceKind::site_photo));
  const auto later = report("2022-08-04");
  ASSERT_EQ(code(later), ErrorCode::already_exists);
  EXPECT_NE(later.error().detail.find("于 2022-06-20 由 " + k_park.username + " 登记（" + first + "）"),
            std::string::npos)
      << later.error().detail;
  EXPECT_FALSE(later.error().next_zh.empty());
  c.kind = domain::ProgressKind::milestone;
  EXPECT_TRUE(report("2022-08-04")) << "the photo is another proof of a milestone";
  c.evidence.pop_back();
  EXPECT_EQ(code(report("2022-08-05")), ErrorCode::already_exists) << "nothing but the paper of the step";
  c.kind = domain::ProgressKind::statutory_step;
  EXPECT_EQ(code(report("2022-09-18")), ErrorCode::already_exists);
  c.evidence.push_back({EvidenceKind::construction_permit, "施工许可证", "510700202206200101", {}, {}});
  EXPECT_TRUE(report("2022-09-18")) << "a new paper among them";
  const auto stored = codec::decode<domain::Project>(codec::encode(s.project));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_EQ(codec::encode(*stored), codec::encode(s.project));
}

TEST(Progress, ThePaperOfAStatutoryStepHasANumber) {
  Report c;
  c.kind = domain::ProgressKind::statutory_step;
  c.occurred_on = day("2022-06-20");
  c.evidence = {paper(EvidenceKind::site_photo), {EvidenceKind::approval, "环评批复", {}, std::string(64, 'a'), {}}};
  const auto report = [&] {
    return decide_progress("prj_1", negotiating().project, c, context(at("2022-08-20"), k_park));
  };
  for (const auto& number : {std::optional<std::string>(), std::optional<std::string>(" ")}) {
    c.evidence[1].reference = number;
    const auto refused = report();
    ASSERT_EQ(code(refused), ErrorCode::invalid_body);
    EXPECT_EQ(refused.error().fields.at(0).pointer, "/evidence/1/reference");
    EXPECT_NE(refused.error().fields.at(0).message.find("“环评批复”须填写文号"), std::string::npos);
  }
  c.evidence[1].reference = "川环审〔2022〕1号";
  c.evidence[1].dated = day("2022-06-20");
  EXPECT_TRUE(report());
  c.kind = domain::ProgressKind::milestone;
  c.evidence[1].reference.reset();
  EXPECT_TRUE(report()) << "beside a photo it is no step";
}

TEST(Progress, TheSameFilesAgainAreNoNewMilestone) {
  auto s = negotiating();
  Report c;
  c.kind = domain::ProgressKind::milestone;
  c.evidence = {{EvidenceKind::site_photo, "现场照片", {}, std::string(64, 'a'), {}}};
  const auto report = [&](std::string_view on) {
    c.occurred_on = day(on);
    const auto d = decide_progress("prj_1", s.project, c, context(at(on, 9), k_park));
    domain::EventMeta meta;
    meta.at = at(on, 9);
    EXPECT_TRUE(d && domain::apply_fact(s.project, d->events.at(0).fact, d->events.at(0).data, meta));
    return s.project.progress.back();
  };
  const auto first = report("2022-06-20");
  EXPECT_TRUE(first.effective);
  c.text = "又一节点";
  c.evidence[0].title = "另一张照片";
  c.evidence[0].sha256 = std::string(64, 'A');
  const auto again = report("2022-08-04");
  EXPECT_FALSE(again.effective);
  EXPECT_EQ(again.reason.find("附件与 2022-06-20 的节点（" + first.id + "）相同"), 0U) << again.reason;
  c.evidence.push_back({EvidenceKind::site_photo, "现场照片", {}, std::string(64, 'b'), {}});
  EXPECT_TRUE(report("2022-08-05").effective) << "a new file among them";
  c.evidence = {c.evidence[1], paper(EvidenceKind::other)};
  EXPECT_TRUE(report("2022-08-06").effective) << "a paper that was not there before";
  s.project.progress.front().effective = false;
  c.evidence = {{EvidenceKind::site_photo, "现场照片", {}, std::string(64, 'a'), {}}};
  EXPECT_FALSE(report("2022-08-07").effective) << "shown on 5 August as well";
  const auto stored = codec::decode<domain::Project>(codec::encode(s.project));
  ASSERT_TRUE(stored) << stored.error().detail;
  EXPECT_EQ(codec::encode(*stored), codec::encode(s.project));
}

// A park writes its plan itself: with a node for every half month one paper would keep it green for ever.
TEST(Progress, ANodeOfThePlanIsShownByAPaperOfAnotherNodeOfTheSameDayAlone) {
  auto s = negotiating();
  domain::ProjectPlanned plan;
  for (const char* id : {"k1", "k2", "k3"}) {
    plan.milestones.emplace_back();
    plan.milestones.back().id = id;
    plan.milestones.back().title = id;
    plan.milestones.back().target_on = day("2022-12-31");
  }
  s.tell(plan, "2022-06-19");
  const auto counts = [&](std::string_view on, std::optional<std::string> node) {
    Report c;
    c.kind = domain::ProgressKind::milestone;
    c.evidence = {{EvidenceKind::site_photo, "照片", "照1", {}, {}}};
    c.occurred_on = day(on);
    c.milestone = std::move(node);
    const auto d = decide_progress("prj_1", s.project, c, context(at("2022-08-04", 9), k_park));
    domain::EventMeta meta;
    meta.at = at("2022-08-04", 9);
    EXPECT_TRUE(d && domain::apply_fact(s.project, d->events.at(0).fact, d->events.at(0).data, meta))
        << (d ? "" : d.error().detail);
    return s.project.progress.back().effective;
  };
  EXPECT_TRUE(counts("2022-08-03", "k1"));
  EXPECT_TRUE(counts("2022-08-03", "k2")) << "two nodes of one day";
  EXPECT_FALSE(counts("2022-08-04", "k3"));
  EXPECT_FALSE(counts("2022-08-03", {})) << "no node at all";
}

// Without a digest a paper is one by its number, without a number by its title: nobody lives on one photo.
TEST(Progress, ThePapersOfAMilestoneAreToldApartByNumberOrTitle) {
  auto s = negotiating();
  const auto counts = [&](std::string_view on, const char* title, std::optional<std::string> number,
                          std::optional<std::string> digest = {}) {
    Report c;
    c.kind = domain::ProgressKind::milestone;
    c.evidence = {{EvidenceKind::site_photo, title, std::move(number), std::move(digest), {}}};
    c.occurred_on = day(on);
    const auto d = decide_progress("prj_1", s.project, c, context(at(on, 9), k_park));
    domain::EventMeta meta;
    meta.at = at(on, 9);
    EXPECT_TRUE(d && domain::apply_fact(s.project, d->events.at(0).fact, d->events.at(0).data, meta));
    return s.project.progress.back().effective;
  };
  EXPECT_TRUE(counts("2022-06-20", "进场照片", "照1"));
  EXPECT_FALSE(counts("2022-07-20", "另一题名", " 照1 ")) << "one number, one paper";
  EXPECT_FALSE(counts("2022-07-21", "另一题名", "照1", std::string(64, 'a'))) << "also of another file";
  EXPECT_TRUE(counts("2022-07-22", "进场照片", "照2"));
  EXPECT_TRUE(counts("2022-07-23", "桩基照片", {}));
  EXPECT_FALSE(counts("2022-08-23", "桩基 照片", {})) << "nothing but the title tells it";
  EXPECT_TRUE(counts("2022-08-24", "桩基照片", {}, std::string(64, 'b'))) << "a file that can be told apart";
  EXPECT_FALSE(counts("2022-08-25", "封顶照片", {}, std::string(64, 'b')));
  EXPECT_TRUE(counts("2022-08-26", "封顶照片", {}, std::string(64, 'c')));
}

TEST(Progress, AStepThatKeptNoPapersIsReadAsBefore) {
  auto s = negotiating();
  s.progress("2022-06-20", domain::ProgressKind::statutory_step);
  EXPECT_TRUE(s.project.progress.back().papers.empty());
  EXPECT_EQ(codec::encode(s.project).dump().find("\"papers\""), std::string::npos) << "as older commits wrote it";
  EXPECT_EQ(codec::encode(s.project).dump().find("\"digests\""), std::string::npos);
}

TEST(Progress, AClosedProblemIsNoLabelOfAReport) {
  Report c;
  c.kind = domain::ProgressKind::problem_closed;
  c.occurred_on = day("2022-06-20");
  c.evidence = {paper(EvidenceKind::supervision_confirmation)};
  const auto d = decide_progress("prj_1", negotiating().project, c, context(at("2022-08-20"), k_park));
  ASSERT_FALSE(d);
  EXPECT_EQ(d.error().fields.at(0).pointer, "/kind");
  EXPECT_NE(d.error().fields.at(0).message.find("GET /v1/problems"), std::string::npos);
}

TEST(Progress, AStatutoryStepOfAClosedHalfMonthSaysOfWhichDayItsPaperIs) {
  Report c;
  c.kind = domain::ProgressKind::statutory_step;
  c.occurred_on = day("2022-06-20");
  c.evidence = {paper(EvidenceKind::site_photo), {EvidenceKind::approval, "环评批复", "川环审〔2022〕1号", {}, {}}};
  c.evidence[0].dated = day("2022-06-20");
  const auto report = [&](Instant when) {
    return decide_progress("prj_1", negotiating().project, c, context(when, k_park));
  };
  EXPECT_TRUE(report(at("2022-07-01").plus_ms(-1))) << "its half month is not over";
  const auto late = report(at("2022-07-01"));
  ASSERT_EQ(code(late), ErrorCode::invalid_body);
  EXPECT_EQ(late.error().fields.at(0).pointer, "/evidence/1/dated") << "the date of the photo proves no step";
  EXPECT_EQ(late.error().fields.at(0).code, "required");
  c.evidence[1].dated = day("2022-06-19");
  EXPECT_TRUE(report(at("2022-07-01")));
}
}  // namespace
}  // namespace luodi::monitor::test
