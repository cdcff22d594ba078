#pragma once
// What the commands of intake ask for: the bodies of POST /v1/projects and /v1/projects/{id}/{command}. Described
// structs, so that unknown, missing and wrong fields are refused with their pointers before a rule is asked. Pure.
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project.hpp"

namespace luodi::intake {

// An amount in any currency. Yuan needs no rate; any other currency needs rate, date and source.
struct StatedAmount {
  std::string currency;  // ISO 4217
  std::int64_t minor_units = 0;
  std::optional<std::int64_t> rate_e6;  // yuan for one unit of the currency, in millionths
  std::optional<CivilDate> rate_date;
  std::optional<std::string> rate_source;
  static constexpr auto fields() {
    using codec::field;
    using codec::Range;
    using codec::Text;
    using A = StatedAmount;
    return described(field("currency", &A::currency, Text{3, 3}),
                     field("minor_units", &A::minor_units, Range{1, INT64_MAX}),
                     field("rate_e6", &A::rate_e6, Range{1, 1'000'000'000'000}), field("rate_date", &A::rate_date),
                     field("rate_source", &A::rate_source, Text{1, 200}));
  }
};

inline constexpr codec::Count k_evidence_count{0, 50};  // papers in one request; more belong into several reports
inline constexpr std::size_t k_longest_reason = 2000;   // characters

// enterprise and industry_code are asked for unless the project is secret; the rule says so with pointers.
struct RegisterLead {
  std::string name;
  std::optional<domain::Enterprise> enterprise;
  std::optional<std::string> industry_code;
  std::optional<Fen> agreed_amount_fen;
  std::optional<StatedAmount> amount;
  std::optional<std::string> park_code;
  std::optional<std::string> region_code;
  domain::LeadChannel channel = domain::LeadChannel::government_procurement;
  std::optional<std::string> referrer_id;
  std::optional<std::string> introduced_by;
  std::optional<std::string> group;
  bool secret = false;
  std::optional<CivilDate> received_on;  // default: today
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using L = RegisterLead;
    return described(
        field("name", &L::name, codec::Name{200}), field("enterprise", &L::enterprise),
        field("industry_code", &L::industry_code, Text{2, 5}),
        field("agreed_amount_fen", &L::agreed_amount_fen, domain::k_stated_amount), field("amount", &L::amount),
        field("park_code", &L::park_code, Text{2, 20}), field("region_code", &L::region_code, Text{2, 20}),
        field("channel", &L::channel), field("referrer_id", &L::referrer_id, Text{1, 80}),
        field("introduced_by", &L::introduced_by, Text{1, 40}), field("group", &L::group, codec::Name{200}),
        optional_field("secret", &L::secret), field("received_on", &L::received_on));
  }
};

struct RenewFirstTalk {
  std::vector<domain::Evidence> evidence;  // of contact
  static constexpr auto fields() {
    return described(codec::field("evidence", &RenewFirstTalk::evidence, k_evidence_count));
  }
};

enum class OpinionVerdict { support, oppose, abstain };
Word word_of(OpinionVerdict value);
struct GiveOpinion {
  std::optional<std::string> department;  // default: the organisation of the reviewer
  OpinionVerdict verdict = OpinionVerdict::abstain;
  std::string text;
  std::vector<domain::Evidence> evidence;  // on behalf: the department's paper
  std::optional<CivilDate> given_on;       // default: today
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using G = GiveOpinion;
    return described(field("department", &G::department, codec::Name{40}), field("verdict", &G::verdict),
                     codec::optional_field("text", &G::text, Text{0, k_longest_reason}),
                     field("evidence", &G::evidence, k_evidence_count), field("given_on", &G::given_on));
  }
};

enum class ReviewVerdict { approved, rejected };
Word word_of(ReviewVerdict value);
struct DecideReview {
  ReviewVerdict verdict = ReviewVerdict::rejected;
  std::string reason;
  bool admission_override = false;
  std::optional<std::string> leader_approval;  // who approved the override
  std::optional<std::string> park_code;        // one of the parks offered instead of the one that denies
  std::optional<CivilDate> decided_on;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using D = DecideReview;
    return described(field("verdict", &D::verdict), optional_field("reason", &D::reason, Text{0, k_longest_reason}),
                     optional_field("admission_override", &D::admission_override),
                     field("leader_approval", &D::leader_approval, codec::Name{100}),
                     field("park_code", &D::park_code, Text{2, 20}), field("decided_on", &D::decided_on));
  }
};

struct Allocate {
  std::string host;
  std::string reason;
  std::optional<CivilDate> allocated_on;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using A = Allocate;
    return described(field("host", &A::host, Text{2, 20}),
                     codec::optional_field("reason", &A::reason, Text{0, k_longest_reason}),
                     field("allocated_on", &A::allocated_on));
  }
};

struct StartNegotiation {
  std::optional<CivilDate> started_on;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using N = StartNegotiation;
    return described(codec::field("started_on", &N::started_on),
                     codec::field("evidence", &N::evidence, k_evidence_count));
  }
};

enum class ItemOutcome { passed, failed, not_applicable };
Word word_of(ItemOutcome value);
struct RecordItem {
  std::string item;
  ItemOutcome outcome = ItemOutcome::failed;
  std::string opinion;
  std::vector<domain::Evidence> evidence;
  std::optional<CivilDate> answered_on;  // default: today
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using R = RecordItem;
    return described(field("item", &R::item, Text{1, 60}), field("outcome", &R::outcome),
                     codec::optional_field("opinion", &R::opinion, Text{0, k_longest_reason}),
                     field("evidence", &R::evidence, k_evidence_count), field("answered_on", &R::answered_on));
  }
};

struct CorrectAmount {  // of the lead, before the agreement
  std::optional<Fen> agreed_amount_fen;
  std::optional<StatedAmount> amount;
  std::string reason;
  bool never_was = false;  // a slip when it was entered, not a change of what the investor means
  static constexpr auto fields() {
    using codec::field;
    using C = CorrectAmount;
    return described(field("agreed_amount_fen", &C::agreed_amount_fen, domain::k_stated_amount),
                     field("amount", &C::amount), field("reason", &C::reason, codec::Text{1, k_longest_reason}),
                     codec::optional_field("never_was", &C::never_was));
  }
};

enum class AssessmentVerdict { passed, returned };
Word word_of(AssessmentVerdict value);
enum class AssessmentPath { full, simple };
Word word_of(AssessmentPath value);
struct DecidePreAssessment {
  AssessmentVerdict verdict = AssessmentVerdict::returned;
  AssessmentPath path = AssessmentPath::full;
  std::string reason;
  std::optional<CivilDate> decided_on;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using D = DecidePreAssessment;
    return described(field("verdict", &D::verdict), optional_field("path", &D::path),
                     optional_field("reason", &D::reason, codec::Text{0, k_longest_reason}),
                     field("decided_on", &D::decided_on));
  }
};

enum class AgreementKind { formal, framework };
Word word_of(AgreementKind value);
struct Sign {
  AgreementKind agreement = AgreementKind::framework;
  CivilDate signed_on;
  std::optional<Fen> agreed_amount_fen;
  std::optional<StatedAmount> amount;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using S = Sign;
    return described(field("agreement", &S::agreement), field("signed_on", &S::signed_on),
                     field("agreed_amount_fen", &S::agreed_amount_fen, domain::k_stated_amount),
                     field("amount", &S::amount), field("evidence", &S::evidence, k_evidence_count));
  }
};

struct Amend {
  CivilDate effective_on;
  Fen agreed_amount_fen;
  std::string reason;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using A = Amend;
    return described(field("effective_on", &A::effective_on),
                     field("agreed_amount_fen", &A::agreed_amount_fen, domain::k_stated_amount),
                     field("reason", &A::reason, codec::Text{1, 2000}),
                     field("evidence", &A::evidence, k_evidence_count));
  }
};

}  // namespace luodi::intake

template <>
struct luodi::codec::EnumNames<luodi::intake::OpinionVerdict> {
  using E = luodi::intake::OpinionVerdict;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::support, "support"}, {E::oppose, "oppose"}, {E::abstain, "abstain"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::intake::ReviewVerdict> {
  using E = luodi::intake::ReviewVerdict;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::approved, "approved"}, {E::rejected, "rejected"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::intake::ItemOutcome> {
  using E = luodi::intake::ItemOutcome;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::passed, "passed"}, {E::failed, "failed"}, {E::not_applicable, "not_applicable"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::intake::AssessmentVerdict> {
  using E = luodi::intake::AssessmentVerdict;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::passed, "passed"}, {E::returned, "returned"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::intake::AssessmentPath> {
  using E = luodi::intake::AssessmentPath;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{{{E::full, "full"}, {E::simple, "simple"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::intake::AgreementKind> {
  using E = luodi::intake::AgreementKind;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{
      {{E::formal, "formal"}, {E::framework, "framework"}}};
};
