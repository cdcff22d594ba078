#pragma once
// The project aggregate: one investment project from lead to production. Its state holds what rules need; the full
// history is the event stream. Events: project_events.hpp. Transitions: stage_table.hpp. Pure.
#include <array>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project_events.hpp"

namespace luodi::domain {

struct Review {
  std::vector<ReviewOpinion> opinions;  // the latest of each department
  std::optional<ReviewDecided> decision;
  static constexpr auto fields() {
    return described(codec::field("opinions", &Review::opinions), codec::field("decision", &Review::decision));
  }
};

// The agreed amount is versioned: a threshold uses the version in force on the evaluation date.
struct AgreedAmount {
  CivilDate from;
  std::optional<Fen> amount_fen;                        // unknown stays unknown
  std::string basis;                                    // "lead" | "framework" | "agreement" | "amendment"
  std::optional<CivilDate> rate_date = std::nullopt;    // of the rate that a foreign amount was converted at
  std::optional<std::string> corrects = std::nullopt;   // why the version before it was wrong
  std::optional<CivilDate> recorded_on = std::nullopt;  // of an amendment, as far as it was kept, and of a slip
  std::optional<std::string> by = std::nullopt;         // user name
  std::optional<bool> replaces_earlier = std::nullopt;  // true: of a lead, what was registered before never was so
  static constexpr auto fields() {
    using codec::field;
    return described(field("from", &AgreedAmount::from), field("amount_fen", &AgreedAmount::amount_fen),
                     field("basis", &AgreedAmount::basis), field("rate_date", &AgreedAmount::rate_date),
                     field("corrects", &AgreedAmount::corrects), field("recorded_on", &AgreedAmount::recorded_on),
                     field("by", &AgreedAmount::by), field("replaces_earlier", &AgreedAmount::replaces_earlier));
  }
};

struct StageEntry {  // when a stage was reached: the civil date of the fact and the instant of its record
  Stage stage;
  CivilDate on;
  Instant recorded_at;
  static constexpr auto fields() {
    using codec::field;
    return described(field("stage", &StageEntry::stage), field("on", &StageEntry::on),
                     field("recorded_at", &StageEntry::recorded_at));
  }
};

struct ReturnedStage {  // a stage whose record was taken back, as it stood until then
  Stage stage = Stage::lead;
  CivilDate on;
  Instant recorded_at;
  std::optional<ProjectLanded> landing;  // of these the one of the stage, if it has any
  std::optional<ProjectStarted> start;
  std::optional<ProductionStarted> production;
  Instant returned_at;
  std::string returned_by;  // user name
  std::string reason;
  std::vector<Evidence> evidence;  // what the return rests on
  static constexpr auto fields() {
    using codec::field;
    using R = ReturnedStage;
    return described(field("stage", &R::stage), field("on", &R::on), field("recorded_at", &R::recorded_at),
                     field("landing", &R::landing), field("start", &R::start), field("production", &R::production),
                     field("returned_at", &R::returned_at), field("returned_by", &R::returned_by),
                     field("reason", &R::reason), field("evidence", &R::evidence));
  }
};

struct Retraction {  // of a report, as far as it was kept: when, and what the report was until then
  Instant at;
  ReportVerdictThen before;
  static constexpr auto fields() {
    return described(codec::field("at", &Retraction::at), codec::field("before", &Retraction::before));
  }
};
struct ProgressEntry {  // one evidence-typed report; what does not count says so
  std::string id;
  ProgressKind kind;
  CivilDate occurred_on;
  Instant recorded_at;
  bool effective = false;  // as its reporter was told; what counts now: counted_progress
  std::string reason;      // why
  std::optional<std::string> milestone;
  bool minutes_attached = false;
  std::optional<std::string> by = std::nullopt;            // of a statutory step, as far as it was kept: user name
  std::optional<std::string> told = std::nullopt;          // and what was told, in one form (told_in)
  std::vector<std::string> papers = {};                    // and what proved it (paper_name); of minutes: minutes_marks
  std::optional<std::string> retracted_by = std::nullopt;  // user name of who took the report back
  std::vector<std::string> digests = {};  // what showed a milestone: digests, and names of papers (paper_name)
  std::optional<Retraction> retraction = std::nullopt;
  std::optional<std::string> org = std::nullopt;  // of who reported, as far as it was kept
  static constexpr auto fields() {
    using codec::field;
    using P = ProgressEntry;
    return described(
        field("id", &P::id), field("kind", &P::kind), field("occurred_on", &P::occurred_on),
        field("recorded_at", &P::recorded_at), field("effective", &P::effective), field("reason", &P::reason),
        field("milestone", &P::milestone), codec::optional_field("minutes_attached", &P::minutes_attached),
        field("by", &P::by), field("told", &P::told), field("papers", &P::papers), field("digests", &P::digests),
        field("retracted_by", &P::retracted_by), field("retraction", &P::retraction), field("org", &P::org));
  }
};

struct FundsEntry {
  std::string id;
  Fen amount_fen;
  bool fixed_investment = false;  // counts as actual fixed investment (referral award)
  CivilDate injected_on;
  Instant recorded_at;
  bool effective = false;  // as was told when they were recorded; what counts now: counted_progress
  std::vector<Voucher> vouchers;
  std::optional<std::string> over_agreed;         // why more than agreed was taken
  std::vector<FundsCorrection> corrections = {};  // what it said before, oldest first
  static constexpr auto fields() {
    using codec::field;
    using F = FundsEntry;
    return described(field("id", &F::id), field("amount_fen", &F::amount_fen),
                     field("fixed_investment", &F::fixed_investment), field("injected_on", &F::injected_on),
                     field("recorded_at", &F::recorded_at), field("effective", &F::effective),
                     field("vouchers", &F::vouchers), field("over_agreed", &F::over_agreed),
                     codec::optional_field("corrections", &F::corrections));
  }
};

enum class ExemptionState { claimed, approved, refused };
Word word_of(ExemptionState value);
struct Exemption {
  std::string id;
  std::string ground;
  HalfMonth from;
  int cycles = 0;  // cycles asked for; after approval: cycles granted
  ExemptionState state = ExemptionState::claimed;
  std::string claimed_by;  // user name
  std::string claimed_org;
  std::string decided_by;
  std::string reason;
  std::optional<std::string> renews;  // id of the exemption that it renews
  Instant claimed_at;
  std::optional<Instant> decided_at;
  std::optional<int> asked = std::nullopt;            // cycles, where fewer were granted; absent: as many
  std::vector<ExemptionCorrection> corrections = {};  // what was decided before, oldest first
  std::optional<std::string> text = std::nullopt;     // of the claim; absent in claims from before it was kept
  std::vector<Evidence> evidence = {};                // likewise
  static constexpr auto fields() {
    using codec::field;
    using E = Exemption;
    return described(field("id", &E::id), field("ground", &E::ground), field("from", &E::from),
                     field("cycles", &E::cycles), field("state", &E::state), field("claimed_by", &E::claimed_by),
                     field("claimed_org", &E::claimed_org), field("decided_by", &E::decided_by),
                     field("reason", &E::reason), field("renews", &E::renews), field("claimed_at", &E::claimed_at),
                     field("decided_at", &E::decided_at), field("asked", &E::asked),
                     codec::optional_field("corrections", &E::corrections), field("text", &E::text),
                     codec::optional_field("evidence", &E::evidence));
  }
};

struct Suspension {
  CivilDate from;
  std::optional<CivilDate> to;  // day of the resumption: active again from this day on
  std::string reason;
  std::vector<std::string> uncounted = {};  // as told with it: what was counted as idle until then
  static constexpr auto fields() {
    using codec::field;
    return described(field("from", &Suspension::from), field("to", &Suspension::to),
                     field("reason", &Suspension::reason), codec::optional_field("uncounted", &Suspension::uncounted));
  }
};

struct FormerHost {  // as far as it was kept: who hosted, or was asked for, until the day of an allocation to another
  std::string host;
  CivilDate until;  // from this day on it is the next one
  Instant recorded_at;
  static constexpr auto fields() {
    using codec::field;
    return described(field("host", &FormerHost::host), field("until", &FormerHost::until),
                     field("recorded_at", &FormerHost::recorded_at));
  }
};

struct Project {
  static constexpr std::string_view kind = "project";
  using Events = ProjectEvents;

  std::string name;
  Enterprise enterprise;
  std::string uscc_check;  // "valid" | "bad_check_digit" (verify) | "absent"
  std::string industry_code;
  std::string industry_edition;
  std::optional<std::string> region_code;
  LeadChannel channel = LeadChannel::government_procurement;
  std::optional<std::string> referrer_id;
  std::string introduced_by;  // organisation that registered it
  std::optional<std::string> group;
  bool secret = false;
  Stage stage = Stage::lead;
  std::optional<Suspension> suspension;
  std::vector<StageEntry> reached;  // in order, lead first
  std::vector<AgreedAmount> amounts;
  std::string host;                      // park code once allocated or asked for; empty = none yet
  std::vector<FormerHost> former_hosts;  // in the order of their records
  std::vector<std::string> suspected_duplicates;
  std::optional<FirstTalk> first_talk;
  std::optional<Admission> admission;
  Review review;
  std::optional<Allocated> allocation;
  std::vector<PreAssessmentItemResult> pre_assessment;  // the latest of each item
  std::optional<PreAssessmentDecided> pre_assessment_decision;
  std::optional<AgreementSigned> framework;
  std::optional<AgreementSigned> agreement;
  std::optional<ProjectLanded> landing;
  std::optional<ProjectStarted> start;
  std::optional<ProductionStarted> production;
  std::vector<ReturnedStage> returns;  // oldest first
  std::vector<ProgressEntry> progress;
  std::vector<FundsEntry> funds;
  std::vector<Exemption> exemptions;
  std::vector<Suspension> past_suspensions;
  std::optional<ProjectExitApproved> exit_approval;  // the latest
  std::optional<ProjectExited> exit;
  std::vector<PublishedEntry> published_facts;
  std::vector<PlanRevision> plans;  // oldest first; the last one is in force
  Instant created_at;
  Instant updated_at;

  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using P = Project;
    return described(
        field("name", &P::name), field("enterprise", &P::enterprise), field("uscc_check", &P::uscc_check),
        field("industry_code", &P::industry_code), field("industry_edition", &P::industry_edition),
        field("region_code", &P::region_code), field("channel", &P::channel), field("referrer_id", &P::referrer_id),
        field("introduced_by", &P::introduced_by), field("group", &P::group), field("secret", &P::secret),
        field("stage", &P::stage), field("suspension", &P::suspension), field("reached", &P::reached),
        field("amounts", &P::amounts), field("host", &P::host), optional_field("former_hosts", &P::former_hosts),
        field("suspected_duplicates", &P::suspected_duplicates), field("first_talk", &P::first_talk),
        field("admission", &P::admission), field("review", &P::review), field("allocation", &P::allocation),
        field("pre_assessment", &P::pre_assessment), field("pre_assessment_decision", &P::pre_assessment_decision),
        field("framework", &P::framework), field("agreement", &P::agreement), field("landing", &P::landing),
        field("start", &P::start), field("production", &P::production), optional_field("returns", &P::returns),
        field("progress", &P::progress), field("funds", &P::funds), field("exemptions", &P::exemptions),
        field("past_suspensions", &P::past_suspensions), field("exit_approval", &P::exit_approval),
        field("exit", &P::exit), field("published_facts", &P::published_facts), field("plans", &P::plans),
        field("created_at", &P::created_at), field("updated_at", &P::updated_at));
  }
};

// ---- questions that several services ask; all pure ----
std::optional<Fen> agreed_amount_on(const Project& project, CivilDate day);  // nullopt = unknown or none
std::optional<Fen> formal_amount_on(const Project& project, CivilDate day);  // formal agreement only (thresholds)
// The amount that a threshold may look at: the formal agreement's version in force on that day, before signing the
// amount registered with the lead, never a framework; nullopt = unknown.
std::optional<Fen> threshold_amount_on(const Project& project, CivilDate day);
std::optional<Stage> stage_on(const Project& project, CivilDate day);  // nullopt before the lead
// Whatever its date: history may be recorded later than it happened. nullptr where the project has no version at all.
const AgreedAmount* last_known_version(const Project& project);
std::optional<Fen> last_known_amount(const Project& project);
std::optional<CivilDate> reached_on(const Project& project, Stage stage);
CivilDate applied_on(const Project& project);  // the day of its lead: by whose park rows the admission is judged
Expected<Fen> verified_funds(const Project& project, CivilDate until);  // inclusive
Expected<Fen> verified_fixed_investment(const Project& project, CivilDate until);
// Host; before landing the first-talk owner (measure 6). The bureau is nobody's host: where it registered the lead
// itself, the host that was asked for answers.
std::string responsible_org(const Project& project);
// The same as of a day: by the landing's own day and by the host of that day (host_on), as they are recorded now.
std::string responsible_org_on(const Project& project, CivilDate day);
// The allocation that was recorded last among those until that day says it; where none was, the host before the first.
const std::string& host_on(const Project& project, CivilDate day);
std::string parties_of(const Project& project);  // organisations that see it: host, introducer, first-talk owner
std::string parties_with(const Project& project, const std::string& org);  // and one more, if it is none of them
inline constexpr std::string_view k_bureau_org = "bureau";  // introduced_by of a lead that the city itself registered
bool has_ended(const Project& project);                     // rejected or exited

#define LUODI_EVENT(E) void apply(Project& project, const E& event, const EventMeta& meta);
LUODI_EVENT(LeadRegistered)
LUODI_EVENT(FirstTalkRenewed)
LUODI_EVENT(ReviewOpinionGiven)
LUODI_EVENT(ReviewDecided)
LUODI_EVENT(Allocated)
LUODI_EVENT(NegotiationStarted)
LUODI_EVENT(PreAssessmentItemRecorded)
LUODI_EVENT(PreAssessmentDecided)
LUODI_EVENT(AgreementSigned)
LUODI_EVENT(AgreementAmended)
LUODI_EVENT(ProjectLanded)
LUODI_EVENT(ProjectStarted)
LUODI_EVENT(ProductionStarted)
LUODI_EVENT(ProgressReported)
LUODI_EVENT(ProgressRetracted)
LUODI_EVENT(FundsVerified)
LUODI_EVENT(ExemptionClaimed)
LUODI_EVENT(ExemptionDecided)
LUODI_EVENT(ProjectSuspended)
LUODI_EVENT(ProjectResumed)
LUODI_EVENT(ProjectExitApproved)
LUODI_EVENT(ProjectExited)
LUODI_EVENT(FactPublished)
LUODI_EVENT(ProjectPlanned)
LUODI_EVENT(LeadAmountCorrected)
LUODI_EVENT(FundsCorrected)
LUODI_EVENT(ExemptionCorrected)
LUODI_EVENT(StageReturned)
#undef LUODI_EVENT

}  // namespace luodi::domain

template <>
struct luodi::codec::EnumNames<luodi::domain::ExemptionState> {
  using E = luodi::domain::ExemptionState;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::claimed, "claimed"}, {E::approved, "approved"}, {E::refused, "refused"}}};
};

// Compiled once, in project_apply.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::domain::Project&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::domain::Project&);
extern template luodi::Expected<luodi::domain::Project> luodi::codec::decode(const luodi::codec::Json&);
