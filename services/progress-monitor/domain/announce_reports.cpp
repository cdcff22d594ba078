#include "services/progress-monitor/domain/announce_reports.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <set>

#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/dispatch_reporter.hpp"

namespace luodi::monitor {

namespace {
constexpr std::size_t k_named_most = 60;  // of the projects in one letter: it must stay one that people read

// The first of them, and how many there are where that is not all.
std::string named(const std::vector<std::string>& projects, bool a_line_each) {
  std::string out;
  for (std::size_t i = 0; i < std::min(projects.size(), k_named_most); ++i)
    out += a_line_each ? "\n" + std::to_string(i + 1) + ". " + projects[i] : (i > 0 ? "、" : "") + projects[i];
  if (projects.size() > k_named_most) out += (a_line_each ? "\n等" : "等") + std::to_string(projects.size()) + "个项目";
  return out;
}

// Who reports: the entity of the line, and that of today where the project has gone to another since ("" = the same).
struct Reporters {
  std::string org;
  std::string since;
  auto operator<=>(const Reporters&) const = default;
};

// The names of the projects without a report, by who reports: at the close those that had none by then, before it those
// that have none now. What has gone to another entity stands apart, so that nobody reads of others' projects.
std::map<Reporters, std::vector<std::string>> missing_by_entity(const DispatchCycle& cycle, MissedBy missed_by,
                                                                const std::vector<const DispatchItem*>& items,
                                                                const FindProject& find_project) {
  const bool due = missed_by == MissedBy::report_deadline;
  std::map<Reporters, std::vector<std::string>> out;
  if (cycle.state != (due ? CycleState::reporting : CycleState::closed) || !cycle.deadlines.closes_at) return out;
  for (const auto* item : items) {
    if (item->released || !(due ? item->reports.empty() : missed(*item, *cycle.deadlines.closes_at))) continue;
    const auto* project = find_project(item->line.project_id);
    auto since = project ? reporter_since(item->line, *project) : std::nullopt;
    out[{item->line.org, std::move(since).value_or("")}].push_back(item->line.project_name);
  }
  for (auto& [reporters, projects] : out)
    std::sort(projects.begin(), projects.end());
  return out;
}

std::string until_due(const CycleDeadlines& deadlines, const std::string& wanted) {
  std::string out = "到报送截止时间仍未报送半月进展，" + wanted;
  if (deadlines.report_due_at) out += "；截止" + time_zh(*deadlines.report_due_at);
  if (deadlines.meeting_by) out += "，调度会议于" + date_zh(*deadlines.meeting_by) + "（含当日）前召开";
  return out + "：";
}
}  // namespace

std::vector<Announcement> announce_missing_reports(const std::string& id, const DispatchCycle& cycle,
                                                   MissedBy missed_by, const std::vector<const DispatchItem*>& items,
                                                   const FindProject& find_project, const Teller& teller) {
  const auto missing = missing_by_entity(cycle, missed_by, items, find_project);
  if (missing.empty()) return {};
  const bool due = missed_by == MissedBy::report_deadline;
  const std::string title = (due ? "【调度催报】" : "【调度缺报】") + cycle_zh(HalfMonth::of(cycle.first_day)) + "：";
  const auto until = [&](const std::string& wanted) {
    return due ? until_due(cycle.deadlines, wanted) : std::string("到调度会期满仍未报送半月进展：");
  };
  const auto& deadlines = cycle.deadlines;
  const std::string by_then = deadlines.report_due_at ? " by " + minute_text(*deadlines.report_due_at) : std::string();
  const std::string meeting = due && deadlines.meeting_by
                                  ? "; the meeting is held by " + deadlines.meeting_by->str() + " inclusive"
                                  : std::string();
  const auto in_english = [&](std::size_t count) {
    const bool one = count == 1;
    return "\n" + std::to_string(count) + (one ? " report of " : " reports of ") + id +
           (due ? (one ? " was due" : " were due") + by_then + " and" : "") + (one ? " is missing" : " are missing") +
           meeting + ".";
  };
  const auto news = [&](const std::string& whom) {
    Announcement out;
    out.about = id + (due ? ":due" : ":missing") + whom;
    out.occasion = "report_missing";
    return out;
  };
  const std::string basis = basis_line(teller, "5", HalfMonth::of(cycle.first_day).last_day());
  std::size_t all = 0;
  std::set<std::string> entities;
  for (const auto& [reporters, projects] : missing) {
    all += projects.size();
    entities.insert(reporters.org);
  }
  Announcement list = news("");  // for the city: everything that is missing, in one letter
  list.to_bureau = list.to_committee = true;
  list.subject = title + std::to_string(entities.size()) + "家单位 " + std::to_string(all) + "个项目";
  list.text = "下列单位的项目" + until("请督促补报");
  std::vector<Announcement> out;
  for (const auto& [reporters, projects] : missing) {
    const auto& [org, since] = reporters;
    const std::string count = std::to_string(projects.size());
    const std::string entity = teller.names.of(org);
    const std::string now = since.empty() ? std::string() : teller.names.of(since);
    list.text += "\n" + entity + (now.empty() ? "" : "（现责任单位" + now + "）") + "（" + count + "个）：" +
                 named(projects, false);
    Announcement letter = news(":" + org + (since.empty() ? "" : ":" + since));
    letter.org = org;
    if (!since.empty()) letter.also.push_back(since);
    letter.subject = title + entity + " " + count + "个项目";
    letter.text = "责任单位：" + entity + (now.empty() ? "" : "\n现责任单位：" + now + "，也可由其报送") +
                  "\n下列项目" + until("请立即补报") + named(projects, true) + basis + in_english(projects.size());
    if (!since.empty()) letter.text += " The entity of today, " + since + ", may report as well.";
    out.push_back(std::move(letter));
  }
  list.text += basis + in_english(all);
  out.push_back(std::move(list));
  return out;
}

}  // namespace luodi::monitor
