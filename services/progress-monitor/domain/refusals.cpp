#include "services/progress-monitor/domain/refusals.hpp"

#include <algorithm>

namespace luodi::monitor {

Error field_fault(std::string pointer, std::string code, std::string message) {
  Error error(ErrorCode::invalid_body, pointer + ": " + message);
  error.fields.push_back({std::move(pointer), std::move(code), std::move(message)});
  return error;
}

Expected<CivilDate> day_of_fact(std::optional<CivilDate> given, const domain::Context& context,
                                const std::string& pointer) {
  const CivilDate today = civil_date(context.now);
  if (!given) return today;
  if (*given <= today) return *given;
  Error error(ErrorCode::in_future, given->str() + "，今天是 / today is " + today.str());
  error.fields.push_back({pointer, "in_future", error.detail});
  return fail(std::move(error));
}

Expected<void> check_after_last_stage(const domain::Project& project, CivilDate on, const std::string& pointer) {
  for (const auto& entry : project.reached) {
    // The lead is dated by its record; a fact may be older than the day somebody typed it in.
    if (entry.stage == domain::Stage::lead || entry.on <= on) continue;
    return fail(field_fault(
        pointer, "before_last_stage",
        "不得早于上一阶段 / not before " + std::string(codec::enum_text(entry.stage)) + " on " + entry.on.str()));
  }
  return {};
}

Expected<void> check_papers(const domain::Project& project, const std::vector<domain::Evidence>& evidence,
                            const domain::Context& context) {
  if (project.secret && !evidence.empty())
    return fail(ErrorCode::secret_not_admitted, "涉密项目不上传材料 / no papers of a secret project enter here");
  const CivilDate today = civil_date(context.now);
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    if (!evidence[i].dated || *evidence[i].dated <= today) continue;
    Error error(ErrorCode::in_future, evidence[i].dated->str());
    error.fields.push_back(
        {"/evidence/" + std::to_string(i) + "/dated", "in_future", "材料日期在将来 / in the future"});
    return fail(std::move(error));
  }
  return {};
}

}  // namespace luodi::monitor
