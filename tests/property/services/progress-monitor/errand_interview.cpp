#include "services/progress-monitor/domain/interview_decide.hpp"
#include "services/progress-monitor/domain/interview_steps.hpp"
#include "services/progress-monitor/domain/interview_table.hpp"
#include "services/progress-monitor/interview_ahead.hpp"
#include "tests/property/services/progress-monitor/errand.hpp"

namespace luodi::monitor::test {

namespace {
template <class Body>
Errand on_interview(std::string text, const std::string& id, const std::string& project, InterviewRule<Body> rule,
                    Body body, const Actor& who, const std::string& number) {
  Errand out;
  out.text = id + " " + std::move(text) + " by " + who.username;
  out.project = project;
  out.run = [=](Office& office, Instant now) -> std::string {
    if (!office.find<Interview>(id)) return "not known";
    return office.give(who, now, hex(number), [&](const MonitorOverlay& world, const domain::Context& context) {
      return decide_promptly(office.evaluation(), world, id, rule, body, context);
    });
  };
  return out;
}

Schedule new_time(Dice& dice, const Interview& interview, Instant now) {
  const CivilDate from = interview.meeting_at ? civil_date(*interview.meeting_at) : civil_date(now);
  return {instant_at(from.plus_days(dice.between(-3, 20)), dice.one_of({8, 10, 15, 18, 20})),
          dice.once_in(2) ? "二号会议室" : "", dice.once_in(2) ? "负责人出差" : ""};
}

InterviewCommand any_command(Dice& dice, const Interview& interview) {
  const auto next = next_commands(interview);
  if (next.empty() || dice.once_in(8)) return static_cast<InterviewCommand>(dice.below(9));
  const auto& row = *next[static_cast<std::size_t>(dice.below(static_cast<int>(next.size())))];
  // A withdrawal ends what the other commands need.
  if (row.command == InterviewCommand::withdraw && !dice.once_in(6)) return next.front()->command;
  return row.command;
}
}  // namespace

std::optional<Errand> interview_errand(Dice& dice, const Office& office, Instant now, const std::string& number) {
  const auto all = office.all<Interview>();
  if (all.empty()) return std::nullopt;
  std::string id = any_of(dice, all);
  for (const auto& [other, interview] : all)
    if (!has_ended(interview) && !dice.once_in(3)) id = other;
  const Interview& i = all.at(id);
  const auto again = dice.once_in(7) ? std::optional<std::string>("更正原因") : std::nullopt;
  const bool whole = dice.once_in(2);
  const bool passed = !dice.once_in(4);
  auto committee = k_committee_desk;
  auto entity = actor(Role::park, i.responsible_org, "parkuser");
  if (dice.once_in(12)) std::swap(committee, entity);
  const auto on = [&](std::string text, auto rule, auto body, const Actor& who) {
    return on_interview(std::move(text), id, i.project_id, rule, std::move(body), who, number);
  };
  switch (any_command(dice, i)) {
    case InterviewCommand::hold_back:
      return on("hold-back", decide_hold_back, HoldBack{"核实"}, committee);
    case InterviewCommand::issue:
      return on("issue", decide_issue, Issue{}, committee);
    case InterviewCommand::schedule: {
      const auto moved = new_time(dice, i, now);
      return on("schedule " + moved.meeting_at.str(), decide_schedule, moved, committee);
    }
    case InterviewCommand::explanation:
      return on(again ? "explanation again" : "explanation", decide_explanation, Explain{"说明", {}, again}, entity);
    case InterviewCommand::minutes:
      return on(std::string("minutes") + (whole ? " of all" : "") + (again ? " again" : ""), decide_minutes,
                FileMinutes{"纪要", {"负责人"}, whole, {}, again, {}, {}}, committee);
    case InterviewCommand::plan:
      return on(again ? "plan again" : "plan", decide_rectification,
                Rectify{RectificationKind::plan, "方案", {}, again}, entity);
    case InterviewCommand::report:
      return on(again ? "report again" : "report", decide_rectification,
                Rectify{RectificationKind::report, "报告", {}, again}, entity);
    case InterviewCommand::verification:
      return on(passed ? "verified" : "failed", decide_verification, Verify{passed, "核实结论", {}}, k_bureau_desk);
    case InterviewCommand::withdraw:
      return on("withdraw", decide_withdraw, Withdraw{"撤销"}, committee);
  }
  return std::nullopt;
}

}  // namespace luodi::monitor::test
