#pragma once
// The facts of a project, in the order of its life. Each is a described struct with its name on the wire (`fact`).
// Dates are civil dates of the fact; the instant of the record is in the envelope. Never change the meaning of a fact:
// add a new one.
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/aggregate.hpp"
#include "common/domain/project_enums.hpp"

namespace luodi::domain {

struct Enterprise {
  std::string name;
  std::optional<std::string> uscc;  // unified social credit code
  static constexpr auto fields() {
    using codec::Text;
    return std::tuple(codec::field("name", &Enterprise::name, Text{1, 200}),
                      codec::field("uscc", &Enterprise::uscc, Text{18, 18}));
  }
};

struct Evidence {
  EvidenceKind kind;
  std::string title;
  std::optional<std::string> reference;  // document number, project code, invoice number
  std::optional<std::string> sha256;     // of the file, kept elsewhere
  std::optional<CivilDate> dated;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    return std::tuple(field("kind", &Evidence::kind), field("title", &Evidence::title, Text{1, 200}),
                      field("reference", &Evidence::reference, Text{1, 200}),
                      field("sha256", &Evidence::sha256, Text{64, 64}), field("dated", &Evidence::dated));
  }
};

// A foreign amount keeps its currency, minor units, rate, rate date and source beside the fen it was converted to.
struct ForeignAmount {
  std::string currency;  // ISO 4217
  std::int64_t minor_units = 0;
  std::int64_t rate_e6 = 0;  // yuan for one unit of the currency, in millionths
  CivilDate rate_date;
  std::string rate_source;
  static constexpr auto fields() {
    using codec::field;
    using codec::Range;
    using codec::Text;
    using F = ForeignAmount;
    return std::tuple(field("currency", &F::currency, Text{3, 3}),
                      field("minor_units", &F::minor_units, Range{0, INT64_MAX}),
                      field("rate_e6", &F::rate_e6, Range{1, 1'000'000'000'000}), field("rate_date", &F::rate_date),
                      field("rate_source", &F::rate_source, Text{1, 200}));
  }
};

struct Admission {  // measure 3: does the park admit the industry?
  std::string verdict;  // "admitted" | "denied" | "no_park" | "overridden"
  std::string park;
  std::string clause;
  std::vector<std::string> reasons;          // Chinese / English
  std::vector<std::string> matching_parks;   // offered when denied
  CivilDate judged_on;
  static constexpr auto fields() {
    using codec::field;
    using A = Admission;
    return std::tuple(field("verdict", &A::verdict), field("park", &A::park), field("clause", &A::clause),
                      field("reasons", &A::reasons), field("matching_parks", &A::matching_parks),
                      field("judged_on", &A::judged_on));
  }
};

struct FirstTalk {  // 首谈: protection of the organisation that registered first
  std::string owner;
  CivilDate since;
  CivilDate until;  // inclusive
  static constexpr auto fields() {
    using codec::field;
    return std::tuple(field("owner", &FirstTalk::owner), field("since", &FirstTalk::since),
                      field("until", &FirstTalk::until));
  }
};

struct LeadRegistered {
  static constexpr std::string_view fact = "lead_registered";
  std::string name;
  Enterprise enterprise;
  std::string uscc_check;
  std::string industry_code;
  std::string industry_edition;
  std::optional<Fen> agreed_amount_fen;
  std::optional<ForeignAmount> foreign_amount;
  std::optional<std::string> park_code;
  LeadChannel channel = LeadChannel::government_procurement;
  std::optional<std::string> referrer_id;
  std::string introduced_by;
  std::optional<std::string> group;
  bool secret = false;
  std::vector<std::string> suspected_duplicates;
  std::optional<FirstTalk> first_talk;  // absent when an earlier registration is protected
  std::optional<Admission> admission;
  static constexpr auto fields() {
    using codec::field;
    using L = LeadRegistered;
    return std::tuple(field("name", &L::name), field("enterprise", &L::enterprise), field("uscc_check", &L::uscc_check),
                      field("industry_code", &L::industry_code), field("industry_edition", &L::industry_edition),
                      field("agreed_amount_fen", &L::agreed_amount_fen), field("foreign_amount", &L::foreign_amount),
                      field("park_code", &L::park_code), field("channel", &L::channel),
                      field("referrer_id", &L::referrer_id), field("introduced_by", &L::introduced_by),
                      field("group", &L::group), field("secret", &L::secret),
                      field("suspected_duplicates", &L::suspected_duplicates), field("first_talk", &L::first_talk),
                      field("admission", &L::admission));
  }
};

struct FirstTalkRenewed {
  static constexpr std::string_view fact = "first_talk_renewed";
  FirstTalk first_talk;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    return std::tuple(codec::field("first_talk", &FirstTalkRenewed::first_talk),
                      codec::field("evidence", &FirstTalkRenewed::evidence));
  }
};

struct ReviewOpinion {
  std::string department;
  std::string verdict;  // "support" | "oppose" | "abstain"
  std::string text;
  std::string by;
  static constexpr auto fields() {
    using codec::field;
    using R = ReviewOpinion;
    return std::tuple(field("department", &R::department), field("verdict", &R::verdict), field("text", &R::text),
                      field("by", &R::by));
  }
};
struct ReviewOpinionGiven {
  static constexpr std::string_view fact = "review_opinion_given";
  ReviewOpinion opinion;
  static constexpr auto fields() { return std::tuple(codec::field("opinion", &ReviewOpinionGiven::opinion)); }
};

struct ReviewDecided {
  static constexpr std::string_view fact = "review_decided";
  std::string verdict;  // "approved" | "rejected"
  std::int64_t support = 0;
  std::int64_t oppose = 0;
  std::int64_t abstain = 0;
  bool admission_override = false;
  std::optional<std::string> leader_approval;  // who approved an override
  std::string reason;
  std::optional<Admission> admission;  // as judged at the decision, "overridden" where the override passed
  CivilDate decided_on;
  static constexpr auto fields() {
    using codec::field;
    using R = ReviewDecided;
    return std::tuple(field("verdict", &R::verdict), field("support", &R::support), field("oppose", &R::oppose),
                      field("abstain", &R::abstain), field("admission_override", &R::admission_override),
                      field("leader_approval", &R::leader_approval), field("reason", &R::reason),
                      field("admission", &R::admission), field("decided_on", &R::decided_on));
  }
};

struct ParkScore {  // one line of the explained ranking
  std::string park;
  std::int64_t points = 0;
  std::vector<std::string> lines;
  static constexpr auto fields() {
    using codec::field;
    return std::tuple(field("park", &ParkScore::park), field("points", &ParkScore::points),
                      field("lines", &ParkScore::lines));
  }
};
struct Allocated {
  static constexpr std::string_view fact = "allocated";
  std::string host;
  std::vector<ParkScore> ranking;
  std::string reason;
  CivilDate allocated_on;
  static constexpr auto fields() {
    using codec::field;
    using A = Allocated;
    return std::tuple(field("host", &A::host), field("ranking", &A::ranking), field("reason", &A::reason),
                      field("allocated_on", &A::allocated_on));
  }
};

struct NegotiationStarted {
  static constexpr std::string_view fact = "negotiation_started";
  CivilDate started_on;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    return std::tuple(codec::field("started_on", &NegotiationStarted::started_on),
                      codec::field("evidence", &NegotiationStarted::evidence));
  }
};

struct PreAssessmentItemResult {
  std::string item;     // id of the checklist line
  std::string outcome;  // "passed" | "failed" | "not_applicable"
  std::string opinion;
  std::string by;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using P = PreAssessmentItemResult;
    return std::tuple(field("item", &P::item), field("outcome", &P::outcome), field("opinion", &P::opinion),
                      field("by", &P::by), field("evidence", &P::evidence));
  }
};
struct PreAssessmentItemRecorded {
  static constexpr std::string_view fact = "pre_assessment_item_recorded";
  PreAssessmentItemResult result;
  static constexpr auto fields() { return std::tuple(codec::field("result", &PreAssessmentItemRecorded::result)); }
};
struct PreAssessmentDecided {
  static constexpr std::string_view fact = "pre_assessment_decided";
  std::string verdict;  // "passed" | "returned"
  std::string path;     // "full" | "simple" (framework agreement)
  std::string reason;
  CivilDate decided_on;
  static constexpr auto fields() {
    using codec::field;
    using P = PreAssessmentDecided;
    return std::tuple(field("verdict", &P::verdict), field("path", &P::path), field("reason", &P::reason),
                      field("decided_on", &P::decided_on));
  }
};

struct AgreementSigned {
  static constexpr std::string_view fact = "agreement_signed";
  std::string agreement;  // "formal" | "framework"
  CivilDate signed_on;
  std::optional<Fen> agreed_amount_fen;
  std::optional<ForeignAmount> foreign_amount;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using A = AgreementSigned;
    return std::tuple(field("agreement", &A::agreement), field("signed_on", &A::signed_on),
                      field("agreed_amount_fen", &A::agreed_amount_fen), field("foreign_amount", &A::foreign_amount),
                      field("evidence", &A::evidence));
  }
};
struct AgreementAmended {
  static constexpr std::string_view fact = "agreement_amended";
  CivilDate effective_on;
  Fen agreed_amount_fen;
  std::string reason;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using A = AgreementAmended;
    return std::tuple(field("effective_on", &A::effective_on), field("agreed_amount_fen", &A::agreed_amount_fen),
                      field("reason", &A::reason), field("evidence", &A::evidence));
  }
};

struct ProjectLanded {
  static constexpr std::string_view fact = "landed";
  CivilDate landed_on;
  Enterprise company;  // the project company registered here
  std::vector<Evidence> evidence;
  std::vector<std::string> satisfied;  // which of land, project_code, first_capital
  static constexpr auto fields() {
    using codec::field;
    using L = ProjectLanded;
    return std::tuple(field("landed_on", &L::landed_on), field("company", &L::company),
                      field("evidence", &L::evidence), field("satisfied", &L::satisfied));
  }
};
struct ProjectStarted {
  static constexpr std::string_view fact = "started";
  CivilDate started_on;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    return std::tuple(codec::field("started_on", &ProjectStarted::started_on),
                      codec::field("evidence", &ProjectStarted::evidence));
  }
};
struct ProductionStarted {
  static constexpr std::string_view fact = "production_started";
  CivilDate started_on;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    return std::tuple(codec::field("started_on", &ProductionStarted::started_on),
                      codec::field("evidence", &ProductionStarted::evidence));
  }
};

struct ProgressReported {
  static constexpr std::string_view fact = "progress_reported";
  std::string id;
  ProgressKind kind = ProgressKind::note;
  CivilDate occurred_on;
  std::string text;
  std::vector<Evidence> evidence;
  bool effective = false;
  std::string reason;
  static constexpr auto fields() {
    using codec::field;
    using P = ProgressReported;
    return std::tuple(field("id", &P::id), field("kind", &P::kind), field("occurred_on", &P::occurred_on),
                      field("text", &P::text), field("evidence", &P::evidence), field("effective", &P::effective),
                      field("reason", &P::reason));
  }
};
struct FundsVerified {
  static constexpr std::string_view fact = "funds_verified";
  std::string id;
  Fen amount_fen;
  bool fixed_investment = false;
  CivilDate injected_on;
  std::vector<Evidence> evidence;
  std::optional<ForeignAmount> foreign_amount;
  bool effective = false;
  std::string reason;
  static constexpr auto fields() {
    using codec::field;
    using F = FundsVerified;
    return std::tuple(field("id", &F::id), field("amount_fen", &F::amount_fen),
                      field("fixed_investment", &F::fixed_investment), field("injected_on", &F::injected_on),
                      field("evidence", &F::evidence), field("foreign_amount", &F::foreign_amount),
                      field("effective", &F::effective), field("reason", &F::reason));
  }
};

struct ExemptionClaimed {
  static constexpr std::string_view fact = "exemption_claimed";
  std::string id;
  std::string ground;
  HalfMonth from;
  int cycles = 0;
  std::string org;
  std::string text;
  std::optional<std::string> renews;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using E = ExemptionClaimed;
    return std::tuple(field("id", &E::id), field("ground", &E::ground), field("from", &E::from),
                      field("cycles", &E::cycles), field("org", &E::org), field("text", &E::text),
                      field("renews", &E::renews), field("evidence", &E::evidence));
  }
};
struct ExemptionDecided {
  static constexpr std::string_view fact = "exemption_decided";
  std::string id;
  bool approved = false;
  int cycles = 0;  // granted
  std::string reason;
  static constexpr auto fields() {
    using codec::field;
    using E = ExemptionDecided;
    return std::tuple(field("id", &E::id), field("approved", &E::approved), field("cycles", &E::cycles),
                      field("reason", &E::reason));
  }
};

struct ProjectSuspended {
  static constexpr std::string_view fact = "suspended";
  CivilDate from;
  std::string reason;
  static constexpr auto fields() {
    return std::tuple(codec::field("from", &ProjectSuspended::from), codec::field("reason", &ProjectSuspended::reason));
  }
};
struct ProjectResumed {
  static constexpr std::string_view fact = "resumed";
  CivilDate on;
  std::string reason;
  static constexpr auto fields() {
    return std::tuple(codec::field("on", &ProjectResumed::on), codec::field("reason", &ProjectResumed::reason));
  }
};
struct ProjectExited {
  static constexpr std::string_view fact = "exited";
  CivilDate on;
  std::string reason;
  std::optional<std::string> extra_approval;  // asked for after a red light
  static constexpr auto fields() {
    using codec::field;
    return std::tuple(field("on", &ProjectExited::on), field("reason", &ProjectExited::reason),
                      field("extra_approval", &ProjectExited::extra_approval));
  }
};

// A line of a published report about the project. It is no evidence and moves no stage; unknown stays unknown.
struct PublishedFact {
  std::string stage_text;               // "开工"
  std::optional<std::string> dated;     // as published: "2022-05-18", "2021-08", "2021"
  std::optional<Fen> amount_fen;
  std::string source;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using P = PublishedFact;
    return std::tuple(field("stage_text", &P::stage_text, Text{1, 200}), field("dated", &P::dated, Text{4, 10}),
                      field("amount_fen", &P::amount_fen), field("source", &P::source, Text{1, 400}));
  }
};
struct FactPublished {
  static constexpr std::string_view fact = "fact_published";
  PublishedFact published;
  static constexpr auto fields() { return std::tuple(codec::field("published", &FactPublished::published)); }
};

using ProjectEvents =
    std::variant<LeadRegistered, FirstTalkRenewed, ReviewOpinionGiven, ReviewDecided, Allocated, NegotiationStarted,
                 PreAssessmentItemRecorded, PreAssessmentDecided, AgreementSigned, AgreementAmended, ProjectLanded,
                 ProjectStarted, ProductionStarted, ProgressReported, FundsVerified, ExemptionClaimed, ExemptionDecided,
                 ProjectSuspended, ProjectResumed, ProjectExited, FactPublished>;

}  // namespace luodi::domain
