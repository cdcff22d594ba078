// What the view of a project names as next steps is what the stage table lets the reader's role do now, and all of it.
#include <gtest/gtest.h>

#include <set>

#include "common/domain/project_view.hpp"
#include "common/domain/stage_table.hpp"

namespace luodi::domain {
namespace {
using Commands = std::set<std::string>;

policy::Policy plain_policy() {
  policy::Policy policy;
  policy.id = "test";
  return policy;
}

std::vector<NextStep> told_steps(const Project& project, std::vector<Role> roles, std::string org, const Watch* watch) {
  Actor actor;
  actor.roles = std::move(roles);
  actor.org = std::move(org);
  return next_steps(project, plain_policy(), *CivilDate::parse("2022-06-01"), Reader("zh", actor), watch);
}

Commands steps_of(const Project& project, std::vector<Role> roles, std::string org = "MY-GX",
                  const Watch* watch = nullptr) {
  Commands out;
  for (const auto& step : told_steps(project, std::move(roles), std::move(org), watch))
    out.insert(std::string(step.command));
  return out;
}

Watch red_watch() {
  Watch watch;
  watch.light = Light::red;
  Episode episode;
  episode.red = *HalfMonth::parse("2022-05-H1");
  watch.episodes = {episode};
  return watch;
}

Project lead() {
  Project project;
  project.stage = Stage::lead;
  project.first_talk = FirstTalk{"MY-GX", *CivilDate::parse("2022-05-25"), *CivilDate::parse("2022-11-21")};
  return project;
}

TEST(NextSteps, OfALeadAreThoseOfTheReadersRole) {
  EXPECT_EQ(steps_of(lead(), {Role::park}), (Commands{"exemptions", "first-talk", "plan", "progress"}));
  EXPECT_EQ(steps_of(lead(), {Role::reviewer}), Commands{"review-opinions"});
  EXPECT_EQ(steps_of(lead(), {Role::committee}), Commands{"review-decision"});
  EXPECT_EQ(steps_of(lead(), {Role::bureau}),
            (Commands{"exit", "first-talk", "review-decision", "review-opinions", "suspension"}));
  EXPECT_EQ(steps_of(lead(), {Role::leader}), Commands()) << "no approval of an exit is needed";
  for (const Role role : {Role::auditor, Role::sysadmin, Role::finance, Role::referrer, Role::portal})
    EXPECT_EQ(steps_of(lead(), {role}), Commands()) << role_text(role);
  EXPECT_EQ(steps_of(lead(), {Role::reviewer, Role::committee}), (Commands{"review-decision", "review-opinions"}));
}

TEST(NextSteps, OfALeaderIsTheApprovalOfAnExitWhileTheLightIsRed) {
  auto watch = red_watch();
  auto project = lead();
  const auto steps = [&] { return steps_of(project, {Role::leader}, "", &watch); };
  EXPECT_EQ(steps(), Commands{"exit-approval"});
  project.exit_approval = ProjectExitApproved{"纪要〔2022〕3号", "同意", *CivilDate::parse("2022-05-15")};
  EXPECT_EQ(steps(), Commands{"exit-approval"}) << "given before the light turned red";
  project.exit_approval->approved_on = *CivilDate::parse("2022-05-16");
  EXPECT_EQ(steps(), Commands());
  project.exit_approval.reset();
  watch.light = Light::yellow;
  EXPECT_EQ(steps(), Commands());
}

TEST(NextSteps, OfAnExitNameTheLeadersApprovalAsMissingWhileTheLightIsRed) {
  auto watch = red_watch();
  auto project = lead();
  const auto missing = [&] {
    Commands out;
    for (const auto& step : told_steps(project, {Role::bureau}, "", &watch))
      for (const auto& line : step.missing)
        if (step.command == "exit") out.insert(line.item);
    return out;
  };
  EXPECT_EQ(missing(), Commands{"exit_approved"});
  project.exit_approval = ProjectExitApproved{"纪要〔2022〕3号", "同意", *CivilDate::parse("2022-05-16")};
  EXPECT_EQ(missing(), Commands());
  project.exit_approval.reset();
  watch.light = Light::yellow;
  EXPECT_EQ(missing(), Commands());
}

TEST(NextSteps, OfAProjectOfAnotherParkAreNoneOfThePark) {
  EXPECT_EQ(steps_of(lead(), {Role::park}, "MY-AZ"), Commands());
  EXPECT_EQ(steps_of(lead(), {Role::park, Role::reviewer}, "MY-AZ"), Commands{"review-opinions"})
      << "a reviewer sees all";
  EXPECT_EQ(steps_of(lead(), {Role::park}, ""), Commands());
  auto hosted = lead();
  hosted.host = "MY-AZ";
  EXPECT_EQ(steps_of(hosted, {Role::park}, "MY-AZ"), (Commands{"exemptions", "plan", "progress"}))
      << "the first talk is renewed by its owner alone";
  hosted.stage = Stage::negotiating;
  EXPECT_TRUE(steps_of(hosted, {Role::park}, "MY-AZ").contains("pre-assessment-items"));
  EXPECT_FALSE(steps_of(hosted, {Role::park}, "MY-GX").contains("pre-assessment-items")) << "a line of the host";
}

TEST(NextSteps, WhatEitherRoleMayDoIsNamedToOneOfThem) {
  for (const Stage stage : {Stage::lead, Stage::reviewed, Stage::negotiating, Stage::assessed, Stage::signed_,
                            Stage::landed, Stage::started, Stage::producing, Stage::at_capacity, Stage::rejected}) {
    auto project = lead();
    project.stage = stage;
    Commands named;
    for (const auto& [role, name] : k_role_names)
      for (const auto& command : steps_of(project, {role})) {
        named.insert(command);
        const auto* permission = find_permission("project." + command);
        ASSERT_NE(permission, nullptr) << command;
        EXPECT_TRUE(permission->roles.has(role)) << command << " " << name;
      }
    for (const auto& row : stage_table()) {
      const bool open = check_stage(project, row.command).has_value();
      const std::string command(command_text(row.command));
      if (command == "published-facts" || command == "resumption") continue;  // no next step, or only when suspended
      if (command == "exit-approval") continue;                               // only while the light is red
      if (command.ends_with("-correction") || command.ends_with("-retraction") || command.ends_with("-return"))
        continue;  // nobody is asked to have been wrong
      EXPECT_EQ(named.contains(command), open) << command << " at " << codec::enum_text(stage);
    }
  }
}
}  // namespace
}  // namespace luodi::domain
