#include "services/incentive-calculator/commands.hpp"

#include "services/incentive-calculator/answers.hpp"

namespace luodi::incentive {

namespace {
using runtime::path_id;
using runtime::problem_reply;
using runtime::read_body;

// The run that the path names, seen by the actor, at the version of If-Match.
Expected<RunFact> addressed(const CalculatorOverlay& world, const std::string& id, const bus::Request& request) {
  auto run = seen_run(world, id, request.actor);
  if (!run) return fail(run.error());
  if (auto current = runtime::check_version(request, (*run)->version); !current) return fail(current.error());
  return RunFact{id, &(*run)->state};
}
}  // namespace

std::vector<RunFact> runs_of(const CalculatorOverlay& world) {
  std::vector<RunFact> runs;
  for (const auto& [id, run] : world.table<AwardRun>().all())
    runs.push_back({id, &run.state});
  return runs;
}

AwardFacts facts_of(const CalculatorOverlay& world, const policy::PolicyBook& policies) {
  AwardFacts facts;
  facts.policies = &policies;
  for (const auto& [code, park] : world.table<domain::Park>().all())
    facts.parks.push_back({code, &park.state});
  for (const auto& [id, project] : world.table<domain::Project>().all())
    facts.projects.push_back({id, &project.state});
  for (const auto& [id, referral] : world.table<domain::Referral>().all())
    facts.referrals.push_back({id, &referral.state});
  return facts;
}

std::vector<KnownReferral> Commands::same_referrals(const CalculatorOverlay& world, const RegisterReferral& body,
                                                    const Actor& actor) const {
  std::vector<KnownReferral> out;
  for (const auto& id : links_.same_as(referral_keys(body.name, body.kind, body.enterprise)))
    if (const auto* known = world.find<domain::Referral>(id); known && sees_referral(actor, id, known->state))
      out.push_back({id, &known->state});
  return out;
}

runtime::Task<bus::Reply> Commands::register_referral(bus::Request request) {
  auto body = read_body<RegisterReferral>(request);
  if (!body) co_return problem_reply(body.error(), request);
  CalculatorRunner::Decide ask = [this, actor = request.actor, language = request.language, body = std::move(*body)](
                                     const CalculatorOverlay& world,
                                     const domain::Context& context) -> Expected<CalculatorPlan> {
    auto decision = decide_register_referral(body, same_referrals(world, body, actor), context);
    if (!decision) return fail(decision.error());
    const std::string id = referral_id_for(context);
    return CalculatorPlan(std::move(*decision), [this, id, language](const CalculatorOverlay& after) {
      const auto& referral = *after.find<domain::Referral>(id);
      const ReferralAround around{{}, links_.contact_before(referral.state, backend_.world())};
      return referral_reply(referral, id, around, language, /*created=*/true);
    });
  };
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

runtime::Task<bus::Reply> Commands::create_run(bus::Request request) {
  auto body = read_body<CreateAwardRun>(request);
  if (!body) co_return problem_reply(body.error(), request);
  CalculatorRunner::Decide ask = [this, actor = request.actor, body = std::move(*body)](
                                     const CalculatorOverlay& world,
                                     const domain::Context& context) -> Expected<CalculatorPlan> {
    auto decision =
        decide_create(body, facts_of(world, backend_.policies()), runs_of(world), backend_.model().position(), context);
    if (!decision) return fail(decision.error());
    const std::string id = award_run_id_for(context);
    return CalculatorPlan(std::move(*decision), [id, actor](const CalculatorOverlay& after) {
      return run_reply(after, id, actor, /*created=*/true);
    });
  };
  // Figures are computed on everything that was acknowledged before the request, also by the other services.
  auto fresh = co_await backend_.model().catch_up();
  if (!fresh) co_return problem_reply(Error(ErrorCode::service_unavailable, fresh.error().detail), request);
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

runtime::Task<bus::Reply> Commands::verify_run(bus::Request request) {
  auto body = read_body<VerifyAwardRun>(request);
  if (!body) co_return problem_reply(body.error(), request);
  CalculatorRunner::Decide ask = [this, request, id = path_id(request), body = std::move(*body)](
                                     const CalculatorOverlay& world,
                                     const domain::Context& context) -> Expected<CalculatorPlan> {
    auto run = addressed(world, id, request);
    if (!run) return fail(run.error());
    auto decision = decide_verify(*run, body, facts_of(world, backend_.policies()), runs_of(world), context);
    if (!decision) return fail(decision.error());
    return CalculatorPlan(std::move(*decision), [id, actor = request.actor](const CalculatorOverlay& after) {
      return run_reply(after, id, actor);
    });
  };
  auto fresh = co_await backend_.model().catch_up();
  if (!fresh) co_return problem_reply(Error(ErrorCode::service_unavailable, fresh.error().detail), request);
  co_return co_await backend_.runner().run(std::move(request), std::move(ask));
}

template <class Body>
void Commands::step(const std::string& operation,
                    Expected<domain::Decision> (*rule)(const RunFact&, const Body&, const domain::Context&)) {
  backend_.on(operation, [this, rule](bus::Request request) -> runtime::Task<bus::Reply> {
    auto body = read_body<Body>(request);
    if (!body) co_return problem_reply(body.error(), request);
    CalculatorRunner::Decide ask = [rule, request, id = path_id(request), body = std::move(*body)](
                                       const CalculatorOverlay& world,
                                       const domain::Context& context) -> Expected<CalculatorPlan> {
      auto run = addressed(world, id, request);
      if (!run) return fail(run.error());
      auto decision = rule(*run, body, context);
      if (!decision) return fail(decision.error());
      return CalculatorPlan(std::move(*decision), [id, actor = request.actor](const CalculatorOverlay& after) {
        return run_reply(after, id, actor);
      });
    };
    co_return co_await backend_.runner().run(std::move(request), std::move(ask));
  });
}

void Commands::join() {
  backend_.on("referral.register", [this](bus::Request r) { return register_referral(std::move(r)); });
  backend_.on("award-run.create", [this](bus::Request r) { return create_run(std::move(r)); });
  backend_.on("award-run.verify", [this](bus::Request r) { return verify_run(std::move(r)); });
  step<PublishAwardRun>("award-run.publish", decide_publish);
  step<ObjectToAwardRun>("award-run.object", decide_object);
  step<ApproveAwardRun>("award-run.approve", decide_approve);
  step<PayAwardRun>("award-run.pay", decide_pay);
}

}  // namespace luodi::incentive
