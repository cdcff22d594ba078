#include "services/incentive-calculator/answers.hpp"

#include "common/codec/displays.hpp"
#include "common/domain/permission.hpp"
#include "common/kernel/bilingual.hpp"
#include "services/incentive-calculator/domain/late_correction.hpp"

namespace luodi::incentive {

bool is_officer(const Actor& actor) {
  return domain::k_city_level.without(Role::portal).meets(actor);
}

bool sees_referral(const Actor& actor, const std::string& id, const domain::Referral& referral) {
  return is_officer(actor) || owns(actor, id, referral);
}

codec::Json referral_view(const std::string& id, const runtime::Versioned<domain::Referral>& referral,
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
  auto view = codec::encode(is_officer(actor) ? run.state : masked(run.state, actor));
  view["id"] = id;
  view["version"] = run.version;
  view.erase("seen_corrections");  // kept to tell late_corrections
  codec::add_displays(view);
  return view;
}

codec::Json run_summary(const std::string& id, const runtime::Versioned<AwardRun>& run) {
  codec::Json summary = {{"id", id},
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
  codec::add_displays(summary);
  return summary;
}

namespace {
// The lead itself is not named: whoever registers a referral need not be allowed to see it.
codec::Json too_late(const Contact& contact, const std::string& language) {
  const auto note = bilingual(
      "该企业已于 {0} 首次接洽；引荐须在首次接洽之前登记，本登记不取得该次接洽的引荐奖励（第{1}条） / the city has "
      "been in contact with "
      "this enterprise since {0}: a referral counts when it is registered before first contact, this one earns no "
      "award "
      "for it (clause {1})",
      contact.on, k_award_clause);
  return {{"on", contact.on.str()}, {"note", language == "en" ? english_of(note) : note}};
}
}  // namespace

bus::Reply referral_reply(const runtime::Versioned<domain::Referral>& referral, const std::string& id,
                          const ReferralAround& around, const std::string& language, bool created) {
  auto view = referral_view(id, referral, around.project);
  if (around.contact_before) view["first_contact"] = too_late(*around.contact_before, language);
  auto reply = runtime::object_reply(view, referral.version, created ? "/v1/referrals/" + id : std::string());
  return runtime::spoken(std::move(reply), language);
}

namespace {
// Nothing of the run itself changes by them.
void show_late_corrections(codec::Json& view, const AwardRun& run, const CalculatorOverlay& world) {
  const auto late = late_corrections(run, [&world](const std::string& project) {
    const auto* entry = world.find<domain::Project>(project);
    return entry ? &entry->state : nullptr;
  });
  if (late.empty()) return;
  auto shown = codec::encode(late);
  codec::add_displays(shown);
  view["late_corrections"] = std::move(shown);
}
}  // namespace

bus::Reply run_reply(const CalculatorOverlay& world, const std::string& id, const Actor& actor, bool created) {
  const auto* run = world.find<AwardRun>(id);
  auto view = run_view(id, *run, actor);
  if (is_officer(actor)) show_late_corrections(view, run->state, world);
  return runtime::object_reply(view, run->version, created ? "/v1/award-runs/" + id : std::string());
}

Expected<const runtime::Versioned<AwardRun>*> seen_run(const CalculatorOverlay& world, const std::string& id,
                                                       const Actor& actor) {
  const auto* run = world.find<AwardRun>(id);
  if (run == nullptr || !(is_officer(actor) || is_public(run->state))) return fail(ErrorCode::award_run_not_found, id);
  return run;
}

}  // namespace luodi::incentive
