#pragma once
// The facts of a project from lead to signing (measures 3 and 4), raised by the service intake. Each is a described
// struct with its name on the wire (`fact`); see project_events.hpp.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::domain {

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
  std::optional<std::string> region_code;  // place as stated: GB/T 2260 or platform code
  LeadChannel channel = LeadChannel::government_procurement;
  std::optional<std::string> referrer_id;
  std::string introduced_by;
  std::optional<std::string> group;
  bool secret = false;
  std::vector<std::string> suspected_duplicates;
  std::optional<FirstTalk> first_talk;  // absent when an earlier registration is protected
  std::optional<Admission> admission;
  std::optional<CivilDate> received_on;  // where it was known before it was recorded here
  static constexpr auto fields() {
    using codec::field;
    using L = LeadRegistered;
    return described(field("name", &L::name), field("enterprise", &L::enterprise), field("uscc_check", &L::uscc_check),
                     field("industry_code", &L::industry_code), field("industry_edition", &L::industry_edition),
                     field("agreed_amount_fen", &L::agreed_amount_fen), field("foreign_amount", &L::foreign_amount),
                     field("park_code", &L::park_code), field("region_code", &L::region_code),
                     field("channel", &L::channel), field("referrer_id", &L::referrer_id),
                     field("introduced_by", &L::introduced_by), field("group", &L::group), field("secret", &L::secret),
                     field("suspected_duplicates", &L::suspected_duplicates), field("first_talk", &L::first_talk),
                     field("admission", &L::admission), field("received_on", &L::received_on));
  }
};

struct FirstTalkRenewed {
  static constexpr std::string_view fact = "first_talk_renewed";
  FirstTalk first_talk;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    return described(codec::field("first_talk", &FirstTalkRenewed::first_talk),
                     codec::field("evidence", &FirstTalkRenewed::evidence));
  }
};

struct ReviewOpinion {
  std::string department;
  std::string verdict;  // "support" | "oppose" | "abstain"
  std::string text;
  std::string by;
  bool on_behalf = false;  // recorded by the bureau from the department's paper
  std::vector<Evidence> evidence;
  std::optional<CivilDate> given_on = std::nullopt;  // absent in events from before it was kept
  static constexpr auto fields() {
    using codec::field;
    using R = ReviewOpinion;
    return described(field("department", &R::department), field("verdict", &R::verdict), field("text", &R::text),
                     field("by", &R::by), codec::optional_field("on_behalf", &R::on_behalf),
                     field("evidence", &R::evidence), field("given_on", &R::given_on));
  }
};
struct ReviewOpinionGiven {
  static constexpr std::string_view fact = "review_opinion_given";
  ReviewOpinion opinion;
  static constexpr auto fields() { return described(codec::field("opinion", &ReviewOpinionGiven::opinion)); }
};

struct ReviewDecided {
  static constexpr std::string_view fact = "review_decided";
  std::string verdict;  // "approved" | "rejected"
  std::int64_t support = 0;
  std::int64_t oppose = 0;
  std::int64_t abstain = 0;
  bool admission_override = false;
  std::optional<std::string> leader_approval;  // who approved an override, or an approval against the majority
  std::string reason;
  std::optional<Admission> admission;  // as judged at the decision, "overridden" where the override passed
  CivilDate decided_on;
  static constexpr auto fields() {
    using codec::field;
    using R = ReviewDecided;
    return described(field("verdict", &R::verdict), field("support", &R::support), field("oppose", &R::oppose),
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
    return described(field("park", &ParkScore::park), field("points", &ParkScore::points),
                     field("lines", &ParkScore::lines));
  }
};
struct Allocated {
  static constexpr std::string_view fact = "allocated";
  std::string host;
  std::vector<ParkScore> ranking;
  std::string reason;
  CivilDate allocated_on;
  std::optional<Admission> admission;                // as judged at the host
  std::optional<std::string> by;                     // user name
  std::optional<int> round = std::nullopt;           // which allocation of the project it is, from the second on
  std::optional<std::string> former = std::nullopt;  // the host until then, also one that was only asked for
  static constexpr auto fields() {
    using codec::field;
    using A = Allocated;
    return described(field("host", &A::host), field("ranking", &A::ranking), field("reason", &A::reason),
                     field("allocated_on", &A::allocated_on), field("admission", &A::admission), field("by", &A::by),
                     field("round", &A::round), field("former", &A::former));
  }
};

struct NegotiationStarted {
  static constexpr std::string_view fact = "negotiation_started";
  CivilDate started_on;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    return described(codec::field("started_on", &NegotiationStarted::started_on),
                     codec::field("evidence", &NegotiationStarted::evidence));
  }
};

struct PreAssessmentItemResult {
  std::string item;     // id of the checklist line
  std::string outcome;  // "passed" | "failed" | "not_applicable"
  std::string opinion;
  std::string by;
  std::optional<std::string> department;  // the line's owner: a department that the policy lists, or the hosting park
  std::optional<bool> on_behalf;          // true: recorded by the bureau from the owner's paper
  std::vector<Evidence> evidence;
  std::optional<CivilDate> answered_on;     // absent in events from before it was kept
  std::optional<int> round = std::nullopt;  // of the allocation that made the hosting park the line's owner
  static constexpr auto fields() {
    using codec::field;
    using P = PreAssessmentItemResult;
    return described(field("item", &P::item), field("outcome", &P::outcome), field("opinion", &P::opinion),
                     field("by", &P::by), field("department", &P::department), field("on_behalf", &P::on_behalf),
                     field("evidence", &P::evidence), field("answered_on", &P::answered_on), field("round", &P::round));
  }
};
struct PreAssessmentItemRecorded {
  static constexpr std::string_view fact = "pre_assessment_item_recorded";
  PreAssessmentItemResult result;
  static constexpr auto fields() { return described(codec::field("result", &PreAssessmentItemRecorded::result)); }
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
    return described(field("verdict", &P::verdict), field("path", &P::path), field("reason", &P::reason),
                     field("decided_on", &P::decided_on));
  }
};

// The amount of a lead is another one. Where it changed it holds from the day of the correction on, and what was judged
// before stays as it was. Where what is registered never was so, a slip of whoever entered it, it holds from the lead
// on in the place of every amount before it, and everything is judged from what is right.
struct LeadAmountCorrected {
  static constexpr std::string_view fact = "lead_amount_corrected";
  CivilDate corrected_on;
  std::optional<Fen> before_fen;  // absent: it was unknown
  Fen agreed_amount_fen;
  std::optional<ForeignAmount> foreign_amount;
  std::string reason;
  std::optional<bool> never_was = std::nullopt;  // true, or absent
  static constexpr auto fields() {
    using codec::field;
    using L = LeadAmountCorrected;
    return described(field("corrected_on", &L::corrected_on), field("before_fen", &L::before_fen),
                     field("agreed_amount_fen", &L::agreed_amount_fen), field("foreign_amount", &L::foreign_amount),
                     field("reason", &L::reason), field("never_was", &L::never_was));
  }
};

struct AgreementSigned {
  static constexpr std::string_view fact = "agreement_signed";
  std::string agreement;  // "formal" | "framework"
  CivilDate signed_on;
  std::optional<Fen> agreed_amount_fen;
  std::optional<ForeignAmount> foreign_amount;
  std::vector<Evidence> evidence;
  std::optional<CivilDate> recorded_on;
  std::optional<std::string> by;  // user name
  static constexpr auto fields() {
    using codec::field;
    using A = AgreementSigned;
    return described(field("agreement", &A::agreement), field("signed_on", &A::signed_on),
                     field("agreed_amount_fen", &A::agreed_amount_fen), field("foreign_amount", &A::foreign_amount),
                     field("evidence", &A::evidence), field("recorded_on", &A::recorded_on), field("by", &A::by));
  }
};
struct AgreementAmended {
  static constexpr std::string_view fact = "agreement_amended";
  CivilDate effective_on;
  Fen agreed_amount_fen;
  std::string reason;
  std::vector<Evidence> evidence;
  std::optional<CivilDate> recorded_on = std::nullopt;
  std::optional<std::string> by = std::nullopt;  // user name
  static constexpr auto fields() {
    using codec::field;
    using A = AgreementAmended;
    return described(field("effective_on", &A::effective_on), field("agreed_amount_fen", &A::agreed_amount_fen),
                     field("reason", &A::reason), field("evidence", &A::evidence),
                     field("recorded_on", &A::recorded_on), field("by", &A::by));
  }
};

}  // namespace luodi::domain
