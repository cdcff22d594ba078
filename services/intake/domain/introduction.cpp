#include "services/intake/domain/introduction.hpp"

#include <algorithm>

#include "common/domain/enterprise_key.hpp"
#include "common/domain/permission.hpp"
#include "common/domain/refusals.hpp"
#include "common/kernel/bilingual.hpp"

namespace luodi::intake {

using domain::enterprise_keys;
using domain::field_fault;

namespace {
// Who sees only what belongs to the own organisation also registers only in its name.
bool acts_for_one_org(const Actor& actor) {
  return domain::k_by_organisation.meets(actor);
}
}  // namespace

std::string introducer_of(const RegisterLead& command, const Actor& actor) {
  if (command.introduced_by) return *command.introduced_by;
  return acts_for_one_org(actor) ? actor.org : std::string(domain::k_bureau_org);
}

Expected<void> check_introducer(const std::string& introducer, const domain::Context& context, const Parks& parks,
                                const Offices& offices, CivilDate day) {
  const Actor& actor = context.actor;
  if (acts_for_one_org(actor) && introducer != actor.org)
    return fail(
        ErrorCode::forbidden,
        bilingual("只能以本单位{0}名义登记，所填为{1} / only in the name of the own organisation, {0}, not of {1}",
                  domain::unit_name(context, actor.org), domain::unit_name(context, introducer)));
  if (introducer == domain::k_bureau_org && !acts_for_one_org(actor)) return {};
  const auto has_code = [&](const auto* each) { return each->code == introducer; };
  if (std::any_of(parks.begin(), parks.end(), has_code)) return {};
  const auto office = std::find_if(offices.begin(), offices.end(), has_code);
  if (office == offices.end())
    return fail(field_fault(
        "/introduced_by", "org_not_found",
        bilingual("{0} 不是已登记的园区或驻外机构，名单见 GET /v1/parks 和 GET /v1/offices，登记由投资促进部门办理 / "
                  "no registered park or office: {0}; see GET /v1/parks and GET /v1/offices, the bureau registers them",
                  introducer)));
  if (domain::is_open(**office, day)) return {};
  return fail(field_fault("/introduced_by", "office_closed",
                          bilingual("{0}在 {1} 尚未设立或已撤销，见 GET /v1/offices/{2} / office {0} was not open on "
                                    "{1}: see GET /v1/offices/{2}",
                                    domain::unit_name(context, introducer), day, introducer)));
}

Expected<void> check_referral(const std::optional<std::string>& referrer_id,
                              const std::optional<KnownReferral>& referral, const domain::Enterprise& enterprise,
                              CivilDate received_on) {
  if (!referrer_id) return {};
  if (!referral)
    return fail(field_fault(
        "/referrer_id", "referral_not_found",
        bilingual("没有引荐登记 {0}，名单见 GET /v1/referrals / no such referral: {0}; see GET /v1/referrals",
                  *referrer_id)));
  if (!domain::same_enterprise(enterprise_keys(referral->enterprise.name, referral->enterprise.uscc),
                               enterprise_keys(enterprise.name, enterprise.uscc)))
    return fail(field_fault(
        "/referrer_id", "other_enterprise",
        "该引荐登记的企业不是本项目的企业，请核对企业名称和信用代码，或另行登记引荐 / the referral is of another "
        "enterprise: check its name and credit code, or register a referral of this one"));
  if (received_on < civil_date(referral->registered_at))
    return fail(field_fault("/referrer_id", "registered_late",
                            bilingual("引荐登记于 {0}，晚于信息收到日 {1}，不能对应 / the referral was registered on "
                                      "{0}, after the lead had been received on {1}",
                                      civil_date(referral->registered_at), received_on)));
  return {};
}

}  // namespace luodi::intake
