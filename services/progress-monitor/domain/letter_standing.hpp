#pragma once
// Whether what a notification says still stands, so that it may be sent again: nobody is called to an interview that is
// over or to an hour that a meeting has left, nor called upon by a notice that stands no more. A notice of an interview
// (约谈通知) whose meeting was moved goes out with the hour and the place of today: its letter has still to arrive.
// Pure.
//
//   if (auto stands = check_stands(letter.message, matter); !stands) return fail(stands.error());
//   if (auto anew = with_the_hour_of_today(letter.message, matter, teller)) letter.message = *anew;
#include <optional>
#include <string>

#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/interview.hpp"
#include "services/progress-monitor/domain/meeting.hpp"
#include "services/progress-monitor/domain/notification.hpp"
#include "services/progress-monitor/domain/teller.hpp"

namespace luodi::monitor {

// What a notification is about, as it is by now; nullptr where it is about none.
struct LetterMatter {
  const Interview* interview = nullptr;
  std::string meeting_id = {};
  const Meeting* meeting = nullptr;
  const ExitCase* exit = nullptr;  // whose letter it carries
};

bool carries_letter_of(const NotificationQueued& message, const ExitCase& exit);
Expected<void> check_stands(const NotificationQueued& message, const LetterMatter& matter);  // wrong_state
// nullopt: the hour and the place are as they were, or it is no notice of an interview.
std::optional<NotificationQueued> with_the_hour_of_today(const NotificationQueued& message, const LetterMatter& matter,
                                                         const Teller& teller);

}  // namespace luodi::monitor
