#include "services/progress-monitor/domain/announce_delay.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "common/kernel/name.hpp"
#include "common/policy/policy_book.hpp"
#include "services/progress-monitor/domain/announce_problem.hpp"
#include "services/progress-monitor/domain/dispatch_scope.hpp"
#include "services/progress-monitor/domain/project_object.hpp"
#include "services/progress-monitor/domain/quantity.hpp"
#include "services/progress-monitor/domain/revisit_decide.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"
#include "services/progress-monitor/domain/talent_card_decide.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
// What is late about something that belongs to a project since `ran_out_at`; nullopt = nothing has run out yet.
Announcement of_matter(std::string about, std::string_view occasion, const std::string& project_id,
                       const std::string& owner, const domain::Project& project, std::optional<Instant> ran_out_at) {
  Announcement out;
  out.about = std::move(about);
  out.occasion = occasion;
  out.project_id = project_id;
  if (ran_out_at)
    address_entity_of(out, project, *ran_out_at);
  else
    out.org = domain::responsible_org(project);
  out.to_bureau = true;
  out.owner = owner;
  return out;
}

// What somebody was to serve: whoever served it on the day that ran out, and who serves it by now.
Announcement of_service(std::string about, std::string_view occasion, const std::string& project_id,
                        const std::string& owner, const domain::Project& project, Instant ran_out_at) {
  auto out = of_matter(std::move(about), occasion, project_id, served_by(owner, known_at(project, ran_out_at)), project,
                       ran_out_at);
  const std::string by_now = served_by(owner, project);
  if (by_now != out.owner) out.also.push_back(by_now);
  return out;
}
// Who was to serve it when it ran out, and who does by now.
std::string server_then(const std::string& owner, const domain::Project& project, Instant ran_out_at,
                        const OrgNames& names) {
  const std::string then = served_by(owner, known_at(project, ran_out_at));
  const std::string by_now = served_by(owner, project);
  return names.of(then) + (then == by_now ? std::string() : "，现由" + names.of(by_now) + "承办");
}

// Whoever owned it before it climbed owes the solution no more, and a department may not report it any more: it is
// told. Empty where nobody else did.
Twin hand_over(Announcement& out, const ProblemEscalated& step, const domain::Project& project, const Teller& teller) {
  if (!step.former_owner)  // from before it was kept
    return {"负责单位有变化的，原负责单位请将办理情况移交现负责单位并配合；",
            "Where the owner is another one, the former hands over what was done and helps; "};
  const std::string& former = *step.former_owner;
  if (same_code(former, step.owner)) return {};
  if (const auto role = role_of(former)) {
    out.to_bureau = out.to_bureau || *role == Role::bureau;
    out.to_committee = out.to_committee || *role == Role::committee;
    out.to_leader = out.to_leader || *role == Role::leader;
  } else {
    const std::string org = owning_org(former, project, teller);
    out.also.push_back(org);
    out.to_bureau = out.to_bureau || is_unheard(teller, org);  // which hears in its place
  }
  const std::string name = teller.names.of(former);
  return {"原由" + name + "负责，现请" + name + "将办理情况移交现负责单位并配合，不再由其负责解决；",
          "Its former owner hands over what was done and helps, and is not to solve it any more; "};
}
}  // namespace

std::optional<Announcement> announce_escalation(const std::string& id, const Problem& problem,
                                                const ProblemEscalated& step, const domain::Project& project,
                                                const Teller& teller) {
  if (problem.state != ProblemState::open || domain::has_ended(project)) return std::nullopt;
  Announcement out;
  out.about = id + ":escalated:" + std::string(codec::enum_text(step.to)) + ":" + step.due_at.str();
  out.occasion = "problem_escalated";
  out.project_id = problem.project_id;
  if (step.ran_out_at)
    address_entity_of(out, project, *step.ran_out_at);
  else
    out.org = domain::responsible_org(project);  // somebody has it climb now
  out.to_bureau = step.to >= ProblemLevel::bureau;
  out.to_leader = step.to == ProblemLevel::city_leader;
  const Twin former = hand_over(out, step, project, teller);
  const std::string title = twin_of(problem.title).zh;
  out.subject = "【问题提级】" + title + "：" + problem.project_name;
  out.text =
      "项目：" + problem.project_name + "\n问题：" + title + "\n由" + std::string(word_of(step.from).zh) + "提至" +
      std::string(word_of(step.to).zh) + (step.automatic ? "（逾期自动提级）" : "（人工提级）") + "\n原因：" +
      (step.automatic ? twin_of(step.reason).zh : step.reason) + "\n现由" + teller.names.of(step.owner) +
      "负责，截止：" + until_zh(step.due_at) + "\n" + former.zh + "解决后请报告，由提出方确认销号。" +
      basis_line(teller, "5", civil_date(step.ran_out_at.value_or(teller.now))) + "\nProblem " + id +
      " has climbed from level " + std::string(word_of(step.from).en) + " to level " +
      std::string(word_of(step.to).en) + ": to be solved by its owner of now by " + until_en(step.due_at) + ". " +
      former.en + (former.en.empty() ? "Report" : "report") + " it once it is solved, the reporter confirms it.";
  return out;
}

std::optional<Announcement> announce_overdue_problem(const std::string& id, const Problem& problem,
                                                     const ProblemOverdue& late, const domain::Project& project,
                                                     const Teller& teller) {
  if (problem.state != ProblemState::open || problem.due_at != late.due_at || domain::has_ended(project))
    return std::nullopt;
  auto out = of_matter(id + ":overdue:" + late.due_at.str(), "problem_overdue", problem.project_id,
                       owning_org(problem.owner, project, teller), project, late.due_at);
  if (out.owner == out.org) out.owner.clear();
  out.to_leader = true;
  out.to_committee = problem.owner == role_text(Role::committee);
  const std::string title = twin_of(problem.title).zh;
  out.subject = "【问题逾期】" + title + "：" + problem.project_name;
  out.text = "项目：" + problem.project_name + "\n问题：" + title + "\n层级：" +
             std::string(word_of(problem.level).zh) + "，已无上级可提\n由" + teller.names.of(problem.owner) +
             "负责，截止：" + until_zh(late.due_at) + "，尚未解决。" +
             basis_line(teller, "5", civil_date(late.due_at)) + "\nProblem " + id + " is overdue at the level of the " +
             std::string(word_of(problem.level).en) + ", it was due by " + until_en(late.due_at) + ".";
  return out;
}

std::optional<Announcement> announce_late_ticket(const std::string& id, const Ticket& ticket, const TicketOverdue& late,
                                                 const domain::Project& project, const OrgNames& names) {
  if (ticket.state != TicketState::open) return std::nullopt;
  auto out = of_service(id + ":overdue:" + late.due_at.str(), "ticket_overdue", ticket.project_id,
                        ticket.owner_org.value_or(ticket.owner), project, late.due_at);
  out.subject = "【服务事项逾期】" + ticket.title + "：" + ticket.project_name;
  out.text = "项目：" + ticket.project_name + "\n事项：" + ticket.title + "\n承办：" +
             server_then(ticket.owner, project, late.due_at, names) + "\n应于" + until_zh(late.due_at) +
             "前答复，尚未答复。\n依据：" + names.clause(ticket.clause) + "\nTicket " + id +
             " is overdue, it was due by " + until_en(late.due_at) + ".";
  return out;
}

std::optional<Announcement> announce_missed_supply(const std::string& id, const Supply& supply,
                                                   const SupplyMissed& missed, const domain::Project& project,
                                                   const OrgNames& names) {
  if (supply.state != SupplyState::promised || supply.supply_by != missed.supply_by) return std::nullopt;
  const std::string last_day = missed.supply_by.str();
  auto out = of_service(id + ":missed:" + last_day, "supply_missed", supply.project_id,
                        supply.owner_org.value_or(supply.owner), project, after_last_day(missed.supply_by));
  const std::string what = supply.service == TicketService::land ? "用地" : "用能";
  out.subject = "【要素保障逾期】" + what + "：" + supply.project_name;
  const auto promised = quantity_words(supply.service, supply.quantity);
  const auto come = quantity_words(supply.service, supply.delivered);
  out.text = "项目：" + supply.project_name + "\n事项：" + supply.title + "\n承办：" +
             server_then(supply.owner, project, after_last_day(missed.supply_by), names) + "\n应于" + last_day +
             "前（含当日）供应" + promised.zh + "，已供应" + come.zh + "。\n依据：" + names.clause(supply.clause) +
             "\nSupply " + id + " was due by " + last_day + " inclusive: " + come.en + " of " + promised.en +
             " has come.";
  return out;
}

std::optional<Announcement> announce_breach(const std::string& id, const Obligation& obligation,
                                            const ObligationBreached& breach, const domain::Project& project,
                                            const OrgNames& names) {
  if (obligation.state != ObligationState::breached || obligation.due_on != breach.due_on) return std::nullopt;
  const std::string last_day = breach.due_on.str();
  auto out = of_matter(id + ":breached:" + last_day, "obligation_breached", obligation.project_id,
                       obligation.owner_org.value_or(obligation.owner), project,
                       std::max(after_last_day(breach.due_on), obligation.created_at));
  const bool government = obligation.side == ObligationSide::government;
  out.subject = "【履约事项逾期】" + obligation.title + "：" + obligation.project_name;
  out.text = "项目：" + obligation.project_name + "\n事项：" + obligation.title + "\n" +
             (government ? "政府方承诺，责任单位：" : "企业方承诺，责任方：") + names.of(obligation.owner) + "\n应于" +
             last_day + "前（含当日）履约，尚未履约。\n依据：" + names.clause(obligation.clause) + "\nObligation " +
             id + " was due by " + last_day + " inclusive and is breached by the " +
             (government ? "government." : "enterprise.");
  return out;
}

std::optional<Announcement> announce_missed_revisit(const std::string& id, const Revisits& revisits,
                                                    const RevisitMissed& missed, const domain::Project& project,
                                                    const OrgNames& names) {
  if (revisits.state != RevisitState::overdue || revisits.due_on != missed.due_on) return std::nullopt;
  const std::string last_day = missed.due_on.str();
  const std::string brought_by = project.first_talk ? project.first_talk->owner : std::string();
  auto out = of_matter(id + ":missed:" + last_day, "revisit_missed", revisits.project_id, brought_by, project,
                       std::max(after_last_day(missed.due_on), revisits.created_at));
  if (out.owner == out.org) out.owner.clear();
  out.to_committee = true;
  out.subject = "【回访逾期】" + revisits.project_name;
  const Twin visitors = revisited_by();
  out.text = "项目：" + revisits.project_name + "\n回访单位：" + visitors.zh + "，由其中之一回访并登记\n应于" +
             last_day + "前（含当日）回访，尚未回访。\n同时告知责任单位：" + names.of(out.org) + "\n依据：" +
             names.clause(revisits.clause) + "\nThe revisit of " + id + " was due by " + last_day +
             " inclusive and was not made; one of these makes it: " + visitors.en + ". POST /v1/projects/" + id +
             "/revisits.";
  return out;
}

std::optional<Announcement> announce_expiring_card(const std::string& id, const TalentCard& card,
                                                   const CardExpiring& soon, const domain::Project& project,
                                                   const Teller& teller) {
  if (card.state != CardState::valid || card.valid_until != soon.valid_until) return std::nullopt;
  const std::string last_day = soon.valid_until.str();
  auto out = of_matter(id + ":expiring:" + last_day, "talent_card_expiring", card.project_id, card.owner, project, {});
  // No name: who may read notifications need not be who may read cards.
  out.subject = "【人才绿卡即将到期】" + card.title + "：" + card.project_name;
  const auto* policy = teller.policies ? teller.policies->in_force(civil_date(teller.now)) : nullptr;
  const auto days = policy ? std::optional(renewal_days(card.valid_until, policy->environment.card)) : std::nullopt;
  const std::string within = days ? "于" + days->first.str() + "至" + days->last.str() + "（均含当日）" : std::string();
  out.text = "项目：" + card.project_name + "\n编号：" + card.title + "\n有效期至" + last_day +
             "（含当日）。需要继续使用的，请告知" + teller.names.of(std::string(domain::k_bureau_org)) + "，由其" +
             within + "办理续期；逾期未续期的须重新申请。\n依据：" + teller.names.clause(card.clause) +
             "\nTalent card " + id + " is valid until " + last_day +
             " inclusive. Where it is still needed, tell the bureau, which renews it" +
             (days ? " from " + days->first.str() + " to " + days->last.str() + " inclusive" : std::string()) +
             "; one that is not renewed by then is asked for anew.";
  return out;
}

}  // namespace luodi::monitor
