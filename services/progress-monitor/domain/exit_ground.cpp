#include "services/progress-monitor/domain/exit_ground.hpp"

#include "common/kernel/bilingual.hpp"

namespace luodi::monitor {

std::optional<ExitGround> ground_of(const Obligation& obligation) {
  if (obligation.side != ObligationSide::enterprise) return std::nullopt;
  switch (obligation.what) {
    case ObligationKind::company:
      return ExitGround::company_late;
    case ObligationKind::deposit:
      return ExitGround::deposit_late;
    case ObligationKind::start:
      return ExitGround::start_late;
    case ObligationKind::funds:
    case ObligationKind::production:
    case ObligationKind::land:
    case ObligationKind::infrastructure:
    case ObligationKind::support:
    case ObligationKind::other:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<CivilDate> late_enough(const Obligation& obligation, const policy::ExitParameters& terms) {
  const auto ground = ground_of(obligation);
  if (!ground) return std::nullopt;
  switch (*ground) {
    case ExitGround::company_late:
      return obligation.due_on.plus_days(terms.company_late_days);
    case ExitGround::deposit_late:
      return obligation.due_on.plus_days(terms.deposit_late_days);
    case ExitGround::start_late:
      return obligation.due_on.plus_months(terms.start_late_months);
  }
  return std::nullopt;
}

std::string exit_id(const std::string& obligation, CivilDate agreed_on) {
  const auto mark = obligation.find('_');
  return "ext_" + obligation.substr(mark == std::string::npos ? 0 : mark + 1) + "_" + agreed_on.str();
}

std::optional<ExitCured> cure_of(const ExitCase& exit, const LimitNow& limit, const Obligation& obligation,
                                 const policy::ExitParameters& terms) {
  if (obligation.honoured_on && (!limit.until || *obligation.honoured_on <= *limit.until))
    return ExitCured{*obligation.honoured_on, "期限内已履约 / honoured within the limit"};
  const CivilDate notice_on = civil_date(exit.notice_at);
  const auto since = late_enough(obligation, terms);
  if (obligation.due_on != agreed_on(exit) && since && notice_on < *since)
    return ExitCured{notice_on,
                     bilingual("约定期限经补充协议变更为 {0} / the agreed day was moved to {0}", obligation.due_on),
                     obligation.due_on};
  return std::nullopt;
}

bool cure_is_gone(const ExitCase& exit, const LimitNow& limit, const Owed* owed, const policy::ExitParameters& terms) {
  return exit.state == ExitState::cured && owed && owed->state->state != ObligationState::withdrawn &&
         owed->state->honoured_on && !cure_of(exit, limit, *owed->state, terms);
}

}  // namespace luodi::monitor
