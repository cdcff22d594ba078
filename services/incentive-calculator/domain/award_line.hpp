#pragma once
// What an award computation says: one line for each park or project that may be paid, one entry for each that may not,
// each with its explanation. Figures are frozen with the run. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/referral.hpp"
#include "common/policy/explanation.hpp"

namespace luodi::incentive {

enum class LineOutcome {
  awarded,
  not_ranked,         // eligible, but behind the last awarded rank
  committee_decision  // tied at the cut: the committee chooses, the computation never does
};

struct Payee {
  std::string name;
  domain::ReferrerKind kind = domain::ReferrerKind::individual;
  Fen amount_fen;
  static constexpr auto fields() {
    using codec::field;
    return described(field("name", &Payee::name), field("kind", &Payee::kind), field("amount_fen", &Payee::amount_fen));
  }
};

struct AwardLine {
  std::string subject;  // park code or project id
  std::string name;
  LineOutcome outcome = LineOutcome::awarded;
  int rank = 0;                       // park award; parks with equal keys share a rank
  Fen amount_fen;                     // 0 while the committee has to decide
  std::vector<std::string> projects;  // counted for it
  std::string part;                   // referral award: "start" | "production"
  std::string referral;               // referral award: id of the referral
  std::vector<Payee> payees;          // referral award: who receives it, first registered first
  policy::Explanation explanation;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using L = AwardLine;
    return described(field("subject", &L::subject), field("name", &L::name), field("outcome", &L::outcome),
                     optional_field("rank", &L::rank), field("amount_fen", &L::amount_fen),
                     field("projects", &L::projects), optional_field("part", &L::part),
                     optional_field("referral", &L::referral), field("payees", &L::payees),
                     field("explanation", &L::explanation));
  }
};

struct Excluded {
  std::string subject;  // project id
  std::string name;
  std::string org;   // its host, may be empty
  std::string code;  // "below_threshold", "county", ...: stable
  policy::Explanation explanation;
  static constexpr auto fields() {
    using codec::field;
    using E = Excluded;
    return described(field("subject", &E::subject), field("name", &E::name), codec::optional_field("org", &E::org),
                     field("code", &E::code), field("explanation", &E::explanation));
  }
};

struct Tie {  // parks whose keys are all equal across the last awarded rank
  std::vector<std::string> subjects;
  int places = 0;     // how many of them can still be awarded
  Fen each_fen;       // for each chosen one
  Fen remainder_fen;  // mode "pool": to the first chosen, when nobody ranks before the tie
  static constexpr auto fields() {
    using codec::field;
    return described(field("subjects", &Tie::subjects), field("places", &Tie::places),
                     field("each_fen", &Tie::each_fen), field("remainder_fen", &Tie::remainder_fen));
  }
};

struct Figures {  // the whole result of one computation
  std::string policy_id;
  std::string policy_digest;
  std::vector<AwardLine> lines;    // awarded first, by rank
  std::vector<Excluded> excluded;  // by subject
  std::optional<Tie> tie;
  Fen total_fen;                    // of the lines as they stand, without what the committee may add
  policy::Explanation explanation;  // of the whole
  static constexpr auto fields() {
    using codec::field;
    using F = Figures;
    return described(field("policy_id", &F::policy_id), field("policy_digest", &F::policy_digest),
                     field("lines", &F::lines), field("excluded", &F::excluded), field("tie", &F::tie),
                     field("total_fen", &F::total_fen), field("explanation", &F::explanation));
  }
};

}  // namespace luodi::incentive

template <>
struct luodi::codec::EnumNames<luodi::incentive::LineOutcome> {
  using E = luodi::incentive::LineOutcome;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::awarded, "awarded"}, {E::not_ranked, "not_ranked"}, {E::committee_decision, "committee_decision"}}};
};
