#include <algorithm>
#include <initializer_list>
#include <set>
#include <string_view>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "common/policy/line_owner.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::policy {

namespace {
Expected<void> bad(const Policy& policy, const std::string& where, const std::string& why) {
  return fail(ErrorCode::policy_invalid, policy.id + " " + where + "：" + why);
}

template <class Row>
Expected<void> check_ids(const Policy& policy, const std::vector<Row>& rows, const std::string& where) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (!seen.insert(rows[i].id).second)
      return bad(policy, where + "/" + std::to_string(i) + "/id", rows[i].id + " 重复 / stands twice");
  return {};
}

Expected<void> check_clauses(const Policy& policy) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < policy.clauses.size(); ++i) {
    const auto& id = policy.clauses[i].id;
    const std::string at = "/clauses/" + std::to_string(i) + "/id";
    if (!id.starts_with(policy.id + "/"))
      return bad(policy, at, id + " 应以政策编号开头 / must begin with the policy id");
    if (!seen.insert(id).second) return bad(policy, at, id + " 重复 / stands twice");
  }
  for (const std::string_view cited : {"3", "4", "5", "6", "7", "9"})  // results name them
    if (policy.clause(cited) == nullptr)
      return bad(
          policy, "/clauses",
          "缺少第" + std::string(cited) + "条，计算结果要引用 / clause " + std::string(cited) + " is cited by results");
  return {};
}

// A line whose owner has no account here could be answered by nobody, or by anybody.
Expected<void> check_checklist(const Policy& policy) {
  const auto& lines = policy.pre_assessment;
  if (auto fine = check_ids(policy, lines, "/pre_assessment"); !fine) return fine;
  for (std::size_t i = 0; i < lines.size(); ++i)
    if (!owner_of(lines[i].owner, policy))
      return bad(
          policy, "/pre_assessment/" + std::to_string(i) + "/owner",
          bilingual("“{0}” 应为 review_members 中的 title_zh，或{1}、{2} / no owner of a line: “{0}”; it must be the "
                    "title_zh of one of the review_members, {1} (the bureau) or {2} (the hosting park)",
                    lines[i].owner, k_bureau_title, k_host_title));
  return {};
}

Expected<void> check_review(const Policy& policy) {
  const auto& admission = policy.admission;
  std::set<std::string> codes;
  for (std::size_t i = 0; i < admission.review_members.size(); ++i)
    if (!codes.insert(normalise_name(admission.review_members[i].code)).second)
      return bad(policy, "/admission/review_members/" + std::to_string(i) + "/code",
                 admission.review_members[i].code + " 重复 / stands twice");
  if (static_cast<std::size_t>(std::max(0, admission.review_departments)) > codes.size())
    return bad(policy, "/admission/review_departments",
               "多于研判成员单位，研判无法形成结论 / above the number of members: no review could be decided");
  return {};
}

Expected<void> check_ladder(const Policy& policy) {
  const auto& award = policy.referral_award;
  for (std::size_t i = 0; i < award.ladder.size(); ++i) {
    const std::string at = "/referral_award/ladder/" + std::to_string(i);
    const bool first = i == 0;
    if (first && award.ladder[i].from_fen < award.threshold_fen)
      return bad(policy, at + "/from_fen", "低于门槛 / lies below the threshold");
    if (!first && award.ladder[i].from_fen <= award.ladder[i - 1].from_fen)
      return bad(policy, at + "/from_fen", "档次应递增 / steps must ascend");
    // Otherwise more investment would pay less.
    if (!first && award.ladder[i].amount_fen < award.ladder[i - 1].amount_fen)
      return bad(policy, at + "/amount_fen", "奖励不应递减 / amounts must not fall");
  }
  return {};
}
Expected<void> check_environment(const Policy& policy) {
  const auto& environment = policy.environment;
  if (auto fine = check_ids(policy, environment.ticket_set, "/environment/ticket_set"); !fine) return fine;
  if (auto fine = check_ids(policy, environment.exit.settlement, "/environment/exit/settlement"); !fine) return fine;
  const auto& revisits = environment.revisits;
  if (revisits.open_days > revisits.first_days)
    return bad(policy, "/environment/revisits/open_days", "早于签约 / would open before the signing");
  if (revisits.problem_at_most > revisits.scale)
    return bad(policy, "/environment/revisits/problem_at_most", "超出量表 / above the scale");
  return {};
}
}  // namespace

Expected<void> check_policy(const Policy& policy) {
  if (policy.effective_to && *policy.effective_to < policy.effective_from)
    return bad(policy, "/effective_to", "早于生效日期 / before effective_from");
  if (policy.applies_to_facts_from && *policy.applies_to_facts_from >= policy.effective_from)
    return bad(policy, "/applies_to_facts_from", "应早于生效日期 / must lie before effective_from");
  if (auto clauses = check_clauses(policy); !clauses) return clauses;
  if (policy.admission.override_numerator > policy.admission.override_denominator)
    return bad(policy, "/admission/override_numerator", "大于分母 / above the denominator");
  if (auto review = check_review(policy); !review) return review;
  if (auto checklist = check_checklist(policy); !checklist) return checklist;
  if (policy.dispatch.report_working_days > policy.dispatch.meeting_working_days)
    return bad(policy, "/dispatch/report_working_days", "晚于会议 / the reports come after the meeting");
  if (policy.plan.lag_green_points > policy.plan.lag_yellow_points)
    return bad(policy, "/plan/lag_green_points", "大于黄灯上限 / above the limit of yellow");
  const auto& interview = policy.interview;
  if (interview.yellow_cycles > interview.red_cycles || interview.red_cycles > interview.interview_cycles)
    return bad(policy, "/interview", "预警应先于约谈 / yellow, red and interview must not run backwards");
  if (interview.idle_reading == "half_months" && interview.idle_limit != interview.interview_cycles)
    return bad(policy, "/interview/idle_limit",
               "按半月计时应等于 interview_cycles / counted in half months it is interview_cycles");
  if (interview.meeting_earliest_hour > interview.meeting_hour ||
      interview.meeting_hour > interview.meeting_latest_hour)
    return bad(policy, "/interview/meeting_hour",
               "应在 meeting_earliest_hour 与 meeting_latest_hour 之间 / between the earliest and the latest hour");
  if (interview.notice_working_days > interview.meeting_latest_working_days)
    return bad(policy, "/interview/meeting_latest_working_days",
               "小于 notice_working_days / below notice_working_days");
  std::set<std::string> keys(policy.park_award.rank_keys.begin(), policy.park_award.rank_keys.end());
  if (keys.size() != policy.park_award.rank_keys.size())
    return bad(policy, "/park_award/rank_keys", "排序依据重复 / a key stands twice");
  if (auto environment = check_environment(policy); !environment) return environment;
  return check_ladder(policy);
}

}  // namespace luodi::policy
