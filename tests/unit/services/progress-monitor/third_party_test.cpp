// Whoever is or was a party of the project closes no problem as a third party; and what such a closing has counted for
// the bureau takes back, where its reporter does not see the project any more.
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "services/progress-monitor/domain/project_party.hpp"
#include "tests/unit/services/progress-monitor/trouble.hpp"

namespace luodi::monitor::test {
namespace {
const Actor k_jk = actor(Role::park, "MY-JK", "jk");

// Reported while MY-JK hosts; on the next day the bureau gives the project to MY-GX. AX introduced it.
struct Moved : Trouble {
  explicit Moved(const Actor& reporter) {
    host("MY-JK", "MY-GX", "2022-06-10");
    EXPECT_TRUE(report(reporter));
    host("MY-GX", "MY-JK", "2022-06-21");
    EXPECT_TRUE(give(decide_resolve, solved({paper(domain::EvidenceKind::site_photo)}), at("2022-06-22", 9), k_park));
  }
  void host(const std::string& now, const std::string& before, std::string_view on) {
    domain::Allocated e;
    e.host = now;
    e.former = before;
    e.allocated_on = day(on);
    story.tell(e, on);
  }
  // The progress that a confirmation by this actor makes.
  const domain::ProgressEntry& closed_by(const Actor& who) {
    EXPECT_TRUE(give(decide_confirm, ConfirmProblem{}, at("2022-06-23", 9), who));
    return story.project.progress.back();
  }
  Expected<domain::Decision> take_back(const domain::Project& project) {
    return decide_progress_retraction("prj_1", project, {project.progress.back().id, "原承载园区自行销号"},
                                      context(at("2022-07-01", 9), k_bureau));
  }
};

TEST(ThirdParty, AFormerHostIsNone) {
  Moved t(k_jk);
  EXPECT_FALSE(is_party("MY-JK", t.story.project));
  EXPECT_TRUE(was_party("MY-JK", t.story.project));
  EXPECT_FALSE(was_party("MY-AN", t.story.project) || was_party("", t.story.project) || is_party("", Story().project));
  const auto& closing = t.closed_by(actor(Role::park, "MY-JK", "colleague"));
  EXPECT_FALSE(closing.effective);
  EXPECT_NE(closing.reason.find("原承载园区不是第三方"), std::string::npos) << closing.reason;
  EXPECT_EQ(closing.org, "MY-JK") << "whose word it was";
  EXPECT_EQ(t.problem->state, ProblemState::closed);
}

TEST(ThirdParty, ItIsTheOneThatReportedWhereverItsAccountIsByNow) {
  Moved t(k_jk);
  EXPECT_FALSE(t.closed_by(actor(Role::bureau, "", "jk")).effective) << "the user has moved to the bureau";
  Moved other(k_reviewer);
  EXPECT_FALSE(other.closed_by(actor(Role::park, "MY-GX", "landuser")).effective)
      << "the reviewer has moved to the host";
  Moved third(k_reviewer);
  EXPECT_TRUE(third.closed_by(k_reviewer).effective);
  EXPECT_FALSE(third.story.project.progress.back().org) << "of the city";
}

// As it was counted before a former host was none.
Moved counted() {
  Moved t(k_jk);
  t.closed_by(k_jk);
  auto& closing = t.story.project.progress.back();
  closing.effective = true;
  closing.org.reset();
  return t;
}

TEST(ThirdParty, TheBureauTakesAClosingBackThatAFormerHostHasMade) {
  auto t = counted();
  EXPECT_EQ(code(t.take_back(t.story.project)), ErrorCode::invalid_body) << "nobody knows whose word it was";
  const auto known = with_reporters(t.story.project, {{t.id, &*t.problem, &t.story.project}});
  EXPECT_EQ(known.progress.back().org, "MY-JK") << "its problem does";
  ASSERT_TRUE(t.take(t.take_back(known), at("2022-07-01", 9), k_bureau));
  const auto& closing = t.story.project.progress.back();
  EXPECT_FALSE(closing.effective);
  EXPECT_EQ(closing.retracted_by, k_bureau.username);
  const auto reason = closing.reason;
  ASSERT_TRUE(t.give(decide_reopen, ReopenProblem{"并未解决", {}}, at("2022-07-02", 9), k_jk));
  ASSERT_EQ(t.last.events.size(), 1U) << "what is taken back is not taken back once more";
  EXPECT_EQ(t.story.project.progress.back().reason, reason);
}

TEST(ThirdParty, OfAReporterThatHasTheProjectBeforeItTheClosingIsReopened) {
  auto t = counted();
  auto project = t.story.project;
  for (const auto* org : {"MY-GX", "MY-AX", "ZRZY", ""}) {
    project.progress.back().org = org;
    const auto refused = t.take_back(project);
    ASSERT_EQ(code(refused), ErrorCode::invalid_body) << org;
    EXPECT_EQ(refused.error().fields.at(0).code, "by_problem") << org;
  }
}
}  // namespace
}  // namespace luodi::monitor::test
