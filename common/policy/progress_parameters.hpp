#pragma once
// Parameters of measures 5, 6 and 9: what the progress monitor asks a policy for.
// One described struct a subject; every number lives in the TOML file, none in code. Pure.
#include <optional>
#include <string>
#include <vector>

#include "common/codec/fields.hpp"

namespace luodi::policy {

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
  Fen funds_min_fen;         // verified funds >= max(this, rate of agreed) since the last counted day
  std::int64_t funds_rate_bp = 0;
  int minutes_streak_max = 0;  // signed minutes count in the first so many cycles of a row
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
  int due_latest_days = 0;          // from today; a later day only the bureau names
  static constexpr auto fields() {
    using codec::field;
    return described(field("due_working_days", &ProblemParameters::due_working_days),
                     field("escalation_working_days", &ProblemParameters::escalation_working_days),
                     field("due_latest_days", &ProblemParameters::due_latest_days));
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
  int hold_back_working_days = 0;  // an interview that is held back is issued or withdrawn within so long
  int notice_working_days = 0;
  int meeting_hour = 0;  // a meeting begins at this time of its day, unless it is moved ...
  int meeting_minute = 0;
  int meeting_length_minutes = 0;  // ... and takes so long in people's calendars
  int meeting_earliest_hour = 0;   // whoever moves it keeps to office hours: it begins at this hour at the earliest ...
  int meeting_latest_hour = 0;     // ... and at this hour at the latest
  int meeting_latest_working_days = 0;  // after the notice; to put it off further needs a reason
  int explanation_working_days = 0;     // before the day of the meeting
  int minutes_working_days = 0;
  int plan_working_days = 0;
  int report_days = 0;
  int verification_cycles = 0;
  int cooldown_cycles = 0;
  int reminder_working_days = 0;  // before the last day of a step
  int reminder_hour = 0;
  std::string joint_meeting;  // "same_cycle": notices of one entity within one dispatch cycle share a meeting | "never"
  std::vector<std::string> second_attendees;  // of a second interview, as the notice names them
  std::vector<std::string> second_observers;  // who sends an observer to it, and has a copy of its notice
  std::vector<std::string> exemption_grounds;
  int exemption_max_cycles = 0;
  int exemption_renewals = 0;
  int exemption_past_cycles = 0;    // claimed so many cycles late at most ...
  int exemption_future_cycles = 0;  // ... and so many in advance
  int suspension_past_cycles = 0;   // a suspension is told so many cycles late at most
  // What the exemptions of one stall may pause together, whatever their grounds and what lies between them.
  int exemption_together() const { return exemption_max_cycles * (1 + exemption_renewals); }
  static constexpr auto fields() {
    using codec::field;
    using P = InterviewParameters;
    return described(
        field("threshold_fen", &P::threshold_fen), field("idle_reading", &P::idle_reading),
        field("idle_limit", &P::idle_limit), field("yellow_cycles", &P::yellow_cycles),
        field("red_cycles", &P::red_cycles), field("interview_cycles", &P::interview_cycles), field("issue", &P::issue),
        field("grace_working_days", &P::grace_working_days),
        field("hold_back_working_days", &P::hold_back_working_days),
        field("notice_working_days", &P::notice_working_days), field("meeting_hour", &P::meeting_hour),
        field("meeting_minute", &P::meeting_minute), field("meeting_length_minutes", &P::meeting_length_minutes),
        field("meeting_earliest_hour", &P::meeting_earliest_hour),
        field("meeting_latest_hour", &P::meeting_latest_hour),
        field("meeting_latest_working_days", &P::meeting_latest_working_days),
        field("explanation_working_days", &P::explanation_working_days),
        field("minutes_working_days", &P::minutes_working_days), field("plan_working_days", &P::plan_working_days),
        field("report_days", &P::report_days), field("verification_cycles", &P::verification_cycles),
        field("cooldown_cycles", &P::cooldown_cycles), field("reminder_working_days", &P::reminder_working_days),
        field("reminder_hour", &P::reminder_hour), field("joint_meeting", &P::joint_meeting),
        field("second_attendees", &P::second_attendees), field("second_observers", &P::second_observers),
        field("exemption_grounds", &P::exemption_grounds), field("exemption_max_cycles", &P::exemption_max_cycles),
        field("exemption_renewals", &P::exemption_renewals), field("exemption_past_cycles", &P::exemption_past_cycles),
        field("exemption_future_cycles", &P::exemption_future_cycles),
        field("suspension_past_cycles", &P::suspension_past_cycles));
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

}  // namespace luodi::policy
