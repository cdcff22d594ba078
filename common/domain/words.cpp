#include "common/domain/words.hpp"

#include <algorithm>
#include <array>

namespace luodi::domain {

Word word_of(Stage stage) {
  switch (stage) {
    case Stage::lead:
      return {"信息", "lead"};
    case Stage::reviewed:
      return {"研判通过", "reviewed"};
    case Stage::negotiating:
      return {"在谈", "negotiating"};
    case Stage::assessed:
      return {"预审通过", "assessed"};
    case Stage::signed_:
      return {"签约", "signed"};
    case Stage::landed:
      return {"落地", "landed"};
    case Stage::started:
      return {"开工", "started"};
    case Stage::producing:
      return {"投产", "producing"};
    case Stage::at_capacity:
      return {"达产", "at capacity"};
    case Stage::rejected:
      return {"未通过", "rejected"};
    case Stage::exited:
      return {"终止退出", "exited"};
  }
  return {};
}

Word word_of(Light light) {
  switch (light) {
    case Light::none:
      return {"—", "none"};
    case Light::green:
      return {"绿灯", "green"};
    case Light::yellow:
      return {"黄灯", "yellow"};
    case Light::red:
      return {"红灯", "red"};
  }
  return {};
}

Word word_of(ProgressKind kind) {
  switch (kind) {
    case ProgressKind::milestone:
      return {"节点完成", "milestone"};
    case ProgressKind::statutory_step:
      return {"法定手续", "statutory step"};
    case ProgressKind::signed_minutes:
      return {"签字会议纪要", "signed minutes"};
    case ProgressKind::problem_closed:
      return {"问题销号", "problem closed"};
    case ProgressKind::note:
      return {"情况说明", "note"};
    case ProgressKind::visit:
      return {"走访", "visit"};
    case ProgressKind::ceremony:
      return {"仪式", "ceremony"};
  }
  return {};
}

Word word_of(ExemptionState state) {
  switch (state) {
    case ExemptionState::claimed:
      return {"待审批", "claimed"};
    case ExemptionState::approved:
      return {"已批准", "approved"};
    case ExemptionState::refused:
      return {"未批准", "refused"};
  }
  return {};
}

Word word_of(IndustryRole role) {
  switch (role) {
    case IndustryRole::leading:
      return {"主导", "leading"};
    case IndustryRole::characteristic:
      return {"特色", "characteristic"};
    case IndustryRole::cultivated:
      return {"培育", "cultivated"};
  }
  return {};
}

Word word_of(ReferrerKind kind) {
  switch (kind) {
    case ReferrerKind::association:
      return {"社会组织", "association"};
    case ReferrerKind::enterprise:
      return {"企业、中介机构", "enterprise"};
    case ReferrerKind::individual:
      return {"自然人", "individual"};
    case ReferrerKind::civil_servant:
      return {"公职人员", "civil servant"};
    case ReferrerKind::public_institution:
      return {"机关、事业单位", "public institution"};
    case ReferrerKind::state_owned:
      return {"国有企业", "state-owned enterprise"};
    case ReferrerKind::public_staff:
      return {"机关、事业单位、国有企业工作人员", "staff of a public body"};
    case ReferrerKind::investor:
      return {"投资方", "investor"};
    case ReferrerKind::related_party:
      return {"投资方关联方", "party related to the investor"};
  }
  return {};
}

Word word_of(Role role) {
  switch (role) {
    case Role::bureau:
      return {"市投资促进部门", "bureau"};
    case Role::committee:
      return {"工作委员会办公室", "committee"};
    case Role::reviewer:
      return {"研判成员单位", "reviewer"};
    case Role::park:
      return {"园区/县市区", "park"};
    case Role::office:
      return {"驻外机构", "office"};
    case Role::leader:
      return {"市领导", "leader"};
    case Role::finance:
      return {"财政部门", "finance"};
    case Role::referrer:
      return {"引荐人", "referrer"};
    case Role::portal:
      return {"政务平台", "portal"};
    case Role::sysadmin:
      return {"系统管理员", "sysadmin"};
    case Role::secadmin:
      return {"安全管理员", "secadmin"};
    case Role::auditor:
      return {"审计管理员", "auditor"};
  }
  return {};
}

Word word_of(AwardKind kind) {
  switch (kind) {
    case AwardKind::park_award:
      return {"园区奖励", "park award"};
    case AwardKind::referral_award:
      return {"引荐奖励", "referral award"};
  }
  return {};
}

Word ground_word(const std::string& ground) {
  static constexpr auto k_grounds = std::to_array<std::pair<std::string_view, Word>>({
      {"force_majeure", {"不可抗力", "force majeure"}},
      {"state_policy_change", {"国家政策调整", "change of state policy"}},
      {"quota_not_issued", {"上级用地、用能指标未下达", "quota not issued by the higher level"}},
      {"litigation_freeze", {"诉讼保全、查封", "litigation freeze"}},
      {"disaster_or_health_order", {"灾害或公共卫生管控命令", "disaster or public-health order"}},
      {"secrecy", {"保密要求", "secrecy"}},
  });
  const auto* found =
      std::find_if(k_grounds.begin(), k_grounds.end(), [&](const auto& g) { return g.first == ground; });
  return found == k_grounds.end() ? Word{ground, ground} : found->second;
}

std::vector<codec::Choice> ground_choices(const std::vector<std::string>& grounds) {
  std::vector<codec::Choice> out;
  for (const auto& ground : grounds)
    out.push_back({ground, std::string(ground_word(ground).zh)});
  return out;
}

void Words::add(Word word) {
  zh += (zh.empty() ? "" : "、") + std::string(word.zh);
  en += (en.empty() ? "" : ", ") + std::string(word.en);
}

Twin owner_words(std::string_view owner) {
  Words out;
  while (!owner.empty()) {
    const auto end = std::min(owner.find(", "), owner.size());
    const auto name = owner.substr(0, end);
    const auto role = role_of(name);
    out.add(role ? word_of(*role) : Word{name, name});
    owner.remove_prefix(std::min(end + 2, owner.size()));
  }
  return {std::move(out.zh), std::move(out.en)};
}

}  // namespace luodi::domain
