#pragma once
// The words of the monitor's closed lists. Exhaustive: a value without words does not compile. Pure.
#include "common/domain/words.hpp"
#include "services/progress-monitor/domain/dispatch_item.hpp"
#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/domain/obligation.hpp"
#include "services/progress-monitor/domain/plan_light.hpp"
#include "services/progress-monitor/domain/problem.hpp"
#include "services/progress-monitor/domain/supply.hpp"
#include "services/progress-monitor/domain/talent_card.hpp"
#include "services/progress-monitor/domain/ticket.hpp"

namespace luodi::monitor {

Word word_of(InterviewState state);
Word word_of(Step step);
Word word_of(NotificationState state);
Word word_of(ProblemLevel level);
Word word_of(ProblemState state);
Word word_of(TicketState state);
Word word_of(SupplyState state);
Word word_of(ObligationState state);
Word word_of(CardState state);
Word word_of(ExitState state);
Word word_of(ReportState state);
Word word_of(Pace pace);

}  // namespace luodi::monitor
