#include "common/domain/refusals.hpp"

#include "common/kernel/code_point.hpp"

namespace luodi::domain {

Error field_fault(std::string pointer, std::string code, std::string message) {
  Error error(ErrorCode::invalid_body, message);
  error.fields.push_back({std::move(pointer), std::move(code), std::move(message)});
  return error;
}

Expected<CivilDate> day_of_fact(std::optional<CivilDate> given, const Context& context, const std::string& pointer) {
  const CivilDate today = civil_date(context.now);
  if (!given) return today;
  if (*given <= today) return *given;
  Error error(ErrorCode::in_future,
              bilingual("日期 {0} 晚于今日 {1} / the date {0} lies after today, {1}", *given, today));
  error.fields.push_back({pointer, "in_future", error.detail});
  return fail(std::move(error));
}

Expected<void> check_rests_on(const std::optional<Basis>& last, CivilDate on, std::string pointer, std::string code) {
  if (!last || last->on <= on) return {};
  return fail(field_fault(
      std::move(pointer), std::move(code),
      bilingual("{0} 早于{1}的日期 {2}；请填写 {2} 或以后的日期 / the day {0} lies before that of {1}, {2}; give {2} "
                "or a later day",
                on, last->what, last->on)));
}

Expected<void> refuse_details(std::initializer_list<Detail> details, std::vector<FieldError> faults) {
  for (const auto& detail : details)
    if (detail.stated) faults.push_back({detail.pointer, "secret", "涉密项目不得填写 / not for a secret project"});
  if (faults.empty()) return {};
  Error error(ErrorCode::secret_not_admitted,
              "涉密项目只登记代号、园区和阶段，其他内容不得进入本系统 / "
              "of a secret project only code name, park and stage are recorded here");
  error.fields = std::move(faults);
  return fail(std::move(error));
}

Expected<void> check_stub(const Project& project, std::initializer_list<Detail> details) {
  return project.secret ? refuse_details(details) : Expected<void>{};
}

Expected<void> check_papers(const Project& project, const std::vector<Evidence>& evidence, const Context& context) {
  if (project.secret && !evidence.empty()) {
    Error error(ErrorCode::secret_not_admitted,
                "涉密项目的材料不得进入本系统 / papers of a secret project are kept outside this system");
    error.fields.push_back({"/evidence", "secret", error.detail});
    return fail(std::move(error));
  }
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    auto day = day_of_fact(evidence[i].dated, context, "/evidence/" + std::to_string(i) + "/dated");
    if (!day) return fail(day.error());
  }
  return {};
}

Expected<void> check_dated_before(std::optional<CivilDate> dated, CivilDate on, Word what, std::string pointer) {
  if (!dated || *dated <= on) return {};
  return fail(field_fault(std::move(pointer), "after_fact",
                          bilingual("材料日期 {0} 晚于{1}的日期 {2}；请核对材料，填写 {2} 或以前的日期 / the paper is "
                                    "dated {0}, after {1} of {2}; check it and give {2} or an earlier day",
                                    *dated, what, on)));
}

Expected<void> check_papers_before(const std::vector<Evidence>& evidence, CivilDate on, Word what,
                                   const std::string& list) {
  for (std::size_t i = 0; i < evidence.size(); ++i) {
    auto before = check_dated_before(evidence[i].dated, on, what, list + "/" + std::to_string(i) + "/dated");
    if (!before) return before;
  }
  return {};
}

Error reason_needed(std::string pointer, Word what, std::size_t most) {
  return field_fault(std::move(pointer), "required",
                     bilingual("{0}须说明理由（1 至 {1} 字，不得只含空白） / a reason is needed for {0}: 1 to {1} "
                               "characters, not only white space",
                               what, most));
}

Expected<void> check_reason(const Project& project, const std::string& text, std::string pointer, Word what,
                            std::size_t most) {
  if (project.secret || !is_blank(text)) return {};
  return fail(reason_needed(std::move(pointer), what, most));
}

Error recorded_before(std::string_view what, const Recorded& before, const Context* context) {
  Twin on;
  Twin by;
  Twin as;
  if (before.on) on = {"于 " + before.on->str() + " ", " on " + before.on->str()};
  if (!before.by.empty()) {
    const Twin who = context ? person_name(*context, before.by) : Twin{before.by, before.by};
    by = {"由 " + who.zh + " ", " by " + who.en};
  }
  if (!before.id.empty()) as = {"（" + before.id + "）", " as " + before.id};
  return Error(ErrorCode::already_exists,
               bilingual("{0}已{1}{2}登记{3}，不再重复登记 / already recorded{1}{2}{3}: {0}; it is not recorded twice",
                         twin_of(what), on, by, as));
}

Expected<const policy::Policy*> policy_on(const Context& context, CivilDate day) {
  if (context.policies == nullptr)
    return fail(ErrorCode::no_policy, bilingual("{0} 没有可用的政策 / no policy is loaded for {0}", day));
  return context.policies->at(day);
}

std::string cite(const policy::Policy& policy, std::string_view clause) {
  return policy.id + "/" + std::string(clause);
}

}  // namespace luodi::domain
