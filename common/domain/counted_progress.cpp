#include "common/domain/counted_progress.hpp"

#include <algorithm>
#include <map>

#include "common/domain/evidence.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::domain {

namespace {
// Indexes of the entries that are wanted, by the date of the fact.
template <class Entry, class Wanted>
std::vector<std::size_t> by_date(const std::vector<Entry>& entries, CivilDate Entry::*date, Wanted wanted) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < entries.size(); ++i)
    if (wanted(entries[i])) order.push_back(i);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return entries[a].*date < entries[b].*date; });
  return order;
}

// A share of at most the whole stays within 64 bits; where a policy asked for more, nothing would reach it.
Fen funds_needed(const Project& project, CivilDate day, const policy::ProgressParameters& p) {
  const auto agreed = threshold_amount_on(project, day);
  if (!agreed) return p.funds_min_fen;
  return std::max(p.funds_min_fen, agreed->times_ratio(p.funds_rate_bp, 10'000, Rounding::up).value_or(k_most_fen));
}

std::vector<FundsVerdict> count_funds(const Project& project, const policy::PolicyBook& book) {
  std::vector<FundsVerdict> verdicts(project.funds.size());
  // Also of what was corrected to nothing, which is no money of its day.
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    if (const auto policy = book.at(project.funds[i].injected_on))
      verdicts[i].needed = funds_needed(project, project.funds[i].injected_on, (*policy)->progress);
  const auto order = by_date(project.funds, &FundsEntry::injected_on,
                             [](const FundsEntry& entry) { return entry.amount_fen.value() > 0; });
  Fen since;
  for (auto at = order.begin(); at != order.end();) {
    const auto first = at;
    const CivilDate day = project.funds[*first].injected_on;
    for (; at != order.end() && project.funds[*at].injected_on == day; ++at)
      since = since.plus(project.funds[*at].amount_fen).value_or(k_most_fen);
    FundsVerdict verdict;
    verdict.sum = since;
    verdict.needed = verdicts[*first].needed;  // the same for all of the day
    verdict.counts = verdict.needed && since >= *verdict.needed;
    for (auto each = first; each != at; ++each)
      verdicts[*each] = verdict;
    if (verdict.counts) since = Fen();
  }
  return verdicts;
}

// The first day that each paper was filed for, by its marks.
using FiledPapers = std::map<std::string, CivilDate>;

// The earlier day that the papers of the report were filed for, the latest where there are several; nullopt where one
// of them is new. Of one day all are new: which was recorded first plays no part. Reports of earlier releases kept
// none.
std::optional<CivilDate> filed_before(const ProgressEntry& report, const FiledPapers& filed) {
  std::optional<CivilDate> before;
  for (auto mark = report.papers.begin(); mark != report.papers.end();) {
    std::optional<CivilDate> paper;  // by its name, and the digest behind it
    do {
      const auto found = filed.find(*mark);
      if (found != filed.end() && found->second < report.occurred_on) paper = found->second;
    } while (++mark != report.papers.end() && mark->starts_with(k_digest_mark));
    if (!paper) return std::nullopt;
    before = std::max(before, paper);
  }
  return before;
}

// Where minutes may count at all.
bool in_place(const MinutesVerdict& verdict) {
  return verdict.attached && verdict.negotiating && verdict.limit;
}

MinutesVerdict minutes_verdict(const Project& project, const ProgressEntry& report, int running,
                               const FiledPapers& filed, const policy::PolicyBook& book) {
  MinutesVerdict verdict;
  verdict.attached = report.minutes_attached;
  verdict.negotiating = stage_on(project, report.occurred_on) == Stage::negotiating;
  verdict.filed_for = filed_before(report, filed);
  verdict.running = running;
  if (const auto policy = book.at(report.occurred_on)) verdict.limit = (*policy)->progress.minutes_streak_max;
  verdict.counts = in_place(verdict) && !verdict.filed_for && running <= *verdict.limit;
  return verdict;
}

// Those that were taken back are none.
bool is_minutes(const ProgressEntry& report) {
  return report.kind == ProgressKind::signed_minutes && !report.retracted_by;
}

// Something other than minutes counts in the cycle.
bool holds_a_deed(const Project& project, const Counted& counted, HalfMonth cycle) {
  for (std::size_t i = 0; i < project.progress.size(); ++i)
    if (!is_minutes(project.progress[i]) && counted.progress[i].counts &&
        HalfMonth::of(project.progress[i].occurred_on) == cycle)
      return true;
  for (std::size_t i = 0; i < project.funds.size(); ++i)
    if (counted.funds[i].counts && HalfMonth::of(project.funds[i].injected_on) == cycle) return true;
  return false;
}

void count_minutes(const Project& project, const policy::PolicyBook& book, Counted& counted) {
  const auto order = by_date(project.progress, &ProgressEntry::occurred_on, is_minutes);
  auto cycle_at = [&](auto at) { return HalfMonth::of(project.progress[*at].occurred_on); };
  std::optional<HalfMonth> carried;  // the last cycle that holds minutes and no other deed
  int streak = 0;                    // and how many such cycles run up to it
  FiledPapers filed;
  for (auto at = order.begin(); at != order.end();) {
    const HalfMonth cycle = cycle_at(at);
    const int running = carried && carried->plus(1) == cycle ? streak + 1 : 1;
    bool holds_minutes = false;
    for (; at != order.end() && cycle_at(at) == cycle; ++at) {
      const auto& report = project.progress[*at];
      const auto verdict = minutes_verdict(project, report, running, filed, book);
      counted.progress[*at] = {verdict.counts, verdict};
      if (!in_place(verdict)) continue;
      holds_minutes = holds_minutes || !verdict.filed_for;
      for (const auto& mark : report.papers)
        filed.try_emplace(mark, report.occurred_on);
    }
    if (!holds_minutes || holds_a_deed(project, counted, cycle)) continue;
    carried = cycle;
    streak = running;
  }
}

std::optional<std::string> before_agreement(const Project& project, CivilDate on) {
  if (!project.agreement)
    return bilingual(
        "资金于 {0} 到位，尚无正式协议；请核对是否为本项目的投资 / the funds came on {0}, and there is no "
        "formal agreement; check that they are invested in this project",
        on);
  if (on >= project.agreement->signed_on) return std::nullopt;
  return bilingual(
      "资金于 {0} 到位，早于正式协议签订日 {1}；请核对是否为本项目的投资 / the funds came on {0}, before the "
      "formal agreement was signed on {1}; check that they are invested in this project",
      on, project.agreement->signed_on);
}
}  // namespace

Counted count_progress(const Project& project, const policy::PolicyBook& book) {
  Counted counted;
  counted.funds = count_funds(project, book);
  for (const auto& report : project.progress)
    counted.progress.push_back({report.effective, std::nullopt});
  count_minutes(project, book, counted);
  return counted;
}

Judgement judgement_of(const FundsVerdict& verdict) {
  const std::string sum = verdict.sum.display();
  if (!verdict.needed) return {false, "到位当日没有适用的政策", "no policy judges the day of the funds"};
  const std::string needed = verdict.needed->display();
  if (verdict.counts)
    return {true, "核实到位资金累计" + sum + "，达到" + needed,
            "verified funds of " + sum + " since the last counted reach " + needed};
  return {false, "核实到位资金累计" + sum + "，不足" + needed,
          "verified funds of " + sum + " since the last counted are below " + needed};
}

Judgement judgement_of(const MinutesVerdict& verdict) {
  if (!verdict.attached) return {false, "缺少双方签字的会议纪要", "signed minutes are not attached"};
  if (!verdict.negotiating) return {false, "会议纪要只在在谈阶段计入", "minutes count only while negotiating"};
  if (!verdict.limit) return {false, "会议当日没有适用的政策", "no policy judges the day of the minutes"};
  if (verdict.filed_for)
    return {false,
            "该会议纪要已用于 " + verdict.filed_for->str() +
                " 的进展，同一份只计一次；另有会议的，附该次会议的纪要并填写文号",
            "these minutes were filed for " + verdict.filed_for->str() +
                " and count once; another meeting has minutes of its own, with their number"};
  if (verdict.counts) return {true, "签字会议纪要", "signed minutes"};
  const std::string running = std::to_string(verdict.running);
  const std::string limit = std::to_string(*verdict.limit);
  return {false, "会议纪要连续第" + running + "个周期，最多计" + limit + "个",
          "minutes for " + running + " cycles running, at most " + limit + " count"};
}

std::vector<ProgressEntry> judged_progress(const Project& project, const policy::PolicyBook& book) {
  auto entries = project.progress;
  const auto counted = count_progress(project, book);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    entries[i].effective = counted.progress[i].counts;
    if (const auto& minutes = counted.progress[i].minutes) entries[i].reason = judgement_of(*minutes).reason();
  }
  return entries;
}

std::vector<JudgedFunds> judged_funds(const Project& project, const policy::PolicyBook& book) {
  std::vector<JudgedFunds> entries;
  const auto counted = count_progress(project, book);
  for (std::size_t i = 0; i < project.funds.size(); ++i) {
    const auto judged = judgement_of(counted.funds[i]);
    entries.push_back({project.funds[i], judged.reason()});
    entries.back().effective = judged.effective;
    entries.back().before_agreement = before_agreement(project, project.funds[i].injected_on);
  }
  return entries;
}

}  // namespace luodi::domain
