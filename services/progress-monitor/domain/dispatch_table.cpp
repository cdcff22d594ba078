#include "services/progress-monitor/domain/dispatch_table.hpp"

#include <algorithm>
#include <tuple>

#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/dispatch_close.hpp"
#include "services/progress-monitor/domain/idle_unit.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using codec::Cell;

namespace {
constexpr int k_wan_decimals = 6;  // fen in 万元

template <class E>
Cell said(E value) {
  return Cell::of(std::string(word_of(value).zh));
}

std::string joined(const std::vector<std::string>& texts) {
  std::string out;
  for (const auto& text : texts)
    out += (out.empty() ? "" : "；") + text;
  return out;
}

std::string changes_of(const DispatchLine& line) {
  std::string out;
  for (const auto& changed : line.changed_targets)
    out += (out.empty() ? "" : "；") + target_text(changed) + " " + before_text(changed.change) + "→" +
           after_text(changed.change) + "（" + changed.reason + "）";
  return out;
}

// What the meeting decided about the project, by the minutes as they stand.
std::string decided_of(const std::string& project, const std::vector<FiledDispatchMinutes>& filed) {
  if (filed.empty()) return {};
  const auto& minutes = filed.back().minutes;
  std::vector<std::string> texts;
  for (const auto& matter : minutes.matters)
    if (matter.project_id == project) texts.push_back(matter.text);
  return texts.empty() ? "" : joined(texts) + "（" + minutes.number + "）";
}

std::vector<Cell> row_of(const DispatchItem& item, const DispatchCycle& cycle,
                         const std::vector<FiledDispatchMinutes>& minutes, Instant now, const OrgNames& names,
                         const std::function<std::string(const std::string&)>& title_of) {
  const auto& line = item.line;
  std::vector<std::string> problems;
  for (const auto& problem : line.problems)
    problems.push_back(title_of(problem));
  const auto* report = item.reports.empty() ? nullptr : &item.reports.back();
  const auto since = filed_since(item, cycle);
  const bool filed_late = !since.empty() && since.front() == &item.reports.front();
  std::string correction = report ? report->correction : "";
  const bool by_other = report && report->report.org;
  if (!since.empty() && !correction.empty()) correction += "（本期结束后，" + civil_date(report->filed_at).str() + "）";
  return {
      Cell::of(line.project_name),
      Cell::of(line.project_id),
      Cell::of(names.with_code(line.org)),
      said(line.stage),
      line.amount_fen ? Cell::of(line.amount_fen->value(), k_wan_decimals) : Cell::of(std::string()),
      said(line.light),
      Cell::of(std::int64_t{idle_told(line)}),
      said(line.lag_light),
      Cell::of(std::string(line.moved ? "是" : "否")),
      Cell::of(joined(line.moved_by)),
      Cell::of(joined(line.late)),
      Cell::of(joined(line.not_counted)),
      Cell::of(changes_of(line)),
      Cell::of(joined(line.overdue_titles.empty() ? line.overdue_milestones : line.overdue_titles)),
      Cell::of(joined(problems)),
      Cell::of(std::string(word_of(state_on_paper(item, cycle, now)).zh) + (filed_late ? "（本期结束后补报）" : "") +
               (by_other ? "（由" + names.with_code(*report->report.org) + "报送）" : "")),
      Cell::of(report ? item.reports.front().filed_at.str() : std::string()),
      Cell::of(report ? report->report.text : std::string()),
      Cell::of(report ? report->report.light_reason : std::string()),
      Cell::of(report ? report->report.next : std::string()),
      Cell::of(correction),
      Cell::of(decided_of(line.project_id, minutes)),
      Cell::of(joined(line.retracted))};
}
}  // namespace

Word idle_header(const std::vector<const DispatchItem*>& items) {
  const auto& time = items.empty() ? std::nullopt : items.front()->line.idle_time;
  if (!time) return {"无进展周期", "idle cycles"};
  return reading_of(time->reading) == Reading::rolling_days ? Word{"无进展天数", "idle days"}
                                                            : Word{"无进展月数", "idle months"};
}

int idle_told(const DispatchLine& line) {
  return line.idle_time ? line.idle_time->units : line.idle_cycles;
}

bool comes_first(const DispatchLine& a, const DispatchLine& b) {
  const auto rank = [](const DispatchLine& line) {
    return std::tuple(line.moved, -static_cast<int>(line.light), line.org, line.project_id);
  };
  return rank(a) < rank(b);
}

codec::Table dispatch_table(const std::string& id, const DispatchCycle& cycle, std::vector<const DispatchItem*> items,
                            const std::vector<FiledDispatchMinutes>& minutes, Instant now, const OrgNames& names,
                            const std::function<std::string(const std::string&)>& title_of) {
  std::sort(items.begin(), items.end(), [](const auto* a, const auto* b) { return comes_first(a->line, b->line); });
  const Word idle = idle_header(items);
  codec::Table table;
  table.title = cycle_zh(HalfMonth::of(cycle.first_day)) + "调度报告 " + id;
  table.headers = {"项目 project",
                   "项目编号 id",
                   "责任单位 host",
                   "阶段 stage",
                   "投资额（万元） amount in 10,000 yuan",
                   "灯色 light",
                   std::string(idle.zh) + " " + std::string(idle.en),
                   "计划灯色 light of the plan",
                   "本期有进展 moved",
                   "有效进展 progress",
                   "补报 recorded late",
                   "不计入 not counted",
                   "目标变更 changed targets",
                   "逾期节点 overdue milestones",
                   "问题 problems",
                   "报告 report",
                   "报送时间 filed at",
                   "情况 text",
                   "未达绿灯原因 why not green",
                   "下步安排 next",
                   "更正原因 correction",
                   "会议议定 decided at the meeting",
                   "前期撤销、更正 taken back"};
  for (const auto* item : items)
    table.rows.push_back(row_of(*item, cycle, minutes, now, names, title_of));
  return table;
}

}  // namespace luodi::monitor
