// Running the monitor late changes nothing, also where people and other services do not wait for it: generated lives
// with commands of all kinds between what is due, told to a prompt and to a late monitor (late_life.hpp). A command is
// refused by both alike, and what is stored agrees whenever both have looked.
//   LUODI_HISTORIES=100000   that many lives, LUODI_SEED=17: OneLife tells this one (histories.hpp)
#include <gtest/gtest.h>

#include <map>

#include "services/progress-monitor/domain/project_commands.hpp"
#include "tests/property/services/progress-monitor/errand.hpp"
#include "tests/property/services/progress-monitor/histories.hpp"
#include "tests/property/services/progress-monitor/late_life.hpp"

namespace luodi::monitor::test {
namespace {
// Fewer than the lives of facts alone: each is told twice, to whole monitors.
constexpr std::uint64_t k_late_lives = 480;

// Turns and looks that are not needed for the fault are left out.
LateLife cut_down(LateLife life) {
  for (bool smaller = true; smaller;) {
    smaller = false;
    const auto keep = [&](LateLife less) {
      if (tell_late(less).fault.empty()) return;
      life = std::move(less);
      smaller = true;
    };
    for (std::size_t i = life.turns.size(); i-- > 0;) {
      auto less = life;
      less.turns.erase(less.turns.begin() + static_cast<std::ptrdiff_t>(i));
      keep(std::move(less));
    }
    for (std::size_t i = 0; i < life.turns.size(); ++i) {
      auto less = life;
      less.turns[i].looks = 0;
      less.turns[i].looks_after = false;
      if (life.turns[i].looks != 0 || life.turns[i].looks_after) keep(std::move(less));
    }
  }
  return life;
}

std::string text_of(const LateTelling& told) {
  std::string out = told.fault;
  for (const auto& line : told.story)
    out += "\n" + line;
  return out;
}

// A deposit was due on 10 July, the limit of its notice ends on 8 September. A suspension from 1 September is told on
// the 9th, before anybody has come round to the exit notice of that day.
TEST(LateOffice, AnExitNoticeThatIsDueIsOutBeforeASuspensionIsTold) {
  for (const bool prompt : {true, false}) {
    Office office(book());
    office.begin("prj_1", day("2022-06-01"), day("2022-06-05"));
    RegisterObligation owed;
    owed.kind = ObligationKind::deposit;
    owed.title = "保证金";
    owed.due_on = day("2022-07-10");
    const auto project = [](const MonitorOverlay& world) -> const auto& {
      return world.find<domain::Project>("prj_1")->state;
    };
    ASSERT_EQ(office.give(k_bureau_desk, at("2022-06-20", 9), hex("1"),
                          [&](const MonitorOverlay& world, const domain::Context& context) {
                            return decide_register_obligation("prj_1", project(world), {}, CityBodies{}, owed, context);
                          }),
              "done");
    office.look(at("2022-08-09"));
    if (prompt) office.look(at("2022-09-09"));
    Suspend suspended;
    suspended.from = day("2022-09-01");
    suspended.reason = "企业调整投资计划";
    suspended.evidence = {paper(domain::EvidenceKind::approval)};
    const Instant told = at("2022-09-09", 9);
    ASSERT_EQ(office.ask(k_bureau_desk, told, hex("2"), "prj_1",
                         [&](const MonitorOverlay& world, const domain::Context& context) {
                           return decide_suspension("prj_1", project(world), suspended, context);
                         }),
              "done");
    office.look(told);
    ASSERT_EQ(office.all<ExitCase>().size(), 1U);
    const auto exit = office.all<ExitCase>().begin()->second;
    EXPECT_EQ(exit.state, ExitState::noticed) << prompt;
  }
}

class LateCommands : public testing::TestWithParam<std::uint64_t> {};

TEST_P(LateCommands, AgreeWithPromptOnes) {
  const auto lives = setting("LUODI_HISTORIES", k_late_lives);
  for (std::uint64_t seed = GetParam(); seed < lives; seed += k_shards) {
    const auto life = late_life_of(seed);
    if (const auto told = tell_late(life); !told.fault.empty())
      FAIL() << "life " << seed << ": " << told.fault << "\ncut down: " << text_of(tell_late(cut_down(life)));
  }
}
INSTANTIATE_TEST_SUITE_P(Shards, LateCommands, testing::Range<std::uint64_t>(0, k_shards));

TEST(LateCommands, OneLife) {
  const auto told = tell_late(late_life_of(setting("LUODI_SEED", 0)));
  EXPECT_EQ(told.fault, "") << text_of(told);
}

TEST(LateCommands, TheLivesReachWhatTheyAreAbout) {
  std::map<std::string, int> met;
  for (std::uint64_t seed = 0; seed < 120; ++seed)
    for (const auto& fact : tell_late(late_life_of(seed)).facts)
      ++met[fact];
  for (const char* fact : {"interview.opened",
                           "interview.held_back",
                           "interview.issued",
                           "interview.scheduled",
                           "interview.explained",
                           "interview.held",
                           "interview.planned",
                           "interview.reported",
                           "interview.overdue",
                           "interview.closed",
                           "interview.escalated",
                           "interview.withdrawn",
                           "exit_case.limit_notice_issued",
                           "exit_case.exit_notice_issued",
                           "exit_case.cured",
                           "exit_case.withdrawn",
                           "exit_case.completed",
                           "obligation.breached",
                           "problem.escalated",
                           "project.agreement_amended",
                           "project.allocated",
                           "project.landed",
                           "project.stage_returned",
                           "project.exited",
                           "project.suspended",
                           "project.progress_retracted",
                           "project.exemption_decided"})
    EXPECT_GT(met[fact], 0) << fact;
}
}  // namespace
}  // namespace luodi::monitor::test
