#include "services/progress-monitor/domain/announce_problem.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

std::string owning_org(const std::string& owner, const domain::Project& project, const Teller& teller) {
  const auto* policy = teller.policies ? teller.policies->in_force(civil_date(teller.now)) : nullptr;
  return policy ? org_of(owner_of_service(owner, project, *policy)).value_or(owner) : owner;
}

namespace {
// Who answers for the owner of a problem: a role of the city, or an organisation. False where that has no account here,
// so that the bureau hears in its place.
bool address(Announcement& out, const std::string& owner, const domain::Project& project, const Teller& teller) {
  out.org = domain::responsible_org(project);
  if (const auto role = role_of(owner)) {
    out.to_bureau = *role == Role::bureau;
    out.to_committee = *role == Role::committee;
    out.to_leader = *role == Role::leader;
    return true;
  }
  const std::string org = owning_org(owner, project, teller);
  // The entity: where nobody reads its letters, the city hears of that.
  if (same_code(org, out.org)) return true;
  out.owner = org;
  if (is_unheard(teller, org)) out.to_bureau = true;
  return !out.to_bureau;
}

std::optional<Announcement> told(const ProblemNews& news, std::string_view fact, const Twin& what,
                                 const std::string& why, Instant due_at, const Teller& teller) {
  const Problem& problem = *news.problem;
  const bool stands = problem.state == ProblemState::open && problem.due_at == due_at;
  if (!stands || domain::has_ended(*news.project)) return std::nullopt;
  Announcement out;
  out.about = news.id + ":" + std::string(fact) + ":" + std::to_string(news.version);
  out.occasion = "problem_assigned";
  out.project_id = problem.project_id;
  const bool heard = address(out, problem.owner, *news.project, teller);
  const std::string title = twin_of(problem.title).zh;
  out.subject = "【问题" + what.zh + "】" + title + "：" + problem.project_name;
  out.text = "项目：" + problem.project_name + "\n问题：" + title;
  if (!problem.text.empty()) out.text += "\n情况：" + twin_of(problem.text).zh;
  out.text += "\n层级：" + std::string(word_of(problem.level).zh) + "\n由" + teller.names.of(problem.owner) +
              "负责解决，截止：" + until_zh(due_at);
  if (!why.empty()) out.text += "\n原因：" + why;
  if (!heard)
    out.text += "\n责任单位在本平台没有可用账号，由" + teller.names.of(std::string(domain::k_bureau_org)) +
                "代为接收：请转告责任单位，解决后代为报告，或者改派其他单位。";
  out.text += "\n解决后请报告，由提出方确认销号。" + basis_line(teller, "5", civil_date(teller.now)) + "\nProblem " +
              news.id + " " + what.en + ": to be solved by its owner by " + until_en(due_at) +
              "; report it once it is solved, the reporter confirms it.";
  if (!heard)
    out.text +=
        " The owner has no account here, so the bureau hears in its place: pass it on and report it solved for it, or "
        "assign another body.";
  return out;
}
}  // namespace

std::optional<Announcement> announce_problem(const ProblemNews& news, const ProblemReported& reported,
                                             const Teller& teller) {
  if (reported.owner != news.problem->owner) return std::nullopt;
  if (!reported.reporter_org.empty() && same_code(reported.reporter_org, reported.owner)) return std::nullopt;
  return told(news, ProblemReported::fact, {"交办", "was reported"}, "", reported.due_at, teller);
}

std::optional<Announcement> announce_problem(const ProblemNews& news, const ProblemAssigned& assigned,
                                             const Teller& teller) {
  if (assigned.owner != news.problem->owner) return std::nullopt;
  return told(news, ProblemAssigned::fact, {"交办", "was assigned"}, assigned.reason, assigned.due_at, teller);
}

std::optional<Announcement> announce_problem(const ProblemNews& news, const ProblemReopened& reopened,
                                             const Teller& teller) {
  return told(news, ProblemReopened::fact, {"重开", "was reopened"}, reopened.reason, reopened.due_at, teller);
}

}  // namespace luodi::monitor
