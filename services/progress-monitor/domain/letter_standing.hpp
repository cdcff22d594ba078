#pragma once
// Whether what a notification says still stands, so that it may be sent again: nobody is called to an interview that
// was withdrawn, nor to an hour or a place that a meeting has left since. Pure.
//
//   if (auto stands = check_stands(letter.message, interview, meeting); !stands) return fail(stands.error());
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/meeting.hpp"
#include "services/progress-monitor/domain/notification.hpp"

namespace luodi::monitor {

// `interview` and `meeting`: those that it is about, as they are by now; nullptr where it is about none. wrong_state.
Expected<void> check_stands(const NotificationQueued& message, const Interview* interview, const Meeting* meeting);

}  // namespace luodi::monitor
