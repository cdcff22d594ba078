#include "services/progress-monitor/domain/letter_standing.hpp"

#include <algorithm>
#include <array>

#include "common/kernel/bilingual.hpp"
#include "common/kernel/civil_text.hpp"
#include "services/progress-monitor/domain/announce_exit.hpp"
#include "services/progress-monitor/domain/announce_interview_facts.hpp"
#include "services/progress-monitor/domain/ics.hpp"

namespace luodi::monitor {

namespace {
constexpr std::string_view k_notice = "interview_issued";
constexpr std::string_view k_moved_meeting = "meeting_moved";
constexpr std::string_view k_limit = "exit_limit_notice";
constexpr std::string_view k_moved_limit = "exit_limit_moved";
constexpr std::string_view k_exit = "exit_notice";
constexpr std::string_view k_withdrawal = "interview_withdrawn";
// What somebody still has to do; what an interview came to may be told at any time.
constexpr std::array<std::string_view, 6> k_asks{"interview_opened",    k_notice,
                                                 "interview_held_back", "interview_blocked",
                                                 "interview_reminded",  "interview_overdue"};

// Put around a letter that is sent again.
constexpr std::string_view k_counts = "以此为准。";
constexpr std::string_view k_hour_en = " The meeting is held on ";
constexpr std::string_view k_limit_en = " The limit ends on ";

bool calls(const NotificationQueued& message) {
  return message.invitation && message.invitation->method == "REQUEST";
}
bool asks(const NotificationQueued& message) {
  return calls(message) || std::find(k_asks.begin(), k_asks.end(), message.occasion) != k_asks.end();
}
bool is_left(const Invitation& invitation, const Meeting& meeting) {
  return invitation.start != meeting.meeting_at || invitation.location != meeting.place;
}

Expected<void> check_interview(const NotificationQueued& message, const Interview& interview) {
  const bool withdrawn = interview.state == InterviewState::withdrawn;
  if (!has_ended(interview) || (withdrawn ? message.occasion == k_withdrawal : !asks(message))) return {};
  return fail(
      ErrorCode::wrong_state,
      bilingual("约谈现为“{0}”，此前的通知不再重发 / the interview is {0} by now: what was said before is not sent "
                "again",
                word_of(interview.state)));
}

// What it came to may be told with the meeting at any time; whoever is called has still to be able to come.
Expected<void> check_hour(const NotificationQueued& message, const LetterMatter& matter, Instant now) {
  if (message.occasion != k_notice && message.occasion != k_moved_meeting) return {};
  if (matter.interview && is_done(*matter.interview, Step::minutes))
    return fail(ErrorCode::wrong_state,
                "约谈已召开并登记纪要，原通知不再重发 / the interview was held and its minutes are filed: its notice "
                "is not sent again");
  if (matter.meeting->meeting_at > now) return {};
  return fail(
      ErrorCode::wrong_state,
      bilingual("约谈时间为{0}，已过，原通知不再重发：已召开的请登记纪要，未召开的请先变更约谈时间 / the "
                "meeting was to be held at {0}, which is past: file its minutes or, if it was not held, move it "
                "first",
                minute_text(matter.meeting->meeting_at)));
}

bool carries_letter_of(const NotificationQueued& message, const ExitCase& exit) {
  const auto is_it = [&](const std::optional<ExitLetter>& letter) {
    return letter && letter->number == message.letter;
  };
  return is_it(exit.notice.letter) || (exit.exit_notice && is_it(exit.exit_notice->letter));
}

// A limit notice stands until its case goes on, an exit notice until it is cured, withdrawn or done; what moved the
// limit until it is moved again.
Expected<void> check_exit(const NotificationQueued& message, const std::string& id, const ExitCase& exit) {
  const bool limit = message.occasion == k_limit || message.occasion == k_moved_limit;
  const bool stands =
      limit ? exit.state == ExitState::limited : message.occasion != k_exit || exit.state == ExitState::noticed;
  if (!stands)
    return fail(ErrorCode::wrong_state,
                bilingual("通知所涉事项现为“{0}”，原通知不再重发 / what the notice is about is {0} by now: it is not "
                          "sent again",
                          word_of(exit.state)));
  if (!message.letter.empty() && !carries_letter_of(message, exit))
    return fail(ErrorCode::wrong_state,
                "原通知已由其后的通知代替，不再重发 / a later notice took the place of this one: it is not sent again");
  const CivilDate last_day = limit_until(exit);
  if (message.occasion != k_moved_limit || message.text.find(limit_words(id, last_day)) != std::string::npos) return {};
  return fail(ErrorCode::wrong_state,
              bilingual("履约期限现为{0}（含当日），原通知不再重发，请重发其后的通知 / the limit ends on {0} by now: "
                        "send the later notice again",
                        last_day.str()));
}
}  // namespace

bool is_notice_of(const NotificationQueued& message, const std::string& exit_id, const ExitCase& exit) {
  if (message.letter.empty()) {
    const bool notice = message.occasion == k_limit || message.occasion == k_moved_limit || message.occasion == k_exit;
    return notice && message.text.find(" notice " + exit_id + ":") != std::string::npos;
  }
  return carries_letter_of(message, exit) ||
         std::any_of(exit.former_letters.begin(), exit.former_letters.end(),
                     [&](const ExitLetter& letter) { return letter.number == message.letter; });
}

Expected<void> check_stands(const NotificationQueued& message, const LetterMatter& matter, Instant now) {
  if (matter.interview)
    if (auto fine = check_interview(message, *matter.interview); !fine) return fine;
  if (matter.exit)
    if (auto fine = check_exit(message, matter.exit_id, *matter.exit); !fine) return fine;
  const auto* meeting = matter.meeting;
  if (!meeting) return {};
  if (calls(message) && meeting->state != MeetingState::called)
    return fail(ErrorCode::wrong_state,
                "会议已取消，原通知不再重发 / the meeting was cancelled: its notice is not sent again");
  if (auto fine = check_hour(message, matter, now); !fine) return fine;
  if (!calls(message) || message.occasion == k_notice || !is_left(*message.invitation, *meeting)) return {};
  return fail(
      ErrorCode::wrong_state,
      bilingual("会议时间或地点已变更（现为{0}，{1}），原通知不再重发，请重发变更后的通知 / the meeting is held on "
                "{0} at {1} by now: send the later notice again",
                minute_text(meeting->meeting_at), meeting->place));
}

std::string as_it_was(std::string text) {
  bool anew = false;
  const auto opens = [&](std::size_t end) {
    return end != std::string::npos && std::string_view(text).substr(0, end).ends_with(k_counts);
  };
  for (auto end = text.find('\n'); opens(end); end = text.find('\n'), anew = true)
    text.erase(0, end + 1);
  if (!anew) return text;
  for (const auto sentence : {k_hour_en, k_limit_en})
    if (const auto at = text.rfind(sentence); at != std::string::npos) text.erase(at);
  return text;
}

std::optional<NotificationQueued> with_the_hour_of_today(const NotificationQueued& message, const LetterMatter& matter,
                                                         const Teller& teller) {
  const auto* meeting = matter.meeting;
  if (message.occasion != k_notice || !calls(message) || !meeting || !is_left(*message.invitation, *meeting))
    return std::nullopt;
  NotificationQueued anew = message;
  anew.invitation = invitation_of(matter.meeting_id, *meeting, teller);
  const std::string when = minute_text(meeting->meeting_at);
  const std::string where = meeting->place.empty() ? std::string() : "，" + meeting->place;
  const auto* interview = matter.interview;
  const bool asked = interview && !is_done(*interview, Step::explanation);
  const std::string due = asked ? due_line(*interview, Step::explanation) : std::string();
  const std::string counts = "，" + std::string(k_counts);
  anew.text = "约谈时间、地点已变更，现为" + when + where + counts + due + (due.empty() ? "" : counts) + "\n" +
              as_it_was(message.text) + std::string(k_hour_en) + when + " by now" +
              (asked ? due_en(*interview, Step::explanation) : std::string()) + ".";
  return anew;
}

std::optional<NotificationQueued> with_the_limit_of_today(const NotificationQueued& message,
                                                          const LetterMatter& matter) {
  const auto* exit = matter.exit;
  if (message.occasion != k_limit || !exit || limit_until(*exit) == exit->notice.limit_until) return std::nullopt;
  const std::string last_day = limit_until(*exit).str();
  const std::string preface = "履约期限已变更，现为" + last_day + "（含当日），" + std::string(k_counts) + "\n";
  if (message.text.starts_with(preface)) return std::nullopt;
  NotificationQueued anew = message;
  anew.text = preface + as_it_was(message.text) + std::string(k_limit_en) + last_day + " inclusive by now.";
  return anew;
}

}  // namespace luodi::monitor
