#include "services/progress-monitor/domain/announce_minutes.hpp"

#include <algorithm>
#include <map>

#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/dispatch_reporter.hpp"

namespace luodi::monitor {

namespace {
// "项目：议定事项" of each matter, by the entity that the line names and by the one that answers since.
using Decided = std::map<std::string, std::vector<std::string>>;
Decided decided_by_entity(const DispatchMinutes& minutes, const std::vector<const DispatchItem*>& items,
                          const FindProject& find_project, const OrgNames& names) {
  Decided out;
  for (const auto& matter : minutes.matters) {
    const auto about = std::find_if(items.begin(), items.end(), [&](const DispatchItem* item) {
      return !matter.project_id.empty() && item->line.project_id == matter.project_id;
    });
    if (about == items.end()) continue;
    const auto& line = (*about)->line;
    const auto* project = find_project(line.project_id);
    const auto since = project ? reporter_since(line, *project) : std::nullopt;
    std::string text = line.project_name + "：" + matter.text;
    if (since) text += "（责任单位已由" + names.of(line.org) + "变更为" + names.of(*since) + "）";
    out[line.org].push_back(text);
    if (since) out[*since].push_back(text);
  }
  return out;
}
}  // namespace

std::vector<Announcement> announce_minutes(const std::string& id, const DispatchCycle& cycle,
                                           const DispatchMinutes& minutes,
                                           const std::vector<const DispatchItem*>& items,
                                           const FindProject& find_project, const Teller& teller) {
  const OrgNames& names = teller.names;
  if (cycle.minutes.empty() || !(cycle.minutes.back().minutes == minutes)) return {};
  const std::size_t papers = cycle.minutes.size();
  auto decided = decided_by_entity(minutes, items, find_project, names);
  // By the entities of today as well: a correction says what changes, not that a project has gone over.
  const auto before =
      papers > 1 ? decided_by_entity(cycle.minutes[papers - 2].minutes, items, find_project, names) : Decided();
  for (const auto& [org, matters] : before)
    decided.try_emplace(org);  // whose matters are gone hears that
  std::vector<Announcement> out;
  for (const auto& [org, matters] : decided) {
    const auto known = before.find(org);
    if (known != before.end() && known->second == matters) continue;
    Announcement letter;
    letter.about = id + ":minutes:" + std::to_string(papers) + ":" + org;
    letter.occasion = "dispatch_minutes";
    letter.org = org;
    letter.subject = std::string(papers > 1 ? "【调度会议纪要更正】" : "【调度会议议定事项】") +
                     cycle_zh(HalfMonth::of(cycle.first_day)) + "：" + names.of(org);
    letter.text = "责任单位：" + names.of(org) + "\n" + minutes.number + "，会议于" + date_zh(minutes.met_on) + "召开";
    if (papers > 1) letter.text += "；纪要已更正，原因：" + cycle.minutes.back().correction;
    letter.text += matters.empty() ? "。\n不再有涉及本单位项目的议定事项。" : "。\n涉及本单位项目的议定事项：";
    for (std::size_t i = 0; i < matters.size(); ++i)
      letter.text += "\n" + std::to_string(i + 1) + ". " + matters[i];
    letter.text += basis_line(teller, "5", minutes.met_on) + "\nThe minutes of the dispatch meeting of " + id +
                   ", held on " + minutes.met_on.str() + ", decide " + std::to_string(matters.size()) +
                   (matters.size() == 1 ? " matter" : " matters") + " of your projects.";
    out.push_back(std::move(letter));
  }
  return out;
}

}  // namespace luodi::monitor
