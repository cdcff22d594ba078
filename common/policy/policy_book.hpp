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
#include "common/policy/admission_parameters.hpp"
#include "common/policy/award_parameters.hpp"
#include "common/policy/environment_parameters.hpp"
#include "common/policy/progress_parameters.hpp"

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

// What a schema cannot say: clause ids belong to the policy and stand once, lines of the checklist have an owner that
// can answer, ladders ascend, warnings come before the interview, the dates are in order. policy_invalid names the
// first fault. The loader asks this of every file.
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
