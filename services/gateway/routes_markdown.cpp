// The route table as people read it.
#include "services/gateway/routes.hpp"

namespace luodi::gateway {

namespace {
std::string roles_text(const Route& route) {
  switch (route.access) {
    case Access::anyone:
      return "公开 anyone";
    case Access::signed_in:
      return "登录 signed in";
    case Access::roles:
      break;
  }
  return route.roles.text();
}
}  // namespace

std::string routes_markdown() {
  std::string out =
      "| method | path | operation | service | who | what |\n"
      "|---|---|---|---|---|---|\n";
  for (const Route& route : routes())
    out += "| " + std::string(route.method) + " | `" + std::string(route.pattern) + "` | " +
           std::string(route.operation) + " | " + std::string(service_name(route.service)) + " | " + roles_text(route) +
           " | " + std::string(route.title_zh) + " " + std::string(route.title_en) + " |\n";
  return out;
}

}  // namespace luodi::gateway
