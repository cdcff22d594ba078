#include "services/progress-monitor/domain/announce_host.hpp"

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/problem_climb.hpp"
#include "services/progress-monitor/domain/quantity.hpp"
#include "services/progress-monitor/domain/service_owner.hpp"

namespace luodi::monitor {

namespace {
// Of the services and problems that the former host has left open, a line each.
struct TakenOver {
  std::string lines;
  int count = 0;
  void add(const std::string& line) { lines += "\n" + std::to_string(++count) + ". " + line; }
};

// As the former host had it, with the hosts before that one: what goes back to an earlier host may name that one.
domain::Project before_change(domain::Project project) {
  project.host = project.former_hosts.back().host;
  project.former_hosts.pop_back();
  return project;
}

// As it stood when the change was recorded: the due queue may come to what had run out by then after this letter.
Problem at_change(const Concerning<Problem>& on, const std::string& project_id, const Teller& teller) {
  if (teller.policies == nullptr) return *on.state;
  domain::Context then;
  then.now = on.project->former_hosts.back().recorded_at;
  then.policies = teller.policies;
  return climb(on.id, *on.state, {project_id, on.project}, then).problem;
}

TakenOver taken_over(const HostNews& news, const Teller& teller) {
  const auto& project = *news.project;
  const auto before = before_change(project);
  const auto is_new = [&](const std::string& owner) {
    return same_code(served_by(owner, before), before.host) && same_code(served_by(owner, project), project.host);
  };
  TakenOver out;
  for (const auto& [id, ticket, of] : news.tickets)
    if (ticket->state == TicketState::open && is_new(ticket->owner_org.value_or(ticket->owner)))
      out.add("服务事项“" + twin_of(ticket->title).zh + "”（" + id + "），答复期限：" +
              until_zh(ticket->clocks.back().due_at));
  for (const auto& [id, supply, of] : news.supplies)
    if (supply->state == SupplyState::promised && is_new(supply->owner_org.value_or(supply->owner)))
      out.add("要素保障“" + twin_of(supply->title).zh + "”（" + id + "），应于" + date_zh(supply->supply_by) +
              "前（含当日）供应" + quantity_words(supply->service, supply->quantity).zh + "，已供应" +
              quantity_words(supply->service, supply->delivered).zh);
  for (const auto& on : news.problems) {
    const auto problem = at_change(on, news.project_id, teller);
    if (problem.state == ProblemState::open && is_new(problem.owner))
      out.add("问题“" + twin_of(problem.title).zh + "”（" + on.id + "），解决期限：" + until_zh(problem.due_at));
  }
  return out;
}
}  // namespace

std::optional<Announcement> announce_host(const HostNews& news, const domain::Allocated& allocated,
                                          const Teller& teller) {
  const auto& project = *news.project;
  const bool stands =
      same_code(project.host, allocated.host) && project.allocation && project.allocation->round == allocated.round;
  if (!allocated.round || !allocated.former || same_code(*allocated.former, allocated.host) || !stands ||
      domain::has_ended(project))
    return std::nullopt;
  const auto over = taken_over(news, teller);
  Announcement out;
  out.about = news.project_id + ":hosted:" + std::to_string(*allocated.round);
  out.occasion = "host_changed";
  out.project_id = news.project_id;
  out.org = project.host;
  out.owner = *allocated.former;
  out.subject = "【承载园区变更】" + project.name + "：" + teller.names.of(project.host);
  out.text = "项目：" + project.name + "\n自" + date_zh(allocated.allocated_on) + "起由" +
             teller.names.of(project.host) + "承载，原承载园区" + teller.names.of(*allocated.former) + "。";
  if (!allocated.reason.empty()) out.text += "\n原因：" + allocated.reason;
  out.text += over.count == 0
                  ? std::string("\n原承载园区没有在办的服务事项和未解决的问题。")
                  : "\n以下由原承载园区承办或解决，现由" + teller.names.of(project.host) + "承办或解决：" + over.lines;
  out.text += basis_line(teller, "3", allocated.allocated_on) + "\nProject " + news.project_id + " is hosted by " +
              project.host + " from " + allocated.allocated_on.str() + " on, by " + *allocated.former +
              " until then; open services and problems that go with it: " + std::to_string(over.count) + ".";
  return out;
}

}  // namespace luodi::monitor
