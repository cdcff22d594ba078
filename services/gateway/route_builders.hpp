#pragma once
// How the rows of the route table are written: one function for each kind of route, so that a row says only what is
// particular to it. Who may call comes from common/domain/permission.hpp at compile time; an operation that stands
// there not is a compile error. Only for the routes_*.hpp; everybody else reads routes.hpp.
//
//   query("/v1/parks/{id}", in, "park.get", "", Caching::none, "园区", "read a park")
#include <array>
#include <string_view>

#include "common/domain/permission.hpp"
#include "services/gateway/routes.hpp"

namespace luodi::gateway::table {

using domain::allowed;
inline constexpr std::size_t k_small = 64 * 1024;   // a command with its list of evidence (files are kept elsewhere)
inline constexpr std::size_t k_tiny = 4 * 1024;     // a login, a clock
inline constexpr std::size_t k_large = 256 * 1024;  // a park with all its industries
inline constexpr std::string_view k_json = "application/json";

consteval Route query(std::string_view pattern, Service service, std::string_view operation,
                      std::string_view parameters, Caching caching, std::string_view zh, std::string_view en) {
  return {"GET",      pattern, service, service, operation, Access::roles, allowed(operation), Effect::query, false, 0,
          parameters, caching, k_json,  zh,      en};
}
// `service` knows the present, `past` judges and tells earlier days.
consteval Route query_past(std::string_view pattern, Service service, Service past, std::string_view operation,
                           std::string_view parameters, Caching caching, std::string_view zh, std::string_view en) {
  Route route = query(pattern, service, operation, parameters, caching, zh, en);
  route.past = past;
  return route;
}
constexpr Route own(Access access, std::string_view pattern, std::string_view operation, std::string_view parameters,
                    std::string_view media_type, std::string_view zh, std::string_view en) {
  return {"GET", pattern, Service::gateway, Service::gateway, operation,  access, RoleSet(), Effect::query,
          false, 0,       parameters,       Caching::none,    media_type, zh,     en};
}
constexpr Route open(std::string_view pattern, std::string_view operation, std::string_view zh, std::string_view en) {
  return own(Access::anyone, pattern, operation, "", k_json, zh, en);
}
constexpr Route signed_in(std::string_view pattern, std::string_view operation, std::string_view parameters,
                          std::string_view media_type, std::string_view zh, std::string_view en) {
  return own(Access::signed_in, pattern, operation, parameters, media_type, zh, en);
}
consteval Route create(std::string_view pattern, Service service, std::string_view operation, std::size_t limit,
                       std::string_view zh, std::string_view en) {
  return {"POST",
          pattern,
          service,
          service,
          operation,
          Access::roles,
          allowed(operation),
          Effect::command,
          false,
          limit,
          "dry_run",
          Caching::none,
          k_json,
          zh,
          en};
}
consteval Route file(std::string_view pattern, Service service, std::string_view operation, std::string_view media_type,
                     std::string_view zh, std::string_view en, std::string_view parameters = "") {
  Route route = query(pattern, service, operation, parameters, Caching::none, zh, en);
  route.media_type = media_type;
  return route;
}
consteval Route change(std::string_view pattern, Service service, std::string_view operation, std::string_view zh,
                       std::string_view en, std::string_view method = "POST") {
  return {method,
          pattern,
          service,
          service,
          operation,
          Access::roles,
          allowed(operation),
          Effect::command,
          true,
          k_small,
          "dry_run",
          Caching::none,
          k_json,
          zh,
          en};
}
consteval Route session(std::string_view method, std::string_view pattern, std::string_view operation, Access access,
                        std::size_t limit, std::string_view zh, std::string_view en) {
  return {method,
          pattern,
          Service::gateway,
          Service::gateway,
          operation,
          access,
          access == Access::roles ? allowed(operation) : RoleSet(),
          Effect::session,
          false,
          limit,
          "",
          Caching::none,
          k_json,
          zh,
          en};
}
inline constexpr auto in = Service::intake;
inline constexpr auto pm = Service::progress_monitor;
inline constexpr auto ic = Service::incentive_calculator;
inline constexpr auto gw = Service::gateway;
inline constexpr std::string_view k_page = "limit cursor";

}  // namespace luodi::gateway::table
