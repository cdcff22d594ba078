#pragma once
// The one table of who may call what: operation by role, and which roles are bound to their own organisation. The
// gateway's routes, the dispatch of every service, the stage table, the README and the OpenAPI contract all take it
// from here or are compared with it. What it does not name nobody may call. Pure.
//
//   constexpr RoleSet who = allowed("interview.issue");               // an unknown operation does not compile
//   if (auto may = check_permission(actor, who); !may) return fail(may.error());   // forbidden
#include <array>
#include <string_view>

#include "common/kernel/expected.hpp"
#include "common/kernel/role_set.hpp"

namespace luodi::domain {

// Roles that see every project of the city; the others see what their organisation is a party to.
inline constexpr RoleSet k_city_level = RoleSet::of(Role::bureau, Role::committee, Role::reviewer, Role::leader,
                                                    Role::finance, Role::auditor, Role::portal);
inline constexpr RoleSet k_by_organisation = RoleSet::of(Role::park, Role::office, Role::referrer);
// Of these, who reads what names persons and their addresses.
inline constexpr RoleSet k_sees_persons = k_city_level.without(Role::reviewer).without(Role::portal);
// Roles in whose organisation a project may rest: the host, before landing the first-talk owner (责任主体).
inline constexpr RoleSet k_responsible = RoleSet::of(Role::park, Role::office);
// The three administrators (三员); of them only the auditor sees projects.
inline constexpr RoleSet k_administrators = RoleSet::of(Role::sysadmin, Role::secadmin, Role::auditor);

namespace detail {
inline constexpr RoleSet k_readers = k_city_level.plus(k_by_organisation);
inline constexpr RoleSet k_bureau = RoleSet::of(Role::bureau);
inline constexpr RoleSet k_committee = RoleSet::of(Role::committee);
inline constexpr RoleSet k_park = RoleSet::of(Role::park);
inline constexpr RoleSet k_sysadmin = RoleSet::of(Role::sysadmin);
// Who works on a project may say what keeps it from moving, and has the word whether that is over.
inline constexpr RoleSet k_problem_reporters =
    RoleSet::of(Role::bureau, Role::committee, Role::reviewer, Role::park, Role::office, Role::leader);
// Who accompanies a project asks for services on its behalf, and has the word whether they were given (measure 9).
inline constexpr RoleSet k_ticket_askers = RoleSet::of(Role::bureau, Role::park, Role::office);
// Whoever owns the service: the bureau, a department's reviewers, the hosting park; the bureau from the owner's paper.
inline constexpr RoleSet k_service_givers = RoleSet::of(Role::bureau, Role::reviewer, Role::park);
inline constexpr RoleSet k_told =
    k_responsible.plus(RoleSet::of(Role::bureau, Role::committee, Role::leader, Role::finance));
// Referrals name persons: who neither brings nor examines nor pays them does not see them.
inline constexpr RoleSet k_referral_readers = k_readers.without(Role::reviewer);
// Talent cards name persons as well: who neither issues them nor accompanies the project does not see them.
inline constexpr RoleSet k_card_readers =
    k_readers.without(Role::reviewer).without(Role::portal).without(Role::referrer);
}  // namespace detail

struct Permission {
  std::string_view operation;
  RoleSet roles;
};
inline constexpr auto k_permissions = std::to_array<Permission>({
    {"account.list", k_administrators},
    {"account.get", k_administrators},
    {"account.create", detail::k_sysadmin},
    {"account.disable", detail::k_sysadmin},
    {"clock.set", RoleSet::of(Role::bureau, Role::sysadmin)},

    {"park.list", detail::k_readers},
    {"park.get", detail::k_readers},
    {"park.register", detail::k_bureau},
    {"office.list", detail::k_readers},
    {"office.get", detail::k_readers},
    {"office.register", detail::k_bureau},
    {"project.list", detail::k_readers},
    {"project.get", detail::k_readers},
    {"project.timeline", detail::k_readers},
    {"project.register", RoleSet::of(Role::bureau, Role::park, Role::office, Role::portal)},
    {"project.amount-correction", RoleSet::of(Role::bureau, Role::park, Role::office)},  // the others their own, early
    {"project.first-talk", RoleSet::of(Role::bureau, Role::park, Role::office)},
    {"project.review-opinions", RoleSet::of(Role::reviewer, Role::bureau)},  // the bureau on a department's behalf
    {"project.review-decision", RoleSet::of(Role::bureau, Role::committee)},
    {"project.allocation", detail::k_bureau},
    {"project.negotiation", detail::k_park},
    {"project.pre-assessment-items", RoleSet::of(Role::reviewer, Role::bureau, Role::park)},  // each its own lines
    {"project.pre-assessment-decision", detail::k_bureau},
    {"project.signing", detail::k_park},
    {"project.amendments", RoleSet::of(Role::park, Role::bureau)},
    {"project.published-facts", RoleSet::of(Role::bureau, Role::portal)},

    {"project.landing", detail::k_park},
    {"project.start", detail::k_park},
    {"project.production", detail::k_park},
    {"project.plan", RoleSet::of(Role::bureau, Role::park)},  // the bureau corrects months that have ended
    {"project.plan-status", detail::k_readers},
    {"project.progress", k_responsible},
    {"project.funds", RoleSet::of(Role::bureau, Role::finance)},
    {"project.funds-correction", detail::k_bureau},
    {"project.progress-retraction", detail::k_bureau},
    {"project.stage-return", detail::k_bureau},
    {"project.exemptions", k_responsible},
    {"project.suspension", detail::k_bureau},
    {"project.resumption", detail::k_bureau},
    {"project.exit", detail::k_bureau},
    {"project.exit-approval", RoleSet::of(Role::leader)},
    {"exemption.decision", detail::k_bureau},
    {"dispatch-cycle.list", detail::k_readers},
    {"dispatch-cycle.get", detail::k_readers},
    {"dispatch-cycle.csv", detail::k_readers},
    {"dispatch-cycle.xlsx", detail::k_readers},
    {"dispatch-cycle.pdf", detail::k_readers},
    {"dispatch-cycle.reports", RoleSet::of(Role::park, Role::office)},
    {"dispatch-cycle.minutes", RoleSet::of(Role::bureau, Role::committee)},
    {"project.problems", detail::k_problem_reporters},
    {"problem.list", detail::k_readers},
    {"problem.get", detail::k_readers},
    {"problem.assign", RoleSet::of(Role::bureau, Role::committee, Role::leader, Role::park)},
    {"problem.resolve", detail::k_problem_reporters},  // a department or an office what it owns
    {"problem.confirm", detail::k_problem_reporters},
    {"problem.reopen", detail::k_problem_reporters},
    {"problem.escalate", detail::k_problem_reporters},
    // Not the host: it does not ask how content its own investor is.
    {"project.revisits", RoleSet::of(Role::bureau, Role::committee, Role::office)},
    {"revisit.list", detail::k_readers},
    {"revisit.get", detail::k_readers},
    {"project.obligations", RoleSet::of(Role::bureau, Role::park)},
    {"obligation.list", detail::k_readers},
    {"obligation.get", detail::k_readers},
    {"obligation.honour", RoleSet::of(Role::bureau, Role::park)},
    {"obligation.correction", detail::k_bureau},
    {"obligation.withdrawal", detail::k_bureau},
    {"exit.list", detail::k_readers},
    {"exit.get", detail::k_readers},
    {"exit.limit-notice-pdf", detail::k_readers},
    {"exit.exit-notice-pdf", detail::k_readers},
    {"exit.withdraw", RoleSet::of(Role::bureau, Role::committee)},
    {"project.tickets", detail::k_ticket_askers},
    {"ticket.list", detail::k_readers},
    {"ticket.get", detail::k_readers},
    {"ticket.assign", RoleSet::of(Role::bureau, Role::committee, Role::leader)},
    {"ticket.answer", detail::k_service_givers},
    {"ticket.confirm", detail::k_ticket_askers},
    {"ticket.reopen", detail::k_ticket_askers},
    {"supply.list", detail::k_readers},
    {"supply.get", detail::k_readers},
    {"supply.delivery", detail::k_service_givers},
    {"supply.correction", detail::k_bureau},
    {"project.talent-cards", detail::k_bureau},
    {"talent-card.list", detail::k_card_readers},
    {"talent-card.get", detail::k_card_readers},
    {"talent-card.renewal", detail::k_bureau},
    {"talent-card.revocation", RoleSet::of(Role::bureau, Role::committee)},
    {"interview.list", detail::k_readers},
    {"statistics.lights", detail::k_readers},
    {"interview.get", detail::k_readers},
    {"interview.notice-ics", detail::k_readers},
    {"interview.notice-pdf", detail::k_readers},
    {"interview.minutes-pdf", detail::k_readers},
    {"interview.hold-back", detail::k_committee},
    {"interview.issue", detail::k_committee},
    {"interview.withdraw", detail::k_committee},
    {"interview.schedule", detail::k_committee},
    {"interview.explanation", k_responsible},
    {"interview.minutes", detail::k_committee},
    {"interview.rectification", k_responsible},
    {"interview.verification", RoleSet::of(Role::bureau, Role::committee)},
    {"interview.signed-copy", detail::k_committee},
    // Below city level only those are notified who answer for a project; departments and portals read their own alone.
    {"notification.list", k_city_level.plus(k_responsible)},
    {"notification.get", k_city_level.plus(k_responsible)},
    {"notification.resend", RoleSet::of(Role::bureau, Role::committee)},
    // Of those who are told something, each their own.
    {"notification-preference.get", detail::k_told},
    {"notification-preference.set", detail::k_told},

    {"policy.list", detail::k_readers},
    {"policy.get", detail::k_readers},
    {"referral.list", detail::k_referral_readers},
    {"referral.get", detail::k_referral_readers},
    {"referral.register", RoleSet::of(Role::bureau, Role::park, Role::office, Role::referrer, Role::portal)},
    {"award-run.list", detail::k_readers},
    {"award-run.get", detail::k_readers},
    {"award-run.create", detail::k_bureau},
    {"award-run.verify", detail::k_bureau},
    {"award-run.publish", detail::k_bureau},
    {"award-run.object", k_by_organisation},
    {"award-run.approve", RoleSet::of(Role::leader, Role::committee)},
    {"award-run.pay", RoleSet::of(Role::finance)},
});

constexpr const Permission* find_permission(std::string_view operation) {
  for (const Permission& permission : k_permissions)
    if (permission.operation == operation) return &permission;
  return nullptr;
}
// For tables that are built at compile time.
consteval RoleSet allowed(std::string_view operation) {
  return find_permission(operation)->roles;
}

// Says which roles may.
Error role_needed(RoleSet roles);
// forbidden, with the roles that may, unless the actor holds one of them.
Expected<void> check_permission(const Actor& actor, RoleSet roles);

}  // namespace luodi::domain
