#pragma once
// The facts of a project from landing on (measures 5 and 6), raised by the service progress-monitor, and the line of a
// published report. Each is a described struct with its name on the wire (`fact`); see project_events.hpp.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/project_parts.hpp"

namespace luodi::domain {

struct ProjectLanded {
  static constexpr std::string_view fact = "landed";
  CivilDate landed_on;
  Enterprise company;  // the project company registered here
  std::vector<Evidence> evidence;
  std::vector<std::string> satisfied;            // which of land, project_code, first_capital
  std::optional<std::string> by = std::nullopt;  // user name, as far as it was kept
  static constexpr auto fields() {
    using codec::field;
    using L = ProjectLanded;
    return described(field("landed_on", &L::landed_on), field("company", &L::company), field("evidence", &L::evidence),
                     field("satisfied", &L::satisfied), field("by", &L::by));
  }
};
struct ProjectStarted {
  static constexpr std::string_view fact = "started";
  CivilDate started_on;
  std::vector<Evidence> evidence;
  std::optional<std::string> by = std::nullopt;  // user name, as far as it was kept
  static constexpr auto fields() {
    using codec::field;
    using P = ProjectStarted;
    return described(field("started_on", &P::started_on), field("evidence", &P::evidence), field("by", &P::by));
  }
};
struct ProductionStarted {
  static constexpr std::string_view fact = "production_started";
  CivilDate started_on;
  std::vector<Evidence> evidence;
  std::optional<std::string> by = std::nullopt;  // user name, as far as it was kept
  static constexpr auto fields() {
    using codec::field;
    using P = ProductionStarted;
    return described(field("started_on", &P::started_on), field("evidence", &P::evidence), field("by", &P::by));
  }
};

// The record of a stage was wrong: it leaves the project's life, and the project stands where it stood before it.
struct StageReturned {
  static constexpr std::string_view fact = "stage_returned";
  Stage stage = Stage::lead;  // whose record is taken back
  CivilDate on;               // the day that it said
  std::string reason;         // none of a secret project
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using S = StageReturned;
    return described(field("stage", &S::stage), field("on", &S::on), field("reason", &S::reason),
                     field("evidence", &S::evidence));
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
  std::optional<std::string> milestone;           // id in the plan that it reaches
  std::optional<std::string> by = std::nullopt;   // user name
  std::vector<std::string> papers = {};           // that prove a statutory step (paper_name), or minutes_marks
  std::vector<std::string> digests = {};          // what shows a milestone: digests, and names (paper_name)
  std::optional<std::string> org = std::nullopt;  // of who reported, as far as it was kept
  static constexpr auto fields() {
    using codec::field;
    using P = ProgressReported;
    return described(field("id", &P::id), field("kind", &P::kind), field("occurred_on", &P::occurred_on),
                     field("text", &P::text), field("evidence", &P::evidence), field("effective", &P::effective),
                     field("reason", &P::reason), field("milestone", &P::milestone), field("by", &P::by),
                     field("papers", &P::papers), field("digests", &P::digests), field("org", &P::org));
  }
};
// Text and papers of a report in one form: the same step told twice is told alike.
std::string told_in(const ProgressReported& report);
struct ReportVerdictThen {  // what a report was until it was taken back
  bool effective = false;
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("effective", &ReportVerdictThen::effective),
                     codec::field("reason", &ReportVerdictThen::reason));
  }
};
// What turned out to be none, as when a problem that was closed is reopened: it stays in the list and counts no more.
struct ProgressRetracted {
  static constexpr std::string_view fact = "progress_retracted";
  std::string id;  // of the report
  std::string reason;
  std::optional<std::string> by = std::nullopt;  // user name of who took it back; absent: its problem was reopened
  std::optional<ReportVerdictThen> before = std::nullopt;
  static constexpr auto fields() {
    using codec::field;
    using R = ProgressRetracted;
    return described(field("id", &R::id), field("reason", &R::reason), field("by", &R::by),
                     field("before", &R::before));
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
  std::vector<Voucher> vouchers;           // what they prove covers the amount
  std::optional<std::string> over_agreed;  // why more than agreed was taken; absent: it was not more
  static constexpr auto fields() {
    using codec::field;
    using F = FundsVerified;
    return described(field("id", &F::id), field("amount_fen", &F::amount_fen),
                     field("fixed_investment", &F::fixed_investment), field("injected_on", &F::injected_on),
                     field("evidence", &F::evidence), field("foreign_amount", &F::foreign_amount),
                     field("effective", &F::effective), field("reason", &F::reason), field("vouchers", &F::vouchers),
                     field("over_agreed", &F::over_agreed));
  }
};

// What an entry of verified funds said before it was corrected, and why it was.
struct FundsCorrection {
  Fen amount_fen;
  bool fixed_investment = false;
  CivilDate injected_on;
  std::string reason;
  std::string by;  // user name
  Instant at;
  static constexpr auto fields() {
    using codec::field;
    using F = FundsCorrection;
    return described(field("amount_fen", &F::amount_fen), field("fixed_investment", &F::fixed_investment),
                     field("injected_on", &F::injected_on), field("reason", &F::reason), field("by", &F::by),
                     field("at", &F::at));
  }
};
// Verified funds were recorded wrongly: the whole entry as it is right. 0 = nothing came in.
struct FundsCorrected {
  static constexpr std::string_view fact = "funds_corrected";
  std::string id;  // of the entry
  Fen amount_fen;
  bool fixed_investment = false;
  CivilDate injected_on;
  std::vector<Voucher> vouchers;
  std::optional<std::string> over_agreed;
  bool effective = false;
  std::string reason;
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using F = FundsCorrected;
    return described(field("id", &F::id), field("amount_fen", &F::amount_fen),
                     field("fixed_investment", &F::fixed_investment), field("injected_on", &F::injected_on),
                     field("vouchers", &F::vouchers), field("over_agreed", &F::over_agreed),
                     field("effective", &F::effective), field("reason", &F::reason), field("evidence", &F::evidence));
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
  std::optional<bool> shown = std::nullopt;  // true: text and evidence stay with the claim, for whoever decides
  static constexpr auto fields() {
    using codec::field;
    using E = ExemptionClaimed;
    return described(field("id", &E::id), field("ground", &E::ground), field("from", &E::from),
                     field("cycles", &E::cycles), field("org", &E::org), field("text", &E::text),
                     field("renews", &E::renews), field("evidence", &E::evidence), field("shown", &E::shown));
  }
};
struct ExemptionDecided {
  static constexpr std::string_view fact = "exemption_decided";
  std::string id;
  bool approved = false;
  int cycles = 0;  // granted
  std::string reason;
  std::optional<int> asked = std::nullopt;  // where fewer cycles were granted than were asked for
  static constexpr auto fields() {
    using codec::field;
    using E = ExemptionDecided;
    return described(field("id", &E::id), field("approved", &E::approved), field("cycles", &E::cycles),
                     field("reason", &E::reason), field("asked", &E::asked));
  }
};
// What was decided of an exemption before it was corrected, and why it was.
struct ExemptionCorrection {
  bool approved = false;
  int cycles = 0;
  std::string reason;      // of the decision
  std::string decided_by;  // user name
  Instant decided_at;
  std::string correction;  // why that was wrong
  std::string by;          // user name
  Instant at;
  static constexpr auto fields() {
    using codec::field;
    using E = ExemptionCorrection;
    return described(field("approved", &E::approved), field("cycles", &E::cycles), field("reason", &E::reason),
                     field("decided_by", &E::decided_by), field("decided_at", &E::decided_at),
                     field("correction", &E::correction), field("by", &E::by), field("at", &E::at));
  }
};
// An exemption was decided wrongly: the whole decision as it is right.
struct ExemptionCorrected {
  static constexpr std::string_view fact = "exemption_corrected";
  std::string id;
  bool approved = false;
  int cycles = 0;  // granted
  std::string reason;
  std::string correction;  // why the decision before was wrong
  static constexpr auto fields() {
    using codec::field;
    using E = ExemptionCorrected;
    return described(field("id", &E::id), field("approved", &E::approved), field("cycles", &E::cycles),
                     field("reason", &E::reason), field("correction", &E::correction));
  }
};

struct ProjectSuspended {
  static constexpr std::string_view fact = "suspended";
  CivilDate from;
  std::string reason;
  std::vector<std::string> uncounted = {};  // what was counted as idle until it was told: "2022-06-H2"
  std::vector<Evidence> evidence = {};
  static constexpr auto fields() {
    using codec::optional_field;
    using S = ProjectSuspended;
    return described(codec::field("from", &S::from), codec::field("reason", &S::reason),
                     optional_field("uncounted", &S::uncounted), optional_field("evidence", &S::evidence));
  }
};
struct ProjectResumed {
  static constexpr std::string_view fact = "resumed";
  CivilDate on;
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("on", &ProjectResumed::on), codec::field("reason", &ProjectResumed::reason));
  }
};
struct ProjectExitApproved {  // by a leader, before an exit that is asked for after a red light
  static constexpr std::string_view fact = "exit_approved";
  std::string number;  // of the approving minutes
  std::string reason;
  std::optional<CivilDate> approved_on = std::nullopt;  // as far as it was kept
  static constexpr auto fields() {
    using codec::field;
    using E = ProjectExitApproved;
    return described(field("number", &E::number), field("reason", &E::reason), field("approved_on", &E::approved_on));
  }
};
struct SettlementItem {  // 清算事项 of an exit
  std::string kind;      // of the policy's list
  bool settled = false;
  Fen amount_fen;    // settled, or still open
  std::string note;  // why it is open, or what it stands on
  std::vector<Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using S = SettlementItem;
    return described(field("kind", &S::kind, codec::Text{1, 60}), field("settled", &S::settled),
                     field("amount_fen", &S::amount_fen, codec::Range{0, INT64_MAX}),
                     codec::optional_field("note", &S::note, codec::Text{0, 1000}),
                     field("evidence", &S::evidence, codec::Count{0, 20}));
  }
};
struct ExitObjection {             // the exit was recorded while the enterprise may still object to its exit notice
  std::optional<CivilDate> until;  // last day, counted from the issue; absent: its calendar is not published
  std::string text;
  static constexpr auto fields() {
    return described(codec::field("until", &ExitObjection::until), codec::field("text", &ExitObjection::text));
  }
};
struct ProjectExited {
  static constexpr std::string_view fact = "exited";
  CivilDate on;
  std::string reason;
  std::optional<std::string> extra_approval;  // its number; asked for after a red light
  std::vector<SettlementItem> settlement;
  std::optional<Fen> settled_fen;  // sums of the list
  std::optional<Fen> open_fen;
  std::optional<ExitObjection> objection = std::nullopt;  // absent: no day of it was left
  static constexpr auto fields() {
    using codec::field;
    using E = ProjectExited;
    return described(field("on", &E::on), field("reason", &E::reason), field("extra_approval", &E::extra_approval),
                     field("settlement", &E::settlement), field("settled_fen", &E::settled_fen),
                     field("open_fen", &E::open_fen), field("objection", &E::objection));
  }
};

// A line of a published report about the project. It is no evidence and moves no stage; unknown stays unknown.
struct PublishedFact {
  std::string stage_text;            // "开工"
  std::optional<std::string> dated;  // as published: "2022-05-18", "2021-08", "2021"
  std::optional<Fen> amount_fen;
  std::string source;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using P = PublishedFact;
    return described(field("stage_text", &P::stage_text, Text{1, 200}), field("dated", &P::dated, Text{4, 10}),
                     field("amount_fen", &P::amount_fen), field("source", &P::source, Text{1, 400}));
  }
};
struct FactPublished {
  static constexpr std::string_view fact = "fact_published";
  PublishedFact published;
  std::optional<CivilDate> recorded_on = std::nullopt;
  std::optional<std::string> by = std::nullopt;  // user name
  static constexpr auto fields() {
    using codec::field;
    using F = FactPublished;
    return described(field("published", &F::published), field("recorded_on", &F::recorded_on), field("by", &F::by));
  }
};
struct PublishedEntry {  // the line as the project keeps it
  std::string stage_text;
  std::optional<std::string> dated;
  std::optional<Fen> amount_fen;
  std::string source;
  std::optional<CivilDate> recorded_on;  // as far as it was kept
  std::optional<std::string> by;
  static constexpr auto fields() {
    using codec::field;
    using P = PublishedEntry;
    return described(field("stage_text", &P::stage_text), field("dated", &P::dated),
                     field("amount_fen", &P::amount_fen), field("source", &P::source),
                     field("recorded_on", &P::recorded_on), field("by", &P::by));
  }
};

}  // namespace luodi::domain
