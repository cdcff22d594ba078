#include "services/incentive-calculator/domain/referral_register.hpp"

#include <algorithm>
#include <set>

#include "common/domain/enterprise_key.hpp"
#include "common/domain/refusals.hpp"
#include "common/domain/words.hpp"
#include "common/kernel/bilingual.hpp"
#include "common/kernel/name.hpp"

namespace luodi::incentive {

namespace {
tl::unexpected<Error> bad_field(std::string pointer, std::string code, std::string message) {
  return fail(domain::field_fault(std::move(pointer), std::move(code), std::move(message)));
}

Expected<std::vector<domain::TeamMember>> settled_team(const RegisterReferral& command) {
  if (command.team.empty()) return std::vector<domain::TeamMember>{{command.name, command.kind, std::nullopt}};
  // The remainder of a split goes to the first, so the first must be the one who registers.
  if (command.team.front().name != command.name || command.team.front().kind != command.kind)
    return bad_field("/team/0", "not_registrant", "第一位应为登记人本人 / the first member is the one who registers");
  // Twice in the team would be paid twice.
  std::set<std::pair<std::string, domain::ReferrerKind>> members;
  for (std::size_t i = 0; i < command.team.size(); ++i)
    if (!members.emplace(normalise_name(command.team[i].name), command.team[i].kind).second)
      return bad_field("/team/" + std::to_string(i), "duplicate", "同一成员重复 / the same member stands twice");
  std::int64_t sum = 0;
  std::size_t filed = 0;
  for (const auto& member : command.team) {
    if (!member.share_bp) continue;
    ++filed;
    sum += *member.share_bp;
  }
  if (filed != 0 && filed != command.team.size())
    return bad_field("/team", "shares_incomplete", "分配比例应全部填写或全部留空 / file a share for all or for none");
  if (filed != 0 && sum != k_whole_bp)
    return bad_field("/team", "shares_sum", "分配比例合计应为 10000 / shares must add up to 10000 basis points");
  return command.team;
}

tl::unexpected<Error> not_eligible(const policy::Policy& policy, const std::string& item, const std::string& zh,
                                   const std::string& en) {
  Error error(ErrorCode::not_eligible, zh + " / " + en);
  error.missing.push_back({item, domain::cite(policy, "7"), domain::owner_words("referrer"), zh, en});
  return fail(std::move(error));
}

Expected<void> check_declarations(const domain::Declarations& declared, const policy::Policy& policy) {
  if (!declared.no_public_post)
    return not_eligible(policy, "no_public_post", "须声明非公职人员、非财政供养单位和国有企业人员",
                        "declare that no public post is held");
  if (!declared.unrelated_to_investor)
    return not_eligible(policy, "unrelated_to_investor", "须声明与投资方无关联", "declare no relation to the investor");
  if (!declared.information_true)
    return not_eligible(policy, "information_true", "须声明信息真实", "declare that the information is true");
  return {};
}
}  // namespace

std::string referral_id_for(const domain::Context& context) {
  return "ref_" + context.fresh_id;
}

std::optional<domain::ReferrerKind> excluded_kind(const std::vector<domain::TeamMember>& team,
                                                  domain::ReferrerKind referrer,
                                                  const policy::ReferralAwardParameters& parameters) {
  const auto excluded = [&](domain::ReferrerKind kind) {
    return std::find(parameters.excluded_kinds.begin(), parameters.excluded_kinds.end(), codec::enum_text(kind)) !=
           parameters.excluded_kinds.end();
  };
  if (excluded(referrer)) return referrer;
  for (const auto& member : team)
    if (excluded(member.kind)) return member.kind;
  return std::nullopt;
}

Expected<void> check_excluded_kinds(const policy::PolicyBook& policies) {
  for (const auto& policy : policies.all())
    for (const auto& kind : policy.referral_award.excluded_kinds)
      if (!codec::enum_value<domain::ReferrerKind>(kind))
        return fail(ErrorCode::policy_invalid, bilingual("{0} /referral_award/excluded_kinds：不认识的取值 {1} / "
                                                         "policy {0}, /referral_award/excluded_kinds: unknown kind {1}",
                                                         policy.id, kind));
  return {};
}

std::vector<std::string> referral_keys(const std::string& name, domain::ReferrerKind kind,
                                       const domain::ReferredEnterprise& enterprise) {
  auto keys = domain::enterprise_keys(enterprise.name, enterprise.uscc);
  for (auto& key : keys)
    key = std::string(codec::enum_text(kind)) + ":" + normalise_name(name) + "/" + key;
  return keys;
}

Expected<domain::Decision> decide_register_referral(const RegisterReferral& command,
                                                    const std::vector<KnownReferral>& same,
                                                    const domain::Context& context) {
  auto policy = context.policies->at(civil_date(context.now));
  if (!policy) return fail(policy.error());
  auto team = settled_team(command);
  if (!team) return fail(team.error());
  if (auto kind = excluded_kind(*team, command.kind, (*policy)->referral_award))
    return not_eligible(**policy, "referrer_kind", "此类主体不在奖励范围：" + std::string(word_of(*kind).zh),
                        "this kind of referrer earns no award: " + std::string(word_of(*kind).en));
  if (auto declared = check_declarations(command.declarations, **policy); !declared) return fail(declared.error());
  if (!same.empty()) {
    const auto& before = *same.front().referral;
    return fail(domain::recorded_before("对该企业的引荐 / the referral of this enterprise",
                                        {civil_date(before.registered_at), before.registered_by, same.front().id},
                                        &context));
  }

  domain::ReferralRegistered event;
  event.name = command.name;
  event.kind = command.kind;
  event.org = context.actor.org;
  event.enterprise = command.enterprise;
  event.summary = command.summary;
  event.declarations = command.declarations;
  event.team = std::move(*team);
  const std::string id = referral_id_for(context);
  domain::Decision decision;
  decision.policy = (*policy)->id;
  // Names of persons travel only to those who may see the referral itself.
  decision.raise<domain::Referral>(id, event, event.org.empty() ? id : id + "," + event.org);
  // Two requests of one account or organisation at the same moment do not see each other.
  const auto& side = event.org.empty() ? context.actor.username : event.org;
  for (const auto& key : referral_keys(command.name, command.kind, command.enterprise))
    decision.claim("referral", side + "/" + key, id);
  return decision;
}

}  // namespace luodi::incentive
