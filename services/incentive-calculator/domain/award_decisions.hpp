#pragma once
// The commands of an award run, each a pure decision. Who: create, verify and publish the bureau; object anyone signed
// in as park, office or referrer; approve the committee or a leader, but never the one who created or verified it
// (four eyes); pay the finance office, but never the one who approved.
#include "common/domain/decision.hpp"
#include "services/incentive-calculator/domain/award_run.hpp"

namespace luodi::incentive {

struct RunFact {
  std::string id;
  const AwardRun* run = nullptr;
};

inline constexpr std::size_t k_longest_replace_reason = 500;  // characters
struct CreateAwardRun {                                       // POST /v1/award-runs
  AwardKind award = AwardKind::park_award;
  int year = 0;
  std::vector<FraudFinding> fraud_findings;  // park award only
  std::optional<std::string> replaces;       // a run that is not approved yet and ends by this one, as any draft does
  std::optional<std::string> reason;         // why it is replaced: required with replaces
  static constexpr auto fields() {
    using codec::field;
    using C = CreateAwardRun;
    return described(field("kind", &C::award), field("year", &C::year, codec::Range{2000, 2100}),
                     field("fraud_findings", &C::fraud_findings, codec::Count{0, 100}),
                     field("replaces", &C::replaces, codec::Text{1, 80}),
                     field("reason", &C::reason, codec::Text{1, k_longest_replace_reason}));
  }
};
struct VerifyAwardRun {
  std::string note;
  static constexpr auto fields() {
    return described(codec::optional_field("note", &VerifyAwardRun::note, codec::Text{0, 1000}));
  }
};
struct PublishAwardRun {
  std::optional<std::string> answer;  // to the open objections: asked for when the notice goes on after one
  static constexpr auto fields() {
    return described(codec::field("answer", &PublishAwardRun::answer, codec::Text{1, 2000}));
  }
};
struct ObjectToAwardRun {
  std::string text;
  static constexpr auto fields() {
    return described(codec::field("text", &ObjectToAwardRun::text, codec::Text{1, 2000}));
  }
};
struct ApproveAwardRun {
  std::string minutes;
  std::vector<std::string> chosen;  // among the tied parks
  static constexpr auto fields() {
    return described(codec::field("minutes", &ApproveAwardRun::minutes, codec::Text{1, 200}),
                     codec::field("chosen", &ApproveAwardRun::chosen, codec::Count{0, 100}));
  }
};
struct PayAwardRun {
  std::string reference;
  std::optional<CivilDate> paid_on;  // absent = today
  static constexpr auto fields() {
    return described(codec::field("reference", &PayAwardRun::reference, codec::Text{1, 200}),
                     codec::field("paid_on", &PayAwardRun::paid_on));
  }
};

// The caller gives parks, projects and referrals; year, as_of (the end of the year, or today while it lasts), policies,
// fraud findings and what earlier runs spent are set by the decision from the command and the runs.
Expected<domain::Decision> decide_create(const CreateAwardRun& command, AwardFacts facts,
                                         const std::vector<RunFact>& runs, std::int64_t sequence,
                                         const domain::Context& context);
// Computes again and refuses when the figures are not those of the draft any more.
Expected<domain::Decision> decide_verify(const RunFact& run, const VerifyAwardRun& command, AwardFacts facts,
                                         const std::vector<RunFact>& runs, const domain::Context& context);
Expected<domain::Decision> decide_publish(const RunFact& run, const PublishAwardRun& command,
                                          const domain::Context& context);
Expected<domain::Decision> decide_object(const RunFact& run, const ObjectToAwardRun& command,
                                         const domain::Context& context);
Expected<domain::Decision> decide_approve(const RunFact& run, const ApproveAwardRun& command,
                                          const domain::Context& context);
Expected<domain::Decision> decide_pay(const RunFact& run, const PayAwardRun& command, const domain::Context& context);

// The computation behind create and verify.
Expected<Figures> compute_figures(AwardKind award, const AwardFacts& facts);
std::string award_run_id_for(const domain::Context& context);

}  // namespace luodi::incentive
