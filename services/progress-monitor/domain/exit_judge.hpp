#pragma once
// When a project is called upon to perform and when it is told to leave (measure 9). Level-triggered: what has to
// happen follows from the obligations, the cases and the day, so it may be judged late, twice or after an outage. Pure.
//
//   limit notice   an obligation of the enterprise (company, deposit, start) that is not honoured is late enough: so
//   many
//                  days or months after its agreed day, inclusive. One case runs at a time; the oldest ground comes
//                  first. The limit counts from the day of the notice, however late that is issued, and a last day that
//                  is a day off moves on to the next working day. No calendar: no notice, asked again every day
//                  Days of a suspension do not run: the limit moves on by as many, told once (exit_limit.hpp)
//   exit notice    the limit has passed and nothing was performed within it. The exit is then recorded within
//                  record_working_days: its last day is told a working day before, and when it is over
//   cured          performed within the limit, or the agreed day was moved; also where that is told after its end. A
//                  correction to a day after the limit takes the cure away: the exit notice comes back, with a letter
//                  of its own, as soon as no other case runs
//   withdrawn      by the bureau or the committee, or with its obligation; the same ground opens nothing again, also
//                  where its agreed day was corrected to an earlier one. A running case follows its obligation's day
// Each notice carries its letter, still without a number: letter_numbers.hpp gives it where decisions are put together.
// While a project is suspended nothing begins and no limit that it lay in ends; a cure is heard. With the end of the
// project its running case is completed.
#include <optional>
#include <string>
#include <vector>

#include "services/progress-monitor/domain/exit_case.hpp"
#include "services/progress-monitor/domain/exit_ground.hpp"
#include "services/progress-monitor/domain/exit_notice.hpp"
#include "services/progress-monitor/domain/obligation_decide.hpp"

namespace luodi::monitor {

struct KnownExit {
  std::string id;
  const ExitCase* state;
};
struct Performance {
  std::string project_id;
  const domain::Project* project;
  std::vector<Owed> obligations;
  std::vector<KnownExit> exits;
};
struct ExitJudged {
  domain::Decision decision;
  std::optional<Instant> next_at;      // when the days alone may change the answer
  std::optional<CivilDate> leaves_on;  // day_of the earliest exit notice that this decision issues
};
ExitJudged judge_exit(const Performance& of, const domain::Context& context);

// A project that was told to leave raises no further interview, and its exit needs no extra approval. The earliest day
// of a notice that stands; nullopt: none does.
std::optional<CivilDate> told_to_leave_on(const std::vector<KnownExit>& exits);

Expected<domain::Decision> decide_withdraw_exit(const Concerning<ExitCase>& on, const ExitWithdrawn& command,
                                                const domain::Context& context);

}  // namespace luodi::monitor
