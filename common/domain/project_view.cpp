#include "common/domain/project_view.hpp"

#include <algorithm>

#include "common/domain/stage_table.hpp"
#include "common/kernel/industry.hpp"

namespace luodi::domain {

namespace {
using codec::Json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? codec::encode(*value) : Json(nullptr);
}

Json list_of(const auto& values) {
  Json out = Json::array();
  for (const auto& value : values)
    out.push_back(codec::encode(value));
  return out;
}

Json industry_of(const Project& project, std::string_view language) {
  auto industry = Industry::parse(project.industry_code);
  if (!industry) return nullptr;  // a secret stub
  Json out = {{"code", industry->str()},
              {"edition", project.industry_edition},
              {"section", std::string(1, industry->section())},
              {"industrial", industry->is_industrial()}};
  if (language != "en") {
    out["section_title"] = section_title(industry->section());
    out["division"] = industry->division();
  }
  return out;
}

Json missing_lines(const std::vector<MissingItem>& missing, bool english) {
  Json out = Json::array();
  for (const auto& item : missing)
    out.push_back({{"item", item.item},
                   {"clause", item.clause},
                   {"owner", item.owner},
                   {"title", english ? item.title_en : item.title_zh}});
  return out;
}

Json review_of(const Project& project) {
  return {{"opinions", list_of(project.review.opinions)}, {"decision", or_null(project.review.decision)}};
}

// The checklist in the order of the policy; a line that nobody has answered is open.
Json pre_assessment_of(const Project& project, const policy::Policy* policy, CivilDate today, bool english) {
  Json items = Json::array();
  if (policy != nullptr) {
    for (const auto& line : policy->pre_assessment) {
      const auto answered = std::find_if(project.pre_assessment.begin(), project.pre_assessment.end(),
                                         [&](const auto& result) { return result.item == line.id; });
      Json item = {{"item", line.id},
                   {"title", english ? line.title_en : line.title_zh},
                   {"owner", line.owner},
                   {"mandatory", is_mandatory(line, today, false)},
                   {"outcome", "open"}};
      if (answered != project.pre_assessment.end()) {
        item["outcome"] = answered->outcome;
        item["opinion"] = answered->opinion;
        item["by"] = answered->by;
      }
      items.push_back(std::move(item));
    }
  }
  return {{"items", std::move(items)}, {"decision", or_null(project.pre_assessment_decision)}};
}

// Actions that make no sense now are no next steps, although the table would allow them at this stage.
bool is_next_step(const Project& project, Command command, CivilDate today) {
  switch (command) {
    case Command::published_facts:
      return false;
    case Command::resumption:
      return project.suspension.has_value();
    case Command::suspension:
      return !project.suspension;
    case Command::first_talk:
      return project.first_talk && today <= project.first_talk->until;
    case Command::review_opinions:
    case Command::review_decision:
    case Command::allocation:
    case Command::negotiation:
    case Command::pre_assessment_items:
    case Command::pre_assessment_decision:
    case Command::signing:
    case Command::amendments:
    case Command::landing:
    case Command::start:
    case Command::production:
    case Command::progress:
    case Command::funds:
    case Command::exemptions:
    case Command::exit:
      return true;
  }
  return true;
}

Json funds_of(const Project& project) {
  auto total = verified_funds(project, civil_date(project.updated_at));
  return total ? Json(total->value()) : Json(nullptr);
}

Json head_of(const ProjectRecord& record) {
  const Project& project = *record.project;
  const auto amount = last_known_amount(project);
  return {{"id", record.id},
          {"version", record.version},
          {"name", project.name},
          {"enterprise", codec::encode(project.enterprise)},
          {"industry_code", project.industry_code},
          {"channel", codec::encode(project.channel)},
          {"introduced_by", project.introduced_by},
          {"secret", project.secret},
          {"stage", codec::encode(project.stage)},
          {"suspended", project.suspension.has_value()},
          {"light", codec::enum_text(record.watch ? record.watch->light : Light::none)},
          {"idle_cycles", record.watch ? record.watch->idle_cycles : 0},
          {"host", project.host.empty() ? Json(nullptr) : Json(project.host)},
          {"agreed_amount_fen", or_null(amount)},
          {"agreed_amount_display", amount ? Json(amount->display()) : Json(nullptr)},
          {"verified_funds_fen", funds_of(project)},
          {"created_at", project.created_at.str()},
          {"updated_at", project.updated_at.str()}};
}
}  // namespace

Json next_steps(const Project& project, const policy::Policy& policy, CivilDate today, std::string_view language) {
  const bool english = language == "en";
  Brought brought;
  brought.on = today;
  Json moving = Json::array();
  Json staying = Json::array();
  for (const auto& row : stage_table()) {
    if (!check_stage(project, row.command) || !is_next_step(project, row.command, today)) continue;
    Json roles = Json::array();
    for (const auto role : row.roles.names())
      roles.push_back(role);
    const bool onward = row.to && *row.to != Stage::exited;
    Json step = {{"command", command_text(row.command)},
                 {"title", english ? row.title_en : row.title_zh},
                 {"leads_to", row.to ? Json(codec::enum_text(*row.to)) : Json(nullptr)},
                 {"roles", std::move(roles)},
                 {"missing", missing_lines(missing_for(project, row.command, brought, policy), english)}};
    (onward ? moving : staying).push_back(std::move(step));
  }
  for (auto& step : staying)
    moving.push_back(std::move(step));
  return moving;
}

Json project_summary(const ProjectRecord& record) {
  return head_of(record);
}

Json project_view(const ProjectRecord& record, const policy::PolicyBook& policies, CivilDate today,
                  std::string_view language) {
  const Project& project = *record.project;
  const auto in_force = policies.at(today);
  const policy::Policy* policy = in_force ? *in_force : nullptr;
  Json view = head_of(record);
  view["uscc_check"] = project.uscc_check;
  view["industry"] = industry_of(project, language);
  view["region_code"] = or_null(project.region_code);
  view["referrer_id"] = or_null(project.referrer_id);
  view["group"] = or_null(project.group);
  view["responsible"] = responsible_org(project);
  view["reached"] = list_of(project.reached);
  view["amounts"] = list_of(project.amounts);
  view["suspected_duplicates"] = list_of(project.suspected_duplicates);
  view["first_talk"] = or_null(project.first_talk);
  view["admission"] = or_null(project.admission);
  view["review"] = review_of(project);
  view["allocation"] = or_null(project.allocation);
  view["pre_assessment"] = pre_assessment_of(project, policy, today, language == "en");
  view["framework"] = or_null(project.framework);
  view["agreement"] = or_null(project.agreement);
  view["landing"] = or_null(project.landing);
  view["start"] = or_null(project.start);
  view["production"] = or_null(project.production);
  view["progress"] = list_of(project.progress);
  view["funds"] = list_of(project.funds);
  view["exemptions"] = list_of(project.exemptions);
  view["suspension"] = or_null(project.suspension);
  view["past_suspensions"] = list_of(project.past_suspensions);
  view["published_facts"] = list_of(project.published_facts);
  view["next_steps"] = policy ? next_steps(project, *policy, today, language) : Json::array();
  return view;
}

}  // namespace luodi::domain
