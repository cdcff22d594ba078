#include "services/progress-monitor/domain/progress_retraction.hpp"

#include "services/progress-monitor/domain/effective_progress.hpp"
#include "services/progress-monitor/domain/plan.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/unit/services/progress-monitor/story.hpp"

namespace luodi::monitor::test {
namespace {
using domain::EvidenceKind;
using domain::ProgressKind;

const Actor k_bureau = actor(Role::bureau, "", "officer");
const Actor k_park = actor(Role::park, "MY-GX", "parkuser");

struct Told : Story {
  Expected<domain::Decision> report(ProgressKind kind, std::string_view on, domain::Evidence proof,
                                    std::optional<std::string> milestone = {}) {
    Report c;
    c.kind = kind;
    c.occurred_on = day(on);
    c.evidence = {std::move(proof)};
    c.milestone = std::move(milestone);
    auto now = context(at(on, 12), k_park);
    now.fresh_id = std::to_string(project.progress.size());
    auto d = decide_progress("prj_1", project, c, now);
    if (d) tell(*codec::decode<domain::ProgressReported>(d->events.at(0).data), on, "parkuser");
    return d;
  }
  Expected<domain::Decision> take_back(const std::string& id, const std::string& reason = "现场核查未见") {
    auto d = decide_progress_retraction("prj_1", project, {id, reason}, context(at("2022-08-20"), k_bureau));
    if (d) tell(*codec::decode<domain::ProgressRetracted>(d->events.at(0).data), "2022-08-20", "officer");
    return d;
  }
  CivilDate moved() const { return moved_days(project, book()).back(); }
};
Told told() {
  Told s;
  s.lead(yi(5), "2022-05-26").negotiate("2022-06-01");
  return s;
}
std::string field_of(const Expected<domain::Decision>& d) {
  return d || d.error().fields.empty() ? std::string() : d.error().fields.front().pointer;
}
domain::Evidence numbered(EvidenceKind kind, std::string number) {
  auto out = paper(kind);
  out.reference = std::move(number);
  return out;
}

TEST(ProgressRetraction, WhatIsTakenBackCountsNoMoreAndStaysReadable) {
  auto s = told();
  ASSERT_TRUE(s.report(ProgressKind::statutory_step, "2022-06-20", numbered(EvidenceKind::approval, "备案 1")));
  ASSERT_EQ(s.moved(), day("2022-06-20"));
  EXPECT_EQ(s.evaluate("2022-07-16").idle_cycles, 1);
  ASSERT_TRUE(s.take_back("prg_0"));
  EXPECT_EQ(s.moved(), day("2022-06-01"));
  EXPECT_EQ(s.evaluate("2022-07-16").idle_cycles, 2) << "the clock replays";
  const auto& entry = s.project.progress.at(0);
  EXPECT_EQ(entry.reason, "已撤销：现场核查未见 / taken back: 现场核查未见");
  ASSERT_TRUE(entry.retraction) << "when, and what it was before";
  EXPECT_EQ(civil_date(entry.retraction->at), day("2022-08-20"));
  EXPECT_TRUE(entry.retraction->before.effective);
  EXPECT_EQ(entry.retraction->before.reason.find("已撤销"), std::string::npos);
  EXPECT_EQ(entry.retracted_by, "officer");
  EXPECT_EQ(entry.org, "MY-GX") << "of who reported: it is to hear of it";
  EXPECT_EQ(s.take_back("prg_0").error().code, ErrorCode::already_exists);
  EXPECT_TRUE(s.report(ProgressKind::statutory_step, "2022-06-21", numbered(EvidenceKind::approval, "备案 1")))
      << "its paper is free, and so is the step";
}

TEST(ProgressRetraction, WhatIsTakenBackIsNotToldOnceMore) {
  using enum ProgressKind;
  const std::pair<ProgressKind, EvidenceKind> kinds[] = {{statutory_step, EvidenceKind::approval},
                                                         {milestone, EvidenceKind::site_photo},
                                                         {signed_minutes, EvidenceKind::minutes}};
  for (const auto& [kind, proof] : kinds) {
    auto s = told();
    ASSERT_TRUE(s.report(kind, "2022-06-20", numbered(proof, "审 1")));
    ASSERT_TRUE(s.take_back("prg_0"));
    const auto again = s.report(kind, "2022-06-20", numbered(proof, "审-1"));
    EXPECT_TRUE(again) << "another number";
    ASSERT_TRUE(s.take_back("prg_1"));
    const auto same = s.report(kind, "2022-06-20", numbered(proof, " 审1"));
    ASSERT_FALSE(same);
    EXPECT_EQ(same.error().code, ErrorCode::already_exists);
    EXPECT_NE(same.error().detail.find("2022-08-20 由officer撤销的这一进展"), std::string::npos) << same.error().detail;
    const char* record =
        kind == statutory_step ? "已于 2022-06-20 由 parkuser 登记（prg_0）" : "已于 2022-06-20 登记（prg_0）";
    EXPECT_NE(same.error().detail.find(record), std::string::npos)
        << "the record's own day, and its hand where it is kept: " << same.error().detail;
    for (const char* part : {"prg_0", "现场核查未见", "2022-08-20", "officer"})
      EXPECT_NE(same.error().detail.find(part), std::string::npos) << part << " in " << same.error().detail;
    EXPECT_NE(same.error().next_zh.find("另附"), std::string::npos);
    EXPECT_TRUE(s.report(kind, "2022-06-21", numbered(proof, "审 1"))) << "told aright it is heard";
  }
}

TEST(ProgressRetraction, MinutesTakenBackLeaveTheirRowAndTheirPaper) {
  auto s = told();
  for (const auto* on : {"2022-06-20", "2022-07-05", "2022-07-20"})
    ASSERT_TRUE(s.report(ProgressKind::signed_minutes, on, numbered(EvidenceKind::minutes, on)));
  ASSERT_EQ(s.moved(), day("2022-07-05"));
  ASSERT_TRUE(s.take_back("prg_0"));
  EXPECT_EQ(s.moved(), day("2022-07-20")) << "the second cycle of the row";
  const auto judged = domain::judged_progress(s.project, book());
  EXPECT_FALSE(judged.at(0).effective);
  EXPECT_TRUE(judged.at(0).reason.starts_with("已撤销")) << judged.at(0).reason;
  ASSERT_TRUE(s.report(ProgressKind::signed_minutes, "2022-08-20", numbered(EvidenceKind::minutes, "2022-06-20")));
  EXPECT_EQ(s.moved(), day("2022-08-20"));
}

TEST(ProgressRetraction, AMilestoneIsAheadAgain) {
  auto s = told();
  SetPlan plan;
  plan.milestones = {{"base", "封顶", day("2022-07-10"), std::nullopt}};
  const auto planned = decide_plan("prj_1", s.project, plan, context(at("2022-06-02"), k_park));
  ASSERT_TRUE(planned);
  s.tell(*codec::decode<domain::ProjectPlanned>(planned->events.at(0).data), "2022-06-02");
  ASSERT_TRUE(s.report(ProgressKind::milestone, "2022-07-01", paper(EvidenceKind::site_photo), "base"));
  ASSERT_TRUE(milestone_reached_on(s.project, plan.milestones[0]));
  ASSERT_TRUE(s.take_back("prg_0"));
  EXPECT_FALSE(milestone_reached_on(s.project, plan.milestones[0]));
}

TEST(ProgressRetraction, HasAReasonAndAReportThatThereIs) {
  auto s = told();
  ASSERT_TRUE(s.report(ProgressKind::milestone, "2022-06-20", paper(EvidenceKind::site_photo)));
  s.progress("2022-06-21", ProgressKind::problem_closed);
  EXPECT_EQ(field_of(s.take_back("prg_9")), "/report");
  EXPECT_EQ(field_of(s.take_back("prg_0", " 　")), "/reason");
  const auto closed = s.take_back(s.project.progress.back().id);
  EXPECT_EQ(field_of(closed), "/report");
  EXPECT_NE(closed.error().detail.find("/reopen"), std::string::npos) << "a problem is reopened instead";
  s.project.secret = true;
  EXPECT_EQ(s.take_back("prg_0").error().code, ErrorCode::secret_not_admitted);
}

// Of a problem that was reopened, and of earlier releases: as they were.
TEST(ProgressRetraction, WithoutWhoTookItBackTheStateStaysAsItWas) {
  auto s = told();
  ASSERT_TRUE(s.report(ProgressKind::milestone, "2022-06-20", paper(EvidenceKind::site_photo)));
  const auto old = codec::decode<domain::ProgressRetracted>(codec::Json{{"id", "prg_0"}, {"reason", "重开"}});
  ASSERT_TRUE(old);
  s.tell(*old, "2022-07-01");
  EXPECT_FALSE(s.project.progress.at(0).effective);
  EXPECT_EQ(codec::encode(s.project.progress.at(0)).dump().find("retracted_by"), std::string::npos);
}
}  // namespace
}  // namespace luodi::monitor::test
