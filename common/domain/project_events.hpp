#pragma once
// All facts of a project, in the order of its life. Dates are civil dates of the fact; the instant of the record is in
// the envelope. Never change the meaning of a fact: add a new one.
#include <variant>

#include "common/domain/project_intake_events.hpp"
#include "common/domain/project_plan.hpp"
#include "common/domain/project_progress_events.hpp"

namespace luodi::domain {

using ProjectEvents =
    std::variant<LeadRegistered, FirstTalkRenewed, ReviewOpinionGiven, ReviewDecided, Allocated, NegotiationStarted,
                 PreAssessmentItemRecorded, PreAssessmentDecided, AgreementSigned, AgreementAmended, ProjectLanded,
                 ProjectStarted, ProductionStarted, ProgressReported, ProgressRetracted, FundsVerified,
                 ExemptionClaimed, ExemptionDecided, ProjectSuspended, ProjectResumed, ProjectExitApproved,
                 ProjectExited, FactPublished, ProjectPlanned, LeadAmountCorrected, FundsCorrected, ExemptionCorrected,
                 StageReturned>;

}  // namespace luodi::domain
