#include "services/progress-monitor/domain/dispatch_document.hpp"

#include <algorithm>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/dispatch_close.hpp"
#include "services/progress-monitor/domain/dispatch_table.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using document::Block;
using document::Paragraph;
using document::Table;

namespace {
constexpr int k_half_months_a_year = 24;

// Of what has happened to a problem since the close no more is kept than whether it was closed then, and whether the
// day that stands in the table was over.
std::string problem_state_zh(const Problem& problem, const std::optional<Instant>& closed, Instant now) {
  if (closed && changed_since(problem, *closed))
    return !stood_at(problem, *closed) ? "已销号" : problem.due_at <= *closed ? "逾期" : "未销号";
  if (problem.state == ProblemState::open && is_overdue(problem, closed.value_or(now))) return "逾期";
  return std::string(word_of(problem.state).zh);
}

// All that moved a project; where that is more than a cell holds, the last of it and how much it was.
constexpr std::size_t k_named_deeds = 3;
std::string deeds_of(const std::vector<std::string>& moved_by) {
  if (moved_by.size() > k_named_deeds)
    return twin_of(moved_by.back()).zh + "等" + std::to_string(moved_by.size()) + "项";
  std::string out;
  for (const auto& deed : moved_by)
    out += (out.empty() ? "" : "；") + twin_of(deed).zh;
  return out;
}

// The light is the worse of two; where that is the plan's it says so, for the idle cycles beside it do not explain it.
std::string project_zh(const DispatchLine& line) {
  return line.project_name + (line.lag_light > line.idle_light ? "（灯色为计划滞后）" : "");
}

void say(std::vector<Block>& body, std::string text) {
  body.push_back(Paragraph{0, "", std::move(text)});
}
void head(std::vector<Block>& body, std::string heading) {
  body.push_back(Paragraph{1, std::move(heading), ""});
}

// A list as a table, or the one word that says that there is nothing.
void list(std::vector<Block>& body, std::string heading, Table table) {
  head(body, std::move(heading));
  if (table.rows.empty())
    say(body, "无。");
  else
    body.emplace_back(std::move(table));
}

Table lines_of(const DispatchPaper& paper, bool moved, Instant now) {
  Table table;
  table.columns = {{"项目", 2.2, true},
                   {"责任单位", 1.5, true},
                   {"投资额", 1.4, false},
                   {"灯色", 1.1, false},
                   {std::string(idle_header(paper.items).zh), 1.15, false},
                   {"报告", 1.1, false},
                   {moved ? "进展" : "原因", 2.5, true}};
  for (const auto* item : paper.items) {
    const auto& line = item->line;
    if (line.moved != moved) continue;
    const auto* filed = report_on_paper(*item, *paper.cycle);
    const std::string reason = filed ? filed->report.light_reason : "";
    table.rows.push_back(
        {project_zh(line), paper.names.of(line.org), line.amount_fen ? line.amount_fen->display() : "—",
         std::string(word_of(line.light).zh), std::to_string(idle_told(line)),
         std::string(word_of(state_on_paper(*item, *paper.cycle, now)).zh), moved ? deeds_of(line.moved_by) : reason});
  }
  return table;
}

Table changes_of(const DispatchPaper& paper) {
  Table table;
  table.columns = {
      {"项目", 2.7, true}, {"目标", 1.4, false}, {"原定", 1.65, false}, {"现定", 1.65, false}, {"原因", 2.8, true}};
  for (const auto* item : paper.items)
    for (const auto& changed : item->line.changed_targets)
      table.rows.push_back({item->line.project_name, target_text(changed), before_text(changed.change),
                            after_text(changed.change), changed.reason});
  return table;
}

Table taken_back_of(const DispatchPaper& paper) {
  Table table;
  table.columns = {{"项目", 2.7, true}, {"前期报告计入、本期撤销或者更正的", 7.5, true}};
  for (const auto* item : paper.items)
    for (const auto& text : item->line.retracted)
      table.rows.push_back({item->line.project_name, twin_of(text).zh});
  return table;
}

Table problems_of(const DispatchPaper& paper, Instant now) {
  Table table;
  table.columns = {{"项目", 2.1, true},  {"问题", 2.3, true},   {"责任", 1.4, false},
                   {"层级", 1.8, false}, {"期限", 1.65, false}, {"状态", 1.1, false}};
  const auto closed = closed_at(*paper.cycle);
  for (const auto* problem : paper.problems) {
    const auto level = closed ? level_at(*problem, *closed) : problem->level;
    table.rows.push_back({problem->project_name, twin_of(problem->title).zh, paper.names.of(problem->owner),
                          std::string(word_of(level).zh), last_day(*problem).str(),
                          problem_state_zh(*problem, closed, now)});
  }
  return table;
}

// What has happened to the problems since the close, each with the day of it.
void say_changed_problems(std::vector<Block>& body, const DispatchPaper& paper) {
  const auto closed = closed_at(*paper.cycle);
  std::string text;
  for (const auto* problem : paper.problems)
    if (closed && changed_since(*problem, *closed))
      text += (text.empty() ? "" : "；") + problem->project_name + "“" + twin_of(problem->title).zh + "”" +
              date_zh(civil_date(problem->updated_at)) + "变动，现为" + std::string(word_of(problem->level).zh) +
              "层级、" + std::string(word_of(problem->state).zh);
  if (!text.empty()) say(body, "本期结束后（表中责任、期限为变动后所定）：" + text + "。");
}

std::string totals_of(const DispatchPaper& paper) {
  AgendaTotals totals;
  for (const auto* item : paper.items)
    count_line(item->line, totals);
  return "本期调度项目" + std::to_string(totals.lines) + "个，有有效进展" + std::to_string(totals.moved) +
         "个，没有有效进展" + std::to_string(totals.not_moved) + "个；绿灯" + std::to_string(totals.green) +
         "个，黄灯" + std::to_string(totals.yellow) + "个，红灯" + std::to_string(totals.red) + "个。";
}

std::string reports_of(const DispatchPaper& paper, Instant now) {
  int count[std::size(codec::EnumNames<ReportState>::table)] = {};
  for (const auto* item : paper.items)
    ++count[static_cast<std::size_t>(state_on_paper(*item, *paper.cycle, now))];
  const auto of = [&](ReportState state) { return std::to_string(count[static_cast<std::size_t>(state)]); };
  const bool released = count[static_cast<std::size_t>(ReportState::released)] > 0;
  return "按期报送" + of(ReportState::in_time) + "个，迟报" + of(ReportState::late) + "个，未报送" +
         of(ReportState::missing) + "个，待报送" + of(ReportState::due) + "个" +
         (released ? "，项目终止或暂停、不再报送" + of(ReportState::released) + "个。" : "。");
}

// Reports and corrections since the close, each with its day and what it gives as its reason.
std::string filed_later(const DispatchPaper& paper) {
  std::string text;
  for (const auto* item : paper.items)
    for (const auto* filed : filed_since(*item, *paper.cycle)) {
      const bool first = filed == &item->reports.front();
      const auto& reason = first ? filed->report.light_reason : filed->correction;
      text += (text.empty() ? "" : "；") + item->line.project_name + date_zh(civil_date(filed->filed_at)) +
              (filed->report.org ? "由" + paper.names.of(*filed->report.org) : "") + (first ? "补报" : "更正") +
              (reason.empty() ? "" : "（" + reason + "）");
    }
  return text.empty() ? text : "本期结束后：" + text + "。";
}

std::string project_name(const DispatchPaper& paper, const std::string& id) {
  for (const auto* item : paper.items)
    if (item->line.project_id == id) return item->line.project_name;
  return id;
}

// In groups, so that it breaks where the line ends and can be read aloud.
std::string grouped(const std::string& digest) {
  constexpr std::size_t k_group = 8;
  std::string out;
  for (std::size_t at = 0; at < digest.size(); at += k_group)
    out += (at > 0 ? " " : "") + digest.substr(at, k_group);
  return out;
}

void say_minutes(std::vector<Block>& body, const DispatchPaper& paper) {
  if (!paper.minutes) return;
  const auto& minutes = paper.minutes->minutes;
  const auto& correction = paper.minutes->correction;
  const auto closed = closed_at(*paper.cycle);
  const bool later = closed && paper.minutes->filed_at >= *closed;
  head(body, "调度会议纪要");
  say(body, minutes.number + "，会议于" + date_zh(minutes.met_on) + "召开，签字件摘要（SHA-256）：" +
                grouped(minutes.sha256) + "。" + (correction.empty() ? "" : "更正原因：" + correction + "。") +
                (later ? "（本期结束后，" + date_zh(civil_date(paper.minutes->filed_at)) +
                             (correction.empty() ? "登记）" : "更正）")
                       : std::string()));
  int number = 0;
  for (const auto& matter : minutes.matters)
    say(body, std::to_string(++number) + ". " +
                  (matter.project_id.empty() ? "" : project_name(paper, matter.project_id) + "：") + matter.text);
}
}  // namespace

document::Minutes dispatch_document(DispatchPaper paper, Instant now) {
  std::sort(paper.items.begin(), paper.items.end(),
            [](const auto* a, const auto* b) { return comes_first(a->line, b->line); });
  const auto& cycle = *paper.cycle;
  document::Minutes out;
  out.mark = "半月调度报告";
  const HalfMonth half = HalfMonth::of(cycle.first_day);
  out.number =
      std::to_string(cycle.first_day.year()) + "年第" + std::to_string(half.index() % k_half_months_a_year + 1) + "期";
  out.issuer = paper.issuer;
  out.date = civil_date(closed_at(cycle).value_or(now));
  out.title = {cycle_zh(half), "重大工业项目调度报告"};
  auto& body = out.body;
  say(body, "调度周期：" + date_zh(cycle.first_day) + "至" + date_zh(cycle.last_day) + "。" +
                (paper.part ? "本件只汇总和列出阅件单位可见的项目，不是全市情况。" : "") + totals_of(paper));
  list(body, "没有有效进展的项目", lines_of(paper, false, now));
  list(body, "有有效进展的项目", lines_of(paper, true, now));
  // Only where there is something: papers of before this was told print as they did.
  if (auto taken_back = taken_back_of(paper); !taken_back.rows.empty())
    list(body, "前期进展撤销、更正", std::move(taken_back));
  list(body, "目标变更", changes_of(paper));
  list(body, "问题", problems_of(paper, now));
  say_changed_problems(body, paper);
  head(body, "报送情况");
  const auto& deadlines = cycle.deadlines;
  say(body, (deadlines.report_due_at ? "报送截止" + time_zh(*deadlines.report_due_at) + "。" : std::string()) +
                reports_of(paper, now) +
                (deadlines.meeting_by ? "调度会议于" + date_zh(*deadlines.meeting_by) + "（含当日）前召开。"
                                      : std::string()) +
                filed_later(paper));
  say_minutes(body, paper);
  return out;
}

}  // namespace luodi::monitor
