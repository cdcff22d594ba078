// openapi.json (made from openapi.yaml) and the route table describe the same interface.
#include "services/gateway/openapi.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "services/gateway/routes.hpp"

namespace luodi::gateway {
namespace {

using nlohmann::json;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

const json& contract() {
  static const json parsed = json::parse(openapi_json());
  return parsed;
}

const json& resolve(const json& node) {
  if (!node.contains("$ref")) return node;
  return contract().at(json::json_pointer(node["$ref"].get<std::string>().substr(1)));
}

std::set<std::string> parameters_in(const json& path, const json& operation, const std::string& place) {
  std::set<std::string> names;
  for (const json* holder : {&path, &operation})
    for (const auto& parameter : holder->value("parameters", json::array()))
      if (const json& p = resolve(parameter); p["in"] == place) names.insert(p["name"].get<std::string>());
  return names;
}

const json& operation_of(const Route& route) {
  return contract()["paths"][std::string(route.pattern)][lower(route.method)];
}

TEST(OpenApi, HasExactlyTheRoutesOfTheTable) {
  std::set<std::pair<std::string, std::string>> described;
  for (const auto& [path, item] : contract()["paths"].items())
    for (const auto& [method, operation] : item.items())
      if (method != "parameters") described.emplace(method, path);
  std::set<std::pair<std::string, std::string>> served;
  for (const Route& route : routes())
    served.emplace(lower(route.method), std::string(route.pattern));
  EXPECT_EQ(described, served);
}

TEST(OpenApi, SaysWhoMayCall) {
  for (const Route& route : routes()) {
    const json& operation = operation_of(route);
    EXPECT_EQ(operation.value("operationId", ""), route.operation);
    std::set<std::string> roles;
    for (const auto& role : operation.value("x-roles", json::array()))
      roles.insert(role.get<std::string>());
    std::set<std::string> expected;
    for (const auto& [role, name] : k_role_names)
      if (route.access == Access::roles && route.roles.has(role)) expected.insert(std::string(name));
    EXPECT_EQ(roles, expected) << route.operation;
    const bool open = operation.contains("security") && operation["security"].empty();
    EXPECT_EQ(open, route.access == Access::anyone) << route.operation;
  }
}

TEST(OpenApi, NamesTheParametersOfTheTable) {
  for (const Route& route : routes()) {
    const json& path = contract()["paths"][std::string(route.pattern)];
    const json& operation = operation_of(route);
    for (const auto& name : parameters_in(path, operation, "query"))
      EXPECT_TRUE(query_allowed(route, name)) << route.operation << " " << name;
    std::string_view rest = route.query;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(' '), rest.size());
      EXPECT_TRUE(parameters_in(path, operation, "query").contains(std::string(rest.substr(0, end))))
          << route.operation << " " << rest.substr(0, end);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    const auto headers = parameters_in(path, operation, "header");
    EXPECT_EQ(headers.contains("Idempotency-Key"), route.effect == Effect::command) << route.operation;
    EXPECT_EQ(headers.contains("If-Match"), route.if_match) << route.operation;
    EXPECT_EQ(parameters_in(path, operation, "path").contains("id"), route.pattern.find("{id}") != std::string::npos);
  }
}

TEST(OpenApi, DescribesBodiesAndAnswers) {
  for (const Route& route : routes()) {
    const json& operation = operation_of(route);
    EXPECT_EQ(operation.contains("requestBody"), route.body_limit > 0) << route.operation;
    ASSERT_TRUE(operation.contains("responses")) << route.operation;
    const json& answers = operation["responses"];
    EXPECT_TRUE(answers.contains("default")) << route.operation << " does not describe its problems";
    EXPECT_FALSE(operation.value("summary", "").empty()) << route.operation;
    const auto media = [&](const json& answer) { return resolve(answer).value("content", json::object()); };
    bool produced = route.operation == "session.delete";
    for (const auto& [status, answer] : answers.items())
      if (status.starts_with("2")) produced = produced || media(answer).contains(std::string(route.media_type));
    EXPECT_TRUE(produced) << route.operation << " does not answer " << route.media_type;
  }
}

void collect_refs(const json& node, std::set<std::string>& out) {
  if (node.is_object() && node.contains("$ref")) out.insert(node["$ref"].get<std::string>());
  if (node.is_structured())
    for (const auto& child : node)
      collect_refs(child, out);
}

TEST(OpenApi, EveryReferenceLeadsSomewhere) {
  std::set<std::string> refs;
  collect_refs(contract(), refs);
  EXPECT_GT(refs.size(), 20U);
  for (const auto& ref : refs) {
    ASSERT_TRUE(ref.starts_with("#/")) << ref;
    EXPECT_TRUE(contract().contains(json::json_pointer(ref.substr(1)))) << ref;
  }
}

TEST(OpenApi, IsVersion31) {
  EXPECT_EQ(contract()["openapi"], "3.1.0");
}

}  // namespace
}  // namespace luodi::gateway
