#pragma once
// Whether what a notification says still stands, so that it may be sent again: nobody is called to an interview that is
// over, to an hour that is past or that a meeting has left, nor called upon by a notice that stands no more. A notice
// of an interview (约谈通知) whose meeting was moved goes out with the hour, the place and the day of the explanation
// of today, a limit notice (限期履约通知) whose limit was moved with the last day of today: their letters have still to
// arrive. Pure.
//
//   if (auto stands = check_stands(letter.message, matter, now); !stands) return fail(stands.error());
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
  const ExitCase* exit = nullptr;  // of which it is a notice
  std::string exit_id = {};
};

// Whether it is a notice of that case: by the number of its letter, also of one that was replaced, or, where no letter
// goes with it, by the case that its text names.
bool is_notice_of(const NotificationQueued& message, const std::string& exit_id, const ExitCase& exit);
Expected<void> check_stands(const NotificationQueued& message, const LetterMatter& matter, Instant now);  // wrong_state
// Its text without what was put around it when it was sent again: only the word of today stands there.
std::string as_it_was(std::string text);
// nullopt: the hour and the place are as they were, or it is no notice of an interview.
std::optional<NotificationQueued> with_the_hour_of_today(const NotificationQueued& message, const LetterMatter& matter,
                                                         const Teller& teller);
// nullopt: the limit ends as the notice says, or as it was told with it already, or it is no limit notice.
std::optional<NotificationQueued> with_the_limit_of_today(const NotificationQueued& message,
                                                          const LetterMatter& matter);

}  // namespace luodi::monitor
