#pragma once
// The lists of the monitor whose values are told in words: word_of() stands beside each. Exhaustive: a value without
// words does not compile. Pure.
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
