#include "common/domain/project_view.hpp"

#include <algorithm>

#include "common/domain/checklist.hpp"
#include "common/domain/visibility.hpp"
#include "common/kernel/industry.hpp"

namespace luodi::domain {

namespace {
template <class T>
const T* pointer_to(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

std::optional<IndustryView> industry_of(const Project& project, std::string_view language) {
  const auto industry = Industry::parse(project.industry_code);
  if (!industry) return std::nullopt;
  IndustryView view;
  view.code = industry->str();
  view.edition = project.industry_edition;
  view.section = std::string(1, industry->section());
  view.industrial = industry->is_industrial();
  if (language != "en") {
    view.section_title = section_title(industry->section());
    view.division = industry->division();
  }
  return view;
}

std::vector<MissingLine> missing_lines(std::vector<MissingItem> missing, bool english) {
  std::vector<MissingLine> out;
  for (auto& item : missing) {
    auto& line = out.emplace_back();
    line.item = std::move(item.item);
    line.clause = std::move(item.clause);
    line.owner = std::move(english ? item.owner.en : item.owner.zh);
    line.title = std::move(english ? item.title_en : item.title_zh);
  }
  return out;
}

// The checklist in the order of the policy; a line that nobody has answered is open.
PreAssessmentView pre_assessment_of(const Project& project, const policy::Policy* policy, CivilDate today,
                                    bool english) {
  PreAssessmentView view;
  view.decision = pointer_to(project.pre_assessment_decision);
  if (policy == nullptr) return view;
  for (const auto& line : policy->pre_assessment) {
    auto& item = view.items.emplace_back();
    item.item = line.id;
    item.title = english ? line.title_en : line.title_zh;
    const auto owner = line_owner(line, project, *policy);
    item.owner = !owner ? line.owner : english ? owner->title.en : owner->title.zh;
    item.mandatory = is_mandatory(line, today, false);
    const auto answered = std::find_if(project.pre_assessment.begin(), project.pre_assessment.end(),
                                       [&](const auto& result) { return result.item == line.id; });
    if (answered == project.pre_assessment.end()) continue;
    item.outcome = answered->outcome;
    item.opinion = answered->opinion;
    item.by = answered->by;
    if (answered->department) item.department = *answered->department;
    item.on_behalf = answered->on_behalf;
    item.answered_on = answered->answered_on;
  }
  return view;
}

// Since when its light is red: the gate of an exit then asks for a leader's approval.
std::optional<CivilDate> red_light_since(const Watch* watch) {
  if (watch == nullptr || watch->light != Light::red) return std::nullopt;
  return red_since(*watch);
}

// Actions that make no sense now are no next steps, although the table would allow them at this stage.
bool is_next_step(const Project& project, Command command, CivilDate today, std::optional<CivilDate> red) {
  switch (command) {
    case Command::published_facts:
    case Command::amount_correction:  // nobody is asked to have been wrong
    case Command::funds_correction:
    case Command::progress_retraction:
    case Command::stage_return:
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
    case Command::plan:
      return true;
    case Command::exit_approval:
      return red && !exit_approved_since(project, *red);
  }
  return true;
}

// Of what a role may do on a project of its organisation, some belongs to one of its parties alone.
bool is_own_step(const Project& project, Command command, const Reader& reader) {
  if (command == Command::first_talk)
    return reader.roles.has(Role::bureau) || (project.first_talk && project.first_talk->owner == reader.org);
  if (command == Command::pre_assessment_items)  // a park answers the lines of the host
    return reader.roles.meets(RoleSet::of(Role::bureau, Role::reviewer)) || project.host == reader.org;
  if (command == Command::plan)  // the bureau corrects, it does not plan
    return reader.roles.has(Role::park) || !project.plans.empty();
  return true;
}

void summarise(const ProjectRecord& record, ProjectSummary& view) {
  const Project& project = *record.project;
  view.id = record.id;
  view.version = record.version;
  view.name = project.name;
  view.enterprise = &project.enterprise;
  view.industry_code = project.industry_code;
  view.channel = project.channel;
  view.introduced_by = project.introduced_by;
  view.secret = project.secret;
  view.stage = project.stage;
  view.suspended = project.suspension.has_value();
  if (record.watch != nullptr) {
    view.light = record.watch->light;
    view.idle_cycles = record.watch->idle_cycles;
  }
  if (!project.host.empty()) view.host = project.host;
  view.agreed_amount_fen = last_known_amount(project);
  if (view.agreed_amount_fen) view.agreed_amount_display = view.agreed_amount_fen->display();
  if (const auto total = verified_funds(project, civil_date(project.updated_at))) view.verified_funds_fen = *total;
  view.created_at = project.created_at;
  view.updated_at = project.updated_at;
}
}  // namespace

std::vector<NextStep> next_steps(const Project& project, const policy::Policy& policy, CivilDate today,
                                 const Reader& reader, const Watch* watch) {
  const bool english = reader.language == "en";
  Brought brought;
  brought.on = today;
  brought.red_since = red_light_since(watch);
  std::vector<NextStep> moving;
  std::vector<NextStep> staying;
  for (const auto& row : stage_table()) {
    if (!fits_stage(project, row) || !is_next_step(project, row.command, today, brought.red_since)) continue;
    if (!acts_on(reader.roles, reader.org, row.roles, project) || !is_own_step(project, row.command, reader)) continue;
    const bool onward = row.to && *row.to != Stage::exited;
    auto& step = (onward ? moving : staying).emplace_back();
    step.command = command_text(row.command);
    step.title = english ? row.title_en : row.title_zh;
    if (row.to) step.leads_to = codec::enum_text(*row.to);
    for (const auto role : row.roles.names())
      step.roles.push_back(role);
    step.missing = missing_lines(missing_for(project, row.command, brought, policy), english);
  }
  std::move(staying.begin(), staying.end(), std::back_inserter(moving));
  return moving;
}

ProjectSummary project_summary(const ProjectRecord& record) {
  ProjectSummary view;
  summarise(record, view);
  return view;
}

ProjectView project_view(const ProjectRecord& record, const policy::PolicyBook& policies, CivilDate today,
                         const Reader& reader) {
  const Project& project = *record.project;
  const auto in_force = policies.at(today);
  const policy::Policy* policy = in_force ? *in_force : nullptr;
  ProjectView view;
  summarise(record, view);
  view.uscc_check = project.uscc_check;
  view.industry = industry_of(project, reader.language);
  view.region_code = pointer_to(project.region_code);
  view.referrer_id = pointer_to(project.referrer_id);
  view.group = pointer_to(project.group);
  view.responsible = responsible_org(project);
  view.reached = &project.reached;
  view.amounts = &project.amounts;
  view.suspected_duplicates = &project.suspected_duplicates;
  view.first_talk = pointer_to(project.first_talk);
  view.admission = pointer_to(project.admission);
  view.review.opinions = &project.review.opinions;
  view.review.decision = pointer_to(project.review.decision);
  view.allocation = pointer_to(project.allocation);
  view.pre_assessment = pre_assessment_of(project, policy, today, reader.language == "en");
  view.framework = pointer_to(project.framework);
  view.agreement = pointer_to(project.agreement);
  view.landing = pointer_to(project.landing);
  if (!landing_stands(project, policies)) view.landing_unproved = true;
  view.start = pointer_to(project.start);
  view.production = pointer_to(project.production);
  view.returns = &project.returns;
  view.progress = judged_progress(project, policies);
  view.funds = judged_funds(project, policies);
  view.exemptions = &project.exemptions;
  view.suspension = pointer_to(project.suspension);
  view.past_suspensions = &project.past_suspensions;
  if (!project.plans.empty()) view.plan = &project.plans.back();
  view.exit_approval = pointer_to(project.exit_approval);
  view.exit = pointer_to(project.exit);
  view.published_facts = &project.published_facts;
  if (policy != nullptr) view.next_steps = next_steps(project, *policy, today, reader, record.watch);
  return view;
}

}  // namespace luodi::domain
