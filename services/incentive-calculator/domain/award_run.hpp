#pragma once
// The award run aggregate (奖励批次): one computation of an award and its way to payment.
//
//   draft 测算 -> verified 核验 -> published 公示 <-> objection 异议 -> approved 批准 -> paid 兑付; or replaced by a
//   new run
//
// The figures are frozen in the draft with the policy's id and digest and the event sequence that they were computed
// at; no later event changes them. What the committee decides about a tie stands beside them. Pure.
#include <array>
#include <variant>

#include "common/domain/award.hpp"
#include "services/incentive-calculator/domain/award_facts.hpp"
#include "services/incentive-calculator/domain/award_line.hpp"

namespace luodi::incentive {

using domain::AboutAward;
using domain::AwardKind;
enum class RunState { draft, verified, published, objection, approved, paid, replaced };
Word word_of(RunState value);

struct Notice {  // 公示
  CivilDate from;
  CivilDate until;  // inclusive
  int working_days = 0;
  static constexpr auto fields() {
    using codec::field;
    return described(field("from", &Notice::from), field("until", &Notice::until),
                     field("working_days", &Notice::working_days));
  }
};

struct Objection {
  std::string id;
  std::string by;
  std::string org;
  std::string text;
  Instant at;
  std::string answer;  // empty while open
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using O = Objection;
    return described(field("id", &O::id), field("by", &O::by), optional_field("org", &O::org), field("text", &O::text),
                     field("at", &O::at), optional_field("answer", &O::answer));
  }
};

struct Step {  // who took a run to a state, and when
  std::string by;
  Instant at;
  static constexpr auto fields() { return described(codec::field("by", &Step::by), codec::field("at", &Step::at)); }
};

// ---- events ----
// Each one after the draft names the run that it is about: `run`, absent in those of before.
struct AwardRunDrafted {
  static constexpr std::string_view fact = "drafted";
  AwardKind award = AwardKind::park_award;
  int year = 0;
  CivilDate as_of;
  std::int64_t computed_at_sequence = 0;
  Figures figures;
  std::vector<FraudFinding> fraud_findings;
  std::optional<std::string> replaces;
  static constexpr auto fields() {
    using codec::field;
    using A = AwardRunDrafted;
    return described(field("kind", &A::award), field("year", &A::year), field("as_of", &A::as_of),
                     field("computed_at_sequence", &A::computed_at_sequence), field("figures", &A::figures),
                     field("fraud_findings", &A::fraud_findings), field("replaces", &A::replaces));
  }
};
// How many corrections an entry of funds of a counted project had when the figures were verified. Corrections are only
// ever added, so this tells early from late where the instants are the same.
struct SeenCorrections {
  std::string project;
  std::string entry;
  int count = 0;
  static constexpr auto fields() {
    using codec::field;
    using S = SeenCorrections;
    return described(field("project", &S::project), field("entry", &S::entry), field("count", &S::count));
  }
};
struct AwardRunVerified {
  static constexpr std::string_view fact = "verified";
  std::string note;
  std::optional<AboutAward> run;
  std::optional<std::vector<SeenCorrections>> seen = std::nullopt;  // entries without a correction are left out
  static constexpr auto fields() {
    using codec::field;
    using A = AwardRunVerified;
    return described(codec::optional_field("note", &A::note), field("run", &A::run), field("seen", &A::seen));
  }
};
struct AwardRunPublished {
  static constexpr std::string_view fact = "published";
  Notice notice;
  std::optional<AboutAward> run;
  static constexpr auto fields() {
    return described(codec::field("notice", &AwardRunPublished::notice), codec::field("run", &AwardRunPublished::run));
  }
};
struct AwardRunObjected {
  static constexpr std::string_view fact = "objected";
  Objection objection;
  int remaining_working_days = 0;  // of the notice, when the clock stopped
  std::optional<AboutAward> run;
  static constexpr auto fields() {
    return described(codec::field("objection", &AwardRunObjected::objection),
                     codec::field("remaining_working_days", &AwardRunObjected::remaining_working_days),
                     codec::field("run", &AwardRunObjected::run));
  }
};
struct AwardRunResumed {  // the open objections were answered and the notice goes on
  static constexpr std::string_view fact = "resumed";
  std::string answer;
  Notice notice;
  std::optional<AboutAward> run;
  static constexpr auto fields() {
    return described(codec::field("answer", &AwardRunResumed::answer), codec::field("notice", &AwardRunResumed::notice),
                     codec::field("run", &AwardRunResumed::run));
  }
};
struct TieDecision {  // the committee's choice among the tied parks
  std::vector<std::string> chosen;
  static constexpr auto fields() { return described(codec::field("chosen", &TieDecision::chosen)); }
};
struct AwardRunApproved {
  static constexpr std::string_view fact = "approved";
  std::string minutes;  // number of the minutes
  std::optional<TieDecision> tie_decision;
  Fen payable_fen;
  std::optional<AboutAward> run;
  static constexpr auto fields() {
    using codec::field;
    using A = AwardRunApproved;
    return described(field("minutes", &A::minutes), field("tie_decision", &A::tie_decision),
                     field("payable_fen", &A::payable_fen), field("run", &A::run));
  }
};
struct AwardRunPaid {
  static constexpr std::string_view fact = "paid";
  std::string reference;
  CivilDate paid_on;
  std::optional<CivilDate> clawback_until;  // referral award: taken back for fraud up to this day
  std::optional<AboutAward> run;
  static constexpr auto fields() {
    using codec::field;
    using A = AwardRunPaid;
    return described(field("reference", &A::reference), field("paid_on", &A::paid_on),
                     field("clawback_until", &A::clawback_until), field("run", &A::run));
  }
};
struct AwardRunReplaced {
  static constexpr std::string_view fact = "replaced";
  std::string by_run;
  std::string reason;
  std::optional<AboutAward> run;
  static constexpr auto fields() {
    return described(codec::field("by_run", &AwardRunReplaced::by_run),
                     codec::field("reason", &AwardRunReplaced::reason), codec::field("run", &AwardRunReplaced::run));
  }
};

struct AwardRun {
  static constexpr std::string_view kind = domain::k_award_run;
  using Events = std::variant<AwardRunDrafted, AwardRunVerified, AwardRunPublished, AwardRunObjected, AwardRunResumed,
                              AwardRunApproved, AwardRunPaid, AwardRunReplaced>;
  AwardKind award = AwardKind::park_award;
  int year = 0;
  CivilDate as_of;
  RunState state = RunState::draft;
  std::int64_t computed_at_sequence = 0;
  Figures figures;
  std::vector<FraudFinding> fraud_findings;
  std::optional<std::string> replaces;
  std::optional<std::string> replaced_by;
  std::string replaced_reason;
  std::optional<Notice> notice;
  int remaining_working_days = 0;  // while an objection is open
  std::vector<Objection> objections;
  std::string minutes;
  std::optional<TieDecision> tie_decision;
  Fen payable_fen;
  std::string payment_reference;
  std::optional<CivilDate> paid_on;
  std::optional<CivilDate> clawback_until;
  std::optional<Step> created;
  std::optional<Step> verified;
  std::optional<std::vector<SeenCorrections>> seen_corrections;  // absent of runs that were verified before it was kept
  std::optional<Step> published;
  std::optional<Step> approved;
  std::optional<Step> paid;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using A = AwardRun;
    return described(field("kind", &A::award), field("year", &A::year), field("as_of", &A::as_of),
                     field("state", &A::state), field("computed_at_sequence", &A::computed_at_sequence),
                     field("figures", &A::figures), field("fraud_findings", &A::fraud_findings),
                     field("replaces", &A::replaces), field("replaced_by", &A::replaced_by),
                     optional_field("replaced_reason", &A::replaced_reason), field("notice", &A::notice),
                     optional_field("remaining_working_days", &A::remaining_working_days),
                     field("objections", &A::objections), optional_field("minutes", &A::minutes),
                     field("tie_decision", &A::tie_decision), optional_field("payable_fen", &A::payable_fen),
                     optional_field("payment_reference", &A::payment_reference), field("paid_on", &A::paid_on),
                     field("clawback_until", &A::clawback_until), field("created", &A::created),
                     field("verified", &A::verified), field("seen_corrections", &A::seen_corrections),
                     field("published", &A::published), field("approved", &A::approved), field("paid", &A::paid),
                     field("created_at", &A::created_at), field("updated_at", &A::updated_at));
  }
};
#define LUODI_EVENT(E) void apply(AwardRun& run, const E& event, const domain::EventMeta& meta);
LUODI_EVENT(AwardRunDrafted)
LUODI_EVENT(AwardRunVerified)
LUODI_EVENT(AwardRunPublished)
LUODI_EVENT(AwardRunObjected)
LUODI_EVENT(AwardRunResumed)
LUODI_EVENT(AwardRunApproved)
LUODI_EVENT(AwardRunPaid)
LUODI_EVENT(AwardRunReplaced)
#undef LUODI_EVENT

// Shown to parks, referrers and the public: from the notice on, and still when it was replaced after it.
bool is_public(const AwardRun& run);
AboutAward about(const AwardRun& run);
// What an approved or paid run has counted or paid; nothing for any other state.
std::vector<Spent> spent_by(const std::string& id, const AwardRun& run);

}  // namespace luodi::incentive

template <>
struct luodi::codec::EnumNames<luodi::incentive::RunState> {
  using E = luodi::incentive::RunState;
  static constexpr std::array<std::pair<E, std::string_view>, 7> table{{{E::draft, "draft"},
                                                                        {E::verified, "verified"},
                                                                        {E::published, "published"},
                                                                        {E::objection, "objection"},
                                                                        {E::approved, "approved"},
                                                                        {E::paid, "paid"},
                                                                        {E::replaced, "replaced"}}};
};

// Compiled once, in award_run.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::incentive::AwardRun&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::incentive::AwardRun&);
extern template luodi::Expected<luodi::incentive::AwardRun> luodi::codec::decode(const luodi::codec::Json&);
