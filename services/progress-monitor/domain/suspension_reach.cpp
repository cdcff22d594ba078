#include "services/progress-monitor/domain/suspension_reach.hpp"

#include <algorithm>

#include "common/domain/evidence.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/progress-monitor/domain/idle_clock.hpp"

namespace luodi::monitor {

using domain::check_rests_on;
using domain::field_fault;

Expected<void> check_suspended_from(const domain::Project& project, CivilDate from, CivilDate today,
                                    const policy::Policy& policy) {
  const domain::Basis lead{{"项目信息登记", "the lead"}, domain::applied_on(project)};
  if (auto fine = check_rests_on(lead, from, "/from", "before_lead"); !fine) return fine;
  if (const auto talks = domain::reached_on(project, domain::Stage::negotiating)) {
    const domain::Basis negotiation{{"开始洽谈", "the start of negotiation"}, *talks};
    if (auto fine = check_rests_on(negotiation, from, "/from", "before_negotiation"); !fine) return fine;
  }
  const int most = policy.interview.suspension_past_cycles;
  const CivilDate first = HalfMonth::of(today).plus(-most).first_day();
  if (first <= from) return {};
  return fail(
      field_fault("/from", "out_of_range",
                  bilingual("{0} 追溯过远：今日 {1} 登记的暂停至多追溯 {2} 个半月周期，最早为 {3}；请填写 {3} "
                            "或以后的日期 / the day {0} lies too far back: a suspension recorded today, {1}, reaches "
                            "back {2} half months at most, to {3}; give {3} or a later day",
                            from, today, most, first)));
}

std::vector<std::string> uncounted_from(const domain::Project& project, CivilDate from, Instant now,
                                        const policy::PolicyBook& book) {
  std::vector<std::string> out;
  for (const auto& line : evaluate(project, book, now).lines) {
    if (line.verdict != UnitVerdict::idle || line.last < from) continue;
    if (line.reading != Reading::rolling_days) {
      out.push_back(line.label);
      continue;
    }
    const CivilDate first = std::max(line.first, from);  // a day counts by itself
    out.push_back(first == line.last ? first.str() : first.str() + "/" + line.last.str());
  }
  return out;
}

std::optional<CivilDate> counted_until(const domain::Suspension& suspension) {
  if (suspension.uncounted.empty()) return std::nullopt;
  const std::string& last = suspension.uncounted.back();
  const auto slash = last.find('/');
  if (const auto day = CivilDate::parse(slash == std::string::npos ? last : last.substr(slash + 1)))
    return day->plus_days(1);
  const auto half = HalfMonth::parse(last);
  const auto month = HalfMonth::parse(last + "-H2");
  if (!half && !month) return std::nullopt;
  return (half ? *half : *month).last_day().plus_days(1);
}

Expected<void> check_uncounted_proved(const domain::Project& project, const std::vector<std::string>& uncounted,
                                      const std::vector<domain::Evidence>& evidence) {
  if (uncounted.empty() || project.secret) return {};
  if (std::any_of(evidence.begin(), evidence.end(), domain::is_traceable)) return {};
  Twin listed;
  for (const auto& unit : uncounted) {
    listed.zh += (listed.zh.empty() ? "" : "、") + unit;
    listed.en += (listed.en.empty() ? "" : ", ") + unit;
  }
  return fail(field_fault("/evidence", "required",
                          bilingual("这一暂停使已计入停滞的周期（{0}）不再计入，须附写明文号或文件摘要的材料；或者自"
                                    "这些周期之后暂停 / this suspension takes counted cycles out of the count ({0}): "
                                    "bring a paper with its number or digest, or suspend from a day behind them",
                                    listed)));
}

}  // namespace luodi::monitor
