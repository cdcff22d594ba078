#pragma once
// Exit case 退出程序 (measure 9): a project that does not keep what it agreed is called upon to perform within a limit
// (限期履约通知), then told to leave (退出通知), then leaves. Aggregate id = "ext_…", made of the obligation and its
// agreed day. When it begins and moves: exit_judge.hpp. Pure.
//
//   limited ──the limit passes──▶ noticed ──the project exits──▶ exited
//      │                             │
//      ├── cured within the limit, told before or after its end ──▶ cured ──the breach comes back──▶ limited
//      │                                  performed after the limit, as a correction says ──▶ noticed (again)
//      └── by the bureau or the committee, with a reason ──▶ withdrawn
#include <array>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/domain/project_parts.hpp"
#include "common/policy/explanation.hpp"
#include "services/progress-monitor/domain/exit_letter.hpp"

namespace luodi::monitor {

enum class ExitGround { company_late, deposit_late, start_late };
enum class ExitState { limited, noticed, cured, withdrawn, exited };
Word word_of(ExitGround value);
Word word_of(ExitState value);

struct LimitNoticeIssued {
  static constexpr std::string_view fact = "limit_notice_issued";
  std::string project_id;
  std::string project_name;
  std::string obligation_id;
  ExitGround ground = ExitGround::company_late;
  CivilDate agreed_on;    // due day of the obligation when the notice was issued
  CivilDate late_since;   // first day on which it was late enough
  CivilDate limit_until;  // last day to perform
  std::string title;
  std::string text;
  std::string owner;  // who has to perform
  std::string clause;
  policy::Explanation explanation;
  std::optional<ExitLetter> letter;       // absent in notices from before they were letters
  std::vector<ExitLetter> replaces = {};  // letters of this case that it takes the place of; they stay readable
  static constexpr auto fields() {
    using codec::field;
    using L = LimitNoticeIssued;
    return described(field("project_id", &L::project_id), field("project_name", &L::project_name),
                     field("obligation_id", &L::obligation_id), field("ground", &L::ground),
                     field("agreed_on", &L::agreed_on), field("late_since", &L::late_since),
                     field("limit_until", &L::limit_until), field("title", &L::title), field("text", &L::text),
                     field("owner", &L::owner), field("clause", &L::clause), field("explanation", &L::explanation),
                     field("letter", &L::letter), codec::optional_field("replaces", &L::replaces));
  }
};
struct ExitNoticeIssued {
  static constexpr std::string_view fact = "exit_notice_issued";
  CivilDate limit_until;  // that passed
  std::string clause;
  policy::Explanation explanation;
  std::optional<std::string> title =
      std::nullopt;  // of the case from now on; absent in notices from before it was kept
  std::optional<std::string> text = std::nullopt;
  std::optional<ExitLetter> letter = std::nullopt;    // likewise
  std::optional<CivilDate> again_on = std::nullopt;   // issued on this day because a correction took a cure away
  std::optional<CivilDate> record_by = std::nullopt;  // last day to record the exit; absent: older, or no calendar
  std::vector<ExitLetter> replaces = {};              // as of a limit notice
  static constexpr auto fields() {
    using codec::field;
    using E = ExitNoticeIssued;
    return described(field("limit_until", &E::limit_until), field("clause", &E::clause),
                     field("explanation", &E::explanation), field("title", &E::title), field("text", &E::text),
                     field("letter", &E::letter), field("again_on", &E::again_on), field("record_by", &E::record_by),
                     codec::optional_field("replaces", &E::replaces));
  }
};
struct ExitCured {
  static constexpr std::string_view fact = "cured";
  CivilDate cured_on;  // of the performance; where the agreed day was moved, of the notice
  std::string reason;
  std::optional<CivilDate> moved_to = std::nullopt;  // the agreed day was moved there: nobody performed anything
  static constexpr auto fields() {
    using codec::field;
    return described(field("cured_on", &ExitCured::cured_on), field("reason", &ExitCured::reason),
                     field("moved_to", &ExitCured::moved_to));
  }
};
struct ExitWithdrawn {
  static constexpr std::string_view fact = "withdrawn";
  std::string reason;
  static constexpr auto fields() {
    return described(codec::field("reason", &ExitWithdrawn::reason, codec::Text{1, 1000}));
  }
};
// The limit ends on another day: days of a suspension do not run (exit_limit.hpp). The letter keeps what it said.
struct ExitLimitMoved {
  static constexpr std::string_view fact = "limit_moved";
  CivilDate before;  // the last day as it was told until then
  CivilDate limit_until;
  int suspended_days = 0;  // within the limit, all together
  std::string text;
  std::string clause;
  policy::Explanation explanation;
  static constexpr auto fields() {
    using codec::field;
    using M = ExitLimitMoved;
    return described(field("before", &M::before), field("limit_until", &M::limit_until),
                     field("suspended_days", &M::suspended_days), field("text", &M::text), field("clause", &M::clause),
                     field("explanation", &M::explanation));
  }
};
// The agreed day of the obligation was corrected while the case ran: it is the same breach, and the case speaks of the
// day that is right. Its notices, which are out, say what they said.
struct ExitAgreedMoved {
  static constexpr std::string_view fact = "agreed_moved";
  CivilDate agreed_on;
  static constexpr auto fields() { return described(codec::field("agreed_on", &ExitAgreedMoved::agreed_on)); }
};
// The exit that was told of is not recorded: its last day comes next, or is over. Told once each.
struct ExitRecordDue {
  static constexpr std::string_view fact = "record_due";
  CivilDate record_by;
  bool overdue = false;
  static constexpr auto fields() {
    return described(codec::field("record_by", &ExitRecordDue::record_by),
                     codec::field("overdue", &ExitRecordDue::overdue));
  }
};
struct ExitCompleted {  // the project has exited
  static constexpr std::string_view fact = "completed";
  CivilDate on;
  static constexpr auto fields() { return described(codec::field("on", &ExitCompleted::on)); }
};

struct ExitCase {
  static constexpr std::string_view kind = "exit_case";
  using Events = std::variant<LimitNoticeIssued, ExitNoticeIssued, ExitCured, ExitWithdrawn, ExitCompleted,
                              ExitLimitMoved, ExitRecordDue, ExitAgreedMoved>;
  std::string project_id;
  std::string project_name;
  std::string title;
  std::string text;
  std::string owner;
  ExitState state = ExitState::limited;
  LimitNoticeIssued notice;  // the latest
  Instant notice_at;
  std::optional<CivilDate> agreed_on;         // where it was corrected since the notice
  std::optional<ExitLimitMoved> limit_moved;  // the latest
  std::optional<ExitNoticeIssued> exit_notice;
  std::optional<Instant> exit_notice_at;
  std::vector<ExitLetter> former_letters;   // that went out and were replaced by later ones of the case, oldest first
  std::optional<ExitRecordDue> record_due;  // as it was told last
  std::optional<ExitCured> cured;
  std::optional<std::string> withdrawn_because;
  std::string withdrawn_by;  // user name
  std::optional<CivilDate> exited_on;
  Instant created_at;
  Instant updated_at;
  static constexpr auto fields() {
    using codec::field;
    using E = ExitCase;
    return described(field("project_id", &E::project_id), field("project_name", &E::project_name),
                     field("title", &E::title), field("text", &E::text), field("owner", &E::owner),
                     field("state", &E::state), field("notice", &E::notice), field("notice_at", &E::notice_at),
                     field("agreed_on", &E::agreed_on), field("limit_moved", &E::limit_moved),
                     field("exit_notice", &E::exit_notice), field("exit_notice_at", &E::exit_notice_at),
                     codec::optional_field("former_letters", &E::former_letters), field("record_due", &E::record_due),
                     field("cured", &E::cured), field("withdrawn_because", &E::withdrawn_because),
                     field("withdrawn_by", &E::withdrawn_by), field("exited_on", &E::exited_on),
                     field("created_at", &E::created_at), field("updated_at", &E::updated_at));
  }
};
void apply(ExitCase& exit, const LimitNoticeIssued& event, const domain::EventMeta& meta);
void apply(ExitCase& exit, const ExitNoticeIssued& event, const domain::EventMeta& meta);
void apply(ExitCase& exit, const ExitCured& event, const domain::EventMeta& meta);
void apply(ExitCase& exit, const ExitWithdrawn& event, const domain::EventMeta& meta);
void apply(ExitCase& exit, const ExitCompleted& event, const domain::EventMeta& meta);
void apply(ExitCase& exit, const ExitLimitMoved& event, const domain::EventMeta& meta);
void apply(ExitCase& exit, const ExitRecordDue& event, const domain::EventMeta& meta);
void apply(ExitCase& exit, const ExitAgreedMoved& event, const domain::EventMeta& meta);

bool is_running(const ExitCase& exit);        // a notice stands
CivilDate agreed_on(const ExitCase& exit);    // the day that was agreed, as it is known now
CivilDate limit_until(const ExitCase& exit);  // the last day to perform, as it was told last

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::ExitGround> {
  using E = luodi::monitor::ExitGround;
  static constexpr std::array<std::pair<E, std::string_view>, 3> table{
      {{E::company_late, "company_late"}, {E::deposit_late, "deposit_late"}, {E::start_late, "start_late"}}};
};
template <>
struct luodi::codec::EnumNames<luodi::monitor::ExitState> {
  using E = luodi::monitor::ExitState;
  static constexpr std::array<std::pair<E, std::string_view>, 5> table{{{E::limited, "limited"},
                                                                        {E::noticed, "noticed"},
                                                                        {E::cured, "cured"},
                                                                        {E::withdrawn, "withdrawn"},
                                                                        {E::exited, "exited"}}};
};

// Compiled once, in exit_case.cpp.
extern template luodi::Expected<void> luodi::domain::apply_fact(luodi::monitor::ExitCase&, std::string_view,
                                                                const luodi::codec::Json&,
                                                                const luodi::domain::EventMeta&);
extern template luodi::codec::Json luodi::codec::encode(const luodi::monitor::ExitCase&);
extern template luodi::Expected<luodi::monitor::ExitCase> luodi::codec::decode(const luodi::codec::Json&);
