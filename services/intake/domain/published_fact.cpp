#include "services/intake/domain/published_fact.hpp"

#include "common/domain/project_admission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"

namespace luodi::intake {

namespace {
// A date of year, month or day precision. Missing parts are completed by the first day, which exists where the rest
// does. It may lie after today: a report is no evidence and moves nothing, so what it foretells is kept as published.
std::optional<FieldError> fault_of_day(const std::string& dated) {
  constexpr std::string_view k_first_day = "0000-01-01";
  const bool form = dated.size() == 4 || dated.size() == 7 || dated.size() == 10;
  auto day = CivilDate::parse(form ? dated + std::string(k_first_day.substr(dated.size())) : dated);
  if (day) return std::nullopt;
  return FieldError{"/dated", "format",
                    bilingual("应为 2022-05-18、2021-08 或 2021，现为 {0} / a day, a month or a year, not {0}", dated)};
}

std::optional<FieldError> fault_of_amount(Fen amount) {
  if (amount.value() <= 0)
    return FieldError{"/amount_fen", "out_of_range",
                      bilingual("金额应大于零，现为{0} / an amount above zero, not {0}", amount)};
  auto fits = within_limit(amount);
  if (fits) return std::nullopt;
  return FieldError{"/amount_fen", "out_of_range", fits.error().detail};
}

// The form of the request, all of it, before any rule.
Expected<void> check_form(const domain::PublishedFact& command) {
  Error error(ErrorCode::invalid_body);
  if (command.dated)
    if (auto fault = fault_of_day(*command.dated)) error.fields.push_back(std::move(*fault));
  if (command.amount_fen)
    if (auto fault = fault_of_amount(*command.amount_fen)) error.fields.push_back(std::move(*fault));
  if (error.fields.empty()) return {};
  error.detail = error.fields.front().message;
  return fail(std::move(error));
}

// Another source, day or amount is another line.
Expected<void> check_not_recorded(const domain::Project& project, const domain::PublishedFact& command,
                                  const domain::Context& context) {
  for (const auto& known : project.published_facts)
    if (normalise_name(known.stage_text) == normalise_name(command.stage_text) && known.dated == command.dated &&
        known.amount_fen == command.amount_fen && normalise_name(known.source) == normalise_name(command.source))
      return fail(domain::recorded_before("同一报道事实 / the same published fact",
                                          {known.recorded_on, known.by.value_or(""), {}}, &context));
  return {};
}
}  // namespace

Expected<domain::Decision> decide_published_fact(const std::string& id, const domain::Project& project,
                                                 const domain::PublishedFact& command, const domain::Context& context) {
  if (!project.secret)
    if (auto ok = check_form(command); !ok) return fail(ok.error());
  domain::Brought brought;
  brought.on = civil_date(context.now);
  auto policy = admit(project, domain::Command::published_facts, brought, context);
  if (!policy) return fail(policy.error());
  if (project.secret)
    return fail(ErrorCode::secret_not_admitted,
                "涉密项目不登记报道 / no report about a secret project is recorded here");
  if (auto once = check_not_recorded(project, command, context); !once) return fail(once.error());
  domain::FactPublished event;
  event.published = command;
  event.recorded_on = civil_date(context.now);
  event.by = context.actor.username;
  return raised(id, project, event, **policy);
}

}  // namespace luodi::intake
