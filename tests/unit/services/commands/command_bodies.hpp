#pragma once
// Every command of the route table with the body that it reads, and every text in that body, found by walking the
// fields that the struct describes. A command or a field that is added later is walked without a word here, or is
// missed by name.
#include <string>
#include <string_view>
#include <vector>

#include "common/domain/office.hpp"
#include "common/domain/park.hpp"
#include "common/runtime/request_parts.hpp"
#include "services/gateway/accounts.hpp"
#include "services/incentive-calculator/domain/award_decisions.hpp"
#include "services/incentive-calculator/domain/referral_register.hpp"
#include "services/intake/domain/commands.hpp"
#include "services/progress-monitor/domain/dispatch_minutes_decide.hpp"
#include "services/progress-monitor/domain/exemption.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/funds_correction.hpp"
#include "services/progress-monitor/domain/interview_decide.hpp"
#include "services/progress-monitor/domain/interview_events.hpp"
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/domain/obligation_decide.hpp"
#include "services/progress-monitor/domain/plan.hpp"
#include "services/progress-monitor/domain/preference.hpp"
#include "services/progress-monitor/domain/problem_decide.hpp"
#include "services/progress-monitor/domain/progress_retraction.hpp"
#include "services/progress-monitor/domain/project_commands.hpp"
#include "services/progress-monitor/domain/revisit_decide.hpp"
#include "services/progress-monitor/domain/stage_return.hpp"
#include "services/progress-monitor/domain/supply_decide.hpp"
#include "services/progress-monitor/domain/talent_card.hpp"
#include "services/progress-monitor/domain/talent_card_decide.hpp"
#include "services/progress-monitor/domain/ticket_decide.hpp"

namespace luodi::test {

struct TextMember {
  std::string pointer;
  std::size_t shortest = 1;  // characters, at least one
  bool is_name = false;
};

template <class T, class Constraint>
void collect_texts(const std::string& at, const Constraint& constraint, std::vector<TextMember>& out) {
  using namespace codec;
  if constexpr (Described<T>) {
    with_fields<T>([&](const auto&... f) {
      (collect_texts<std::remove_cvref_t<decltype(std::declval<T&>().*(f.member))>>(pointer_join(at, f.name),
                                                                                    f.constraint, out),
       ...);
    });
  } else if constexpr (codec::detail::is_optional<T>::value) {
    collect_texts<typename T::value_type>(at, constraint, out);
  } else if constexpr (codec::detail::is_vector<T>::value) {
    collect_texts<typename T::value_type>(at + "/0", None{}, out);
  } else if constexpr (codec::detail::is_map<T>::value) {
    collect_texts<typename T::mapped_type>(at + "/some", None{}, out);
  } else if constexpr (codec::detail::is_id<T>::value || std::is_same_v<T, std::string>) {
    TextMember member;
    member.pointer = at;
    if constexpr (std::is_same_v<Constraint, Text>) member.shortest = std::max<std::size_t>(1, constraint.min);
    member.is_name = std::is_same_v<Constraint, Name>;
    out.push_back(std::move(member));
  }
}

template <class Body>
std::vector<TextMember> texts_of() {
  std::vector<TextMember> out;
  collect_texts<Body>("", codec::None{}, out);
  return out;
}

using Faults = std::vector<FieldError>;
template <class Body>
Faults faults_asked(const std::string& json) {
  bus::Request request;
  request.body = json;
  const auto read = runtime::read_body<Body>(request);
  return read ? Faults{} : read.error().fields;
}
template <class Body>
Faults faults_stored(const std::string& json) {
  const auto read = codec::parse<Body>(json);
  return read ? Faults{} : read.error().fields;
}

struct CommandBody {
  std::string_view operation;
  std::vector<TextMember> (*texts)();
  Faults (*asked)(const std::string& json);
  Faults (*stored)(const std::string& json);
};
template <class Body>
constexpr CommandBody body_of(std::string_view operation) {
  return {operation, texts_of<Body>, faults_asked<Body>, faults_stored<Body>};
}

inline const auto k_command_bodies = std::to_array<CommandBody>({
    body_of<gateway::NewAccount>("account.create"),
    body_of<gateway::DisableAccount>("account.disable"),
    body_of<incentive::ApproveAwardRun>("award-run.approve"),
    body_of<incentive::CreateAwardRun>("award-run.create"),
    body_of<incentive::ObjectToAwardRun>("award-run.object"),
    body_of<incentive::PayAwardRun>("award-run.pay"),
    body_of<incentive::PublishAwardRun>("award-run.publish"),
    body_of<incentive::VerifyAwardRun>("award-run.verify"),
    body_of<incentive::RegisterReferral>("referral.register"),
    body_of<domain::OfficeRegistered>("office.register"),
    body_of<domain::ParkRegistered>("park.register"),
    body_of<intake::RegisterLead>("project.register"),
    body_of<intake::RenewFirstTalk>("project.first-talk"),
    body_of<intake::GiveOpinion>("project.review-opinions"),
    body_of<intake::DecideReview>("project.review-decision"),
    body_of<intake::Allocate>("project.allocation"),
    body_of<intake::StartNegotiation>("project.negotiation"),
    body_of<intake::RecordItem>("project.pre-assessment-items"),
    body_of<intake::DecidePreAssessment>("project.pre-assessment-decision"),
    body_of<intake::Sign>("project.signing"),
    body_of<intake::Amend>("project.amendments"),
    body_of<intake::CorrectAmount>("project.amount-correction"),
    body_of<domain::PublishedFact>("project.published-facts"),
    body_of<monitor::Land>("project.landing"),
    body_of<monitor::Start>("project.start"),
    body_of<monitor::Produce>("project.production"),
    body_of<monitor::SetPlan>("project.plan"),
    body_of<monitor::Report>("project.progress"),
    body_of<monitor::VerifyFunds>("project.funds"),
    body_of<monitor::CorrectFunds>("project.funds-correction"),
    body_of<monitor::RetractProgress>("project.progress-retraction"),
    body_of<monitor::ReturnStage>("project.stage-return"),
    body_of<monitor::ClaimExemption>("project.exemptions"),
    body_of<monitor::DecideExemption>("exemption.decision"),
    body_of<monitor::Suspend>("project.suspension"),
    body_of<monitor::Resume>("project.resumption"),
    body_of<monitor::Exit>("project.exit"),
    body_of<monitor::ApproveExit>("project.exit-approval"),
    body_of<monitor::ExitWithdrawn>("exit.withdraw"),
    body_of<monitor::FileReport>("dispatch-cycle.reports"),
    body_of<monitor::FileDispatchMinutes>("dispatch-cycle.minutes"),
    body_of<monitor::HoldBack>("interview.hold-back"),
    body_of<monitor::Issue>("interview.issue"),
    body_of<monitor::Withdraw>("interview.withdraw"),
    body_of<monitor::Schedule>("interview.schedule"),
    body_of<monitor::Explain>("interview.explanation"),
    body_of<monitor::FileMinutes>("interview.minutes"),
    body_of<monitor::Rectify>("interview.rectification"),
    body_of<monitor::Verify>("interview.verification"),
    body_of<monitor::SignedCopyAttached>("interview.signed-copy"),
    body_of<monitor::NotificationResent>("notification.resend"),
    body_of<monitor::SetPreference>("notification-preference.set"),
    body_of<monitor::RegisterObligation>("project.obligations"),
    body_of<monitor::HonourObligation>("obligation.honour"),
    body_of<monitor::CorrectObligation>("obligation.correction"),
    body_of<monitor::WithdrawObligation>("obligation.withdrawal"),
    body_of<monitor::ReportProblem>("project.problems"),
    body_of<monitor::AssignProblem>("problem.assign"),
    body_of<monitor::ResolveProblem>("problem.resolve"),
    body_of<monitor::ConfirmProblem>("problem.confirm"),
    body_of<monitor::ReopenProblem>("problem.reopen"),
    body_of<monitor::EscalateProblem>("problem.escalate"),
    body_of<monitor::RecordRevisit>("project.revisits"),
    body_of<monitor::IssueCard>("project.talent-cards"),
    body_of<monitor::RenewCard>("talent-card.renewal"),
    body_of<monitor::CardRevoked>("talent-card.revocation"),
    body_of<monitor::RequestTicket>("project.tickets"),
    body_of<monitor::AssignTicket>("ticket.assign"),
    body_of<monitor::AnswerTicket>("ticket.answer"),
    body_of<monitor::ConfirmTicket>("ticket.confirm"),
    body_of<monitor::ReopenTicket>("ticket.reopen"),
    body_of<monitor::DeliverSupply>("supply.delivery"),
    body_of<monitor::CorrectSupply>("supply.correction"),
});

}  // namespace luodi::test
