#include "services/progress-monitor/domain/project_code_once.hpp"

#include <algorithm>
#include <optional>

#include "common/domain/evidence.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

using domain::Evidence;
using domain::EvidenceKind;
using domain::Project;

namespace {
std::optional<std::string> code_of(const Evidence& paper) {
  if (paper.kind != EvidenceKind::project_code) return std::nullopt;
  auto code = normalise_number(paper.reference.value_or(""));
  return code.empty() ? std::nullopt : std::optional(std::move(code));
}

// Reports keep the names of their papers (paper_name), not the papers.
void add_named(std::set<std::string>& codes, const std::vector<std::string>& names) {
  constexpr std::string_view k_named = "project_code/number/";
  for (const auto& name : names)
    if (name.starts_with(k_named)) codes.insert(name.substr(k_named.size()));
}

Expected<Project> after(const domain::Decision& decision, const Coded& on, const domain::Context& context) {
  Project project = *on.project;
  domain::EventMeta meta;
  meta.at = context.now;
  meta.actor = context.actor.username;
  for (const auto& raised : decision.events) {
    if (raised.kind != Project::kind || raised.subject != on.id) continue;
    if (auto folded = domain::apply_fact(project, raised.fact, raised.data, meta); !folded) return fail(folded.error());
  }
  return project;
}

Error used_elsewhere(std::size_t paper, const std::string& code, const CodeHolder& holder) {
  const std::string user = holder.id + (holder.name.empty() ? "" : " " + holder.name);
  Error error(
      ErrorCode::already_exists,
      bilingual("项目代码 {0} 已用于项目 {1}，一个代码只证明一个项目 / the project code {0} was used for project "
                "{1}: a code proves one project",
                code, user));
  error.fields.push_back({"/evidence/" + std::to_string(paper) + "/reference", "used", error.detail});
  error.next_zh = "核对后填写本项目的代码；代码确属本项目的，由投资促进部门先撤回另一项目的登记：POST /v1/projects/" +
                  holder.id + "/stage-return 或 progress-retraction";
  error.next_en =
      "give the code of this project; where it is this project's, the bureau first takes back the other one's record: "
      "POST /v1/projects/" +
      holder.id + "/stage-return or progress-retraction";
  return error;
}
}  // namespace

std::set<std::string> codes_of(const Project& project) {
  std::set<std::string> codes;
  if (project.landing)
    for (const auto& paper : project.landing->evidence)
      if (auto code = code_of(paper)) codes.insert(std::move(*code));
  for (const auto& report : project.progress) {
    if (report.retracted_by) continue;
    add_named(codes, report.papers);
    add_named(codes, report.digests);
  }
  return codes;
}

Expected<domain::Decision> with_codes_once(Expected<domain::Decision> decision, const Coded& on,
                                           const std::vector<Evidence>& evidence, const CodeUsers& elsewhere,
                                           const domain::Context& context) {
  if (!decision) return decision;
  const auto then = after(*decision, on, context);
  if (!then) return fail(then.error());
  const auto had = codes_of(*on.project);
  const auto has = codes_of(*then);
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    const auto code = code_of(evidence[i]);
    if (!code || had.contains(*code) || !has.contains(*code)) continue;
    const auto users = elsewhere(*code);
    const auto user = std::find_if(users.begin(), users.end(), [](const CodeHolder& each) { return !each.ended; });
    if (user != users.end()) return fail(used_elsewhere(i, *code, *user));
  }
  const auto release = [&](const std::string& code, const std::string& holder) {
    decision->claims.push_back({std::string(k_code_index), code, holder, /*release=*/true});
  };
  for (const auto& code : has) {
    if (had.contains(code)) continue;
    // Before the claim: the store judges them in order, and a release of what somebody else holds changes nothing.
    for (const auto& user : elsewhere(code))
      if (user.ended) release(code, user.id);
    decision->claim(std::string(k_code_index), code, on.id);
  }
  for (const auto& code : had)
    if (!has.contains(code)) release(code, on.id);
  return decision;
}

}  // namespace luodi::monitor
