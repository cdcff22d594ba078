#include "services/intake/domain/lead_registration.hpp"

#include <algorithm>

#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"
#include "common/kernel/uscc.hpp"
#include "services/intake/domain/amount.hpp"
#include "services/intake/domain/first_talk.hpp"
#include "services/intake/domain/secret_stub.hpp"
#include "services/intake/domain/territory.hpp"

namespace luodi::intake {

using domain::field_fault;

namespace {
// The first valid registration counts by server time; only the bureau records that a lead was known before.
Expected<CivilDate> received_on(const RegisterLead& command, const domain::Context& context) {
  auto day = domain::day_of_fact(command.received_on, context, "/received_on");
  if (!day || *day == civil_date(context.now) || context.actor.has(Role::bureau)) return day;
  return fail(ErrorCode::forbidden,
              "补录以前收到的信息由投资促进部门办理，请提交材料由其登记，或不填收到日期 / the bureau records a lead "
              "that was received earlier: hand it the papers, or leave received_on out");
}

Expected<void> check_complete(const RegisterLead& command) {
  Error error(ErrorCode::invalid_body, "缺少必填字段 / required fields are missing");
  if (!command.enterprise) error.fields.push_back({"/enterprise", "required", "缺少必填字段 / required"});
  if (!command.industry_code) error.fields.push_back({"/industry_code", "required", "缺少必填字段 / required"});
  if (error.fields.empty()) return {};
  return fail(std::move(error));
}

Expected<std::string> uscc_check_of(const domain::Enterprise& enterprise) {
  if (!enterprise.uscc) return std::string("absent");
  const auto check = check_uscc(*enterprise.uscc);
  if (check == UsccCheck::malformed)
    return fail(field_fault("/enterprise/uscc", "format",
                            "不是合规的统一社会信用代码 / not a unified social credit code (GB 32100-2015)"));
  return std::string(uscc_check_text(check));
}

Expected<void> check_park(const std::optional<std::string>& code, const Parks& parks) {
  if (!code) return {};
  if (std::any_of(parks.begin(), parks.end(), [&](const domain::Park* park) { return park->code == *code; })) return {};
  return fail(field_fault("/park_code", "park_not_found", bilingual("没有这个园区：{0} / no such park: {0}", *code)));
}

// Two registrations of one enterprise decided at the same time would both see no earlier one and both be protected. The
// serial number among its registrations is claimed, so that the second fails, is judged again and sees the first.
void claim_serial(domain::Decision& decision, const std::string& id, const LeadIdentity& identity,
                  const DuplicateFinding& finding) {
  decision.claim("lead_enterprise", identity.enterprise_key + "#" + std::to_string(finding.same_enterprise), id);
  if (identity.uscc) decision.claim("lead_uscc", *identity.uscc + "#" + std::to_string(finding.same_uscc), id);
}

domain::Decision registered(const std::string& id, const domain::LeadRegistered& event, const policy::Policy& policy) {
  domain::Decision decision;
  domain::Project seen;
  seen.host = event.park_code.value_or("");
  seen.introduced_by = event.introduced_by;
  seen.first_talk = event.first_talk;
  decision.raise<domain::Project>(id, event, domain::parties_of(seen));
  decision.policy = policy.id;
  return decision;
}
}  // namespace

LeadIdentity identity_of(const RegisterLead& command, const Actor& actor) {
  LeadIdentity identity;
  if (command.enterprise) {
    identity.uscc = command.enterprise->uscc;
    identity.enterprise_key = normalise_name(command.enterprise->name);
  }
  identity.project_key = normalise_name(command.name);
  if (command.group) identity.group_key = normalise_name(*command.group);
  if (command.industry_code)
    if (auto industry = Industry::parse(*command.industry_code)) identity.industry_code = industry->str();
  identity.introduced_by = introducer_of(command, actor);
  return identity;
}

Expected<domain::Decision> decide_registration(const std::string& id, const RegisterLead& command,
                                               const Surroundings& around, const domain::Context& context) {
  const CivilDate today = civil_date(context.now);
  auto policy = policy_on(context, today);
  if (!policy) return fail(policy.error());
  const auto identity = identity_of(command, context.actor);
  const auto applied = received_on(command, context);
  if (!applied) return fail(applied.error());
  const auto judging = policy_on(context, *applied);
  if (!judging) return fail(judging.error());
  if (auto ok = check_introducer(identity.introduced_by, context, around.parks, around.offices, *applied); !ok)
    return fail(ok.error());
  if (auto ok = check_park(command.park_code, around.parks); !ok) return fail(ok.error());

  domain::LeadRegistered event;
  event.name = command.name;
  if (*applied != today) event.received_on = *applied;
  event.park_code = command.park_code;
  event.channel = command.channel;
  event.introduced_by = identity.introduced_by;
  event.secret = command.secret;
  if (command.secret) {
    if (auto ok = check_stub(command); !ok) return fail(ok.error());
    event.enterprise.name = std::string(k_secret_enterprise);
    event.uscc_check = "absent";
    event.first_talk = new_protection(identity.introduced_by, today, (*policy)->admission);
    return registered(id, event, **policy);
  }

  // The place first: what belongs to another city is not asked for its missing fields.
  if (command.region_code)
    if (auto ok = check_territory(*command.region_code, around.parks, "/region_code"); !ok) return fail(ok.error());
  if (auto ok = check_complete(command); !ok) return fail(ok.error());
  auto uscc_check = uscc_check_of(*command.enterprise);
  if (!uscc_check) return fail(uscc_check.error());
  auto industry = Industry::stated(*command.industry_code);
  if (!industry) return fail(field_fault("/industry_code", "format", industry.error().detail));
  if (auto ok = check_referral(command.referrer_id, around.referral, *command.enterprise, *applied); !ok)
    return fail(ok.error());
  auto amount = read_amount(command.agreed_amount_fen, command.amount, today);
  if (!amount) return fail(amount.error());
  const auto finding = find_duplicates(identity, around.known, (*policy)->admission, today);
  if (finding.same_registration)
    return fail(ErrorCode::duplicate_lead,
                bilingual("本单位已登记该项目：{0} / already registered by this organisation: {0}",
                          *finding.same_registration));

  event.enterprise = *command.enterprise;
  event.uscc_check = *uscc_check;
  event.industry_code = industry->str();
  event.industry_edition = std::string(k_industry_edition);
  event.agreed_amount_fen = amount->fen;
  event.foreign_amount = amount->foreign;
  event.region_code = command.region_code;
  event.referrer_id = command.referrer_id;
  event.group = command.group;
  event.suspected_duplicates = finding.suspected;
  if (!finding.protected_elsewhere)
    event.first_talk = new_protection(identity.introduced_by, today, (*policy)->admission);
  event.admission = judge_admission(*industry, command.park_code.value_or(""), around.parks, *applied, **judging);
  auto decision = registered(id, event, **policy);
  claim_serial(decision, id, identity, finding);
  return decision;
}

}  // namespace luodi::intake
