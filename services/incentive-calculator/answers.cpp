#include "services/incentive-calculator/answers.hpp"

#include "common/codec/text.hpp"

namespace luodi::incentive {

bool sees_all(const Actor& actor) {
  for (const Role role : {Role::bureau, Role::committee, Role::reviewer, Role::leader, Role::finance, Role::auditor})
    if (actor.has(role)) return true;
  return false;
}

codec::Json referral_view(const std::string& id, const runtime::Versioned<Referral>& referral,
                          const std::string& project) {
  auto view = codec::encode(referral.state);
  view["id"] = id;
  view["version"] = referral.version;
  if (!project.empty()) view["project_id"] = project;
  return view;
}

namespace {
// Personal names belong to the officers who pay, not to everybody who reads the notice.
AwardRun masked(AwardRun run, const Actor& actor) {
  for (auto& line : run.figures.lines)
    for (auto& payee : line.payees)
      payee.name = masked_name(payee.name, payee.kind);
  // Who objected, and to what, is between them and the bureau.
  std::erase_if(run.objections, [&](const Objection& objection) {
    return objection.by != actor.username && (actor.org.empty() || objection.org != actor.org);
  });
  return run;
}
}  // namespace

codec::Json run_view(const std::string& id, const runtime::Versioned<AwardRun>& run, const Actor& actor) {
  auto view = codec::encode(sees_all(actor) ? run.state : masked(run.state, actor));
  view["id"] = id;
  view["version"] = run.version;
  return view;
}

codec::Json run_summary(const std::string& id, const runtime::Versioned<AwardRun>& run) {
  return {{"id", id},
          {"version", run.version},
          {"kind", codec::enum_text(run.state.award)},
          {"year", run.state.year},
          {"as_of", run.state.as_of.str()},
          {"state", codec::enum_text(run.state.state)},
          {"computed_at_sequence", run.state.computed_at_sequence},
          {"policy_id", run.state.figures.policy_id},
          {"total_fen", run.state.figures.total_fen.value()},
          {"payable_fen", run.state.payable_fen.value()},
          {"created_at", run.state.created_at.str()}};
}

namespace {
bus::Reply with_version(int status, const codec::Json& view, std::int64_t version, const std::string& location) {
  bus::Reply reply(status, codec::dump(view));
  reply.headers["ETag"] = runtime::etag(version);
  if (status == 201) reply.headers["Location"] = location;
  return reply;
}
}  // namespace

bus::Reply referral_reply(const CalculatorOverlay& world, const std::string& id, const std::string& project,
                          bool created) {
  const auto* referral = world.find<Referral>(id);
  return with_version(created ? 201 : 200, referral_view(id, *referral, project), referral->version,
                      "/v1/referrals/" + id);
}

bus::Reply run_reply(const CalculatorOverlay& world, const std::string& id, const Actor& actor, bool created) {
  const auto* run = world.find<AwardRun>(id);
  return with_version(created ? 201 : 200, run_view(id, *run, actor), run->version, "/v1/award-runs/" + id);
}

Expected<const runtime::Versioned<AwardRun>*> seen_run(const CalculatorOverlay& world, const std::string& id,
                                                       const Actor& actor) {
  const auto* run = world.find<AwardRun>(id);
  if (run == nullptr || !(sees_all(actor) || is_public(run->state))) return fail(ErrorCode::award_run_not_found, id);
  return run;
}

std::string path_id(const bus::Request& request) {
  const auto found = request.params.find("id");
  return found == request.params.end() ? std::string() : found->second;
}

}  // namespace luodi::incentive
