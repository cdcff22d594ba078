#include "services/progress-monitor/domain/obligation_terms.hpp"

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "services/progress-monitor/domain/words.hpp"

namespace luodi::monitor {

using domain::field_fault;

namespace {
// The side that owes such a thing; nullopt = either.
std::optional<ObligationSide> owed_by(ObligationKind kind) {
  switch (kind) {
    case ObligationKind::company:
    case ObligationKind::deposit:
    case ObligationKind::funds:
    case ObligationKind::start:
    case ObligationKind::production:
      return ObligationSide::enterprise;
    case ObligationKind::land:
    case ObligationKind::infrastructure:
    case ObligationKind::support:
      return ObligationSide::government;
    case ObligationKind::other:
      return std::nullopt;
  }
  return std::nullopt;
}
}  // namespace

Expected<void> check_owing_side(ObligationSide owing, ObligationKind kind) {
  const auto side = owed_by(kind);
  if (!side || *side == owing) return {};
  return fail(field_fault(
      "/side", "not_its_kind",
      bilingual("{0}由{1}承担，不由{2}承担；其他事项的种类请选“{3}”（other） / the kind “{0}” is owed by the "
                "{1}, not by the {2}; for anything else choose “{3}” (other)",
                word_of(kind), word_of(*side), word_of(owing), word_of(ObligationKind::other))));
}

Expected<void> check_after_signing(const domain::Project& project, CivilDate day, const std::string& pointer) {
  if (project.agreement && day < project.agreement->signed_on)
    return fail(field_fault(pointer, "before_signing",
                            bilingual("{0} 早于签约日 {1} / the day {0} lies before the signing on {1}", day,
                                      project.agreement->signed_on)));
  return {};
}

Expected<void> check_day_is_meant(CivilDate due_on, bool already_due, Instant now) {
  if (already_due || now < after_last_day(due_on)) return {};
  Error error =
      field_fault("/due_on", "already_due",
                  bilingual("期限 {0} 已过，登记后立即记为逾期并通知 / the day {0} is over: it would be overdue, "
                            "and told, at once",
                            due_on));
  error.next_zh = "日期有误的，请改正；期限确已届满的，请注明期限已过（already_due）";
  error.next_en = "put the day right; if it is meant, add already_due: true";
  return fail(error);
}

std::string sameness_of(ObligationSide side, ObligationKind kind, const std::string& title, const std::string& text,
                        CivilDate due_on) {
  return std::string(codec::enum_text(side)) + "/" + std::string(codec::enum_text(kind)) + "/" + due_on.str() + "/" +
         normalise_name(title) + "/" + normalise_name(text);
}
std::string sameness_of(const Obligation& o, CivilDate due_on) {
  return sameness_of(o.side, o.what, o.title, o.text, due_on);
}

Expected<void> check_agreed_once(const std::vector<Owed>& agreed, const std::string& same, const std::string& id,
                                 const domain::Context& context) {
  for (const auto& known : agreed)
    if (known.id != id && known.state->state != ObligationState::withdrawn &&
        sameness_of(*known.state, known.state->due_on) == same)
      return fail(domain::recorded_before(
          "同一履约事项 / the same obligation",
          {civil_date(known.state->created_at), known.state->registered_by.value_or(""), known.id}, &context));
  return {};
}

domain::UniqueClaim agreed_claim(const std::string& project, const std::string& same, std::string id, bool release) {
  return {"obligation", project + "/" + same, std::move(id), release};
}

}  // namespace luodi::monitor
