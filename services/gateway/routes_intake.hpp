#pragma once
// The routes of intake: parks and offices, and a project from the lead to its agreement (measures 1 to 4).
#include "services/gateway/route_builders.hpp"

namespace luodi::gateway::table {

inline constexpr std::string_view k_project_filters =
    "limit cursor sort stage light host channel q industry introduced_by min_amount_fen max_amount_fen";

inline constexpr auto k_intake_routes = std::to_array<Route>({
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
    change("/v1/projects/{id}/amount-correction", in, "project.amount-correction", "更正信息的投资额",
           "correct the amount of the lead"),
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
});

}  // namespace luodi::gateway::table
