#include "services/intake/domain/published_fact.hpp"

#include "common/domain/project_admission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/name.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
// A date of year, month or day precision. Missing parts are completed by the first day, which exists where the rest
// does. It may lie after today: a report is no evidence and moves nothing, so what it foretells is kept as published.
Expected<void> check_dated(const std::string& dated) {
  constexpr std::string_view k_first_day = "0000-01-01";
  const bool form = dated.size() == 4 || dated.size() == 7 || dated.size() == 10;
  auto day = CivilDate::parse(form ? dated + std::string(k_first_day.substr(dated.size())) : dated);
  if (!day) return fail(field_fault("/dated", "format", "应为 2022-05-18、2021-08 或 2021 / a day, a month or a year"));
  return {};
}

// Another source, day or amount is another line.
Expected<void> check_not_recorded(const domain::Project& project, const domain::PublishedFact& command) {
  for (const auto& known : project.published_facts)
    if (normalise_name(known.stage_text) == normalise_name(command.stage_text) && known.dated == command.dated &&
        known.amount_fen == command.amount_fen && normalise_name(known.source) == normalise_name(command.source))
      return fail(domain::recorded_before("同一报道事实 / the same published fact",
                                          {known.recorded_on, known.by.value_or(""), {}}));
  return {};
}
}  // namespace

Expected<domain::Decision> decide_published_fact(const std::string& id, const domain::Project& project,
                                                 const domain::PublishedFact& command, const domain::Context& context) {
  domain::Brought brought;
  brought.on = civil_date(context.now);
  auto policy = admit(project, domain::Command::published_facts, brought, context);
  if (!policy) return fail(policy.error());
  if (project.secret)
    return fail(ErrorCode::secret_not_admitted,
                "涉密项目不登记报道 / no report about a secret project is recorded here");
  if (command.dated)
    if (auto ok = check_dated(*command.dated); !ok) return fail(ok.error());
  if (command.amount_fen && command.amount_fen->value() <= 0)
    return fail(field_fault("/amount_fen", "out_of_range", "应大于零 / must be above zero"));
  if (command.amount_fen)
    if (auto fits = within_limit(*command.amount_fen); !fits)
      return fail(field_fault("/amount_fen", "out_of_range", fits.error().detail));
  if (auto once = check_not_recorded(project, command); !once) return fail(once.error());
  domain::FactPublished event;
  event.published = command;
  event.recorded_on = civil_date(context.now);
  event.by = context.actor.username;
  return raised(id, project, event, **policy);
}

}  // namespace luodi::intake
