#include "services/gateway/routes.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "services/gateway/routes_calculator.hpp"
#include "services/gateway/routes_gateway.hpp"
#include "services/gateway/routes_intake.hpp"
#include "services/gateway/routes_monitor.hpp"

namespace luodi::gateway {

namespace {
// One table out of the services' parts, in the order in which README.md shows it.
template <std::size_t... Sizes>
consteval auto joined(const std::array<Route, Sizes>&... parts) {
  std::array<Route, (Sizes + ...)> out{};
  auto end = out.begin();
  ((end = std::copy(parts.begin(), parts.end(), end)), ...);
  return out;
}
constexpr auto k_routes = joined(table::k_account_routes, table::k_intake_routes, table::k_monitor_routes,
                                 table::k_calculator_routes, table::k_own_routes);

struct Node {
  std::string literal;    // of the segment; empty for a parameter
  std::string parameter;  // its name
  std::string ending;     // fixed text behind the parameter: ".csv"
  std::vector<std::unique_ptr<Node>> next;
  std::vector<const Route*> routes;
};

std::string_view take_segment(std::string_view& path) {
  path.remove_prefix(1);  // '/'
  const auto end = std::min(path.find('/'), path.size());
  const auto segment = path.substr(0, end);
  path.remove_prefix(end);
  return segment;
}

Node* child_of(Node& node, std::string_view segment) {
  const bool parameter = segment.starts_with('{');
  const auto closing = parameter ? segment.find('}') : 0;
  const std::string name(parameter ? segment.substr(1, closing - 1) : segment);
  const std::string ending(parameter ? segment.substr(closing + 1) : "");
  for (auto& child : node.next)
    if ((parameter ? child->parameter : child->literal) == name && child->ending == ending) return child.get();
  auto& added = node.next.emplace_back(std::make_unique<Node>());
  (parameter ? added->parameter : added->literal) = name;
  added->ending = ending;
  // The narrower first: "/v1/sessions/current" must not be read as a session called "current", nor "x.csv" as an id.
  const auto breadth = [](const std::unique_ptr<Node>& each) {
    return each->parameter.empty() ? 0 : each->ending.empty() ? 2 : 1;
  };
  std::stable_sort(node.next.begin(), node.next.end(),
                   [&](const auto& a, const auto& b) { return breadth(a) < breadth(b); });
  return child_of(node, segment);
}

Node build_tree() {
  Node root;
  for (const Route& route : k_routes) {
    Node* node = &root;
    for (std::string_view rest = route.pattern; !rest.empty();)
      node = child_of(*node, take_segment(rest));
    node->routes.push_back(&route);
  }
  return root;
}

const Node* walk(const Node& node, std::string_view rest, std::map<std::string, std::string>& params) {
  if (rest.empty()) return node.routes.empty() ? nullptr : &node;
  const auto segment = take_segment(rest);
  if (segment.empty()) return nullptr;
  for (const auto& child : node.next) {
    if (!child->parameter.empty()) {
      if (segment.size() <= child->ending.size() || !segment.ends_with(child->ending)) continue;
      if (const Node* found = walk(*child, rest, params)) {
        params[child->parameter] = std::string(segment.substr(0, segment.size() - child->ending.size()));
        return found;
      }
    } else if (child->literal == segment) {
      if (const Node* found = walk(*child, rest, params)) return found;
    }
  }
  return nullptr;
}

std::string allow_of(const Node& node) {
  std::string out;
  for (const Route* route : node.routes) {
    out += (out.empty() ? "" : ", ") + std::string(route->method);
    if (route->method == "GET") out += ", HEAD";
  }
  return out;
}
}  // namespace

std::string_view service_name(Service service) {
  switch (service) {
    case Service::gateway:
      return "gateway";
    case Service::intake:
      return "intake";
    case Service::progress_monitor:
      return "progress-monitor";
    case Service::incentive_calculator:
      return "incentive-calculator";
  }
  return "";
}

std::span<const Route> routes() {
  return k_routes;
}

Match find_route(std::string_view method, std::string_view path) {
  static const Node tree = build_tree();
  Match match;
  if (!path.starts_with('/') || path == "/") return match;
  const Node* node = walk(tree, path, match.params);
  if (!node) return match;
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  for (const Route* route : node->routes)
    if (route->method == wanted) match.route = route;
  if (!match.route) match.allow = allow_of(*node);
  return match;
}

std::size_t body_limit_of(std::string_view method, std::string_view target) {
  const Match match = find_route(method, target.substr(0, target.find('?')));
  return match.route ? match.route->body_limit : table::k_tiny;
}

bool query_allowed(const Route& route, std::string_view parameter) {
  for (std::string_view rest = route.query; !rest.empty();) {
    const auto end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == parameter) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

Service service_for(const Route& route, const std::map<std::string, std::string>& query) {
  const bool past = query.contains("as_of") || query.contains("known_at");
  return past ? route.past : route.service;
}

bool may_call(const Route& route, const Actor* actor) {
  switch (route.access) {
    case Access::anyone:
      return true;
    case Access::signed_in:
      return actor != nullptr;
    case Access::roles:
      return actor != nullptr && route.roles.meets(*actor);
  }
  return false;
}

}  // namespace luodi::gateway
