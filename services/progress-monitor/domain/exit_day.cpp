#include "services/progress-monitor/domain/exit_day.hpp"

#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"

namespace luodi::monitor {

using domain::Basis;

namespace {
void follow(std::optional<Basis>& last, Twin what, CivilDate on) {
  if (!last || last->on < on) last = Basis{std::move(what), on};
}
void follow(std::optional<Basis>& last, Twin what, const std::optional<CivilDate>& on) {
  if (on) follow(last, std::move(what), *on);
}

void follow_facts(std::optional<Basis>& last, const domain::Project& project, CivilDate today) {
  for (const auto& report : project.progress)
    if (!report.retracted_by && !report.retraction)
      follow(last,
             {"进展“" + std::string(word_of(report.kind).zh) + "”（" + report.id + "）", "the progress " + report.id},
             report.occurred_on);
  for (const auto& funds : project.funds)
    if (funds.amount_fen.value() > 0)
      follow(last, {"到位资金（" + funds.id + "）", "the funds " + funds.id}, funds.injected_on);
  for (const auto& version : project.amounts)
    if (version.basis == "amendment" && version.from <= today)
      follow(last, {"协议变更", "an amendment of the agreement"}, version.from);
  for (const auto& past : project.past_suspensions)
    follow(last, {"项目恢复", "the resumption"}, past.to);
  if (project.suspension) follow(last, {"项目暂停", "the suspension"}, project.suspension->from);
}
}  // namespace

Expected<void> check_exit_day(const domain::Project& project, const ExitAround& around, CivilDate on,
                              const domain::Context& context) {
  std::optional<Basis> last;
  follow_facts(last, project, civil_date(context.now));
  if (around.red_since && project.exit_approval)
    follow(last,
           {"退出批准（" + project.exit_approval->number + "）",
            "the approval of the exit, " + project.exit_approval->number},
           project.exit_approval->approved_on);
  follow(last, {"约谈启动", "the opening of the interview"}, around.interview_opened);
  follow(last, {"退出告知", "the exit notice"}, around.told_to_leave);
  return domain::check_rests_on(last, on, "/on", "before_last_fact");
}

}  // namespace luodi::monitor
