#pragma once
// What may be agreed of an obligation 履约事项: by the side that owes such a thing, for no day before the agreement,
// for one that is over only if that is meant, and once only. Asked when it is registered and when it is corrected.
// Pure.
//
//   auto once = check_agreed_once(agreed, sameness_of(obligation, due_on), id, context);
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/obligation_follow.hpp"

namespace luodi::monitor {

// not_its_kind at /side: the other side owes such a thing.
Expected<void> check_owing_side(ObligationSide owing, ObligationKind kind);
Expected<void> check_after_signing(const domain::Project& project, CivilDate day, const std::string& pointer);
// already_due at /due_on: its last day is over, as of a mistyped year, and it would be overdue and told within a
// moment, whether it is registered with that day or corrected to it.
Expected<void> check_day_is_meant(CivilDate due_on, bool already_due, Instant now);

// What makes an obligation the same as another of its project, however carelessly it is typed.
std::string sameness_of(ObligationSide side, ObligationKind kind, const std::string& title, const std::string& text,
                        CivilDate due_on);
std::string sameness_of(const Obligation& o, CivilDate due_on);
// already_exists: the same is there, under another id than this one.
Expected<void> check_agreed_once(const std::vector<Owed>& agreed, const std::string& same, const std::string& id,
                                 const domain::Context& context);
// Two that are registered at the same moment do not see each other.
domain::UniqueClaim agreed_claim(const std::string& project, const std::string& same, std::string id, bool release);

}  // namespace luodi::monitor
