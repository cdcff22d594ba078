#pragma once
// What may be done to a problem 问题 (measure 5). Pure.
//
//   report     whoever sees the project; the owner is by default the body of the level
//   assign     another owner or day while it is open; a park only up to its own level. Whoever owes the solution does
//              not put off its own day (problem_day.hpp)
//   resolve    says that it is solved; the reporter has the word now, and nothing escalates. The city's roles and a
//              park of the project may; a department or an office what it owns
//   confirm    the reporter closes it, but not the user who said that it is solved. The project gets a progress report
//              `problem_closed` in the same commit, judged like any other: it counts where the reporter is a third
//              party, today and when it reported, and there is evidence
//   reopen     the reporter, from resolved or closed, with a reason; takes that report back, unless the bureau has
//   escalate   one level up, with a reason; by itself when it is overdue. At the highest level that is told, once for
//              each due day
// The reporter is the user who reported it, or a colleague: same role and same organisation.
// Of a project that has ended nothing is done any more (wrong_state): its problems are withdrawn with it.
// What has climbed by then (problem_climb.hpp) is part of every decision on an open problem.
#include <optional>
#include <string>
#include <vector>

#include "common/domain/decision.hpp"
#include "common/domain/project.hpp"
#include "services/progress-monitor/domain/problem_climb.hpp"
#include "services/progress-monitor/domain/project_object.hpp"

namespace luodi::monitor {

inline constexpr std::int64_t k_escalation_again_ms = k_day_ms;  // no calendar yet: it appears once a year

struct ReportProblem {
  std::string title;
  std::string text;
  std::optional<ProblemLevel> level;  // absent: the project's
  std::string owner;                  // empty: the body of the level
  std::optional<CivilDate> due_on;    // absent: due_working_days from now
  static constexpr auto fields() {
    using codec::field;
    using codec::optional_field;
    using codec::Text;
    using R = ReportProblem;
    return described(field("title", &R::title, codec::Name{200}), optional_field("text", &R::text, Text{0, 4000}),
                     field("level", &R::level), optional_field("owner", &R::owner, Text{0, 100}),
                     field("due_on", &R::due_on));
  }
};
struct AssignProblem {
  std::string owner;
  std::optional<CivilDate> due_on;  // absent: the day stays
  std::string reason;               // needed where the day moves
  static constexpr auto fields() {
    using codec::field;
    return described(field("owner", &AssignProblem::owner, codec::Text{1, 100}),
                     field("due_on", &AssignProblem::due_on),
                     codec::optional_field("reason", &AssignProblem::reason, codec::Text{0, 1000}));
  }
};
struct ResolveProblem {
  std::string text;
  std::vector<domain::Evidence> evidence;
  static constexpr auto fields() {
    return described(codec::field("text", &ResolveProblem::text, codec::Text{1, 4000}),
                     codec::field("evidence", &ResolveProblem::evidence, codec::Count{0, 20}));
  }
};
struct ConfirmProblem {
  std::string text;
  static constexpr auto fields() {
    return described(codec::optional_field("text", &ConfirmProblem::text, codec::Text{0, 1000}));
  }
};
struct ReopenProblem {
  std::string reason;
  std::optional<CivilDate> due_on;
  static constexpr auto fields() {
    return described(codec::field("reason", &ReopenProblem::reason, codec::Text{1, 1000}),
                     codec::field("due_on", &ReopenProblem::due_on));
  }
};
struct EscalateProblem {
  std::string reason;
  std::optional<CivilDate> due_on;
  static constexpr auto fields() {
    return described(codec::field("reason", &EscalateProblem::reason, codec::Text{1, 1000}),
                     codec::field("due_on", &EscalateProblem::due_on));
  }
};

// `known`: the problems of the project so far, of which an open one is not reported twice, also not at the same moment
// (a claim, until it is closed). nullptr: what a visit opens, which may stand beside its like.
Expected<domain::Decision> decide_report_problem(const Hindered& on, const std::vector<Concerning<Problem>>* known,
                                                 const ReportProblem& command, const domain::Context& context);
Expected<domain::Decision> decide_assign(const std::string& id, const Problem& problem, const Hindered& on,
                                         const AssignProblem& command, const domain::Context& context);
Expected<domain::Decision> decide_resolve(const std::string& id, const Problem& problem, const Hindered& on,
                                          const ResolveProblem& command, const domain::Context& context);
Expected<domain::Decision> decide_confirm(const std::string& id, const Problem& problem, const Hindered& on,
                                          const ConfirmProblem& command, const domain::Context& context);
Expected<domain::Decision> decide_reopen(const std::string& id, const Problem& problem, const Hindered& on,
                                         const ReopenProblem& command, const domain::Context& context);
Expected<domain::Decision> decide_escalate(const std::string& id, const Problem& problem, const Hindered& on,
                                           const EscalateProblem& command, const domain::Context& context);
// Of a project that has ended, whatever its reporter has not closed: the exit is the cause. What was due before that
// was recorded climbs first, as it would have under a prompt worker.
domain::Decision withdraw_problem(const Concerning<Problem>& on, const domain::Context& context);
// The due job of a problem.
domain::Decision decide_problem_due(const std::string& id, const Problem& problem, const Hindered& on,
                                    const domain::Context& context);

inline std::string problem_job(const std::string& id) {
  return "problem:" + id;
}

}  // namespace luodi::monitor
