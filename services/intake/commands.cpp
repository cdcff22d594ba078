#include "services/intake/commands.hpp"

#include "services/intake/answers.hpp"
#include "services/intake/domain/allocation.hpp"
#include "services/intake/domain/amount_correction.hpp"
#include "services/intake/domain/first_talk.hpp"
#include "services/intake/domain/lead_registration.hpp"
#include "services/intake/domain/negotiation.hpp"
#include "services/intake/domain/office_registration.hpp"
#include "services/intake/domain/park_registration.hpp"
#include "services/intake/domain/pre_assessment.hpp"
#include "services/intake/domain/published_fact.hpp"
#include "services/intake/domain/review.hpp"
#include "services/intake/domain/signing.hpp"

namespace luodi::intake {

namespace {
using runtime::path_id;
using runtime::problem_reply;
using runtime::read_body;

// A rule that looks at nothing but the project.
template <class Body>
auto alone(Expected<domain::Decision> (*rule)(const std::string&, const domain::Project&, const Body&,
                                              const domain::Context&)) {
  return [rule](const IntakeOverlay&, const std::string& id, const domain::Project& project, const Body& body,
                const domain::Context& context) { return rule(id, project, body, context); };
}

// Parks and offices share their codes.
bool is_taken(const IntakeOverlay& world, const std::string& code) {
  return world.find<domain::Park>(code) != nullptr || world.find<domain::Office>(code) != nullptr;
}

std::optional<KnownReferral> referral_of(const IntakeOverlay& world, const std::optional<std::string>& id) {
  const auto* referral = id ? world.find<domain::Referral>(*id) : nullptr;
  if (referral == nullptr) return std::nullopt;
  const auto& enterprise = referral->state.enterprise;
  return KnownReferral{{enterprise.name, enterprise.uscc}, referral->state.registered_at};
}
// What the registration would tell whoever rehearses it: nothing of it refuses the lead, all of it decides whether
// somebody wants to register it so.
codec::Json foretold(const domain::Decision& decision) {
  const auto& lead = decision.events.front().data;
  codec::Json found = {{"suspected_duplicates", codec::Json::array()}};
  for (const char* member : {"uscc_check", "suspected_duplicates", "first_talk", "admission"})
    if (const auto at = lead.find(member); at != lead.end()) found[member] = *at;
  return {{"registration", std::move(found)}};
}
}  // namespace

template <class Body, class Decide>
void Commands::add(domain::Command command, Decide decide) {
  backend_.on("project." + std::string(domain::command_text(command)),
              [this, decide](bus::Request request) { return run<Body>(decide, std::move(request)); });
}

template <class Body, class Decide>
runtime::Task<bus::Reply> Commands::run(Decide decide, bus::Request request) {
  auto body = read_body<Body>(request);
  if (!body) co_return problem_reply(body.error(), request);
  IntakeRunner::Decide ask = [this, decide, request, body = std::move(*body), id = path_id(request)](
                                 const IntakeOverlay& world, const domain::Context& context) -> Expected<IntakePlan> {
    auto project = addressed(world, id, request, context);
    if (!project) return fail(project.error());
    auto decision = decide(world, id, (*project)->state, body, context);
    if (!decision) return fail(decision.error());
    return IntakePlan(
        std::move(*decision),
        [this, id, now = context.now, reader = domain::Reader(request.language, request.actor)](
            const IntakeOverlay& after) { return project_reply(after, id, backend_.policies(), now, reader); });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

runtime::Task<bus::Reply> Commands::register_lead(bus::Request request) {
  auto body = read_body<RegisterLead>(request);
  if (!body) co_return problem_reply(body.error(), request);
  // Another service registers referrals: this one may be newer than what has been read.
  if (body->referrer_id && backend_.world().table<domain::Referral>().find(*body->referrer_id) == nullptr) {
    auto reached = co_await backend_.model().catch_up();
    if (!reached) co_return problem_reply(Error(ErrorCode::service_unavailable, reached.error().detail), request);
  }
  // Where another registration of the enterprise takes the serial number first (claim_serial), this one is judged again
  // and sees the winner.
  IntakeRunner::Decide ask = [this, reader = domain::Reader(request.language, request.actor), body = std::move(*body)](
                                 const IntakeOverlay& world, const domain::Context& context) -> Expected<IntakePlan> {
    const std::string id = "prj_" + context.fresh_id;
    Surroundings around;
    around.parks = parks_of(world);
    around.offices = offices_of(world);
    around.referral = referral_of(world, body.referrer_id);
    around.known = leads_.known(identity_of(body, context.actor), world.table<domain::Project>());
    auto decision = decide_registration(id, body, around, context);
    if (!decision) return fail(decision.error());
    codec::Json outlook = foretold(*decision);
    IntakePlan plan(std::move(*decision), [this, id, now = context.now, reader](const IntakeOverlay& after) {
      return project_reply(after, id, backend_.policies(), now, reader, /*created=*/true);
    });
    plan.foretold = std::move(outlook);
    return plan;
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

template <class Body>
runtime::Task<bus::Reply> Commands::register_organisation(bus::Request request, Registration<Body> rule,
                                                          OrganisationReply shown) {
  auto body = read_body<Body>(request);
  if (!body) co_return problem_reply(body.error(), request);
  IntakeRunner::Decide ask = [rule, shown, body = std::move(*body)](const IntakeOverlay& world,
                                                                    const domain::Context&) -> Expected<IntakePlan> {
    auto decision = rule(body, is_taken(world, body.code));
    if (!decision) return fail(decision.error());
    return IntakePlan(std::move(*decision), [shown, code = body.code](const IntakeOverlay& after) {
      return shown(after, code, /*created=*/true);
    });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

void Commands::join() {
  using domain::Command;
  using domain::Context;
  using domain::Project;
  backend_.on("project.register", [this](bus::Request r) { return register_lead(std::move(r)); });
  backend_.on("park.register", [this](bus::Request r) {
    return register_organisation<domain::ParkRegistered>(std::move(r), decide_park, park_reply);
  });
  backend_.on("office.register", [this](bus::Request r) {
    return register_organisation<domain::OfficeRegistered>(std::move(r), decide_office, office_reply);
  });
  add<CorrectAmount>(Command::amount_correction, alone<CorrectAmount>(decide_amount_correction));
  add<RenewFirstTalk>(Command::first_talk, alone<RenewFirstTalk>(decide_first_talk));
  add<GiveOpinion>(Command::review_opinions, alone<GiveOpinion>(decide_opinion));
  add<DecideReview>(
      Command::review_decision,
      [](const IntakeOverlay& world, const std::string& id, const Project& project, const DecideReview& body,
         const Context& context) { return decide_review(id, project, body, parks_of(world), context); });
  add<Allocate>(Command::allocation, [this](const IntakeOverlay& world, const std::string& id, const Project& project,
                                            const Allocate& body, const Context& context) {
    return decide_allocation(id, project, body, parks_of(world), rows_.load_without(id), context);
  });
  add<StartNegotiation>(Command::negotiation, alone<StartNegotiation>(decide_negotiation));
  add<RecordItem>(Command::pre_assessment_items, alone<RecordItem>(decide_item));
  add<DecidePreAssessment>(Command::pre_assessment_decision, alone<DecidePreAssessment>(decide_pre_assessment));
  add<Sign>(Command::signing, alone<Sign>(decide_signing));
  add<Amend>(Command::amendments, alone<Amend>(decide_amendment));
  add<domain::PublishedFact>(Command::published_facts, alone<domain::PublishedFact>(decide_published_fact));
}

}  // namespace luodi::intake
