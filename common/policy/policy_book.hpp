#pragma once
// PolicyBook holds every policy with the dates between which it is in force. A rule asks for the policy on the date of
// the fact that it judges, never for "the latest". Policies are data (deploy/policy/*.toml, JSON Schema beside them);
// this library reads parsed values only and does no I/O.
//
// The first version may reach back to older facts (applies_to_facts_from): at() then answers a copy of it that says so,
// and every explanation made from that copy repeats it. Such a transition judges facts; it is not in force, and starts
// no clock: no measure, no duty.
//
//   Expected<const Policy*> p = book.at(landed_on);
//   if (amount >= (*p)->interview.threshold_fen) ...
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/codec/fields.hpp"
#include "common/kernel/working_calendar.hpp"

namespace luodi::policy {

struct Clause {
  std::string id;  // "mianyang-2022/6"
  std::string title_zh;
  std::string title_en;
  std::string paraphrase;  // one line in our own words
  static constexpr auto fields() {
    using codec::field;
    return described(field("id", &Clause::id), field("title_zh", &Clause::title_zh),
                     field("title_en", &Clause::title_en), field("paraphrase", &Clause::paraphrase));
  }
};

// ---- parameters, one struct a measure; every number of the policy lives in the TOML file ----
struct AdmissionParameters {                 // measure 3
  int match_level = 0;                       // digits of the industry prefix that must match
  std::vector<std::string> admitting_roles;  // "leading" 主导, "characteristic" 特色
  int override_numerator = 0;                // votes for an override: >= numerator/denominator of cast votes
  int override_denominator = 1;
  int opinion_overdue_working_days = 0;
  int review_departments = 0;  // that must have given an opinion before the review is decided
  int first_talk_days = 0;
  int first_talk_renewal_days = 0;
  int duplicate_industry_digits = 0;  // same group + same industry class
  static constexpr auto fields() {
    using codec::field;
    using P = AdmissionParameters;
    return described(field("match_level", &P::match_level), field("admitting_roles", &P::admitting_roles),
                     field("override_numerator", &P::override_numerator),
                     field("override_denominator", &P::override_denominator),
                     field("opinion_overdue_working_days", &P::opinion_overdue_working_days),
                     field("review_departments", &P::review_departments), field("first_talk_days", &P::first_talk_days),
                     field("first_talk_renewal_days", &P::first_talk_renewal_days),
                     field("duplicate_industry_digits", &P::duplicate_industry_digits));
  }
};
struct AllocationParameters {  // measure 3: weights of the explained park score, in points
  std::int64_t leading_points = 0;
  std::int64_t characteristic_points = 0;
  std::int64_t cultivated_points = 0;
  std::int64_t points_per_extra_digit = 0;  // for each matched digit beyond match_level
  std::int64_t load_penalty_points = 0;     // for each active project already in the park
  std::int64_t load_penalty_cap_points = 0;
  static constexpr auto fields() {
    using codec::field;
    using P = AllocationParameters;
    return described(
        field("leading_points", &P::leading_points), field("characteristic_points", &P::characteristic_points),
        field("cultivated_points", &P::cultivated_points), field("points_per_extra_digit", &P::points_per_extra_digit),
        field("load_penalty_points", &P::load_penalty_points),
        field("load_penalty_cap_points", &P::load_penalty_cap_points));
  }
};
struct PreAssessmentItem {  // measure 4: one line of the checklist
  std::string id;           // "legality_review"
  std::string title_zh;
  std::string title_en;
  std::string owner;                        // who owes it, shown to people
  bool simple_path = false;                 // asked for framework agreements too
  std::optional<CivilDate> mandatory_from;  // absent = always
  static constexpr auto fields() {
    using codec::field;
    using P = PreAssessmentItem;
    return described(field("id", &P::id), field("title_zh", &P::title_zh), field("title_en", &P::title_en),
                     field("owner", &P::owner), codec::optional_field("simple_path", &P::simple_path),
                     field("mandatory_from", &P::mandatory_from));
  }
};
struct LandingParameters {                 // definition of landed
  int evidence_needed = 0;                 // of {land, project_code, verified capital}
  std::int64_t first_capital_rate_bp = 0;  // share of the agreed amount in basis points
  Fen first_capital_min_fen;               // or this amount, whichever is reached
  static constexpr auto fields() {
    using codec::field;
    using P = LandingParameters;
    return described(field("evidence_needed", &P::evidence_needed),
                     field("first_capital_rate_bp", &P::first_capital_rate_bp),
                     field("first_capital_min_fen", &P::first_capital_min_fen));
  }
};
struct DispatchParameters {  // measure 5
  Fen threshold_fen;
  std::vector<std::string> sections;  // GB/T 4754 sections
  std::vector<std::string> stages;    // on whose agenda a project stands
  int report_working_days = 0;        // after the last day of the cycle ...
  int report_hour = 0;                // ... at this hour
  int meeting_working_days = 0;       // after the last day of the cycle
  std::string issuer;                 // of the report as a paper
  static constexpr auto fields() {
    using codec::field;
    using P = DispatchParameters;
    return described(field("threshold_fen", &P::threshold_fen), field("sections", &P::sections),
                     field("stages", &P::stages), field("report_working_days", &P::report_working_days),
                     field("report_hour", &P::report_hour), field("meeting_working_days", &P::meeting_working_days),
                     field("issuer", &P::issuer));
  }
};
struct ProgressParameters {  // measures 5 and 6: what counts as effective progress
  Fen funds_min_fen;         // verified funds >= max(this, rate of agreed) since the last counted funds
  std::int64_t funds_rate_bp = 0;
  int minutes_streak_max = 0;  // signed minutes count at most so many cycles running
  static constexpr auto fields() {
    using codec::field;
    using P = ProgressParameters;
    return described(field("funds_min_fen", &P::funds_min_fen), field("funds_rate_bp", &P::funds_rate_bp),
                     field("minutes_streak_max", &P::minutes_streak_max));
  }
};
struct ProblemParameters {          // measure 5
  int due_working_days = 0;         // where the reporter names no day
  int escalation_working_days = 0;  // that the next level has
  static constexpr auto fields() {
    using codec::field;
    return described(field("due_working_days", &ProblemParameters::due_working_days),
                     field("escalation_working_days", &ProblemParameters::escalation_working_days));
  }
};
struct ServiceParameters {  // measure 9: one service, who gives it and how soon it is answered
  std::string owner;
  int working_days = 0;
  static constexpr auto fields() {
    return described(codec::field("owner", &ServiceParameters::owner),
                     codec::field("working_days", &ServiceParameters::working_days));
  }
};
struct EnvironmentParameters {  // measure 9
  ServiceParameters green_channel;
  ServiceParameters talent_card;
  ServiceParameters land;
  ServiceParameters energy;
  static constexpr auto fields() {
    using codec::field;
    using P = EnvironmentParameters;
    return described(field("green_channel", &P::green_channel), field("talent_card", &P::talent_card),
                     field("land", &P::land), field("energy", &P::energy));
  }
};
struct PlanParameters {       // measure 5: lag of the plan, pace of a quarter
  int lag_green_points = 0;   // percentage points, inclusive
  int lag_yellow_points = 0;  // inclusive; above it is red
  int steed_over_percent = 0;
  Fen steed_over_fen;
  std::vector<std::string> snail_excused_grounds;  // of approved exemptions
  static constexpr auto fields() {
    using codec::field;
    using P = PlanParameters;
    return described(field("lag_green_points", &P::lag_green_points), field("lag_yellow_points", &P::lag_yellow_points),
                     field("steed_over_percent", &P::steed_over_percent), field("steed_over_fen", &P::steed_over_fen),
                     field("snail_excused_grounds", &P::snail_excused_grounds));
  }
};
struct InterviewParameters {  // measure 6
  Fen threshold_fen;
  std::string idle_reading;  // "half_months" | "rolling_days" | "calendar_months"
  int idle_limit = 0;        // in the unit of the reading
  int yellow_cycles = 0;
  int red_cycles = 0;
  int interview_cycles = 0;
  std::string issue;  // "after_grace" | "on_confirmation"
  int grace_working_days = 0;
  int notice_working_days = 0;
  int meeting_hour = 0;  // a meeting begins at this time of its day, unless it is moved ...
  int meeting_minute = 0;
  int meeting_length_minutes = 0;  // ... and takes so long in people's calendars
  int meeting_earliest_hour = 0;   // whoever moves it keeps to office hours: it begins at this hour at the earliest ...
  int meeting_latest_hour = 0;     // ... and at this hour at the latest
  int explanation_working_days = 0;  // before the day of the meeting
  int minutes_working_days = 0;
  int plan_working_days = 0;
  int report_days = 0;
  int verification_cycles = 0;
  int cooldown_cycles = 0;
  int reminder_working_days = 0;  // before the last day of a step
  int reminder_hour = 0;
  std::string joint_meeting;  // "same_cycle": notices of one entity within one dispatch cycle share a meeting | "never"
  std::vector<std::string> second_attendees;  // of a second interview, as the notice names them
  std::vector<std::string> exemption_grounds;
  int exemption_max_cycles = 0;
  int exemption_renewals = 0;
  int exemption_past_cycles = 0;    // claimed so many cycles late at most ...
  int exemption_future_cycles = 0;  // ... and so many in advance
  // What exemptions that follow each other may pause together, whatever their grounds.
  int exemption_together() const { return exemption_max_cycles * (1 + exemption_renewals); }
  static constexpr auto fields() {
    using codec::field;
    using P = InterviewParameters;
    return described(
        field("threshold_fen", &P::threshold_fen), field("idle_reading", &P::idle_reading),
        field("idle_limit", &P::idle_limit), field("yellow_cycles", &P::yellow_cycles),
        field("red_cycles", &P::red_cycles), field("interview_cycles", &P::interview_cycles), field("issue", &P::issue),
        field("grace_working_days", &P::grace_working_days), field("notice_working_days", &P::notice_working_days),
        field("meeting_hour", &P::meeting_hour), field("meeting_minute", &P::meeting_minute),
        field("meeting_length_minutes", &P::meeting_length_minutes),
        field("meeting_earliest_hour", &P::meeting_earliest_hour),
        field("meeting_latest_hour", &P::meeting_latest_hour),
        field("explanation_working_days", &P::explanation_working_days),
        field("minutes_working_days", &P::minutes_working_days), field("plan_working_days", &P::plan_working_days),
        field("report_days", &P::report_days), field("verification_cycles", &P::verification_cycles),
        field("cooldown_cycles", &P::cooldown_cycles), field("reminder_working_days", &P::reminder_working_days),
        field("reminder_hour", &P::reminder_hour), field("joint_meeting", &P::joint_meeting),
        field("second_attendees", &P::second_attendees), field("exemption_grounds", &P::exemption_grounds),
        field("exemption_max_cycles", &P::exemption_max_cycles), field("exemption_renewals", &P::exemption_renewals),
        field("exemption_past_cycles", &P::exemption_past_cycles),
        field("exemption_future_cycles", &P::exemption_future_cycles));
  }
};
struct NoticeParameters {  // measure 6: the notice of an interview as a document
  std::string issuer;      // 发文机关
  std::string place;
  std::string contact;
  std::string interviewees;  // of the interviewed entity; a second interview has its own attendees
  std::vector<std::string> participants;
  std::vector<std::string> materials;
  std::vector<std::string> copies;  // 抄送
  static constexpr auto fields() {
    using codec::field;
    using P = NoticeParameters;
    return described(field("issuer", &P::issuer), field("place", &P::place), field("contact", &P::contact),
                     field("interviewees", &P::interviewees), field("participants", &P::participants),
                     field("materials", &P::materials), field("copies", &P::copies));
  }
};
struct ParkAwardParameters {  // measure 7, award A
  Fen project_threshold_fen;
  int signed_lookback_months = 0;
  int ranks = 0;
  Fen amount_fen;
  std::string mode;                    // "each" | "pool"
  std::vector<std::string> rank_keys;  // "count", "agreed_amount", "verified_funds", "earliest_landing"; first decides
  int notice_working_days = 0;
  static constexpr auto fields() {
    using codec::field;
    using P = ParkAwardParameters;
    return described(field("project_threshold_fen", &P::project_threshold_fen),
                     field("signed_lookback_months", &P::signed_lookback_months), field("ranks", &P::ranks),
                     field("amount_fen", &P::amount_fen), field("mode", &P::mode), field("rank_keys", &P::rank_keys),
                     field("notice_working_days", &P::notice_working_days));
  }
};
struct LadderStep {
  Fen from_fen;
  Fen amount_fen;
  static constexpr auto fields() {
    using codec::field;
    return described(field("from_fen", &LadderStep::from_fen), field("amount_fen", &LadderStep::amount_fen));
  }
};
struct ReferralAwardParameters {  // measure 7, referral award
  Fen threshold_fen;
  std::vector<std::string> sections;
  std::vector<LadderStep> ladder;      // ascending, inclusive lower bounds
  std::int64_t start_share_bp = 0;     // first part, at start
  std::int64_t start_verified_bp = 0;  // needs this share of the agreed amount verified
  std::vector<std::string> excluded_kinds;
  int notice_working_days = 0;
  int clawback_years = 0;  // an award for a fraudulent project is taken back within so many years
  static constexpr auto fields() {
    using codec::field;
    using P = ReferralAwardParameters;
    return described(field("threshold_fen", &P::threshold_fen), field("sections", &P::sections),
                     field("ladder", &P::ladder), field("start_share_bp", &P::start_share_bp),
                     field("start_verified_bp", &P::start_verified_bp), field("excluded_kinds", &P::excluded_kinds),
                     field("notice_working_days", &P::notice_working_days),
                     field("clawback_years", &P::clawback_years));
  }
};
struct AwardRunParameters {             // measure 7: how any award is decided
  int notice_same_day_before_hour = 0;  // published before this hour, the day itself is day 1 of the notice
  bool ranking_after_year_end = false;  // a ranking of a year can be verified only when the year is over
  static constexpr auto fields() {
    using codec::field;
    using P = AwardRunParameters;
    return described(field("notice_same_day_before_hour", &P::notice_same_day_before_hour),
                     field("ranking_after_year_end", &P::ranking_after_year_end));
  }
};

struct Policy {
  std::string id;
  std::string title;
  CivilDate effective_from;
  std::optional<CivilDate> effective_to;           // inclusive
  std::optional<CivilDate> applies_to_facts_from;  // first version only: judges facts from here to effective_from too
  std::vector<Clause> clauses;
  AdmissionParameters admission;
  AllocationParameters allocation;
  std::vector<PreAssessmentItem> pre_assessment;
  LandingParameters landing;
  DispatchParameters dispatch;
  ProgressParameters progress;
  PlanParameters plan;
  ProblemParameters problem;
  InterviewParameters interview;
  NoticeParameters notice;
  ParkAwardParameters park_award;
  ReferralAwardParameters referral_award;
  AwardRunParameters award_run;
  EnvironmentParameters environment;
  std::string digest;         // SHA-256 of the file, set by the loader; stored with every computed result
  bool transitional = false;  // set by the book on the copy that judges older facts; no part of the file
  static constexpr auto fields() {
    using codec::field;
    return described(
        field("id", &Policy::id), field("title", &Policy::title), field("effective_from", &Policy::effective_from),
        field("effective_to", &Policy::effective_to), field("applies_to_facts_from", &Policy::applies_to_facts_from),
        field("clauses", &Policy::clauses), field("admission", &Policy::admission),
        field("allocation", &Policy::allocation), field("pre_assessment", &Policy::pre_assessment),
        field("landing", &Policy::landing), field("dispatch", &Policy::dispatch), field("progress", &Policy::progress),
        field("plan", &Policy::plan), field("problem", &Policy::problem), field("interview", &Policy::interview),
        field("notice", &Policy::notice), field("park_award", &Policy::park_award),
        field("referral_award", &Policy::referral_award), field("award_run", &Policy::award_run),
        field("environment", &Policy::environment), codec::optional_field("digest", &Policy::digest));
  }
  const Clause* clause(std::string_view short_id) const;  // "6" finds "<policy id>/6"
};

// What a schema cannot say: clause ids belong to the policy and stand once, ladders ascend, warnings come before the
// interview, the dates are in order. policy_invalid names the first fault. The loader asks this of every file.
Expected<void> check_policy(const Policy& policy);

class PolicyBook {
 public:
  // Two policies in force on one day is an error (never last-wins); so is an empty book, and a later version that
  // reaches back over an earlier one.
  static Expected<PolicyBook> of(std::vector<Policy> policies, WorkingCalendar calendar);
  // The policy that judges a fact of that day, transition included; no_policy when there is none.
  Expected<const Policy*> at(CivilDate day) const;
  // nullptr where none is in force: for what time alone brings about, which no transition does.
  const Policy* in_force(CivilDate day) const;
  const Policy* find(std::string_view id) const;
  const std::vector<Policy>& all() const { return policies_; }
  const WorkingCalendar& calendar() const { return calendar_; }

 private:
  PolicyBook(std::vector<Policy> policies, WorkingCalendar calendar);
  std::vector<Policy> policies_;
  std::vector<Policy> transition_;  // none or one; a list, because pointers to it outlive a move of the book
  WorkingCalendar calendar_;
};

}  // namespace luodi::policy
