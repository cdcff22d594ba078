#pragma once
// What the parties file after the notice: the written explanation, the minutes of the meeting, the rectification plan
// and report, the verification. Each stops its clock and starts the next ones, with their due instants frozen in the
// event. Who may file what when is in interview_table; a correction is one more paper and moves no clock. Pure.
//
// Minutes may cover every interview that came to the meeting (`whole_meeting`), and so may their correction: one
// meeting has one set of minutes, so it is refused where one of these interviews has ended. A failed verification
// escalates (interview_second). One that passes ends the episode for good, so it needs what the interview is for:
// effective progress dated from the notice to the day of the verification, or an exemption of that stall approved in
// between. A correction that says what is filed already is `unchanged`.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "services/progress-monitor/domain/interview_around.hpp"

namespace luodi::monitor {

struct Explain {
  std::string text;
  std::vector<domain::Evidence> evidence;
  std::optional<std::string> correction;  // why it replaces what was filed
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using E = Explain;
    return described(field("text", &E::text, Text{2, 4000}), field("evidence", &E::evidence, codec::Count{0, 20}),
                     field("correction", &E::correction, Text{2, 1000}));
  }
};
struct FileMinutes {
  std::string text;
  std::vector<std::string> attendees;
  bool whole_meeting = false;
  std::vector<domain::Evidence> evidence;
  std::optional<std::string> correction;
  std::vector<std::string> excused;    // 请假
  std::vector<std::string> observers;  // 列席
  static constexpr auto fields() {
    using codec::Count;
    using codec::field;
    using codec::Text;
    using F = FileMinutes;
    return described(field("text", &F::text, Text{2, 4000}), field("attendees", &F::attendees, Count{1, 50}),
                     codec::optional_field("whole_meeting", &F::whole_meeting),
                     field("evidence", &F::evidence, Count{0, 20}), field("correction", &F::correction, Text{2, 1000}),
                     field("excused", &F::excused, Count{0, 50}), field("observers", &F::observers, Count{0, 50}));
  }
};
enum class RectificationKind { plan, report };
Word word_of(RectificationKind value);
struct Rectify {
  RectificationKind kind = RectificationKind::plan;
  std::string text;
  std::vector<domain::Evidence> evidence;
  std::optional<std::string> correction;
  static constexpr auto fields() {
    using codec::field;
    using codec::Text;
    using R = Rectify;
    return described(field("kind", &R::kind), field("text", &R::text, Text{2, 4000}),
                     field("evidence", &R::evidence, codec::Count{0, 20}),
                     field("correction", &R::correction, Text{2, 1000}));
  }
};
inline constexpr std::size_t k_longest_verification = 2000;  // characters
struct Verify {
  bool passed = false;
  std::string text;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    using codec::field;
    using V = Verify;
    return described(field("passed", &V::passed), field("text", &V::text, codec::Text{2, k_longest_verification}),
                     field("evidence", &V::evidence, codec::Count{0, 20}));
  }
};

Expected<domain::Decision> decide_explanation(const std::string& id, const Interview& interview, const Explain& command,
                                              const Around& around, const domain::Context& context);
Expected<domain::Decision> decide_minutes(const std::string& id, const Interview& interview, const FileMinutes& command,
                                          const Around& around, const domain::Context& context);
Expected<domain::Decision> decide_rectification(const std::string& id, const Interview& interview,
                                                const Rectify& command, const Around& around,
                                                const domain::Context& context);
Expected<domain::Decision> decide_verification(const std::string& id, const Interview& interview, const Verify& command,
                                               const Around& around, const domain::Context& context);

}  // namespace luodi::monitor

template <>
struct luodi::codec::EnumNames<luodi::monitor::RectificationKind> {
  using E = luodi::monitor::RectificationKind;
  static constexpr std::array<std::pair<E, std::string_view>, 2> table{{{E::plan, "plan"}, {E::report, "report"}}};
};
