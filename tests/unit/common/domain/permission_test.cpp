// The table of who may call what. That the gateway and the services follow it, tests/integration/services/roles asks
// them.
#include "common/domain/permission.hpp"

#include <gtest/gtest.h>

#include <set>

#include "common/domain/stage_table.hpp"

namespace luodi::domain {
namespace {

Actor with(std::initializer_list<Role> roles) {
  Actor actor;
  actor.username = "li";
  actor.roles = roles;
  return actor;
}

TEST(Permission, NamesEachOperationOnceAndSomebodyForIt) {
  std::set<std::string_view> seen;
  for (const auto& permission : k_permissions) {
    EXPECT_TRUE(seen.insert(permission.operation).second) << permission.operation;
    EXPECT_FALSE(permission.roles.empty()) << permission.operation;
  }
  EXPECT_EQ(find_permission("project.delete"), nullptr);
}

TEST(Permission, NamesEveryCommandOfTheStageTable) {
  for (const auto& row : stage_table()) {
    const auto* permission = find_permission("project." + std::string(command_text(row.command)));
    ASSERT_NE(permission, nullptr) << command_text(row.command);
    EXPECT_EQ(permission->roles, row.roles) << command_text(row.command);
  }
}

// Whoever is called to account for a project must be able to end its standstill: the office that first talked as well.
TEST(Permission, WhoeverIsResponsibleReportsAndClaims) {
  for (const char* operation : {"project.progress", "project.exemptions", "interview.explanation"})
    EXPECT_EQ(find_permission(operation)->roles, k_responsible) << operation;
}

// Who claims must not decide, who computes must not approve, who approves must not pay.
TEST(Permission, KeepsTheStepsOfOneMatterApart) {
  const auto apart = [](std::string_view a, std::string_view b) {
    EXPECT_FALSE(find_permission(a)->roles.meets(find_permission(b)->roles)) << a << " and " << b;
  };
  apart("project.exemptions", "exemption.decision");
  apart("project.exemptions", "interview.hold-back");
  apart("project.progress", "project.funds");
  apart("interview.explanation", "interview.verification");
  apart("interview.rectification", "interview.verification");
  apart("award-run.create", "award-run.approve");
  apart("award-run.verify", "award-run.approve");
  apart("award-run.approve", "award-run.pay");
}

TEST(Permission, OneOfTheRolesIsEnoughAndNobodyHasNone) {
  constexpr RoleSet who = allowed("project.review-decision");
  EXPECT_TRUE(check_permission(with({Role::reviewer, Role::committee}), who));
  const auto refused = check_permission(with({Role::park}), who);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::forbidden);
  EXPECT_EQ(refused.error().detail,
            "须由下列角色办理：市投资促进部门、工作委员会办公室 / needs role: bureau, committee");
  EXPECT_FALSE(check_permission(with({}), who));
  EXPECT_FALSE(check_permission(with({Role::sysadmin, Role::secadmin, Role::auditor}), who));
}

}  // namespace
}  // namespace luodi::domain
