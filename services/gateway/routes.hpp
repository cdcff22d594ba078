#pragma once
// The one table of routes: method, path, service and operation, what the request may carry. Who may call an operation
// stands in common/domain/permission.hpp, for the services as well. Routing (404, 405 with Allow), authorisation (deny
// by default), the body limits, README.md, openapi.yaml and the tests all come from or are compared with it. Pure; the
// table is immutable, so it may be read from any thread.
//
//   Match m = find_route("POST", "/v1/projects/prj_1/landing");
//   m.route->operation == "project.landing";  m.params["id"] == "prj_1"
#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/kernel/role_set.hpp"

namespace luodi::gateway {

enum class Service { gateway, intake, progress_monitor, incentive_calculator };
std::string_view service_name(Service service);  // "progress-monitor"

enum class Access {
  anyone,     // no login
  signed_in,  // any account
  roles       // one of Route::roles
};

enum class Effect {
  query,    // reads
  command,  // changes state: Idempotency-Key required, dry_run allowed
  session   // changes sessions or the virtual clock: repeating it does no harm, so it needs no key
};

enum class Caching {
  none,
  object,  // the answer depends on one project (path parameter "id") and on who sees it
  list     // the answer depends on all projects
};

struct Route {
  std::string_view method;
  std::string_view pattern;  // "/v1/projects/{id}/landing"
  Service service;
  // Who answers when the question is about the past (query parameter as_of): the service that keeps the rules of it.
  Service past;
  std::string_view operation;
  Access access;
  RoleSet roles;  // for Access::roles: those of the operation
  Effect effect;
  bool if_match;           // a change of something that exists: 428 without If-Match
  std::size_t body_limit;  // bytes; 0 = no body allowed
  std::string_view query;  // allowed query parameters, separated by spaces
  Caching caching;
  std::string_view media_type;  // of the answer
  std::string_view title_zh;
  std::string_view title_en;
};

std::span<const Route> routes();

struct Match {
  const Route* route = nullptr;               // nullptr: path unknown, or known with other methods (allow not empty)
  std::map<std::string, std::string> params;  // path parameters
  std::string allow;                          // "GET, HEAD, POST": the Allow field of a 405
};
// `path` is decoded. HEAD finds the route of GET.
Match find_route(std::string_view method, std::string_view path);

// Limit of the body before the path is decoded or anybody is known; the smallest sensible value for unknown paths.
std::size_t body_limit_of(std::string_view method, std::string_view target);

bool query_allowed(const Route& route, std::string_view parameter);
// The service that answers a request with this query.
Service service_for(const Route& route, const std::map<std::string, std::string>& query);
bool may_call(const Route& route, const Actor* actor);  // nullptr = nobody is signed in

// The table as Markdown, as it stands in README.md.
std::string routes_markdown();

}  // namespace luodi::gateway
