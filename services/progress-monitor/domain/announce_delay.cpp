#include "services/progress-monitor/domain/announce_delay.hpp"

#include <algorithm>
#include <map>

#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_named_most = 60;  // of the projects in one letter: it must stay one that people read

}  // namespace

std::optional<Announcement> announce_escalation(const std::string& id, const Problem& problem,
                                                const ProblemEscalated& step, const domain::Project& project,
                                                const OrgNames& names) {
  if (problem.state != ProblemState::open) return std::nullopt;
  Announcement out;
  out.about = id + ":escalated:" + std::string(codec::enum_text(step.to)) + ":" + step.due_at.str();
  out.occasion = "problem_escalated";
  out.project_id = problem.project_id;
  out.org = domain::responsible_org(project);
  out.subject = "【问题提级】" + problem.title + "：" + problem.project_name;
  out.text = "项目：" + problem.project_name + "\n问题：" + problem.title + "\n由" +
             std::string(word_of(step.from).zh) + "提至" + std::string(word_of(step.to).zh) +
             (step.automatic ? "（逾期自动提级）" : "（人工提级）") + "\n原因：" + step.reason + "\n现由" +
             names.of(step.owner) + "负责，截止：" + until_zh(step.due_at) + "\nProblem " + id +
             " has climbed to level " + std::string(word_of(step.to).en) + ".";
  out.to_bureau = step.to >= ProblemLevel::bureau;
  out.to_leader = step.to == ProblemLevel::city_leader;
  return out;
}

std::vector<Announcement> announce_missing_reports(const std::string& id, const DispatchCycle& cycle,
                                                   const std::vector<const DispatchItem*>& items,
                                                   const OrgNames& names) {
  if (cycle.state != CycleState::closed || !cycle.deadlines.closes_at) return {};
  std::map<std::string, std::vector<std::string>> missing;  // by entity
  for (const auto* item : items)
    if (missed(*item, *cycle.deadlines.closes_at)) missing[item->line.org].push_back(item->line.project_name);
  std::vector<Announcement> out;
  for (auto& [org, projects] : missing) {
    std::sort(projects.begin(), projects.end());
    const std::string count = std::to_string(projects.size());
    const std::string entity = names.of(org);
    Announcement news;
    news.about = id + ":missing:" + org;
    news.occasion = "report_missing";
    news.org = org;
    news.subject = "【调度缺报】" + cycle_zh(HalfMonth::of(cycle.first_day)) + "：" + entity + " " + count + "个项目";
    news.text = "责任单位：" + entity + "\n下列项目到调度会期满仍未报送半月进展：";
    for (std::size_t i = 0; i < std::min(projects.size(), k_named_most); ++i)
      news.text += "\n" + std::to_string(i + 1) + ". " + projects[i];
    if (projects.size() > k_named_most) news.text += "\n等" + count + "个项目";
    news.text += "\n" + count + " reports of " + id + " are missing.";
    news.to_bureau = true;
    out.push_back(std::move(news));
  }
  return out;
}

std::optional<Announcement> announce_late_ticket(const std::string& id, const Ticket& ticket, const TicketOverdue& late,
                                                 const domain::Project& project, const OrgNames& names) {
  if (ticket.state != TicketState::open) return std::nullopt;
  Announcement out;
  out.about = id + ":overdue:" + late.due_at.str();
  out.occasion = "ticket_overdue";
  out.project_id = ticket.project_id;
  out.org = domain::responsible_org(project);
  out.subject = "【服务事项逾期】" + ticket.title + "：" + ticket.project_name;
  out.text = "项目：" + ticket.project_name + "\n事项：" + ticket.title + "\n承办：" + names.of(ticket.owner) +
             "\n应于" + until_zh(late.due_at) + "前答复，尚未答复。\n依据：" + ticket.clause + "\nTicket " + id +
             " is overdue, it was due by " + until_en(late.due_at) + ".";
  out.to_bureau = true;
  out.owner = ticket.owner;
  return out;
}

}  // namespace luodi::monitor
