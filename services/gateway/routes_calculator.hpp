#pragma once
// The routes of the incentive calculator: policies, referrals, award runs (measure 7).
#include "services/gateway/route_builders.hpp"

namespace luodi::gateway::table {

inline constexpr auto k_calculator_routes = std::to_array<Route>({
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
});

}  // namespace luodi::gateway::table
