#include "services/progress-monitor/domain/landing_finding.hpp"

#include "common/domain/stage_table.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

using domain::Decision;
using domain::Project;

namespace {
Project with(Project project, const std::string& id, const Decision& decision, const domain::Context& context) {
  domain::EventMeta meta;
  meta.at = context.now;
  meta.actor = context.actor.username;
  for (const auto& raised : decision.events)
    if (raised.kind == Project::kind && raised.subject == id)
      (void)domain::apply_fact(project, raised.fact, raised.data, meta);  // of this commit: it is readable
  return project;
}
}  // namespace

Decision find_unproved_landing(const Hindered& on, const std::vector<Concerning<Problem>>& known,
                               const Decision& correction, const domain::Context& context) {
  const auto& policies = *context.policies;
  if (!domain::landing_stands(*on.project, policies)) return {};  // told by an earlier correction
  const Project after = with(*on.project, on.id, correction, context);
  if (domain::landing_stands(after, policies)) return {};
  ReportProblem report;
  report.title =
      "落地认定依据不足：首期资金更正后未达标 / the landing is no longer proved: its first capital was corrected";
  report.text = bilingual(
      "{0} 的落地以首期到位资金为依据之一，更正后资金未达到标准；落地记录不撤销，请补充用地、项目代码或到位资金证明 / "
      "the landing on {0} rested on first capital, which the corrected funds no longer reach; it is not undone: bring "
      "land, the project code or the proof of funds",
      after.landing->landed_on);
  report.level = ProblemLevel::bureau;
  auto problem = decide_report_problem(on, &known, report, context);
  return problem ? std::move(*problem) : Decision();  // still open, or the project has ended: the view says it
}

}  // namespace luodi::monitor
