#pragma once
// How a project stands on the day that an interview speaks of: what the reading of 连续两个月 has counted, in its own
// units and by their days, and what moved last. Frozen in the events of the interview, said by its notice, its minutes
// and its mails. No day after `as_of`, and no unit that holds progress. Pure.
//
//   Standing s = standing_at_trigger(project, evaluate(project, book, now), episode, book);   // why it was opened
//   Standing t = standing_now(project, evaluate(project, book, now), book, now);              // a second interview
#include <optional>
#include <string>
#include <vector>

#include "common/codec/fields.hpp"

namespace luodi::policy {
class PolicyBook;
}  // namespace luodi::policy
namespace luodi::domain {
enum class Light;
struct Episode;
struct Project;
}  // namespace luodi::domain

namespace luodi::monitor {

struct IdleResult;

struct DaySpan {
  CivilDate first;
  CivilDate last;  // inclusive
  static constexpr auto fields() {
    return described(codec::field("first", &DaySpan::first), codec::field("last", &DaySpan::last));
  }
};

// A run of days within what was counted that was itself not counted.
struct PausedSpan {
  CivilDate first;
  CivilDate last;       // inclusive
  std::string because;  // the ground of the exemption, k_suspended or k_out_of_scope
  static constexpr auto fields() {
    using codec::field;
    return described(field("first", &PausedSpan::first), field("last", &PausedSpan::last),
                     field("because", &PausedSpan::because));
  }
};
inline constexpr std::string_view k_suspended = "suspended";
inline constexpr std::string_view k_out_of_scope = "out_of_scope";

struct IdleCount {
  std::string reading;                  // "half_months" | "rolling_days" | "calendar_months"
  int units = 0;                        // half months, days or months
  std::vector<DaySpan> spans;           // one a unit; of rolling_days one for each run of days between pauses
  std::vector<PausedSpan> paused = {};  // between the spans or behind them; not told before it was recorded
  static constexpr auto fields() {
    using codec::field;
    return described(field("reading", &IdleCount::reading), field("units", &IdleCount::units),
                     field("spans", &IdleCount::spans), field("paused", &IdleCount::paused));
  }
};
// Why a span is not counted: "正当理由经认定（…）", "期间项目暂停".
std::string pause_zh(const PausedSpan& span);
// The dispatch cycles that lie wholly in what was counted.
std::vector<HalfMonth> whole_cycles(const IdleCount& count);

struct Standing {
  CivilDate as_of;
  std::string stage;
  std::optional<Fen> amount_fen;
  std::optional<CivilDate> last_progress;
  IdleCount count;
  static constexpr auto fields() {
    using codec::field;
    using S = Standing;
    return described(field("as_of", &S::as_of), field("stage", &S::stage), field("amount_fen", &S::amount_fen),
                     field("last_progress", &S::last_progress), field("count", &S::count));
  }
};

// At the end of the unit that made the interview of this episode due, whenever it is asked. The episode has its
// interview's cycle.
Standing standing_at_trigger(const domain::Project& project, const IdleResult& result, const domain::Episode& episode,
                             const policy::PolicyBook& book);
// What was counted when a warning of this episode became due: up to the day within `cycle` on which the row was long
// enough for its light.
IdleCount count_at_warning(const IdleResult& result, const domain::Episode& episode, domain::Light light,
                           HalfMonth cycle, const policy::PolicyBook& book);
// With the row that runs now, if any, and all progress up to today.
Standing standing_now(const domain::Project& project, const IdleResult& result, const policy::PolicyBook& book,
                      Instant now);

}  // namespace luodi::monitor
