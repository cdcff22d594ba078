#include "services/gateway/routes.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "common/domain/permission.hpp"

namespace luodi::gateway {

namespace {
using domain::allowed;
constexpr std::size_t k_small = 64 * 1024;   // a command with its list of evidence (files are kept elsewhere)
constexpr std::size_t k_tiny = 4 * 1024;     // a login, a clock
constexpr std::size_t k_large = 256 * 1024;  // a park with all its industries
constexpr std::string_view k_json = "application/json";

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
                     std::string_view zh, std::string_view en) {
  Route route = query(pattern, service, operation, "", Caching::none, zh, en);
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
constexpr auto in = Service::intake;
constexpr auto pm = Service::progress_monitor;
constexpr auto ic = Service::incentive_calculator;
constexpr auto gw = Service::gateway;
constexpr std::string_view k_page = "limit cursor";
constexpr std::string_view k_project_filters =
    "limit cursor sort stage light host channel q industry introduced_by min_amount_fen max_amount_fen";

constexpr auto k_routes = std::to_array<Route>({
    session("POST", "/v1/sessions", "session.create", Access::anyone, k_tiny, "登录", "sign in"),
    session("DELETE", "/v1/sessions/current", "session.delete", Access::signed_in, 0, "退出登录", "sign out"),
    signed_in("/v1/me", "me.get", "", k_json, "当前用户", "who am I"),
    query("/v1/accounts", gw, "account.list", k_page, Caching::none, "账号列表", "list accounts"),
    create("/v1/accounts", gw, "account.create", k_tiny, "新建账号", "create an account"),
    query("/v1/accounts/{id}", gw, "account.get", "", Caching::none, "账号", "read an account"),
    change("/v1/accounts/{id}/disabling", gw, "account.disable", "停用账号", "disable an account"),

    query("/v1/parks", in, "park.list", k_page, Caching::none, "园区列表", "list parks"),
    create("/v1/parks", in, "park.register", k_large, "登记园区", "register a park"),
    query("/v1/parks/{id}", in, "park.get", "", Caching::none, "园区", "read a park"),

    query("/v1/offices", in, "office.list", k_page, Caching::none, "驻外机构列表", "list offices"),
    create("/v1/offices", in, "office.register", k_tiny, "登记驻外机构", "register an office"),
    query("/v1/offices/{id}", in, "office.get", "", Caching::none, "驻外机构", "read an office"),

    query("/v1/projects", in, "project.list", k_project_filters, Caching::list, "项目列表", "list projects"),
    create("/v1/projects", in, "project.register", k_small, "登记项目信息", "register a lead"),
    query_past("/v1/projects/{id}", in, pm, "project.get", "as_of known_at", Caching::object, "项目", "read a project"),
    query("/v1/projects/{id}/timeline", in, "project.timeline", k_page, Caching::none, "项目时间线",
          "what happened to a project"),
    change("/v1/projects/{id}/first-talk", in, "project.first-talk", "首谈权续期", "renew first-talk protection"),
    change("/v1/projects/{id}/review-opinions", in, "project.review-opinions", "研判意见", "give a review opinion"),
    change("/v1/projects/{id}/review-decision", in, "project.review-decision", "研判结论", "decide the joint review"),
    change("/v1/projects/{id}/allocation", in, "project.allocation", "项目分配", "allocate to a park"),
    change("/v1/projects/{id}/negotiation", in, "project.negotiation", "启动洽谈", "start negotiating"),
    change("/v1/projects/{id}/pre-assessment-items", in, "project.pre-assessment-items", "预审事项",
           "record a pre-signing item"),
    change("/v1/projects/{id}/pre-assessment-decision", in, "project.pre-assessment-decision", "预审结论",
           "decide the pre-signing assessment"),
    change("/v1/projects/{id}/signing", in, "project.signing", "签约", "sign the agreement"),
    change("/v1/projects/{id}/amendments", in, "project.amendments", "协议变更", "amend the agreement"),
    change("/v1/projects/{id}/published-facts", in, "project.published-facts", "登记公开报道事实",
           "record a published fact"),

    change("/v1/projects/{id}/landing", pm, "project.landing", "落地", "land"),
    change("/v1/projects/{id}/start", pm, "project.start", "开工", "start construction"),
    change("/v1/projects/{id}/production", pm, "project.production", "投产", "start production"),
    query("/v1/projects/{id}/plan", pm, "project.plan-status", "", Caching::none, "进度计划与灯色",
          "plan, lag and pace"),
    change("/v1/projects/{id}/plan", pm, "project.plan", "编制进度计划", "set the plan"),
    change("/v1/projects/{id}/progress", pm, "project.progress", "报告进展", "report progress"),
    change("/v1/projects/{id}/funds", pm, "project.funds", "核实到位资金", "verify injected funds"),
    change("/v1/projects/{id}/exemptions", pm, "project.exemptions", "申请正当理由豁免", "claim an exemption"),
    change("/v1/projects/{id}/suspension", pm, "project.suspension", "中止", "suspend"),
    change("/v1/projects/{id}/resumption", pm, "project.resumption", "恢复", "resume"),
    change("/v1/projects/{id}/exit", pm, "project.exit", "退出", "exit"),
    change("/v1/exemptions/{id}/decision", pm, "exemption.decision", "审批豁免", "decide an exemption"),

    query("/v1/dispatch-cycles", pm, "dispatch-cycle.list", "limit cursor state year", Caching::none, "调度周期列表",
          "list dispatch cycles"),
    query("/v1/dispatch-cycles/{id}", pm, "dispatch-cycle.get", "", Caching::none, "半月调度报告", "report of a cycle"),
    file("/v1/dispatch-cycles/{id}.csv", pm, "dispatch-cycle.csv", "text/csv", "半月调度报告（CSV）",
         "report of a cycle as CSV"),
    file("/v1/dispatch-cycles/{id}.xlsx", pm, "dispatch-cycle.xlsx",
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "半月调度报告（XLSX）",
         "report of a cycle as XLSX"),
    file("/v1/dispatch-cycles/{id}.pdf", pm, "dispatch-cycle.pdf", "application/pdf", "半月调度报告（PDF）",
         "report of a cycle for printing"),
    create("/v1/dispatch-cycles/{id}/reports", pm, "dispatch-cycle.reports", k_small, "报送半月报告",
           "file the report of a project"),
    create("/v1/projects/{id}/problems", pm, "project.problems", k_small, "提出问题", "report a problem"),
    query("/v1/problems", pm, "problem.list", "limit cursor state level project", Caching::none, "问题列表",
          "list problems"),
    query("/v1/problems/{id}", pm, "problem.get", "", Caching::none, "问题", "read a problem"),
    change("/v1/problems/{id}/assign", pm, "problem.assign", "指派", "assign"),
    change("/v1/problems/{id}/resolve", pm, "problem.resolve", "报告已解决", "say that it is solved"),
    change("/v1/problems/{id}/confirm", pm, "problem.confirm", "确认销号", "close, by the reporter"),
    change("/v1/problems/{id}/reopen", pm, "problem.reopen", "重新打开", "reopen"),
    change("/v1/problems/{id}/escalate", pm, "problem.escalate", "提级", "escalate one level"),
    create("/v1/projects/{id}/tickets", pm, "project.tickets", k_small, "申请服务事项", "request a service"),
    query("/v1/tickets", pm, "ticket.list", "limit cursor state service project", Caching::none, "服务事项列表",
          "list service tickets"),
    query("/v1/tickets/{id}", pm, "ticket.get", "", Caching::none, "服务事项", "read a service ticket"),
    change("/v1/tickets/{id}/assign", pm, "ticket.assign", "交办", "assign"),
    change("/v1/tickets/{id}/answer", pm, "ticket.answer", "答复", "answer"),
    change("/v1/tickets/{id}/confirm", pm, "ticket.confirm", "确认办结", "close, by the asker"),
    change("/v1/tickets/{id}/reopen", pm, "ticket.reopen", "重新办理", "reopen with a new clock"),
    query("/v1/interviews", pm, "interview.list", "limit cursor state project org as_of", Caching::none, "约谈列表",
          "list interviews"),
    query("/v1/interviews/{id}", pm, "interview.get", "", Caching::none, "约谈", "read an interview"),
    change("/v1/interviews/{id}/hold-back", pm, "interview.hold-back", "暂缓约谈", "hold back"),
    change("/v1/interviews/{id}/issue", pm, "interview.issue", "发出约谈通知", "issue the notice"),
    change("/v1/interviews/{id}/withdraw", pm, "interview.withdraw", "撤销约谈", "withdraw"),
    change("/v1/interviews/{id}/schedule", pm, "interview.schedule", "安排约谈时间", "schedule"),
    change("/v1/interviews/{id}/explanation", pm, "interview.explanation", "提交书面说明", "explain in writing"),
    change("/v1/interviews/{id}/minutes", pm, "interview.minutes", "登记约谈纪要", "file the minutes"),
    change("/v1/interviews/{id}/rectification", pm, "interview.rectification", "提交整改方案或整改报告",
           "file the rectification plan or report"),
    change("/v1/interviews/{id}/verification", pm, "interview.verification", "核实整改", "verify the rectification"),
    file("/v1/interviews/{id}/notice.ics", pm, "interview.notice-ics", "text/calendar", "约谈日历邀请",
         "calendar invitation"),
    file("/v1/interviews/{id}/notice.pdf", pm, "interview.notice-pdf", "application/pdf", "约谈通知（公文）",
         "the notice as an official document"),
    file("/v1/interviews/{id}/minutes.pdf", pm, "interview.minutes-pdf", "application/pdf", "约谈纪要（公文）",
         "the minutes as an official document"),
    change("/v1/interviews/{id}/signed-copy", pm, "interview.signed-copy", "登记盖章签字件",
           "attach the sealed and signed copy"),
    query("/v1/notifications", pm, "notification.list", "limit cursor state project interview", Caching::none,
          "通知列表", "list notifications"),
    query("/v1/notifications/{id}", pm, "notification.get", "", Caching::none, "通知", "read a notification"),
    change("/v1/notifications/{id}/resend", pm, "notification.resend", "重发通知", "send again"),
    query("/v1/notification-preferences", pm, "notification-preference.get", "", Caching::none, "本人通知偏好",
          "how I want to hear"),
    change("/v1/notification-preferences", pm, "notification-preference.set", "设置本人通知偏好",
           "say how I want to hear", "PUT"),

    query("/v1/policies", ic, "policy.list", "", Caching::none, "政策列表", "list policies"),
    query("/v1/policies/{id}", ic, "policy.get", "", Caching::none, "政策", "read a policy"),
    query("/v1/referrals", ic, "referral.list", "limit cursor project", Caching::none, "引荐登记列表",
          "list referrals"),
    create("/v1/referrals", ic, "referral.register", k_small, "登记引荐", "register a referral"),
    query("/v1/referrals/{id}", ic, "referral.get", "", Caching::none, "引荐登记", "read a referral"),
    query("/v1/award-runs", ic, "award-run.list", "limit cursor kind year state", Caching::none, "奖励批次列表",
          "list award runs"),
    create("/v1/award-runs", ic, "award-run.create", k_small, "测算奖励", "compute an award run"),
    query("/v1/award-runs/{id}", ic, "award-run.get", "", Caching::none, "奖励批次", "read an award run"),
    change("/v1/award-runs/{id}/verify", ic, "award-run.verify", "核验", "verify"),
    change("/v1/award-runs/{id}/publish", ic, "award-run.publish", "公示", "publish"),
    change("/v1/award-runs/{id}/object", ic, "award-run.object", "异议", "object"),
    change("/v1/award-runs/{id}/approve", ic, "award-run.approve", "批准", "approve"),
    change("/v1/award-runs/{id}/pay", ic, "award-run.pay", "兑付", "pay"),

    signed_in("/v1/changes", "change.list", "after limit", k_json, "变更流", "pull the changes"),
    signed_in("/v1/events", "event.stream", "", "text/event-stream", "事件推送", "stream the events (SSE)"),
    signed_in("/v1/clock", "clock.get", "", k_json, "系统时间", "what time is it"),
    session("POST", "/v1/clock", "clock.set", Access::roles, k_tiny, "拨动虚拟时钟（仅演练）",
            "move the virtual clock (drills only)"),
    open("/openapi.json", "openapi.get", "接口说明", "this interface as OpenAPI 3.1"),
    open("/livez", "health.live", "存活", "is the process alive"),
    open("/readyz", "health.ready", "就绪", "can it take requests"),
});

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
  return match.route ? match.route->body_limit : k_tiny;
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
