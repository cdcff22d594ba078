#pragma once
// The routes that the gateway answers itself: sign-in and accounts, the feed of changes, the clock, the contract,
// health.
#include "services/gateway/route_builders.hpp"

namespace luodi::gateway::table {

inline constexpr auto k_account_routes = std::to_array<Route>({
    session("POST", "/v1/sessions", "session.create", Access::anyone, k_tiny, "登录", "sign in"),
    session("DELETE", "/v1/sessions/current", "session.delete", Access::signed_in, 0, "退出登录", "sign out"),
    signed_in("/v1/me", "me.get", "", k_json, "当前用户", "who am I"),
    query("/v1/accounts", gw, "account.list", k_page, Caching::none, "账号列表", "list accounts"),
    create("/v1/accounts", gw, "account.create", k_tiny, "新建账号", "create an account"),
    query("/v1/accounts/{id}", gw, "account.get", "", Caching::none, "账号", "read an account"),
    change("/v1/accounts/{id}/disabling", gw, "account.disable", "停用账号", "disable an account"),
});

inline constexpr auto k_own_routes = std::to_array<Route>({
    signed_in("/v1/changes", "change.list", "after limit", k_json, "变更流", "pull the changes"),
    signed_in("/v1/events", "event.stream", "", "text/event-stream", "事件推送", "stream the events (SSE)"),
    signed_in("/v1/clock", "clock.get", "", k_json, "系统时间", "what time is it"),
    session("POST", "/v1/clock", "clock.set", Access::roles, k_tiny, "拨动虚拟时钟（仅演练）",
            "move the virtual clock (drills only)"),
    open("/openapi.json", "openapi.get", "接口说明", "this interface as OpenAPI 3.1"),
    open("/livez", "health.live", "存活", "is the process alive"),
    open("/readyz", "health.ready", "就绪", "can it take requests"),
});

}  // namespace luodi::gateway::table
