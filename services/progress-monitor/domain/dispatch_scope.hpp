#pragma once
// Dispatch scope 调度范围 (measure 5): which projects stand on the agenda of a half-month cycle. Narrower than the
// interview scope, and a parameter of its own: dispatch.threshold_fen, dispatch.sections, dispatch.stages. Pure.
//
// In scope on a day, as it was known at an instant = all of: the stage of that day is one of dispatch.stages; the
// amount that a threshold may look at (see interview_scope) reaches the threshold, inclusive; the industry lies in one
// of the sections of GB/T 4754 (a secret stub has no industry and is dispatched elsewhere); the project is not
// suspended.
#include <optional>
#include <string>

#include "common/domain/project.hpp"
#include "common/policy/policy_book.hpp"

namespace luodi::monitor {

// `known` cuts off what was recorded later, so that a late run sees what a prompt one saw. Stages, reports, funds,
// plans and exemptions carry the instant of their record, amounts that reach back (amendments, slips of a lead) its
// day; other amounts and suspensions go by their dates alone.
bool dispatch_scope_on(const domain::Project& project, const policy::Policy& policy, CivilDate day, Instant known);
// Why a project that stands on an agenda owes no report of it on that day: it has ended or is suspended; empty: it
// does.
std::string why_no_report(const domain::Project& project, CivilDate day);
// `corrected`: from then on what was taken back or corrected stands as it stood; by default likewise from `known` on.
domain::Project known_at(const domain::Project& project, Instant known, std::optional<Instant> corrected = {});

}  // namespace luodi::monitor
