// The route table: matching, the matrix of who may call what, and its agreement with the stage table and the README.
#include "services/gateway/routes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "common/domain/stage_table.hpp"

namespace luodi::gateway {
namespace {

std::string read(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

// "/v1/projects/{id}" -> "/v1/projects/x1"
std::string example_path(std::string_view pattern) {
  std::string out(pattern);
  for (std::size_t open = out.find('{'); open != std::string::npos; open = out.find('{'))
    out.replace(open, out.find('}', open) - open + 1, "x1");
  return out;
}

Actor actor_with(Role role) {
  Actor actor;
  actor.username = "somebody";
  actor.roles = {role};
  return actor;
}

TEST(Routes, EveryRouteFindsItself) {
  for (const Route& route : routes()) {
    const Match match = find_route(route.method, example_path(route.pattern));
    ASSERT_EQ(match.route, &route) << route.method << " " << route.pattern;
    EXPECT_EQ(match.params.size(), static_cast<std::size_t>(std::ranges::count(route.pattern, '{')));
  }
}

TEST(Routes, NoTwoRoutesShareAMethodAndPathOrAnOperation) {
  std::set<std::pair<std::string_view, std::string_view>> places;
  std::set<std::string_view> operations;
  for (const Route& route : routes()) {
    EXPECT_TRUE(places.emplace(route.method, route.pattern).second) << route.pattern;
    EXPECT_TRUE(operations.insert(route.operation).second) << route.operation;
  }
}

TEST(Routes, GivesTheParameterDecodedByTheCaller) {
  const Match match = find_route("POST", "/v1/projects/prj_1/landing");
  ASSERT_NE(match.route, nullptr);
  EXPECT_EQ(match.route->operation, "project.landing");
  EXPECT_EQ(match.params.at("id"), "prj_1");
}

TEST(Routes, AnEndingBehindAParameterIsNarrowerThanTheParameter) {
  const Match table = find_route("GET", "/v1/dispatch-cycles/2022-05-H2.csv");
  ASSERT_NE(table.route, nullptr);
  EXPECT_EQ(table.route->operation, "dispatch-cycle.csv");
  EXPECT_EQ(table.params.at("id"), "2022-05-H2");
  EXPECT_EQ(find_route("GET", "/v1/dispatch-cycles/2022-05-H2").route->operation, "dispatch-cycle.get");
  EXPECT_EQ(find_route("GET", "/v1/dispatch-cycles/.csv").params.at("id"), ".csv") << "an ending alone is an id";
  EXPECT_EQ(find_route("GET", "/v1/projects/a.csv").params.at("id"), "a.csv") << "elsewhere it is part of the id";
}

TEST(Routes, UnknownPathsAndEmptySegmentsMatchNothing) {
  for (const auto* path : {"/", "/v1", "/v2/projects", "/v1/projects/", "/v1/projects//landing", "/v1/projects/a/b/c",
                           "/v1/projects/a/unknown", "v1/projects", "/v1/sessions/other"}) {
    const Match match = find_route("GET", path);
    EXPECT_EQ(match.route, nullptr) << path;
    EXPECT_EQ(match.allow, "") << path;
  }
}

TEST(Routes, KnownPathWithAnotherMethodNamesTheAllowedOnes) {
  EXPECT_EQ(find_route("DELETE", "/v1/projects").allow, "GET, HEAD, POST");
  EXPECT_EQ(find_route("GET", "/v1/projects/x/landing").allow, "POST");
  EXPECT_EQ(find_route("GET", "/v1/sessions/current").allow, "DELETE");
}

TEST(Routes, AQuestionAboutThePastGoesToWhoeverJudgesIt) {
  const Route& project = *find_route("GET", "/v1/projects/x").route;
  EXPECT_EQ(service_for(project, {}), Service::intake);
  EXPECT_EQ(service_for(project, {{"as_of", "2022-07-31"}}), Service::progress_monitor);
  EXPECT_EQ(service_for(project, {{"known_at", "2022-07-31"}}), Service::progress_monitor)
      << "and is told there that as_of is missing";
  const Route& list = *find_route("GET", "/v1/projects").route;
  EXPECT_FALSE(query_allowed(list, "as_of"));
  for (const Route& route : routes()) {
    const bool asked = query_allowed(route, "as_of");
    EXPECT_TRUE(asked || route.past == route.service) << route.operation;
  }
}

TEST(Routes, HeadIsServedByGet) {
  ASSERT_NE(find_route("HEAD", "/v1/projects").route, nullptr);
  EXPECT_EQ(find_route("HEAD", "/v1/projects").route->operation, "project.list");
  EXPECT_EQ(find_route("HEAD", "/v1/sessions").route, nullptr);
}

// The matrix role x route, from the table itself: nobody gets in without being named.
TEST(Routes, MatrixOfRolesDeniesByDefault) {
  for (const Route& route : routes()) {
    EXPECT_EQ(may_call(route, nullptr), route.access == Access::anyone) << route.operation;
    Actor nobody;
    nobody.username = "no-roles";
    EXPECT_EQ(may_call(route, &nobody), route.access != Access::roles) << route.operation;
    for (const auto& [role, name] : k_role_names) {
      const Actor actor = actor_with(role);
      const bool expected = route.access != Access::roles || route.roles.has(role);
      EXPECT_EQ(may_call(route, &actor), expected) << name << " " << route.operation;
    }
    if (route.access == Access::roles) {
      EXPECT_FALSE(route.roles.empty()) << route.operation << " can be called by nobody";
    }
  }
}

TEST(Routes, AdministratorsDecideNoBusinessMatter) {
  for (const Route& route : routes()) {
    if (route.effect != Effect::command || route.service == Service::gateway) continue;
    for (Role role : {Role::sysadmin, Role::secadmin, Role::auditor})
      EXPECT_FALSE(route.roles.has(role)) << role_text(role) << " " << route.operation;
  }
}

TEST(Routes, OnlyProbesSignInAndDescriptionAreOpen) {
  std::set<std::string_view> open;
  for (const Route& route : routes())
    if (route.access == Access::anyone) open.insert(route.operation);
  EXPECT_EQ(open, (std::set<std::string_view>{"session.create", "openapi.get", "health.live", "health.ready"}));
}

TEST(Routes, EveryPermissionIsARouteAndEveryProjectCommandAChange) {
  std::set<std::string_view> operations;
  for (const Route& route : routes())
    operations.insert(route.operation);
  for (const auto& permission : domain::k_permissions)
    EXPECT_TRUE(operations.contains(permission.operation)) << permission.operation;
  for (const auto& row : domain::stage_table()) {
    const std::string path = "/v1/projects/x/" + std::string(domain::command_text(row.command));
    const Match match = find_route("POST", path);
    ASSERT_NE(match.route, nullptr) << path;
    EXPECT_EQ(match.route->roles, row.roles) << path;
    EXPECT_TRUE(match.route->if_match) << path;
  }
}

TEST(Routes, BodiesAreLimitedAndReadsCarryNone) {
  for (const Route& route : routes()) {
    EXPECT_EQ(route.body_limit == 0, route.method != "POST" && route.method != "PUT") << route.operation;
    EXPECT_LE(route.body_limit, 256U * 1024) << route.operation;
  }
  EXPECT_EQ(body_limit_of("POST", "/v1/sessions?x=1"), 4096U);
  EXPECT_EQ(body_limit_of("POST", "/v1/projects"), 64U * 1024);
  EXPECT_EQ(body_limit_of("POST", "/nowhere"), 4096U);
}

TEST(Routes, QueryParametersAreNamed) {
  const Route& list = *find_route("GET", "/v1/projects").route;
  EXPECT_TRUE(query_allowed(list, "limit"));
  EXPECT_TRUE(query_allowed(list, "max_amount_fen"));
  EXPECT_FALSE(query_allowed(list, "max_amount"));
  EXPECT_FALSE(query_allowed(list, ""));
  EXPECT_FALSE(query_allowed(list, "limit cursor"));
  const Route& command = *find_route("POST", "/v1/projects/x/landing").route;
  EXPECT_TRUE(query_allowed(command, "dry_run"));
  EXPECT_FALSE(query_allowed(command, "limit"));
}

TEST(Routes, ReadmeShowsThisTable) {
  const std::string readme = read(LUODI_SOURCE_DIR "/services/gateway/README.md");
  EXPECT_NE(readme.find(routes_markdown()), std::string::npos) << "services/gateway/README.md must contain exactly:\n"
                                                               << routes_markdown();
}

}  // namespace
}  // namespace luodi::gateway
