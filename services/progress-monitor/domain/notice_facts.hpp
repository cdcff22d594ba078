#pragma once
// What the notice of an interview 约谈通知 says beyond the interview itself, fixed in the event that issues it: a
// notice that is out never changes, whatever becomes of names, policies or the meeting afterwards. Pure.
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/standing.hpp"

namespace luodi::policy {
struct Policy;
}  // namespace luodi::policy
namespace luodi::domain {
struct Context;
}  // namespace luodi::domain

namespace luodi::monitor {

struct Around;
struct Interview;
struct InterviewIssued;

struct NoticeFacts {
  std::string issuer;
  std::string addressee;  // name of the interviewed entity
  std::optional<std::string> project_code;
  std::string policy_title;
  std::string clause;  // "mianyang-2022/6"
  std::string clause_title;
  std::string clause_point;  // the clause in a few words of our own
  Fen threshold_fen;
  Instant meeting_at;
  std::string place;
  std::string interviewees;
  std::vector<std::string> participants;
  std::vector<std::string> materials;
  std::vector<std::string> copies;
  std::optional<Instant> explanation_due;  // the first instant too late; absent = the calendar did not reach so far
  int plan_working_days = 0;
  int report_days = 0;
  std::string contact;
  std::vector<std::string> joint_with;  // numbers of the notices that called this meeting before
  // How the project stands: at the trigger, in a second notice on its own day. Absent in notices that were issued
  // before it was recorded: they go on saying what they said, word by word.
  std::optional<Standing> standing;
  std::vector<std::string> observers;  // of a second interview: who sends an observer
  // Of a second interview: the number of the first notice, when that meeting was, what was found not to be rectified.
  std::string first_number;
  std::optional<CivilDate> first_held_on;
  std::optional<std::string> not_rectified;
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using N = NoticeFacts;
    return described(
        field("issuer", &N::issuer), field("addressee", &N::addressee), field("project_code", &N::project_code),
        field("policy_title", &N::policy_title), field("clause", &N::clause), field("clause_title", &N::clause_title),
        field("clause_point", &N::clause_point), field("threshold_fen", &N::threshold_fen),
        field("meeting_at", &N::meeting_at), field("place", &N::place), field("interviewees", &N::interviewees),
        field("participants", &N::participants), field("materials", &N::materials), field("copies", &N::copies),
        field("explanation_due", &N::explanation_due), field("plan_working_days", &N::plan_working_days),
        field("report_days", &N::report_days), field("contact", &N::contact), field("joint_with", &N::joint_with),
        field("standing", &N::standing), field("observers", &N::observers),
        optional_field("first_number", &N::first_number), field("first_held_on", &N::first_held_on),
        field("not_rectified", &N::not_rectified));
  }
};

// The latest project code among the evidence of its landing; nullopt: none was told.
std::optional<std::string> project_code_of(const domain::Project* project);

// no_policy when the policy that the count rests on is not known any more. `issued` has its meeting and deadlines.
Expected<NoticeFacts> notice_facts(const Interview& interview, const InterviewIssued& issued, const Around& around,
                                   const policy::Policy& policy, const domain::Context& context);

}  // namespace luodi::monitor
