#pragma once
// The referral aggregate (引荐登记): who told the city of an enterprise, when, and how its people share an award. The
// instant of the record is the proof of "registered before first contact". A project is linked to it by
// project.referrer_id; the referral itself is never changed by that. Aggregate id = "ref_...". Pure.
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/aggregate.hpp"

namespace luodi::domain {

// The closed list of referrers. Which of them earn no award is a policy parameter (referral_award.excluded_kinds).
enum class ReferrerKind {
  association,         // 商协会等社会组织
  enterprise,          // 企业、中介机构
  individual,          // 自然人
  civil_servant,       // 公职人员
  public_institution,  // 机关、事业单位
  state_owned,         // 国有企业
  public_staff,        // 上述单位工作人员
  investor,            // 投资方
  related_party        // 投资方关联方
};
Word word_of(ReferrerKind value);

struct Declarations {                  // what the referrer states; an untrue one is a ground for claw-back
  bool no_public_post = false;         // neither holds a public post nor works for a publicly funded body or an SOE
  bool unrelated_to_investor = false;  // neither the investor nor a related party
  bool information_true = false;
  static constexpr auto fields() {
    using codec::field;
    using D = Declarations;
    return described(field("no_public_post", &D::no_public_post),
                     field("unrelated_to_investor", &D::unrelated_to_investor),
                     field("information_true", &D::information_true));
  }
};

// One who shares the award. share_bp in basis points, filed for all of the team or for none (then equal).
struct TeamMember {
  std::string name;
  ReferrerKind kind = ReferrerKind::individual;
  std::optional<std::int64_t> share_bp;
  static constexpr auto fields() {
    using codec::field;
    return described(field("name", &TeamMember::name, codec::Name{100}), field("kind", &TeamMember::kind),
                     field("share_bp", &TeamMember::share_bp, codec::Range{1, 10'000}));
  }
};

struct ReferredEnterprise {
  std::string name;
  std::optional<std::string> uscc;
  static constexpr auto fields() {
    using codec::Text;
    return described(codec::field("name", &ReferredEnterprise::name, codec::Name{200}),
                     codec::field("uscc", &ReferredEnterprise::uscc, Text{18, 18}));
  }
};

struct ReferralRegistered {
  static constexpr std::string_view fact = "registered";
  std::string name;
  ReferrerKind kind = ReferrerKind::individual;
  std::string org;  // of the account that registered it, may be empty
  ReferredEnterprise enterprise;
  std::string summary;
  Declarations declarations;
  std::vector<TeamMember> team;  // the one who registers first; a single referrer is a team of one
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using R = ReferralRegistered;
    return described(field("name", &R::name), field("kind", &R::kind), optional_field("org", &R::org),
                     field("enterprise", &R::enterprise), optional_field("summary", &R::summary),
                     field("declarations", &R::declarations), field("team", &R::team));
  }
};

struct Referral {
  static constexpr std::string_view kind = "referral";
  using Events = std::variant<ReferralRegistered>;
  std::string name;
  ReferrerKind referrer_kind = ReferrerKind::individual;
  std::string org;
  std::string registered_by;  // user name
  ReferredEnterprise enterprise;
  std::string summary;
  Declarations declarations;
  std::vector<TeamMember> team;
  Instant registered_at;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using R = Referral;
    return described(field("name", &R::name), field("kind", &R::referrer_kind), optional_field("org", &R::org),
                     field("registered_by", &R::registered_by), field("enterprise", &R::enterprise),
                     optional_field("summary", &R::summary), field("declarations", &R::declarations),
                     field("team", &R::team), field("registered_at", &R::registered_at),
                     field("created_at", &R::created_at), field("updated_at", &R::updated_at));
  }
};
void apply(Referral& referral, const ReferralRegistered& event, const EventMeta& meta);

// Whose referral it is: the account that registered it, or an account of its organisation or of the referral itself.
bool owns(const Actor& actor, const std::string& referral_id, const Referral& referral);

// "张*" for a person; organisations keep their name. Length is not told.
std::string masked_name(const std::string& name, ReferrerKind kind);

}  // namespace luodi::domain

template <>
struct luodi::codec::EnumNames<luodi::domain::ReferrerKind> {
  using E = luodi::domain::ReferrerKind;
  static constexpr std::array<std::pair<E, std::string_view>, 9> table{{{E::association, "association"},
                                                                        {E::enterprise, "enterprise"},
                                                                        {E::individual, "individual"},
                                                                        {E::civil_servant, "civil_servant"},
                                                                        {E::public_institution, "public_institution"},
                                                                        {E::state_owned, "state_owned"},
                                                                        {E::public_staff, "public_staff"},
                                                                        {E::investor, "investor"},
                                                                        {E::related_party, "related_party"}}};
};

// Compiled once, in referral.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Referral&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::domain::Referral&);
extern template luodi::Expected<luodi::domain::Referral> luodi::codec::decode(const luodi::codec::Json&);
